//! What enters: the records. What leaves: answers of a map from strings as a person would write it; without reasons.

use std::collections::HashMap;

use liandong::Day;

use crate::contender::{Contender, Failure};
use crate::questions::{BUREAU, Work};

/// For each matter who approves it from which day on, in the order of the days.
pub struct ByHand(HashMap<String, Vec<(Day, String)>>);

impl ByHand {
    pub fn new(work: &Work) -> Self {
        let mut map: HashMap<String, Vec<(Day, String)>> = HashMap::new();
        for record in &work.records {
            let approvers = map.entry(record.id.clone()).or_default();
            approvers.push((work.in_force, record.original.clone()));
            if let Some(from) = record.taken_in.and_then(Day::from_number) {
                approvers.push((from, BUREAU.to_owned()));
            }
        }
        Self(map)
    }
}

impl Contender for ByHand {
    fn name(&self) -> &'static str {
        "HashMap"
    }

    type Approver<'a> = Option<&'a str>;
    type Verdict<'a> = bool;

    fn approver<'a>(&'a mut self, matter: &'a str, on: Day) -> Option<&'a str> {
        let approvers = self.0.get(matter)?;
        approvers.iter().rev().find(|(from, _)| *from <= on).map(|(_, party)| party.as_str())
    }

    fn permits<'a>(&'a mut self, party: &'a str, act: &'a str, matter: &'a str, on: Day) -> bool {
        matches!(act, "accept" | "examine" | "decide") && self.approver(matter, on) == Some(party)
    }

    fn party(answer: &Option<&str>) -> Result<Option<String>, Failure> {
        Ok(answer.map(str::to_owned))
    }

    fn is_permitted(verdict: &bool) -> Result<bool, Failure> {
        Ok(*verdict)
    }
}
