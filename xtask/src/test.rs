//! Every check of the repository in the order of their price: in comes a working tree, out one step each.

use crate::sh::{Cmd, Failure};
use crate::steps::Steps;
use crate::surfaces::Surface;
use crate::{budget, desk, py, referee, references, schema, setup, surfaces, tidy, wasm};

/// What CI runs.
pub fn all(steps: &mut Steps) {
    tidy::all(steps);
    steps.must("format", || Cmd::cargo(&["fmt", "--all", "--check"]).run());
    setup::all(steps);
    steps.must("clippy", clippy);
    steps.must("rust tests", rust_tests);
    steps.must("rust documents", rust_documents);
    schema::check(steps);
    steps.must("example inspection", example);
    budget::all(steps, false);
    wasm::all(steps);
    desk::all(steps);
    py::all(steps);
    references::all(steps);
    referee::all(steps, &referee::Asked::default());
    surfaces::all(steps, &Surface::ALL, None);
}

fn clippy() -> Result<(), Failure> {
    Cmd::cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]).run()?;
    let readers = ["clippy", "--package", "liandong-readers", "--all-targets", "--features", "parquet"];
    Cmd::cargo(&[&readers[..], &["--", "-D", "warnings"]].concat()).run()
}

/// Unit, integration and document tests. The bindings are left out: they are modules of another
/// language's runtime, and tested in it.
fn rust_tests() -> Result<(), Failure> {
    Cmd::cargo(&["test", "--workspace", "--exclude", "liandong-py", "--exclude", "liandong-wasm"]).run()?;
    // What is off unless asked for, on as many threads as there are and on one.
    Cmd::cargo(&["test", "--package", "liandong-readers", "--features", "parquet,parallel"]).run()?;
    Cmd::cargo(&["test", "--package", "liandong-readers", "--features", "parquet", "--test", "parquet"]).run()
}

fn rust_documents() -> Result<(), Failure> {
    let parquet = ["--features", "liandong-readers/parquet"];
    let packages = ["doc", "--package", "liandong", "--package", "liandong-readers", "--no-deps"];
    Cmd::cargo(&[&packages[..], &parquet].concat()).env("RUSTDOCFLAGS", "-D warnings").run()
}

fn example() -> Result<(), Failure> {
    Cmd::cargo(&["run", "--quiet", "--release", "--package", "liandong", "--example", "inspection"]).run()
}
