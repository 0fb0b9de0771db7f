//! What enters: an adopter's words for a choice. What leaves: the options of each reading, the first being the default.

use serde::{Deserialize, Serialize};

use crate::day::Day;

/// Declares an enum of a reading's options, the first being the default.
macro_rules! options {
    ($(#[$meta:meta])* $name:ident { $(#[$first_meta:meta])* $first:ident $(, $(#[$other_meta:meta])* $other:ident)* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $(#[$first_meta])* #[default] $first,
            $($(#[$other_meta])* $other),*
        }
        impl $name {
            pub(crate) const ALL: &'static [Self] = &[Self::$first $(, Self::$other)*];
        }
    };
}

options! {
    /// From when a transfer holds on its effective day.
    EffectiveDay {
        /// From 00:00 of that day.
        Inclusive,
        /// From 00:00 of the next day.
        NextDay,
    }
}
options! {
    /// Who finishes a case that is pending when its matter changes hands (在途件).
    PendingCases {
        /// Whoever is competent on the day of each act.
        ByDayOfAct,
        /// The authority that accepted it.
        AcceptingAuthorityFinishes,
    }
}
options! {
    /// What a return (收回) does, which the text does not foresee.
    Returned {
        /// The matter is the original department's again.
        OriginalDepartment,
        /// Nobody's competence is determined.
        Undetermined,
    }
}
options! {
    /// What a missing upload of a matter retained by a municipal department is.
    MunicipalUpload {
        /// A review: the department is not addressed.
        Review,
        /// A breach of 2.4f like any other.
        Bound,
    }
}
options! {
    /// Who supervises a transferred matter for which nobody is recorded.
    UnrecordedSupervisor {
        /// Undetermined.
        Undetermined,
        /// Its original department.
        OriginalDepartment,
    }
}
options! {
    /// Which results are pushed (2.6b).
    ResultsToPush {
        /// Every final result: grant, refusal, change, revocation.
        EveryFinalResult,
        /// Grants only.
        GrantsOnly,
    }
}
options! {
    /// Whether results of retained matters are pushed.
    RetainedPush {
        /// They are not: the Bureau has no result.
        None,
        /// They are, to every supervising department that is not the approver.
        WhereSupervisorDiffers,
    }
}
options! {
    /// What a push by an undesignated officer, a push-back by another department or off the platform, a project notice
    /// before the determination, guidance by another party or an incomplete summary is worth.
    SofterFulfilment {
        /// It fulfils the duty, with a review.
        Fulfils,
        /// It fulfils nothing.
        DoesNotFulfil,
    }
}
options! {
    /// Whether the Bureau needs one person for 2.6a and 3.2a together or one for each.
    ExchangePerson {
        /// The designated pusher is also the person for the exchange.
        OnePerson,
        /// A designated pusher and a liaison.
        TwoPersons,
    }
}
options! {
    /// Whether uploading a case cures its handling off the platform when the platform could have handled it.
    UploadAfterOffline {
        /// It does not.
        DoesNotCure,
        /// It does.
        Cures,
    }
}

options! {
    /// When an agent and a project manager are a pair (一对一, 2.3a).
    AgentPairing {
        /// The text does not say; doubtful pairings are reviews.
        Unset,
        /// Each project has one agent at a time.
        PerProject,
        /// Each agent serves one manager, several projects of whom are fine, and each project has one agent.
        StrictPair,
    }
}
options! {
    /// Which projects need an agent (2.3a).
    AgentProjects {
        /// Every project whose procedures run.
        EveryProjectInProcedures,
        /// Annual key projects only.
        KeyProjectsOnly,
    }
}
options! {
    /// What sets off the Bureau's duties for a key project (2.2b–d).
    ProjectTrigger {
        /// The responsible department's notice (2.2a).
        Notice,
        /// The determination of the project.
        Determination,
    }
}
options! {
    /// What a week without reconciliation is whose every day is a holiday (2.3d).
    HolidayWeek {
        /// A review.
        Review,
        /// Nothing is owed in it.
        Exempt,
        /// A week as any other.
        Due,
    }
}
options! {
    /// Whether a week is due in which no project is in procedures (2.3d).
    IdleWeek {
        /// It is not.
        NotDue,
        /// It is.
        Due,
    }
}

/// Which departments owe a feedback although they plan nothing (2.1a).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NilFeedback {
    /// None: feedback is owed where something is planned.
    #[default]
    NotDue,
    /// These, by their ids, every year.
    Listed(Vec<String>),
}

/// A day of every year, written `MM-DD`; 29 February is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MonthDay {
    month: u32,
    day: u32,
}

impl MonthDay {
    /// The day in a year; none outside the years 1 to 9999.
    #[must_use]
    pub const fn of(self, year: i32) -> Option<Day> {
        Day::from_ymd(year, self.month, self.day)
    }
}

impl std::fmt::Display for MonthDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl std::str::FromStr for MonthDay {
    type Err = NotEveryYear;

    fn from_str(text: &str) -> Result<Self, NotEveryYear> {
        // A year that is no leap year knows every day that each year has.
        let day: Result<Day, _> = format!("2021-{text}").parse();
        let (_, month, day) = day.map_err(|_| NotEveryYear { value: text.to_owned() })?.year_month_day();
        Ok(Self { month, day })
    }
}

impl Serialize for MonthDay {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for MonthDay {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A text that names no day of every year.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is not a day of every year; write MM-DD, for 29 February 02-28")]
pub struct NotEveryYear {
    /// The text as it was given.
    pub value: String,
}

/// The adopter's last days for what 2.1b–c ask every year; without one 31 December closes the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct AnnualWindow {
    /// The last day for the summary of the year before (2.1b).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub summary: Option<MonthDay>,
    /// The last day for the opinion on the year's plan (2.1c).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub opinion: Option<MonthDay>,
}

/// The days on which the Measures are in force, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InForce {
    /// The first day.
    #[serde(default = "issued")]
    pub from: Day,
    /// The last day; none is foreseen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
}

/// The day on which the Measures were issued, 2021-03-29.
pub const ISSUED: Day = match Day::from_ymd(2021, 3, 29) {
    Some(day) => day,
    None => Day::MIN,
};

const fn issued() -> Day {
    ISSUED
}

impl Default for InForce {
    fn default() -> Self {
        Self { from: ISSUED, to: None }
    }
}

impl InForce {
    /// Whether the Measures are in force on a day.
    #[must_use]
    pub fn covers(&self, on: Day) -> bool {
        on >= self.from && self.to.is_none_or(|to| on <= to)
    }
}

/// From how many days after its trigger an unfulfilled duty without limit or window is a breach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StaleAfter {
    /// From this many calendar days on.
    Days(u16),
    /// Never: it stays a review.
    Never,
}

impl Default for StaleAfter {
    fn default() -> Self {
        Self::Days(30)
    }
}
