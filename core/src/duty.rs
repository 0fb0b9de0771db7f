//! What enters: what a trigger set off and what became of it. What leaves: a `Duty`, one an act and addressee.

use crate::course::Course;
use crate::day::{Day, Elapsed, IsoWeek, When};
use crate::event::Channel;
use crate::ids::{PartyId, PersonId, ProjectId};
use crate::limit::Basis;
use crate::norm::{Modal, Norm};
use crate::party::Party;
use crate::person::Person;
use crate::relation::Relation;
use crate::silence::Silence;
use crate::stamp::{MaybeStamp, Stamp};
use crate::text::Text;

/// What became of a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DutyStatus {
    /// Not done, and the adopter's limit still runs.
    Pending,
    /// Done.
    Fulfilled,
    /// Done after the adopter's limit.
    Late,
    /// Not done, and no limit says by when.
    Outstanding,
    /// Not done, and a limit or reading makes that a breach.
    Missed,
    /// No longer owed.
    Void,
    /// Programmatic: tracked, never judged.
    Tracked,
    /// Whether it is owed, or to whom, or by when, is not determined.
    Undetermined,
}

impl DutyStatus {
    /// Its name in the wire format.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Fulfilled => "fulfilled",
            Self::Late => "late",
            Self::Outstanding => "outstanding",
            Self::Missed => "missed",
            Self::Void => "void",
            Self::Tracked => "tracked",
            Self::Undetermined => "undetermined",
        }
    }

    /// Its label.
    #[must_use]
    pub const fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Pending => ("未到期", "pending"),
            Self::Fulfilled => ("已履行", "fulfilled"),
            Self::Late => ("逾期履行", "fulfilled late"),
            Self::Outstanding => ("未履行", "outstanding"),
            Self::Missed => ("逾期未履行", "missed"),
            Self::Void => ("不再负有", "void"),
            Self::Tracked => ("仅作记录", "tracked"),
            Self::Undetermined => ("不作认定", "undetermined"),
        };
        Text { zh, en }
    }

    /// Whether something is still to be done.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Pending | Self::Outstanding | Self::Missed => true,
            Self::Fulfilled | Self::Late | Self::Void | Self::Tracked | Self::Undetermined => false,
        }
    }
}

/// What a duty or finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject<'a> {
    /// A case.
    Case(&'a str),
    /// A matter outside any case.
    Matter(&'a str),
    /// A party.
    Party(&'a str),
    /// A person.
    Person(&'a str),
    /// A project.
    Project(&'a str),
    /// A year.
    Year(i32),
    /// A week.
    Week(IsoWeek),
    /// A single event, by its id; empty where it has none.
    Event(&'a str),
    /// A line of the log, counted from 0, that is no event.
    Line(usize),
}

/// Who owes an act, or to whom it is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who<'a> {
    /// A party.
    Party(&'a Party),
    /// A person.
    Person(&'a Person),
}

impl<'a> Who<'a> {
    /// The adopter's id.
    #[must_use]
    pub fn id(self) -> &'a str {
        match self {
            Self::Party(party) => &party.id,
            Self::Person(person) => &person.id,
        }
    }

    /// The name in Chinese.
    #[must_use]
    pub fn name(self) -> &'a str {
        match self {
            Self::Party(party) => &party.name,
            Self::Person(person) => &person.name,
        }
    }

    /// The party, where it is one.
    #[must_use]
    pub const fn party(self) -> Option<&'a Party> {
        match self {
            Self::Party(party) => Some(party),
            Self::Person(_) => None,
        }
    }
}

/// What set a duty off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TriggerRef<'a> {
    /// An event of the log, by its id; empty where it has none.
    Event(&'a str),
    /// A fact that holds from a day on: the first day in force, a record of supervision, platform capability, a year or
    /// week opened, procedures that run.
    Since(Day),
}

/// An act that a norm asks of an obligor towards an addressee.
#[derive(Clone, Copy, Debug)]
pub struct Duty<'a> {
    /// The norm.
    pub norm: Norm,
    /// Who owes it.
    pub obligor: Result<Who<'a>, Silence>,
    /// Towards whom, where it has an addressee.
    pub to: Option<Result<Who<'a>, Silence>>,
    /// What it is about.
    pub subject: Subject<'a>,
    /// What set it off.
    pub trigger: TriggerRef<'a>,
    /// When it was set off.
    pub since: When,
    /// By when it is to be done, where a limit says so: the last moment that is in time.
    pub due: Option<When>,
    /// What became of it.
    pub status: DutyStatus,
    /// The event that discharged it, by its id.
    pub fulfilled_by: Option<&'a str>,
    /// From its trigger to its discharge, or to the day of the audit.
    pub elapsed: Option<Elapsed>,
    /// The limit or reading its status owes something to.
    pub basis: Option<Basis>,
    /// How its parties relate.
    pub relation: Relation,
}

impl Duty<'_> {
    /// The channel the text prescribes, where it does.
    #[must_use]
    pub const fn channel(&self) -> Option<Channel> {
        prescribed(self.norm)
    }

    /// The text's word for its time, where it has one.
    #[must_use]
    pub fn time_word(&self) -> Option<Text> {
        self.norm.row().time_word
    }

    /// The text's modal verb.
    #[must_use]
    pub fn modal(&self) -> Modal {
        self.norm.row().modal
    }
}

/// The channel that a norm prescribes.
pub(crate) const fn prescribed(norm: Norm) -> Option<Channel> {
    match norm {
        Norm::N24e | Norm::N24f | Norm::N26b => Some(Channel::Platform),
        Norm::N26c => Some(Channel::Message),
        _ => None,
    }
}

/// What a row is about, by place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum SubjectId {
    Case(crate::words::Word),
    Matter(crate::ids::MatterId),
    Party(PartyId),
    Person(PersonId),
    Project(ProjectId),
    Year(i32),
    Week(IsoWeek),
    /// What the Bureau owes over all projects.
    Zone,
    Event(u32),
    Line(u32),
}

