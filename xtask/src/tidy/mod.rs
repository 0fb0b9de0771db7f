//! What no compiler checks: in comes the working tree, out every place where it departs from the rules of the house.

mod documents;
mod files;
mod imports;
mod source;

use std::path::Path;

use crate::sh::{Failure, root};
use crate::steps::Steps;

/// The files of core/src, each of which imports only from files before it. A folder's own file
/// (`rules.rs` or `rules/mod.rs`) is named as the folder.
#[rustfmt::skip]
const ORDER: &[&str] = &[
    "sort", "chunks", "error", "text", "norm", "day/fault", "day", "day/week", "day/moment", "day/when", "day/elapsed",
    "calendar/bits", "calendar/years", "calendar/given", "calendar", "structure/document", "structure/node", "structure", "digest", "reading/options", "reading", "limit", "profile", "switch",
    "party", "person", "transfer", "matter", "project", "package", "catalogue", "codes", "check",
    "ids", "entry", "book", "records", "timeline", "held", "lines", "event", "stamp",
    "columns/column", "columns/check", "columns", "words/table", "words", "rows", "log/column", "log/given", "log", "log/json", "event_view", "log/append", "order",
    "act", "silence", "fact", "causes", "rules", "answer", "relation", "course", "duty", "finding", "home",
    "rules/competence", "rules/responsibility", "rules/relation", "rules/package", "rules/permission", "rules/reasons",
    "rules/posts", "rules/window", "rules/slots", "rules/time", "rules/case", "rules/outcome", "rules/judge", "rules/one_off", "rules/results", "rules/notice",
    "rules/platform", "rules/push", "rules/push_back", "rules/oversight", "rules/feedback", "rules/annual", "rules/project",
    "rules/pairing", "rules/agent", "rules/weekly", "rules/support", "rules/allegation", "rules/hindsight", "rules/fact",
    "names", "manner", "packed", "acts", "packer", "amend", "cases", "keys", "filed", "parts", "batch", "share", "subjects",
    "shown", "standing", "soften", "audit", "hindsight", "flips", "found", "outlook", "ics",
    "evidence/counting", "evidence/expected", "evidence/mask", "evidence/words", "evidence", "evidence/page", "evidence/markdown",
    "lint/shape", "lint/matter", "lint/party", "lint/package", "lint/calendar", "lint",
    "view", "rulebook", "approvals", "trigger", "change", "compare", "sensitivity", "ledger", "ledger/side", "ledger/effect", "ledger/state",
    "json/question", "json/with", "json/encode", "json/audited", "json/encode_outlook", "json/difference", "json/encode_evidence", "json/lint", "json/values", "json", "lib",
];

/// The documents whose paths are looked up.
const DOCUMENTS: &[&str] = &["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "DESIGN.md", "CHANGELOG.md"];

/// What a document may write in backticks although it looks like a path of the repository.
const NOT_PATHS: &[&str] = &["application/json", "text/csv", "Asia/Shanghai"];

/// The most lines a file of core/src has.
const LONGEST: usize = 400;

/// All of it.
pub fn all(steps: &mut Steps) {
    let root = root();
    steps.must("tidy: import order of core/src", || report(imports::faults(&root.join("core/src"), ORDER)?));
    steps.must("tidy: paths in documents", || report(documents::faults(&root, DOCUMENTS, NOT_PATHS)?));
    steps.must("tidy: opening lines and lengths", || report(openings(&root)?));
}

fn openings(root: &Path) -> Result<Vec<String>, Failure> {
    let mut faults = Vec::new();
    for path in files::all(root)? {
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        let Some(kind) = source::Kind::of(&name) else { continue };
        let text = std::fs::read_to_string(&path)?;
        if !source::opens_well(kind, &text) {
            faults.push(format!("{name}: the first line does not say what the file is ({})", kind.wanted()));
        }
        let lines = text.lines().count();
        if name.replace('\\', "/").starts_with("core/src/") && lines > LONGEST {
            faults.push(format!("{name}: {lines} lines; {LONGEST} is the most"));
        }
    }
    Ok(faults)
}

/// Prints the faults; any of them is a failure.
fn report(faults: Vec<String>) -> Result<(), Failure> {
    for fault in &faults {
        eprintln!("  {fault}");
    }
    match faults.first() {
        None => Ok(()),
        Some(first) if faults.len() == 1 => Err(Failure::new(first.as_str())),
        Some(first) => Err(Failure::new(format!("{} faults, the first: {first}", faults.len()))),
    }
}
