//! What enters: records about who holds a matter (划转, 收回, 赋权, 委托), good or bad. What leaves: their serde model.
//!
//! A zone must be able to load its real records, so the fields that real records get wrong are kept as they were
//! written: the day, the kind and the deciding body. What is unclear in them is decided in the time line, as a reason.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::reading::PendingCases;

/// A record about a matter's transfer, as it was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// `transfer` (划转: taken in by the Bureau), `return` (收回), `empowerment` (赋权) or `entrustment` (委托).
    pub kind: String,
    /// The first day on which it holds, YYYY-MM-DD.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<String>,
    /// The party that decided it; only the Committee's decision transfers (2.4d).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    /// The paper it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// Whether the whole matter or a part of it is meant.
    #[serde(default, skip_serializing_if = "Scope::is_whole")]
    pub scope: Scope,
    /// Who finishes the cases pending on that day, where the paper says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<PendingCases>,
    /// The day on which the record was made; without one it was always known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<Day>,
}

impl Transfer {
    /// The record of a whole matter taken in by the Bureau.
    #[must_use]
    pub fn taken_in(effective: &str, decided_by: &str, instrument: &str) -> Self {
        Self {
            kind: "transfer".to_owned(),
            effective: Some(effective.to_owned()),
            decided_by: Some(decided_by.to_owned()),
            instrument: Some(instrument.to_owned()),
            scope: Scope::Whole,
            pending: None,
            recorded: None,
        }
    }

    /// Whether both say the same, whenever they were recorded.
    pub(crate) fn is_the_same_as(&self, other: &Self) -> bool {
        let Self { kind, effective, decided_by, instrument, scope, pending, recorded: _ } = self;
        (kind, effective, decided_by) == (&other.kind, &other.effective, &other.decided_by)
            && (instrument, scope, pending) == (&other.instrument, &other.scope, &other.pending)
    }
}

/// How much of a matter a transfer record is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The whole matter.
    #[default]
    Whole,
    /// A part of it.
    Partial,
}

impl Scope {
    fn is_whole(&self) -> bool {
        matches!(self, Self::Whole)
    }
}

/// A day on which a party was seen to handle the matter, for zones that hold a current list and no history.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Observation {
    /// The day.
    pub on: Day,
    /// The party seen to handle it.
    pub handled_by: String,
    /// Where this is known from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A hand-over of this single matter between departments, which the Measures do not foresee.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reassignment {
    /// The day; without one, every day on which the matter is retained is affected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// The department it went to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The paper it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
}
