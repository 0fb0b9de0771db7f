//! The built-in calendar against packages of other languages: in come its days, one a line, out whether all agree.

use std::fs::{self, File};
use std::path::PathBuf;

use crate::py::with_venv;
use crate::setup::in_venv;
use crate::sh::{Cmd, Failure, present, root, target};
use crate::steps::{Outcome, Stepped, Steps};

/// Compares every day with chinesecalendar (Python) and chinese-days (Node).
pub fn all(steps: &mut Steps) {
    steps.run("calendar against chinesecalendar", || with_venv(python));
    steps.run("calendar against chinese-days", node);
}

fn python() -> Result<(), Failure> {
    compare(in_venv("python"), root().join("tests/python/calendar_reference.py"))
}

fn node() -> Stepped {
    if !present("node") {
        return Ok(Outcome::Skipped("`node` is not installed".to_owned()));
    }
    if !root().join("tests/node/node_modules").exists() {
        let why = "tests/node/node_modules is missing; `cargo xtask setup` makes it";
        return Ok(Outcome::Skipped(why.to_owned()));
    }
    compare(PathBuf::from("node"), root().join("tests/node/calendar_reference.mjs"))?;
    Ok(Outcome::Done)
}

/// Runs `script` on the lines that the binary `working_days` prints.
fn compare(program: PathBuf, script: PathBuf) -> Result<(), Failure> {
    let days = ["run", "--quiet", "--package", "liandong-tests", "--bin", "working_days"];
    let lines = Cmd::cargo(&days).output()?;
    fs::create_dir_all(target())?;
    let kept = target().join("working_days.txt");
    fs::write(&kept, lines)?;
    Cmd::new(program, &[script]).reading(File::open(kept)?).run()
}
