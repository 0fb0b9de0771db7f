//! What enters: a number of open duties (10^4 to 10^6 where none is given). What leaves: what a ledger that holds them
//! costs: recording an event, looking at its effect, memory, and restarting from its state.

use std::process::ExitCode;

use liandong::{Event, EventKind, Rulebook};
use liandong_benches::clock::Clock;
use liandong_benches::counting::{Counting, held};
use liandong_benches::{Sketch, Supervisors, catalogue, day_of_audit, sketches};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const MATTERS: u32 = 20_000;
/// Open duties of a decision: a push and a notice to each of two departments on the average.
const OPEN: usize = 4;
/// Events whose recording is timed, after the ledger is full.
const TIMED: usize = 100_000;

fn main() -> ExitCode {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![10_000, 100_000, 1_000_000] } else { asked };
    println!(
        "| open duties | events | record (ns) | effect (µs) | bytes/event | bytes/open duty | state (MB) | kept (ms) | restored (ms) | as_of (ms) |"
    );
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    let Ok(rulebook) = Rulebook::new(catalogue(MATTERS, Supervisors::UpToThree)) else {
        return ExitCode::FAILURE;
    };
    for open in &sizes {
        if one(&rulebook, *open).is_none() {
            return ExitCode::FAILURE;
        }
    }
    println!();
    for events in sizes {
        let Some(kept) = whole_cases(&rulebook, events) else { return ExitCode::FAILURE };
        println!("{events} events of whole cases: {kept:.1} bytes an event");
    }
    ExitCode::SUCCESS
}

/// The bytes that each event of a log of whole cases takes in a ledger.
fn whole_cases(rulebook: &Rulebook, events: usize) -> Option<f64> {
    let all = sketches(events, MATTERS, 7);
    let before = held();
    let mut ledger = rulebook.ledger();
    for sketch in &all {
        ledger.record(&sketch.event()).ok()?;
    }
    Some(held().checked_sub(before)? as f64 / ledger.len() as f64)
}

fn one(rulebook: &Rulebook, open: usize) -> Option<()> {
    // A case is some eight events; only its decision is recorded first.
    let all = sketches(open.div_ceil(OPEN) * 9, MATTERS, 7);
    let (decisions, acts): (Vec<Sketch>, Vec<Sketch>) =
        all.into_iter().partition(|sketch| sketch.kind == EventKind::Decision);
    let before = held();
    let mut ledger = rulebook.ledger();
    for sketch in &decisions {
        ledger.record(&sketch.event()).ok()?;
    }
    let after = held();
    let open = ledger.as_of(day_of_audit()).duties().filter(|duty| duty.status.is_open()).count();
    let (events, kept) = (ledger.len(), after.checked_sub(before)?);

    let state = ledger.state();
    let start = Clock::now();
    let state_again = ledger.state();
    let keeping = start.elapsed();
    assert_eq!(state, state_again, "the same ledger has the same state");
    let start = Clock::now();
    let restored = rulebook.restore_ledger(&state).ok()?;
    let restoring = start.elapsed();
    assert_eq!(restored.len(), ledger.len());
    drop(restored);

    let timed: Vec<Event> = acts.iter().take(TIMED).map(Sketch::event).collect();
    let start = Clock::now();
    for event in &timed {
        ledger.record(event).ok()?;
    }
    let recording = start.elapsed();
    let looked: Vec<Event> = acts.iter().skip(TIMED).take(1_000).map(Sketch::event).collect();
    let start = Clock::now();
    let mut changes = 0;
    for event in &looked {
        let effect = ledger.record(event).ok()?.effect();
        changes += effect.opened.len() + effect.discharged.len() + effect.found.len();
    }
    let looking = start.elapsed();
    assert!(changes > 0 || looked.is_empty(), "some of them change something");
    let start = Clock::now();
    let audited = ledger.as_of(day_of_audit()).duty_count();
    let auditing = start.elapsed();
    assert!(audited >= open);

    let each = |time: std::time::Duration, count: usize| time.as_secs_f64() * 1e9 / count.max(1) as f64;
    println!(
        "| {open} | {events} | {:.0} | {:.1} | {:.1} | {:.1} | {:.1} | {:.0} | {:.0} | {:.0} |",
        each(recording, timed.len()),
        each(looking, looked.len()) / 1e3,
        kept as f64 / events as f64,
        kept as f64 / open.max(1) as f64,
        state.len() as f64 / 1e6,
        keeping.as_secs_f64() * 1e3,
        restoring.as_secs_f64() * 1e3,
        auditing.as_secs_f64() * 1e3,
    );
    Some(())
}
