//! What enters: what a rulebook was compiled from. What leaves: the digests that every answer carries.

use sha2::{Digest, Sha256};

use crate::day::Day;

/// What an answer was given on: the same digests and the same question give the same bytes.
///
/// Each is SHA-256 in hexadecimal, taken over the canonical JSON: the catalogue with every list sorted by id, the profile,
/// the calendar's years.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Digests {
    /// Of the catalogue.
    pub catalogue: String,
    /// Of the profile.
    pub profile: String,
    /// Of the calendar.
    pub calendar: String,
    /// The day up to which records are known; none where all are.
    pub known_on: Option<Day>,
}

/// The digest of a value's JSON.
pub(crate) fn digest(value: &impl serde::Serialize) -> String {
    struct Sink(Sha256);
    impl std::io::Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.update(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut sink = std::io::BufWriter::with_capacity(1 << 16, Sink(Sha256::new()));
    // Writing into a hash cannot fail, and these types have no value that JSON lacks.
    drop(serde_json::to_writer(&mut sink, value));
    let Ok(Sink(hash)) = sink.into_inner() else { return String::new() };
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
