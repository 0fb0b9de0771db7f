//! In: generated catalogues, profiles and changes. Out: that a changed rulebook answers as if it had been compiled so.

#[path = "support/catalogues.rs"]
mod catalogues;

use std::error::Error;

use catalogues::{Setting, day, setting, transfer};
use liandong::{
    Catalogue, Day, Event, EventKind, EventLog, Knowledge, MAX_RECORDS, Rulebook, Scope, Transfer, When,
};
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

/// Transfers of matters by their places, some as the catalogue has them.
fn transfers() -> impl Strategy<Value = Vec<(usize, Transfer)>> {
    prop::collection::vec((0..3usize, transfer()), 0..6)
}

/// The transfers that a catalogue can be given, by matter, some of them its own once more.
fn put_in(catalogue: &Catalogue, made: Vec<(usize, Transfer)>, again: bool) -> Vec<(String, Transfer)> {
    let known = made.into_iter().filter_map(|(place, made)| Some((catalogue.matters.get(place)?, made)));
    let made = known.map(|(matter, transfer)| (matter.id.clone(), transfer));
    let own = catalogue.matters.iter().filter(|_| again);
    let own = own.filter_map(|matter| Some((matter.id.clone(), matter.transfers.first()?.clone())));
    made.chain(own).collect()
}

/// The catalogue with transfers put in.
fn with(catalogue: &Catalogue, transfers: &[(String, Transfer)]) -> Catalogue {
    let mut catalogue = catalogue.clone();
    for (id, transfer) in transfers {
        let matter = catalogue.matters.iter_mut().find(|matter| matter.id == *id).expect("a known matter");
        matter.transfers.insert(0, transfer.clone());
    }
    catalogue
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
    #![proptest_config(cases(48))]

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

    #[test]
    fn with_transfers_is_the_catalogue_with_them_put_in(
        (setting, made, again) in (setting(), transfers(), any::<bool>()),
    ) {
        let transfers = put_in(&setting.catalogue, made, again);
        let put = Setting { catalogue: with(&setting.catalogue, &transfers), ..setting.clone() };
        let expected = told(&put.rulebook(), &put);
        let changed = setting.rulebook().with_transfers(transfers.clone()).expect("known matters");
        prop_assert_eq!(told(&changed, &put), &expected[..]);
        // One after the other, before the profile, in the other order: the same answers and the same digests.
        let mut other = Rulebook::new(setting.catalogue.clone()).expect("compiled");
        for one in transfers.into_iter().rev() {
            other = other.with_transfers([one]).expect("known matters");
        }
        let other = other.with_profile(setting.profile.clone()).expect("a sound profile");
        prop_assert_eq!(told(&other, &put), &expected[..]);
        prop_assert_eq!(other.digests(), changed.digests());
    }

    #[test]
    fn transfers_put_in_are_known_from_their_recording(
        (setting, made, known) in (setting(), transfers(), day()),
    ) {
        let transfers = put_in(&setting.catalogue, made, true);
        let catalogue = with(&setting.catalogue, &transfers);
        let put = Setting { catalogue: without_later(&catalogue, known), ..setting.clone() };
        let expected = told(&put.rulebook(), &put);
        let changed = setting.rulebook().with_transfers(transfers.clone()).expect("known matters");
        prop_assert_eq!(told(&changed.as_known_on(known), &put), &expected[..]);
        let changed = setting.rulebook().as_known_on(known).with_transfers(transfers).expect("known matters");
        prop_assert_eq!(told(&changed, &put), &expected[..]);
    }

    #[test]
    fn an_act_judged_by_what_was_known_is_judged_as_on_its_day(
        (setting, on, accepted, place, actor) in
            (setting(), day(), prop::option::of(day()), 0..3usize, prop::sample::select(&catalogues::PARTIES[..])),
    ) {
        let Some(matter) = setting.catalogue.matters.get(place) else { return Ok(()) };
        let rulebook = setting.rulebook();
        let act = |kind, on: Day, actor: &str| {
            let mut event = Event::new(kind, When::Day(on));
            (event.id, event.case) = (Some(kind.code().to_owned()), Some("C".to_owned()));
            (event.matter, event.actor) = (Some(matter.id.clone()), Some(actor.to_owned()));
            event
        };
        let mut log = EventLog::from(&act(EventKind::Decision, on, actor));
        if let Some(accepted) = accepted.filter(|accepted| *accepted <= on) {
            log.push(&act(EventKind::ApplicationAccepted, accepted, actor));
        }
        // What was accepted earlier is judged by what was known earlier, and owes nothing without a word of how.
        let scope = |known| Scope { from: Some(on), known, ..Scope::default() };
        let told = |rulebook: &Rulebook, known| {
            let audit = rulebook.audit(&log, scope(known), When::Day(Day::MAX));
            let duties = audit.duties().map(|duty| format!("{duty:?}"));
            duties.chain(audit.findings().map(|finding| format!("{finding:?}"))).collect::<Vec<_>>()
        };
        let then = rulebook.as_known_on(on);
        prop_assert_eq!(told(&rulebook, Knowledge::WhenDone), told(&then, Knowledge::Now));

        let approver = |rulebook: &Rulebook| {
            let view = rulebook.matter(&matter.id).expect("a known matter");
            let answer = match accepted.filter(|accepted| *accepted <= on) {
                Some(accepted) => view.approver_of_case(on, accepted),
                None => view.approver(on),
            };
            answer.value.map(|party| party.id.clone())
        };
        for known in [Knowledge::Now, Knowledge::WhenDone] {
            let audit = rulebook.audit(&log, scope(known), When::Day(Day::MAX));
            let listed = audit.hindsight().find(|act| act.event == "decision");
            let listed = listed.map(|act| [act.then, act.now].map(|party| party.map(|party| party.id.clone())));
            let expected = [approver(&then), approver(&rulebook)];
            prop_assert_eq!(listed, (expected[0] != expected[1]).then_some(expected));
        }
    }
}

#[test]
fn every_fault_of_the_transfers_is_listed_by_its_place() -> Result<(), Box<dyn Error>> {
    let made = |year: usize| Transfer::taken_in(&format!("{year:04}-01-01"), "c", "1号");
    let catalogue = Catalogue::new("z", "示例区", "b", "c")
        .party("b", "行政审批局", liandong::PartyKind::Bureau)
        .party("c", "管委会", liandong::PartyKind::Committee)
        .party("d", "市场监督管理部", liandong::PartyKind::Department)
        .matter("M-1", "食品经营许可", "d", |matter| matter.transfers.push(made(1)));
    let rulebook = Rulebook::new(catalogue)?;
    assert_eq!(rulebook.with_transfers(Vec::<(&str, Transfer)>::new())?.digests(), rulebook.digests());
    let most: Vec<_> = (2..=MAX_RECORDS).map(|year| ("M-1", made(year))).collect();
    rulebook.with_transfers(most.clone())?;

    let mut too_many = vec![("M-2", made(1))];
    too_many.extend(most);
    too_many.extend([("M-1", made(2_001)), ("M-1", made(2_002)), ("", made(1))]);
    let error = rulebook.with_transfers(too_many).expect_err("faults");
    let paths: Vec<_> = error.faults().iter().map(|fault| fault.path.as_str()).collect();
    assert_eq!(paths, ["$[0].matter", "$[1000]", "$[1002].matter"]);
    assert!(
        error
            .to_string()
            .starts_with("transfers refused: $[0].matter: unknown matter `M-2` (nearest: `M-1`)")
    );
    Ok(())
}
