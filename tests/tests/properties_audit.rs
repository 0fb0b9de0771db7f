//! In: generated catalogues and event logs. Out: what holds of every audit, however its events came.

#[path = "support/catalogues.rs"]
mod catalogues;
#[path = "support/logs.rs"]
mod logs;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use catalogues::setting;
use liandong::{
    Catalogue, Channel, Event, EventKind, EventLog, PartyKind, Rulebook, Scope, TriggerRef, When,
};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

/// So many cases, unless `PROPTEST_CASES` asks for another number.
fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence: None, ..ProptestConfig::default() }
}

const LAST: &str = "2021-06-30";

fn audit(rulebook: &Rulebook, events: &[Event], as_of: &str) -> String {
    rulebook.ask(&json!({"ask": "audit", "events": events, "as_of": as_of, "lang": "zh"}).to_string())
}

/// Its answer without the findings of repeated events.
fn without_duplicates(answer: &str) -> Result<Value, serde_json::Error> {
    let mut answer: Value = serde_json::from_str(answer)?;
    if let Some(findings) = answer["value"]["findings"].as_array_mut() {
        findings.retain(|finding| finding["code"] != "duplicate-event" || finding["severity"] != "info");
    }
    Ok(answer)
}

/// The audit of a log, and of the log with one of its events copied to another place.
fn once_and_twice(
    rulebook: &Rulebook,
    events: &[Event],
    which: Index,
    to: Index,
) -> Result<(Value, Value), serde_json::Error> {
    let mut twice = events.to_vec();
    let copy = which.get(events).clone();
    twice.insert(to.index(events.len() + 1), copy);
    let once = without_duplicates(&audit(rulebook, events, LAST))?;
    Ok((once, without_duplicates(&audit(rulebook, &twice, LAST))?))
}

/// A log that names every event, as text for a failure to be replayed from.
#[derive(Clone)]
struct Log(Vec<Event>);

impl std::fmt::Debug for Log {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&serde_json::to_string(&self.0).map_err(|_| std::fmt::Error)?)
    }
}

fn log(amendments: bool) -> impl Strategy<Value = Log> {
    logs::log(amendments).prop_map(Log)
}

/// A log and the same events in another order.
fn shuffled() -> impl Strategy<Value = (Log, Log)> {
    logs::log(true)
        .prop_flat_map(|events| (Just(Log(events.clone())), Just(events).prop_shuffle().prop_map(Log)))
}

/// The first duty that is open on a day after one on which it was discharged, and how many were discharged.
fn reopened(rulebook: &Rulebook, events: &[Event]) -> (Option<String>, usize) {
    let log: EventLog = events.iter().collect();
    let mut discharged: BTreeMap<String, String> = BTreeMap::new();
    for as_of in (0..60).step_by(3).filter_map(|days| liandong::ISSUED.checked_add_days(days)) {
        let audit = rulebook.audit(&log, Scope::default(), When::Day(as_of));
        for duty in audit.duties() {
            // A standing duty is judged up to the day of the audit; the others begin with an event.
            let TriggerRef::Event(trigger) = duty.trigger else { continue };
            let to = duty.to.map(|to| to.map(|who| who.id()));
            let obligor = duty.obligor.map(|who| who.id());
            let key = format!("{:?} {obligor:?} {to:?} {trigger} {:?}", duty.norm, duty.subject);
            let by = duty.fulfilled_by.or(discharged.get(&key).map(String::as_str)).map(str::to_owned);
            if let Some(by) = by {
                if duty.status.is_open() {
                    return (Some(format!("{key} is open on {as_of} though {by} discharged it")), 0);
                }
                discharged.insert(key, by);
            }
        }
    }
    (None, discharged.len())
}