/// Who, by place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum WhoId {
    Party(PartyId),
    Person(PersonId),
}

impl WhoId {
    pub(crate) const fn party(self) -> Option<PartyId> {
        match self {
            Self::Party(party) => Some(party),
            Self::Person(_) => None,
        }
    }
}

impl From<PartyId> for WhoId {
    fn from(party: PartyId) -> Self {
        Self::Party(party)
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum TriggerId {
    Event(u32),
    Since(Day),
}

/// A duty by places, as the rules emit it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DutyRow {
    pub(crate) norm: Norm,
    pub(crate) obligor: Result<WhoId, Silence>,
    pub(crate) to: Option<Result<WhoId, Silence>>,
    pub(crate) subject: SubjectId,
    pub(crate) trigger: TriggerId,
    pub(crate) since: Stamp,
    pub(crate) due: MaybeStamp,
    pub(crate) status: DutyStatus,
    pub(crate) fulfilled_by: MaybeEvent,
    /// Up to when its time is counted, where that is told.
    pub(crate) counted_to: MaybeStamp,
    pub(crate) basis: Option<Basis>,
    pub(crate) relation: Relation,
    pub(crate) course: Course,
}

/// An event by its row or none, in the four bytes of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MaybeEvent(u32);

impl MaybeEvent {
    pub(crate) const NONE: Self = Self(u32::MAX);

    pub(crate) fn row(self) -> Option<u32> {
        (self.0 != Self::NONE.0).then_some(self.0)
    }
}

impl From<Option<u32>> for MaybeEvent {
    fn from(row: Option<u32>) -> Self {
        row.map_or(Self::NONE, Self)
    }
}

const _: () =
    assert!(size_of::<DutyRow>() <= 80, "a duty takes little room, for there are about as many as events");

impl DutyRow {
    /// A duty of one party of which nothing more is said yet.
    pub(crate) fn new(
        norm: Norm,
        obligor: impl Into<WhoId>,
        subject: SubjectId,
        trigger: TriggerId,
        since: When,
    ) -> Self {
        Self {
            norm,
            obligor: Ok(obligor.into()),
            to: None,
            subject,
            trigger,
            since: since.into(),
            due: MaybeStamp::NONE,
            status: DutyStatus::Outstanding,
            fulfilled_by: MaybeEvent::NONE,
            counted_to: MaybeStamp::NONE,
            basis: None,
            relation: Relation::default(),
            course: Course::ONCE,
        }
    }

    /// From its trigger to its discharge, or to the day of the audit.
    pub(crate) fn elapsed(&self) -> Option<Elapsed> {
        Some(Elapsed::between(self.since.into(), self.counted_to.when()?))
    }

    /// Whether an event set it off.
    pub(crate) const fn is_by_event(&self) -> bool {
        matches!(self.trigger, TriggerId::Event(_))
    }
}
