//! What enters: the readings, the limits and the vectors. What leaves: that each choice of an adopter is made in a vector
//! whose answer hangs on it.

use liandong::{LimitName, Reading};
use liandong_tests::vectors::{Case, Surface, Told, compare, default_folder, read};
use serde_json::{Map, Value};

/// The members of a profile's section.
fn chosen<'c>(case: &'c Case, section: &str) -> Option<&'c Map<String, Value>> {
    case.profile.as_ref()?.get(section)?.as_object()
}

/// Whether the answer is another one once the choice is not made.
fn hangs_on(case: &Case, section: &str, name: &str) -> bool {
    let mut unchosen = case.clone();
    let members = unchosen.profile.as_mut().and_then(|profile| profile.get_mut(section)?.as_object_mut());
    members.and_then(|members| members.remove(name));
    match Surface::Json.told(&unchosen) {
        Told::Answer(got) => compare(&case.expect, &got, case.partial.is_some()).is_some(),
        Told::NotRun => false,
    }
}

/// Whether a profile's value is the option as the register writes it.
fn is_option(value: &Value, option: &str) -> bool {
    match value {
        Value::String(own) => own == option,
        // A choice that carries numbers, days or ids: `days: n`, `listed: […]`, other days.
        Value::Object(own) => {
            let named = own.keys().any(|key| option.contains(&format!("{key}:")));
            named || !option.contains([':', '_'])
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => false,
    }
}

fn lacking(choices: impl Iterator<Item = (&'static str, &'static str, Option<&'static str>)>) -> Vec<String> {
    let folder = read(&default_folder());
    assert!(folder.unread.is_empty(), "{:?}", folder.unread);
    let is_made = |section: &str, name: &str, option: Option<&str>| {
        folder.cases.iter().any(|case| {
            let value = chosen(case, section).and_then(|members| members.get(name));
            value.is_some_and(|value| option.is_none_or(|option| is_option(value, option)))
                && hangs_on(case, section, name)
        })
    };
    choices
        .filter(|(section, name, option)| !is_made(section, name, *option))
        .map(|(_, name, option)| option.map_or(name.to_owned(), |option| format!("{name}: {option}")))
        .collect()
}

#[test]
fn every_option_of_a_reading_makes_a_difference_in_a_vector() {
    let choices = Reading::ALL.iter().flat_map(|reading| {
        // The first is the default, which every other vector has.
        let others = reading.options().iter().skip(1);
        others.map(|option| ("readings", reading.id(), Some(*option)))
    });
    let lacking = lacking(choices);
    assert!(lacking.is_empty(), "chosen in no vector whose answer hangs on it: {lacking:?}");
}

#[test]
fn every_limit_makes_a_difference_in_a_vector() {
    let lacking = lacking(LimitName::ALL.iter().map(|limit| ("limits", limit.id(), None)));
    assert!(lacking.is_empty(), "set in no vector whose answer hangs on it: {lacking:?}");
}
