//! What enters: a log in any order. What leaves: its subjects one by one, each with its acts in a canonical order, every
//! repeated event counted once.

use std::cmp::Ordering;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::book::Book;
use crate::day::When;
use crate::duty::SubjectId;
use crate::event::EventKind;
use crate::finding::{FindingCode, FindingRow, PossibleGround, Severity};
use crate::ids::{MatterId, PartyId, ProjectId};
use crate::limit::Basis;
use crate::log::{EventLog, Row, Word};
use crate::names::{Home, Names, cures, home, is_application, is_by_hand, meaning};
use crate::order::{by_content, by_row, canonical, prefix};
use crate::reading::Reading;
use crate::rules::allegation;
use crate::rules::case::{Act, Case, Extra, Extras, Judge, Named, Period, Refers};

/// The subjects of a log, each a range of `order`.
pub(crate) struct Subjects<'s> {
    book: &'s Book,
    log: &'s EventLog,
    names: &'s Names,
    corrected: HashMap<u32, Row, FixedState>,
    order: Vec<u32>,
    ranges: Vec<(SubjectId, u32, u32)>,
    outside: Vec<(FindingCode, u32)>,
    /// Events without a subject.
    loose: Vec<u32>,
}

impl<'s> Subjects<'s> {
    pub(crate) fn new(book: &'s Book, log: &'s EventLog, names: &'s Names, as_of: When) -> Self {
        let mut own = Self {
            book,
            log,
            names,
            corrected: HashMap::default(),
            order: Vec::new(),
            ranges: Vec::new(),
            outside: Vec::new(),
            loose: Vec::new(),
        };
        let by_id = own.first_by_id(as_of);
        let withdrawn = own.amendments(&by_id, as_of);
        let keys = Keys::new(book, log);
        const NONE: u32 = u32::MAX;
        let mut counts = vec![0u32; keys.zone.saturating_add(1)];
        let mut guests: Vec<(u32, u32)> = Vec::new();
        let key_of: Vec<u32> = (0..u32::try_from(log.rows.len()).unwrap_or(u32::MAX))
            .map(|place| {
                let Some(row) = own.row(place).copied() else { return NONE };
                if row.at.earliest() > as_of.latest() {
                    own.outside.push((FindingCode::FutureEvent, place));
                    return NONE;
                }
                let Some(kind) = row.kind else {
                    own.outside.push((FindingCode::UnknownKind, place));
                    return NONE;
                };
                if withdrawn.binary_search(&place).is_ok()
                    || matches!(kind, EventKind::Correction | EventKind::Withdrawal)
                {
                    return NONE;
                }
                let Some(key) = own.key(&row, kind, &by_id, &keys) else {
                    own.loose.push(place);
                    return NONE;
                };
                let mut count = |key: usize| {
                    if let Some(count) = counts.get_mut(key) {
                        *count = count.saturating_add(1);
                    }
                    u32::try_from(key).unwrap_or(NONE)
                };
                if is_application(kind)
                    && let Some(project) = own.project(&row).known()
                {
                    guests.push((place, count(keys.project(project))));
                }
                count(key)
            })
            .collect();
        own.group(&key_of, &guests, counts, &keys);
        let outside = &mut own.outside;
        outside.sort_by(|a, b| canonical(log, a.1, b.1).then(a.0.cmp(&b.0)));
        for place in (1..outside.len()).rev() {
            if let Some([one, other]) = outside.get_mut(place.saturating_sub(1)..=place)
                && by_content(log, one.1, other.1) == Ordering::Equal
            {
                other.0 = FindingCode::DuplicateEvent;
            }
        }
        own.loose.sort_by(|a, b| canonical(log, *a, *b));
        own
    }

    fn row(&self, place: u32) -> Option<&Row> {
        if self.corrected.is_empty() {
            return self.log.row(place);
        }
        self.corrected.get(&place).or_else(|| self.log.row(place))
    }

    /// The first event of each id, where anything refers to one without naming its case.
    fn first_by_id(&self, as_of: When) -> Vec<u32> {
        let mut first = Vec::new();
        let needed = |row: &Row| {
            row.refers_to.known().is_some()
                && (row.case == Word::ABSENT
                    || matches!(row.kind, Some(EventKind::Correction | EventKind::Withdrawal)))
        };
        if self.log.rows.iter().any(needed) {
            first = vec![u32::MAX; self.log.ids.len()];
            let known = |row: &Row| row.at.earliest() <= as_of.latest();
            for (place, row) in self.log.rows.iter().enumerate().filter(|(_, row)| known(row)) {
                if let Some(slot) = row.id.known().and_then(|id| first.get_mut(id.place())) {
                    let place = u32::try_from(place).unwrap_or(u32::MAX);
                    if *slot == u32::MAX || canonical(self.log, place, *slot) == Ordering::Less {
                        *slot = place;
                    }
                }
            }
        }
        first
    }

