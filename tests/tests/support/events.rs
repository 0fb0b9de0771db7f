//! In: proptest's choices. Out: logs of every kind of event about the generated zones, few and dense, so that events meet.

#![allow(dead_code, reason = "each test crate that includes this file uses a part of it")]

use liandong::{Channel, Day, Event, EventKind, HandledVia, Moment, Outcome, When};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::catalogues::PARTIES;
use super::logs;

/// A log that is shown as text for a failure to be replayed from.
#[derive(Clone)]
pub struct Log(pub Vec<Event>);

impl std::fmt::Debug for Log {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&serde_json::to_string(&self.0).map_err(|_| std::fmt::Error)?)
    }
}

/// Mostly days and moments of the first weeks in force, seldom of other years.
pub fn when() -> impl Strategy<Value = When> {
    let issued = liandong::ISSUED.number();
    let far = (issued - 500..issued + 700, 0..24u32).prop_map(|(number, hour)| {
        let day = Day::from_number(number).expect("a day of these years");
        if hour == 0 { When::Day(day) } else { When::Moment(Moment::new(day, hour, 0, 0).expect("an hour")) }
    });
    prop_oneof![9 => logs::when(), 1 => far]
}

/// Kinds of one clause each, so that two events often belong together.
fn kind() -> impl Strategy<Value = &'static str> {
    use EventKind as K;
    let code = |kinds: Vec<K>| select(kinds).prop_map(K::code);
    prop_oneof![
        6 => code(vec![K::Decision, K::Decision, K::ResultPush, K::LiaisonNotice, K::PushAcknowledged]),
        3 => code(vec![K::SupervisionResult, K::SupervisionPush, K::DataUpload]),
        2 => code(vec![K::ApplicationAccepted, K::NotAccepted, K::ApplicationWithdrawn, K::Examined]),
        4 => code(vec![K::KeyProjectDetermined, K::KeyProjectNotice, K::MattersDetermined, K::ManagerNotified, K::Guidance]),
        3 => code(vec![K::ProceduresStarted, K::ProceduresEnded, K::AgentDesignated, K::AgentWithdrawn, K::Visit]),
        2 => code(vec![K::Planning, K::AnnualFeedback]),
        2 => code(vec![K::AnnualSummary, K::AnnualOpinion, K::WeeklyReconciliation]),
        3 => code(vec![K::SupportRequested, K::SupportGiven, K::SupportRefused]),
        1 => code(vec![K::ResponsibilityDisclaimed, K::Complaint]),
        3 => code(vec![K::Correction, K::Correction, K::Withdrawal]),
        1 => Just("horoscope"),
    ]
}

fn text<T: Copy + std::fmt::Debug + ToString + 'static>(
    often: f64,
    of: Vec<T>,
) -> impl Strategy<Value = Option<String>> {
    weighted(often, select(of)).prop_map(|text| text.map(|text| text.to_string()))
}

