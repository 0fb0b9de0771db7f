//! The core against a second encoding of its norms: in come a number of cases and a seed, out whether both agree on all.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

use crate::py::with_venv;
use crate::setup::in_venv;
use crate::sh::{Cmd, Failure, cargo_target, root};
use crate::steps::Steps;

/// What `tests/referee` is asked for; what is not given is its own default.
#[derive(Default)]
pub struct Asked {
    /// How many cases are drawn.
    pub cases: Option<String>,
    /// What they are drawn from: a number, or `random`.
    pub seed: Option<String>,
}

/// Compares the referee with the core.
pub fn all(steps: &mut Steps, asked: &Asked) {
    steps.run("referee", || with_venv(|| compare(asked)));
}

fn compare(asked: &Asked) -> Result<(), Failure> {
    Cmd::cargo(&["build", "--quiet", "--package", "liandong-tests", "--bin", "ask"]).run()?;
    let core = cargo_target()?.join("debug").join(format!("ask{EXE_SUFFIX}"));
    let mut arguments = vec![root().join("tests/referee/compare.py"), "--ask".into(), core];
    for (name, value) in [("--cases", &asked.cases), ("--seed", &asked.seed)] {
        if let Some(value) = value {
            arguments.extend([name, value].map(PathBuf::from));
        }
    }
    Cmd::new(in_venv("python"), &arguments).run()
}
