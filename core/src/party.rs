//! What enters: the zone and its parties as an adopter records them. What leaves: the kinds the rules tell apart.

use serde::{Deserialize, Serialize};

use crate::day::Day;

/// The zone: its name and the parties that the Measures name by their office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// The adopter's id of the zone.
    pub id: String,
    /// Its name in Chinese.
    pub name: String,
    /// Its name in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// The party that is the Administrative Approval Bureau (行政审批局).
    pub bureau: String,
    /// The party that is the Administrative Committee (管委会).
    pub committee: String,
    /// The party that reconciles weekly with the Bureau (2.3d).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<String>,
}

/// What a party is to the Measures (norm 0): zone parties are addressed, municipal departments are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// The Administrative Approval Bureau.
    Bureau,
    /// The Administrative Committee.
    Committee,
    /// A department of the zone (区直部门).
    Department,
    /// A municipal department (市直部门), which the Measures do not address.
    Municipal,
    /// An enterprise of the zone (区直属企业).
    Enterprise,
    /// Any other unit.
    Other,
}

impl PartyKind {
    /// Whether the Measures address a party of this kind (norm 0).
    #[must_use]
    pub const fn is_addressed(self) -> bool {
        match self {
            Self::Bureau | Self::Committee | Self::Department | Self::Enterprise | Self::Other => true,
            Self::Municipal => false,
        }
    }
}

/// A party continues as another from a day on; the successor has all that the party had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Succession {
    /// The successor.
    pub party: String,
    /// The first day on which the successor stands in the party's place.
    pub on: Day,
}

/// A party of the zone's catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// The adopter's id.
    pub id: String,
    /// Its name in Chinese.
    pub name: String,
    /// Its name in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// What it is to the Measures.
    pub kind: PartyKind,
    /// Its unified social credit code (GB 32100), where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Its successor, where it was merged or renamed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub succeeded_by: Option<Succession>,
}
