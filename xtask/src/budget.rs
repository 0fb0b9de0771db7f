//! Instructions counted against a budget: in come the counts of `benches/benches/instructions.rs` and `benches/budget.json`,
//! out each count beside its budget, and a failure where one departs from it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::setup::instruction_counter;
use crate::sh::{Cmd, Failure, root};
use crate::steps::{Outcome, Stepped, Steps};

/// By how much a count may exceed its budget where compiler and C library are those it was written with.
const GROWTH: f64 = 0.02;

/// By how much where they are others, which count otherwise.
const GROWTH_ELSEWHERE: f64 = 0.10;

/// A count that fell by more than this has its budget lowered, or the next growth passes unseen.
const FALL: f64 = 0.10;

/// Counts by name, and what they were counted with.
struct Counts {
    with: String,
    by_name: BTreeMap<String, u64>,
}

/// Counts, and holds the counts to the budget or writes them as the new one.
pub fn all(steps: &mut Steps, write: bool) {
    steps.run("instruction budget", || {
        let runner = match instruction_counter()? {
            Ok(runner) => runner,
            Err(lacking) => return Ok(Outcome::Skipped(lacking)),
        };
        let counted = counted(&runner)?;
        if write { written(&counted) } else { held(&counted, &budget()?) }
    });
}

fn file() -> PathBuf {
    root().join("benches/budget.json")
}

/// What counts depend on beside the code.
fn made_with() -> Result<String, Failure> {
    let libc = Cmd::new("getconf", &["GNU_LIBC_VERSION"]).output().unwrap_or_default();
    let rustc = Cmd::new("rustc", &["--version"]).output()?;
    Ok(format!("{}, {}, {}", rustc.trim(), libc.trim(), std::env::consts::ARCH))
}

/// Runs the cases; the profile is `release`, which other steps build too.
fn counted(runner: &Path) -> Result<Counts, Failure> {
    let run = ["bench", "--profile", "release", "--package", "liandong-benches", "--bench", "instructions"];
    let run = [&run[..], &["--", "--output-format=json"]].concat();
    let told = Cmd::cargo(&run).env("GUNGRAUN_RUNNER", runner).output()?;
    let by_name = told.lines().map(count).collect::<Result<BTreeMap<_, _>, _>>()?;
    Ok(Counts { with: made_with()?, by_name })
}

/// The name and the instructions of one case, as gungraun sums it up in a line of JSON.
fn count(line: &str) -> Result<(String, u64), Failure> {
    let case: Value = serde_json::from_str(line).map_err(|error| Failure::new(format!("{error}: {line}")))?;
    let name = case.get("function_name").and_then(Value::as_str);
    let all = case.pointer("/profiles/0/data/total/metrics/Ir/values/new").and_then(Value::as_u64);
    let (Some(name), Some(all)) = (name, all) else {
        return Err(Failure::new(format!("no instructions in {line}")));
    };
    Ok((name.to_owned(), all))
}

fn budget() -> Result<Counts, Failure> {
    let unread = |error: &dyn std::fmt::Display| Failure::new(format!("{}: {error}", file().display()));
    let text = fs::read_to_string(file()).map_err(|error| unread(&error))?;
    let budget: Value = serde_json::from_str(&text).map_err(|error| unread(&error))?;
    let with = budget.get("with").and_then(Value::as_str).unwrap_or_default().to_owned();
    let named = budget.get("instructions").and_then(Value::as_object).into_iter().flatten();
    let by_name = named.filter_map(|(name, own)| Some((name.clone(), own.as_u64()?))).collect();
    Ok(Counts { with, by_name })
}

fn written(counted: &Counts) -> Stepped {
    let budget = json!({"with": counted.with, "instructions": counted.by_name});
    fs::write(file(), format!("{budget:#}\n"))?;
    eprintln!("  {} counts written to {}", counted.by_name.len(), file().display());
    Ok(Outcome::Done)
}

fn held(counted: &Counts, budget: &Counts) -> Stepped {
    let same = counted.with == budget.with;
    if !same {
        eprintln!("  counted with {}", counted.with);
        eprintln!("  budget  with {}: {:.0} % more may be counted", budget.with, 100.0 * GROWTH_ELSEWHERE);
    }
    let faults = faults(counted, budget, if same { GROWTH } else { GROWTH_ELSEWHERE });
    println!("{:<14} {:>12} {:>12} {:>7}", "name", "counted", "budget", "ratio");
    for (name, own) in &counted.by_name {
        let (most, ratio) = budget.by_name.get(name).map_or_else(
            || ("-".to_owned(), "-".to_owned()),
            |most| (most.to_string(), format!("{:.3}", ratio(*own, *most))),
        );
        println!("{name:<14} {own:>12} {most:>12} {ratio:>7}");
    }
    if faults.is_empty() { Ok(Outcome::Done) } else { Err(Failure::new(faults.join("; "))) }
}

fn ratio(counted: u64, budget: u64) -> f64 {
    counted as f64 / budget as f64
}

/// What departs from the budget, and the mend.
fn faults(counted: &Counts, budget: &Counts, growth: f64) -> Vec<String> {
    const MEND: &str = "`cargo xtask budget --write`";
    let mut faults = Vec::new();
    for (name, own) in &counted.by_name {
        let Some(ratio) = budget.by_name.get(name).map(|most| ratio(*own, *most)) else {
            faults.push(format!("{name} has no budget; give it one by {MEND}"));
            continue;
        };
        let apart = 100.0 * (ratio - 1.0).abs();
        if ratio > 1.0 + growth {
            faults.push(format!("{name} takes {apart:.1} % more instructions than its budget"));
        } else if ratio < 1.0 - FALL {
            faults.push(format!("{name} takes {apart:.1} % less; lower its budget by {MEND}"));
        }
    }
    let gone = budget.by_name.keys().filter(|name| !counted.by_name.contains_key(*name));
    faults.extend(gone.map(|name| format!("{name} has a budget and was not counted; take it out by {MEND}")));
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(all: &[(&str, u64)]) -> Counts {
        let by_name = all.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
        Counts { with: String::new(), by_name }
    }

    #[test]
    fn growth_falls_and_names_are_held_to_the_budget() {
        let budget = counts(&[("even", 1_000), ("grown", 1_000), ("fallen", 1_000), ("gone", 1)]);
        let counted = counts(&[("even", 1_020), ("grown", 1_021), ("fallen", 899), ("new", 1)]);
        let found = faults(&counted, &budget, GROWTH);
        let about: Vec<_> = found.iter().filter_map(|fault| fault.split(' ').next()).collect();
        assert_eq!(about, ["fallen", "grown", "new", "gone"]);
        assert_eq!(
            faults(&counts(&[("even", 1_100)]), &counts(&[("even", 1_000)]), GROWTH_ELSEWHERE).len(),
            0
        );
    }

    #[test]
    fn a_case_is_read_from_its_line() {
        let line = r#"{"function_name": "audit", "profiles": [
            {"data": {"total": {"metrics": {"Ir": {"values": {"new": 7, "old": 8}}}}}}]}"#;
        assert_eq!(count(line).ok(), Some(("audit".to_owned(), 7)));
        assert!(count(r#"{"function_name": "audit", "profiles": []}"#).is_err());
    }
}
