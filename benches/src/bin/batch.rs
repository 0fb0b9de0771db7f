//! What enters: `FILE ROWS`. What leaves: a catalogue of 20,000 matters in FILE, and the nanoseconds that a row of "who
//! approves" takes over buffers of ROWS codes and days, as Arrow lays them out.
//!
//! `benches/python/questions.py` asks the same rows of the same catalogue from Python.

use std::collections::HashMap;
use std::env;
use std::error::Error;
use std::fs;
use std::time::Instant;

use liandong::{Day, MatterView, Rulebook};
use liandong_benches::{Supervisors, catalogue};

/// The fastest of so many runs counts.
const RUNS: usize = 7;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(file), Some(rows)) = (arguments.next(), arguments.next()) else {
        return Err("usage: batch FILE ROWS".into());
    };
    let (rows, catalogue) = (rows.parse::<usize>()?, catalogue(20_000, Supervisors::Few));
    fs::write(&file, serde_json::to_string(&catalogue)?)?;
    let rulebook = Rulebook::new(catalogue)?;
    let views: Vec<MatterView<'_>> = rulebook.matters().collect();
    // Every matter, and the days of ten years, in strides that share no factor with their number.
    let codes: Vec<u32> = (0..rows).map(|row| (row * 7_919 % views.len()) as u32).collect();
    let first = Day::from_ymd(2016, 1, 1).ok_or("a day")?.number();
    let days: Vec<i32> = (0..rows).map(|row| first + (row * 523 % 3_650) as i32).collect();
    let parties: HashMap<&str, u32> = rulebook.parties().map(|party| party.id.as_str()).zip(0..).collect();
    let mut best = f64::INFINITY;
    let mut approved = 0;
    for _ in 0..RUNS {
        let mut approvers = Vec::with_capacity(rows);
        let start = Instant::now();
        // The party that answered last mostly answers again.
        let mut last: (*const u8, u32) = (std::ptr::null(), u32::MAX);
        for (code, day) in codes.iter().zip(&days) {
            let day = Day::from_number(*day).ok_or("a day")?;
            approvers.push(match views[*code as usize].approver(day).value {
                Err(_) => u32::MAX,
                Ok(party) => {
                    if last.0 != party.id.as_ptr() {
                        last =
                            (party.id.as_ptr(), parties.get(party.id.as_str()).copied().unwrap_or(u32::MAX));
                    }
                    last.1
                }
            });
        }
        best = best.min(start.elapsed().as_secs_f64());
        approved = approvers.iter().filter(|code| **code != u32::MAX).count();
    }
    println!(
        "{{\"rows\": {rows}, \"approved\": {approved}, \"nanoseconds\": {:.2}}}",
        best * 1e9 / rows as f64
    );
    Ok(())
}
