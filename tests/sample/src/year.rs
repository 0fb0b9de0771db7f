//! What enters: a seed. What leaves: a whole year of the zone, shuffled, with every fault that was planted in it.

use liandong::{Channel, Event, EventKind, FindingCode as Code, HandledVia, Severity, When};

use crate::clean::{Case, Desk, at};
use crate::faults::OF_A_YEAR;
use crate::projects::Roster;
use crate::zone::Plain;
use crate::{About, Planted, Shows};

/// How many cases a year holds.
const CASES: usize = 1_250;
/// Lines of an export that are no events, and where they stand.
const BROKEN: [(usize, &str); 3] = [
    (11, r#"{"id": "E-X1", "at": "2023-02-30T09:00", "kind": "decision"}"#),
    (1_040, "--- export resumed ---"),
    (2_500, r#"{"id": "E-X2", "kind": "result_push", "case": "C-2023-0001"}"#),
];

/// A year of the sample zone.
#[derive(Clone, Debug)]
pub struct Year {
    /// Its events, in no order.
    pub events: Vec<Event>,
    /// What an audit of it must find.
    pub planted: Vec<Planted>,
    /// How many cases it holds, each with a decision or more.
    pub cases: usize,
}

impl Year {
    /// The year as JSON lines, with three broken ones among them.
    ///
    /// # Panics
    /// Never: every event can be written.
    #[must_use]
    pub fn ndjson(&self) -> String {
        let mut lines: Vec<String> = self
            .events
            .iter()
            .map(|event| serde_json::to_string(event).expect("an event can be written"))
            .collect();
        for (place, line) in BROKEN {
            lines.insert(place, line.to_owned());
        }
        lines.join("\n") + "\n"
    }

    /// What was planted and shows under the text's own profile, or under the zone's limits.
    pub fn shown(&self, under: Shows) -> impl Iterator<Item = &Planted> {
        self.planted.iter().filter(move |planted| {
            under == Shows::Always || planted.shows == Shows::Always || planted.shows == under
        })
    }
}

/// The year 2023 of the sample zone: the same events for the same seed.
///
/// ```
/// let year = liandong_sample::year(1);
/// assert!(year.events.len() > 6_000);
/// assert_eq!(year.events, liandong_sample::year(1).events);
/// ```
#[must_use]
pub fn year(seed: u64) -> Year {
    let mut desk = Desk::new(seed);
    standing(&mut desk);
    loose(&mut desk);
    desk.outside_cases();
    desk.recurring();
    desk.recorded_projects();
    desk.logged_projects(&mut Roster::default());
    let mut faults: Vec<_> =
        OF_A_YEAR.iter().flat_map(|(fault, times)| std::iter::repeat_n(*fault, *times)).collect();
    desk.dice.shuffle(&mut faults);
    special(&mut desk);
    let clean = CASES - desk.cases - faults.len();
    // Faulty cases stand among the clean ones, so that a number tells nothing.
    let mut next: Vec<_> = faults.into_iter().map(Some).chain(std::iter::repeat_n(None, clean)).collect();
    desk.dice.shuffle(&mut next);
    for fault in next {
        match fault {
            Some(fault) => desk.faulty_case(fault),
            None => desk.clean(),
        }
    }
    let Desk { mut dice, mut events, mut planted, cases, .. } = desk;
    dice.shuffle(&mut events);
    for (place, _) in BROKEN {
        let (subject, to) = (About::Line(place), None);
        planted.push(Planted {
            code: Code::UnreadableEvent,
            severity: Severity::Review,
            subject,
            to,
            shows: Shows::Always,
        });
    }
    planted.sort();
    Year { events, planted, cases }
}

/// The gaps that the catalogue itself has in 2023.
fn standing(desk: &mut Desk) {
    for (code, party) in [(Code::PusherNotDesignated, "bureau"), (Code::LiaisonMissing, "finance")] {
        desk.plant(code, Severity::Breach, About::Party(party.to_owned()), None, Shows::Always);
    }
}

/// Events that name neither case nor matter nor a known project, all before anything that they could cure.
fn loose(desk: &mut Desk) {
    let on = at(0, 600);
    let mut push = desk.event(EventKind::ResultPush, on, "");
    (push.actor, push.to) = (Some("bureau".to_owned()), Some("econ".to_owned()));
    let mut back = desk.event(EventKind::SupervisionPush, on, "");
    (back.actor, back.to) = (Some("market".to_owned()), Some("bureau".to_owned()));
    let mut withdrawal = desk.event(EventKind::Withdrawal, on, "");
    withdrawal.refers_to = Some("E-OLD-SYSTEM".to_owned());
    let mut guidance = desk.event(EventKind::Guidance, on, "");
    (guidance.actor, guidance.project) = (Some("bureau".to_owned()), Some("J-2032-12".to_owned()));
    for event in [push, back, withdrawal, guidance] {
        let id = event.id.clone().unwrap_or_default();
        desk.plant(Code::UnmatchedEvent, Severity::Review, About::Event(id), None, Shows::Always);
        desk.events.push(event);
    }
}

/// Clean cases of matters that changed hands or platform within the year, or whose status nobody can tell.
fn special(desk: &mut Desk) {
    let online = HandledVia::Platform;
    let taken_in: [(&str, &str, &[&str]); 4] = [
        ("S-008", "econ", &["econ"]),
        ("S-023", "construction", &["construction"]),
        ("S-069", "ecology", &["ecology", "econ"]),
        ("S-090", "social", &["market", "social"]),
    ];
    let boundary = desk.zone.place(3, 15);
    for (matter, department, supervisors) in taken_in {
        let supervisors: Vec<String> = supervisors.iter().map(|id| (*id).to_owned()).collect();
        let before = desk.own_case(matter, department, boundary - 1, online);
        desk.file(before);
        // Accepted by the department, decided by the Bureau on its first day.
        let mut on = desk.handled(matter, [department, "bureau"], boundary, online);
        desk.delivered(&mut on, &supervisors, boundary, boundary);
        desk.file(on);
        let after = desk.zone.place(6, 1);
        let plain = Plain { id: matter.to_owned(), original: department.to_owned(), supervisors };
        let after = desk.bureau_case(&plain, after);
        desk.file(after);
    }
    let returned: [(&str, usize, &[&str], &str); 2] = [
        ("S-059", desk.zone.place(7, 1), &["econ", "market"], "market"),
        ("S-075", desk.zone.place(10, 16), &["social"], "social"),
    ];
    for (matter, boundary, supervisors, department) in returned {
        let supervisors: Vec<String> = supervisors.iter().map(|id| (*id).to_owned()).collect();
        let mut before = desk.handled(matter, ["bureau"; 2], boundary - 1, online);
        desk.delivered(&mut before, &supervisors, boundary - 1, boundary - 1);
        desk.file(before);
        let on = desk.handled(matter, ["bureau", department], boundary, online);
        desk.file(on);
    }
    for (matter, department, boundary) in
        [("S-067", "ecology", desk.zone.place(4, 1)), ("S-097", "finance", desk.zone.place(7, 1))]
    {
        let before = desk.own_case(matter, department, boundary - 1, HandledVia::Offline);
        desk.file(before);
        // Accepted on paper when it had to be, decided on the platform as soon as that could be.
        let mut on = desk.own_case(matter, department, boundary, online);
        on.event(0).handled_via = Some(HandledVia::Offline);
        on.event(1).handled_via = None;
        desk.file(on);
    }
    for (matter, department) in [
        ("S-014", "econ"),
        ("S-032", "construction"),
        ("S-044", "planning"),
        ("S-066", "ecology"),
        ("S-089", "social"),
        ("S-101", "econ"),
    ] {
        let decided = desk.zone.place(8, 1);
        let case = desk.own_case(matter, department, decided, HandledVia::Offline);
        desk.file(case);
    }
    let municipal = desk.zone.place(5, 10);
    let case = desk.own_case("S-098", "muni-emergency", municipal, HandledVia::Offline);
    desk.file(case);
    let case = desk.own_case("S-099", "muni-transport", municipal, HandledVia::Offline);
    desk.file(case);
    amended(desk);
}

/// Mistakes of the log that were put right in it.
fn amended(desk: &mut Desk) {
    for wrong in ["push", "notice", "decision"] {
        let matter = &desk.zone.faulty[0];
        let decided = desk.zone.place(5, 22);
        let mut case: Case = desk.bureau_case(matter, decided);
        let own = case.deliveries[0].clone();
        let amends = |desk: &mut Desk, case: &mut Case, kind, place: usize| {
            let id = case.id_of(place);
            let mut event = desk.event(kind, at(decided + 3, 600), &case.id);
            event.refers_to = Some(id);
            event
        };
        match wrong {
            "push" => {
                let mut extra = case.event(own.push).clone();
                extra.id = desk.event(EventKind::ResultPush, extra.at, "").id;
                extra.to = Some("finance".to_owned());
                let place = case.add(extra);
                let event = amends(desk, &mut case, EventKind::Withdrawal, place);
                case.add(event);
            }
            "notice" => {
                let mut event = amends(desk, &mut case, EventKind::Correction, own.notice);
                event.person = case.event(own.notice).person.replace("manager-01".to_owned());
                event.channel = case.event(own.notice).channel.replace(Channel::Other);
                case.add(event);
            }
            _ => {
                let place = case.decision;
                let mut event = amends(desk, &mut case, EventKind::Correction, place);
                event.actor = case.event(place).actor.replace(matter.original.clone());
                case.add(event);
            }
        }
        desk.file(case);
    }
    // A date without a time is held against nobody.
    let matter = &desk.zone.faulty[1];
    let decided = desk.zone.place(5, 23);
    let mut case = desk.handled(&matter.id, ["bureau"; 2], decided, HandledVia::Platform);
    desk.delivered(&mut case, &matter.supervisors, decided, decided);
    let day = When::Day(desk.zone.days[decided]);
    let decision = case.decision;
    case.event(decision).at = day;
    for own in case.deliveries.clone() {
        case.event(own.push).at = at(decided, 510);
        case.event(own.notice).at = day;
    }
    desk.file(case);
}
