//! How fast it is, beside whatever a user would pick instead: in comes how thoroughly to look, out the table of goals.
//!
//! Each program compares the answers of all it times before it times any; where they differ it fails, and so does this. A
//! goal that is missed is a row that says so. One thread is timed by what its process ran, several by the wall.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

use serde_json::Value;

use crate::goals::{Measured, rows, table};
use crate::setup;
use crate::sh::{Cmd, Failure, cargo_target, root};

/// How it is asked for.
#[derive(Clone, Copy, Default)]
pub struct Asked {
    /// A line of JSON a row.
    pub json: bool,
    /// Small logs and few runs.
    pub quick: bool,
}

/// How much is measured.
struct Sizes {
    events: usize,
    /// Ten times as many as in `tenth`.
    largest: usize,
    tenth: usize,
    csv: usize,
    runs: &'static str,
}

const WHOLE: Sizes =
    Sizes { events: 10_000_000, largest: 100_000_000, tenth: 10_000_000, csv: 1_000_000, runs: "5" };
const QUICK: Sizes = Sizes { events: 200_000, largest: 1_000_000, tenth: 100_000, csv: 100_000, runs: "1" };

/// Runs everything and prints the table.
///
/// # Errors
/// When something can't be built or run, or answers differ.
pub fn all(asked: Asked) -> Result<(), Failure> {
    let sizes = if asked.quick { QUICK } else { WHOLE };
    let mut measured = Measured::new();
    build()?;
    say("who approves");
    peers(asked, &mut measured)?;
    say("audits in memory");
    audits(&sizes, &mut measured)?;
    say("CSV");
    csv(&sizes, &mut measured)?;
    say("the largest audit");
    let growth = growth(&sizes, &mut measured)?;
    say("Python: set-up");
    setup::bench_packages()?;
    say("audits in memory: DuckDB, polars");
    python("memory", &["1", "2"], &sizes, &mut measured)?;
    say("Parquet to findings");
    python("parquet", &["2"], &sizes, &mut measured)?;
    let rows = rows(&measured);
    if asked.json {
        rows.iter().for_each(|row| println!("{}", row.json()));
        return Ok(());
    }
    println!("\nTimes in nanoseconds a question or event, of {} events where none are named\n", sizes.events);
    println!("{}\n{growth}", table(&rows));
    Ok(())
}

fn say(what: &str) {
    eprintln!("=== {what}");
}

/// Our own programs, optimised and with threads.
fn build() -> Result<(), Failure> {
    let package = ["--package", "liandong-benches", "--features", "parallel,parquet", "--bins"];
    Cmd::cargo(&[&["build", "--quiet", "--release"], package.as_slice()].concat()).run()
}

fn program(name: &str) -> Result<PathBuf, Failure> {
    Ok(cargo_target()?.join("release").join(format!("{name}{EXE_SUFFIX}")))
}

/// What a program says, a line of JSON at a time.
fn lines(command: Cmd) -> Result<Vec<Value>, Failure> {
    let said = command.output()?;
    let line =
        |line: &str| serde_json::from_str(line).map_err(|error| Failure::new(format!("{line}: {error}")));
    said.lines().filter(|line| line.starts_with('{')).map(line).collect()
}

fn text<'v>(line: &'v Value, name: &str) -> &'v str {
    line.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn number(line: &Value, name: &str) -> Result<f64, Failure> {
    let own = line.get(name).and_then(Value::as_f64);
    own.ok_or_else(|| Failure::new(format!("no number `{name}` in {line}")))
}

/// Nanoseconds an event, by a clock that counts in seconds.
fn each(line: &Value, clock: &str) -> Result<f64, Failure> {
    Ok(number(line, clock)? * 1e9 / number(line, "events")?)
}

/// Who approves: ours, the limit, a HashMap and the engines, which have a workspace of their own.
fn peers(asked: Asked, measured: &mut Measured) -> Result<(), Failure> {
    let manifest = root().join("benches/peers/Cargo.toml").to_string_lossy().into_owned();
    let mut arguments = vec!["run", "--quiet", "--release", "--manifest-path", &manifest, "--", "--json"];
    if asked.quick {
        arguments.push("--quick");
    }
    for line in lines(Cmd::cargo(&arguments))? {
        if text(&line, "unit").starts_with("ns") {
            measured
                .insert(format!("{} {}", text(&line, "work"), text(&line, "who")), number(&line, "value")?);
        }
    }
    Ok(())
}

