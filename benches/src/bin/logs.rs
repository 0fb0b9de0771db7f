//! What enters: `write EVENTS SEED FILE`, `chain EVENTS SEED FOLDER`, or `audit FILE FOLDER`. What leaves: the sample zone's
//! generated log as CSV; a chain log as CSV with its catalogue, its profile, its working days and its answers; or the duties
//! and findings of such a sample log as CSV, and a line of JSON with the time and memory it took.
//!
//! `benches/python` and `benches/node` use them: the first two for the logs that they hand to every contender, the last for
//! the answers that all of them have to give.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use liandong::{Calendar, Day, Event, Scope, When};
use liandong_benches::answers::{answers, line};
use liandong_benches::measured::peak;
use liandong_benches::{Chain, Interned, Supervisors, catalogue, day_of_audit, profile, rulebook};
use liandong_readers::CsvReader;

type Failed = Box<dyn std::error::Error>;

const HEADER: &str =
    "id,at,kind,actor,officer,case,matter,to,person,channel,handled_via,refers_to,result,about";

/// The day of the audit: what a year closes is closed.
const AS_OF: &str = "2024-01-01";

fn main() -> Result<(), Failed> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["write", events, seed, file] => write(events.parse()?, seed.parse()?, Path::new(file)),
        ["chain", events, seed, folder] => chain(events.parse()?, seed.parse()?, Path::new(folder)),
        ["audit", file, folder] => audit(Path::new(file), Path::new(folder)),
        _ => Err("usage: logs write EVENTS SEED FILE | chain EVENTS SEED FOLDER | audit FILE FOLDER".into()),
    }
}

fn write(events: usize, seed: u64, file: &Path) -> Result<(), Failed> {
    Ok(csv(file, liandong_sample::scaled(events, seed))?)
}

/// A log as CSV, written out as it comes.
fn csv(file: &Path, events: impl Iterator<Item = Event>) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(out, "{HEADER}")?;
    for event in events {
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
    out.flush()
}

/// The matters of a chain log.
const MATTERS: u32 = 20_000;

fn chain(events: usize, seed: u64, folder: &Path) -> Result<(), Failed> {
    let log = Chain::new(events, MATTERS, seed);
    csv(&folder.join("log.csv"), log.iter().map(|event| event.event()))?;
    let catalogue = serde_json::to_string(&catalogue(MATTERS, Supervisors::Few))?;
    std::fs::write(folder.join("catalogue.json"), catalogue)?;
    std::fs::write(folder.join("profile.json"), serde_json::to_string(&profile())?)?;
    working_days(&folder.join("working_days.csv"))?;
    let (rulebook, columns) = (rulebook(MATTERS)?, Interned::new(&log));
    let audit = rulebook.audit(columns.columns().checked()?, Scope::default(), day_of_audit());
    Ok(answers(&audit, folder)?)
}

/// Every day that the calendar covers, and how many working days there are up to it.
fn working_days(file: &Path) -> Result<(), Failed> {
    let calendar = Calendar::china();
    let (Some(first), Some(last)) = (calendar.covered_years().next(), calendar.covered_years().next_back())
    else {
        return Err("a calendar without years".into());
    };
    let (first, last) = (Day::new(first, 1, 1)?, Day::new(last, 12, 31)?);
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(out, "day,number")?;
    let mut number = 0;
    for day in (first.number()..=last.number()).filter_map(Day::from_number) {
        number += u32::from(calendar.is_working_day(day)?);
        writeln!(out, "{day},{number}")?;
    }
    Ok(out.flush()?)
}

fn audit(file: &Path, folder: &Path) -> Result<(), Failed> {
    let rulebook = liandong_sample::rulebook()?;
    let start = Instant::now();
    let log = CsvReader::new().read(std::fs::read(file)?)?.log;
    let (reading, start) = (start.elapsed(), Instant::now());
    let audit = rulebook.audit(&log, Scope::default(), AS_OF.parse::<When>()?);
    let (auditing, start) = (start.elapsed(), Instant::now());
    std::hint::black_box((audit.duty_columns(), audit.finding_columns()));
    let (showing, peak) = (start.elapsed(), peak() / 1_024);
    answers(&audit, folder)?;
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
