//! What enters: a zone's catalogue as JSON or built in code. What leaves: a catalogue without structural fault.

use serde::{Deserialize, Serialize};

use crate::matter::Matter;
use crate::package::Package;
use crate::party::{Party, PartyKind, Zone};
use crate::person::Person;
use crate::project::Project;
use crate::transfer::Transfer;

/// A zone's parties, matters, persons, projects and packages.
///
/// A faulty *record* (an undated transfer, an unknown kind) is kept and answered with its own reason; a faulty
/// *structure* (an id given twice, a party that does not exist) is refused, all faults at once.
///
/// ```
/// use liandong::{Catalogue, Matter, PartyKind};
/// let catalogue = Catalogue::new("z", "示例区", "bureau", "committee")
///     .party("bureau", "行政审批局", PartyKind::Bureau)
///     .party("committee", "管委会", PartyKind::Committee)
///     .party("market", "市场监督管理部", PartyKind::Department)
///     .matter("M-1", "食品经营许可", "market", |matter| {
///         matter.supervised_by("market");
///         matter.taken_in("2021-06-01", "committee", "示例管发〔2021〕1号");
///     });
/// assert!(catalogue.faults().is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The zone.
    pub zone: Zone,
    /// Its parties.
    #[serde(default)]
    pub parties: Vec<Party>,
    /// Its matters.
    #[serde(default)]
    pub matters: Vec<Matter>,
    /// Its persons in dated roles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<Person>,
    /// Its projects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub projects: Vec<Project>,
    /// Its packages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packages: Vec<Package>,
}

impl Catalogue {
    /// An empty catalogue of a zone that names its Bureau and Committee.
    #[must_use]
    pub fn new(id: &str, name: &str, bureau: &str, committee: &str) -> Self {
        Self {
            zone: Zone {
                id: id.to_owned(),
                name: name.to_owned(),
                name_en: None,
                bureau: bureau.to_owned(),
                committee: committee.to_owned(),
                partner: None,
            },
            parties: Vec::new(),
            matters: Vec::new(),
            persons: Vec::new(),
            projects: Vec::new(),
            packages: Vec::new(),
        }
    }

    /// Adds a party.
    #[must_use]
    pub fn party(mut self, id: &str, name: &str, kind: PartyKind) -> Self {
        self.parties.push(Party {
            id: id.to_owned(),
            name: name.to_owned(),
            name_en: None,
            kind,
            code: None,
            succeeded_by: None,
        });
        self
    }

    /// Adds a matter with its original department; the closure fills in what else is recorded.
    #[must_use]
    pub fn matter(mut self, id: &str, name: &str, original: &str, fill: impl FnOnce(&mut Matter)) -> Self {
        let mut matter = Matter::new(id, name);
        matter.original = Some(original.to_owned());
        fill(&mut matter);
        self.matters.push(matter);
        self
    }
}

impl Matter {
    /// A matter of which only id and name are known.
    #[must_use]
    pub fn new(id: &str, name: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            name_en: None,
            codes: Vec::new(),
            type_code: None,
            level: None,
            original: None,
            supervising: Vec::new(),
            platform: Vec::new(),
            governed_from: None,
            reassigned: Vec::new(),
            transfers: Vec::new(),
            observed: Vec::new(),
        }
    }

    /// Records a supervising department without end.
    pub fn supervised_by(&mut self, party: &str) {
        self.supervising.push(crate::matter::Supervision { party: party.to_owned(), from: None, to: None });
    }

    /// Records that the Bureau takes the whole matter in.
    pub fn taken_in(&mut self, effective: &str, decided_by: &str, instrument: &str) {
        self.transfers.push(Transfer::taken_in(effective, decided_by, instrument));
    }
}
