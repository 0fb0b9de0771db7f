//! Paths named in documents: in comes markdown, out every path in backticks or links that does not exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::sh::Failure;
use crate::tidy::files;

/// Folders that a path in backticks may start from.
const BASES: &[&str] = &["", "core", "core/src", "tests"];

/// Endings by which a bare name in backticks is taken for a file of the repository.
const OWN_ENDINGS: &[&str] = &[".rs", ".md", ".toml", ".sh"];

/// Folders that exist only after a build or an installation.
const MADE: &[&str] = &["target/", "node_modules/", "wasm/node_modules/"];

/// Every path in `documents` below `root` that leads nowhere, and every document that is missing.
pub fn faults(root: &Path, documents: &[&str], not_paths: &[&str]) -> Result<Vec<String>, Failure> {
    let names: BTreeSet<String> = files::all(root)?
        .iter()
        .filter_map(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()))
        .collect();
    let mut faults = Vec::new();
    for document in documents {
        let Ok(text) = fs::read_to_string(root.join(document)) else {
            faults.push(format!("{document} is missing"));
            continue;
        };
        for (line, text) in prose(&text) {
            for path in backticked(text).into_iter().flat_map(expanded) {
                if !not_paths.contains(&path.as_str()) && !exists(root, &path, &names) {
                    faults.push(format!("{document}:{line}: `{path}` does not exist"));
                }
            }
            for path in linked(text) {
                if !path.is_empty() && !root.join(path).exists() {
                    faults.push(format!("{document}:{line}: the link to {path} leads nowhere"));
                }
            }
        }
    }
    Ok(faults)
}

/// The lines outside fenced blocks, numbered from 1.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().zip(1..).filter_map(move |(line, number)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        (!fenced && !fence).then_some((number, line))
    })
}

fn backticked(line: &str) -> Vec<&str> {
    line.split('`').skip(1).step_by(2).collect()
}

/// The targets of links within the repository, without their anchors.
fn linked(line: &str) -> Vec<&str> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
    let own = targets.filter(|target| !target.contains("://") && !target.starts_with("mailto:"));
    own.map(|target| target.split('#').next().unwrap_or_default()).collect()
}

/// `a/{b, c}` stands for `a/b` and `a/c`.
fn expanded(path: &str) -> Vec<String> {
    let parts = path.split_once('{').and_then(|(head, rest)| Some((head, rest.split_once('}')?)));
    match parts {
        Some((head, (names, tail))) => {
            names.split(',').map(|name| format!("{head}{}{tail}", name.trim())).collect()
        }
        None => vec![path.to_owned()],
    }
}

fn exists(root: &Path, path: &str, names: &BTreeSet<String>) -> bool {
    let written = |character: char| character.is_alphanumeric() || "._-/".contains(character);
    let number = |part: &str| !part.is_empty() && part.chars().all(|character| character.is_ascii_digit());
    if !path.chars().all(written) || path.starts_with('/') || path.split('/').all(number) {
        return true;
    }
    if MADE.iter().any(|made| path.starts_with(made) || format!("{path}/") == *made) {
        return true;
    }
    if path.contains('/') {
        return BASES.iter().any(|base| root.join(base).join(path).exists());
    }
    !OWN_ENDINGS.iter().any(|ending| path.ends_with(ending)) || names.contains(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_words() {
        let names = BTreeSet::from(["lib.rs".to_owned()]);
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for word in ["approver", "a::b", "1/2", "lib.rs", "src/main.rs", "target/venv", "data.json", "-p x/y"]
        {
            assert!(exists(root, word, &names), "{word}");
        }
        for path in ["src/gone.rs", "gone/", "gone.rs"] {
            assert!(!exists(root, path, &names), "{path}");
        }
    }

    #[test]
    fn links_and_braces() {
        assert_eq!(linked("[a](DESIGN.md#why) [b](https://example.org) [c](#here)"), ["DESIGN.md", ""]);
        assert_eq!(expanded("rules/{push, platform}.rs"), ["rules/push.rs", "rules/platform.rs"]);
        let lines: Vec<_> = prose("a\n```\nb\n```\nc").collect();
        assert_eq!(lines, [(1, "a"), (5, "c")]);
    }
}
