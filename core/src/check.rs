//! What enters: a catalogue as it was read or built. What leaves: every structural fault of it, with its path and mend.

use hashbrown::HashMap;

use crate::catalogue::Catalogue;
use crate::codes::recognise;
use crate::day::Day;
use crate::error::{Fault, Input, InputError, nearest};
use crate::matter::Matter;
use crate::party::{Party, PartyKind, Zone};
use crate::sort::{sort, sort_by};
use crate::transfer::Transfer;

/// The most parties a catalogue may have.
pub const MAX_PARTIES: usize = 10_000;
/// The most matters a catalogue may have.
pub const MAX_MATTERS: usize = 1_000_000;
/// The most persons, projects or packages a catalogue may have.
pub const MAX_OTHERS: usize = 1_000_000;
/// The most records of one sort a matter or person may have, and the most matters a package may have.
pub const MAX_RECORDS: usize = 1_000;
/// The longest id, in bytes.
pub const MAX_ID: usize = 200;

impl Catalogue {
    /// Reads a catalogue from JSON.
    ///
    /// # Errors
    /// [`InputError`] listing every structural fault with its path and mend.
    pub fn from_json(json: &str) -> Result<Self, InputError> {
        let catalogue: Self = crate::structure::read(json, Input::Catalogue)?;
        catalogue.checked()
    }

    pub(crate) fn checked(self) -> Result<Self, InputError> {
        let faults = self.faults();
        if faults.is_empty() { Ok(self) } else { Err(InputError::new(Input::Catalogue, faults)) }
    }

    /// Every structural fault, in the order of the catalogue; empty where it can be compiled.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut check = Check { faults: Vec::new(), parties: HashMap::default() };
        check.sizes(self);
        check.unique("parties", self.parties.iter().map(|party| party.id.as_str()));
        check.unique("matters", self.matters.iter().map(|matter| matter.id.as_str()));
        check.unique("persons", self.persons.iter().map(|person| person.id.as_str()));
        check.unique("projects", self.projects.iter().map(|project| project.id.as_str()));
        check.unique("packages", self.packages.iter().map(|package| package.id.as_str()));
        check.parties = self.parties.iter().map(|party| (party.id.as_str(), party)).collect();
        check.zone(&self.zone);
        for (place, party) in self.parties.iter().enumerate() {
            check.succession(place, party, self.parties.len());
        }
        for (place, matter) in self.matters.iter().enumerate() {
            check.matter(place, matter);
        }
        check.persons(self);
        for (place, package) in self.packages.iter().enumerate() {
            check.at_most(format!("$.packages[{place}].matters"), package.matters.len(), MAX_RECORDS);
        }
        check.projects(self);
        check.faults
    }

    /// Codes that have a known form and fail its own check, each as a warning.
    #[must_use]
    pub fn warnings(&self) -> Vec<Fault> {
        let parties =
            self.parties.iter().enumerate().filter_map(|(place, party)| {
                Some((format!("$.parties[{place}].code"), party.code.as_deref()?))
            });
        let matters = self.matters.iter().enumerate().flat_map(|(place, matter)| {
            let codes = matter.codes.iter().enumerate();
            codes.map(move |(index, code)| (format!("$.matters[{place}].codes[{index}]"), code.as_str()))
        });
        parties
            .chain(matters)
            .filter_map(|(path, code)| match recognise(code) {
                Some((form, false)) => {
                    let (zh, en) = form.names();
                    Some(Fault::new(
                        path,
                        format!(
                            "`{code}` has the form of a {en} and fails its check; compare it with its source"
                        ),
                        format!("`{code}` 形如{zh}但未通过校验；请与来源核对"),
                    ))
                }
                Some((_, true)) | None => None,
            })
            .collect()
    }

    /// Orders every list by id or content, so that the order of entries changes no answer and no digest.
    pub(crate) fn ordered(mut self) -> Self {
        sort_by(&mut self.parties, |a, b| a.id.cmp(&b.id));
        sort_by(&mut self.matters, |a, b| a.id.cmp(&b.id));
        sort_by(&mut self.persons, |a, b| a.id.cmp(&b.id));
        sort_by(&mut self.projects, |a, b| a.id.cmp(&b.id));
        sort_by(&mut self.packages, |a, b| a.id.cmp(&b.id));
        for person in &mut self.persons {
            sort(&mut person.roles);
        }
        for matter in &mut self.matters {
            sort(&mut matter.supervising);
            sort(&mut matter.platform);
            sort(&mut matter.reassigned);
            matter.transfers = ordered(std::mem::take(&mut matter.transfers));
            sort(&mut matter.observed);
        }
        self
    }
}

