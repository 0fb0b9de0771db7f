//! What enters: a chain log. What leaves: whether the audit, the limit and the plain loop count alike, and whether the log is
//! what its documents say.

use std::collections::HashSet;

use liandong::{EventLog, Scope};
use liandong_benches::limit::{Counts, Known, fold};
use liandong_benches::naive::grouped;
use liandong_benches::{Chain, Interned, Sketch, day_of_audit, rulebook, sketches};

const EVENTS: usize = 30_000;
const MATTERS: u32 = 1_000;

#[test]
fn all_three_count_alike_and_meet_every_outcome() {
    let rulebook = rulebook(MATTERS).expect("a sound catalogue");
    let log = Interned::new(&Chain::new(EVENTS, MATTERS, 1));
    let known = Known::new(MATTERS as usize);
    let audit =
        rulebook.audit(log.columns().checked().expect("sound columns"), Scope::default(), day_of_audit());
    let ours = Counts::of_audit(&audit);
    assert_eq!(ours, fold(&log, &known));
    assert_eq!(ours, grouped(&log, &known));
    let [push, notice, back] = ours.of;
    assert!(push.iter().chain(&back[..3]).all(|count| *count > 0), "{ours:?}");
    assert!(notice[0] > 0 && notice[2] > 0, "{ours:?}");
}

#[test]
fn columns_hold_what_events_say() {
    let rulebook = rulebook(MATTERS).expect("a sound catalogue");
    let events: Vec<_> = sketches(EVENTS, MATTERS, 1).iter().map(Sketch::event).collect();
    let log: EventLog = events.iter().collect();
    let interned = Interned::new(&Chain::new(EVENTS, MATTERS, 1));
    let rows = interned.columns().checked().expect("sound columns");
    let (one, other) = (
        rulebook.audit(&log, Scope::default(), day_of_audit()),
        rulebook.audit(rows, Scope::default(), day_of_audit()),
    );
    assert!(one.duties().map(|duty| format!("{duty:?}")).eq(other.duties().map(|duty| format!("{duty:?}"))));
    assert!(one.findings().map(|own| format!("{own:?}")).eq(other.findings().map(|own| format!("{own:?}"))));
}

#[test]
fn one_event_in_a_thousand_is_there_twice_and_a_case_has_some_eight() {
    let all = sketches(EVENTS, MATTERS, 1);
    let (ids, cases): (HashSet<_>, HashSet<_>) = all.iter().map(|event| (event.id, event.case)).unzip();
    let copies = all.len() - ids.len();
    assert!((15..60).contains(&copies), "{copies}");
    let each = all.len() / cases.len();
    assert!((7..=8).contains(&each), "{each}");
}
