//! What enters: a package (一件事) as an adopter records it. What leaves: its serde model.

use serde::{Deserialize, Serialize};

/// Several matters offered as one service (2.4a); a matter that the catalogue lacks spoils only its own entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// The adopter's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The ids of its matters, in the order in which the service shows them.
    pub matters: Vec<String>,
}