/// The records of a matter in their order; what is recorded more than once counts once, known since the earliest.
pub(crate) fn ordered(mut transfers: Vec<Transfer>) -> Vec<Transfer> {
    for transfer in &mut transfers {
        // An empty text says nothing.
        transfer.instrument = transfer.instrument.take().filter(|text| !text.is_empty());
    }
    sort(&mut transfers);
    // The day of recording is compared last, and none comes first.
    transfers.dedup_by(|later, first| later.is_the_same_as(first));
    transfers
}

struct Check<'c> {
    faults: Vec<Fault>,
    parties: HashMap<&'c str, &'c Party, foldhash::fast::FixedState>,
}

impl<'c> Check<'c> {
    fn sizes(&mut self, catalogue: &Catalogue) {
        for (list, length, most) in [
            ("parties", catalogue.parties.len(), MAX_PARTIES),
            ("matters", catalogue.matters.len(), MAX_MATTERS),
            ("persons", catalogue.persons.len(), MAX_OTHERS),
            ("projects", catalogue.projects.len(), MAX_OTHERS),
            ("packages", catalogue.packages.len(), MAX_OTHERS),
        ] {
            self.at_most(format!("$.{list}"), length, most);
        }
    }

    fn at_most(&mut self, path: String, length: usize, most: usize) {
        if length > most {
            self.faults.push(Fault::new(
                path,
                format!("{length} entries are more than the {most} that are taken; split the catalogue"),
                format!("{length} 条超过上限 {most} 条；请拆分"),
            ));
        }
    }

    fn unique(&mut self, list: &str, ids: impl Iterator<Item = &'c str>) {
        let mut seen: HashMap<&str, usize, foldhash::fast::FixedState> = HashMap::default();
        for (place, id) in ids.enumerate() {
            let path = || format!("$.{list}[{place}].id");
            if id.is_empty() || id.len() > MAX_ID {
                self.faults.push(Fault::new(
                    path(),
                    format!("an id has 1 to {MAX_ID} bytes, this one {}; correct it", id.len()),
                    format!("编号须为 1 至 {MAX_ID} 字节，此处为 {}；请更正", id.len()),
                ));
            }
            if let Some(first) = seen.insert(id, place) {
                self.faults.push(Fault::new(
                    path(),
                    format!("`{id}` is already the id of `{list}[{first}]`; give each entry its own"),
                    format!("`{id}` 已用于 `{list}[{first}]`；请使用不同编号"),
                ));
            }
        }
    }

    fn zone(&mut self, zone: &'c Zone) {
        for (path, id, kind) in [
            ("$.zone.bureau", &zone.bureau, PartyKind::Bureau),
            ("$.zone.committee", &zone.committee, PartyKind::Committee),
        ] {
            if self.known(|| path.to_owned(), id)
                && self.parties.get(id.as_str()).is_some_and(|party| party.kind != kind)
            {
                self.faults.push(Fault::new(
                    path,
                    format!("`{id}` is not of that kind; correct its `kind` or name another party"),
                    format!("`{id}` 的类别不符；请更正 `kind` 或改用其他单位"),
                ));
            }
        }
        if let Some(partner) = &zone.partner {
            self.known(|| "$.zone.partner".to_owned(), partner);
        }
    }

