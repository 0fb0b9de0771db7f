//! In: days at the ends of the calendar, limits of any size and logs of many events. Out: answers, in time.

#[path = "support/full.rs"]
mod full;

use std::time::{Duration, Instant};

use full::full_catalogue;
use liandong::{ActKind, Event, EventKind, EventLog, Outcome, Profile, Rulebook, Scope, When};
use serde_json::{Value, json};

fn rulebook() -> Rulebook {
    Rulebook::from_json(&full_catalogue().to_string()).expect("a sound catalogue")
}

fn when(text: &str) -> When {
    text.parse().expect("a day or moment")
}

const EDGES: [&str; 4] = ["0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31"];

/// A profile with every limit set to so many of a unit, in force from the first day to the last.
fn limited(value: u32, unit: &str, stale: Value) -> Profile {
    let limit = json!({"value": value, "unit": unit});
    let names = [
        "result_push",
        "liaison_notice",
        "supervision_push",
        "upload",
        "acknowledgement",
        "synchronous",
        "simultaneous",
    ];
    let limits: serde_json::Map<_, _> =
        names.iter().map(|name| ((*name).to_owned(), limit.clone())).collect();
    let readings = json!({
        "in_force": {"from": "0001-01-01", "to": "9999-12-31"}, "effective_day": "next_day", "stale_after": stale,
        "retained_push": "where_supervisor_differs", "unrecorded_supervisor": "original_department",
    });
    Profile::from_json(&json!({"name": "x", "readings": readings, "limits": limits}).to_string())
        .expect("a sound profile")
}

/// A case that runs through every act, at each of the days.
fn acts(days: &[&str]) -> Vec<Value> {
    let mut events = Vec::new();
    for (place, day) in days.iter().enumerate() {
        for (index, kind) in EventKind::ALL.iter().enumerate() {
            for at in [(*day).to_owned(), format!("{day}T00:00"), format!("{day}T23:59:59")] {
                events.push(json!({"id": format!("E{place}-{index}-{at}"), "at": at, "kind": kind.code(),
                    "case": format!("C{place}"), "matter": "M-01", "actor": "bureau", "to": "market",
                    "channel": "platform", "result": "granted", "handled_via": "offline", "officer": "p1",
                    "recorded": "9999-12-31"}));
            }
        }
    }
    events
}

#[test]
fn the_first_and_last_days_are_answered_in_every_question() {
    let text = rulebook();
    let widest =
        text.with_profile(limited(u32::MAX, "calendar_days", json!("never"))).expect("a sound profile");
    let mut document = full_catalogue();
    let each = |made: &dyn Fn(usize, &str) -> Value| -> Value {
        EDGES.iter().enumerate().map(|(place, edge)| made(place, edge)).collect()
    };
    document["matters"][0]["transfers"] = each(&|place, edge| {
        let kind = if place.is_multiple_of(2) { "transfer" } else { "return" };
        json!({"kind": kind, "effective": edge, "decided_by": "committee"})
    });
    document["matters"][0]["observed"] = each(&|_, edge| json!({"on": edge, "handled_by": "bureau"}));
    document["matters"][0]["supervising"] =
        each(&|_, edge| json!({"party": "market", "from": edge, "to": edge}));
    document["persons"][0]["roles"] =
        each(&|_, edge| json!({"role": "liaison", "party": "market", "from": edge, "to": edge}));
    document["parties"][3]["succeeded_by"]["on"] = json!("9999-12-31");
    let edged = Rulebook::from_json(&document.to_string()).expect("a sound catalogue");
    let edged = edged
        .with_profile(limited(u32::MAX, "working_days", json!({"days": 65535})))
        .expect("a sound profile");
    for rulebook in [&text, &widest, &edged] {
        for on in EDGES {
            let mut questions = vec![
                json!({"ask": "approver", "matter": "M-01", "on": on}),
                json!({"ask": "approver", "matter": "M-01", "on": on, "accepted_on": "0001-01-01"}),
                json!({"ask": "approver", "matter": "M-01", "on": "0001-01-01", "accepted_on": on}),
                json!({"ask": "status", "matter": "M-01", "on": on}),
                json!({"ask": "timeline", "matter": "M-01"}),
                json!({"ask": "responsibilities", "matter": "M-01", "on": on}),
                json!({"ask": "responsibilities", "party": "market", "on": on}),
                json!({"ask": "responsibilities", "person": "p1", "on": on}),
                json!({"ask": "package", "package": "P1", "on": on}),
                json!({"ask": "lint", "lang": "zh"}),
                json!({"ask": "duties", "trigger": {"transfer": {"matter": "M-01", "on": on}}}),
            ];
            questions.extend(ActKind::ALL.iter().map(|act| {
                json!({"ask": "permits", "act": act.code(), "actor": "bureau", "officer": "p1", "matter": "M-01", "on": on})
            }));
            questions.extend(
                acts(&[on]).into_iter().map(|event| json!({"ask": "duties", "trigger": {"event": event}})),
            );
            for as_of in [on.to_owned(), format!("{on}T00:00"), format!("{on}T23:59:59")] {
                questions.push(json!({"ask": "audit", "events": acts(&EDGES), "as_of": as_of}));
                let scope = json!({"from": on, "to": on});
                questions
                    .push(json!({"ask": "audit", "events": acts(&EDGES), "as_of": as_of, "scope": scope}));
                let scope = json!({"from": "9999-12-31", "to": "0001-01-01"});
                questions
                    .push(json!({"ask": "audit", "events": acts(&EDGES), "as_of": as_of, "scope": scope}));
            }
            for question in questions {
                let answer = rulebook.ask(&question.to_string());
                assert!(!answer.starts_with("{\"error\""), "{question} gave {answer}");
            }
        }
    }
}

