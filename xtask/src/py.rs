//! The Python package: in comes py/, out a wheel in target/wheels, installed into target/venv and tested there.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::setup::in_venv;
use crate::sh::{Cmd, Failure, cargo_target, root, target};
use crate::steps::{Outcome, Stepped, Steps};

/// Builds and installs the wheel, tests it, and holds the type stubs to the module.
pub fn all(steps: &mut Steps) {
    install(steps);
    steps.run("python tests", || with_venv(tests));
    steps.run("python types", || with_venv(types));
}

/// Builds and installs the wheel.
pub fn install(steps: &mut Steps) {
    steps.run("python wheel", || with_venv(build));
}

/// Runs `work`, or says that there is no environment to run it in.
pub fn with_venv(work: impl FnOnce() -> Result<(), Failure>) -> Stepped {
    if !in_venv("python").exists() {
        return Ok(Outcome::Skipped("target/venv is missing; `cargo xtask setup` makes it".to_owned()));
    }
    work().map(|()| Outcome::Done)
}

fn build() -> Result<(), Failure> {
    let wheels = target().join("wheels");
    if wheels.exists() {
        fs::remove_dir_all(&wheels)?;
    }
    let arguments = ["build".into(), "--release".into(), "--out".into(), wheels.clone()];
    let mut maturin = Cmd::new(in_venv("maturin"), &arguments).within(root().join("py"));
    maturin = maturin.env("CARGO_TARGET_DIR", cargo_target()?);
    maturin.env("PATH", path_with_venv()?).run()?;
    let wheel = newest_wheel(&wheels)?;
    let arguments = ["-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall"].map(PathBuf::from);
    Cmd::new(in_venv("python"), &[arguments.as_slice(), &[wheel]].concat()).run()
}

fn tests() -> Result<(), Failure> {
    // Run from a folder that holds no `liandong`, so that the installed package is what is tested.
    let tests = root().join("py/tests");
    Cmd::new(in_venv("python"), &["-m", "pytest", "-q", "-p", "no:cacheprovider", "."]).within(tests).run()
}

fn types() -> Result<(), Failure> {
    let tests = root().join("py/tests");
    let cache = target().join("mypy");
    let quiet = ["-m", "mypy.stubtest", "liandong", "--concise"];
    Cmd::new(in_venv("python"), &quiet).within(&tests).env("MYPY_CACHE_DIR", &cache).run()?;
    let strict = ["-m", "mypy", "--strict", "."];
    Cmd::new(in_venv("python"), &strict).within(&tests).env("MYPY_CACHE_DIR", &cache).run()
}

fn newest_wheel(folder: &Path) -> Result<PathBuf, Failure> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "whl") {
            return Ok(path);
        }
    }
    Err(Failure::new("maturin left no wheel in target/wheels"))
}

fn path_with_venv() -> Result<std::ffi::OsString, Failure> {
    let before = env::var_os("PATH").unwrap_or_default();
    let venv = in_venv("python").parent().map(Path::to_path_buf).into_iter();
    env::join_paths(venv.chain(env::split_paths(&before))).map_err(|error| Failure::new(error.to_string()))
}
