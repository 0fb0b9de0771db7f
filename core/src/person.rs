//! What enters: named persons and their dated roles. What leaves: the roles that clauses 2.3, 2.6 and 3.2 speak of.

use serde::{Deserialize, Serialize};

use crate::day::Day;

/// A role that the Measures give to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Liaison officer (联络员) of a supervising department (2.6c, 3.2a).
    Liaison,
    /// The Bureau's designated person for pushing results (2.6a).
    Pusher,
    /// Service agent (代办员) of a project (2.3a–c).
    Agent,
    /// Manager (项目经理) of a project (2.2c, 3.2c).
    ProjectManager,
}

/// A role held from one day to another, both days included; a missing end is open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DatedRole {
    /// The role.
    pub role: Role,
    /// The party on whose behalf it is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// The project it is held for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// Its first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// Its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
}

/// A person of the zone's catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The adopter's id.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// The roles, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<DatedRole>,
}
