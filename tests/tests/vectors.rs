//! What enters: the vectors of this repository. What leaves: that each surface of Rust agrees with all of them.

use std::path::{Path, PathBuf};

use liandong_tests::vectors::{Report, Surface, default_folder, run};

fn agrees(surface: Surface) {
    let report = run(&default_folder(), surface);
    assert!(report.is_good(), "{report}");
    assert!(report.not_run.is_empty(), "questions that no surface has: {:?}", report.not_run);
}

#[test]
fn the_wire_format_agrees_with_every_vector() {
    agrees(Surface::Json);
}

#[test]
fn the_native_methods_agree_with_every_vector() {
    agrees(Surface::Rust);
}

/// A folder of its own for what one test writes.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).expect("the target's folder can be written");
    for (name, text) in files {
        std::fs::write(folder.join(name), text).expect("the target's folder can be written");
    }
    folder
}

fn of(name: &str, files: &[(&str, &str)]) -> Report {
    run(&folder(name, files), Surface::Rust)
}

const CASE: &str = r#"{"id": "a", "norm": "2.4c", "title": "t", "because": "b", "expect": {"value": "d"},
    "partial": "reasons are not the point", "ask": {"ask": "approver", "matter": "M", "on": "2022-01-01"},
    "catalogue": {"zone": {"id": "z", "name": "示例区", "bureau": "b", "committee": "c"},
        "parties": [{"id": "b", "name": "审批局", "kind": "bureau"}, {"id": "c", "name": "管委会", "kind": "committee"},
            {"id": "d", "name": "市场部", "kind": "department"}],
        "matters": [{"id": "M", "name": "示例", "original": "d"}]}}"#;

#[test]
fn an_empty_folder_and_a_missing_one_fail() {
    assert!(!of("vectors-empty", &[]).is_good());
    assert!(!run(Path::new("no/such/folder"), Surface::Json).is_good());
}

#[test]
fn a_case_that_agrees_passes_and_one_that_does_not_is_told_with_its_id() {
    let report = of("vectors-good", &[("a.json", &format!("[{CASE}]"))]);
    assert!(report.is_good(), "{report}");
    assert_eq!(report.to_string(), "1 passed, 0 failed, 0 not run");

    let wrong = CASE.replace(r#"{"value": "d"}"#, r#"{"value": "b"}"#);
    let report = of("vectors-wrong", &[("a.json", &format!("[{wrong}]"))]);
    assert!(!report.is_good());
    let told = report.to_string();
    assert!(told.contains("✗ a: t") && told.contains(r#"$.value: expected "b", got "d""#), "{told}");
}

#[test]
fn unknown_fields_second_ids_and_missing_reasoning_fail() {
    let spoilt = [
        CASE.replacen(r#""id""#, r#""note": 1, "id""#, 1),
        CASE.replace(r#""because": "b""#, r#""because": " ""#),
        CASE.replace("2.4c", "9.9z"),
        format!("{CASE}, {CASE}"),
        CASE.replace(r#""id": "a""#, r#""id": "a", "events": []"#),
    ];
    for (place, case) in spoilt.iter().enumerate() {
        let report = of(&format!("vectors-spoilt-{place}"), &[("a.json", &format!("[{case}]"))]);
        assert_eq!(report.unread.len(), 1, "{case}");
    }
}

#[test]
fn a_question_that_is_not_there_yet_counts_as_not_run() {
    let case = CASE.replace(r#""ask": "approver""#, r#""ask": "horoscope""#);
    let report = of("vectors-not-run", &[("a.json", &format!("[{case}]"))]);
    assert_eq!((report.passed, report.not_run.len()), (0, 1));
    assert!(!report.is_good());
}
