//! What enters: how many events, over how many matters, for whom and on how many threads. What leaves: what the audit of a
//! chain log takes from its interned columns in memory: ours, the limit that the memory allows, and a plain loop.
//!
//! All three count what became of every duty, and nothing is timed before the counts agree. Every line is of a process of
//! its own, so that its peak of memory is its own.

use std::error::Error;
use std::process::Command;

use lexopt::prelude::*;
use liandong::{Audit, Norm, Rulebook, Scope};
use liandong_benches::limit::{Counts, Known, fold};
use liandong_benches::measured::{Taken, held, median, peak};
use liandong_benches::naive::grouped;
use liandong_benches::{Chain, Interned, day_of_audit, rulebook};

const HELP: &str = "\
audits [--events N]... [--matters N]... [--who ours|parts|limit|naive]... [--norms chain|all]... [--threads N]... [--runs N] [--json]

  --events   of the log, 10000000
  --matters  of the catalogue, 20000
  --who      ours; `parts`: the same handed on in parts and let go; `limit` and `naive` know no norms but 2.6b to 2.6d and
             one thread
  --norms    chain: 2.4 to 2.6; all
  --threads  1; more need the feature `parallel`
  --runs     whose median counts, 5 and 3 from ten million events on
  --no-check does not hold the counts of the three against each other first
";

type Failed = Box<dyn Error>;

#[derive(Default)]
struct Asked {
    events: Vec<usize>,
    matters: Vec<u32>,
    who: Vec<String>,
    norms: Vec<String>,
    threads: Vec<usize>,
    runs: Option<usize>,
    json: bool,
    unchecked: bool,
    /// Whether this is the process of one line.
    one: bool,
}

fn main() -> Result<(), Failed> {
    let asked = asked()?;
    if asked.one {
        return one(&asked);
    }
    for events in &asked.events {
        for matters in &asked.matters {
            if !asked.unchecked {
                run(&["--who", "check"], *events, *matters, &asked)?;
            }
            for who in &asked.who {
                let is_ours = who == "ours" || who == "parts";
                for norms in asked.norms.iter().take(if is_ours { usize::MAX } else { 1 }) {
                    for threads in asked.threads.iter().take(if is_ours { usize::MAX } else { 1 }) {
                        let threads = threads.to_string();
                        let own = ["--who", who, "--norms", norms, "--threads", &threads];
                        run(&own, *events, *matters, &asked)?;
                    }
                }
            }
        }
    }
    Ok(())
}

