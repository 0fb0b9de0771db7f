//! The JavaScript package: in comes wasm/, out target/wasm/pkg for Node, browsers and bundlers, tested.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::setup::chromium_program;
use crate::sh::{Cmd, Failure, cargo_target, present, root, target};
use crate::steps::{Outcome, Stepped, Steps};

const TRIPLE: &str = "wasm32-unknown-unknown";
/// What the generator leaves, and the package takes along.
const MODULE: &str = "liandong_bg.wasm";
const GLUE: &str = "liandong.js";

/// Builds the core and the package for the target and tests the package.
pub fn all(steps: &mut Steps) {
    steps.must("core on wasm32", || compile("liandong"));
    package(steps);
    steps.run("wasm tests", || tests("wasm/tests"));
    steps.run("wasm types", types);
    steps.run("wasm tests in a browser", in_browser);
}

/// Builds the package as it would be published.
pub fn package(steps: &mut Steps) {
    steps.must("wasm module", module);
    steps.run("wasm module, made smaller", shrink);
    steps.run("wasm package", build);
}

/// The folder of the package as it would be published.
pub fn folder() -> PathBuf {
    target().join("wasm/pkg")
}

fn glue() -> PathBuf {
    target().join("wasm/glue")
}

fn compile(package: &str) -> Result<(), Failure> {
    Cmd::cargo(&["build", "--package", package, "--target", TRIPLE, "--profile", "wasm"]).run()
}

fn emptied(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}

fn module() -> Result<(), Failure> {
    compile("liandong-wasm")?;
    emptied(&glue())?;
    let module = cargo_target()?.join(TRIPLE).join("wasm/liandong_wasm.wasm");
    let (module, into) = (module.display().to_string(), glue().display().to_string());
    Cmd::cargo(&["run", "--quiet", "--package", "xtask-bindgen", "--", &module, &into]).run()
}

fn shrink() -> Stepped {
    let Some(optimiser) = node_program("wasm-opt") else { return Ok(missing("wasm-opt")) };
    let module = glue().join(MODULE);
    let before = fs::metadata(&module)?.len();
    let arguments = ["-O3".into(), module.clone(), "-o".into(), module.clone()];
    Cmd::new(&optimiser, &arguments).run()?;
    let after = fs::read(&module)?;
    eprintln!("  {before} to {} bytes, {} with gzip -9", after.len(), gzipped(&after)?);
    Ok(Outcome::Done)
}

/// How many bytes `gzip -9` makes of these.
fn gzipped(bytes: &[u8]) -> Result<usize, Failure> {
    let mut gzip = Command::new("gzip").arg("-9c").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let Some(mut input) = gzip.stdin.take() else { return Err(Failure::new("gzip takes no input")) };
    let bytes = bytes.to_vec();
    let writing = std::thread::spawn(move || input.write_all(&bytes));
    let output = gzip.wait_with_output()?;
    writing.join().map_err(|_| Failure::new("gzip took no input"))??;
    Ok(output.stdout.len())
}

/// The façade in JavaScript with its types, the module, and one file of all of it for `require`.
fn build() -> Stepped {
    let (Some(compiler), Some(bundler)) = (node_program("tsc"), node_program("esbuild")) else {
        return Ok(missing("tsc or esbuild"));
    };
    let (sources, package) = (root().join("wasm"), folder());
    emptied(&package)?;
    Cmd::new(compiler, &["--project".into(), sources.join("tsconfig.json")]).run()?;
    for name in [GLUE, MODULE] {
        fs::copy(glue().join(name), package.join(name))?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(root().join(licence), package.join(licence))?;
    }
    fs::copy(sources.join("README.md"), package.join("README.md"))?;
    fs::write(package.join("package.json"), published_manifest(&sources.join("package.json"))?)?;
    required(&bundler, &package)
}

/// `require` knows no ES modules in Node 20: the same in one CommonJS file, beside types that say so.
fn required(bundler: &Path, package: &Path) -> Stepped {
    let own = package.join("cjs");
    fs::create_dir_all(&own)?;
    let (entry, out) = (package.join("node.js"), format!("--outfile={}", own.join("node.js").display()));
    let address = "const here = require(\"node:url\").pathToFileURL(__filename.replace(/cjs.node\\.js$/, \"node.js\")).href;";
    let arguments = [
        entry.display().to_string(),
        out,
        "--bundle".to_owned(),
        "--platform=node".to_owned(),
        "--target=node20".to_owned(),
        "--format=cjs".to_owned(),
        "--log-level=warning".to_owned(),
        "--define:import.meta.url=here".to_owned(),
        format!("--banner:js={address}"),
    ];
    Cmd::new(bundler, &arguments).run()?;
    fs::write(own.join("package.json"), "{ \"type\": \"commonjs\" }\n")?;
    for entry in fs::read_dir(package)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.ends_with(".d.ts") && name != "web.d.ts" {
            fs::copy(&path, own.join(name))?;
        }
    }
    Ok(Outcome::Done)
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

/// Vectors in a real browser, and the packed package in the projects of a user.
fn in_browser() -> Stepped {
    if chromium_program().is_none() {
        return Ok(missing("chromium"));
    }
    tests("wasm/tests/browser")
}

/// Runs every test of a folder in Node.
pub fn tests(folder: &str) -> Stepped {
    if !present("node") {
        return Ok(missing("node"));
    }
    let mut arguments = vec![PathBuf::from("--test"), PathBuf::from("--test-reporter=spec")];
    let mut tests: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(root().join(folder))? {
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
    Cmd::new("node", &[root().join("wasm/tests/typed.mjs"), root().join("tests/vectors")]).run()?;
    Cmd::new(compiler, &["--project".into(), root().join("wasm/tests/tsconfig.json")]).run()?;
    Ok(Outcome::Done)
}

fn node_program(name: &str) -> Option<PathBuf> {
    let program = root().join("wasm/node_modules/.bin").join(name);
    program.exists().then_some(program)
}

fn missing(program: &str) -> Outcome {
    Outcome::Skipped(format!("`{program}` is missing; `cargo xtask setup` installs what can be installed"))
}
