//! The rule desk: in comes wasm/desk and the built package, out target/desk with a page to serve and one file that opens from
//! a folder, driven in a browser as a user would.

use std::path::PathBuf;

use crate::py::with_venv;
use crate::setup::{chromium_program, in_venv};
use crate::sh::{Cmd, Failure, root};
use crate::steps::{Outcome, Stepped, Steps};
use crate::wasm;

/// Builds the desk, and tests it in a browser.
pub fn all(steps: &mut Steps) {
    steps.run("desk: layout of workbooks", || with_venv(layout));
    steps.run("desk", build);
    steps.run("desk tests", || wasm::tests("wasm/desk/tests"));
    steps.run("desk in a browser", || {
        if chromium_program().is_none() {
            return Ok(Outcome::Skipped("`chromium` is missing; `cargo xtask setup` installs it".to_owned()));
        }
        wasm::tests("wasm/desk/tests/browser")
    });
}

/// Builds the package and the desk, and serves it until it is stopped.
pub fn serve(steps: &mut Steps) {
    wasm::package(steps);
    steps.run("desk", build);
    if steps.all_passed() {
        steps.must("desk, served", || npm(&["run", "preview"]));
    }
}

fn folder() -> PathBuf {
    root().join("wasm/desk")
}

fn npm(arguments: &[&str]) -> Result<(), Failure> {
    Cmd::new("npm", arguments).within(folder()).run()
}

/// The desk and the Python package read one layout.
fn layout() -> Result<(), Failure> {
    Cmd::new(in_venv("python"), &[folder().join("scripts/layout.py"), "--check".into()]).run()
}

fn build() -> Stepped {
    if !folder().join("node_modules").exists() {
        return Ok(Outcome::Skipped("wasm/desk is not set up; `cargo xtask setup` does it".to_owned()));
    }
    npm(&["run", "build"])?;
    Ok(Outcome::Done)
}
