//! The files of the repository: in comes a folder, out every file below it that is not built, installed or hidden.

use std::fs;
use std::path::{Path, PathBuf};

use crate::sh::Failure;

const SKIPPED: &[&str] = &["target", "node_modules", "__pycache__"];
const HIDDEN_BUT_OURS: &[&str] = &[".ci", ".cargo"];

/// Every file below `folder`, sorted by path.
pub fn all(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| no_folder(&folder, &error))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if !entry.file_type()?.is_dir() {
                found.push(entry.path());
            } else if HIDDEN_BUT_OURS.contains(&name.as_str())
                || !(name.starts_with('.') || SKIPPED.contains(&name.as_str()))
            {
                folders.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

fn no_folder(folder: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", folder.display()))
}
