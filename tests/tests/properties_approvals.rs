//! In: generated catalogues and profiles. Out: that approvals say of every day what the point questions say, reasons included;
//! and those what the rules say where nothing is kept ready.

#[path = "support/catalogues.rs"]
mod catalogues;

use catalogues::{day, setting, transfer};
use liandong::{Day, Lang, MatterView, Reasons, Rulebook};
use proptest::prelude::*;

fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence: None, ..ProptestConfig::default() }
}

fn told(reasons: &Reasons<'_>) -> Vec<String> {
    reasons.iter().map(|reason| reason.text(Lang::En)).collect()
}

/// Each day about which the approvals could be wrong: the first of each stretch, the day before it, and those given.
fn days(rulebook: &Rulebook, given: &[Day]) -> Vec<Day> {
    let approvals = rulebook.approvals();
    let firsts = approvals.first_days().iter().filter_map(|first| Day::from_number(*first));
    let around = firsts.flat_map(|first| [first.previous().unwrap_or(first), first]);
    around.chain(given.iter().copied()).chain([Day::MIN, Day::MAX]).collect()
}

fn check(rulebook: &Rulebook, matter: MatterView<'_>, on: Day) -> Result<(), TestCaseError> {
    let approvals = rulebook.approvals();
    let (approver, status) = (matter.approver(on), matter.status(on));
    let party = |place: usize| rulebook.parties().nth(place).map(|party| party.id.clone());
    let found = approvals.approver(matter.place(), on).map(|own| own.map(party));
    prop_assert_eq!(
        found,
        Some(approver.value.map(|party| Some(party.id.clone()))),
        "{} {}",
        matter.id(),
        on
    );
    prop_assert_eq!(approvals.status(matter.place(), on), Some(status.value), "{} {}", matter.id(), on);
    let stretch = approvals.stretch(matter.place(), on).expect("a known matter");
    let first = Day::from_number(approvals.first_days()[stretch]).expect("a day");
    prop_assert_eq!(told(&approver.reasons), told(&matter.approver(first).reasons), "{} {}", matter.id(), on);
    prop_assert_eq!(told(&status.reasons), told(&matter.status(first).reasons), "{} {}", matter.id(), on);
    Ok(())
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn approvals_say_what_point_questions_say(
        setting in setting(),
        known in prop::option::of(day()),
        given in prop::collection::vec(day(), 1..24),
    ) {
        let rulebook = setting.rulebook();
        let rulebook = known.map_or_else(|| rulebook.clone(), |known| rulebook.as_known_on(known));
        let days = days(&rulebook, &given);
        for matter in rulebook.matters() {
            for on in &days {
                check(&rulebook, matter, *on)?;
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(192))]

    /// Who keeps a matter is kept ready for most days; of a case, even one accepted that day, the rules are asked anew.
    #[test]
    fn what_is_kept_ready_is_what_the_rules_say(
        setting in setting(),
        known in prop::option::of(day()),
        planned in prop::collection::vec((any::<prop::sample::Index>(), transfer()), 0..4),
        given in prop::collection::vec(day(), 1..24),
    ) {
        let rulebook = setting.rulebook();
        let ids: Vec<String> = rulebook.matters().map(|matter| matter.id().to_owned()).collect();
        let planned = planned.into_iter().filter(|_| !ids.is_empty());
        let planned: Vec<_> = planned.map(|(place, transfer)| (place.get(&ids).clone(), transfer)).collect();
        let rulebook = rulebook.with_transfers(planned).expect("matters of the catalogue");
        let rulebook = known.map_or_else(|| rulebook.clone(), |known| rulebook.as_known_on(known));
        let days = days(&rulebook, &given);
        for matter in rulebook.matters() {
            for on in &days {
                let (ready, asked) = (matter.approver(*on), matter.approver_of_case(*on, *on));
                let id = |party: &liandong::Party| party.id.clone();
                prop_assert_eq!(ready.value.map(id), asked.value.map(id), "{} {}", matter.id(), on);
                prop_assert_eq!(told(&ready.reasons), told(&asked.reasons), "{} {}", matter.id(), on);
            }
        }
    }
}

#[test]
fn approvals_know_no_matter_beyond_the_last() {
    let rulebook = liandong_sample::rulebook().expect("the sample zone");
    let count = rulebook.matters().count();
    let on = Day::from_ymd(2023, 1, 1).expect("a day");
    for matter in [count, count + 1, usize::MAX] {
        assert_eq!(rulebook.approvals().approver(matter, on), None);
        assert_eq!(rulebook.approvals().status(matter, on), None);
    }
    assert!(rulebook.approvals().approver(count - 1, on).is_some());
}
