//! Vectors on every surface: in come a folder of cases and a surface's name, out that surface's own count.

use std::env;
use std::path::{Path, PathBuf};

use crate::py::with_venv;
use crate::setup::in_venv;
use crate::sh::{Cmd, Failure, present, root};
use crate::steps::{Outcome, Stepped, Steps};
use crate::wasm;

/// A way into the library that answers the vectors through its own methods and types.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// The crate.
    Rust,
    /// The wire format, `Rulebook::ask`.
    Json,
    /// The Python package.
    Python,
    /// The JavaScript package.
    Wasm,
}

impl Surface {
    /// All of them, in the order they are run.
    pub const ALL: [Surface; 4] = [Surface::Rust, Surface::Json, Surface::Python, Surface::Wasm];

    /// The surfaces that `name` stands for.
    pub fn parse(name: &str) -> Result<Vec<Surface>, Failure> {
        if name == "all" {
            return Ok(Surface::ALL.to_vec());
        }
        let known = Surface::ALL.into_iter().find(|surface| surface.name() == name);
        known.map(|surface| vec![surface]).ok_or_else(|| {
            Failure::new(format!("unknown surface `{name}`; there are rust, json, python, wasm and all"))
        })
    }

    fn name(self) -> &'static str {
        match self {
            Surface::Rust => "rust",
            Surface::Json => "json",
            Surface::Python => "python",
            Surface::Wasm => "wasm",
        }
    }
}

/// Runs the vectors of `folder`, by default tests/vectors, on `surfaces`.
pub fn all(steps: &mut Steps, surfaces: &[Surface], folder: Option<&Path>) {
    let folder = match folder {
        // A folder is named from where the caller stands; runners stand in the root.
        Some(folder) => env::current_dir().map_or_else(|_| folder.to_path_buf(), |here| here.join(folder)),
        None => root().join("tests/vectors"),
    };
    for surface in surfaces {
        steps.run(&format!("vectors on {}", surface.name()), || run(*surface, &folder));
    }
}

fn run(surface: Surface, folder: &Path) -> Stepped {
    if !folder.is_dir() {
        return Err(Failure::new(format!("`{}` is not a folder", folder.display())));
    }
    match surface {
        Surface::Rust | Surface::Json => {
            let folder = folder.display().to_string();
            let runner = ["run", "--quiet", "--package", "liandong-tests", "--bin", "vectors", "--"];
            let arguments = [runner.as_slice(), &["--surface", surface.name(), &folder]].concat();
            Cmd::cargo(&arguments).run()?;
            Ok(Outcome::Done)
        }
        Surface::Python => with_venv(|| {
            let runner = root().join("py/tests/vectors.py");
            Cmd::new(in_venv("python"), &[runner, folder.to_path_buf()]).run()
        }),
        Surface::Wasm if !present("node") => Ok(Outcome::Skipped("`node` is not installed".to_owned())),
        Surface::Wasm if !wasm::folder().exists() => {
            Ok(Outcome::Skipped("target/wasm/pkg is missing; `cargo xtask wasm` builds it".to_owned()))
        }
        Surface::Wasm => {
            let runner: PathBuf = root().join("wasm/tests/vectors.mjs");
            Cmd::new("node", &[runner, folder.to_path_buf()]).run()?;
            Ok(Outcome::Done)
        }
    }
}
