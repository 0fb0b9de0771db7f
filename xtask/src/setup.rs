//! Installs what the checks need: in comes the machine as it is, out a wasm target, `target/venv` and Node packages.

use std::fs;
use std::path::{Path, PathBuf};

use crate::sh::{Cmd, Failure, present, root, target};
use crate::steps::{Outcome, Stepped, Steps};

/// Everything.
pub fn all(steps: &mut Steps) {
    for_wasm(steps);
    for_python(steps);
}

/// The wasm target, the Node packages and a browser.
pub fn for_wasm(steps: &mut Steps) {
    steps.must("setup: wasm target", wasm_target);
    steps.run("setup: node packages", node_packages);
    steps.run("setup: chromium", chromium);
}

/// The virtual environment.
pub fn for_python(steps: &mut Steps) {
    steps.run("setup: python environment", python_packages);
    steps.run("setup: a font with Chinese", chinese_font);
}

/// A program of the virtual environment.
pub fn in_venv(program: &str) -> PathBuf {
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    target().join("venv").join(folder).join(program)
}

/// A program of the environment in which the peers are measured.
pub fn in_bench_venv(program: &str) -> PathBuf {
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    target().join("venv-benches").join(folder).join(program)
}

/// The peers of `cargo xtask bench` that are Python packages.
pub fn bench_packages() -> Result<(), Failure> {
    has_venv_module()?;
    let requirements = root().join("benches/python/requirements.txt");
    venv(&target().join("venv-benches"), &in_bench_venv("python"), &requirements)
}

fn wasm_target() -> Result<(), Failure> {
    Cmd::new("bash", &[root().join("xtask/wasm-target.sh")]).run()
}

fn node_packages() -> Stepped {
    if !present("node") || !present("npm") {
        return Ok(Outcome::Skipped("`node` and `npm` are not installed".to_owned()));
    }
    for folder in ["wasm", "wasm/desk", "tests/node"].map(|folder| root().join(folder)) {
        let lock = folder.join("package-lock.json");
        once(&folder.join("node_modules/.liandong-setup"), &lock, || {
            Cmd::new("npm", &["ci", "--no-audit", "--no-fund"]).within(&folder).run()
        })?;
    }
    Ok(Outcome::Done)
}

/// The environment in which the package is built and tested.
fn python_packages() -> Stepped {
    if !present("python3") {
        return Ok(Outcome::Skipped("`python3` is not installed".to_owned()));
    }
    has_venv_module()?;
    let requirements = root().join("py/requirements-dev.txt");
    venv(&target().join("venv"), &in_venv("python"), &requirements)?;
    Ok(Outcome::Done)
}

/// A virtual environment that holds what is required.
fn venv(folder: &Path, python: &Path, requirements: &Path) -> Result<(), Failure> {
    once(&folder.join(".liandong-setup"), requirements, || {
        fs::create_dir_all(target())?;
        Cmd::new("python3", &["-m".into(), "venv".into(), folder.to_path_buf()]).run()?;
        let arguments = ["-m", "pip", "install", "--quiet", "-r"].map(PathBuf::from);
        Cmd::new(python, &[arguments.as_slice(), &[requirements.to_path_buf()]].concat()).run()
    })
}

/// Debian keeps `venv` in a package of its own.
fn has_venv_module() -> Result<(), Failure> {
    let is_there = Cmd::new("python3", &["-c", "import ensurepip, venv"]).output().is_ok();
    if is_there || debian_packages(&["python3-venv"])? {
        return Ok(());
    }
    Err(Failure::new("python3 lacks the `venv` module; install it (on Debian: the package python3-venv)"))
}

/// The browser that the tests drive: Debian's, or the one that `CHROMIUM` names.
pub fn chromium_program() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let usual =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(PathBuf::from);
    named.into_iter().chain(usual).find(|program| program.exists())
}

fn chromium() -> Stepped {
    if let Some(program) = chromium_program() {
        eprintln!("  already there: {}", program.display());
        return Ok(Outcome::Done);
    }
    if debian_packages(&["chromium"])? {
        return Ok(Outcome::Done);
    }
    Ok(Outcome::Skipped(
        "no Chromium; install it (on Debian: the package chromium), or name it in CHROMIUM".to_owned(),
    ))
}

/// Charts and pages are drawn with Chinese, which a bare machine has no font for.
fn chinese_font() -> Stepped {
    let fonts = || Cmd::new("fc-list", &[":lang=zh", "family"]).output().unwrap_or_default();
    if !fonts().trim().is_empty() {
        eprintln!("  already there");
        return Ok(Outcome::Done);
    }
    if debian_packages(&["fontconfig", "fonts-wqy-microhei"])? {
        return Ok(Outcome::Done);
    }
    Ok(Outcome::Skipped(
        "no font has Chinese; install one (on Debian: the package fonts-wqy-microhei)".to_owned(),
    ))
}

/// What counts instructions: valgrind, and gungraun's runner in `target/tools`, of the version that the lock file has. Where
/// it is, or what is lacking.
pub fn instruction_counter() -> Result<Result<PathBuf, String>, Failure> {
    if !present("valgrind") && !debian_packages(&["valgrind"])? {
        return Ok(Err("`valgrind` is not installed (on Debian: the package valgrind)".to_owned()));
    }
    let runner = target().join("tools/bin").join("gungraun-runner");
    let package = Cmd::cargo(&["pkgid", "gungraun"]).output()?;
    let version = package.trim().rsplit(['@', '#']).next().unwrap_or_default();
    let has = Cmd::new(&runner, &["--version"]).output().unwrap_or_default();
    if has.split_whitespace().last() != Some(version) {
        // It only starts valgrind and reads what that wrote: quickly built is better than quick.
        let tools = target().join("tools").display().to_string();
        let install =
            ["install", "gungraun-runner", "--version", version, "--locked", "--debug", "--root", &tools];
        Cmd::cargo(&install).run()?;
    }
    Ok(Ok(runner))
}

/// Installs packages of Debian's, which only root may; whether it could.
fn debian_packages(packages: &[&str]) -> Result<bool, Failure> {
    let root_user = Cmd::new("id", &["-u"]).output().is_ok_and(|id| id.trim() == "0");
    if !root_user || !present("apt-get") {
        return Ok(false);
    }
    let quiet =
        |arguments: &[&str]| Cmd::new("apt-get", arguments).env("DEBIAN_FRONTEND", "noninteractive").run();
    let install = ["install", "-y", "-qq", "--no-install-recommends"];
    Ok(quiet(&["update", "-qq"]).is_ok() && quiet(&[&install, packages].concat()).is_ok())
}

/// Runs `install` unless `stamp` holds what `input` holds now, and then keeps it there.
fn once(stamp: &Path, input: &Path, install: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
    let unread = |error| Failure::new(format!("{}: {error}", input.display()));
    let wanted = fs::read_to_string(input).map_err(unread)?;
    if fs::read_to_string(stamp).is_ok_and(|kept| kept == wanted) {
        eprintln!("  already there");
        return Ok(());
    }
    install()?;
    fs::write(stamp, wanted)?;
    Ok(())
}