/// How many duties the logs of the test below discharged; printed, so that the test is seen to test something.
static DISCHARGED: AtomicUsize = AtomicUsize::new(0);

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn an_audit_does_not_depend_on_the_order_of_its_events(
        (setting, (log, other)) in (setting(), shuffled()),
    ) {
        let rulebook = setting.rulebook();
        for as_of in [LAST, "2021-04-10", "2021-04-10T12:00"] {
            prop_assert_eq!(audit(&rulebook, &log.0, as_of), audit(&rulebook, &other.0, as_of));
        }
    }

    #[test]
    fn events_that_share_an_id_or_lack_one_are_judged_alike_in_any_order(
        (setting, (log, other), shared) in (setting(), shuffled(), any::<Index>()),
    ) {
        let rulebook = setting.rulebook();
        let one = format!("E{}", shared.index(log.0.len()));
        let renamed = |log: &Log| -> Vec<Event> {
            let mut events = log.0.clone();
            for event in &mut events {
                let place = event.id.as_deref().and_then(|id| id.strip_prefix('E')?.parse::<usize>().ok());
                match place.map(|place| place % 4) {
                    Some(0) => event.id = Some(one.clone()),
                    Some(1) => event.id = None,
                    _ => {}
                }
            }
            events
        };
        prop_assert_eq!(audit(&rulebook, &renamed(&log), LAST), audit(&rulebook, &renamed(&other), LAST));
    }

    #[test]
    fn an_event_repeated_within_its_case_adds_nothing_but_the_finding_that_it_is_repeated(
        (setting, mut log, which, to) in (setting(), log(false), any::<Index>(), any::<Index>()),
    ) {
        for event in &mut log.0 {
            let known = EventKind::of(&event.kind).is_some() && event.case.is_some();
            if !known {
                event.case = Some("C2".to_owned());
            }
        }
        let (once, twice) = once_and_twice(&setting.rulebook(), &log.0, which, to)?;
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn an_event_repeated_outside_any_subject_adds_nothing_but_the_finding_that_it_is_repeated(
        (setting, log, which, to) in (setting(), log(true), any::<Index>(), any::<Index>()),
    ) {
        let (once, twice) = once_and_twice(&setting.rulebook(), &log.0, which, to)?;
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn after_its_discharge_a_duty_is_no_longer_open((setting, log) in (setting(), log(false))) {
        prop_assert_eq!(reopened(&setting.rulebook(), &log.0).0, None);
    }

    #[test]
    fn after_its_discharge_a_duty_of_a_transferred_matter_is_no_longer_open(log in log(false)) {
        let matters = |matter: &mut liandong::Matter| {
            matter.taken_in("2021-03-01", "committee", "示例管发〔2021〕1号");
            matter.supervised_by("d0");
            matter.supervised_by("d1");
        };
        let catalogue = Catalogue::new("zone", "示例区", "bureau", "committee")
            .party("bureau", "行政审批局", PartyKind::Bureau)
            .party("committee", "管委会", PartyKind::Committee)
            .party("d0", "市场监督管理部", PartyKind::Department)
            .party("d1", "住房和城乡建设部", PartyKind::Department)
            .matter("M0", "食品经营许可", "d0", matters)
            .matter("M1", "施工许可", "d1", matters);
        let mut events = log.0;
        for (place, event) in events.iter_mut().enumerate() {
            // The right hands and channels, so that many a duty is discharged.
            let back = event.kind == "supervision_push";
            event.actor = Some(if back { "d0" } else { "bureau" }.to_owned());
            event.to = Some(if back { "bureau" } else { ["d0", "d1"][place % 2] }.to_owned());
            event.channel = Some(if event.kind == "liaison_notice" { Channel::Message } else { Channel::Platform });
            // An event that finds its case only through a later one changes what is known of the case.
            event.case.get_or_insert_with(|| "C0".to_owned());
            event.matter = event.case.as_deref().map(|case| case.replace('C', "M"));
        }
        let (again, discharged) = reopened(&Rulebook::new(catalogue)?, &events);
        prop_assert_eq!(again, None);
        let all = DISCHARGED.fetch_add(discharged, Ordering::Relaxed) + discharged;
        println!("{all} duties discharged so far");
    }

    #[test]
    fn an_event_after_the_day_of_the_audit_changes_nothing_that_is_judged(
        (setting, log) in (setting(), log(true)),
    ) {
        let rulebook = setting.rulebook();
        let as_of: When = "2021-04-10".parse()?;
        let known: Vec<Event> =
            log.0.iter().filter(|event| event.at.earliest() <= as_of.latest()).cloned().collect();
        let mut all: Value = serde_json::from_str(&audit(&rulebook, &log.0, "2021-04-10"))?;
        let later = log.0.len() - known.len();
        if let Some(findings) = all["value"]["findings"].as_array_mut() {
            let before = findings.len();
            findings.retain(|finding| finding["code"] != "future-event");
            prop_assert_eq!(before - findings.len(), later);
        }
        let known: Value = serde_json::from_str(&audit(&rulebook, &known, "2021-04-10"))?;
        prop_assert_eq!(all, known);
    }
}
