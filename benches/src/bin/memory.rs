//! What enters: a catalogue of 20,000 matters. What leaves: the bytes a rulebook of it keeps, and how many of them a
//! matter takes beyond its own texts.

use std::process::ExitCode;

use liandong::Rulebook;
use liandong_benches::counting::{Counting, held as held_now};
use liandong_benches::{Supervisors, catalogue};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() -> ExitCode {
    let held = |matters| -> Option<(usize, usize)> {
        let catalogue = catalogue(matters, Supervisors::Few);
        let texts = catalogue.matters.iter().map(|matter| {
            matter.id.len() + matter.name.len() + matter.codes.iter().map(String::len).sum::<usize>()
        });
        let texts = texts.sum();
        let before = held_now();
        let made = catalogue.matters.capacity();
        let rulebook = Rulebook::from_json(&serde_json::to_string(&catalogue).ok()?).ok()?;
        let after = held_now();
        drop((rulebook, made));
        Some((after - before, texts))
    };
    let (Some((none, _)), Some((all, texts))) = (held(0), held(20_000)) else { return ExitCode::FAILURE };
    let own = all - none;
    println!("20,000 matters: {own} bytes, {texts} of them texts");
    println!("a matter beyond its texts: {:.1} bytes", (own - texts) as f64 / 20_000.0);
    ExitCode::SUCCESS
}
