//! What enters: the columns of a chain log. What leaves: what became of each push, notice and push back, as one would write
//! it first: a `HashMap` from the case to its rows, and a loop over the rows of each.

use std::collections::HashMap;

use crate::chain::BUREAU;
use crate::interned::Interned;
use crate::limit::{Coded, Counts, Known, NEVER, day};

/// Counts what became of every duty.
#[must_use]
pub fn grouped(log: &Interned, known: &Known) -> Counts {
    let coded = Coded::new();
    let mut cases: HashMap<u32, Vec<usize>> = HashMap::new();
    for (row, case) in log.case.iter().enumerate() {
        cases.entry(*case).or_default().push(row);
    }
    let mut counts = Counts::default();
    for rows in cases.values() {
        let first = |fits: &dyn Fn(usize) -> bool| {
            let days = rows.iter().filter(|row| fits(**row)).map(|row| day(log.at[*row]));
            days.min().unwrap_or(NEVER)
        };
        let Some(matter) = rows.iter().map(|row| log.matter[*row]).find(|matter| *matter != u32::MAX) else {
            continue;
        };
        if let Some(decision) = rows.iter().find(|row| log.kind[**row] == coded.decision) {
            let decided = day(log.at[*decision]);
            if log.actor[*decision] == BUREAU && known.is_taken_in(matter, decided) {
                let due = known.push_due(decided);
                for party in known.supervisors(matter) {
                    let is_push = |row: usize| {
                        log.kind[row] == coded.push
                            && log.to[row] == party
                            && log.actor[row] == BUREAU
                            && log.channel[row] == coded.platform
                    };
                    let is_notice = |row: usize| log.kind[row] == coded.notice && log.to[row] == party;
                    counts.add(0, first(&is_push), due);
                    counts.add(1, first(&is_notice), due);
                }
            } else {
                counts.leave_open();
            }
        }
        for party in known.supervisors(matter) {
            let of = |row: usize, kind| log.kind[row] == kind && log.actor[row] == party;
            let found = first(&|row| of(row, coded.result));
            if found != NEVER && known.is_taken_in(matter, found) {
                counts.add(2, first(&|row| of(row, coded.push_back)), known.push_back_due(found));
            }
        }
    }
    counts
}
