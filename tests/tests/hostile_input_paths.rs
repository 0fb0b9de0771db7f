//! In: catalogues with one fault or many. Out: refusals that list the path of every one of them.

#[path = "support/full.rs"]
mod full;

use full::full_catalogue;
use liandong::{Catalogue, EventLog, InputError, Profile, Rulebook};
use serde_json::{Value, json};

fn paths(error: &InputError) -> Vec<&str> {
    error.faults().iter().map(|fault| fault.path.as_str()).collect()
}

/// Every place of a document, as its path and as the keys that lead to it.
fn places(value: &Value, path: &str, pointer: &str, all: &mut Vec<(String, String)>) {
    all.push((path.to_owned(), pointer.to_owned()));
    match value {
        Value::Array(list) => {
            for (index, entry) in list.iter().enumerate() {
                places(entry, &format!("{path}[{index}]"), &format!("{pointer}/{index}"), all);
            }
        }
        Value::Object(members) => {
            for (key, entry) in members {
                places(entry, &format!("{path}.{key}"), &format!("{pointer}/{key}"), all);
            }
        }
        _ => {}
    }
}

/// Values of every type but that of `value`; null is left out, since it may stand for an absent option, and a list in
/// place of an object has a test of its own.
fn wrong_types(value: &Value) -> Vec<Value> {
    let all = [json!(-17.5), json!("x"), json!(true), json!([[]]), json!({"x": 1})];
    let all = all.into_iter().filter(|other| !(other.is_array() && value.is_object()));
    all.filter(|other| std::mem::discriminant(other) != std::mem::discriminant(value)).collect()
}

#[test]
fn a_wrong_type_anywhere_in_a_catalogue_is_refused_with_its_path() {
    let sound = full_catalogue();
    let mut all = Vec::new();
    places(&sound, "$", "", &mut all);
    assert!(all.len() > 80);
    for (path, pointer) in all {
        for wrong in wrong_types(sound.pointer(&pointer).expect("a place of the document")) {
            let mut document = sound.clone();
            *document.pointer_mut(&pointer).expect("a place of the document") = wrong.clone();
            let error = Catalogue::from_json(&document.to_string()).expect_err(&path);
            assert!(paths(&error).contains(&path.as_str()), "{wrong} at {path}: {error}");
        }
    }
}

