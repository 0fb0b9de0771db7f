//! The Python package: in comes py/, out a wheel in target/wheels, installed into target/venv and tested there.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::setup::in_venv;
use crate::sh::{Cmd, Failure, cargo_target, root, target};
use crate::steps::{Outcome, Stepped, Steps};

/// Builds and installs the wheel, tests it, holds its types to the module, and packs it as it would be published.
pub fn all(steps: &mut Steps) {
    steps.run("python lint", || with_venv(lint));
    install(steps);
    steps.run("python tests", || with_venv(tests));
    steps.run("python types", || with_venv(types));
    steps.run("python types, by pyright", pyright);
    steps.run("python notebooks", || with_venv(notebooks));
    steps.run("python sdist", || with_venv(sdist));
    steps.run("python offline", || with_venv(offline));
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
    let arguments = ["-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall"].map(PathBuf::from);
    Cmd::new(in_venv("python"), &[arguments.as_slice(), &[wheel()?]].concat()).run()
}

/// Builds the wheel and says where it is.
pub fn wheel() -> Result<PathBuf, Failure> {
    let wheels = emptied("wheels")?;
    // The sources of an sdist hold fewer crates than the lock file, so that only here it is held to.
    let arguments = ["build".into(), "--release".into(), "--locked".into(), "--out".into(), wheels.clone()];
    let mut maturin = Cmd::new(in_venv("maturin"), &arguments).within(root().join("py"));
    maturin = maturin.env("CARGO_TARGET_DIR", cargo_target()?);
    maturin.env("PATH", path_with_venv()?).run()?;
    let wheel = only_file(&wheels, "whl")?;
    is_small(&wheel)?;
    Ok(wheel)
}

/// The most that a wheel may weigh: notebooks in a browser load it too.
const MOST: u64 = 3_000_000;

fn is_small(wheel: &Path) -> Result<(), Failure> {
    let size = fs::metadata(wheel)?.len();
    eprintln!("  {}: {size} bytes", wheel.display());
    if size <= MOST {
        Ok(())
    } else {
        Err(Failure::new(format!("a wheel of {size} bytes; {MOST} are the most")))
    }
}

fn python(arguments: &[&str]) -> Cmd {
    // Run from a folder that holds no `liandong`, so that the installed package is what is tested.
    Cmd::new(in_venv("python"), arguments).within(root().join("py/tests"))
}

fn lint() -> Result<(), Failure> {
    let folder = root().join("py");
    Cmd::new(in_venv("ruff"), &["check", "--no-cache", "."]).within(&folder).run()?;
    Cmd::new(in_venv("ruff"), &["format", "--check", "--no-cache", "."]).within(&folder).run()
}

fn tests() -> Result<(), Failure> {
    python(&["-m", "pytest", "-q", "-p", "no:cacheprovider", "."]).run()
}

/// Runs every cell; a cell that raises fails.
fn notebooks() -> Result<(), Failure> {
    python(&[
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--nbmake",
        "--nbmake-timeout=600",
        "../notebooks",
    ])
    .run()
}

fn types() -> Result<(), Failure> {
    let cache = target().join("mypy");
    python(&["-m", "mypy.stubtest", "liandong._liandong", "--concise"])
        .env("MYPY_CACHE_DIR", &cache)
        .run()?;
    let strict = ["-m", "mypy", "--strict", "--config-file", "../pyproject.toml", "../python/liandong", "."];
    python(&strict).env("MYPY_CACHE_DIR", &cache).run()
}

fn pyright() -> Stepped {
    let program = root().join("tests/node/node_modules/.bin/pyright");
    if !program.exists() {
        return Ok(Outcome::Skipped("tests/node is not set up; `cargo xtask setup` does it".to_owned()));
    }
    Cmd::new(program, &["-p", "."]).within(root().join("py")).run()?;
    Ok(Outcome::Done)
}

/// Packs the sources, and builds a wheel from nothing but them.
fn sdist() -> Result<(), Failure> {
    let packed = emptied("sdist")?;
    let arguments = ["sdist".into(), "--out".into(), packed.clone()];
    Cmd::new(in_venv("maturin"), &arguments)
        .within(root().join("py"))
        .env("PATH", path_with_venv()?)
        .run()?;
    let sources = only_file(&packed, "gz")?;
    let flags = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir"]
        .map(PathBuf::from);
    let built = emptied("wheels-of-sdist")?;
    Cmd::new(in_venv("python"), &[flags.as_slice(), &[built.clone(), sources]].concat())
        .env("CARGO_TARGET_DIR", cargo_target()?)
        .env("PATH", path_with_venv()?)
        .run()?;
    is_small(&only_file(&built, "whl")?)
}

/// Installs the wheel from its folder alone, with nothing beside it, and asks it something.
fn offline() -> Result<(), Failure> {
    let venv = emptied("venv-offline")?;
    Cmd::new(in_venv("python"), &["-m".into(), "venv".into(), venv.clone()]).run()?;
    let alone =
        venv.join(in_venv("python").strip_prefix(target().join("venv")).unwrap_or(Path::new("bin/python")));
    let flags = ["-m", "pip", "install", "--quiet", "--no-index", "--find-links"].map(PathBuf::from);
    let wanted = [target().join("wheels"), "liandong".into()];
    Cmd::new(&alone, &[flags.as_slice(), &wanted].concat()).run()?;
    let question = "import liandong; book = liandong.sample(); \
                    audit = book.audit(liandong.sample_year(), '2024-01-01'); \
                    assert len(audit.findings) and audit.findings.table.column('code') and repr(audit)";
    Cmd::new(&alone, &["-c", question]).within(venv).run()
}

/// A folder in target/ with nothing in it.
fn emptied(name: &str) -> Result<PathBuf, Failure> {
    let folder = target().join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn only_file(folder: &Path, ending: &str) -> Result<PathBuf, Failure> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == ending) {
            return Ok(path);
        }
    }
    Err(Failure::new(format!("nothing that ends in .{ending} in {}", folder.display())))
}

fn path_with_venv() -> Result<std::ffi::OsString, Failure> {
    let before = env::var_os("PATH").unwrap_or_default();
    let venv = in_venv("python").parent().map(Path::to_path_buf).into_iter();
    env::join_paths(venv.chain(env::split_paths(&before))).map_err(|error| Failure::new(error.to_string()))
}
