//! What enters: bytes that a platform exported. What leaves: a log of their events, and what was noticed on the way.
//!
#![doc = include_str!("../README.md")]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        reason = "a test that fails should stop where it fails"
    )
)]

mod ahead;
mod csv;
mod encoding;
mod error;
mod json;
mod mapping;
mod memo;
mod names;
mod options;
mod record;
mod row;
mod rows;
mod split;
mod time;

pub use csv::{CsvLog, CsvReader, Delimiter};
pub use encoding::Encoding;
pub use error::{Column, HeaderFault, LineFault, ReadError};
pub use json::{JsonLog, JsonReader};
pub use mapping::{Field, Mapping};
pub use row::covered;
pub use time::{SerialDates, Times};
