//! What enters: readings, limits and calendar years under an adopter's name. What leaves: a `Profile`.
//!
//! The text sets no limit and names no number of days for 第一时间 or 及时. [`Profile::text`] therefore has no limits;
//! whatever an answer owes to a reading or to an adopter's limit, it says.

use serde::{Deserialize, Serialize};

use crate::calendar::CalendarYear;
use crate::error::{Fault, Input, InputError};
use crate::limit::Limits;
use crate::reading::Readings;

/// Readings, limits and further calendar years under a name.
///
/// ```
/// use liandong::Profile;
/// let profile = Profile::from_json(r#"{"name": "ours", "limits": {"result_push": {"value": 2, "unit": "working_days"}}}"#)?;
/// assert_eq!(profile.limits.result_push.map(|limit| limit.value), Some(2));
/// assert_eq!(Profile::text().limits.result_push, None);
/// # Ok::<(), liandong::InputError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What the adopter calls it.
    pub name: String,
    /// The document it is built on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Choices that differ from the defaults.
    #[serde(default)]
    pub readings: Readings,
    /// The adopter's limits.
    #[serde(default)]
    pub limits: Limits,
    /// Years added to the national calendar, or put in the place of its own.
    #[serde(default, skip_serializing_if = "CalendarYears::is_empty")]
    pub calendar: CalendarYears,
}

/// Years that an adopter adds to the calendar; a year that it has already is replaced as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarYears {
    /// The years.
    pub years: Vec<CalendarYear>,
}

impl CalendarYears {
    fn is_empty(&self) -> bool {
        self.years.is_empty()
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self::text()
    }
}

impl Profile {
    /// The text itself: every reading at its default, no limit.
    #[must_use]
    pub fn text() -> Self {
        Self {
            name: "text".to_owned(),
            source: None,
            readings: Readings::default(),
            limits: Limits::default(),
            calendar: CalendarYears::default(),
        }
    }

    /// Reads a profile from JSON.
    ///
    /// # Errors
    /// [`InputError`] with the place of what cannot be taken: an unknown reading, option, limit or unit, or a force
    /// that ends before it begins.
    pub fn from_json(json: &str) -> Result<Self, InputError> {
        let profile: Self = crate::structure::read(json, Input::Profile)?;
        profile.checked()
    }

    pub(crate) fn checked(self) -> Result<Self, InputError> {
        let force = self.readings.in_force;
        if force.to.is_some_and(|to| to < force.from) {
            return Err(InputError::new(
                Input::Profile,
                vec![Fault::new(
                    "$.readings.in_force.to",
                    "the last day is before the first; correct one of them",
                    "末日早于首日；请更正其一",
                )],
            ));
        }
        Ok(self)
    }
}
