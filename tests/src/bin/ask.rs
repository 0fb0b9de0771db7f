//! In: lines of JSON, each `{"catalogue": …, "profile": …?, "questions": […]}`. Out: for each line, the list of answers.
//!
//! The referee in `tests/referee` asks the core through it. A catalogue or profile that is refused gives one
//! `{"refused": "…"}` in place of the list.

use std::error::Error;
use std::io::{BufRead, Write};

use liandong::Rulebook;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    catalogue: Value,
    profile: Option<Value>,
    questions: Vec<Value>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let asked: Asked = serde_json::from_str(&line?)?;
        let answers = match rulebook(&asked) {
            Ok(rulebook) => {
                let answers = asked.questions.iter().map(|question| rulebook.ask(&question.to_string()));
                let answers: Result<Vec<Value>, _> =
                    answers.map(|answer| serde_json::from_str(&answer)).collect();
                Value::Array(answers?)
            }
            Err(why) => json!({ "refused": why }),
        };
        writeln!(out, "{answers}")?;
        out.flush()?;
    }
    Ok(())
}

fn rulebook(asked: &Asked) -> Result<Rulebook, String> {
    let rulebook = Rulebook::from_json(&asked.catalogue.to_string()).map_err(|error| error.to_string())?;
    match &asked.profile {
        Some(profile) => rulebook.with_profile_json(&profile.to_string()).map_err(|error| error.to_string()),
        None => Ok(rulebook),
    }
}