#[test]
fn limits_of_any_size_in_any_unit_are_counted_without_overflow() {
    // The norms that a limit bears on; a week or year more is owed for each until the last there is.
    let norms = ["2.1a", "2.2a", "2.4b", "2.4f", "2.6b", "2.6c", "2.6d"];
    for unit in ["minutes", "hours", "calendar_days", "working_days"] {
        for value in [0, 1, 2_500, 1 << 22, u32::MAX - 1, u32::MAX] {
            for stale in [json!({"days": 0}), json!({"days": 65535}), json!("never")] {
                let rulebook = rulebook().with_profile(limited(value, unit, stale)).expect("a sound profile");
                let days = ["0001-01-01", "2022-05-01", "2026-12-31", "9999-12-31"];
                for as_of in ["0001-01-01", "2022-05-03", "2027-01-02", "9999-12-31"] {
                    let question = json!({"ask": "audit", "events": acts(&days), "as_of": as_of, "scope": {"norms": norms}});
                    let answer = rulebook.ask(&question.to_string());
                    assert!(
                        answer.starts_with("{\"digests\"") || answer.contains("\"value\""),
                        "{answer:.200}"
                    );
                }
            }
        }
    }
}

const MANY: usize = 20_000;

fn event(kind: EventKind, place: usize) -> Event {
    // One a minute, so that no two are the same.
    let minutes = i64::try_from(place).expect("a place in a log");
    let at = when("2022-01-01").earliest().checked_add_seconds(minutes * 60).expect("a moment of 2022");
    let mut event = Event::new(kind, When::Moment(at));
    event.id = Some(format!("E{place}"));
    event.case = Some("C".to_owned());
    event.matter = Some("M-01".to_owned());
    event.actor = Some("bureau".to_owned());
    event.to = Some("market".to_owned());
    event.channel = Some(liandong::Channel::Platform);
    event.result = Some(Outcome::Granted);
    event
}

/// Audits the log and holds the time against `most`; an unoptimised build may take ten times as long.
fn audited_within(what: &str, events: &[Event], most: Duration) {
    judged_within(&rulebook(), what, events, most);
}

fn judged_within(rulebook: &Rulebook, what: &str, events: &[Event], most: Duration) {
    let log: EventLog = events.iter().collect();
    let started = Instant::now();
    let audit = rulebook.audit(&log, Scope::default(), when("2022-12-31"));
    let counts = (audit.duty_count(), audit.finding_count());
    let read = audit.findings().count() + audit.duties().count();
    let took = started.elapsed();
    println!("{what}: {} events, {counts:?} duties and findings in {took:?}", events.len());
    assert_eq!(read, counts.0 + counts.1);
    let most = if cfg!(debug_assertions) { most * 10 } else { most };
    assert!(took <= most, "{what}: {took:?}");
}

fn many(count: usize, kind: impl Fn(usize) -> EventKind, change: impl Fn(usize, &mut Event)) -> Vec<Event> {
    let made = (0..count).map(|place| {
        let mut event = event(kind(place), place);
        change(place, &mut event);
        event
    });
    made.collect()
}

