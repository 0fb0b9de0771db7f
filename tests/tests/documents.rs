//! The JSON that the front pages show is what the library takes and says.

use std::fs;
use std::path::Path;

use liandong::{MAX_ID, MAX_MATTERS, MAX_OTHERS, MAX_PARTIES, MAX_RECORDS, Rulebook};
use serde_json::Value;

type Tested = Result<(), Box<dyn std::error::Error>>;

fn page(name: &str) -> std::io::Result<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name))
}

/// The fenced blocks of JSON on a page.
fn blocks(page: &str) -> Result<Vec<Value>, serde_json::Error> {
    let fenced = page.split("\n```json\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    fenced.map(serde_json::from_str).collect()
}

#[test]
fn the_question_shown_has_the_answer_shown() -> Tested {
    for name in ["README.md", "README.zh-CN.md"] {
        let blocks = blocks(&page(name)?)?;
        let [question, shown, catalogue] = blocks.as_slice() else {
            return Err(format!("{name} shows {} blocks of JSON", blocks.len()).into());
        };
        let rulebook = Rulebook::from_json(&catalogue.to_string())?;
        let mut answer: Value = serde_json::from_str(&rulebook.ask(&question.to_string()))?;
        answer.as_object_mut().and_then(|members| members.remove("digests"));
        assert_eq!(&answer, shown, "{name}");
    }
    Ok(())
}

#[test]
fn the_limits_shown_are_those_of_the_code() -> Tested {
    for name in ["README.md", "README.zh-CN.md"] {
        let page = page(name)?;
        for (constant, most) in [
            ("MAX_PARTIES", MAX_PARTIES),
            ("MAX_MATTERS", MAX_MATTERS),
            ("MAX_OTHERS", MAX_OTHERS),
            ("MAX_RECORDS", MAX_RECORDS),
            ("MAX_ID", MAX_ID),
        ] {
            let row = page.lines().find(|line| line.starts_with('|') && line.contains(constant));
            let row = row.ok_or_else(|| format!("{name} has no row for {constant}"))?;
            let shown: String =
                row.rsplit('|').nth(1).unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
            assert_eq!(shown, most.to_string(), "{name}: {constant}");
        }
    }
    Ok(())
}
