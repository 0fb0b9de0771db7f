//! What enters: flags. What leaves: what a question of who approves takes of liandong, of the engines that a Rust user would pick
//! instead, of a map written by hand, and of the least that answers at all; after all gave the same answers.

mod by_hand;
mod cedar;
mod contender;
mod datalogic;
mod dense;
mod growth;
mod limit;
mod measure;
mod ours;
mod questions;
mod regorus;
mod report;
mod zen;

use contender::{Asked, Failure, Run};
use dense::Batch;
use liandong::Day;
use measure::{Effort, median, nanoseconds};
use questions::{Question, Work};
use report::Row;

const USAGE: &str = "usage: liandong-peers [--json] [--quick] [--matters N | --growth]";

/// What the program was asked for.
struct Wanted {
    json: bool,
    quick: bool,
    growth: bool,
    matters: u32,
}

fn wanted() -> Result<Wanted, Failure> {
    let mut wanted = Wanted { json: false, quick: false, growth: false, matters: 20_000 };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--json" => wanted.json = true,
            "--quick" => wanted.quick = true,
            "--growth" => wanted.growth = true,
            "--matters" => wanted.matters = arguments.next().ok_or(USAGE)?.parse()?,
            _ => return Err(USAGE.into()),
        }
    }
    Ok(wanted)
}

fn main() -> Result<(), Failure> {
    let wanted = wanted()?;
    let effort = if wanted.quick { Effort::QUICK } else { Effort::FULL };
    let rows = if wanted.growth {
        growth::rows(effort)?
    } else {
        side_by_side(wanted.matters, effort, wanted.quick)?
    };
    if wanted.json {
        report::lines(&rows);
    } else {
        report::table(&rows);
    }
    Ok(())
}

/// Everybody's answers compared, then everybody's times.
fn side_by_side(matters: u32, effort: Effort, quick: bool) -> Result<Vec<Row>, Failure> {
    let work = Work::new(matters)?;
    let ours = ours::Ours::new(work.catalogue.clone())?;
    let batches: [Box<dyn Batch>; 2] =
        [Box::new(dense::Ours::new(&ours.rulebook)), Box::new(dense::Limit::new(&work)?)];
    let mut all: Vec<Box<dyn Run>> = vec![
        Box::new(ours),
        Box::new(limit::Limit::new(&work)?),
        Box::new(by_hand::ByHand::new(&work)),
        Box::new(cedar::Cedar::new(&work, false)?),
        Box::new(regorus::Rego::new(&work)?),
        Box::new(zen::Zen::new(&work)?),
        Box::new(datalogic::Datalogic::new(&work, datalogic::Way::Lean)?),
    ];
    // Ways to ask the same engines that take longer, some to load too.
    if !quick {
        all.push(Box::new(cedar::Cedar::new(&work, true)?));
        all.push(Box::new(zen::ZenTable::new(&work)?));
        all.push(Box::new(datalogic::Datalogic::new(&work, datalogic::Way::Whole)?));
        all.push(Box::new(datalogic::Datalogic::new(&work, datalogic::Way::Text)?));
    }
    let mut answers = Vec::new();
    for own in &mut all {
        answers.push(own.answers(asked_of(own.as_ref(), effort, &work))?);
    }
    let ours = answers.first().ok_or("nobody")?;
    for (own, answers) in all.iter().zip(&answers) {
        ours.compare(own.name(), answers, asked_of(own.as_ref(), effort, &work))?;
    }
    let columns = dense::rows(&work.questions);
    for batch in &batches {
        dense::compare(batch.as_ref(), &columns, ours)?;
    }
    Ok(times(effort, &work, &mut all, &batches, &columns))
}

/// The questions that a contender is asked.
fn asked_of<'w>(contender: &dyn Run, effort: Effort, work: &'w Work) -> &'w [Question] {
    let all = work.questions.as_slice();
    let first = if contender.is_quick() { all.len() } else { effort.slow };
    all.get(..first).unwrap_or(all)
}

/// Rounds in which everybody takes a turn, so that what else the machine does meets all alike.
fn times(
    effort: Effort,
    work: &Work,
    all: &mut [Box<dyn Run>],
    batches: &[Box<dyn Batch>],
    columns: &[(u32, Day)],
) -> Vec<Row> {
    let both = [Asked::Approver, Asked::Permits];
    let by_text = both.iter().flat_map(|asked| all.iter().map(|own| (asked.work(), own.name())));
    let dense = batches.iter().map(|own| ("approver/dense", own.name()));
    let mut rows: Vec<_> = by_text.chain(dense).map(|row| (row, Vec::new())).collect();
    let mut codes = Vec::new();
    for _ in 0..effort.rounds {
        let mut taken = Vec::with_capacity(rows.len());
        for asked in both {
            for own in all.iter_mut() {
                let questions = asked_of(own.as_ref(), effort, work);
                taken.push(nanoseconds(effort, questions.len(), || own.pass(asked, questions)));
            }
        }
        for own in batches {
            taken.push(nanoseconds(effort, columns.len(), || own.pass(columns, &mut codes)));
        }
        rows.iter_mut().zip(taken).for_each(|((_, own), taken)| own.push(taken));
    }
    let row = |((work, who), values): ((&str, _), _)| {
        let work = work.to_owned();
        Row { work, who, unit: "ns", value: median(values) }
    };
    rows.into_iter().map(row).collect()
}
