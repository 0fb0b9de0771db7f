//! An audit handed on in parts is the whole audit, one part after the other.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use liandong::{Basis, Event, EventLog, Knowledge, Reading, Rulebook, Scope, Severity};

/// A log in which every twentieth push names no case, so that the lack of it is softened somewhere else.
fn log() -> EventLog {
    let events: Vec<Event> = liandong_sample::scaled(60_000, 7)
        .enumerate()
        .map(|(place, event)| match event.kind.as_str() {
            "result_push" if place % 20 == 0 => Event { case: None, refers_to: None, ..event },
            _ => event,
        })
        .collect();
    let mut log: EventLog = events.iter().collect();
    log.push_unreadable(3, "no event");
    log
}

fn rulebook(threads: usize) -> Rulebook {
    let threads = NonZeroUsize::new(threads).expect("some threads");
    let rulebook = liandong_sample::rulebook().expect("the sample's catalogue");
    rulebook
        .with_profile(liandong_sample::profile().expect("its profile"))
        .expect("it fits")
        .on_threads(threads)
}

#[test]
fn parts_are_the_whole() {
    let (log, as_of) = (log(), liandong_sample::as_of());
    for (threads, scope) in [
        (1, Scope::default()),
        (3, Scope::default()),
        (1, Scope { known: Knowledge::WhenDone, from: "2023-03-01".parse().ok(), ..Scope::default() }),
    ] {
        let rulebook = rulebook(threads);
        let whole = rulebook.audit(&log, scope.clone(), as_of);
        let (mut parts, mut duties, mut findings) = (0, Vec::new(), Vec::new());
        let mut standing: BTreeMap<String, [usize; 4]> = BTreeMap::new();
        let is_whole = rulebook.audit_in_parts(&log, scope, as_of, &mut |part| {
            parts += 1;
            duties.extend(part.duties().map(|duty| format!("{duty:?}")));
            findings.extend(part.findings().map(|finding| format!("{finding:?}")));
            for own in part.standing() {
                let sum = standing.entry(own.party.id.clone()).or_default();
                let counts = [own.fulfilled, own.open, own.breaches, own.reviews];
                sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            }
            true
        });
        assert!(is_whole && parts > 3, "{parts} parts");
        assert!(duties.iter().eq(&whole.duties().map(|duty| format!("{duty:?}")).collect::<Vec<_>>()));
        assert!(
            findings.iter().eq(&whole.findings().map(|finding| format!("{finding:?}")).collect::<Vec<_>>())
        );
        let of_whole = whole.standing();
        assert_eq!(of_whole.len(), standing.len());
        for own in of_whole {
            assert_eq!(standing[&own.party.id], [own.fulfilled, own.open, own.breaches, own.reviews]);
        }
        let softened = whole.findings().filter(|finding| {
            let by_stray = finding.basis == Some(Basis::Reading(Reading::UnmatchedEvent));
            by_stray
                && finding.severity == Severity::Review
                && finding.obligor.is_some()
                && finding.events.len() > 1
        });
        assert!(softened.count() > 0, "nothing was softened across parts");
    }
}

#[test]
fn whoever_takes_parts_can_stop() {
    let (log, rulebook) = (log(), rulebook(1));
    let mut parts = 0;
    let is_whole = rulebook.audit_in_parts(&log, Scope::default(), liandong_sample::as_of(), &mut |_| {
        parts += 1;
        parts < 2
    });
    assert!(!is_whole && parts == 2);
}
