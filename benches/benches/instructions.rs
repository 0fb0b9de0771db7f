//! What enters: small, fixed work of each kind, set up beforehand. What leaves: how many instructions it takes, under valgrind.
//!
//! `cargo xtask budget` runs it and holds the counts to `benches/budget.json`. Times depend on the machine, instructions on the
//! code and its compiler alone. Work is small, for valgrind runs the set-up too, fifty times as slowly.

#![allow(missing_docs, reason = "the macros write modules")]

use std::hint::black_box;

use gungraun::prelude::*;
use liandong::{Act, ActKind, Approvals, Catalogue, Day, Event, EventLog, Rulebook, Scope};
use liandong_benches::{
    Dice, Sketch, Supervisors, catalogue, day_of_audit, day_of_question, department_id, matter_id, sketches,
};
use liandong_readers::CsvReader;

const MATTERS: u32 = 1_000;
const QUESTIONS: u32 = 10_000;
const EVENTS: usize = 10_000;

fn day() -> Day {
    day_of_question().unwrap_or(Day::MAX)
}

fn zone() -> Catalogue {
    catalogue(MATTERS, Supervisors::UpToThree)
}

fn rulebook() -> Rulebook {
    Rulebook::new(zone()).unwrap_or_else(|faults| panic!("{faults}"))
}

fn events() -> Vec<Event> {
    sketches(EVENTS, MATTERS, 1).iter().map(Sketch::event).collect()
}

type Ids = Vec<(String, String)>;

/// Ids of a matter and of a party, in an order without pattern.
fn ids() -> Ids {
    let mut dice = Dice::new(7);
    (0..QUESTIONS).map(|_| (matter_id(dice.below(MATTERS)), department_id(dice.below(40)))).collect()
}

/// What a case is given it hands back, so that giving it up is not counted.
fn questions() -> (Rulebook, Ids) {
    (rulebook(), ids())
}

#[library_benchmark]
#[bench::of_10_000(setup = questions)]
fn approver((rulebook, ids): (Rulebook, Ids)) -> (usize, Rulebook, Ids) {
    let answers = ids.iter().filter_map(|(matter, _)| rulebook.matter(black_box(matter)).ok());
    let held = answers.filter(|matter| black_box(matter.approver(day())).value.is_ok()).count();
    (held, rulebook, ids)
}

#[library_benchmark]
#[bench::of_10_000(setup = questions)]
fn reasons((rulebook, ids): (Rulebook, Ids)) -> (usize, Rulebook, Ids) {
    let answers = ids.iter().filter_map(|(matter, _)| rulebook.matter(black_box(matter)).ok());
    let read = answers.map(|matter| matter.approver(day()).reasons.iter().map(black_box).count()).sum();
    (read, rulebook, ids)
}

#[library_benchmark]
#[bench::of_10_000(setup = questions)]
fn permits((rulebook, ids): (Rulebook, Ids)) -> (usize, Rulebook, Ids) {
    let kinds = [ActKind::Accept, ActKind::Examine, ActKind::Decide].into_iter().cycle();
    let acts = ids.iter().zip(kinds).map(|((matter, actor), kind)| Act {
        kind,
        actor,
        officer: None,
        matter: Some(matter),
        on: day(),
        accepted_on: None,
    });
    let judged =
        acts.filter(|act| rulebook.permits(black_box(act)).is_ok_and(|own| own.value.is_ok())).count();
    (judged, rulebook, ids)
}

fn rows() -> (Approvals, Vec<(usize, Day)>) {
    let mut dice = Dice::new(7);
    let first = day().number() - 600;
    let row = |dice: &mut Dice| {
        let later = i32::try_from(dice.below(1_200)).unwrap_or(0);
        (dice.below(MATTERS) as usize, Day::from_number(first + later).unwrap_or(Day::MAX))
    };
    (rulebook().approvals(), (0..QUESTIONS).map(|_| row(&mut dice)).collect())
}

#[library_benchmark]
#[bench::of_10_000(setup = rows)]
fn approvals((approvals, rows): (Approvals, Vec<(usize, Day)>)) -> (usize, Approvals, Vec<(usize, Day)>) {
    let held =
        rows.iter().filter(|(matter, on)| approvals.approver(*matter, *on).is_some_and(|own| own.is_ok()));
    (held.count(), approvals, rows)
}

#[library_benchmark]
#[bench::of_1_000_matters(setup = zone)]
fn rulebook_new(catalogue: Catalogue) -> Option<Rulebook> {
    Rulebook::new(black_box(catalogue)).ok()
}

fn asked() -> (Rulebook, Vec<String>) {
    let question = |(matter, _): (String, String)| {
        format!(r#"{{"ask":"approver","matter":"{matter}","on":"{}"}}"#, day())
    };
    (rulebook(), ids().into_iter().take(1_000).map(question).collect())
}

#[library_benchmark]
#[bench::of_1_000(setup = asked)]
fn ask_json((rulebook, questions): (Rulebook, Vec<String>)) -> (usize, Rulebook, Vec<String>) {
    let length = questions.iter().map(|question| rulebook.ask(black_box(question)).len()).sum();
    (length, rulebook, questions)
}

#[library_benchmark]
#[bench::of_10_000(setup = events)]
fn event_log(events: Vec<Event>) -> (EventLog, Vec<Event>) {
    (black_box(&events).iter().collect(), events)
}

fn logged() -> (Rulebook, EventLog) {
    (rulebook(), events().iter().collect())
}

#[library_benchmark]
#[bench::of_10_000(setup = logged)]
fn audit((rulebook, log): (Rulebook, EventLog)) -> (usize, Rulebook, EventLog) {
    let found = rulebook.audit(black_box(&log), Scope::default(), day_of_audit()).finding_count();
    (found, rulebook, log)
}

fn csv() -> String {
    let mut text = "id,at,kind,actor,case,matter,to,channel,refers_to,result,about\n".to_owned();
    for event in events() {
        let value = serde_json::to_value(&event).unwrap_or_default();
        let names = ["id", "at", "kind", "actor", "case", "matter", "to", "channel", "refers_to", "result"];
        for name in names {
            text.push_str(value.get(name).and_then(|value| value.as_str()).unwrap_or_default());
            text.push(',');
        }
        text.push_str("\"complete, in due form\"\n");
    }
    text
}

#[library_benchmark]
#[bench::of_10_000(setup = csv)]
fn read_csv(text: String) -> (Option<EventLog>, String) {
    (CsvReader::new().read(black_box(text.as_bytes())).ok().map(|read| read.log), text)
}

library_benchmark_group!(
    name = budget,
    benchmarks = [approver, reasons, permits, approvals, rulebook_new, ask_json, event_log, audit, read_csv]
);

main!(library_benchmark_groups = budget);
