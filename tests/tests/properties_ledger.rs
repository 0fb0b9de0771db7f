//! In: generated zones and logs of every kind of event. Out: that a ledger says what an audit says, however its events
//! came, and that the effects of single events add up to it.

#[path = "support/catalogues.rs"]
mod catalogues;
#[path = "support/events.rs"]
mod events;
#[path = "support/logs.rs"]
mod logs;
#[path = "support/zones.rs"]
mod zones;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use events::{log, messy, plain, shuffled};
use liandong::{
    Audit, Duty, DutyStatus, Effect, Event, EventLog, Finding, Ledger, Rulebook, Scope, Subject, TriggerRef,
    When,
};
use liandong_tests::vectors::audited;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;
use zones::setting;

/// So many cases, unless `PROPTEST_CASES` asks for another number.
fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence: None, ..ProptestConfig::default() }
}

const MOMENTS: [&str; 4] = ["2021-04-10T12:00", "2021-04-10", "2021-06-30", "2023-12-31"];

fn moments() -> impl Iterator<Item = When> {
    MOMENTS.iter().map(|moment| moment.parse().expect("a moment"))
}

fn audit<'r, 'l>(rulebook: &'r Rulebook, log: &'l EventLog, as_of: When) -> Audit<'r, 'l> {
    rulebook.audit(log, Scope::default(), as_of)
}

/// A ledger of events that came in batches, kept and restored after each.
fn in_batches(rulebook: &Rulebook, events: &[Event], ends: &[Index]) -> Ledger {
    let mut ends: Vec<usize> = ends.iter().map(|end| end.index(events.len() + 1)).collect();
    ends.sort_unstable();
    let mut ledger = rulebook.ledger();
    for (place, event) in events.iter().enumerate() {
        for _ in ends.iter().filter(|end| **end == place) {
            ledger = rulebook.restore_ledger(&ledger.state()).expect("what it kept itself");
        }
        ledger.record(event).expect("room for a few events");
    }
    ledger
}

/// What is audited without the findings of repeated events.
fn without_copies(audit: &Audit<'_, '_>) -> Value {
    let mut value = audited(audit);
    if let Some(findings) = value["findings"].as_array_mut() {
        findings.retain(|finding| finding["code"] != "duplicate-event");
    }
    value
}

/// How each case or project stands, counted from what is audited.
fn counted(value: &Value, sort: &str) -> BTreeMap<String, [usize; 4]> {
    let mut counts: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    let mut count = |entry: &Value, word: &str| {
        let Some(id) = entry["subject"][sort].as_str() else { return };
        let own = counts.entry(id.to_owned()).or_default();
        match entry[word].as_str() {
            Some("fulfilled" | "late") => own[0] += 1,
            Some("pending" | "outstanding" | "missed") => own[1] += 1,
            Some("breach") => own[2] += 1,
            Some("review") => own[3] += 1,
            _ => {}
        }
    };
    for duty in value["duties"].as_array().into_iter().flatten() {
        count(duty, "status");
    }
    for finding in value["findings"].as_array().into_iter().flatten() {
        count(finding, "severity");
    }
    counts.retain(|_, counts| *counts != [0; 4]);
    counts
}

/// Whether it says that an act is lacking.
fn is_lack(finding: &Finding<'_>) -> bool {
    let code = finding.code.code();
    code.ends_with("-missing") || ["matters-not-determined", "manager-not-notified"].contains(&code)
}

/// Whether it is only time that brings a finding: the lack of an act, or an interval that grows.
fn is_brought_by_time(finding: &Finding<'_>) -> bool {
    finding.interval.is_some() || is_lack(finding)
}

/// Whether something is owed or found over all projects, and not of the subject of one event.
fn is_over_all(subject: Subject<'_>) -> bool {
    matches!(subject, Subject::Week(_) | Subject::Year(_) | Subject::Person(_))
}

fn duty_key(duty: &Duty<'_>) -> String {
    let to = duty.to.and_then(|to| Some(to.ok()?.party()?.id.as_str()));
    let obligor = duty.obligor.map(|who| who.id());
    format!("{:?} {obligor:?} {to:?} {:?} {:?}", duty.norm, duty.subject, duty.trigger)
}

fn finding_key(finding: &Finding<'_>) -> String {
    let to = finding.to.map(|who| who.id());
    let Finding { code, severity, subject, interval, events, named, .. } = finding;
    format!("{code:?} {severity:?} {to:?} {subject:?} {interval:?} {events:?} {named:?}")
}

/// Whether each duty is done, and how often each thing is found.
#[derive(Debug, Default, PartialEq)]
struct Stand {
    done: BTreeMap<String, bool>,
    found: BTreeMap<String, i64>,
}

