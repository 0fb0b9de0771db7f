//! In: generated catalogues, profiles, events and days. Out: that JSON keeps them, and that their order leaves no trace.

#[path = "support/catalogues.rs"]
mod catalogues;
#[path = "support/logs.rs"]
mod logs;

use catalogues::{Setting, catalogue, day, profile, setting};
use liandong::{Catalogue, Day, Event, IsoWeek, Moment, Profile, Rulebook, When};
use proptest::prelude::*;
use serde_json::{Value, json};

/// So many cases, unless `PROPTEST_CASES` asks for another number.
fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence: None, ..ProptestConfig::default() }
}

/// Every list that has no order of its own, in another order; a package lists its matters as they are handled.
fn reordered(mut catalogue: Catalogue, turn: usize) -> Catalogue {
    fn turned<T>(list: &mut [T], turn: usize) {
        if !list.is_empty() {
            list.reverse();
            let by = turn % list.len();
            list.rotate_left(by);
        }
    }
    turned(&mut catalogue.parties, turn);
    turned(&mut catalogue.matters, turn);
    turned(&mut catalogue.persons, turn);
    turned(&mut catalogue.packages, turn);
    for matter in &mut catalogue.matters {
        turned(&mut matter.supervising, turn);
        turned(&mut matter.platform, turn);
        turned(&mut matter.reassigned, turn);
        turned(&mut matter.transfers, turn);
        turned(&mut matter.observed, turn);
    }
    for person in &mut catalogue.persons {
        turned(&mut person.roles, turn);
    }
    catalogue
}

/// One question of each sort about each matter, party and person on a few days, and an audit.
fn questions(setting: &Setting, events: &[Event]) -> Vec<String> {
    let mut list = vec![
        json!({"ask": "audit", "events": events, "as_of": "2021-06-30"}),
        json!({"ask": "relation", "norm": "2.6b", "from": ["bureau"], "to": ["d0", "d1"]}),
        json!({"ask": "lint", "lang": "zh"}),
    ];
    for matter in &setting.catalogue.matters {
        list.push(json!({"ask": "timeline", "matter": matter.id}));
        for on in setting.days(matter) {
            list.push(json!({"ask": "approver", "matter": matter.id, "on": on, "accepted_on": "2021-03-30"}));
            list.push(json!({"ask": "status", "matter": matter.id, "on": on, "lang": "en"}));
            list.push(json!({"ask": "responsibilities", "matter": matter.id, "on": on, "lang": "zh"}));
            list.push(
                json!({"ask": "permits", "act": "decide", "actor": "d1", "matter": matter.id, "on": on}),
            );
            list.push(json!({"ask": "permits", "act": "handle_offline", "actor": "d0", "matter": matter.id, "on": on}));
            list.push(json!({"ask": "package", "package": "P", "on": on}));
        }
    }
    for party in catalogues::PARTIES {
        list.push(json!({"ask": "responsibilities", "party": party, "on": "2021-04-02"}));
    }
    list.push(json!({"ask": "responsibilities", "person": "p0", "on": "2021-04-02"}));
    list.iter().map(Value::to_string).collect()
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn the_order_of_a_catalogues_entries_leaves_no_trace(
        (setting, events, turn) in (setting(), logs::log(true), 0..6usize),
    ) {
        let rulebook = setting.rulebook();
        let catalogue = reordered(setting.catalogue.clone(), turn);
        let other = Setting { catalogue, profile: setting.profile.clone() }.rulebook();
        prop_assert_eq!(rulebook.digests(), other.digests());
        for question in questions(&setting, &events) {
            prop_assert_eq!(rulebook.ask(&question), other.ask(&question), "{}", question);
        }
    }

    #[test]
    fn the_same_question_twice_gives_the_same_bytes((setting, events) in (setting(), logs::log(true))) {
        let (rulebook, again) = (setting.rulebook(), setting.rulebook());
        for question in questions(&setting, &events) {
            let answer = rulebook.ask(&question);
            prop_assert_eq!(&answer, &rulebook.ask(&question), "{}", question);
            prop_assert_eq!(&answer, &again.ask(&question), "{}", question);
        }
    }

    #[test]
    fn an_answer_holds_exactly_one_of_a_value_and_the_two_silences((setting, events) in (setting(), logs::log(true))) {
        let rulebook = setting.rulebook();
        for question in questions(&setting, &events) {
            let answer: Value = serde_json::from_str(&rulebook.ask(&question))?;
            let kinds = ["value", "undetermined", "not_governed"];
            let held = kinds.iter().filter(|kind| answer.get(**kind).is_some()).count();
            prop_assert_eq!(held, 1, "{} gave {}", question, answer);
            prop_assert!(answer.get("digests").is_some(), "{} gave {}", question, answer);
            prop_assert!(!answer.to_string().contains("null"), "{} gave {}", question, answer);
        }
    }

    #[test]
    fn json_keeps_a_catalogue(catalogue in catalogue()) {
        let json = serde_json::to_string(&catalogue)?;
        let read = Catalogue::from_json(&json)?;
        prop_assert_eq!(&read, &catalogue);
        prop_assert_eq!(serde_json::to_string(&read)?, json.clone());
        let (read, built) = (Rulebook::from_json(&json)?, Rulebook::new(catalogue)?);
        prop_assert_eq!(read.digests(), built.digests());
    }

    #[test]
    fn json_keeps_a_profile(profile in profile()) {
        let json = serde_json::to_string(&profile)?;
        prop_assert_eq!(Profile::from_json(&json)?, profile);
    }

    #[test]
    fn json_keeps_an_event(event in logs::event(true)) {
        let read: Event = serde_json::from_str(&serde_json::to_string(&event)?)?;
        prop_assert_eq!(read, event);
    }

    #[test]
    fn json_keeps_days_weeks_and_moments(day in day(), seconds in -62_135_596_800..253_402_300_800_i64) {
        let read: Day = serde_json::from_str(&serde_json::to_string(&day)?)?;
        prop_assert_eq!(read, day);
        let read: IsoWeek = serde_json::from_str(&serde_json::to_string(&day.iso_week())?)?;
        prop_assert_eq!(read, day.iso_week());
        let moment = Moment::from_seconds(seconds).expect("a second of the years 1 to 9999");
        for when in [When::Day(day), When::Moment(moment)] {
            let read: When = serde_json::from_str(&serde_json::to_string(&when)?)?;
            prop_assert_eq!(read, when);
            prop_assert_eq!(when.to_string().parse::<When>()?, when);
        }
    }
}
