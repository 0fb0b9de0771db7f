//! What enters: a size. What leaves: the catalogue of that size, its records as the peers need them, and questions about it with
//! strings of their own.

use std::ops::Range;

use liandong::{Catalogue, Day};
use liandong_benches::{DEPARTMENTS, Dice, Supervisors, catalogue, department_id};

use crate::contender::Failure;

/// The Bureau's id in the generated catalogue.
pub const BUREAU: &str = "bureau";

/// The acts that are asked about.
pub const ACTS: [&str; 3] = ["accept", "examine", "decide"];

/// The first day in force: on earlier ones the Measures say nothing.
pub const IN_FORCE: Option<Day> = Day::from_ymd(2021, 3, 29);

/// Days that are asked about: the first a month before the Measures are in force, a tenth of all; the last half a year after the
/// last transfer, so that a good quarter falls among the transfers.
const FROM_FORCE: Range<i32> = -33..330;

/// Fewest questions: below them a branch that goes one way or the other is soon known by heart.
const LEAST: usize = 20_000;

/// What a peer has to know of a matter.
#[derive(Clone, Debug)]
pub struct Record {
    pub id: String,
    /// The department that approved it before any transfer.
    pub original: String,
    /// The day from which on the Bureau approves it.
    pub taken_in: Option<i32>,
}

/// A question: may this party do this act on this matter on this day? And, of the matter and the day: who approves?
#[derive(Clone, Copy, Debug)]
pub struct Question {
    pub matter: &'static str,
    pub party: &'static str,
    pub act: &'static str,
    pub on: Day,
    /// The matter's place among the records.
    pub place: u32,
}

/// What everybody is asked about, and the questions.
pub struct Work {
    pub catalogue: Catalogue,
    pub records: Vec<Record>,
    pub questions: Vec<Question>,
    pub in_force: Day,
}

impl Work {
    pub fn new(matters: u32) -> Result<Self, Failure> {
        let catalogue = catalogue(matters, Supervisors::Few);
        let mut records = catalogue.matters.iter().map(record).collect::<Result<Vec<_>, Failure>>()?;
        // As a rulebook has its matters: their places are those of the batches.
        records.sort_by(|one, other| one.id.cmp(&other.id));
        let in_force = IN_FORCE.ok_or("a day")?;
        let questions = drawn(&records, in_force)?;
        Ok(Self { catalogue, records, questions, in_force })
    }

    /// Every party that may approve, the Bureau first.
    pub fn parties() -> impl Iterator<Item = String> {
        std::iter::once(BUREAU.to_owned()).chain((0..DEPARTMENTS).map(department_id))
    }
}

/// The records of a matter as far as every peer can encode them without our readings; others are refused.
fn record(matter: &liandong::Matter) -> Result<Record, Failure> {
    let taken_in = match matter.transfers.as_slice() {
        [] => None,
        [one] if one.kind == "transfer" => {
            let effective = one.effective.as_deref().ok_or("a transfer without a day")?;
            Some(effective.parse::<Day>()?.number())
        }
        _ => return Err("a history that the peers do not encode".into()),
    };
    let original = matter.original.clone().ok_or("no original department")?;
    Ok(Record { id: matter.id.clone(), original, taken_in })
}

/// Every matter as often as every other, in an order without pattern. Half of the parties are the right one but for days before
/// everything, a quarter the other one of the two that could be, a quarter anybody.
fn drawn(records: &[Record], in_force: Day) -> Result<Vec<Question>, Failure> {
    let mut dice = Dice::new(7);
    let mut places = Vec::new();
    while places.len() < LEAST.max(records.len()) {
        let mut round: Vec<u32> = (0..u32::try_from(records.len())?).collect();
        dice.shuffle(&mut round);
        places.append(&mut round);
    }
    let span = FROM_FORCE.end.abs_diff(FROM_FORCE.start);
    let mut text = String::new();
    let mut sketches = Vec::with_capacity(places.len());
    for place in places {
        let record = records.get(place as usize).ok_or("a record")?;
        let on = in_force.saturating_add_days(FROM_FORCE.start + i32::try_from(dice.below(span))?);
        let is_bureau = record.taken_in.is_some_and(|from| from <= on.number());
        let party = match (dice.below(4), is_bureau) {
            (0 | 1, true) | (2, false) => BUREAU.to_owned(),
            (0 | 1, false) | (2, true) => record.original.clone(),
            _ => department_id(dice.below(DEPARTMENTS)),
        };
        let act = ACTS[dice.below(3) as usize];
        let start = text.len();
        text.push_str(&record.id);
        text.push_str(&party);
        sketches.push((start, record.id.len(), text.len(), act, on, place));
    }
    // The caller's own strings, side by side in the order in which they are asked: what is measured is not their memory.
    let text: &'static str = text.leak();
    let question = |(start, matter, end, act, on, place)| {
        let (matter, party) = text[start..end].split_at(matter);
        Question { matter, party, act, on, place }
    };
    Ok(sketches.into_iter().map(question).collect())
}
