//! What enters: a catalogue without structural fault. What leaves: the same as dense ids and flat, sorted arrays.
//!
//! Ids are positions in lists sorted by the adopter's ids, so the order of a catalogue's entries leaves no trace. Texts
//! that many records share (instruments, sources, levels) are kept once.

use std::ops::Range;

use crate::catalogue::Catalogue;
use crate::day::Day;
use crate::entry::{
    Lists, MatterEntry, ObservationEntry, Outline, PartyEntry, ProjectEntry, ReassignmentEntry, RoleEntry,
    Span, TransferEntry,
};
use crate::error::{IdKind, UnknownId, nearest};
use crate::ids::{IdTable, MatterId, PartyId, PersonId, ProjectId, Sym, Texts};
use crate::package::Package;
use crate::party::{Party, PartyKind, Zone};
use crate::person::Person;
use crate::sort::sort;

/// The compiled catalogue: the same for every profile.
#[derive(Debug)]
pub(crate) struct Book {
    /// The digest of the catalogue.
    pub(crate) digest: String,
    /// Whether any transfer says when it was recorded.
    pub(crate) dated: bool,
    /// Whether any party has a successor.
    succession: bool,
    pub(crate) zone: Zone,
    pub(crate) bureau: PartyId,
    pub(crate) committee: PartyId,
    pub(crate) partner: Option<PartyId>,
    pub(crate) parties: Vec<PartyEntry>,
    pub(crate) matters: Vec<MatterEntry>,
    pub(crate) persons: Vec<Person>,
    pub(crate) roles: Vec<Span<RoleEntry>>,
    /// The places of roles held for a project, by project.
    project_roles: Vec<(ProjectId, u32)>,
    pub(crate) projects: Vec<ProjectEntry>,
    pub(crate) packages: Vec<Package>,
    outlines: Vec<Outline>,
    supervising: Vec<Span<PartyId>>,
    platform: Vec<Span<bool>>,
    reassigned: Vec<ReassignmentEntry>,
    transfers: Vec<TransferEntry>,
    observed: Vec<ObservationEntry>,
    texts: Vec<Box<str>>,
    party_ids: IdTable,
    matter_ids: IdTable,
    person_ids: IdTable,
    project_ids: IdTable,
    package_ids: IdTable,
    nobody: PartyEntry,
}

impl Book {
    /// Compiles a catalogue whose faults were found empty and whose lists are ordered.
    pub(crate) fn new(catalogue: Catalogue, digest: String) -> Self {
        let Catalogue { zone, parties, matters, persons, projects, packages } = catalogue;
        let party_ids = IdTable::new(parties.iter().map(|party| party.id.as_str()));
        let party_of = |id: &str| party_ids.find(id).map(PartyId::from);
        let mut texts = Texts::default();
        let mut lists = Lists { outlines: Vec::with_capacity(matters.len()), ..Lists::default() };
        let matter_ids = IdTable::new(matters.iter().map(|matter| matter.id.as_str()));
        let mut entries: Vec<_> = matters
            .into_iter()
            .map(|matter| lists.take(matter, &zone.committee, &party_of, &mut texts))
            .collect();
        // Collecting in place keeps the room of the larger records.
        entries.shrink_to_fit();
        let project_ids = IdTable::new(projects.iter().map(|project| project.id.as_str()));
        let person_ids = IdTable::new(persons.iter().map(|person| person.id.as_str()));
        let project_of = |id: &str| project_ids.find(id).map(ProjectId::from);
        let roles = persons
            .iter()
            .enumerate()
            .flat_map(|(place, person)| person.roles.iter().map(move |role| (PersonId::from(place), role)));
        let roles: Vec<_> = roles
            .map(|(person, role)| {
                let party = role.party.as_deref().and_then(party_of);
                let project = role.project.as_deref().and_then(project_of);
                Span::new(role.from, role.to, RoleEntry { person, role: role.role, party, project })
            })
            .collect();
        let projects = projects
            .into_iter()
            .map(|project| ProjectEntry {
                responsible: project.responsible.as_deref().and_then(party_of),
                unit: project.unit.as_deref().and_then(party_of),
                manager: project.manager.as_deref().and_then(|id| person_ids.find(id).map(PersonId::from)),
                project,
            })
            .collect();
        // A checked catalogue names parties that exist; the sentinel is an id that resolves to nobody.
        let named = |id: &str| party_of(id).unwrap_or(PartyId::from(usize::MAX));
        let (bureau, committee) = (named(&zone.bureau), named(&zone.committee));
        let partner = zone.partner.as_deref().and_then(party_of);
        let successors: Vec<_> = parties
            .iter()
            .map(|party| party.succeeded_by.as_ref().and_then(|next| Some((next.on, party_of(&next.party)?))))
            .collect();
        let parties: Vec<_> = parties
            .into_iter()
            .zip(successors)
            .map(|(party, successor)| PartyEntry { party, successor })
            .collect();
        let Lists { outlines, mut supervising, mut platform, mut reassigned, mut transfers, mut observed } =
            lists;
        supervising.shrink_to_fit();
        platform.shrink_to_fit();
        reassigned.shrink_to_fit();
        transfers.shrink_to_fit();
        observed.shrink_to_fit();
        Self {
            digest,
            succession: parties.iter().any(|entry| entry.successor.is_some()),
            dated: transfers.iter().any(|entry| entry.recorded > Day::MIN),
            bureau,
            committee,
            partner,
            matter_ids,
            person_ids,
            project_ids,
            package_ids: IdTable::new(packages.iter().map(|package| package.id.as_str())),
            party_ids,
            zone,
            parties,
            matters: entries,
            persons,
            project_roles: project_roles(&roles),
            roles,
            projects,
            packages,
            outlines,
            supervising,
            platform,
            reassigned,
            transfers,
            observed,
            texts: texts.list,
            nobody: PartyEntry {
                party: Party {
                    id: String::new(),
                    name: String::new(),
                    name_en: None,
                    kind: PartyKind::Other,
                    code: None,
                    succeeded_by: None,
                },
                successor: None,
            },
        }
    }

