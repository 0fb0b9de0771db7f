//! What enters: a file of events, CSV, JSON lines or (with the feature) Parquet by its name, and how often to read it. What leaves: a line a reading: the
//! events, the time that this process ran and that passed for each, and the most memory held.

use std::time::Instant;

use liandong::EventLog;
use liandong_benches::clock::Clock;
use liandong_readers::{CsvReader, JsonReader};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, times] = arguments.as_slice() else { return Err("usage: reading FILE TIMES".into()) };
    let bytes = std::fs::read(file)?;
    for _ in 0..times.parse()? {
        let (ran, passed) = (Clock::now(), Instant::now());
        let log = read(file, &bytes)?;
        let each = |nanoseconds: u128| nanoseconds / u128::try_from(log.len().max(1)).unwrap_or(1);
        let (ran, passed) = (ran.elapsed().as_nanos(), passed.elapsed().as_nanos());
        println!("{} events, {} ns ran and {} ns passed for each", log.len(), each(ran), each(passed));
    }
    Ok(())
}

fn read(file: &str, bytes: &[u8]) -> Result<EventLog, Box<dyn std::error::Error>> {
    Ok(match file.rsplit('.').next() {
        #[cfg(feature = "parquet")]
        Some("parquet") => liandong_readers::ParquetReader::new().read(bytes)?.log,
        Some("csv") => CsvReader::new().read(bytes)?.log,
        _ => JsonReader::new().lines(bytes).log,
    })
}
