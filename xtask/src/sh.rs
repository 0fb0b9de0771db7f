//! Folders of the workspace and the running of other programs: in go a program and its arguments, out comes its success.

use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Why a step failed, for people.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure with this message.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure(message.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure(error.to_string())
    }
}

impl From<Failure> for lexopt::Error {
    fn from(failure: Failure) -> lexopt::Error {
        lexopt::Error::Custom(Box::new(failure))
    }
}

/// True where `CI` is set and not `false`.
pub fn in_ci() -> bool {
    env::var("CI").is_ok_and(|value| !value.is_empty() && value != "false" && value != "0")
}

/// The root folder of the workspace, as cargo names it when it runs this program: a path known when
/// this was compiled would be wrong where several checkouts build into one folder.
pub fn root() -> PathBuf {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = manifest.as_deref().and_then(Path::parent).map(Path::to_path_buf);
    root.or_else(|| env::current_dir().ok()).unwrap_or_default()
}

/// The folder for what is built and installed. It stays in the workspace, wherever cargo's own is.
pub fn target() -> PathBuf {
    root().join("target")
}

/// The folder cargo builds into, which the environment or a configuration may have moved.
pub fn cargo_target() -> Result<PathBuf, Failure> {
    let metadata = Cmd::cargo(&["metadata", "--no-deps", "--format-version=1"]).output()?;
    let metadata: serde_json::Value =
        serde_json::from_str(&metadata).map_err(|error| Failure::new(error.to_string()))?;
    let folder = metadata.get("target_directory").and_then(serde_json::Value::as_str);
    folder.map(PathBuf::from).ok_or_else(|| Failure::new("cargo metadata names no target_directory"))
}

/// A program about to be run, in the workspace's root unless told otherwise.
pub struct Cmd {
    inner: Command,
    shown: String,
}

impl Cmd {
    /// `program` with `arguments`.
    pub fn new<S: AsRef<OsStr>>(program: impl AsRef<OsStr>, arguments: &[S]) -> Cmd {
        let mut inner = Command::new(program.as_ref());
        inner.args(arguments).current_dir(root());
        let root = root();
        let name = Path::new(program.as_ref());
        let mut shown = name.strip_prefix(&root).unwrap_or(name).display().to_string();
        for argument in arguments {
            let path = Path::new(argument.as_ref());
            shown.push(' ');
            shown.push_str(&path.strip_prefix(&root).unwrap_or(path).display().to_string());
        }
        Cmd { inner, shown }
    }

    /// The cargo that runs this program, with `arguments`.
    pub fn cargo(arguments: &[&str]) -> Cmd {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Cmd::new(cargo, arguments);
        command.shown = format!("cargo {}", arguments.join(" "));
        command
    }

    /// Runs in `folder`.
    pub fn within(mut self, folder: impl AsRef<Path>) -> Cmd {
        self.inner.current_dir(folder);
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Cmd {
        self.inner.env(name, value);
        self
    }

    /// Gives it `file` to read as its standard input.
    pub fn reading(mut self, file: File) -> Cmd {
        self.inner.stdin(file);
        self
    }

    /// Runs it with this program's own output.
    ///
    /// # Errors
    /// When it can't be started or does not succeed.
    pub fn run(mut self) -> Result<(), Failure> {
        eprintln!("  $ {}", self.shown);
        let status = self.inner.status().map_err(|error| self.not_started(&error))?;
        if status.success() {
            return Ok(());
        }
        Err(Failure::new(format!("`{}` ended with {status}", self.shown)))
    }

    /// Runs it silently and gives what it wrote.
    ///
    /// # Errors
    /// When it can't be started or does not succeed.
    pub fn output(mut self) -> Result<String, Failure> {
        let output = self.inner.output().map_err(|error| self.not_started(&error))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(Failure::new(format!("`{}` ended with {}\n{said}", self.shown, output.status)))
    }

    fn not_started(&self, error: &std::io::Error) -> Failure {
        Failure::new(format!("`{}` could not be started: {error}", self.shown))
    }
}

/// Whether `program --version` runs.
pub fn present(program: &str) -> bool {
    Cmd::new(program, &["--version"]).output().is_ok()
}
