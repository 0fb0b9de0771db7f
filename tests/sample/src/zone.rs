//! What enters: the catalogue. What leaves: what the generator needs of it, read off the records without the rules.

use std::sync::LazyLock;

use liandong::{Calendar, Catalogue, Day, Matter, Person, Project, Role, TransferScope};

/// The sample zone, read once.
pub(crate) static ZONE: LazyLock<Zone> =
    LazyLock::new(|| Zone::new(&crate::catalogue().expect("the sample's own catalogue is sound")));

pub(crate) fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd(year, month, day).expect("a day of the calendar")
}

/// A matter as the clean cases need it: in the same hands all year.
#[derive(Clone, Debug)]
pub(crate) struct Plain {
    pub(crate) id: String,
    pub(crate) original: String,
    /// Who supervises it all year, successors in the place of their predecessors.
    pub(crate) supervisors: Vec<String>,
}

/// A person in a post, both days included.
struct Post {
    party: String,
    person: String,
    from: Option<Day>,
    to: Option<Day>,
}

/// A project of the year, as the catalogue records it.
#[derive(Clone, Debug)]
pub(crate) struct Works {
    pub(crate) id: String,
    pub(crate) key: bool,
    /// The department responsible for it, a successor in the place of its predecessor.
    pub(crate) responsible: String,
    /// The unit that builds it, where that is a party of the zone.
    pub(crate) unit: Option<String>,
    pub(crate) manager: Option<String>,
    /// From when to when its procedures run; none where only the log tells.
    pub(crate) recorded: Option<(Day, Day)>,
}

/// What the generator knows of the zone.
pub(crate) struct Zone {
    /// Matters that the Bureau held all year.
    pub(crate) taken: Vec<Plain>,
    /// Those of them in which faults are planted.
    pub(crate) faulty: Vec<Plain>,
    /// Those of them with several supervising departments.
    pub(crate) shared: Vec<Plain>,
    /// Matters of a zone department all year that the platform could handle all year.
    pub(crate) online: Vec<Plain>,
    /// The same, which the platform could not handle on any day of the year.
    pub(crate) offline: Vec<Plain>,
    /// Departments of the zone that still stand.
    pub(crate) departments: Vec<String>,
    /// The working days of 2023.
    pub(crate) days: Vec<Day>,
    /// The projects of 2023.
    pub(crate) works: Vec<Works>,
    /// The key projects of 2022.
    pub(crate) summed_up: Vec<String>,
    /// Agents of the Bureau whom no record binds to a project.
    pub(crate) agents: Vec<String>,
    posts: [Vec<Post>; 2],
}

/// Kept for a push whose case was mistyped, which softens every missing push of its matter.
pub(crate) const MISTYPED: &str = "S-021";

impl Zone {
    fn new(catalogue: &Catalogue) -> Self {
        let calendar = Calendar::china();
        let first = day(2023, 1, 1);
        let days = (0..365).filter_map(|after| first.checked_add_days(after));
        let days = days.filter(|day| calendar.is_working_day(*day).unwrap_or(false)).collect();
        let department = |id: &str| id != "bureau" && id != "committee" && !id.starts_with("muni-");
        let (mut taken, mut online, mut offline) = (Vec::new(), Vec::new(), Vec::new());
        for matter in &catalogue.matters {
            let (Some(plain), true) = (plain(matter), matter.observed.is_empty()) else { continue };
            if was_taken(matter) && !plain.supervisors.is_empty() {
                taken.push(plain);
            } else if matter.transfers.is_empty()
                && matter.reassigned.is_empty()
                && department(&plain.original)
            {
                match capability(matter) {
                    Some(true) => online.push(plain),
                    Some(false) => offline.push(plain),
                    None => {}
                }
            }
        }
        let sound =
            |plain: &&Plain| plain.id != MISTYPED && plain.supervisors.iter().all(|id| department(id));
        let faulty: Vec<Plain> = taken.iter().filter(sound).cloned().collect();
        let shared = faulty.iter().filter(|plain| plain.supervisors.len() > 1).cloned().collect();
        let kinds = [Role::Pusher, Role::Liaison];
        let posts = kinds.map(|role| {
            let roles =
                catalogue.persons.iter().flat_map(|person| person.roles.iter().map(move |r| (person, r)));
            roles
                .filter(|(_, held)| held.role == role)
                .map(|(person, held)| Post {
                    party: held.party.clone().unwrap_or_default(),
                    person: person.id.clone(),
                    from: held.from,
                    to: held.to,
                })
                .collect()
        });
        let departments = ["econ", "construction", "planning", "market", "ecology", "finance", "social"];
        let departments = departments.map(str::to_owned).to_vec();
        let works = catalogue.projects.iter().filter(|own| own.year == Some(2023));
        let works = works.map(|own| recorded_works(catalogue, own)).collect();
        let key = catalogue.projects.iter().filter(|own| own.year == Some(2022) && own.key);
        let summed_up = key.map(|own| own.id.clone()).collect();
        let unbound = |person: &&Person| {
            let mut roles = person.roles.iter();
            roles.any(|held| held.role == Role::Agent && held.project.is_none())
        };
        let agents = catalogue.persons.iter().filter(unbound).map(|person| person.id.clone()).collect();
        Self { taken, faulty, shared, online, offline, departments, days, works, summed_up, agents, posts }
    }

