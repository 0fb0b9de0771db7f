//! What enters: the records of a catalogue. What leaves: the same as small entries of flat lists, names as dense ids.

use crate::day::Day;
use crate::ids::{MatterId, PartyId, PersonId, ProjectId, Sym, Texts};
use crate::matter::Matter;
use crate::party::Party;
use crate::person::Role;
use crate::project::Project;
use crate::reading::PendingCases;
use crate::transfer::{Scope, Transfer};

#[derive(Debug)]
pub(crate) struct PartyEntry {
    pub(crate) party: Party,
    pub(crate) successor: Option<(Day, PartyId)>,
}

#[derive(Debug)]
pub(crate) struct MatterEntry {
    pub(crate) name: Box<str>,
    pub(crate) name_en: Option<Box<str>>,
    pub(crate) codes: Box<[Box<str>]>,
    pub(crate) type_code: Sym,
    pub(crate) level: Sym,
}

/// What every question about a matter reads, close together: its original department, its first day, and where its
/// records end in each flat list. They begin where those of the matter before it end; rarer records name their matter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outline {
    pub(crate) original: Option<PartyId>,
    pub(crate) governed_from: Day,
    pub(crate) supervising: u32,
    pub(crate) platform: u32,
    pub(crate) transfers: u32,
}

impl Outline {
    /// That of no matter.
    pub(crate) const NONE: Self =
        Self { original: None, governed_from: Day::MIN, supervising: 0, platform: 0, transfers: 0 };
}

/// Something that holds from one day to another, both included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span<T> {
    pub(crate) from: Day,
    pub(crate) to: Day,
    pub(crate) what: T,
}

impl<T> Span<T> {
    pub(crate) fn new(from: Option<Day>, to: Option<Day>, what: T) -> Self {
        Self { from: from.unwrap_or(Day::MIN), to: to.unwrap_or(Day::MAX), what }
    }

    pub(crate) fn covers(&self, on: Day) -> bool {
        self.from <= on && on <= self.to
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct ReassignmentEntry {
    pub(crate) matter: MatterId,
    pub(crate) on: Day,
    pub(crate) instrument: Sym,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct ObservationEntry {
    pub(crate) matter: MatterId,
    pub(crate) on: Day,
    pub(crate) by: PartyId,
    pub(crate) source: Sym,
}

/// What a transfer record says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TransferKind {
    /// 划转: taken in by the Bureau.
    Transfer,
    /// 收回: back to the original department.
    Return,
    /// 赋权: granted to the zone from above; transfers nothing.
    Empowerment,
    /// 委托: entrusted, not transferred.
    Entrustment,
    /// A word that is none of these.
    Unknown,
}

impl TransferKind {
    /// Its name in the wire format.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Transfer => "transfer",
            Self::Return => "return",
            Self::Empowerment => "empowerment",
            Self::Entrustment => "entrustment",
            Self::Unknown => "unknown",
        }
    }

    fn of(text: &str) -> Self {
        match text {
            "transfer" => Self::Transfer,
            "return" => Self::Return,
            "empowerment" => Self::Empowerment,
            "entrustment" => Self::Entrustment,
            _ => Self::Unknown,
        }
    }
}

/// The day a record holds from, as far as it can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effective {
    On(Day),
    Undated,
    Unreadable(Sym),
}

/// Who decided a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decider {
    Committee,
    Other(Sym),
    Unrecorded,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct TransferEntry {
    pub(crate) kind: TransferKind,
    pub(crate) kind_text: Sym,
    pub(crate) effective: Effective,
    pub(crate) decider: Decider,
    pub(crate) instrument: Sym,
    pub(crate) scope: Scope,
    pub(crate) pending: Option<PendingCases>,
    /// The first day on which it is known; the first day there is where it always was.
    pub(crate) recorded: Day,
}

/// A person's role in a party or project.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RoleEntry {
    pub(crate) person: PersonId,
    pub(crate) role: Role,
    pub(crate) party: Option<PartyId>,
    pub(crate) project: Option<ProjectId>,
}

/// A project with its names as ids; a unit that is no party and a manager who is no person stay names.
#[derive(Debug)]
pub(crate) struct ProjectEntry {
    pub(crate) project: Project,
    pub(crate) responsible: Option<PartyId>,
    pub(crate) unit: Option<PartyId>,
    pub(crate) manager: Option<PersonId>,
}

#[derive(Default)]
pub(crate) struct Lists {
    pub(crate) outlines: Vec<Outline>,
    pub(crate) supervising: Vec<Span<PartyId>>,
    pub(crate) platform: Vec<Span<bool>>,
    pub(crate) reassigned: Vec<ReassignmentEntry>,
    pub(crate) transfers: Vec<TransferEntry>,
    pub(crate) observed: Vec<ObservationEntry>,
}

impl Lists {
    pub(crate) fn take(
        &mut self,
        matter: Matter,
        committee: &str,
        party_of: &impl Fn(&str) -> Option<PartyId>,
        texts: &mut Texts,
    ) -> MatterEntry {
        let own = MatterId::from(self.outlines.len());
        let spans = matter.supervising.iter();
        self.supervising
            .extend(spans.filter_map(|span| Some(Span::new(span.from, span.to, party_of(&span.party)?))));
        self.platform.extend(matter.platform.iter().map(|span| Span::new(span.from, span.to, span.capable)));
        self.reassigned.extend(matter.reassigned.iter().map(|entry| ReassignmentEntry {
            matter: own,
            on: entry.on.unwrap_or(Day::MIN),
            instrument: texts.keep(entry.instrument.as_deref()),
        }));
        self.transfers.extend(matter.transfers.iter().map(|record| transfer_entry(record, committee, texts)));
        self.observed.extend(matter.observed.iter().filter_map(|entry| {
            let source = texts.keep(entry.source.as_deref());
            Some(ObservationEntry { matter: own, on: entry.on, by: party_of(&entry.handled_by)?, source })
        }));
        let end = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        self.outlines.push(Outline {
            original: matter.original.as_deref().and_then(party_of),
            governed_from: matter.governed_from.unwrap_or(Day::MIN),
            supervising: end(self.supervising.len()),
            platform: end(self.platform.len()),
            transfers: end(self.transfers.len()),
        });
        MatterEntry {
            type_code: texts.keep(matter.type_code.as_deref()),
            level: texts.keep(matter.level.as_deref()),
            name: matter.name.into(),
            name_en: matter.name_en.map(Into::into),
            codes: matter.codes.into_iter().map(Into::into).collect(),
        }
    }
}

/// A transfer record as the book keeps it.
pub(crate) fn transfer_entry(record: &Transfer, committee: &str, texts: &mut Texts) -> TransferEntry {
    TransferEntry {
        kind: TransferKind::of(&record.kind),
        kind_text: texts.keep(Some(&record.kind)),
        effective: match record.effective.as_deref() {
            None => Effective::Undated,
            Some(text) => {
                text.parse().map_or_else(|_| Effective::Unreadable(texts.keep(Some(text))), Effective::On)
            }
        },
        decider: match record.decided_by.as_deref() {
            None => Decider::Unrecorded,
            Some(party) if party == committee => Decider::Committee,
            Some(party) => Decider::Other(texts.keep(Some(party))),
        },
        instrument: texts.keep(record.instrument.as_deref()),
        scope: record.scope,
        pending: record.pending,
        recorded: record.recorded.unwrap_or(Day::MIN),
    }
}
