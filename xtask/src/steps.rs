//! Runs named steps one after another: in goes a closure, out come its time, a count and a summary line.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::sh::{Failure, in_ci};

/// What a step that did not fail came to.
pub enum Outcome {
    /// The step did its work.
    Done,
    /// The step had nothing to run on; outside CI that is told, in CI it is a failure.
    Skipped(String),
}

/// A step's result.
pub type Stepped = Result<Outcome, Failure>;

/// The steps run so far.
pub struct Steps {
    started: Instant,
    passed: Vec<(String, Duration)>,
    skipped: Vec<(String, String)>,
    failed: Vec<(String, String)>,
}

impl Steps {
    /// No step has run yet.
    pub fn new() -> Steps {
        let started = Instant::now();
        Steps { started, passed: Vec::new(), skipped: Vec::new(), failed: Vec::new() }
    }

    /// Runs `work` under `name`, says what came of it and goes on, whatever that was.
    pub fn run(&mut self, name: &str, work: impl FnOnce() -> Stepped) {
        eprintln!("\n=== {name}");
        let started = Instant::now();
        let outcome = work();
        let took = started.elapsed();
        let failure = match outcome {
            Ok(Outcome::Done) => {
                eprintln!("=== {name}: passed in {}", seconds(took));
                self.passed.push((name.to_owned(), took));
                return;
            }
            Ok(Outcome::Skipped(why)) if !in_ci() => {
                eprintln!("=== {name}: not run: {why}");
                self.skipped.push((name.to_owned(), why));
                return;
            }
            Ok(Outcome::Skipped(why)) => format!("in CI nothing is skipped: {why}"),
            Err(failure) => failure.to_string(),
        };
        eprintln!("=== {name}: FAILED after {}: {failure}", seconds(took));
        self.failed.push((name.to_owned(), failure));
    }

    /// Runs a command that cannot be skipped as a step.
    pub fn must(&mut self, name: &str, work: impl FnOnce() -> Result<(), Failure>) {
        self.run(name, || work().map(|()| Outcome::Done));
    }

    /// Whether every step so far did its work.
    pub fn all_passed(&self) -> bool {
        self.failed.is_empty() && self.skipped.is_empty()
    }

    /// Prints the steps with their times and the summary line; the status says whether any failed.
    pub fn summary(self) -> ExitCode {
        println!();
        for (name, took) in &self.passed {
            println!("{:>9}  {name}", seconds(*took));
        }
        for (name, why) in &self.skipped {
            println!("  not run  {name}: {why}");
        }
        for (name, why) in &self.failed {
            println!("   FAILED  {name}: {}", why.lines().next().unwrap_or_default());
        }
        let skipped = match self.skipped.len() {
            0 => String::new(),
            n => format!(", {n} not run"),
        };
        println!("{:>9}  in all", seconds(self.started.elapsed()));
        println!("{} passed, {} failed{skipped} (steps)", self.passed.len(), self.failed.len());
        if self.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}