    /// A matter's id as the catalogue writes it.
    pub(crate) fn id_of(&self, matter: MatterId) -> &str {
        self.matter_ids.id(matter.place())
    }

    #[inline]
    pub(crate) fn matter_id(&self, id: &str) -> Option<MatterId> {
        self.matter_ids.find(id).map(MatterId::from)
    }

    #[inline]
    pub(crate) fn party_id(&self, id: &str) -> Option<PartyId> {
        self.party_ids.find(id).map(PartyId::from)
    }

    pub(crate) fn person_id(&self, id: &str) -> Option<PersonId> {
        self.person_ids.find(id).map(PersonId::from)
    }

    pub(crate) fn person(&self, id: PersonId) -> &Person {
        static NOBODY: Person = Person { id: String::new(), name: String::new(), roles: Vec::new() };
        self.persons.get(id.place()).unwrap_or(&NOBODY)
    }

    pub(crate) fn project_id(&self, id: &str) -> Option<ProjectId> {
        self.project_ids.find(id).map(ProjectId::from)
    }

    pub(crate) fn project(&self, id: ProjectId) -> Option<&ProjectEntry> {
        self.projects.get(id.place())
    }

    pub(crate) fn package(&self, id: &str) -> Option<&Package> {
        self.packages.get(self.package_ids.find(id)?)
    }

    pub(crate) fn party(&self, id: PartyId) -> &Party {
        &self.entry(id).party
    }

    /// The last party that stands in a party's place.
    pub(crate) fn last_successor(&self, party: PartyId) -> PartyId {
        self.successor(party, Day::MAX)
    }

    fn entry(&self, id: PartyId) -> &PartyEntry {
        self.parties.get(id.place()).unwrap_or(&self.nobody)
    }

    /// Who stands in a party's place on a day; its last successor by then.
    #[inline]
    pub(crate) const fn has_succession(&self) -> bool {
        self.succession
    }

    pub(crate) fn successor(&self, party: PartyId, on: Day) -> PartyId {
        let mut standing = party;
        if !self.succession {
            return standing;
        }
        while let Some((from, next)) = self.entry(standing).successor
            && from <= on
        {
            standing = next;
        }
        standing
    }

    pub(crate) fn bureau_on(&self, on: Day) -> PartyId {
        self.successor(self.bureau, on)
    }

    pub(crate) fn text(&self, sym: Sym) -> &str {
        self.texts.get(sym.place()).map_or("", |text| text)
    }

    pub(crate) fn text_count(&self) -> usize {
        self.texts.len()
    }

    pub(crate) fn original(&self, matter: MatterId) -> Option<PartyId> {
        self.outline(matter).original
    }

    pub(crate) fn governed_from(&self, matter: MatterId) -> Day {
        self.outline(matter).governed_from
    }

    fn outline(&self, matter: MatterId) -> Outline {
        self.outlines.get(matter.place()).copied().unwrap_or(Outline::NONE)
    }

    fn ends(&self, matter: MatterId) -> (Outline, Outline) {
        let before = matter.place().checked_sub(1).and_then(|place| self.outlines.get(place));
        (before.copied().unwrap_or(Outline::NONE), self.outline(matter))
    }

    pub(crate) fn supervising(&self, matter: MatterId) -> &[Span<PartyId>] {
        let (before, own) = self.ends(matter);
        slice(&self.supervising, before.supervising, own.supervising)
    }

    pub(crate) fn capabilities(&self, matter: MatterId) -> &[Span<bool>] {
        let (before, own) = self.ends(matter);
        slice(&self.platform, before.platform, own.platform)
    }

    /// The capability recorded for a day: the one that began last.
    pub(crate) fn capability(&self, matter: MatterId, on: Day) -> Option<&Span<bool>> {
        let recorded = self.capabilities(matter).iter();
        recorded.filter(|capability| capability.covers(on)).max_by_key(|capability| capability.from)
    }

