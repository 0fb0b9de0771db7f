//! In: nothing. Out: every day of the built-in calendar, one a line, with 1 where it is worked and 0 where it is not.
//!
//! The packages of other languages that know the same calendar are compared with these lines by the scripts in
//! `tests/python` and `tests/node`; `cargo xtask test` runs both.

use std::error::Error;
use std::io::Write;

use liandong::{Calendar, Day};

fn main() -> Result<(), Box<dyn Error>> {
    let calendar = Calendar::china();
    let mut out = std::io::stdout().lock();
    for year in calendar.covered_years() {
        let mut day = Day::new(year, 1, 1)?;
        while day.year() == year {
            writeln!(out, "{day} {}", u8::from(calendar.is_working_day(day)?))?;
            day = day.next().ok_or("the calendar covers no year after 9998")?;
        }
    }
    Ok(())
}
