//! What enters: the register, the vectors and the rules' sources. What leaves: that none of the three lacks another.

use std::collections::BTreeSet;
use std::path::Path;

use liandong::{Class, Day, EXTRANEOUS, FindingCode, Norm, Severity, When, norms};
use liandong_tests::vectors::{Case, default_folder, read};
use serde_json::Value;

/// The one finding about a norm that is only tracked: an allegation is worth a look and never a verdict.
const ONLY_ALLEGED: FindingCode = FindingCode::BuckPassingAlleged;

/// The norms that are decided, wholly or on one side: classes D and L of the register.
fn decided() -> impl Iterator<Item = Norm> {
    norms().iter().filter(|row| row.decidable).map(|row| row.norm)
}

/// The norms whose answer turns on a day.
const DATED: [Norm; 15] = [
    Norm::N0,
    Norm::N21a,
    Norm::N22a,
    Norm::N22d,
    Norm::N24b,
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
    let has = |norm: &Norm| !of(*norm).is_empty();
    let lacking: Vec<_> = decided().chain(ONLY_ALLEGED.norm()).filter(|norm| !has(norm)).collect();
    assert!(lacking.is_empty(), "without a vector: {lacking:?}");
}

#[test]
fn every_finding_code_is_expected_by_a_vector() {
    let folder = read(&default_folder());
    let found: BTreeSet<_> = folder.cases.iter().flat_map(findings).map(|(code, _)| code).collect();
    let lacking: Vec<_> =
        FindingCode::ALL.iter().map(|code| code.code()).filter(|code| !found.contains(*code)).collect();
    assert!(lacking.is_empty(), "expected by no vector: {lacking:?}");
}

/// Code and severity of every finding that a vector expects.
fn findings(case: &Case) -> Vec<(String, String)> {
    let text = |finding: &Value, member: &str| finding.get(member).and_then(Value::as_str).map(str::to_owned);
    let found = case.expect.pointer("/value/findings").and_then(Value::as_array);
    found.into_iter().flatten().filter_map(|own| Some((text(own, "code")?, text(own, "severity")?))).collect()
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
                norm.row().class() < Class::Programme || *code == ONLY_ALLEGED,
                "{} judges {norm}, which is only tracked",
                code.code()
            );
        }
    }
}

#[test]
fn what_is_only_alleged_is_never_more_than_a_review() {
    let folder = read(&default_folder());
    let mut alleged = 0;
    for case in &folder.cases {
        for (_, severity) in findings(case).iter().filter(|(code, _)| code == ONLY_ALLEGED.code()) {
            assert_eq!(severity, Severity::Review.code(), "{}", case.id);
            alleged += 1;
        }
    }
    assert!(alleged > 0);
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
    for norm in decided() {
        assert!(cited(&norm) || by_code(norm), "no rule cites {norm}");
    }
    for (name, text) in &rules {
        // A file that gives a reason or sets off a duty is a rule; the others only count, match and sort. What is set off
        // is recorded in one place for all rules, under the norm that each hands in.
        let decides = text.contains("DutyRow {") || text.contains("reasons.push(");
        let is_handed_its_norm = text.contains("DutyRow::new(owed.norm");
        assert!(
            !decides || is_handed_its_norm || text.contains("Norm::"),
            "{name} decides and cites no norm"
        );
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
