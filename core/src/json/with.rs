//! What enters: the `with` of a question. What leaves: the rulebook that the question is asked of.

use serde::Deserialize;
use serde_json::Value;

use crate::day::Day;
use crate::error::{Fault, Input, InputError};
use crate::json::question::{at_path, input_error, refused};
use crate::profile::Profile;
use crate::reading::PendingCases;
use crate::rulebook::Rulebook;
use crate::structure::Node;
use crate::transfer::{Scope, Transfer};

/// What is changed in the rulebook before the question is asked of it.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct With {
    /// Transfers beside those of the catalogue.
    pub transfers: Vec<AskedTransfer>,
    /// A profile in the place of the rulebook's own.
    pub profile: Option<Profile>,
    /// The last day on which a record may have been made to be known.
    pub known_on: Option<Day>,
}

/// A transfer of a matter: the fields of a catalogue's transfer, and the matter.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedTransfer {
    /// The matter.
    pub matter: String,
    /// `transfer` (划转), `return` (收回), `empowerment` (赋权) or `entrustment` (委托).
    pub kind: String,
    /// The first day on which it holds, YYYY-MM-DD.
    pub effective: Option<String>,
    /// The party that decided it.
    pub decided_by: Option<String>,
    /// The paper it rests on.
    pub instrument: Option<String>,
    /// Whether the whole matter or a part of it is meant.
    #[serde(default)]
    pub scope: Scope,
    /// Who finishes the cases pending on that day.
    pub pending: Option<PendingCases>,
    /// The day on which the record was made.
    pub recorded: Option<Day>,
}

impl AskedTransfer {
    fn taken(self) -> (String, Transfer) {
        let Self { matter, kind, effective, decided_by, instrument, scope, pending, recorded } = self;
        (matter, Transfer { kind, effective, decided_by, instrument, scope, pending, recorded })
    }
}

impl Rulebook {
    /// [`Rulebook::with_transfers`] of a list in JSON: each a transfer as a catalogue holds it, with its `matter`.
    ///
    /// ```
    /// # use liandong::{Catalogue, PartyKind, Rulebook};
    /// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "b", "c")
    /// #     .party("b", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee)
    /// #     .party("d", "市场监督管理部", PartyKind::Department).matter("M-1", "食品经营许可", "d", |_| {}))?;
    /// let planned = rulebook.with_transfers_json(
    ///     r#"[{"matter": "M-1", "kind": "transfer", "effective": "2022-01-01", "decided_by": "c"}]"#,
    /// )?;
    /// let approver = planned.matter("M-1")?.approver("2022-01-01".parse()?).value;
    /// assert_eq!(approver.map(|party| party.id.as_str()), Ok("b"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`InputError`] with the place of what cannot be taken, and as [`Rulebook::with_transfers`].
    pub fn with_transfers_json(&self, transfers: &str) -> Result<Self, InputError> {
        let refused = |faults| InputError::new(Input::Transfers, faults);
        let list: Vec<Value> = serde_json::from_str(transfers).map_err(|error| {
            refused(vec![Fault::new(
                "$",
                format!("no list in JSON: {error}; give a list of transfers"),
                format!("不是 JSON 列表：{error}；请给出划转记录的列表"),
            )])
        })?;
        let (mut taken, mut faults) = (Vec::new(), Vec::new());
        for (place, value) in list.into_iter().enumerate() {
            match AskedTransfer::deserialize(Node(value)) {
                Ok(transfer) => taken.push(transfer.taken()),
                Err(error) => faults.push(at_path(&format!("$[{place}]"), &error)),
            }
        }
        if faults.is_empty() { self.with_transfers(taken) } else { Err(refused(faults)) }
    }
}

/// The rulebook with the change; itself where there is none.
pub(super) fn changed(rulebook: &Rulebook, with: Option<Value>) -> Result<Rulebook, Value> {
    let Some(with) = with else { return Ok(rulebook.clone()) };
    if !with.is_object() {
        return Err(refused(Fault::new("$.with", "a change is an object", "变更应为对象")));
    }
    let With { transfers, profile, known_on } =
        With::deserialize(Node(with)).map_err(|error| refused(at_path("$.with", &error)))?;
    let mut changed = rulebook.clone();
    if !transfers.is_empty() {
        let with = changed.with_transfers(transfers.into_iter().map(AskedTransfer::taken));
        changed = with.map_err(|error| within("$.with.transfers", &error))?;
    }
    if let Some(profile) = profile {
        let profile = profile.checked().and_then(|profile| changed.with_profile(profile));
        changed = profile.map_err(|error| within("$.with.profile", &error))?;
    }
    if let Some(day) = known_on {
        changed = changed.as_known_on(day);
    }
    Ok(changed)
}

/// The faults of an input that is a part of the question.
fn within(place: &str, error: &InputError) -> Value {
    let faults = error
        .faults()
        .iter()
        .map(|fault| Fault { path: fault.path.replacen('$', place, 1), ..fault.clone() });
    input_error(&InputError::new(Input::Question, faults.collect()))
}
