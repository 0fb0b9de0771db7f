//! What enters: what a trigger set off and what became of it. What leaves: a `Duty`, one an act and addressee.

use crate::day::{Day, Elapsed, When};
use crate::event::Channel;
use crate::ids::PartyId;
use crate::limit::Basis;
use crate::norm::{Modal, Norm};
use crate::party::Party;
use crate::relation::Relation;
use crate::silence::Silence;
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
    /// A single event, by its id; empty where it has none.
    Event(&'a str),
    /// A line of the log, counted from 0, that is no event.
    Line(usize),
}

/// What set a duty off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TriggerRef<'a> {
    /// An event of the log, by its id; empty where it has none.
    Event(&'a str),
    /// A fact that holds from a day on: the first day in force, a record of supervision, platform capability.
    Since(Day),
}

/// An act that a norm asks of an obligor towards an addressee.
#[derive(Clone, Copy, Debug)]
pub struct Duty<'a> {
    /// The norm.
    pub norm: Norm,
    /// Who owes it.
    pub obligor: Result<&'a Party, Silence>,
    /// Towards whom, where it has an addressee.
    pub to: Option<Result<&'a Party, Silence>>,
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
        match self.norm {
            Norm::N24e | Norm::N24f | Norm::N26b => Some(Channel::Platform),
            Norm::N26c => Some(Channel::Message),
            _ => None,
        }
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

/// What a row is about, by place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SubjectId {
    Case(crate::log::Word),
    Matter(crate::ids::MatterId),
    Party(PartyId),
    Event(u32),
    Line(u32),
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
    pub(crate) obligor: Result<PartyId, Silence>,
    pub(crate) to: Option<Result<PartyId, Silence>>,
    pub(crate) subject: SubjectId,
    pub(crate) trigger: TriggerId,
    pub(crate) since: When,
    pub(crate) due: Option<When>,
    pub(crate) status: DutyStatus,
    pub(crate) fulfilled_by: Option<u32>,
    pub(crate) elapsed: Option<Elapsed>,
    pub(crate) basis: Option<Basis>,
    pub(crate) relation: Relation,
}
