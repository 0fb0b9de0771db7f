//! In: proptest's choices. Out: catalogues without structural fault whose records are as messy as real ones.

#![allow(dead_code, reason = "each test crate that includes this file uses a part of it")]

use liandong::{
    Catalogue, DatedRole, Day, EffectiveDay, Matter, Observation, Package, PartyKind, PendingCases, Person,
    PlatformCapability, Profile, Reassignment, Returned, Role, Rulebook, Succession, Supervision, Transfer,
    TransferScope, UnrecordedSupervisor,
};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

/// Departments that may be original or supervising.
pub const DEPARTMENTS: [&str; 4] = ["d0", "d1", "d2", "d3"];
/// Every party of a generated catalogue.
pub const PARTIES: [&str; 9] =
    ["bureau", "bureau2", "committee", "d0", "d1", "d2", "d3", "city", "enterprise"];
/// Who may be named as a matter's holder.
const HOLDERS: [&str; 6] = ["d0", "d1", "d2", "d3", "city", "bureau"];

/// Days that often fall together, at the edges of the first day in force and of the calendar.
pub fn day() -> impl Strategy<Value = Day> {
    let issued = liandong::ISSUED.number();
    prop_oneof![
        6 => issued - 3..issued + 12,
        3 => issued - 400..issued + 1500,
        1 => select(vec![Day::MIN.number(), Day::MIN.number() + 1, Day::MAX.number() - 1, Day::MAX.number()]),
    ]
    .prop_map(|number| Day::from_number(number).expect("within the years 1 to 9999"))
}

fn span() -> impl Strategy<Value = (Option<Day>, Option<Day>)> {
    (weighted(0.6, day()), weighted(0.4, 0..40i32)).prop_map(|(from, length)| {
        (from, length.map(|length| from.unwrap_or(liandong::ISSUED).saturating_add_days(length)))
    })
}

/// A transfer record, often a flawed one.
pub fn transfer() -> impl Strategy<Value = Transfer> {
    let kind = prop_oneof![
        6 => Just("transfer"), 4 => Just("return"), 1 => Just("empowerment"), 1 => Just("entrustment"),
        1 => Just("allocation"),
    ];
    let effective = prop_oneof![
        16 => day().prop_map(|day| Some(day.to_string())),
        1 => Just(None),
        1 => select(vec!["2021-02-30", "2021/3/1", ""]).prop_map(|text| Some(text.to_owned())),
    ];
    let decided = prop_oneof![14 => Just(Some("committee")), 1 => Just(None), 1 => Just(Some("city"))];
    let scope = prop_oneof![14 => Just(TransferScope::Whole), 1 => Just(TransferScope::Partial)];
    let pending =
        weighted(0.2, select(vec![PendingCases::ByDayOfAct, PendingCases::AcceptingAuthorityFinishes]));
    let instrument = weighted(0.5, select(vec!["示例管发〔2021〕1号", "示例管发〔2021〕2号"]));
    (kind, effective, decided, scope, pending, instrument, weighted(0.2, day())).prop_map(
        |(kind, effective, decided, scope, pending, instrument, recorded)| Transfer {
            kind: kind.to_owned(),
            effective,
            decided_by: decided.map(str::to_owned),
            instrument: instrument.map(str::to_owned),
            scope,
            pending,
            recorded,
        },
    )
}

fn supervision() -> impl Strategy<Value = Supervision> {
    (select(&HOLDERS[..5]), span()).prop_map(|(party, (from, to))| Supervision {
        party: party.to_owned(),
        from,
        to,
    })
}

fn capability() -> impl Strategy<Value = PlatformCapability> {
    (any::<bool>(), span(), weighted(0.2, Just("平台清单".to_owned())))
        .prop_map(|(capable, (from, to), source)| PlatformCapability { capable, from, to, source })
}

fn observation() -> impl Strategy<Value = Observation> {
    (day(), prop_oneof![3 => Just("bureau"), 1 => select(&HOLDERS[..])]).prop_map(|(on, party)| Observation {
        on,
        handled_by: party.to_owned(),
        source: None,
    })
}

