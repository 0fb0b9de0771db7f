//! In: generated catalogues, profiles and changes. Out: that a changed rulebook answers as if it had been compiled so.

#[path = "support/catalogues.rs"]
mod catalogues;

use std::error::Error;

use catalogues::{Setting, day, setting};
use liandong::{Catalogue, Day, Rulebook};
use proptest::prelude::*;
use serde_json::{Value, json};

/// So many cases, unless `PROPTEST_CASES` asks for another number.
fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence: None, ..ProptestConfig::default() }
}

/// Every answer about a matter near its records, without the digests.
fn told(rulebook: &Rulebook, setting: &Setting) -> Vec<Value> {
    let mut questions = Vec::new();
    for matter in &setting.catalogue.matters {
        questions.push(json!({"ask": "timeline", "matter": matter.id}));
        let days = setting.days(matter);
        for on in &days {
            for ask in ["approver", "status", "responsibilities"] {
                questions.push(json!({"ask": ask, "matter": matter.id, "on": on}));
            }
            questions
                .push(json!({"ask": "approver", "matter": matter.id, "on": on, "accepted_on": days.first()}));
        }
    }
    let mut answers = Vec::new();
    for question in questions {
        let mut answer: Value = serde_json::from_str(&rulebook.ask(&question.to_string())).expect("JSON");
        answer.as_object_mut().expect("an object").remove("digests");
        answers.push(json!([question, answer]));
    }
    answers
}

fn compiled(catalogue: Catalogue, setting: &Setting) -> Result<Rulebook, Box<dyn Error>> {
    Ok(Rulebook::new(catalogue)?.with_profile(setting.profile.clone())?)
}

/// The catalogue without the transfers that were recorded after a day.
fn without_later(catalogue: &Catalogue, day: Day) -> Catalogue {
    let mut catalogue = catalogue.clone();
    for matter in &mut catalogue.matters {
        matter.transfers.retain(|transfer| transfer.recorded.is_none_or(|recorded| recorded <= day));
    }
    catalogue
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn as_known_on_a_day_is_the_catalogue_without_later_records((setting, known) in (setting(), day())) {
        let expected = compiled(without_later(&setting.catalogue, known), &setting).expect("compiled");
        let rulebook = setting.rulebook().as_known_on(known);
        prop_assert_eq!(told(&rulebook, &setting), told(&expected, &setting));
        prop_assert_eq!(rulebook.digests().known_on, (known < Day::MAX).then_some(known));
        // A profile may come before or after.
        let text = Rulebook::new(setting.catalogue.clone()).expect("compiled");
        let other = text.as_known_on(known).with_profile(setting.profile.clone()).expect("a sound profile");
        prop_assert_eq!(told(&other, &setting), told(&expected, &setting));
        prop_assert_eq!(other.digests(), rulebook.digests());
    }

    #[test]
    fn of_two_days_of_knowledge_the_earlier_counts((setting, first, second) in (setting(), day(), day())) {
        let rulebook = setting.rulebook();
        let twice = rulebook.as_known_on(first).as_known_on(second);
        let once = rulebook.as_known_on(first.min(second));
        prop_assert_eq!(told(&twice, &setting), told(&once, &setting));
        prop_assert_eq!(twice.digests(), once.digests());
    }
}