/// One event; what it names is sometimes unknown, sometimes missing, seldom beside the point.
fn event() -> impl Strategy<Value = Event> {
    let party = || {
        let mut parties = PARTIES.to_vec();
        parties.extend(["bureau", "bureau", "bureau", "bureau", "bureau", "d0", "d0", "d1", "d1", "d9"]);
        parties
    };
    let persons = vec!["p0", "p1", "p2", "p9"];
    let projects = vec!["X0", "X0", "X1", "X2", "X9"];
    let named = (
        text(0.7, vec!["C0", "C0", "C1"]),
        text(0.7, vec!["M0", "M0", "M0", "M0", "M1", "M9"]),
        text(0.8, party()),
        text(0.7, party()),
        text(0.3, persons.clone()),
        text(0.4, persons),
        text(0.6, projects.clone()),
        text(0.3, party()),
        text(0.2, party()),
    );
    let periods = vec!["2021", "2020", "2022", "2021-W14", "2021-W53", "20x1", "2021-02-29"];
    let rest = (
        weighted(0.5, select(vec![Channel::Platform, Channel::Platform, Channel::Message, Channel::Other])),
        weighted(0.4, select(vec![HandledVia::Platform, HandledVia::Offline])),
        weighted(0.8, select(vec![Outcome::Granted, Outcome::Refused, Outcome::Changed, Outcome::Revoked])),
        text(0.2, periods),
        text(0.2, vec!["推诿扯皮", "buck_passing", "态度"]),
        prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(select(projects), 1..4)],
        weighted(0.1, 0..60i32),
    );
    (kind(), when(), named, rest).prop_map(|(kind, at, named, rest)| {
        let mut event = Event::new(EventKind::Decision, at);
        event.kind = kind.to_owned();
        let (case, matter, actor, to, officer, person, project, with, about) = named;
        event.case = case;
        event.matter = matter;
        event.actor = actor;
        event.to = to;
        event.officer = officer;
        event.person = person;
        event.project = project;
        event.with = with;
        event.about = about;
        let (channel, via, result, period, ground, covers, recorded) = rest;
        event.channel = channel;
        event.handled_via = via;
        event.result = result;
        event.period = period;
        event.ground = ground;
        event.covers = covers.into_iter().map(str::to_owned).collect();
        event.recorded = recorded.map(|days| at.day().saturating_add_days(days));
        event
    })
}

/// Events with ids of their own, `E0` to the last, which may refer to each other and amend each other.
pub fn log() -> impl Strategy<Value = Log> {
    prop::collection::vec((event(), weighted(0.4, any::<Index>()), 0..20u8), 1..14).prop_map(|drawn| {
        let count = drawn.len();
        let events = drawn.into_iter().enumerate().map(|(place, (mut event, refers, seldom))| {
            event.id = Some(format!("E{place}"));
            let amends = ["correction", "withdrawal"].contains(&event.kind.as_str());
            event.refers_to = refers.map(|refers| format!("E{}", refers.index(count)));
            if seldom == 0 {
                event.refers_to = Some("E99".to_owned());
            } else if amends && event.refers_to.is_none() {
                event.refers_to = Some(format!("E{}", place / 2));
            }
            // A correction gives few fields, else it would replace the event.
            if amends && seldom > 4 {
                let keep = seldom % 5;
                event.case = event.case.filter(|_| keep == 0);
                event.project = event.project.filter(|_| keep == 1);
                event.actor = event.actor.filter(|_| keep == 2);
                event.matter = event.matter.filter(|_| keep == 0 || keep == 3);
                event.to = event.to.filter(|_| keep == 2 || keep == 4);
            }
            event
        });
        Log(events.collect())
    })
}

/// Events of which some share an id, some say the same under another id, some have none, and some come twice.
pub fn messy() -> impl Strategy<Value = Log> {
    (log(), prop::collection::vec((0..12u8, any::<Index>()), 14)).prop_map(|(Log(mut events), changes)| {
        for place in 0..events.len() {
            let (change, other) = &changes[place];
            let other = events[other.index(events.len())].clone();
            let event = &mut events[place];
            match change {
                0 => event.id = other.id,
                1 => *event = Event { id: event.id.take(), ..other },
                2 => event.id = None,
                3 => *event = other,
                _ => {}
            }
        }
        Log(events)
    })
}

/// The same without amendments and without references, each event with a case or a subject of its own.
pub fn plain() -> impl Strategy<Value = Log> {
    log().prop_map(|Log(mut events)| {
        for event in &mut events {
            event.refers_to = None;
            if ["correction", "withdrawal"].contains(&event.kind.as_str()) {
                event.kind = "decision".to_owned();
            }
        }
        Log(events)
    })
}

/// The same events in another order.
pub fn shuffled(log: impl Strategy<Value = Log>) -> impl Strategy<Value = (Log, Log)> {
    log.prop_flat_map(|Log(events)| (Just(Log(events.clone())), Just(events).prop_shuffle().prop_map(Log)))
}