impl Stand {
    fn find(&mut self, finding: &Finding<'_>, count: i64) {
        let own = self.found.entry(finding_key(finding)).or_default();
        *own += count;
        if *own == 0 {
            self.found.remove(&finding_key(finding));
        }
    }

    /// What an audit says of what events set off.
    fn of(audit: &Audit<'_, '_>) -> Self {
        let mut own = Self::default();
        let triggered =
            |duty: &Duty<'_>| matches!(duty.trigger, TriggerRef::Event(_)) && duty.status != DutyStatus::Void;
        for duty in audit.duties().filter(triggered) {
            own.done.insert(duty_key(&duty), matches!(duty.status, DutyStatus::Fulfilled | DutyStatus::Late));
        }
        for finding in audit.findings().filter(|own| !is_brought_by_time(own) && !is_over_all(own.subject)) {
            own.find(&finding, 1);
        }
        own
    }

    /// Takes an effect in; what it says must follow from what was there.
    fn take(&mut self, effect: &Effect<'_>) -> Result<(), TestCaseError> {
        let triggered = |duty: &&Duty<'_>| matches!(duty.trigger, TriggerRef::Event(_));
        for duty in effect.voided.iter().filter(triggered) {
            prop_assert!(self.done.remove(&duty_key(duty)).is_some(), "voided and not there: {duty:?}");
        }
        for duty in effect.opened.iter().filter(triggered) {
            prop_assert_ne!(self.done.insert(duty_key(duty), false), Some(false), "opened twice: {:?}", duty);
        }
        for duty in effect.discharged.iter().filter(triggered) {
            prop_assert_ne!(
                self.done.insert(duty_key(duty), true),
                Some(true),
                "discharged twice: {:?}",
                duty
            );
        }
        let counts = |own: &&Finding<'_>| !is_brought_by_time(own) && !is_over_all(own.subject);
        for finding in effect.found.iter().filter(counts) {
            self.find(finding, 1);
        }
        for finding in effect.cleared.iter().filter(counts) {
            self.find(finding, -1);
        }
        Ok(())
    }
}

/// The last moment at which something happened.
fn last(events: &[Event]) -> When {
    events.iter().map(|event| event.at).max_by_key(|at| at.latest()).expect("a log of some events")
}

/// How many duties and findings the effects told of; printed, so that the test is seen to test something.
static TOLD: [AtomicUsize; 5] = [const { AtomicUsize::new(0) }; 5];

fn tell(effect: &Effect<'_>) {
    let Effect { opened, discharged, voided, found, cleared, .. } = effect;
    let counts = [opened.len(), discharged.len(), voided.len(), found.len(), cleared.len()];
    for (all, own) in TOLD.iter().zip(counts) {
        all.fetch_add(own, Ordering::Relaxed);
    }
}

fn accumulated(rulebook: &Rulebook, events: &[Event]) -> Result<(), TestCaseError> {
    let mut ledger = rulebook.ledger();
    let mut stand = Stand::default();
    for (place, event) in events.iter().enumerate() {
        let effect = ledger.record(event).expect("room for a few events").effect();
        tell(&effect);
        stand.take(&effect)?;
        let known = &events[..=place];
        let log: EventLog = known.iter().collect();
        prop_assert_eq!(&stand, &Stand::of(&audit(rulebook, &log, last(known))), "after event {}", place);
    }
    Ok(())
}

/// The keys of what was opened, discharged, voided, found and cleared.
type Changes = [Vec<String>; 5];

fn sorted(mut changes: Changes) -> Changes {
    changes.iter_mut().for_each(|list| list.sort());
    changes
}

