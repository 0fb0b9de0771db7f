//! What enters: a catalogue of 20,000 matters. What leaves: the bytes a rulebook of it keeps, and how many of them a
//! matter takes beyond its own texts.

use std::alloc::{GlobalAlloc, Layout, System};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use liandong::Rulebook;
use liandong_benches::{Supervisors, catalogue};

/// Counts what is allocated, as it was asked for.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);

#[allow(unsafe_code, reason = "an allocator can be written in no other way; this one counts and passes on")]
// SAFETY: every call is passed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.fetch_add(layout.size(), Relaxed);
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() -> ExitCode {
    let held = |matters| -> Option<(usize, usize)> {
        let catalogue = catalogue(matters, Supervisors::Few);
        let texts = catalogue.matters.iter().map(|matter| {
            matter.id.len() + matter.name.len() + matter.codes.iter().map(String::len).sum::<usize>()
        });
        let texts = texts.sum();
        let before = HELD.load(Relaxed);
        let made = catalogue.matters.capacity();
        let rulebook = Rulebook::from_json(&serde_json::to_string(&catalogue).ok()?).ok()?;
        let after = HELD.load(Relaxed);
        drop((rulebook, made));
        Some((after - before, texts))
    };
    let (Some((none, _)), Some((all, texts))) = (held(0), held(20_000)) else { return ExitCode::FAILURE };
    let own = all - none;
    println!("20,000 matters: {own} bytes, {texts} of them texts");
    println!("a matter beyond its texts: {:.1} bytes", (own - texts) as f64 / 20_000.0);
    ExitCode::SUCCESS
}
