//! What enters: log sizes (10^4 to 10^7 where none is given). What leaves: a table of what building a log and auditing
//! it cost, in time of one core, each size in a process of its own so that its peak of memory is its own.

use std::process::{Command, ExitCode};
use std::time::Duration;

use liandong::{EventLog, Rulebook, Scope};
use liandong_benches::clock::Clock;
use liandong_benches::{Sketch, Supervisors, catalogue, day_of_audit, sketches};

const MATTERS: u32 = 20_000;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [flag, events] if flag == "--one" => match events.parse() {
            Ok(events) => one(events),
            Err(_) => ExitCode::FAILURE,
        },
        _ => table(&arguments),
    }
}

fn table(sizes: &[String]) -> ExitCode {
    println!(
        "| events | log (s) | audit (s) | both, fastest (s) | log (ns/event) | audit (ns/event) | peak RSS (MiB) |"
    );
    println!(
        "|-------:|--------:|----------:|------------------:|---------------:|-----------------:|---------------:|"
    );
    let usual = ["10000", "100000", "1000000", "10000000"].map(str::to_owned);
    let sizes = if sizes.is_empty() { &usual } else { sizes };
    for size in sizes {
        let done = std::env::current_exe().and_then(|own| Command::new(own).args(["--one", size]).status());
        if !done.is_ok_and(|status| status.success()) {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Measures a size: medians of five runs, of three from 10^7 events on.
fn one(events: usize) -> ExitCode {
    let Ok(rulebook) = Rulebook::new(catalogue(MATTERS, Supervisors::UpToThree)) else {
        return ExitCode::FAILURE;
    };
    let sketches = sketches(events, MATTERS, 1);
    let runs = if events >= 10_000_000 { 3 } else { 5 };
    let (mut built, mut audited, mut both) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..runs {
        let (log, building) = log(&sketches);
        let start = Clock::now();
        let audit = rulebook.audit(&log, Scope::default(), day_of_audit());
        let auditing = start.elapsed();
        assert!(audit.duty_count() > 0 && audit.finding_count() > 0, "nothing was judged");
        built.push(building);
        audited.push(auditing);
        both.push(building + auditing);
    }
    let fastest = both.iter().min().copied().unwrap_or_default();
    let (built, audited) = (median(built), median(audited));
    let each = |time: Duration| time.as_secs_f64() * 1e9 / events as f64;
    println!(
        "| {events} | {:.4} | {:.4} | {:.4} | {:.0} | {:.0} | {} |",
        built.as_secs_f64(),
        audited.as_secs_f64(),
        fastest.as_secs_f64(),
        each(built),
        each(audited),
        peak().map_or_else(|| "?".to_owned(), |kib| (kib / 1024).to_string()),
    );
    ExitCode::SUCCESS
}

/// Builds a log from events written out a few at a time; only the building is timed.
fn log(sketches: &[Sketch]) -> (EventLog, Duration) {
    let (mut log, mut time) = (EventLog::new(), Duration::ZERO);
    for chunk in sketches.chunks(10_000) {
        let events: Vec<_> = chunk.iter().map(Sketch::event).collect();
        let start = Clock::now();
        for event in &events {
            log.push(event);
        }
        time += start.elapsed();
    }
    (log, time)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The most memory this process has held, in KiB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}