fn asked() -> Result<Asked, Failed> {
    let mut asked = Asked::default();
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("events") => asked.events.push(arguments.value()?.parse()?),
            Long("matters") => asked.matters.push(arguments.value()?.parse()?),
            Long("who") => asked.who.push(arguments.value()?.string()?),
            Long("norms") => asked.norms.push(arguments.value()?.string()?),
            Long("threads") => asked.threads.push(arguments.value()?.parse()?),
            Long("runs") => asked.runs = Some(arguments.value()?.parse()?),
            Long("json") => asked.json = true,
            Long("no-check") => asked.unchecked = true,
            Long("one") => asked.one = true,
            Long("help") => {
                print!("{HELP}");
                std::process::exit(0);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    fn or<T: Clone>(list: &mut Vec<T>, usual: &[T]) {
        if list.is_empty() {
            list.extend_from_slice(usual);
        }
    }
    or(&mut asked.events, &[10_000_000]);
    or(&mut asked.matters, &[20_000]);
    or(&mut asked.threads, &[1]);
    or(&mut asked.who, &["ours", "limit", "naive"].map(str::to_owned));
    or(&mut asked.norms, &["chain", "all"].map(str::to_owned));
    Ok(asked)
}

/// A line, in a process of its own.
fn run(own: &[&str], events: usize, matters: u32, asked: &Asked) -> Result<(), Failed> {
    let runs = asked.runs.unwrap_or(if events >= 10_000_000 { 3 } else { 5 });
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("--one").args(own);
    for (name, value) in [("--events", events), ("--matters", matters as usize), ("--runs", runs)] {
        command.arg(name).arg(value.to_string());
    }
    if asked.json {
        command.arg("--json");
    }
    if command.status()?.success() { Ok(()) } else { Err(format!("{own:?} failed").into()) }
}

fn one(asked: &Asked) -> Result<(), Failed> {
    let (events, matters) = (asked.events[0], asked.matters[0]);
    let log = Interned::new(&Chain::new(events, matters, 1));
    let known = Known::new(matters as usize);
    let before = held();
    let timed = |taken: Taken, found: (usize, usize)| print(asked, before, taken, found);
    let runs = asked.runs.unwrap_or(1);
    match asked.who[0].as_str() {
        "check" => return check(&log, &known),
        "limit" => timed(median(runs, 1, || fold(&log, &known)), (0, 0)),
        "naive" => timed(median(runs, 1, || grouped(&log, &known)), (0, 0)),
        "ours" => {
            let (rulebook, mut found) = (on_threads(rulebook(matters)?, asked.threads[0])?, (0, 0));
            let scope = scope(&asked.norms[0])?;
            let taken = median(runs, asked.threads[0], || {
                let audit = audited(&rulebook, &log, &scope);
                found = audit.as_ref().map_or((0, 0), |audit| (audit.duty_count(), audit.finding_count()));
                audit
            });
            if found == (0, 0) {
                return Err("nothing was judged".into());
            }
            timed(taken, found);
        }
        "parts" => {
            let (rulebook, mut found) = (on_threads(rulebook(matters)?, asked.threads[0])?, (0, 0));
            let scope = scope(&asked.norms[0])?;
            let taken = median(runs, asked.threads[0], || found = in_parts(&rulebook, &log, &scope));
            if found == (0, 0) {
                return Err("nothing was judged".into());
            }
            timed(taken, found);
        }
        other => return Err(format!("nobody is called `{other}`").into()),
    }
    Ok(())
}

/// What is timed of parts: the same, but that only what is counted of a part is kept.
fn in_parts(rulebook: &Rulebook, log: &Interned, scope: &Scope) -> (usize, usize) {
    let Ok(rows) = log.columns().checked() else { return (0, 0) };
    let mut found = (0, 0);
    rulebook.audit_in_parts(rows, scope.clone(), day_of_audit(), &mut |part| {
        found = (found.0 + part.duty_count(), found.1 + part.finding_count());
        true
    });
    found
}

/// What is timed: columns found sound, and every duty and finding with its evidence.
fn audited<'r, 'l>(rulebook: &'r Rulebook, log: &'l Interned, scope: &Scope) -> Option<Audit<'r, 'l>> {
    let rows = log.columns().checked().ok()?;
    Some(rulebook.audit(rows, scope.clone(), day_of_audit()))
}

fn scope(norms: &str) -> Result<Scope, Failed> {
    let is_of = |norm: &&Norm| ["2.4", "2.5", "2.6"].iter().any(|clause| norm.id().starts_with(clause));
    match norms {
        "all" => Ok(Scope::default()),
        "chain" => {
            let norms = Norm::ALL.iter().filter(is_of).copied().collect();
            Ok(Scope { norms: Some(norms), ..Scope::default() })
        }
        other => Err(format!("no norms are called `{other}`").into()),
    }
}

fn check(log: &Interned, known: &Known) -> Result<(), Failed> {
    let rulebook = rulebook(u32::try_from(log.matter_count())?)?;
    let audit = audited(&rulebook, log, &Scope::default()).ok_or("columns that are not sound")?;
    let (ours, limit, naive) = (Counts::of_audit(&audit), fold(log, known), grouped(log, known));
    if ours == limit && limit == naive {
        return Ok(());
    }
    Err(format!("the counts differ\nours  {ours:?}\nlimit {limit:?}\nnaive {naive:?}").into())
}

#[cfg(feature = "parallel")]
fn on_threads(rulebook: Rulebook, threads: usize) -> Result<Rulebook, Failed> {
    Ok(rulebook.on_threads(threads.try_into()?))
}

#[cfg(not(feature = "parallel"))]
fn on_threads(rulebook: Rulebook, threads: usize) -> Result<Rulebook, Failed> {
    if threads == 1 { Ok(rulebook) } else { Err("build with --features parallel for more threads".into()) }
}

fn print(asked: &Asked, before: u64, taken: Taken, (duties, findings): (usize, usize)) {
    let (events, matters, threads) = (asked.events[0], asked.matters[0], asked.threads[0]);
    let (who, norms) = (&asked.who[0], &asked.norms[0]);
    let each = |time: std::time::Duration| time.as_secs_f64() * 1e9 / events as f64;
    let (wall, cores, peak) = (taken.wall.as_secs_f64(), taken.cores.as_secs_f64(), peak());
    if asked.json {
        println!(
            r#"{{"who": "{who}", "norms": "{norms}", "events": {events}, "matters": {matters}, "threads": {threads}, "wall": {wall:.6}, "cores": {cores:.6}, "log_bytes": {before}, "peak_bytes": {peak}, "duties": {duties}, "findings": {findings}}}"#
        );
        return;
    }
    println!(
        "{who:<6} {norms:<6} {events:>10} events {matters:>8} matters {threads} threads: {:>7.1} ns an event ({:.1} M/s), cores {:>7.1} ns; {} MiB, {:.1} B an event ({} before); {duties} duties, {findings} findings",
        each(taken.wall),
        1e3 / each(taken.wall),
        each(taken.cores),
        peak >> 20,
        peak as f64 / events as f64,
        before >> 20,
    );
}