fn differences(effect: &Effect<'_>) -> Changes {
    let duties = |list: &[Duty<'_>]| list.iter().map(duty_key).collect();
    let findings = |list: &[Finding<'_>]| list.iter().filter(|own| !is_lack(own)).map(finding_key).collect();
    sorted([
        duties(&effect.opened),
        duties(&effect.discharged),
        duties(&effect.voided),
        findings(&effect.found),
        findings(&effect.cleared),
    ])
}

/// The same from two audits; what is owed over all projects counts with the events of the zone alone.
fn between(before: &Audit<'_, '_>, after: &Audit<'_, '_>, event: &Event) -> Changes {
    let of_zone =
        ["annual_summary", "annual_opinion", "weekly_reconciliation"].contains(&event.kind.as_str());
    let counts = |subject: Subject<'_>| of_zone || !is_over_all(subject);
    let duties = |audit: &Audit<'_, '_>| -> BTreeMap<String, bool> {
        let owed = audit.duties().filter(|duty| counts(duty.subject) && duty.status != DutyStatus::Void);
        owed.map(|duty| (duty_key(&duty), matches!(duty.status, DutyStatus::Fulfilled | DutyStatus::Late)))
            .collect()
    };
    let findings = |audit: &Audit<'_, '_>| -> Vec<String> {
        let found = audit.findings().filter(|own| counts(own.subject) && !is_lack(own));
        found.map(|own| finding_key(&own)).collect()
    };
    let (then, now) = (duties(before), duties(after));
    let mut changes = Changes::default();
    for (key, done) in &now {
        match (then.get(key), done) {
            (Some(true), true) | (Some(false), false) => {}
            (_, false) => changes[0].push(key.clone()),
            (_, true) => changes[1].push(key.clone()),
        }
    }
    changes[2].extend(then.into_keys().filter(|key| !now.contains_key(key)));
    let mut gone = findings(before);
    for key in findings(after) {
        match gone.iter().position(|own| *own == key) {
            Some(place) => drop(gone.swap_remove(place)),
            None => changes[3].push(key),
        }
    }
    changes[4] = gone;
    sorted(changes)
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn a_ledger_says_what_an_audit_says_whatever_order_and_batches_its_events_came_in(
        (setting, (log, other), ends) in (setting(), shuffled(messy()), prop::collection::vec(any::<Index>(), 0..3)),
    ) {
        let rulebook = setting.rulebook();
        let ledger = in_batches(&rulebook, &other.0, &ends);
        let log: EventLog = log.0.iter().collect();
        for as_of in moments() {
            prop_assert_eq!(audited(&ledger.as_of(as_of)), audited(&audit(&rulebook, &log, as_of)), "{}", as_of);
        }
    }

    #[test]
    fn copies_of_events_add_nothing_but_the_findings_that_they_are_repeated(
        (setting, (log, other), ends, copies) in (
            setting(),
            shuffled(messy()),
            prop::collection::vec(any::<Index>(), 0..2),
            prop::collection::vec(any::<(Index, Index)>(), 1..4),
        ),
    ) {
        let rulebook = setting.rulebook();
        let mut repeated = other.0;
        for (which, to) in copies {
            let copy = which.get(&repeated).clone();
            repeated.insert(to.index(repeated.len() + 1), copy);
        }
        let ledger = in_batches(&rulebook, &repeated, &ends);
        let log: EventLog = log.0.iter().collect();
        for as_of in moments() {
            let once = without_copies(&audit(&rulebook, &log, as_of));
            prop_assert_eq!(without_copies(&ledger.as_of(as_of)), once, "{}", as_of);
        }
    }

    #[test]
    fn cases_and_projects_stand_as_their_duties_and_findings_say(
        (setting, log) in (setting(), messy()),
    ) {
        let rulebook = setting.rulebook();
        let ledger = rulebook.ledger_of(log.0.iter().collect());
        for as_of in moments() {
            let audit = ledger.as_of(as_of);
            let value = audited(&audit);
            for (sort, standing) in
                [("case", audit.standing_of_cases()), ("project", audit.standing_of_projects())]
            {
                let stands = standing.iter().map(|own| {
                    let id = match own.subject {
                        Subject::Case(id) | Subject::Project(id) => id.to_owned(),
                        other => format!("{other:?}"),
                    };
                    (id, [own.fulfilled, own.open, own.breaches, own.reviews])
                });
                prop_assert_eq!(stands.collect::<BTreeMap<_, _>>(), counted(&value, sort));
            }
        }
    }

    #[test]
    fn effects_add_up_to_the_audit_whatever_order_events_came_in(
        (setting, (_, log)) in (setting(), shuffled(log())),
    ) {
        accumulated(&setting.rulebook(), &log.0)?;
        println!("opened, discharged, voided, found, cleared so far: {TOLD:?}");
    }

    #[test]
    fn an_effect_is_the_difference_of_the_audits_without_the_event_and_with_it(
        (setting, (_, log)) in (setting(), shuffled(plain())),
    ) {
        let rulebook = setting.rulebook();
        let mut ledger = rulebook.ledger();
        let mut before = EventLog::new();
        for event in &log.0 {
            let mut after = before.clone();
            after.push(event);
            let effect = ledger.record(event).expect("room for a few events").effect();
            let told = differences(&effect);
            let judged = between(&audit(&rulebook, &before, effect.as_of), &audit(&rulebook, &after, effect.as_of), event);
            prop_assert_eq!(told, judged, "{}", serde_json::to_string(event)?);
            before = after;
        }
    }
}
