//! What enters: the register, the vectors and the rules' sources. What leaves: that none of the three lacks another.

use std::collections::BTreeSet;
use std::path::Path;

use liandong::{Class, Day, EXTRANEOUS, FindingCode, Norm, When, norms};
use liandong_tests::vectors::{Case, default_folder, read};
use serde_json::Value;

/// The norms that this version decides, wholly or on one side.
const DECIDED: [Norm; 16] = [
    Norm::N0,
    Norm::N1,
    Norm::N23c,
    Norm::N24a,
    Norm::N24c,
    Norm::N24d,
    Norm::N24e,
    Norm::N24f,
    Norm::N25a,
    Norm::N25b,
    Norm::N26a,
    Norm::N26b,
    Norm::N26c,
    Norm::N26d,
    Norm::N26e,
    Norm::N32a,
];

/// The norms whose answer turns on a day.
const DATED: [Norm; 11] = [
    Norm::N0,
    Norm::N24c,
    Norm::N24d,
    Norm::N24e,
    Norm::N24f,
    Norm::N25a,
    Norm::N25b,
    Norm::N26b,
    Norm::N26c,
    Norm::N26d,
    Norm::N32a,
];

fn of(norm: Norm) -> Vec<Case> {
    let folder = read(&default_folder());
    assert!(folder.unread.is_empty(), "{:?}", folder.unread);
    folder.cases.into_iter().filter(|case| case.norm == norm).collect()
}

#[test]
fn every_decided_norm_has_a_vector() {
    for norm in DECIDED {
        assert!(norm.row().decidable, "{norm} is not decidable by the register");
        assert!(!of(norm).is_empty(), "{norm} has no vector");
    }
}

/// Every day that a question or its events name.
fn days(case: &Case) -> BTreeSet<Day> {
    fn collect(value: &Value, days: &mut BTreeSet<Day>) {
        match value {
            Value::String(text) => days.extend(text.parse::<When>().map(When::day)),
            Value::Array(elements) => elements.iter().for_each(|element| collect(element, days)),
            Value::Object(members) => members.values().for_each(|member| collect(member, days)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut days = BTreeSet::new();
    case.ask.values().for_each(|value| collect(value, &mut days));
    days
}

#[test]
fn every_dated_norm_has_the_day_before_the_day_and_the_day_after() {
    for norm in DATED {
        let cases = of(norm);
        let titled = |words: &str| -> Vec<_> {
            cases.iter().filter(|case| case.title.contains(words)).map(days).collect()
        };
        let (before, on, after) = (titled("the day before"), titled("on the "), titled("the day after"));
        let neighbours = |days: &BTreeSet<Day>, step: i32, others: &[BTreeSet<Day>]| -> BTreeSet<Day> {
            let near = |day: &&Day| others.iter().flatten().any(|other| day.days_until(*other) == step);
            days.iter().filter(near).copied().collect()
        };
        let edge = on.iter().any(|days| {
            let late = neighbours(days, 1, &after);
            !neighbours(&late, -1, &before).is_empty()
        });
        assert!(cases.len() >= 3 && edge, "{norm} has no three vectors around one day");
    }
}

#[test]
fn every_finding_code_is_about_a_norm_of_the_register() {
    let register: BTreeSet<_> = norms().iter().map(|row| row.norm).collect();
    for code in FindingCode::ALL {
        if let Some(norm) = code.norm() {
            assert!(register.contains(&norm), "{}", code.code());
            assert!(
                norm.row().class() < Class::Programme,
                "{} judges {norm}, which is only tracked",
                code.code()
            );
        }
    }
}

/// Name and text of every file of the rules.
fn rules() -> Vec<(String, String)> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../core/src/rules"));
    let entries = std::fs::read_dir(folder).expect("the rules are beside the tests");
    let paths = entries.map(|entry| entry.expect("the folder of the rules can be read").path());
    let files: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|ext| ext == "rs"))
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("a rule's file can be read"))
        })
        .collect();
    assert!(!files.is_empty());
    files
}

#[test]
fn every_decided_norm_is_cited_by_a_rule_and_every_rule_cites_a_norm() {
    let rules = rules();
    let cited = |norm: &Norm| rules.iter().any(|(_, text)| text.contains(&format!("Norm::{norm:?}")));
    let by_code = |norm: Norm| FindingCode::ALL.iter().any(|code| code.norm() == Some(norm));
    for norm in DECIDED {
        assert!(cited(&norm) || by_code(norm), "no rule cites {norm}");
    }
    for (name, text) in &rules {
        // A file that gives a reason or sets off a duty is a rule; the others only count, match and sort.
        let decides = text.contains("DutyRow {") || text.contains("reasons.push(");
        assert!(!decides || text.contains("Norm::"), "{name} decides and cites no norm");
    }
}

#[test]
fn no_rule_cites_the_extraneous_paragraph() {
    assert!(!EXTRANEOUS.zh.is_empty() && !EXTRANEOUS.en.is_empty());
    for row in norms() {
        assert_ne!(row.restated, EXTRANEOUS, "{} stands for it", row.norm);
    }
    for (name, text) in rules() {
        assert!(!text.contains("EXTRANEOUS") && !text.contains("建设单位"), "{name} cites it");
    }
}
