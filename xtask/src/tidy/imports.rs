//! The import order: in come the files of a crate and their order, out every import of a file that is not earlier.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::sh::Failure;
use crate::tidy::{files, source};

/// Everything in `folder` that departs from `order`: imports of the same or a later file, files
/// without a place in the order, places without a file.
pub fn faults(folder: &Path, order: &[&str]) -> Result<Vec<String>, Failure> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for path in files::all(folder)? {
        let Some(name) = module(path.strip_prefix(folder).unwrap_or(&path)) else { continue };
        seen.insert(name.clone());
        let Some(place) = order.iter().position(|listed| *listed == name) else {
            faults.push(format!("{name}.rs has no place in the order"));
            continue;
        };
        let earlier = order.get(..place).unwrap_or_default();
        for imported in imports(&name, &source::code(&fs::read_to_string(&path)?), order) {
            if !earlier.contains(&imported.as_str()) {
                faults.push(format!("{name}.rs imports from {imported}, which is not before it"));
            }
        }
    }
    let absent = order.iter().filter(|listed| !seen.contains(**listed));
    faults.extend(absent.map(|listed| format!("{listed}.rs is in the order, but not in core/src")));
    Ok(faults)
}

/// The name of the module in the file at `path`; none for files that are no modules or only tests.
fn module(path: &Path) -> Option<String> {
    let name = path.to_string_lossy().replace('\\', "/");
    let name = name.strip_suffix(".rs")?;
    let is_test = name.split('/').any(|part| part == "tests" || part == "test" || part.ends_with("_tests"));
    (!is_test).then(|| name.strip_suffix("/mod").unwrap_or(name).to_owned())
}

/// The files that the code of `module` names, each once: by `crate::`, by `super::` from within a
/// folder, and by a `use` of a file in its own folder. Handing a name of one's own folder on with
/// `pub use` takes nothing in, and does not count.
fn imports(module: &str, code: &str, order: &[&str]) -> BTreeSet<String> {
    let parent = module.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found = BTreeSet::new();
    for (start, base) in [("crate::", ""), ("super::", parent), ("self::", module), ("use ", module)] {
        for (at, _) in code.match_indices(start) {
            let before = code.get(..at).and_then(|before| before.chars().next_back());
            if before.is_some_and(|character| character.is_alphanumeric() || "_:".contains(character)) {
                continue;
            }
            if start == "use " && code.get(..at).is_some_and(|before| before.ends_with("pub ")) {
                continue;
            }
            for path in leaves(code.get(at + start.len()..).unwrap_or_default()) {
                let path = if base.is_empty() { path } else { format!("{base}/{path}") };
                if let Some(file) = file_of(&path, order) {
                    found.insert(file);
                } else if start == "crate::" {
                    // Named through the crate's root, which re-exports: the root is the last file.
                    found.insert("lib".to_owned());
                }
            }
        }
    }
    found.remove(module);
    found
}

/// The longest listed file that `path` (parts joined by `/`) lies in.
fn file_of(path: &str, order: &[&str]) -> Option<String> {
    let mut path = path;
    loop {
        if order.contains(&path) {
            return Some(path.to_owned());
        }
        path = path.rsplit_once('/')?.0;
    }
}

/// The paths of an import tree such as `a::{b, c::d}`, as `a/b` and `a/c/d`.
fn leaves(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    tree(text, "", &mut found);
    found
}

/// Reads one tree below `prefix`, puts its leaves into `found` and gives the text after it.
fn tree<'t>(text: &'t str, prefix: &str, found: &mut Vec<String>) -> &'t str {
    let text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        let mut rest = group;
        loop {
            rest = rest.trim_start_matches(|character: char| character == ',' || character.is_whitespace());
            if let Some(after) = rest.strip_prefix('}') {
                return after;
            }
            if rest.is_empty() {
                return rest;
            }
            // What stands between a leaf and the next comma is its other name (`as …`).
            rest = tree(rest, prefix, found).trim_start_matches(|character| !",}".contains(character));
        }
    }
    let end =
        text.find(|character: char| !character.is_alphanumeric() && character != '_').unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let path = if prefix.is_empty() || word.is_empty() {
        format!("{prefix}{word}")
    } else {
        format!("{prefix}/{word}")
    };
    if let Some(below) = rest.trim_start().strip_prefix("::") {
        return tree(below, &path, found);
    }
    if !path.is_empty() {
        found.push(path);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDER: &[&str] = &["error", "day", "matter", "rules/push", "rules", "audit", "lib"];

    fn found(module: &str, code: &str) -> Vec<String> {
        imports(module, code, ORDER).into_iter().collect()
    }

    #[test]
    fn trees_are_followed_to_their_leaves() {
        assert_eq!(leaves("a::b;"), ["a/b"]);
        assert_eq!(leaves("{a::{b, c::d as e}, f::*, g};"), ["a/b", "a/c/d", "f", "g"]);
        assert_eq!(
            leaves("rules::{\n    push::{A, B},\n    other,\n};"),
            ["rules/push/A", "rules/push/B", "rules/other"]
        );
    }

    #[test]
    fn names_become_files() {
        assert_eq!(found("audit", "use crate::day::Day; crate::rules::push::f()"), ["day", "rules/push"]);
        assert_eq!(found("audit", "use crate::{error::{A, B}, rules::Rule};"), ["error", "rules"]);
        assert_eq!(found("rules/push", "use super::push::A; use super::Rule;"), ["rules"]);
        assert_eq!(found("rules", "pub use push::A;"), Vec::<String>::new());
        assert_eq!(found("rules", "use self::push::B;"), ["rules/push"]);
        assert_eq!(found("matter", "use crate::Rulebook;"), ["lib"]);
        assert_eq!(found("matter", "use other_crate::day::Day;"), Vec::<String>::new());
    }

    #[test]
    fn test_files_have_no_place() {
        assert_eq!(module(Path::new("rules/mod.rs")).as_deref(), Some("rules"));
        assert_eq!(module(Path::new("rules/tests.rs")), None);
        assert_eq!(module(Path::new("day.rs")).as_deref(), Some("day"));
    }

    #[test]
    fn a_tree_is_held_to_its_order() -> Result<(), Failure> {
        let folder = std::env::temp_dir().join(format!("xtask-imports-{}", std::process::id()));
        fs::create_dir_all(folder.join("rules"))?;
        fs::write(folder.join("error.rs"), "//! First.\n#[cfg(test)]\nmod tests { use crate::lib; }")?;
        fs::write(folder.join("day.rs"), "use crate::error::E;")?;
        fs::write(folder.join("rules/mod.rs"), "use crate::day::Day;")?;
        fs::write(
            folder.join("rules/push.rs"),
            "use super::Rule; use crate::rules::Rule; use crate::day::*;",
        )?;
        fs::write(folder.join("rules/tests.rs"), "use crate::anything;")?;
        let right = faults(&folder, &["error", "day", "rules", "rules/push"])?;
        let wrong = faults(&folder, &["day", "error", "rules", "gone"])?;
        fs::remove_dir_all(&folder)?;
        assert_eq!(right, Vec::<String>::new());
        assert_eq!(
            wrong,
            [
                "day.rs imports from error, which is not before it",
                "rules/push.rs has no place in the order",
                "gone.rs is in the order, but not in core/src",
            ]
        );
        Ok(())
    }
}
