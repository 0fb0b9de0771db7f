//! What the library takes, the published schemas take; what it answers, they describe.
//!
//! Held against every vector of the repository, every matter, party, person and package of the sample zone, a log with
//! something of everything in it, and questions that are refused.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use liandong::{Event, Profile, Rulebook};
use liandong_tests::vectors::{default_folder, read as read_vectors};
use serde_json::{Value, json};

type Tested = Result<(), Box<dyn std::error::Error>>;

struct Schemas {
    catalogue: Validator,
    profile: Validator,
    event: Validator,
    question: Validator,
    answers: BTreeMap<String, Validator>,
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(name: &str) -> Result<Value, Box<dyn std::error::Error>> {
    let text = fs::read_to_string(here("../core/schema").join(format!("{name}.json")))?;
    Ok(serde_json::from_str(&text)?)
}

fn schemas() -> Result<Schemas, Box<dyn std::error::Error>> {
    let compiled = |name| -> Result<Validator, Box<dyn std::error::Error>> {
        Ok(jsonschema::draft202012::new(&read(name)?)?)
    };
    Ok(Schemas {
        catalogue: compiled("catalogue")?,
        profile: compiled("profile")?,
        event: compiled("event")?,
        question: compiled("question")?,
        answers: answers()?,
    })
}

/// The schema of the answers to each kind of question.
fn answers() -> Result<BTreeMap<String, Validator>, Box<dyn std::error::Error>> {
    let every = read("answer")?;
    let defined = every.get("$defs").and_then(Value::as_object).ok_or("answer.json defines nothing")?;
    let mut answers = BTreeMap::new();
    for ask in defined.keys().filter_map(|name| name.strip_suffix("_answer")) {
        let mut schema = every.clone();
        let members = schema.as_object_mut().ok_or("answer.json is no object")?;
        members.remove("anyOf");
        members.insert("$ref".to_owned(), json!(format!("#/$defs/{ask}_answer")));
        answers.insert(ask.to_owned(), jsonschema::draft202012::new(&schema)?);
    }
    Ok(answers)
}

impl Schemas {
    fn answer(&self, ask: &str) -> Result<&Validator, String> {
        self.answers.get(ask).ok_or_else(|| format!("no schema describes the answer to `{ask}`"))
    }
}

fn holds(validator: &Validator, value: &Value, what: &str) {
    let faults: Vec<_> =
        validator.iter_errors(value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{what}\n{value}\n{}", faults.join("\n"));
}

/// Asks, and holds question and answer against their schemas; gives whether the question was refused.
fn asked(
    schemas: &Schemas,
    rulebook: &Rulebook,
    question: &Value,
) -> Result<bool, Box<dyn std::error::Error>> {
    let answer: Value = serde_json::from_str(&rulebook.ask(&question.to_string()))?;
    if let Some(refusal) = answer.get("error") {
        holds(schemas.answer("error")?, &answer, "refusal");
        if refusal.get("kind").and_then(Value::as_str) != Some("input") {
            holds(&schemas.question, question, "question with an unknown id");
        }
        return Ok(true);
    }
    holds(&schemas.question, question, "question");
    let ask = question.get("ask").and_then(Value::as_str).ok_or("a question without `ask` was answered")?;
    holds(schemas.answer(ask)?, &answer, "answer");
    for event in question.get("events").and_then(Value::as_array).into_iter().flatten() {
        if is_event(event) {
            holds(&schemas.event, event, "event");
        }
    }
    Ok(false)
}

fn is_event(value: &Value) -> bool {
    serde_json::from_value::<Event>(value.clone()).is_ok()
}

#[test]
fn every_vector_fits_the_schemas() -> Tested {
    let schemas = schemas()?;
    for case in read_vectors(&default_folder()).cases {
        let Ok(mut rulebook) = Rulebook::from_json(&case.catalogue.to_string()) else { continue };
        holds(&schemas.catalogue, &case.catalogue, "catalogue");
        if let Some(profile) = case.profile {
            let Ok(other) = rulebook.with_profile_json(&profile.to_string()) else { continue };
            holds(&schemas.profile, &profile, "profile");
            rulebook = other;
        }
        asked(&schemas, &rulebook, &Value::Object(case.ask))?;
    }
    Ok(())
}

fn ids(catalogue: &Value, list: &str) -> Vec<String> {
    let entries = catalogue.get(list).and_then(Value::as_array).into_iter().flatten();
    entries.filter_map(|entry| entry.get("id")?.as_str().map(str::to_owned)).collect()
}

#[test]
fn every_answer_about_the_sample_zone_fits() -> Tested {
    let schemas = schemas()?;
    let text = fs::read_to_string(here("sample/catalogue.json"))?;
    let catalogue: Value = serde_json::from_str(&text)?;
    holds(&schemas.catalogue, &catalogue, "catalogue");
    let rulebook = Rulebook::from_json(&text)?;
    let mut questions = Vec::new();
    for (place, matter) in ids(&catalogue, "matters").iter().enumerate() {
        let on = ["2021-03-28", "2021-06-01", "2022-08-15", "2023-06-30"]
            .get(place % 4)
            .copied()
            .unwrap_or("2022-01-01");
        let act = ["accept", "decide", "push_result", "push_supervision", "supervise", "handle_offline"];
        let act = act.get(place % 6).copied().unwrap_or("decide");
        questions.extend([
            json!({"ask": "approver", "matter": matter, "on": on, "accepted_on": "2021-05-01", "lang": "en"}),
            json!({"ask": "status", "matter": matter, "on": on}),
            json!({"ask": "timeline", "matter": matter, "lang": "zh"}),
            json!({"ask": "responsibilities", "matter": matter, "on": on}),
            json!({"ask": "permits", "act": act, "actor": "bureau", "officer": "agent-01", "matter": matter, "on": on}),
            json!({"ask": "permits", "act": act, "actor": "econ", "matter": matter, "on": on}),
            json!({"ask": "duties", "trigger": {"transfer": {"matter": matter, "on": on}}}),
            json!({"ask": "duties", "trigger": {"platform_capable": {"matter": matter, "on": on}}}),
        ]);
    }
    for party in ids(&catalogue, "parties") {
        questions.push(json!({"ask": "responsibilities", "party": party, "on": "2022-06-01"}));
        questions.push(
            json!({"ask": "permits", "act": "inspect", "actor": party, "on": "2022-06-01", "lang": "zh"}),
        );
        questions.push(
            json!({"ask": "duties", "trigger": {"liaison_vacant": {"party": party, "on": "2022-06-01"}}}),
        );
    }
    for person in ids(&catalogue, "persons") {
        questions.push(json!({"ask": "responsibilities", "person": person, "on": "2023-06-01"}));
    }
    for package in ids(&catalogue, "packages") {
        questions.push(json!({"ask": "package", "package": package, "on": "2022-06-01"}));
    }
    questions.extend([
        json!({"ask": "relation", "norm": "2.6b", "from": ["bureau"], "to": ["econ", "market"]}),
        json!({"ask": "relation", "norm": "2.6e", "from": ["bureau"], "to": ["econ"]}),
        json!({"ask": "norms"}),
        json!({"ask": "readings"}),
        json!({"ask": "finding_codes"}),
        json!({"ask": "lint_codes"}),
        json!({"ask": "lint", "lang": "en"}),
        json!({"ask": "event_kinds"}),
    ]);
    for question in questions {
        assert!(!asked(&schemas, &rulebook, &question)?, "refused: {question}");
    }
    Ok(())
}

/// A year with something of everything: sound acts, wrong hands, unknown names, a broken line.
fn events() -> Value {
    json!([
        {"id": "E1", "at": "2022-05-06T10:00", "kind": "application_accepted", "case": "C1", "matter": "S-001", "actor": "bureau"},
        {"id": "E2", "at": "2022-05-09T10:00", "kind": "decision", "case": "C1", "matter": "S-001", "actor": "bureau", "result": "granted"},
        {"id": "E3", "at": "2022-05-09T10:05", "kind": "result_push", "case": "C1", "actor": "bureau", "to": "econ", "channel": "platform"},
        {"id": "E4", "at": "2022-05-10", "kind": "liaison_notice", "case": "C1", "actor": "bureau", "to": "econ", "channel": "message"},
        {"id": "E5", "at": "2022-06-01", "kind": "supervision_result", "case": "C1", "actor": "econ"},
        {"id": "E6", "at": "2022-05-12", "kind": "decision", "case": "C2", "matter": "S-004", "actor": "econ", "result": "refused"},
        {"id": "E7", "at": "2022-05-12", "kind": "decision", "case": "C3", "matter": "S-004", "actor": "bureau"},
        {"id": "E8", "at": "2022-05-11", "kind": "result_push", "case": "C3", "actor": "market", "to": "finance", "channel": "message"},
        {"id": "E9", "at": "2022-05-12", "kind": "decision", "case": "C4", "matter": "S-009", "actor": "econ", "handled_via": "offline"},
        {"id": "E10", "at": "2022-05-13", "kind": "decision", "case": "C5", "matter": "S-011", "actor": "econ", "handled_via": "offline"},
        {"id": "E11", "at": "2022-05-13", "kind": "decision", "case": "C6", "matter": "S-014", "actor": "econ"},
        {"id": "E12", "at": "2022-05-13", "kind": "decision", "case": "C7", "matter": "S-001x", "actor": "burea"},
        {"id": "E13", "at": "2022-05-13", "kind": "decisoin", "case": "C7"},
        {"id": "E2", "at": "2022-05-09T10:00", "kind": "decision", "case": "C1", "matter": "S-001", "actor": "bureau", "result": "granted"},
        {"at": "2022-05-13", "kind": "result_push", "to": "econ"},
        {"id": "E14", "at": "2029-01-01", "kind": "decision", "case": "C8"},
        {"id": "E15", "at": "2022-05-13", "kind": "withdrawal", "refers_to": "E99"},
        {"at": "never", "kind": "decision"},
        "no event"
    ])
}

#[test]
fn every_duty_and_finding_fits() -> Tested {
    let schemas = schemas()?;
    let rulebook = Rulebook::from_json(&fs::read_to_string(here("sample/catalogue.json"))?)?;
    let profiles = [
        json!({"name": "plain"}),
        json!({
            "name": "switched",
            "source": "nowhere",
            "readings": {
                "in_force": {"from": "2021-03-29", "to": null}, "effective_day": "next_day", "stale_after": {"days": 10},
                "retained_push": "where_supervisor_differs", "exchange_person": "two_persons", "returned": "undetermined"
            },
            "limits": {
                "result_push": {"value": 2, "unit": "working_days"}, "acknowledgement": {"value": 1, "unit": "hours"},
                "simultaneous": {"value": 30, "unit": "minutes"}, "supervision_push": {"value": 3000, "unit": "working_days"}
            },
            "calendar": {"years": [{"year": 2029, "source": "nowhere", "holidays": ["2029-01-01"], "workdays": []}]}
        }),
        json!({"name": "never", "readings": {"stale_after": "never"}}),
    ];
    for profile in profiles {
        holds(&schemas.profile, &profile, "profile");
        Profile::from_json(&profile.to_string())?;
        let rulebook = rulebook.with_profile_json(&profile.to_string())?;
        for (as_of, scope) in [
            ("2022-12-31", json!({})),
            (
                "2022-05-20T12:00",
                json!({"norms": ["2.6b", "2.6c"], "from": "2022-05-01", "to": "2022-05-31"}),
            ),
        ] {
            let question =
                json!({"ask": "audit", "events": events(), "as_of": as_of, "scope": scope, "lang": "en"});
            assert!(!asked(&schemas, &rulebook, &question)?, "refused");
            // Each finding's chain, and beyond the last a refusal.
            for place in 0.. {
                let mut question = json!({"ask": "evidence", "events": events(), "as_of": as_of, "scope": scope, "finding": place});
                for (member, value) in
                    [("mask", "persons"), ("lang", "zh"), ("format", "markdown")].iter().take(place % 4)
                {
                    question[member] = json!(value);
                }
                if asked(&schemas, &rulebook, &question)? {
                    assert!(place > 5, "few findings");
                    break;
                }
            }
        }
        for event in events().as_array().into_iter().flatten().filter(|event| is_event(event)) {
            let question = json!({"ask": "duties", "trigger": {"event": event}});
            assert!(!asked(&schemas, &rulebook, &question)?, "refused: {question}");
        }
    }
    Ok(())
}

#[test]
fn refusals_fit_too() -> Tested {
    let schemas = schemas()?;
    let rulebook = Rulebook::from_json(&fs::read_to_string(here("sample/catalogue.json"))?)?;
    for question in [
        json!({"ask": "approver", "matter": "S-999", "on": "2022-01-01"}),
        json!({"ask": "responsibilities", "party": "nobody", "on": "2022-01-01"}),
        json!({"ask": "responsibilities", "person": "nobody", "on": "2022-01-01"}),
        json!({"ask": "package", "package": "K-99", "on": "2022-01-01"}),
        json!({"ask": "responsibilities", "on": "2022-01-01"}),
        json!({"ask": "permits", "act": "decide", "actor": "bureau", "on": "2022-01-01"}),
        json!({"ask": "permits", "act": "dance", "actor": "bureau", "on": "2022-01-01"}),
        json!({"ask": "approver", "matter": "S-001", "on": "2022-13-01"}),
        json!({"ask": "approver", "matter": "S-001", "on": "2022-01-01", "lang": "fr"}),
        json!({"ask": "nothing"}),
        json!({}),
        json!([]),
        json!(null),
    ] {
        assert!(asked(&schemas, &rulebook, &question)?, "answered: {question}");
    }
    Ok(())
}

#[test]
fn the_schemas_refuse_what_they_can_see() -> Tested {
    let schemas = schemas()?;
    for question in [
        json!({"ask": "approver", "matter": "S-001", "on": "1 January 2022"}),
        json!({"ask": "approver", "matter": "S-001"}),
        json!({"ask": "approver", "matter": "S-001", "on": "2022-01-01", "lang": "fr"}),
        json!({"ask": "approver", "matter": "S-001", "on": "2022-01-01", "day": "2022-01-01"}),
        json!({"ask": "permits", "act": "dance", "actor": "bureau", "on": "2022-01-01"}),
        json!({"ask": "relation", "norm": "9.9z", "from": [], "to": []}),
        json!({"ask": "nothing"}),
    ] {
        assert!(!schemas.question.is_valid(&question), "taken: {question}");
    }
    assert!(
        !schemas
            .profile
            .is_valid(&json!({"name": "ours", "limits": {"push": {"value": 1, "unit": "hours"}}}))
    );
    assert!(!schemas.catalogue.is_valid(&json!({})));
    Ok(())
}
