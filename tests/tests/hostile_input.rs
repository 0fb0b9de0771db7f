//! In: catalogues, profiles, questions and logs that are wrong in every way. Out: typed errors that name the place.

#[path = "support/full.rs"]
mod full;

use full::full_catalogue;
use liandong::{Catalogue, EventLog, Profile, Rulebook, Scope};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

fn rulebook() -> Rulebook {
    Rulebook::from_json(&full_catalogue().to_string()).expect("a sound catalogue")
}

/// Every input takes the text; what it refuses, it refuses with a place and in both languages.
fn taken_or_refused(text: &str, rulebook: &Rulebook) {
    for refused in [Catalogue::from_json(text).err(), Profile::from_json(text).err()].into_iter().flatten() {
        assert!(!refused.faults().is_empty(), "{text}");
        for fault in refused.faults() {
            assert!(fault.path.starts_with('$') && !fault.en.is_empty() && !fault.zh.is_empty(), "{fault:?}");
        }
        assert!(!refused.to_string().is_empty() && !refused.zh().is_empty());
    }
    let answer: Value = serde_json::from_str(&rulebook.ask(text)).expect("an answer is JSON");
    if let Some(error) = answer.get("error") {
        assert!(
            error["kind"].is_string() && error["message"].is_string() && error["zh"].is_string(),
            "{error}"
        );
    }
    let log = EventLog::from_ndjson(text);
    let text_of_lines = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text_of_lines.split('\n').filter(|line| !line.trim_ascii().is_empty()).count();
    assert_eq!(log.len() + log.unreadable().len(), lines, "{text:?}");
    let audit = rulebook.audit(&log, Scope::default(), "2022-12-31".parse().expect("a day"));
    assert!(audit.finding_count() >= log.unreadable().len());
}

#[test]
fn deep_nesting_huge_numbers_and_broken_texts_are_refused() {
    let rulebook = rulebook();
    let digits = "9".repeat(5_000);
    for text in [
        "[".repeat(200_000),
        "{\"zone\":".repeat(50_000),
        format!("{}1{}", "[".repeat(100), "]".repeat(100)),
        format!("{{\"zone\": {}{}}}", "{\"a\":".repeat(120), "}".repeat(120)),
        format!("{{\"ask\": \"approver\", \"matter\": \"M-01\", \"on\": {digits}}}"),
        "1e999999999".to_owned(),
        format!("-{digits}.{digits}e-{digits}"),
        format!(
            "{{\"name\": \"x\", \"limits\": {{\"upload\": {{\"value\": {digits}, \"unit\": \"hours\"}}}}}}"
        ),
        "{\"name\": \"x\", \"limits\": {\"upload\": {\"value\": -1, \"unit\": \"hours\"}}}".to_owned(),
        "{\"name\": \"x\", \"readings\": {\"stale_after\": {\"days\": 65536}}}".to_owned(),
        "{\"name\": \"x\", \"calendar\": {\"years\": [{\"year\": 99999999999}]}}".to_owned(),
        "{\"ask\": \"approver\", \"matter\": \"\\ud800\", \"on\": \"2022-01-01\"}".to_owned(),
        "{\"ask\": \"approver\", \"matter\": \"\\udc00\\ud800\", \"on\": \"2022-01-01\"}".to_owned(),
        "{\"ask\": \"approver\", \"matter\": \"\\x41\", \"on\": \"2022-01-01\"}".to_owned(),
        "{\"id\": \"E\", \"at\": \"2022-01-01\", \"kind\": \"decision\", \"case\": \"\\ud83d\"}".to_owned(),
        "\u{0}\u{feff}\u{202e}{}".to_owned(),
        "{\"ask\": \"audit\", \"as_of\": \"99999-01-01\"}".to_owned(),
        "\"".repeat(10_000),
    ] {
        taken_or_refused(&text, &rulebook);
        assert!(Catalogue::from_json(&text).is_err() && Profile::from_json(&text).is_err());
        assert!(rulebook.ask(&text).starts_with("{\"error\""), "{}", rulebook.ask(&text));
    }
}