#[test]
fn one_case_of_20_000_events_is_judged_in_two_seconds() {
    let two = Duration::from_secs(2);
    let kinds = EventKind::ALL;
    let mixed = |place: usize| kinds.get(place % kinds.len()).copied().unwrap_or(EventKind::Decision);
    audited_within("every kind", &many(MANY, mixed, |_, _| {}), two);
    for kind in [
        EventKind::Decision,
        EventKind::ResultPush,
        EventKind::LiaisonNotice,
        EventKind::SupervisionResult,
        EventKind::SupervisionPush,
        EventKind::DataUpload,
        EventKind::PushAcknowledged,
    ] {
        let half = |place: usize| if place.is_multiple_of(2) { EventKind::Decision } else { kind };
        audited_within(kind.code(), &many(MANY, half, |_, _| {}), two);
        audited_within(
            &format!("{} of each other", kind.code()),
            &many(MANY, half, |place, event| {
                event.refers_to = Some(format!("E{}", place / 2));
            }),
            two,
        );
        let results =
            |place: usize| if place.is_multiple_of(2) { EventKind::SupervisionResult } else { kind };
        audited_within(
            &format!("{} and supervision", kind.code()),
            &many(MANY, results, |_, event| {
                event.actor = Some("market".to_owned());
                event.to = Some("bureau".to_owned());
            }),
            two,
        );
    }
    audited_within("one id", &many(MANY, mixed, |_, event| event.id = Some("E".to_owned())), two);
    audited_within("no matter", &many(MANY, mixed, |_, event| event.matter = None), two);
}

#[test]
fn one_project_or_week_with_twenty_thousand_acts_is_judged_in_time() {
    let two = Duration::from_secs(2);
    let of_project = |place: usize| match place % 5 {
        0 => EventKind::KeyProjectDetermined,
        1 => EventKind::KeyProjectNotice,
        2 => EventKind::MattersDetermined,
        3 => EventKind::Guidance,
        _ => EventKind::ManagerNotified,
    };
    let agents = |place: usize| {
        if place.is_multiple_of(2) { EventKind::AgentDesignated } else { EventKind::AgentWithdrawn }
    };
    let support = |place: usize| match place % 3 {
        0 => EventKind::SupportRequested,
        1 => EventKind::SupportGiven,
        _ => EventKind::SupportRefused,
    };
    let plans =
        |place: usize| if place.is_multiple_of(2) { EventKind::Planning } else { EventKind::AnnualFeedback };
    let project = |_: usize, event: &mut Event| {
        event.case = None;
        event.matter = None;
        event.to = None;
        event.project = Some("J-2023-01".to_owned());
    };
    audited_within("one project", &many(MANY, of_project, project), two);
    audited_within(
        "agents of one project",
        &many(MANY, agents, |place, event| {
            project(place, event);
            event.person = Some(format!("agent-{:02}", place % 40));
        }),
        two,
    );
    audited_within("support in one case", &many(MANY, support, |_, _| {}), two);
    audited_within(
        "plans of one department",
        &many(MANY, plans, |place, event| {
            event.actor = Some("market".to_owned());
            event.to = None;
            event.period = Some(format!("{:04}", 1 + place / 2 % 9_000));
        }),
        two,
    );
    audited_within(
        "one week",
        &many(MANY, |_| EventKind::WeeklyReconciliation, |_, event| event.with = Some("econ".to_owned())),
        two,
    );
}

#[test]
fn strays_corrections_and_unknown_names_by_the_hundred_thousand_are_judged() {
    let ten = Duration::from_secs(10);
    let count = 200_000;
    let push = |_: usize| EventKind::ResultPush;
    audited_within(
        "strays",
        &many(count, push, |_, event| {
            event.case = None;
            event.matter = None;
        }),
        ten,
    );
    audited_within(
        "strays of their own cases",
        &many(count, push, |place, event| {
            event.case = Some(format!("C{place}"));
        }),
        ten,
    );
    let half =
        |kind: EventKind| move |place: usize| if place < count / 2 { EventKind::Decision } else { kind };
    for kind in [EventKind::Correction, EventKind::Withdrawal] {
        audited_within(
            kind.code(),
            &many(count, half(kind), |place, event| {
                event.case = Some(format!("C{}", place % 1000));
                event.refers_to = (place >= count / 2).then(|| format!("E{}", count - 1 - place));
            }),
            ten,
        );
    }
}

#[test]
fn a_log_of_another_zone_is_judged_in_time() {
    let mut document = full_catalogue();
    let matters =
        (0..2_000).map(|place| json!({"id": format!("511Z{place:08}"), "name": "事项", "original": "econ"}));
    document["matters"] = matters.collect();
    document["packages"] = json!([]);
    let rulebook = Rulebook::from_json(&document.to_string()).expect("a sound catalogue");
    let events = many(
        500,
        |_| EventKind::Decision,
        |place, event| {
            event.matter = Some(format!("622Y{place:08}"));
        },
    );
    judged_within(&rulebook, "unknown matters", &events, Duration::from_secs(2));
}
