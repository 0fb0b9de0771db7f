//! What enters: how many events and runs. What leaves: a line of JSON for each way from a CSV in memory to its log, and to
//! every duty and finding: by `liandong-readers`, in UTF-8 and in GB 18030, and by csv and serde into the library's events.
//!
//! The CSV has 14 columns of which one is quoted. All ways have to find the same before any is timed.

use std::error::Error;

use liandong::{Event, EventLog, Rulebook, Scope};
use liandong_benches::measured::median;
use liandong_benches::{day_of_audit, exports, rulebook};
use liandong_readers::CsvReader;

const MATTERS: u32 = 20_000;

type Failed = Box<dyn Error>;
type Way = fn(&[u8]) -> Result<EventLog, Failed>;

fn main() -> Result<(), Failed> {
    let mut arguments = std::env::args().skip(1);
    let (Some(events), Some(runs)) = (arguments.next(), arguments.next()) else {
        return Err("usage: csv_audits EVENTS RUNS".into());
    };
    let (events, runs) = (events.parse::<usize>()?, runs.parse::<usize>()?);
    let rulebook = one_thread(rulebook(MATTERS)?)?;
    let english = exports::csv(events, MATTERS, false).into_bytes();
    let chinese = encoding_rs::GB18030.encode(&exports::csv(events, MATTERS, true)).0.into_owned();
    let ways: [(&str, &[u8], Way); 3] = [
        ("liandong", &english, by_readers),
        ("liandong, GB 18030", &chinese, by_readers),
        ("csv + serde", &english, by_serde),
    ];
    let all = ways.iter().map(|(who, bytes, way)| Ok((*who, found(&rulebook, &way(bytes)?))));
    let all: Vec<_> = all.collect::<Result<_, Failed>>()?;
    if let Some((who, other)) = all.iter().find(|(_, own)| *own != all[0].1) {
        return Err(format!("{} finds {:?}, {who} {other:?}", all[0].0, all[0].1).into());
    }
    for (who, bytes, way) in ways {
        let read = median(runs, 1, || way(bytes).ok());
        let judged = median(runs, 1, || way(bytes).map(|log| found(&rulebook, &log)).ok());
        for (work, taken) in [("read", read), ("findings", judged)] {
            let (wall, cores) = (taken.wall.as_secs_f64(), taken.cores.as_secs_f64());
            println!(
                r#"{{"work": "csv/{work}", "who": "{who}", "events": {events}, "bytes": {}, "wall": {wall:.6}, "cores": {cores:.6}}}"#,
                bytes.len()
            );
        }
    }
    Ok(())
}

fn by_readers(bytes: &[u8]) -> Result<EventLog, Failed> {
    Ok(CsvReader::new().read(bytes)?.log)
}

/// As the tutorial of csv has it: each record into a struct, by the names of the header.
fn by_serde(bytes: &[u8]) -> Result<EventLog, Failed> {
    let mut log = EventLog::new();
    for event in csv::Reader::from_reader(bytes).deserialize::<Event>() {
        log.push(&event?);
    }
    Ok(log)
}

/// How many duties and findings there are.
fn found(rulebook: &Rulebook, log: &EventLog) -> (usize, usize) {
    let audit = rulebook.audit(log, Scope::default(), day_of_audit());
    (audit.duty_count(), audit.finding_count())
}

#[cfg(feature = "parallel")]
fn one_thread(rulebook: Rulebook) -> Result<Rulebook, Failed> {
    Ok(rulebook.on_threads(std::num::NonZeroUsize::MIN))
}

#[cfg(not(feature = "parallel"))]
fn one_thread(rulebook: Rulebook) -> Result<Rulebook, Failed> {
    Ok(rulebook)
}
