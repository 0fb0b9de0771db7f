//! What enters: a rulebook, the records and the questions. What leaves: who approves by places instead of ids, a batch a pass.

use std::hint::black_box;

use liandong::{Approvals, Day, Rulebook};

use crate::contender::{Expected, Failure};
use crate::limit::{PLACE_OF_BUREAU, place_of};
use crate::questions::{Question, Work};

/// What stands for a silence in a batch.
const SILENT: u32 = u32::MAX;

/// A way of answering a batch: as many codes as there are questions.
pub trait Batch {
    fn name(&self) -> &'static str;
    fn pass(&self, rows: &[(u32, Day)], codes: &mut Vec<u32>);
    /// The ids that codes stand for.
    fn parties(&self) -> &[String];
}

/// Questions by places, as columns would bring them.
pub fn rows(questions: &[Question]) -> Vec<(u32, Day)> {
    questions.iter().map(|question| (question.place, question.on)).collect()
}

/// Holds a batch against the answers by ids.
pub fn compare(batch: &dyn Batch, rows: &[(u32, Day)], expected: &Expected) -> Result<(), Failure> {
    let mut codes = Vec::new();
    batch.pass(rows, &mut codes);
    let named = |code: &u32| batch.parties().get(*code as usize);
    let wrong = codes.iter().zip(&expected.approvers).filter(|(code, party)| named(code) != party.as_ref());
    match (codes.len() == expected.approvers.len(), wrong.count()) {
        (true, 0) => Ok(()),
        (_, wrong) => Err(format!("{}, dense: {wrong} other answers than by ids", batch.name()).into()),
    }
}

/// liandong's arrays.
pub struct Ours {
    approvals: Approvals,
    parties: Vec<String>,
}

impl Ours {
    pub fn new(rulebook: &Rulebook) -> Self {
        let parties = rulebook.parties().map(|party| party.id.clone()).collect();
        Self { approvals: rulebook.approvals(), parties }
    }
}

impl Batch for Ours {
    fn name(&self) -> &'static str {
        "liandong"
    }

    fn pass(&self, rows: &[(u32, Day)], codes: &mut Vec<u32>) {
        let approvals = &self.approvals;
        codes.clear();
        codes.extend(black_box(rows).iter().map(
            |(place, on)| match approvals.approver(*place as usize, *on) {
                Some(Ok(party)) => u32::try_from(party).unwrap_or(SILENT),
                _ => SILENT,
            },
        ));
        black_box(codes);
    }

    fn parties(&self) -> &[String] {
        &self.parties
    }
}

/// The limit: a day and a party a matter, and no history but that.
pub struct Limit {
    records: Vec<(i32, u32)>,
    parties: Vec<String>,
    in_force: i32,
}

impl Limit {
    pub fn new(work: &Work) -> Result<Self, Failure> {
        let parties: Vec<String> = Work::parties().collect();
        let taken_in = work.records.iter().map(|record| record.taken_in.unwrap_or(i32::MAX));
        let original = work.records.iter().map(|record| place_of(&parties, &record.original));
        let records = taken_in.zip(original).map(|(day, party)| Ok((day, party?)));
        let records = records.collect::<Result<_, Failure>>()?;
        Ok(Self { records, parties, in_force: work.in_force.number() })
    }
}

impl Batch for Limit {
    fn name(&self) -> &'static str {
        "limit"
    }

    fn pass(&self, rows: &[(u32, Day)], codes: &mut Vec<u32>) {
        codes.clear();
        codes.extend(black_box(rows).iter().map(|(place, on)| {
            let Some((taken_in, original)) = self.records.get(*place as usize) else { return SILENT };
            let party = if *taken_in <= on.number() { PLACE_OF_BUREAU } else { *original };
            if on.number() >= self.in_force { party } else { SILENT }
        }));
        black_box(codes);
    }

    fn parties(&self) -> &[String] {
        &self.parties
    }
}
