//! What enters: the matters of the zone (审批事项) as an adopter records them. What leaves: their serde model.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::transfer::{Observation, Reassignment, Transfer};

/// A department that supervises a matter, with both end days of its validity; a missing end is open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Supervision {
    /// The supervising department.
    pub party: String,
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
}

/// Whether a matter can be handled on the integrated platform in a span of days (2.4e, 2.4f).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlatformCapability {
    /// Whether it can be.
    pub capable: bool,
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    /// Where this is known from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A matter of the zone's catalogue.
///
/// On a day that several entries of `platform` cover, the one that began last holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Matter {
    /// The adopter's id.
    pub id: String,
    /// Its name in Chinese.
    pub name: String,
    /// Its name in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Its codes in whatever form the adopter has them; a broken one is a warning, never a refusal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// Its type code, for example `1` for a licence.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_code: Option<String>,
    /// The level at which it is exercised, in the adopter's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The department that approved it before any transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
    /// The departments recorded as supervising it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supervising: Vec<Supervision>,
    /// Whether it can be handled on the platform, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub platform: Vec<PlatformCapability>,
    /// The first day on which it is a matter of the zone at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub governed_from: Option<Day>,
    /// Hand-overs of this single matter between departments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reassigned: Vec<Reassignment>,
    /// Its transfer records, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transfers: Vec<Transfer>,
    /// Who was seen to handle it, where no history is recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observed: Vec<Observation>,
}
