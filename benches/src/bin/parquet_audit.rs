//! What enters: a log as Parquet, a catalogue, a profile or `-`, the day of the audit, and a folder. What leaves: the duties
//! and findings as CSV in the folder, and a line of JSON with what it took from the files to their columns, on as many threads
//! as the process may have.
//!
//! `benches/python` runs it beside the peers, which begin and end at the same.

use std::fs::{File, read_to_string};
use std::path::Path;
use std::thread::available_parallelism;

use liandong::{Rulebook, Scope, When};
use liandong_benches::answers::answers;
use liandong_benches::measured::{Begun, peak};
use liandong_readers::ParquetReader;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [parquet, catalogue, profile, as_of, folder] = arguments.as_slice() else {
        return Err("usage: parquet_audit PARQUET CATALOGUE PROFILE|- DAY FOLDER".into());
    };
    let threads = available_parallelism().map_or(1, usize::from);
    let begun = Begun::now();
    let mut rulebook = Rulebook::from_json(&read_to_string(catalogue)?)?;
    if profile != "-" {
        rulebook = rulebook.with_profile_json(&read_to_string(profile)?)?;
    }
    let log = ParquetReader::new().read_from(File::open(parquet)?)?.log;
    let audit = rulebook.audit(&log, Scope::default(), as_of.parse::<When>()?);
    std::hint::black_box((audit.duty_columns(), audit.finding_columns()));
    let (taken, peak) = (begun.taken(threads), peak());
    answers(&audit, Path::new(folder))?;
    println!(
        r#"{{"wall": {:.6}, "cores": {:.6}, "peak": {peak}}}"#,
        taken.wall.as_secs_f64(),
        taken.cores.as_secs_f64(),
    );
    Ok(())
}