    /// Applies corrections and returns what was withdrawn, sorted; one that refers to nothing is found.
    fn amendments(&mut self, by_id: &[u32], as_of: When) -> Vec<u32> {
        let mut amendments: Vec<u32> = Vec::new();
        for (place, row) in self.log.rows.iter().enumerate() {
            let amends = matches!(row.kind, Some(EventKind::Correction | EventKind::Withdrawal));
            if amends && row.at.earliest() <= as_of.latest() {
                amendments.push(u32::try_from(place).unwrap_or(u32::MAX));
            }
        }
        amendments.sort_by(|a, b| canonical(self.log, *a, *b));
        let mut withdrawn = Vec::new();
        for place in amendments {
            let Some(amendment) = self.log.row(place).copied() else { continue };
            let referred = amendment.refers_to.known().and_then(|id| by_id.get(id.place())).copied();
            let Some(target) = referred.filter(|target| *target != u32::MAX && *target != place) else {
                self.outside.push((FindingCode::UnmatchedEvent, place));
                continue;
            };
            if amendment.kind == Some(EventKind::Withdrawal) {
                withdrawn.extend(amendment.refers_to.known());
            } else if let Some(mut row) = self.row(target).copied() {
                amend(&mut row, &amendment);
                self.corrected.insert(target, row);
            }
        }
        withdrawn.sort_unstable();
        if withdrawn.is_empty() {
            return Vec::new();
        }
        // A repeated event is withdrawn with every copy of it.
        let rows = (0u32..).zip(&self.log.rows);
        rows.filter(|(_, row)| withdrawn.binary_search(&row.id).is_ok()).map(|(place, _)| place).collect()
    }

    fn project(&self, row: &Row) -> Named<ProjectId> {
        self.log.rest(row).map_or(Named::Absent, |rest| meaning(&self.names.projects, rest.project))
    }

    /// The subject of an event, by its kind.
    fn key(&self, row: &Row, kind: EventKind, by_id: &[u32], keys: &Keys) -> Option<usize> {
        let party = |word: Word| {
            let party = meaning(&self.names.parties, word).known()?;
            Some(keys.party(self.book.last_successor(party)))
        };
        match home(kind) {
            Home::Case => self.case_key(row, by_id, keys),
            Home::Project => self.project_key(row, by_id, keys),
            Home::Department => party(row.actor),
            Home::Zone => Some(keys.zone),
            Home::Support => {
                let asked = if kind == EventKind::SupportRequested { row.to } else { row.actor };
                self.about(row, by_id, keys).or_else(|| party(asked))
            }
            Home::Allegation => self.about(row, by_id, keys),
            Home::Amended => None,
        }
    }

    fn about(&self, row: &Row, by_id: &[u32], keys: &Keys) -> Option<usize> {
        self.case_key(row, by_id, keys).or_else(|| self.project_key(row, by_id, keys))
    }

    fn project_key(&self, row: &Row, by_id: &[u32], keys: &Keys) -> Option<usize> {
        let mut at = Some(*row);
        for _ in 0..4 {
            match self.project(&at?) {
                Named::Known(project) => return Some(keys.project(project)),
                Named::Unknown => return None,
                Named::Absent => {}
            }
            let id = at?.refers_to.known()?;
            at = by_id.get(id.place()).and_then(|place| self.row(*place)).copied();
        }
        None
    }

    /// The case of an event, that of what it refers to, else its matter.
    fn case_key(&self, row: &Row, by_id: &[u32], keys: &Keys) -> Option<usize> {
        if let Some(case) = row.case.known() {
            return Some(case.place());
        }
        let mut matter = meaning(&self.names.matters, row.matter).known();
        // A notice names its push, a push its decision: a few steps lead to the case.
        let mut referred = Some(*row);
        for _ in 0..4 {
            let id = referred.and_then(|row| row.refers_to.known());
            let Some(next) = id.and_then(|id| by_id.get(id.place())).and_then(|place| self.row(*place))
            else {
                break;
            };
            if let Some(case) = next.case.known() {
                return Some(case.place());
            }
            matter = matter.or_else(|| meaning(&self.names.matters, next.matter).known());
            referred = Some(*next);
        }
        matter.map(|matter| keys.matters.saturating_add(matter.place()))
    }

