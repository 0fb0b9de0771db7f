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
#[cfg(feature = "arrow")]
mod arrow;
mod block;
mod csv;
mod encoding;
mod error;
mod header;
mod json;
mod mapping;
mod memo;
mod names;
mod options;
#[cfg(feature = "parquet")]
mod parquet;
mod record;
mod row;
mod rows;
#[cfg(feature = "parquet")]
mod shared;
mod split;
#[cfg(feature = "arrow")]
mod table;
mod time;

#[cfg(feature = "arrow")]
pub use arrow::{ArrowReader, TableLog};
pub use csv::{CsvLog, CsvReader, Delimiter};
pub use encoding::Encoding;
pub use error::{Column, HeaderFault, LineFault, ReadError};
pub use json::{JsonLog, JsonReader};
pub use mapping::{Field, Mapping};
#[cfg(feature = "parquet")]
pub use parquet::ParquetReader;
pub use row::covered;
#[cfg(feature = "arrow")]
pub use table::{TableError, TableFault};
pub use time::{SerialDates, Times};
