//! What enters: values that the façade gave. What leaves: each as the wire format writes it, for bindings of other languages.
//!
//! With a language, silences and findings carry a `text`; absent options are left out, never null. The shapes are those of
//! `schema/answer.json`.

use serde_json::Value;

use super::audited::{effect_value, hindsight_value, standing_value, subject_standing};
use super::difference::{difference_value, trial_value};
use super::encode::{digests_value, duty_value, finding_value, reasons_value, silence};
use super::encode_outlook::outlook_value;
use super::question::{ask_error, full, input_error, no_finding, not_comparable, unknown};
use crate::act::AskError;
use crate::answer::Reasons;
use crate::compare::{Difference, NotComparable};
use crate::digest::Digests;
use crate::duty::Duty;
use crate::error::{InputError, UnknownId};
use crate::evidence::NoFinding;
use crate::finding::Finding;
use crate::hindsight::Hindsight;
use crate::ledger::{Effect, LedgerFull};
use crate::outlook::Outlook;
use crate::sensitivity::Trial;
use crate::silence::Silence;
use crate::standing::{Standing, SubjectStanding};
use crate::text::Lang;

impl Duty<'_> {
    /// The duty as the wire format writes it.
    ///
    /// ```
    /// # use liandong::{Catalogue, EventLog, PartyKind, Rulebook, Scope};
    /// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "bureau", "c")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee))?;
    /// let log = EventLog::new();
    /// let audit = rulebook.audit(&log, Scope::default(), "2021-03-29".parse()?);
    /// let duty = audit.duty(0).ok_or("the Bureau owes a person for pushing")?;
    /// assert_eq!(duty.to_json(None)["norm"], "2.6a");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self, lang: Option<Lang>) -> Value {
        duty_value(self, lang)
    }
}

impl Finding<'_> {
    /// The finding as the wire format writes it.
    #[must_use]
    pub fn to_json(&self, lang: Option<Lang>) -> Value {
        finding_value(self, lang)
    }
}

impl Hindsight<'_> {
    /// The act as the wire format writes it.
    #[must_use]
    pub fn to_json(&self, lang: Option<Lang>) -> Value {
        hindsight_value(self, lang)
    }
}

impl Standing<'_> {
    /// How the party stands, as the wire format writes it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        standing_value(self)
    }
}

impl SubjectStanding<'_> {
    /// How the case or project stands, as the wire format writes it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        subject_standing(self)
    }
}

impl Effect<'_> {
    /// What an event changed, as the wire format writes it.
    #[must_use]
    pub fn to_json(&self, lang: Option<Lang>) -> Value {
        effect_value(self, lang)
    }
}

impl Outlook<'_> {
    /// What is due, as the wire format writes it.
    #[must_use]
    pub fn to_json(&self, lang: Option<Lang>) -> Value {
        outlook_value(self, lang)
    }
}

impl Difference<'_> {
    /// In what two rulebooks differ, as the wire format writes it.
    #[must_use]
    pub fn to_json(&self, lang: Option<Lang>) -> Value {
        difference_value(self, lang)
    }
}

impl Trial {
    /// What a choice changes, as the wire format writes it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        trial_value(self)
    }
}

impl Reasons<'_> {
    /// The reasons as the wire format writes them; with a language, each with its `text`.
    #[must_use]
    pub fn to_json(&self, lang: Option<Lang>) -> Value {
        reasons_value(self, lang)
    }
}

impl Silence {
    /// The silence as the wire format writes it: its kind, and under it its cause.
    #[must_use]
    pub fn to_json(self, lang: Option<Lang>) -> Value {
        Value::Object(silence(self, lang))
    }
}

impl Digests {
    /// The digests as the wire format writes them.
    #[must_use]
    pub fn to_json(&self) -> Value {
        digests_value(self)
    }
}

/// Errors as the wire format writes them, under `error`: their kind, the message in both languages, and what they name.
macro_rules! errors {
    ($($error:ty, $encode:expr;)*) => {$(
        impl $error {
            /// The error as the wire format writes it: its kind, the message in both languages, and what it names.
            #[must_use]
            pub fn to_json(&self) -> Value {
                $encode(self)
            }
        }
    )*};
}

errors! {
    InputError, input_error;
    UnknownId, unknown;
    AskError, ask_error;
    NoFinding, no_finding;
    LedgerFull, full;
    NotComparable, not_comparable;
}