/// Ours and the limit, from columns in memory.
fn audits(sizes: &Sizes, measured: &mut Measured) -> Result<(), Failure> {
    let events = sizes.events.to_string();
    let arguments = ["--json", "--events", &events, "--threads", "1", "--threads", "2", "--runs", sizes.runs];
    let in_parts =
        ["--json", "--no-check", "--events", &events, "--who", "parts", "--norms", "chain", "--runs", "1"];
    for line in lines(Cmd::new(program("audits")?, &in_parts))? {
        let bytes = number(&line, "peak_bytes")? / number(&line, "events")?;
        measured.insert("bytes an event in parts".to_owned(), bytes);
    }
    for line in lines(Cmd::new(program("audits")?, &arguments))? {
        let (who, threads) = (text(&line, "who"), number(&line, "threads")?);
        let clock = if threads > 1.0 { "wall" } else { "cores" };
        let norms = if text(&line, "norms") == "all" { ", all norms" } else { "" };
        let key = format!("audit {who} {threads}{norms}");
        if key == "audit ours 1" {
            measured.insert(format!("{key}, by the wall"), each(&line, "wall")?);
            let bytes = number(&line, "peak_bytes")? / number(&line, "events")?;
            measured.insert("bytes an event".to_owned(), bytes);
        }
        measured.insert(key, each(&line, clock)?);
    }
    Ok(())
}

fn csv(sizes: &Sizes, measured: &mut Measured) -> Result<(), Failure> {
    for line in lines(Cmd::new(program("csv_audits")?, &[&sizes.csv.to_string(), sizes.runs]))? {
        if text(&line, "work") == "csv/findings" {
            measured.insert(format!("csv {}", text(&line, "who")), each(&line, "cores")?);
        }
    }
    Ok(())
}

/// From few events to many, and from few matters to many; as a table beside what the goals need of it.
fn growth(sizes: &Sizes, measured: &mut Measured) -> Result<String, Failure> {
    let mut counts = vec![sizes.largest];
    while counts.last().is_some_and(|count| *count > 10_000) {
        counts.extend(counts.last().map(|count| count / 10));
    }
    let mut told = Vec::new();
    let mut run = |events: usize, matters: &str| -> Result<Value, Failure> {
        let runs = if events > 10_000_000 { "1" } else { sizes.runs };
        let arguments = ["--json", "--no-check", "--who", "ours", "--norms", "chain", "--runs", runs];
        let events = events.to_string();
        let sized = ["--events", &events, "--matters", matters];
        let line = lines(Cmd::new(program("audits")?, &[arguments.as_slice(), &sized].concat()))?.pop();
        let line = line.ok_or_else(|| Failure::new("audits said nothing"))?;
        told.push(line.clone());
        Ok(line)
    };
    for events in counts.into_iter().rev() {
        let line = run(events, "20000")?;
        if events == sizes.tenth {
            measured.insert("audit of a tenth".to_owned(), each(&line, "cores")?);
        }
        if events == sizes.largest {
            measured.insert("audit of the largest".to_owned(), each(&line, "cores")?);
            measured.insert("bytes of the largest".to_owned(), number(&line, "peak_bytes")?);
        }
    }
    for matters in ["1000", "100000", "1000000"] {
        run(sizes.tenth, matters)?;
    }
    let mut table =
        "| events | matters | ns an event | bytes an event at the peak |\n|---:|---:|---:|---:|\n".to_owned();
    for line in &told {
        let (events, matters) = (number(line, "events")?, number(line, "matters")?);
        let bytes = number(line, "peak_bytes")? / events;
        table.push_str(&format!("| {events} | {matters} | {:.1} | {bytes:.0} |\n", each(line, "cores")?));
    }
    Ok(table)
}

/// The peers in Python, and ours from Parquet: from the file to every duty and finding.
fn python(source: &str, threads: &[&str], sizes: &Sizes, measured: &mut Measured) -> Result<(), Failure> {
    let script = root().join("benches/python/audit.py").to_string_lossy().into_owned();
    let events = sizes.events.to_string();
    let arguments = [script.as_str(), "--json", "--log", "chain", "--source", source, "--no-pandas"];
    let sized = ["--events", &events, "--runs", sizes.runs, "--threads"];
    let command = Cmd::new(setup::in_bench_venv("python"), &[&arguments, sized.as_slice(), threads].concat());
    let work = if source == "memory" { "audit" } else { source };
    for line in lines(command.env("CARGO_TARGET_DIR", cargo_target()?))? {
        let threads = number(&line, "threads")?;
        let clock = if threads > 1.0 { "wall" } else { "cores" };
        measured.insert(format!("{work} {} {threads}", text(&line, "who")), each(&line, clock)?);
    }
    Ok(())
}
