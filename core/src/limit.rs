//! What enters: an adopter's numbers where the text names none. What leaves: limits by name, and what an answer owes to them.

use serde::{Deserialize, Serialize};

use crate::reading::Reading;

/// The unit of an adopter's limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Minutes from the moment of the trigger.
    Minutes,
    /// Hours from the moment of the trigger.
    Hours,
    /// Calendar days: the day of the trigger is not counted, the end of the last is included.
    CalendarDays,
    /// Working days, counted the same way; they need a calendar that covers them.
    WorkingDays,
}

/// An adopter's limit: so many units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// How many.
    pub value: u32,
    /// Of what.
    pub unit: Unit,
}

/// The limits of a profile, all unset in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// From a decision to its push (2.6b, 第一时间).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result_push: Option<Limit>,
    /// From a decision to the message to a liaison (2.6c).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub liaison_notice: Option<Limit>,
    /// From a supervision result to its push-back (2.6d, 及时).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supervision_push: Option<Limit>,
    /// From a decision off the platform to the upload of its data (2.4f).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upload: Option<Limit>,
    /// From a department's planning to its feedback (2.1a, 及时).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Limit>,
    /// From the determination of a key project to the notice of it (2.2a, 及时).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project_notice: Option<Limit>,
    /// From a request for support to its answer (2.4b).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support: Option<Limit>,
    /// From a push to its acknowledgement; without it none is owed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acknowledgement: Option<Limit>,
    /// Tolerance of 同步: between the first and the last recipient of one result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub synchronous: Option<Limit>,
    /// Tolerance of 同时: between a push and the message to the liaison.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub simultaneous: Option<Limit>,
}

/// Which of an adopter's limits an answer or finding rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LimitName {
    /// [`Limits::result_push`].
    ResultPush,
    /// [`Limits::liaison_notice`].
    LiaisonNotice,
    /// [`Limits::supervision_push`].
    SupervisionPush,
    /// [`Limits::upload`].
    Upload,
    /// [`Limits::feedback`].
    Feedback,
    /// [`Limits::project_notice`].
    ProjectNotice,
    /// [`Limits::support`].
    Support,
    /// [`Limits::acknowledgement`].
    Acknowledgement,
    /// [`Limits::synchronous`].
    Synchronous,
    /// [`Limits::simultaneous`].
    Simultaneous,
}

impl LimitName {
    /// Every limit.
    pub const ALL: &'static [Self] = &[
        Self::ResultPush,
        Self::LiaisonNotice,
        Self::SupervisionPush,
        Self::Upload,
        Self::Feedback,
        Self::ProjectNotice,
        Self::Support,
        Self::Acknowledgement,
        Self::Synchronous,
        Self::Simultaneous,
    ];

    /// Its name in profiles and answers.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::ResultPush => "result_push",
            Self::LiaisonNotice => "liaison_notice",
            Self::SupervisionPush => "supervision_push",
            Self::Upload => "upload",
            Self::Feedback => "feedback",
            Self::ProjectNotice => "project_notice",
            Self::Support => "support",
            Self::Acknowledgement => "acknowledgement",
            Self::Synchronous => "synchronous",
            Self::Simultaneous => "simultaneous",
        }
    }
}

impl Limits {
    pub(crate) const fn get_mut(&mut self, name: LimitName) -> &mut Option<Limit> {
        match name {
            LimitName::ResultPush => &mut self.result_push,
            LimitName::LiaisonNotice => &mut self.liaison_notice,
            LimitName::SupervisionPush => &mut self.supervision_push,
            LimitName::Upload => &mut self.upload,
            LimitName::Feedback => &mut self.feedback,
            LimitName::ProjectNotice => &mut self.project_notice,
            LimitName::Support => &mut self.support,
            LimitName::Acknowledgement => &mut self.acknowledgement,
            LimitName::Synchronous => &mut self.synchronous,
            LimitName::Simultaneous => &mut self.simultaneous,
        }
    }

    /// Each limit with its name, set or not.
    pub(crate) fn named(&self) -> impl Iterator<Item = (LimitName, Option<Limit>)> + '_ {
        LimitName::ALL.iter().map(|name| (*name, self.get(*name)))
    }

    pub(crate) const fn get(&self, name: LimitName) -> Option<Limit> {
        match name {
            LimitName::ResultPush => self.result_push,
            LimitName::LiaisonNotice => self.liaison_notice,
            LimitName::SupervisionPush => self.supervision_push,
            LimitName::Upload => self.upload,
            LimitName::Feedback => self.feedback,
            LimitName::ProjectNotice => self.project_notice,
            LimitName::Support => self.support,
            LimitName::Acknowledgement => self.acknowledgement,
            LimitName::Synchronous => self.synchronous,
            LimitName::Simultaneous => self.simultaneous,
        }
    }
}

/// What an answer or finding owes to a choice that is not the text's: a reading, or an adopter's limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Basis {
    /// A reading, at its default or switched.
    Reading(Reading),
    /// A limit that the adopter set.
    Limit(LimitName),
}