#[test]
fn a_list_in_place_of_a_whole_input_is_refused() {
    assert!(Catalogue::from_json(r#"[["z", "区", null, "b", "c", null], [], []]"#).is_err());
    assert!(Profile::from_json(r#"["x"]"#).is_err());
    let log = EventLog::from_ndjson(r#"["E1", "2022-01-01", null, "decision"]"#);
    assert_eq!((log.len(), log.unreadable().len()), (0, 1));
    let rulebook = Rulebook::from_json(&full_catalogue().to_string()).expect("a sound catalogue");
    let positional = rulebook.ask(r#"["approver", "M-01", "2022-01-01", null]"#);
    assert!(positional.starts_with("{\"error\""), "{positional}");
}
#[test]
fn a_missing_or_unknown_field_anywhere_is_refused_with_its_path() {
    let sound = full_catalogue();
    let mut all = Vec::new();
    places(&sound, "$", "", &mut all);
    for (path, pointer) in all {
        if !sound.pointer(&pointer).is_some_and(Value::is_object) {
            continue;
        }
        let mut document = sound.clone();
        document.pointer_mut(&pointer).expect("an object")["surplus"] = json!(1);
        let error = Catalogue::from_json(&document.to_string()).expect_err(&path);
        assert_eq!(paths(&error), [format!("{path}.surplus")], "{error}");
    }
    for field in [
        "zone.id",
        "zone.name",
        "zone.bureau",
        "zone.committee",
        "parties.1.id",
        "parties.1.kind",
        "matters.1.id",
        "matters.1.name",
        "matters.0.transfers.0.kind",
        "matters.0.observed.0.on",
        "matters.0.supervising.0.party",
        "matters.0.platform.0.capable",
        "persons.0.roles.0.role",
        "packages.0.matters",
    ] {
        let mut document = sound.clone();
        let pointer = format!("/{}", field.replace('.', "/"));
        let (object, key) = pointer.rsplit_once('/').expect("a path");
        document.pointer_mut(object).and_then(Value::as_object_mut).expect("an object").remove(key);
        let error = Catalogue::from_json(&document.to_string()).expect_err(field);
        let path = field.split('.').fold("$".to_owned(), |path, step| match step.parse::<usize>() {
            Ok(index) => format!("{path}[{index}]"),
            Err(_) => format!("{path}.{step}"),
        });
        assert!(paths(&error).contains(&path.as_str()), "{path}: {error}");
    }
}

/// Spoils the places and expects every one of them to be listed.
fn all_listed(wrong: &[(&str, &str)]) {
    let mut document = full_catalogue();
    for (_, pointer) in wrong {
        *document.pointer_mut(pointer).expect("a place of the document") = json!(17);
    }
    let error = Catalogue::from_json(&document.to_string()).expect_err("faults");
    for (path, _) in wrong {
        assert!(paths(&error).contains(path), "{path} is not among {error}");
    }
    assert_eq!(paths(&error).len(), wrong.len(), "{error}");
}

const WRONG: [(&str, &str); 9] = [
    ("$.parties[0].kind", "/parties/0/kind"),
    ("$.parties[3].succeeded_by.on", "/parties/3/succeeded_by/on"),
    ("$.matters[0].transfers[0].scope", "/matters/0/transfers/0/scope"),
    ("$.matters[0].governed_from", "/matters/0/governed_from"),
    ("$.matters[0].codes[0]", "/matters/0/codes/0"),
    ("$.matters[1].name", "/matters/1/name"),
    ("$.persons[0].roles[0].role", "/persons/0/roles/0/role"),
    ("$.projects[0].procedures.to", "/projects/0/procedures/to"),
    ("$.packages[0].matters[1]", "/packages/0/matters/1"),
];

#[test]
fn several_faults_at_once_are_all_listed() {
    all_listed(&WRONG);
}

#[test]
fn a_fault_of_the_zone_hides_no_other() {
    all_listed(&[[("$.zone.name", "/zone/name")].as_slice(), &WRONG].concat());
}

#[test]
fn unknown_and_duplicate_ids_are_all_listed_with_the_nearest() {
    let mut document = full_catalogue();
    for (pointer, id) in [
        ("/zone/bureau", "buraeu"),
        ("/zone/committee", "comittee"),
        ("/zone/partner", "ecom"),
        ("/parties/3/succeeded_by/party", "ecn"),
        ("/matters/0/original", "maket"),
        ("/matters/0/supervising/0/party", "markt"),
        ("/matters/0/reassigned/0/to", "econn"),
        ("/matters/0/observed/0/handled_by", "bureaus"),
        ("/persons/0/roles/0/party", "bureua"),
        ("/projects/0/responsible", "ekon"),
    ] {
        *document.pointer_mut(pointer).expect("a place of the document") = json!(id);
    }
    document["parties"][4]["id"] = json!("econ");
    document["matters"][1]["id"] = json!("M-01");
    let error = Catalogue::from_json(&document.to_string()).expect_err("unknown and duplicate ids");
    for (path, near) in [
        ("$.zone.bureau", "bureau"),
        ("$.zone.committee", "committee"),
        ("$.zone.partner", "econ"),
        ("$.parties[3].succeeded_by.party", "econ"),
        ("$.matters[0].original", "market"),
        ("$.matters[0].supervising[0].party", "market"),
        ("$.matters[0].reassigned[0].to", "econ"),
        ("$.matters[0].observed[0].handled_by", "bureau"),
        ("$.persons[0].roles[0].party", "bureau"),
        ("$.projects[0].responsible", "econ"),
        ("$.parties[4].id", "econ"),
        ("$.matters[1].id", "M-01"),
    ] {
        let fault = error.faults().iter().find(|fault| fault.path == path);
        assert!(fault.is_some_and(|fault| fault.en.contains(near)), "{path} near {near}: {error}");
    }
}