    /// Sorts places by subject in one counting pass, and the subjects by their ids.
    fn group(&mut self, key_of: &[u32], guests: &[(u32, u32)], counts: Vec<u32>, keys: &Keys) {
        let mut starts = counts;
        let mut total = 0u32;
        for start in &mut starts {
            let own = *start;
            *start = total;
            total = total.saturating_add(own);
        }
        let mut next = starts.clone();
        self.order = vec![0; total as usize];
        let own = (0u32..).zip(key_of).map(|(place, key)| (place, *key));
        for (place, key) in own.chain(guests.iter().copied()) {
            if let Some(slot) = next.get_mut(key as usize).filter(|_| key != u32::MAX) {
                if let Some(free) = self.order.get_mut(*slot as usize) {
                    *free = place;
                }
                *slot = slot.saturating_add(1);
            }
        }
        // Projects and departments may owe something of which nothing is logged.
        let ranges = starts.iter().zip(&next).enumerate();
        let ranges = ranges.filter(|(key, (from, to))| from < to || *key >= keys.projects);
        let mut keyed: Vec<(u64, SubjectId, u32, u32)> = ranges
            .map(|(key, (from, to))| {
                let subject = keys.subject(key);
                let first = match subject {
                    SubjectId::Case(word) => prefix(self.log.cases.get(word)),
                    _ => u64::MAX,
                };
                (first, subject, *from, *to)
            })
            .collect();
        let log = self.log;
        keyed.sort_unstable_by(|a, b| match (a.1, b.1) {
            (SubjectId::Case(one), SubjectId::Case(other)) => {
                a.0.cmp(&b.0).then_with(|| log.cases.get(one).cmp(log.cases.get(other)))
            }
            (SubjectId::Case(_), _) => Ordering::Less,
            (_, SubjectId::Case(_)) => Ordering::Greater,
            (one, other) => keys.key(one).cmp(&keys.key(other)),
        });
        self.ranges = keyed.into_iter().map(|(_, subject, from, to)| (subject, from, to)).collect();
    }

    pub(crate) fn take_outside(&mut self) -> Vec<(FindingCode, u32)> {
        std::mem::take(&mut self.outside)
    }