    fn known(&mut self, path: impl FnOnce() -> String, id: &str) -> bool {
        if self.parties.contains_key(id) {
            return true;
        }
        let near = nearest(id, self.parties.keys().copied());
        let hint = if near.is_empty() { String::new() } else { format!(" (nearest: {})", near.join(", ")) };
        self.faults.push(Fault::new(
            path(),
            format!("unknown party `{id}`{hint}; add it to `parties` or correct the id"),
            format!("未知单位 `{id}`{hint}；请补入 `parties` 或更正编号"),
        ));
        false
    }

    fn span(&mut self, path: impl FnOnce() -> String, from: Option<Day>, to: Option<Day>) {
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            self.faults.push(Fault::new(
                path(),
                format!("it ends on {to}, before it begins on {from}; correct one of them"),
                format!("止于 {to}，早于起始日 {from}；请更正其一"),
            ));
        }
    }

    fn succession(&mut self, place: usize, party: &'c Party, most: usize) {
        let Some(succession) = &party.succeeded_by else { return };
        let path = || format!("$.parties[{place}].succeeded_by.party");
        if !self.known(path, &succession.party) {
            return;
        }
        let mut next = Some(party);
        for _ in 0..=most {
            let Some(succession) = next.and_then(|party| party.succeeded_by.as_ref()) else { return };
            next = self.parties.get(succession.party.as_str()).copied();
        }
        if next.is_some() {
            self.faults.push(Fault::new(
                path(),
                "the successions run in a circle; end the chain at the party that exists today",
                "承继关系成环；请使其止于现存单位",
            ));
        }
    }

    fn matter(&mut self, place: usize, matter: &'c Matter) {
        let at = |field: &str| format!("$.matters[{place}].{field}");
        if let Some(original) = &matter.original {
            self.known(|| at("original"), original);
        }
        for (list, length) in [
            ("supervising", matter.supervising.len()),
            ("platform", matter.platform.len()),
            ("reassigned", matter.reassigned.len()),
            ("transfers", matter.transfers.len()),
            ("observed", matter.observed.len()),
            ("codes", matter.codes.len()),
        ] {
            if length > MAX_RECORDS {
                self.at_most(at(list), length, MAX_RECORDS);
            }
        }
        for (index, supervision) in matter.supervising.iter().enumerate() {
            self.known(|| at(&format!("supervising[{index}].party")), &supervision.party);
            self.span(|| at(&format!("supervising[{index}].to")), supervision.from, supervision.to);
        }
        for (index, capability) in matter.platform.iter().enumerate() {
            self.span(|| at(&format!("platform[{index}].to")), capability.from, capability.to);
        }
        for (index, reassignment) in matter.reassigned.iter().enumerate() {
            if let Some(to) = &reassignment.to {
                self.known(|| at(&format!("reassigned[{index}].to")), to);
            }
        }
        for (index, observation) in matter.observed.iter().enumerate() {
            self.known(|| at(&format!("observed[{index}].handled_by")), &observation.handled_by);
        }
    }

    fn persons(&mut self, catalogue: &'c Catalogue) {
        for (place, person) in catalogue.persons.iter().enumerate() {
            self.at_most(format!("$.persons[{place}].roles"), person.roles.len(), MAX_RECORDS);
            for (index, role) in person.roles.iter().enumerate() {
                let at = |field: &str| format!("$.persons[{place}].roles[{index}].{field}");
                if let Some(party) = &role.party {
                    self.known(|| at("party"), party);
                }
                self.span(|| at("to"), role.from, role.to);
            }
        }
    }

    fn projects(&mut self, catalogue: &'c Catalogue) {
        for (place, project) in catalogue.projects.iter().enumerate() {
            if let Some(responsible) = &project.responsible {
                self.known(|| format!("$.projects[{place}].responsible"), responsible);
            }
            if let Some(procedures) = &project.procedures {
                self.span(|| format!("$.projects[{place}].procedures.to"), procedures.from, procedures.to);
            }
        }
    }
}
