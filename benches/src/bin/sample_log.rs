//! What enters: `write EVENTS SEED FILE`, or `audit FILE FOLDER`. What leaves: the sample zone's generated log as CSV; or the
//! duties and findings of such a CSV as CSV, and a line of JSON with the time and memory it took.
//!
//! `benches/python` uses both: the first for the log it hands to every contender, the second for the answers that all of
//! them have to give.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use liandong::{EventLog, Rulebook, Scope, TextColumn, When};
use liandong_readers::CsvReader;

const HEADER: &str =
    "id,at,kind,actor,officer,case,matter,to,person,channel,handled_via,refers_to,result,about";

/// The day of the audit: what a year closes is closed.
const AS_OF: &str = "2024-01-01";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["write", events, seed, file] => write(events.parse()?, seed.parse()?, Path::new(file)),
        ["audit", file, folder] => audit(Path::new(file), Path::new(folder)),
        _ => Err("usage: sample_log write EVENTS SEED FILE | audit FILE FOLDER".into()),
    }
}

fn write(events: usize, seed: u64, file: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(out, "{HEADER}")?;
    for event in liandong_sample::scaled(events, seed) {
        let at = event.at.to_string();
        let cells = [
            event.id.as_deref(),
            Some(at.as_str()),
            Some(event.kind.as_str()),
            event.actor.as_deref(),
            event.officer.as_deref(),
            event.case.as_deref(),
            event.matter.as_deref(),
            event.to.as_deref(),
            event.person.as_deref(),
            event.channel.map(|own| own.code()),
            event.handled_via.map(|own| own.code()),
            event.refers_to.as_deref(),
            event.result.map(|own| own.code()),
            event.about.as_deref(),
        ];
        line(&mut out, &cells)?;
    }
    Ok(out.flush()?)
}

/// A line of cells; none of the sample's texts needs quotes.
fn line(out: &mut impl Write, cells: &[Option<&str>]) -> io::Result<()> {
    for (place, cell) in cells.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        write!(out, "{comma}{}", cell.unwrap_or_default())?;
    }
    writeln!(out)
}

fn audit(file: &Path, folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let rulebook = liandong_sample::rulebook()?;
    let start = Instant::now();
    let log = CsvReader::new().read(std::fs::read(file)?)?.log;
    let (reading, start) = (start.elapsed(), Instant::now());
    let audit = judged(&rulebook, &log)?;
    let auditing = start.elapsed();
    let start = Instant::now();
    let (duties, findings) = (audit.duty_columns(), audit.finding_columns());
    let showing = start.elapsed();
    let peak = peak().unwrap_or_default();
    let named = ["norm", "subject_kind", "subject", "obligor", "to", "status"];
    let columns =
        [&duties.norm, &duties.subject_kind, &duties.subject, &duties.obligor, &duties.to, &duties.status];
    table(&folder.join("duties.csv"), named, columns)?;
    let named = ["code", "severity", "subject_kind", "subject", "obligor", "to"];
    let columns = [
        &findings.code,
        &findings.severity,
        &findings.subject_kind,
        &findings.subject,
        &findings.obligor,
        &findings.to,
    ];
    table(&folder.join("findings.csv"), named, columns)?;
    println!(
        r#"{{"events": {}, "duties": {}, "findings": {}, "read_s": {:.4}, "audit_s": {:.4}, "columns_s": {:.4}, "peak_kib": {peak}}}"#,
        log.len(),
        audit.duty_count(),
        audit.finding_count(),
        reading.as_secs_f64(),
        auditing.as_secs_f64(),
        showing.as_secs_f64(),
    );
    Ok(())
}

fn judged<'r, 'l>(
    rulebook: &'r Rulebook,
    log: &'l EventLog,
) -> Result<liandong::Audit<'r, 'l>, Box<dyn std::error::Error>> {
    let as_of: When = AS_OF.parse()?;
    Ok(rulebook.audit(log, Scope::default(), as_of))
}

fn table<const N: usize>(file: &Path, names: [&str; N], columns: [&TextColumn<'_>; N]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(out, "{}", names.join(","))?;
    for row in 0..columns.first().map_or(0, |own| own.codes.len()) {
        line(&mut out, &columns.map(|column| column.get(row)))?;
    }
    out.flush()
}

/// The most memory this process has held, in KiB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}