#[test]
fn a_question_is_refused_with_the_path_or_the_nearest_id() {
    let rulebook = rulebook();
    for (question, named) in [
        (json!({"ask": "approver", "matter": "M-03", "on": "2022-01-01"}), "M-01"),
        (json!({"ask": "approver", "matter": "M-01", "on": "2022-02-30"}), "2022-02-30"),
        (json!({"ask": "approver", "matter": 17, "on": "2022-01-01"}), "17"),
        (json!({"ask": "aprover"}), "approver"),
        (json!({"ask": "approver", "matter": "M-01"}), "on"),
        (json!({"ask": "approver", "matter": "M-01", "on": "2022-01-01", "onn": 1}), "onn"),
        (json!({"ask": "approver", "matter": "M-01", "on": "2022-01-01", "lang": "fr"}), "$.lang"),
        (json!({"ask": "permits", "act": "decde", "actor": "bureau", "on": "2022-01-01"}), "decide"),
        (json!({"ask": "permits", "act": "decide", "actor": "bureau", "on": "2022-01-01"}), "matter"),
        (
            json!({"ask": "permits", "act": "decide", "actor": "bureua", "matter": "M-01", "on": "2022-01-01"}),
            "bureau",
        ),
        (json!({"ask": "relation", "norm": "9.9z", "from": [], "to": []}), "9.9z"),
        (json!({"ask": "package", "package": "P2", "on": "2022-01-01"}), "P1"),
        (json!({"ask": "responsibilities", "on": "2022-01-01"}), "person"),
        (json!({"ask": "responsibilities", "person": "p2", "on": "2022-01-01"}), "p1"),
        (json!([]), "$"),
        (json!("approver"), "$"),
        (json!(null), "$"),
    ] {
        let answer: Value = serde_json::from_str(&rulebook.ask(&question.to_string())).expect("JSON");
        let error = answer.get("error").unwrap_or_else(|| panic!("{question} gave {answer}"));
        assert!(error.to_string().contains(named), "{question} gave {error}");
    }
}

/// So many cases, unless `PROPTEST_CASES` asks for another number.
fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_text_is_taken_or_refused(text in any::<String>(), lines in "([\\[\\]{}:,\"a-z0-9\\\\-]{0,12}\n){0,5}") {
        let rulebook = rulebook();
        taken_or_refused(&text, &rulebook);
        taken_or_refused(&lines, &rulebook);
    }

    #[test]
    fn a_spoilt_document_is_taken_or_refused(
        which in 0..3usize, cuts in prop::collection::vec((any::<Index>(), any::<char>(), 0..3u8), 1..4),
    ) {
        let sound = match which {
            0 => full_catalogue(),
            1 => json!({"name": "x", "readings": {"in_force": {"from": "2021-03-29"}, "stale_after": {"days": 3}},
                "limits": {"result_push": {"value": 2, "unit": "working_days"}},
                "calendar": {"years": [{"year": 2027, "source": "x", "holidays": ["2027-01-01"], "workdays": []}]}}),
            _ => json!({"ask": "audit", "as_of": "2022-12-31", "scope": {"norms": ["2.6b"]}, "events": [
                {"id": "E1", "at": "2022-05-01T09:30", "kind": "decision", "case": "C1", "matter": "M-01"}]}),
        };
        let mut text: Vec<char> = sound.to_string().chars().collect();
        for (place, other, way) in cuts {
            let place = place.index(text.len().max(1));
            match way {
                0 => text.truncate(place),
                1 => text.insert(place, other),
                _ => if let Some(slot) = text.get_mut(place) { *slot = other },
            }
        }
        taken_or_refused(&text.into_iter().collect::<String>(), &rulebook());
    }
}