    /// Hands every subject to `rules`, its acts in their canonical order.
    pub(crate) fn each(&self, judge: &mut Judge<'_, '_>, rules: impl Fn(&mut Judge<'_, '_>, &Case<'_>)) {
        for (place, event) in self.loose.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|place| self.loose.get(place));
            let repeats = |before: &u32| by_content(self.log, *before, *event) == Ordering::Equal;
            if before.is_some_and(repeats) {
                self.repeated(judge, SubjectId::Event(*event), *event);
            } else {
                self.loose_event(judge, *event);
            }
        }
        let (mut acts, mut places, mut ids) = (Vec::new(), Vec::new(), Vec::new());
        let mut extras = Extras::default();
        for (subject, from, to) in &self.ranges {
            places.clear();
            places.extend_from_slice(self.order.get(*from as usize..*to as usize).unwrap_or_default());
            places.sort_unstable_by(|a, b| self.earlier(*a, *b));
            self.acts(judge, *subject, &places, &mut acts, &mut extras, &mut ids);
            rules(judge, &Case::new(*subject, &acts, &extras));
        }
    }

    fn earlier(&self, a: u32, b: u32) -> Ordering {
        match (self.row(a), self.row(b)) {
            (Some(one), Some(other)) => one.at.cmp(&other.at).then_with(|| {
                by_row(self.log, one, other)
                    .then_with(|| self.log.ids.get(one.id).cmp(self.log.ids.get(other.id)))
            }),
            _ => Ordering::Equal,
        }
    }

    /// Turns the places of a subject into acts; a repeated event is found and left out.
    fn acts(
        &self,
        judge: &mut Judge<'_, '_>,
        subject: SubjectId,
        places: &[u32],
        acts: &mut Vec<Act>,
        extras: &mut Extras,
        ids: &mut Vec<(Word, usize)>,
    ) {
        acts.clear();
        extras.list.clear();
        extras.covers.clear();
        ids.clear();
        // The first of an id in the canonical order stays.
        let known = |(rank, place): (usize, &u32)| Some((self.row(*place)?.id.known()?, rank));
        let mut seen: Vec<(Word, usize)> = places.iter().enumerate().filter_map(known).collect();
        seen.sort_unstable();
        let repeats_id = |rank: usize, id: Word| {
            let first = seen.partition_point(|(own, _)| *own < id);
            seen.get(first).is_some_and(|(own, kept)| *own == id && *kept != rank)
        };
        let mut last: Option<&Row> = None;
        for (rank, place) in places.iter().enumerate() {
            let Some(row) = self.row(*place) else { continue };
            let same_content =
                last.is_some_and(|last| last.at == row.at && by_row(self.log, last, row) == Ordering::Equal);
            // What counts for a project beside its case is looked at in its case.
            let is_guest = matches!(subject, SubjectId::Project(_))
                && row.kind.is_some_and(|kind| home(kind) == Home::Case);
            if same_content || row.id.known().is_some_and(|id| repeats_id(rank, id)) {
                if !is_guest {
                    self.repeated(judge, subject, *place);
                }
                if same_content && let (Some(id), Some(kept)) = (row.id.known(), acts.len().checked_sub(1)) {
                    ids.push((id, kept));
                }
                continue;
            }
            last = Some(row);
            let Some(kind) = row.kind else { continue };
            if !is_guest {
                self.unknown_names(judge, *place, row);
            }
            ids.extend(row.id.known().map(|id| (id, acts.len())));
            acts.push(self.act(*place, row, kind, extras));
        }
        ids.sort_unstable();
        for act in acts.iter_mut() {
            let Some(id) = self.row(act.row).and_then(|row| row.refers_to.known()) else { continue };
            let found = ids.binary_search_by_key(&id, |(own, _)| *own).ok().and_then(|found| ids.get(found));
            act.refers = found.map_or(Refers::Dangling, |(_, act)| Refers::Act(*act));
        }
    }

    fn repeated(&self, judge: &mut Judge<'_, '_>, subject: SubjectId, place: u32) {
        let Some(row) = self.row(place) else { return };
        let mut finding = FindingRow::new(FindingCode::DuplicateEvent, Severity::Info, subject);
        finding.basis = Some(Basis::Reading(Reading::RepeatedEvent));
        judge.find(finding, row.at.day(), &[place]);
    }

    fn act(&self, place: u32, row: &Row, kind: EventKind, extras: &mut Extras) -> Act {
        let succeeded = |party: Named<PartyId>| match party {
            Named::Known(party) => Named::Known(self.book.successor(party, row.at.day())),
            Named::Absent => Named::Absent,
            Named::Unknown => Named::Unknown,
        };
        Act {
            row: place,
            at: row.at,
            kind,
            actor: succeeded(meaning(&self.names.parties, row.actor)),
            to: succeeded(meaning(&self.names.parties, row.to)),
            officer: meaning(&self.names.persons, row.officer),
            person: meaning(&self.names.persons, row.person),
            matter: meaning(&self.names.matters, row.matter),
            channel: row.channel,
            via: row.via,
            result: row.result,
            refers: Refers::Nothing,
            extra: self.extra(row, extras),
        }
    }

    /// Keeps what few kinds carry, and says where.
    fn extra(&self, row: &Row, extras: &mut Extras) -> Option<u32> {
        let rest = self.log.rest(row)?;
        let party = |word: Word| match meaning(&self.names.parties, word) {
            Named::Known(party) => Named::Known(self.book.successor(party, row.at.day())),
            other => other,
        };
        let end = |list: &Extras| u32::try_from(list.covers.len()).unwrap_or(u32::MAX);
        let from = end(extras);
        let covers = rest.covers.iter().map(|project| meaning(&self.names.projects, *project));
        extras.covers.extend(covers);
        let ground = self.log.names.get(rest.ground);
        extras.list.push(Extra {
            with: party(rest.with),
            about: party(rest.about),
            period: Period::read(self.log.names.get(rest.period)),
            covers: (from, end(extras)),
            on_buck_passing: [PossibleGround::BuckPassing.text().zh, PossibleGround::BuckPassing.code()]
                .contains(&ground),
        });
        u32::try_from(extras.list.len().saturating_sub(1)).ok()
    }

    fn unknown_names(&self, judge: &mut Judge<'_, '_>, place: u32, row: &Row) {
        let mut unknown = |code, word: Word| {
            let mut finding = FindingRow::new(code, Severity::Review, SubjectId::Event(place));
            finding.named = Some(word);
            judge.find(finding, row.at.day(), &[place]);
        };
        if meaning(&self.names.matters, row.matter) == Named::Unknown {
            unknown(FindingCode::UnknownMatter, row.matter);
        }
        let rest = self.log.rest(row);
        let with = rest.map_or(Word::ABSENT, |rest| rest.with);
        for word in [row.actor, row.to, with] {
            if meaning(&self.names.parties, word) == Named::Unknown {
                unknown(FindingCode::UnknownParty, word);
            }
        }
        let projects = rest.into_iter().flat_map(|rest| rest.covers.iter().copied().chain([rest.project]));
        for word in projects {
            if meaning(&self.names.projects, word) == Named::Unknown {
                unknown(FindingCode::UnmatchedEvent, word);
            }
        }
    }

    /// An event that belongs to no subject: a party's, matter's or project's that the catalogue does not hold.
    fn loose_event(&self, judge: &mut Judge<'_, '_>, place: u32) {
        let Some(row) = self.row(place).copied() else { return };
        self.unknown_names(judge, place, &row);
        let Some(kind) = row.kind else { return };
        let mut extras = Extras::default();
        let acts = [self.act(place, &row, kind, &mut extras)];
        let case = Case::new(SubjectId::Event(place), &acts, &extras);
        let [act] = &acts;
        let named_unknown = match home(kind) {
            Home::Allegation => return allegation::judge(judge, &case),
            // A visit is tracked and judges nobody.
            Home::Project if kind == EventKind::Visit => return,
            Home::Case => act.matter == Named::Unknown,
            Home::Project => self.project(&row) == Named::Unknown,
            Home::Department => act.actor == Named::Unknown,
            Home::Support => {
                act.matter == Named::Unknown || act.actor == Named::Unknown || act.to == Named::Unknown
            }
            Home::Zone | Home::Amended => false,
        };
        // An event that names something unknown was found as that.
        if !named_unknown {
            judge.find_act(FindingCode::UnmatchedEvent, &case, act, |row| {
                row.basis = Some(Basis::Reading(Reading::UnmatchedEvent));
            });
        }
        if let Some(cures) = cures(kind) {
            let party = if is_by_hand(cures) { act.actor.known() } else { act.to.known() };
            judge.stray(&case, act, cures, party);
        }
    }
}

