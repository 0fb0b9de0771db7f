//! What enters: a folder and a number of questions. What leaves: in the folder a catalogue of 20,000 matters and the answers
//! to so many questions of who approves; a line of JSON with the nanoseconds that one takes, by way of asking, and those that
//! loading takes.
//!
//! `benches/node` asks the JavaScript package and its peers the same questions in the same order.

use std::collections::HashMap;
use std::env;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use liandong::{Day, MatterView, Rulebook, Silence};
use liandong_benches::clock::Clock;
use liandong_benches::{Supervisors, catalogue};

const MATTERS: u32 = 20_000;

/// Runs of each way of asking, whose median counts.
const RUNS: usize = 5;

/// The shortest run.
const LEAST: Duration = Duration::from_millis(100);

/// What stands for a silence among the answers.
const SILENT: u32 = u32::MAX;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(folder), Some(count)) = (arguments.next(), arguments.next()) else {
        return Err("usage: approver FOLDER QUESTIONS".into());
    };
    let (folder, count) = (Path::new(&folder), count.parse::<usize>()?);
    let catalogue = catalogue(MATTERS, Supervisors::Few);
    let text = serde_json::to_string(&catalogue)?;
    fs::write(folder.join("catalogue.json"), &text)?;
    let rulebook = Rulebook::new(catalogue)?;
    let matters: Vec<MatterView<'_>> = rulebook.matters().collect();
    // Every matter, and the days of ten years, in strides that share no factor with their number.
    let places: Vec<usize> = (0..count).map(|row| row * 7_919 % matters.len()).collect();
    let first = Day::from_ymd(2016, 1, 1).ok_or("a day")?.number();
    let days = (0..count).map(|row| Day::from_number(first + (row * 523 % 3_650) as i32));
    let days: Vec<Day> = days.collect::<Option<_>>().ok_or("days")?;
    let dates: Vec<String> = days.iter().take(3_650).map(Day::to_string).collect();
    let ids: Vec<String> = matters.iter().map(|matter| matter.id().to_owned()).collect();

    let load = median(1, || {
        black_box(Rulebook::from_json(&text).map(|own| own.approvals()).ok());
    });
    let approvals = rulebook.approvals();
    let asked = |place: usize, day: Day| match approvals.approver(place, day) {
        Some(Ok(party)) => u32::try_from(party).unwrap_or(SILENT),
        _ => SILENT,
    };
    let by_handle = median(count, || {
        for (place, day) in places.iter().zip(&days) {
            black_box(matters.get(*place).map(|matter| matter.approver(black_box(*day))));
        }
    });
    let by_text = median(count, || {
        for (place, date) in places.iter().zip(dates.iter().cycle()) {
            let (Some(id), Ok(day)) = (ids.get(*place), black_box(date).parse::<Day>()) else { continue };
            let answer = rulebook.matter(black_box(id)).map(|matter| matter.approver(day));
            for reason in answer.iter().flat_map(|answer| answer.reasons.iter()) {
                black_box((reason.norm, &reason.fact));
            }
            black_box(answer.ok());
        }
    });
    let batch = median(count, || {
        black_box(places.iter().zip(&days).map(|(place, day)| asked(*place, *day)).collect::<Vec<_>>());
    });
    let day = Day::from_ymd(2024, 1, 1).ok_or("a day")?;
    let in_order = median(count, || {
        let rows = (0..count).map(|row| asked(row % matters.len(), black_box(day)));
        black_box(rows.collect::<Vec<_>>());
    });

    let parties: HashMap<&str, u32> = rulebook.parties().map(|party| party.id.as_str()).zip(0..).collect();
    let mut bytes = Vec::with_capacity(4 * count);
    for (place, day) in places.iter().zip(&days) {
        let party = match matters.get(*place).map(|matter| matter.approver(*day).value) {
            Some(Ok(party)) => parties.get(party.id.as_str()).copied().ok_or("a party")?,
            Some(Err(Silence::NotGoverned(_))) => SILENT,
            _ => return Err("an undetermined answer, which the peers do not encode".into()),
        };
        if party != asked(*place, *day) {
            return Err("the batch answers otherwise than the point question".into());
        }
        bytes.extend(party.to_le_bytes());
    }
    fs::write(folder.join("approvers.u32"), bytes)?;
    println!(
        r#"{{"load": {load:.0}, "handle": {by_handle:.2}, "text": {by_text:.2}, "batch": {batch:.2}, "in_order": {in_order:.2}}}"#
    );
    Ok(())
}

/// The median time of a question, in nanoseconds. Whatever else the machine does is not counted; the clock goes in steps, so
/// all questions are asked again until enough of them have passed.
fn median(count: usize, mut run: impl FnMut()) -> f64 {
    let mut taken = [0.0_f64; RUNS];
    for own in &mut taken {
        let (start, mut times) = (Clock::now(), 0);
        while start.elapsed() < LEAST {
            run();
            times += 1;
        }
        *own = start.elapsed().as_secs_f64() * 1e9 / (count * times) as f64;
    }
    taken.sort_by(f64::total_cmp);
    taken.get(RUNS / 2).copied().unwrap_or_default()
}