fn reassignment() -> impl Strategy<Value = Reassignment> {
    (weighted(0.8, day()), weighted(0.8, select(&DEPARTMENTS[..]))).prop_map(|(on, to)| Reassignment {
        on,
        to: to.map(str::to_owned),
        instrument: None,
    })
}

fn matter() -> impl Strategy<Value = Matter> {
    let some = |most: usize| 0..=most;
    (
        weighted(0.85, select(&HOLDERS[..])),
        prop::collection::vec(supervision(), some(3)),
        prop::collection::vec(capability(), some(2)),
        weighted(0.15, day()),
        prop_oneof![6 => Just(Vec::new()), 1 => prop::collection::vec(reassignment(), some(2))],
        prop::collection::vec(transfer(), some(4)),
        prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(observation(), some(3))],
    )
        .prop_map(|(original, supervising, platform, governed_from, reassigned, transfers, observed)| {
            let mut matter = Matter::new("", "食品经营许可");
            matter.original = original.map(str::to_owned);
            matter.supervising = supervising;
            matter.platform = platform;
            matter.governed_from = governed_from;
            matter.reassigned = reassigned;
            matter.transfers = transfers;
            matter.observed = observed;
            matter
        })
}

fn person() -> impl Strategy<Value = Person> {
    let role = (
        select(vec![Role::Liaison, Role::Liaison, Role::Pusher, Role::Agent]),
        weighted(0.9, select(&PARTIES[..])),
        span(),
    );
    let role = role.prop_map(|(role, party, (from, to))| DatedRole {
        role,
        party: party.map(str::to_owned),
        project: None,
        from,
        to,
    });
    prop::collection::vec(role, 0..3).prop_map(|roles| Person {
        id: String::new(),
        name: "张三".to_owned(),
        roles,
    })
}

/// A catalogue of nine parties, up to three matters (`M0`…), three persons (`p0`…) and one package.
pub fn catalogue() -> impl Strategy<Value = Catalogue> {
    let successions = prop::collection::vec(weighted(0.3, day()), 5);
    let matters = prop::collection::vec(matter(), 1..=3);
    let persons = prop::collection::vec(person(), 3);
    (successions, matters, persons).prop_map(|(successions, matters, persons)| {
        let mut catalogue = Catalogue::new("zone", "示例区", "bureau", "committee")
            .party("bureau", "行政审批局", PartyKind::Bureau)
            .party("bureau2", "行政审批服务局", PartyKind::Bureau)
            .party("committee", "管委会", PartyKind::Committee)
            .party("city", "市生态环境局", PartyKind::Municipal)
            .party("enterprise", "开发公司", PartyKind::Enterprise);
        for id in DEPARTMENTS {
            catalogue = catalogue.party(id, "市场监督管理部", PartyKind::Department);
        }
        // Each points to a later one, so that no chain runs in a circle.
        let chain = [("bureau", "bureau2"), ("d0", "d1"), ("d1", "d2"), ("d2", "d3"), ("city", "d3")];
        for ((from, to), on) in chain.into_iter().zip(successions) {
            if let (Some(party), Some(on)) = (catalogue.parties.iter_mut().find(|party| party.id == from), on)
            {
                party.succeeded_by = Some(Succession { party: to.to_owned(), on });
            }
        }
        catalogue.matters = matters;
        for (place, matter) in catalogue.matters.iter_mut().enumerate() {
            matter.id = format!("M{place}");
        }
        catalogue.persons = persons;
        for (place, person) in catalogue.persons.iter_mut().enumerate() {
            person.id = format!("p{place}");
        }
        catalogue.packages = vec![Package {
            id: "P".to_owned(),
            name: "开办餐馆".to_owned(),
            matters: vec!["M0".to_owned(), "M1".to_owned(), "missing".to_owned()],
        }];
        catalogue
    })
}