/// Where the subjects of each sort stand in one numbering: cases, matters, projects, parties, the zone.
struct Keys {
    matters: usize,
    projects: usize,
    parties: usize,
    zone: usize,
}

impl Keys {
    fn new(book: &Book, log: &EventLog) -> Self {
        let matters = log.cases.len();
        let projects = matters.saturating_add(book.matters.len());
        let parties = projects.saturating_add(book.projects.len());
        Self { matters, projects, parties, zone: parties.saturating_add(book.parties.len()) }
    }

    fn project(&self, project: ProjectId) -> usize {
        self.projects.saturating_add(project.place())
    }

    fn party(&self, party: PartyId) -> usize {
        self.parties.saturating_add(party.place())
    }

    fn subject(&self, key: usize) -> SubjectId {
        let within = |start: usize| key.saturating_sub(start);
        if key < self.matters {
            SubjectId::Case(Word(u32::try_from(key).unwrap_or(0)))
        } else if key < self.projects {
            SubjectId::Matter(MatterId::from(within(self.matters)))
        } else if key < self.parties {
            SubjectId::Project(ProjectId::from(within(self.projects)))
        } else if key < self.zone {
            SubjectId::Party(PartyId::from(within(self.parties)))
        } else {
            SubjectId::Zone
        }
    }

    fn key(&self, subject: SubjectId) -> usize {
        match subject {
            SubjectId::Case(word) => word.place(),
            SubjectId::Matter(matter) => self.matters.saturating_add(matter.place()),
            SubjectId::Project(project) => self.project(project),
            SubjectId::Party(party) => self.party(party),
            _ => self.zone,
        }
    }
}

/// Lays what a correction gives over the event it corrects; its own time is when the correction was made.
fn amend(row: &mut Row, correction: &Row) {
    let word = |own: &mut Word, given: Word| *own = given.known().unwrap_or(*own);
    word(&mut row.case, correction.case);
    word(&mut row.matter, correction.matter);
    word(&mut row.actor, correction.actor);
    word(&mut row.officer, correction.officer);
    word(&mut row.to, correction.to);
    word(&mut row.person, correction.person);
    row.channel = correction.channel.or(row.channel);
    row.via = correction.via.or(row.via);
    row.result = correction.result.or(row.result);
}
