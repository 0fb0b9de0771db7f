//! What enters: the acts logged of one subject, in their order. What leaves: the same by kind, with what each is about.

use crate::day::{Day, IsoWeek, When};
use crate::duty::SubjectId;
use crate::event::{Channel, EventKind, HandledVia, Outcome};
use crate::ids::{MatterId, PartyId, PersonId, ProjectId};

/// A name of the log: not given, known to the catalogue, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named<T> {
    Absent,
    Known(T),
    Unknown,
}

impl<T: Copy> Named<T> {
    pub(crate) const fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Absent | Self::Unknown => None,
        }
    }
}

/// What an act refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refers {
    Nothing,
    /// An act of the same case, by its place in it.
    Act(u32),
    /// Something that the case does not hold.
    Dangling,
}

impl Refers {
    pub(crate) const fn act(self) -> Option<u32> {
        match self {
            Self::Act(place) => Some(place),
            Self::Nothing | Self::Dangling => None,
        }
    }
}

/// An event whose names were looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Act {
    pub(crate) row: u32,
    pub(crate) at: When,
    pub(crate) kind: EventKind,
    pub(crate) actor: Named<PartyId>,
    pub(crate) to: Named<PartyId>,
    pub(crate) officer: Named<PersonId>,
    pub(crate) person: Named<PersonId>,
    pub(crate) matter: Named<MatterId>,
    pub(crate) channel: Option<Channel>,
    pub(crate) via: Option<HandledVia>,
    pub(crate) result: Option<Outcome>,
    pub(crate) refers: Refers,
    /// The place of what few kinds carry, where it carries any of it.
    pub(crate) extra: Option<u32>,
}

/// What few kinds of act carry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extra {
    pub(crate) with: Named<PartyId>,
    pub(crate) about: Named<PartyId>,
    pub(crate) period: Period,
    /// Where the projects it covers stand.
    pub(crate) covers: (u32, u32),
    /// Whether its ground is 推诿扯皮.
    pub(crate) on_buck_passing: bool,
}

impl Extra {
    const NONE: Self = Self {
        with: Named::Absent,
        about: Named::Absent,
        period: Period::Absent,
        covers: (0, 0),
        on_buck_passing: false,
    };
}

/// The year or week an act says it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Period {
    Absent,
    Year(i32),
    Week(IsoWeek),
    /// A text that names no year and no week that there is.
    Unreadable,
}

impl Period {
    pub(crate) fn read(text: &str) -> Self {
        if text.is_empty() {
            return Self::Absent;
        }
        let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        match (text.parse(), text.parse()) {
            (Ok(year @ 1..=9999), _) if is_year => Self::Year(year),
            (_, Ok(week)) => Self::Week(week),
            (_, Err(_)) => Self::Unreadable,
        }
    }

    /// The year it is about, a week's as ISO 8601 counts it.
    pub(crate) const fn year(self) -> Option<i32> {
        match self {
            Self::Year(year) => Some(year),
            Self::Week(week) => Some(week.year()),
            Self::Absent | Self::Unreadable => None,
        }
    }
}

/// The rarer fields of a subject's acts.
#[derive(Debug, Default)]
pub(crate) struct Extras {
    pub(crate) list: Vec<Extra>,
    pub(crate) covers: Vec<Named<ProjectId>>,
}

/// One case, or another subject: its acts by the earliest moment each can have happened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case<'a> {
    pub(crate) subject: SubjectId,
    pub(crate) acts: &'a [Act],
    extras: &'a Extras,
    /// The matter it is about, as the first act that knows one says.
    pub(crate) matter: Option<MatterId>,
    /// The kinds of its acts, a bit each.
    kinds: u64,
}

const _: () = assert!(EventKind::ALL.len() <= u64::BITS as usize, "a kind has a bit");

const fn bit(kind: EventKind) -> u64 {
    1 << kind as u8
}

impl<'a> Case<'a> {
    pub(crate) fn new(subject: SubjectId, acts: &'a [Act], extras: &'a Extras) -> Self {
        let kinds = acts.iter().fold(0, |kinds, act| kinds | bit(act.kind));
        let matter = match subject {
            SubjectId::Matter(matter) => Some(matter),
            SubjectId::Case(_)
            | SubjectId::Party(_)
            | SubjectId::Person(_)
            | SubjectId::Project(_)
            | SubjectId::Year(_)
            | SubjectId::Week(_)
            | SubjectId::Zone
            | SubjectId::Event(_)
            | SubjectId::Line(_) => acts.iter().find_map(|act| act.matter.known()),
        };
        Self { subject, acts, extras, matter, kinds }
    }

    /// The same acts as another subject's: a party's under the name it had then.
    pub(crate) const fn about(&self, subject: SubjectId) -> Self {
        Self { subject, ..*self }
    }

    /// What an act carries that few kinds do.
    pub(crate) fn extra(&self, act: &Act) -> Extra {
        let found = act.extra.and_then(|place| self.extras.list.get(place as usize));
        found.copied().unwrap_or(Extra::NONE)
    }

    /// The projects an act covers.
    pub(crate) fn covers(&self, act: &Act) -> &'a [Named<ProjectId>] {
        let (from, to) = self.extra(act).covers;
        self.extras.covers.get(from as usize..to as usize).unwrap_or_default()
    }

    /// Whether it has acts of a kind.
    pub(crate) const fn has(&self, kind: EventKind) -> bool {
        self.kinds & bit(kind) != 0
    }

    /// The acts of a kind with their places.
    pub(crate) fn of(&self, kind: EventKind) -> impl Iterator<Item = (u32, &Act)> {
        let acts = if self.has(kind) { self.acts } else { &[] };
        (0u32..).zip(acts).filter(move |(_, act)| act.kind == kind)
    }

    pub(crate) fn act(&self, place: u32) -> Option<&Act> {
        self.acts.get(place as usize)
    }

    /// Whether an act certainly came before the one it names.
    pub(crate) fn is_before(&self, act: &Act, named: Option<u32>) -> bool {
        named.and_then(|place| self.act(place)).is_some_and(|named| act.at.certainly_before(named.at))
    }

    /// The matter an act is about: its own, else the case's; none where it names an unknown one.
    pub(crate) fn matter_of(&self, act: &Act) -> Option<MatterId> {
        match act.matter {
            Named::Known(matter) => Some(matter),
            Named::Absent => self.matter,
            Named::Unknown => None,
        }
    }

    /// The day on which the case was first accepted.
    pub(crate) fn accepted(&self) -> Option<Day> {
        self.of(EventKind::ApplicationAccepted).map(|(_, act)| act.at.day()).next()
    }
}
