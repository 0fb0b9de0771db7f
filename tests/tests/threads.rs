//! An audit on several threads finds what it finds on one, row for row.

use std::num::NonZeroUsize;

use liandong::{Audit, EventLog, Progress, Rulebook, Scope};

fn log() -> EventLog {
    let mut log = EventLog::new();
    liandong_sample::scaled(60_000, 7).for_each(|event| log.push(&event));
    log.push_unreadable(3, "no event");
    log
}

fn rulebook(threads: usize) -> Rulebook {
    let threads = NonZeroUsize::new(threads).expect("some threads");
    liandong_sample::rulebook().expect("the sample's catalogue").on_threads(threads)
}

fn all(audit: &Audit<'_, '_>) -> (Vec<String>, Vec<String>, String, String) {
    (
        audit.duties().map(|duty| format!("{duty:?}")).collect(),
        audit.findings().map(|finding| format!("{finding:?}")).collect(),
        format!("{:?}", audit.standing()),
        format!("{:?}", audit.standing_of_projects()),
    )
}

#[test]
fn threads_leave_no_trace() {
    let log = log();
    let one = rulebook(1);
    let one = one.audit(&log, Scope::default(), liandong_sample::as_of());
    assert!(one.duty_count() > 20_000, "{} duties", one.duty_count());
    for threads in [2, 3, 16] {
        let several = rulebook(threads);
        let several = several.audit(&log, Scope::default(), liandong_sample::as_of());
        assert!(all(&one) == all(&several), "{threads} threads find something else");
    }
}

#[test]
fn the_calling_thread_is_told_and_can_stop() {
    let log = log();
    for threads in [1, 3] {
        let rulebook = rulebook(threads);
        let mut seen: Vec<Progress> = Vec::new();
        let audit = rulebook.audit_while(&log, Scope::default(), liandong_sample::as_of(), &mut |own| {
            seen.push(own);
            true
        });
        assert!(audit.is_some() && seen.len() > 3, "{} reports", seen.len());
        assert!(seen.is_sorted_by_key(|own| own.done), "{seen:?}");
        assert_eq!(seen.last().map(|own| own.done), Some(log.len()));
        let stopped = rulebook.audit_while(&log, Scope::default(), liandong_sample::as_of(), &mut |own| {
            own.done < log.len() / 2
        });
        assert!(stopped.is_none());
    }
}
