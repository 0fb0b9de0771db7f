//! In: generated catalogues, profiles and days. Out: what holds of every answer about competence, whatever the records.

#[path = "support/catalogues.rs"]
mod catalogues;

use catalogues::{day, recorded_days, setting};
use liandong::{Act, ActKind, Day, Function, MatterView, Silence, TransferStatus, Verdict};
use proptest::prelude::*;
use proptest::sample::Index;

/// So many cases, unless `PROPTEST_CASES` asks for another number.
fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence: None, ..ProptestConfig::default() }
}

fn approver<'r>(matter: MatterView<'r>, on: Day) -> Result<&'r str, Silence> {
    matter.approver(on).value.map(|party| party.id.as_str())
}

fn status(matter: MatterView<'_>, on: Day) -> Result<TransferStatus, Silence> {
    matter.status(on).value
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn every_matter_day_and_function_has_one_competent_party_or_one_stated_silence(
        setting in setting(),
    ) {
        let rulebook = setting.rulebook();
        for matter in &setting.catalogue.matters {
            let view = rulebook.matter(&matter.id)?;
            for on in setting.days(matter) {
                let approving = approver(view, on);
                prop_assert!(view.approver(on).reasons.iter().next().is_some(), "no reason on {on}");
                if let Err(silence) = status(view, on) {
                    prop_assert_eq!(approving, Err(silence), "a silent status names an approver on {}", on);
                }
                match view.responsibilities(on).value {
                    Err(silence) => {
                        prop_assert!(matches!(silence, Silence::NotGoverned(_)));
                        prop_assert_eq!(approving, Err(silence));
                    }
                    Ok(list) => {
                        for function in Function::APPROVAL {
                            let own: Vec<_> = list.iter().filter(|entry| entry.function == function).collect();
                            prop_assert_eq!(own.len(), 1, "{:?} on {}", function, on);
                            let party = own[0].party.map(|party| party.id.as_str());
                            prop_assert_eq!(party, approving);
                        }
                        for function in Function::OVERSIGHT {
                            let mut own: Vec<_> = list
                                .iter()
                                .filter(|entry| entry.function == function)
                                .map(|entry| (entry.norm, entry.party.map(|party| party.id.as_str()).map_err(Silence::why)))
                                .collect();
                            let count = own.len();
                            own.sort_unstable();
                            own.dedup();
                            prop_assert_eq!(own.len(), count, "{:?} twice on {}", function, on);
                        }
                        prop_assert!(list.iter().any(|entry| entry.function == Function::Supervision));
                    }
                }
            }
        }
    }

    #[test]
    fn only_the_approver_may_decide_and_every_other_party_is_told_who_may(
        setting in setting(),
    ) {
        let rulebook = setting.rulebook();
        for matter in &setting.catalogue.matters {
            let view = rulebook.matter(&matter.id)?;
            for on in setting.days(matter) {
                let approving = approver(view, on);
                for kind in [ActKind::Accept, ActKind::Examine, ActKind::Decide] {
                    for actor in catalogues::PARTIES {
                        let act = Act { kind, actor, officer: None, matter: Some(&matter.id), on, accepted_on: None };
                        let verdict = rulebook.permits(&act).expect("known ids").value;
                        match (approving, verdict) {
                            (Ok(party), Ok(Verdict::Permitted { .. })) => prop_assert_eq!(party, actor),
                            (Ok(party), Ok(Verdict::Forbidden { competent, would_permit, .. })) => {
                                prop_assert_ne!(party, actor);
                                prop_assert_eq!(competent.map(|party| party.id.as_str()), Some(party));
                                prop_assert!(!would_permit.is_empty());
                            }
                            (Err(silence), Err(own)) => prop_assert_eq!(silence, own),
                            (approving, verdict) => prop_assert!(false, "{approving:?} against {verdict:?}"),
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn status_and_approver_change_on_recorded_days_only(
        (setting, between) in (setting(), any::<Index>()),
    ) {
        let rulebook = setting.rulebook();
        for matter in &setting.catalogue.matters {
            let view = rulebook.matter(&matter.id)?;
            let mut starts = recorded_days(&setting.catalogue, matter, &setting.profile);
            starts.insert(0, Day::MIN);
            for (place, from) in starts.iter().enumerate() {
                let last = starts.get(place + 1).map_or(Some(Day::MAX), |next| next.previous());
                let Some(last) = last.filter(|last| last >= from) else { continue };
                let length = usize::try_from(from.days_until(last)).unwrap_or(0) + 1;
                let within = from.saturating_add_days(i32::try_from(between.index(length)).unwrap_or(0));
                for on in [within, last] {
                    prop_assert_eq!(status(view, *from), status(view, on), "{} and {}", from, on);
                    prop_assert_eq!(approver(view, *from), approver(view, on), "{} and {}", from, on);
                }
            }
        }
    }

    #[test]
    fn the_time_line_says_what_the_status_says_while_in_force(setting in setting()) {
        let rulebook = setting.rulebook();
        for matter in &setting.catalogue.matters {
            let view = rulebook.matter(&matter.id)?;
            let line: Vec<_> = view.timeline().collect();
            prop_assert_eq!(line.first().map(|stretch| stretch.from), Some(None));
            prop_assert!(line.windows(2).all(|pair| pair[0].from < pair[1].from));
            let governed = matter.governed_from.unwrap_or(Day::MIN);
            for on in setting.days(matter) {
                if setting.profile.readings.in_force.covers(on) && on >= governed {
                    let own = line.iter().rev().find(|stretch| stretch.from.is_none_or(|from| from <= on));
                    prop_assert_eq!(own.map(|stretch| stretch.status), Some(status(view, on)), "on {}", on);
                } else {
                    prop_assert!(matches!(status(view, on), Err(Silence::NotGoverned(_))));
                }
            }
        }
    }

    #[test]
    fn a_pending_case_goes_to_an_approver_of_the_days_since_its_acceptance(
        (setting, accepted, on) in (setting(), day(), day()),
    ) {
        let rulebook = setting.rulebook();
        for matter in &setting.catalogue.matters {
            let view = rulebook.matter(&matter.id)?;
            let own = view.approver_of_case(on, accepted).value.map(|party| party.id.as_str());
            if accepted >= on {
                prop_assert_eq!(own, approver(view, on));
            }
            prop_assert_eq!(own.is_err_and(|silence| matches!(silence, Silence::NotGoverned(_))),
                approver(view, on).is_err_and(|silence| matches!(silence, Silence::NotGoverned(_))));
        }
    }
}
