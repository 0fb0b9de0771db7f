//! What enters: sizes of a catalogue. What leaves: what a question and loading take of liandong for each.

use std::hint::black_box;

use liandong::Rulebook;

use crate::contender::{Asked, Failure, Run};
use crate::dense::{self, Batch};
use crate::measure::{Effort, median, nanoseconds};
use crate::ours::Ours;
use crate::questions::Work;
use crate::report::Row;

/// Matters of the growing catalogue.
const SIZES: [u32; 4] = [1_000, 10_000, 100_000, 1_000_000];

/// Times a catalogue is loaded.
const LOADS: usize = 3;

pub fn rows(effort: Effort) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    for matters in SIZES {
        let work = Work::new(matters)?;
        let text = serde_json::to_string(&work.catalogue)?;
        let once = Effort { least: effort.least / 4, ..effort };
        let loads =
            (0..LOADS).map(|_| nanoseconds(once, 1, || drop(black_box(Rulebook::from_json(&text)))) / 1e6);
        let load = median(loads.collect());
        drop(text);
        let mut ours = Ours::new(work.catalogue)?;
        let dense = dense::Ours::new(&ours.rulebook);
        let questions = work.questions.as_slice();
        let (columns, mut codes) = (dense::rows(questions), Vec::new());
        let mut add = |what: &str, unit, value| {
            rows.push(Row { work: format!("{what}, {matters}"), who: "liandong", unit, value });
        };
        let batches = |mut run: Box<dyn FnMut() + '_>| {
            median((0..effort.rounds).map(|_| nanoseconds(effort, questions.len(), &mut run)).collect())
        };
        for asked in [Asked::Approver, Asked::Permits] {
            add(asked.work(), "ns", batches(Box::new(|| ours.pass(asked, questions))));
        }
        add("approver/dense", "ns", batches(Box::new(|| dense.pass(&columns, &mut codes))));
        add("load", "ms", load);
    }
    Ok(rows)
}
