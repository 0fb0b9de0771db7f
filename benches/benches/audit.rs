//! What enters: shuffled logs. What leaves: the time to build a log from events in memory, and to audit it.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use liandong::{Event, EventLog, Rulebook, Scope};
use liandong_benches::{Chain, Interned, Sketch, day_of_audit, limit, sketches};

const MATTERS: u32 = 20_000;
const SIZES: &[usize] = &[10_000, 100_000, 1_000_000];

fn main() {
    divan::main();
}

fn rulebook() -> Rulebook {
    liandong_benches::rulebook(MATTERS).unwrap_or_else(|faults| panic!("{faults}"))
}

fn events(count: usize) -> Vec<Event> {
    sketches(count, MATTERS, 1).iter().map(Sketch::event).collect()
}

/// Events in memory to a log.
#[divan::bench(args = SIZES, sample_count = 9, sample_size = 1)]
fn event_log(bencher: Bencher, count: usize) {
    let events = events(count);
    bencher.counter(ItemsCount::new(count)).bench_local(|| black_box(&events).iter().collect::<EventLog>());
}

/// A log to duties and findings, as places; each is written out when it is asked for.
#[divan::bench(args = SIZES, sample_count = 9, sample_size = 1)]
fn audit(bencher: Bencher, count: usize) {
    let rulebook = rulebook();
    let log: EventLog = events(count).iter().collect();
    bencher
        .counter(ItemsCount::new(count))
        .bench_local(|| rulebook.audit(black_box(&log), Scope::default(), day_of_audit()).finding_count());
}

/// Interned columns to duties and findings.
#[divan::bench(args = SIZES, sample_count = 9, sample_size = 1)]
fn interned(bencher: Bencher, count: usize) {
    let rulebook = rulebook();
    let log = Interned::new(&Chain::new(count, MATTERS, 1));
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        let rows = black_box(&log).columns().checked();
        rows.map(|rows| rulebook.audit(rows, Scope::default(), day_of_audit()).finding_count()).ok()
    });
}

/// The same columns, folded into a record a case: what the memory allows.
#[divan::bench(args = SIZES, sample_count = 9, sample_size = 1)]
fn interned_limit(bencher: Bencher, count: usize) {
    let known = limit::Known::new(MATTERS as usize);
    let log = Interned::new(&Chain::new(count, MATTERS, 1));
    bencher.counter(ItemsCount::new(count)).bench_local(|| limit::fold(black_box(&log), &known));
}

/// Log, audit, and every finding and duty written out.
#[divan::bench(args = [1_000_000], sample_count = 5, sample_size = 1)]
fn everything(bencher: Bencher, count: usize) {
    let (rulebook, events) = (rulebook(), events(count));
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        let log: EventLog = black_box(&events).iter().collect();
        let audit = rulebook.audit(&log, Scope::default(), day_of_audit());
        audit.findings().for_each(|finding| drop(black_box(finding)));
        for duty in audit.duties() {
            black_box(duty);
        }
    });
}

/// JSON lines to a log.
#[divan::bench(args = [100_000], sample_count = 9, sample_size = 1)]
fn from_ndjson(bencher: Bencher, count: usize) {
    let lines: Vec<_> =
        events(count).iter().map(|event| serde_json::to_string(event).unwrap_or_default()).collect();
    let text = lines.join("\n");
    bencher
        .counter(divan::counter::BytesCount::of_str(&text))
        .bench_local(|| EventLog::from_ndjson(black_box(&text)).len());
}
