//! The JavaScript package: in comes wasm/, out target/wasm/pkg with a flavour for Node and one for browsers, tested.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::sh::{Cmd, Failure, cargo_target, present, root, target};
use crate::steps::{Outcome, Stepped, Steps};

const TRIPLE: &str = "wasm32-unknown-unknown";

/// Builds the core and the package for the target and tests the package.
pub fn all(steps: &mut Steps) {
    steps.must("core on wasm32", || compile("liandong", &["--features", "ics"]));
    package(steps);
    steps.run("wasm package, made smaller", shrink);
    steps.run("wasm tests", tests);
    steps.run("wasm types", types);
}

/// Builds the package, as large as the compiler leaves it.
pub fn package(steps: &mut Steps) {
    steps.must("wasm package", build);
}

/// The folder of the package as it would be published.
pub fn folder() -> PathBuf {
    target().join("wasm/pkg")
}

fn compile(package: &str, features: &[&str]) -> Result<(), Failure> {
    let build = ["build", "--package", package, "--target", TRIPLE, "--profile", "wasm"];
    Cmd::cargo(&[&build, features].concat()).run()
}

fn build() -> Result<(), Failure> {
    compile("liandong-wasm", &[])?;
    let package = folder();
    if package.exists() {
        fs::remove_dir_all(&package)?;
    }
    fs::create_dir_all(&package)?;
    let module = cargo_target()?.join(TRIPLE).join("wasm/liandong_wasm.wasm");
    let (module, into) = (module.display().to_string(), package.display().to_string());
    Cmd::cargo(&["run", "--quiet", "--package", "xtask-bindgen", "--", &module, &into]).run()?;

    let sources = root().join("wasm");
    for entry in fs::read_dir(sources.join("js"))? {
        let path = entry?.path();
        if let Some(name) = path.file_name() {
            fs::copy(&path, package.join(name))?;
        }
    }
    let readme = sources.join("README.md");
    if readme.exists() {
        fs::copy(readme, package.join("README.md"))?;
    }
    fs::write(package.join("package.json"), published_manifest(&sources.join("package.json"))?)?;
    Ok(())
}

/// The manifest without what only serves our own checks.
fn published_manifest(manifest: &Path) -> Result<String, Failure> {
    let text = fs::read_to_string(manifest)?;
    let faulty = |error: serde_json::Error| Failure::new(format!("wasm/package.json: {error}"));
    let mut manifest: Value = serde_json::from_str(&text).map_err(faulty)?;
    if let Some(entries) = manifest.as_object_mut() {
        for own in ["private", "scripts", "devDependencies"] {
            entries.shift_remove(own);
        }
    }
    serde_json::to_string_pretty(&manifest).map(|text| text + "\n").map_err(faulty)
}

fn shrink() -> Stepped {
    let Some(optimiser) = node_program("wasm-opt") else { return Ok(missing("wasm-opt")) };
    for flavour in ["node", "web"] {
        let module = folder().join(flavour).join("liandong_bg.wasm");
        let before = fs::metadata(&module)?.len();
        let arguments = ["-Os".into(), module.clone(), "-o".into(), module.clone()];
        Cmd::new(&optimiser, &arguments).run()?;
        let after = fs::metadata(&module)?.len();
        eprintln!("  {flavour}: {before} to {after} bytes");
    }
    Ok(Outcome::Done)
}

fn tests() -> Stepped {
    if !present("node") {
        return Ok(missing("node"));
    }
    let mut arguments = vec![PathBuf::from("--test"), PathBuf::from("--test-reporter=spec")];
    let mut tests: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(root().join("wasm/tests"))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            tests.push(path);
        }
    }
    tests.sort();
    arguments.extend(tests);
    Cmd::new("node", &arguments).run()?;
    Ok(Outcome::Done)
}

fn types() -> Stepped {
    let Some(compiler) = node_program("tsc") else { return Ok(missing("tsc")) };
    Cmd::new(compiler, &["--project".into(), root().join("wasm/tsconfig.json")]).run()?;
    Ok(Outcome::Done)
}

fn node_program(name: &str) -> Option<PathBuf> {
    let program = root().join("wasm/node_modules/.bin").join(name);
    program.exists().then_some(program)
}

fn missing(program: &str) -> Outcome {
    Outcome::Skipped(format!("`{program}` is missing; `cargo xtask setup` installs what can be installed"))
}