/// The text's profile, or one with a few readings switched and a last day in force.
pub fn profile() -> impl Strategy<Value = Profile> {
    (any::<[bool; 5]>(), weighted(0.3, 0..2000i32)).prop_map(|(switched, force)| {
        let mut profile = Profile::text();
        let readings = &mut profile.readings;
        let [effective, pending, returned, supervisor, pushed] = switched;
        readings.in_force.to = force.map(|days| readings.in_force.from.saturating_add_days(days));
        if effective {
            readings.effective_day = EffectiveDay::NextDay;
        }
        if pending {
            readings.pending_cases = PendingCases::AcceptingAuthorityFinishes;
        }
        if returned {
            readings.returned = Returned::Undetermined;
        }
        if supervisor {
            readings.unrecorded_supervisor = UnrecordedSupervisor::OriginalDepartment;
        }
        if pushed {
            readings.retained_push = liandong::RetainedPush::WhereSupervisorDiffers;
        }
        profile
    })
}

/// A catalogue and the profile it is read under; shown as the JSON a failure can be replayed from.
#[derive(Clone)]
pub struct Setting {
    /// The catalogue.
    pub catalogue: Catalogue,
    /// The profile.
    pub profile: Profile,
}

impl std::fmt::Debug for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let json = |value: serde_json::Result<String>| value.map_err(|_| std::fmt::Error);
        let catalogue = json(serde_json::to_string(&self.catalogue))?;
        write!(f, "catalogue {catalogue} profile {}", json(serde_json::to_string(&self.profile))?)
    }
}

impl Setting {
    /// It, compiled.
    pub fn rulebook(&self) -> Rulebook {
        let rulebook = Rulebook::new(self.catalogue.clone()).expect("a catalogue without structural fault");
        rulebook.with_profile(self.profile.clone()).expect("a sound profile")
    }

    /// [`recorded_days`] with their neighbours.
    pub fn days(&self, matter: &Matter) -> Vec<Day> {
        with_neighbours(&recorded_days(&self.catalogue, matter, &self.profile))
    }
}

/// A catalogue under a profile.
pub fn setting() -> impl Strategy<Value = Setting> {
    (catalogue(), profile()).prop_map(|(catalogue, profile)| Setting { catalogue, profile })
}

/// The days on which an answer about the transfer of a matter may become another one, sorted.
///
/// They are: the first day in force and the day after the last; the day a matter becomes one of the zone; the day from
/// which a record holds, and for a return the day after, since a later observation leaves the days after it open; the
/// days of observations and of hand-overs; and the first days of successors.
pub fn recorded_days(catalogue: &Catalogue, matter: &Matter, profile: &Profile) -> Vec<Day> {
    let force = profile.readings.in_force;
    let later = i32::from(profile.readings.effective_day == EffectiveDay::NextDay);
    let mut days = vec![force.from];
    days.extend(force.to.and_then(Day::next));
    days.extend(matter.governed_from);
    for record in &matter.transfers {
        let effective: Option<Day> = record.effective.as_deref().and_then(|text| text.parse().ok());
        let from = effective.and_then(|day| day.checked_add_days(later));
        days.extend(from);
        days.extend(from.filter(|_| record.kind == "return").and_then(Day::next));
    }
    days.extend(matter.observed.iter().map(|observation| observation.on));
    days.extend(matter.reassigned.iter().filter_map(|reassignment| reassignment.on));
    days.extend(catalogue.parties.iter().filter_map(|party| Some(party.succeeded_by.as_ref()?.on)));
    days.sort_unstable();
    days.dedup();
    days
}

/// Each of the days with the day before and the day after it.
pub fn with_neighbours(days: &[Day]) -> Vec<Day> {
    let mut all: Vec<Day> =
        days.iter().flat_map(|day| [day.previous(), Some(*day), day.next()]).flatten().collect();
    all.extend([Day::MIN, Day::MAX]);
    all.sort_unstable();
    all.dedup();
    all
}
