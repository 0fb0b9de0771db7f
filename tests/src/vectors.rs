//! What enters: a folder and a surface. What leaves: a report of every vector that differs, and a count.

use std::fmt;
use std::path::{Path, PathBuf};

mod case;
mod compare;
mod encode;
mod encode_audit;
mod encode_difference;
mod encode_evidence;
mod encode_lint;
mod encode_outlook;
mod native;
mod surface;

pub use case::{Case, Folder, Unread, read};
pub use compare::{Difference, compare};
pub use encode_audit::audit as audited;
pub use surface::{Surface, Told};

/// The vectors of this repository.
#[must_use]
pub fn default_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

/// A vector whose answer is not the expected one.
#[derive(Debug)]
pub struct Failure {
    /// The vector's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where and how the answer differs.
    pub difference: Difference,
}

/// What became of the vectors of a folder on a surface.
#[derive(Debug, Default)]
pub struct Report {
    /// Files and cases that cannot be taken as they stand.
    pub unread: Vec<Unread>,
    /// Vectors that differ.
    pub failures: Vec<Failure>,
    /// How many agree.
    pub passed: usize,
    /// Ids of vectors whose question the surface does not have.
    pub not_run: Vec<String>,
}

impl Report {
    /// Whether there was something to run and nothing differs.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.unread.is_empty() && self.failures.is_empty() && self.passed > 0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for unread in &self.unread {
            writeln!(f, "✗ {unread}")?;
        }
        for Failure { id, title, difference } in &self.failures {
            writeln!(f, "✗ {id}: {title}\n{difference}")?;
        }
        let failed = self.failures.len() + self.unread.len();
        if failed + self.passed + self.not_run.len() == 0 {
            writeln!(f, "✗ the folder holds no vector")?;
        }
        write!(f, "{} passed, {failed} failed, {} not run", self.passed, self.not_run.len())
    }
}

/// Runs every vector of a folder on a surface.
#[must_use]
pub fn run(folder: &Path, surface: Surface) -> Report {
    let Folder { cases, unread } = read(folder);
    let mut report = Report { unread, ..Report::default() };
    for case in cases {
        match surface.told(&case) {
            Told::NotRun => report.not_run.push(case.id),
            Told::Answer(got) => match compare(&case.expect, &got, case.partial.is_some()) {
                None => report.passed += 1,
                Some(difference) => {
                    report.failures.push(Failure { id: case.id, title: case.title, difference });
                }
            },
        }
    }
    report
}
