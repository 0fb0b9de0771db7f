//! What enters: projects as an adopter records them. What leaves: their serde model (clauses 2.1 to 2.3).

use serde::{Deserialize, Serialize};

use crate::day::Day;

/// The days on which a project's procedures run, both included; a missing end is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Procedures {
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
}

/// A project of the zone's catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// The adopter's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The year in whose plan it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// Whether it is a key project of that year.
    #[serde(default)]
    pub key: bool,
    /// The department responsible for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<String>,
    /// The unit that builds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Its manager.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<String>,
    /// When its procedures run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedures: Option<Procedures>,
}
