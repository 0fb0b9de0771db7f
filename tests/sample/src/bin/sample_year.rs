//! What enters: nothing. What leaves: the sample zone's year as JSON lines, on standard output.
//!
//! The rule desk opens on it (`wasm/desk/scripts/sample.mjs`).

use std::io::{self, Write};

/// The year that the desk shows; another seed is another year.
const SEED: u64 = 1;

fn main() -> io::Result<()> {
    io::stdout().lock().write_all(liandong_sample::year(SEED).ndjson().as_bytes())
}