    /// The earliest hand-over of the single matter that affects a day.
    pub(crate) fn reassignment(&self, matter: MatterId, on: Day) -> Option<u32> {
        places(&self.reassigned, matter, |entry| entry.matter)
            .find(|place| self.reassigned_at(*place).is_some_and(|entry| entry.on <= on))
    }

    /// The days of the hand-overs of a single matter.
    pub(crate) fn reassigned_days(&self, matter: MatterId) -> impl Iterator<Item = Day> {
        let places = places(&self.reassigned, matter, |entry| entry.matter);
        places.filter_map(|place| Some(self.reassigned_at(place)?.on))
    }

    pub(crate) fn reassigned_at(&self, place: u32) -> Option<&ReassignmentEntry> {
        self.reassigned.get(place as usize)
    }

    /// The transfer records of a matter, and the place of the first.
    #[inline]
    pub(crate) fn transfers(&self, matter: MatterId) -> (u32, &[TransferEntry]) {
        let (before, own) = self.ends(matter);
        (before.transfers, slice(&self.transfers, before.transfers, own.transfers))
    }

    pub(crate) fn transfer_at(&self, place: u32) -> Option<&TransferEntry> {
        self.transfers.get(place as usize)
    }

    pub(crate) fn transfer_count(&self) -> u32 {
        u32::try_from(self.transfers.len()).unwrap_or(u32::MAX)
    }

    pub(crate) fn observed_places(&self, matter: MatterId) -> Range<u32> {
        places(&self.observed, matter, |entry| entry.matter)
    }

    pub(crate) fn observed_at(&self, place: u32) -> Option<&ObservationEntry> {
        self.observed.get(place as usize)
    }

    pub(crate) fn matter_ids(&self) -> impl Iterator<Item = MatterId> + use<> {
        (0..self.matters.len()).map(MatterId::from)
    }

    /// The roles held for a project.
    pub(crate) fn roles_for(&self, project: ProjectId) -> impl Iterator<Item = &Span<RoleEntry>> {
        let from = self.project_roles.partition_point(|(own, _)| *own < project);
        let to = self.project_roles.partition_point(|(own, _)| *own <= project);
        let own = self.project_roles.get(from..to).unwrap_or_default().iter();
        own.filter_map(|(_, place)| self.roles.get(*place as usize))
    }

    /// The roles of a person.
    pub(crate) fn roles_of(&self, person: PersonId) -> &[Span<RoleEntry>] {
        let from = self.roles.partition_point(|span| span.what.person < person);
        let to = self.roles.partition_point(|span| span.what.person <= person);
        self.roles.get(from..to).unwrap_or_default()
    }

    /// A span of a party cut where a successor takes its place.
    pub(crate) fn pieces(&self, party: PartyId, from: Day, to: Day) -> Vec<(PartyId, Day, Day)> {
        let (mut pieces, mut standing, mut start) = (Vec::new(), party, from);
        while let Some((on, next)) = self.entry(standing).successor {
            let last = on.previous().unwrap_or(Day::MIN).min(to);
            if start <= last && start < on {
                pieces.push((standing, start, last));
            }
            standing = next;
            start = start.max(on);
        }
        if start <= to {
            pieces.push((standing, start, to));
        }
        pieces
    }

    pub(crate) fn every_supervision(&self) -> &[Span<PartyId>] {
        &self.supervising
    }

    #[cold]
    pub(crate) fn unknown(&self, kind: IdKind, id: &str) -> UnknownId {
        let near = match kind {
            IdKind::Matter => nearest(id, self.matter_ids().map(|matter| self.id_of(matter))),
            IdKind::Party => nearest(id, self.parties.iter().map(|entry| entry.party.id.as_str())),
            IdKind::Person => nearest(id, self.persons.iter().map(|person| person.id.as_str())),
            IdKind::Project => nearest(id, self.projects.iter().map(|entry| entry.project.id.as_str())),
            IdKind::Package => nearest(id, self.packages.iter().map(|package| package.id.as_str())),
        };
        UnknownId { kind, id: id.to_owned(), nearest: near }
    }
}

fn project_roles(roles: &[Span<RoleEntry>]) -> Vec<(ProjectId, u32)> {
    let held = (0u32..).zip(roles).filter_map(|(place, span)| Some((span.what.project?, place)));
    let mut held: Vec<_> = held.collect();
    sort(&mut held);
    held
}

/// The places of a matter's records in a list in the order of the matters.
fn places<T>(list: &[T], matter: MatterId, of: impl Fn(&T) -> MatterId) -> Range<u32> {
    let place = |place| u32::try_from(place).unwrap_or(u32::MAX);
    let from = list.partition_point(|entry| of(entry) < matter);
    place(from)..place(list.partition_point(|entry| of(entry) <= matter))
}

fn slice<T>(list: &[T], from: u32, to: u32) -> &[T] {
    list.get(from as usize..to as usize).unwrap_or(&[])
}