    pub(crate) fn pusher(&self, on: Day) -> Option<&str> {
        holder(&self.posts[0], "bureau", on)
    }

    pub(crate) fn liaison(&self, party: &str, on: Day) -> Option<&str> {
        holder(&self.posts[1], party, on)
    }

    /// The place of the first working day that is not before a day of 2023.
    pub(crate) fn place(&self, month: u32, on: u32) -> usize {
        self.place_from(day(2023, month, on))
    }

    /// The place of the first working day that is not before a day.
    pub(crate) fn place_from(&self, day: Day) -> usize {
        self.days.partition_point(|own| *own < day)
    }

    /// Whether the Bureau had its pusher that day and every department named its liaison.
    pub(crate) fn is_manned(&self, place: usize, supervisors: &[String]) -> bool {
        let Some(on) = self.days.get(place) else { return false };
        let manned = |party: &String| party.starts_with("muni-") || self.liaison(party, *on).is_some();
        self.pusher(*on).is_some() && supervisors.iter().all(manned)
    }
}

fn holder<'z>(posts: &'z [Post], party: &str, on: Day) -> Option<&'z str> {
    let covers = |post: &&Post| {
        post.party == party && post.from.is_none_or(|from| from <= on) && post.to.is_none_or(|to| on <= to)
    };
    posts.iter().find(covers).map(|post| post.person.as_str())
}

fn recorded_works(catalogue: &Catalogue, own: &Project) -> Works {
    let manages = |person: &&Person| {
        let mut roles = person.roles.iter();
        roles.any(|held| held.role == Role::ProjectManager && held.project.as_ref() == Some(&own.id))
    };
    let by_role = || catalogue.persons.iter().find(manages).map(|person| person.id.clone());
    let is_party = |unit: &&String| catalogue.parties.iter().any(|party| party.id == **unit);
    Works {
        id: own.id.clone(),
        key: own.key,
        responsible: standing(own.responsible.as_deref().unwrap_or_default()).to_owned(),
        unit: own.unit.as_ref().filter(is_party).cloned(),
        manager: own.manager.clone().or_else(by_role),
        recorded: own
            .procedures
            .as_ref()
            .map(|span| (span.from.unwrap_or(Day::MIN), span.to.unwrap_or(Day::MAX))),
    }
}

/// The matter, unless its supervision changes within the year.
fn plain(matter: &Matter) -> Option<Plain> {
    let (first, last) = (day(2023, 1, 1), day(2023, 12, 31));
    let mut supervisors = Vec::new();
    for span in &matter.supervising {
        let ended = span.to.is_some_and(|to| to < first);
        let all_year = span.from.is_none_or(|from| from <= first) && span.to.is_none_or(|to| last <= to);
        match (ended, all_year) {
            (true, _) => {}
            (false, true) => supervisors.push(standing(&span.party).to_owned()),
            (false, false) => return None,
        }
    }
    supervisors.sort_unstable();
    supervisors.dedup();
    let original = standing(matter.original.as_deref()?).to_owned();
    Some(Plain { id: matter.id.clone(), original, supervisors })
}

/// The housing department was merged into the construction department in 2022.
fn standing(party: &str) -> &str {
    if party == "housing" { "construction" } else { party }
}

/// Taken in whole by the Committee before the year began, with no other record but empowerments.
fn was_taken(matter: &Matter) -> bool {
    let mut own = matter.transfers.iter().filter(|record| record.kind != "empowerment");
    let (Some(record), None) = (own.next(), own.next()) else { return false };
    record.kind == "transfer"
        && record.decided_by.as_deref() == Some("committee")
        && record.scope == TransferScope::Whole
        && record.effective.as_deref().is_some_and(|effective| effective < "2023-01-01")
}

/// Whether the platform could handle the matter, where that was the same all year.
fn capability(matter: &Matter) -> Option<bool> {
    let (first, last) = (day(2023, 1, 1), day(2023, 12, 31));
    let mut spans = matter.platform.iter().filter(|span| span.to.is_none_or(|to| first <= to));
    let (span, None) = (spans.next()?, spans.next()) else { return None };
    (span.from.is_none_or(|from| from <= first) && span.to.is_none_or(|to| last <= to))
        .then_some(span.capable)
}
