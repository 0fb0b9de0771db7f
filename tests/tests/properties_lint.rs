//! In: generated catalogues, profiles and days. Out: that a lint is there on exactly the days on which a question shows it.

#[path = "support/catalogues.rs"]
mod catalogues;

use std::collections::BTreeSet;

use catalogues::{Setting, setting, with_neighbours};
use liandong::{
    Calendar, Day, EventLog, FindingCode, Function, InForce, Limit, Lint, LintCode, LintSubject, Profile,
    Rulebook, Scope, Silence, TransferStatus, Undetermined, Unit, When,
};
use proptest::prelude::*;

/// So many cases, unless `PROPTEST_CASES` asks for another number.
fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence: None, ..ProptestConfig::default() }
}

fn covers(lint: &Lint<'_>, on: Day) -> bool {
    let (from, until) = lint.interval;
    from <= on && until.is_none_or(|until| on <= until)
}

/// The lints of these codes about a subject.
fn about<'l, 'r>(lints: &'l [Lint<'r>], subject: LintSubject<'_>, codes: &[LintCode]) -> Vec<&'l Lint<'r>> {
    lints.iter().filter(|lint| lint.subject == subject && codes.contains(&lint.code)).collect()
}

/// Every day on which something about any matter may change, every end of a lint, and the neighbours of both.
fn days(setting: &Setting, lints: &[Lint<'_>]) -> Vec<Day> {
    let mut days = BTreeSet::new();
    for matter in &setting.catalogue.matters {
        days.extend(setting.days(matter));
        for span in &matter.supervising {
            days.extend(span.from.into_iter().chain(span.to.and_then(Day::next)));
        }
        for span in &matter.platform {
            days.extend(span.from.into_iter().chain(span.to.and_then(Day::next)));
        }
    }
    for lint in lints {
        days.insert(lint.interval.0);
        days.extend(lint.interval.1);
    }
    with_neighbours(&days.into_iter().collect::<Vec<_>>())
}

/// No two lints of a code about a subject with the same silence touch or overlap.
fn apart(lints: &[&Lint<'_>]) -> bool {
    lints.windows(2).all(|pair| {
        let [one, other] = pair else { return true };
        let after = one.interval.1.and_then(Day::next);
        after.is_some_and(|after| {
            if one.silence == other.silence { after < other.interval.0 } else { after <= other.interval.0 }
        })
    })
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn the_approver_is_undetermined_on_the_days_of_a_lint_and_on_no_other(setting in setting()) {
        let rulebook = setting.rulebook();
        let lints = rulebook.lint();
        let days = days(&setting, &lints);
        for matter in &setting.catalogue.matters {
            let view = rulebook.matter(&matter.id)?;
            let codes = [LintCode::NoApprover, LintCode::TwoApprovers];
            let own = about(&lints, LintSubject::Matter(&matter.id), &codes);
            prop_assert!(apart(&own), "{own:?}");
            for on in &days {
                let silence = view.approver(*on).value.err().filter(|why| why.kind() == "undetermined");
                let said: Vec<_> = own.iter().filter(|lint| covers(lint, *on)).map(|lint| lint.silence).collect();
                prop_assert_eq!(said, silence.map(Some).into_iter().collect::<Vec<_>>(), "{} on {}", matter.id, on);
            }
        }
    }

    #[test]
    fn a_transferred_matter_is_unsupervised_on_the_days_of_a_lint_and_on_no_other(setting in setting()) {
        let rulebook = setting.rulebook();
        let lints = rulebook.lint();
        let days = days(&setting, &lints);
        for matter in &setting.catalogue.matters {
            let view = rulebook.matter(&matter.id)?;
            let own = about(&lints, LintSubject::Matter(&matter.id), &[LintCode::NoSupervisor]);
            prop_assert!(apart(&own), "{own:?}");
            for on in &days {
                let taken_in = view.status(*on).value == Ok(TransferStatus::Transferred);
                let list = view.responsibilities(*on).value.unwrap_or_default();
                let supervision = list.iter().find(|entry| entry.function == Function::Supervision);
                let silence = supervision.filter(|_| taken_in).and_then(|entry| entry.party.err());
                let said: Vec<_> = own.iter().filter(|lint| covers(lint, *on)).map(|lint| lint.silence).collect();
                prop_assert_eq!(said, silence.map(Some).into_iter().collect::<Vec<_>>(), "{} on {}", matter.id, on);
            }
        }
    }

    #[test]
    fn a_package_is_split_on_the_days_of_a_lint_and_on_no_other(setting in setting()) {
        let rulebook = setting.rulebook();
        let lints = rulebook.lint();
        let own = about(&lints, LintSubject::Package("P"), &[LintCode::SplitPackage]);
        prop_assert!(apart(&own), "{own:?}");
        for on in days(&setting, &lints) {
            let view = rulebook.package("P")?.on(on).value;
            let split = view.is_ok_and(|view| view.single_authority == Ok(false));
            let said = own.iter().filter(|lint| covers(lint, on)).count();
            prop_assert_eq!(said, usize::from(split), "on {}", on);
        }
    }

    #[test]
    fn a_vacant_post_is_a_lint_with_the_interval_that_an_audit_finds(setting in setting()) {
        let rulebook = setting.rulebook();
        let last = setting.profile.readings.in_force.to.unwrap_or(Day::MAX);
        let log = EventLog::new();
        let audit = rulebook.audit(&log, Scope::default(), When::Day(last));
        let mut found: Vec<_> = audit
            .findings()
            .filter_map(|finding| {
                let code = match finding.code {
                    FindingCode::LiaisonMissing => LintCode::NoLiaison,
                    FindingCode::PusherNotDesignated => LintCode::NoPusher,
                    _ => return None,
                };
                Some((code, finding.obligor?.id.clone(), finding.interval?))
            })
            .collect();
        let lints = rulebook.lint();
        let mut said: Vec<_> = lints
            .iter()
            .filter(|lint| matches!(lint.code, LintCode::NoLiaison | LintCode::NoPusher))
            .filter_map(|lint| {
                let LintSubject::Party(id) = lint.subject else { return None };
                Some((lint.code, id.to_owned(), (lint.interval.0, lint.interval.1.unwrap_or(last))))
            })
            .collect();
        found.sort();
        said.sort();
        prop_assert_eq!(said, found);
    }

    #[test]
    fn every_flawed_record_that_reaches_a_governed_day_is_named(setting in setting()) {
        let rulebook = setting.rulebook();
        let lints = rulebook.lint();
        for matter in &setting.catalogue.matters {
            let view = rulebook.matter(&matter.id)?;
            for on in setting.days(matter) {
                let silence = view.status(on).value.err();
                let Some(Silence::Undetermined(Undetermined::Record(flaw))) = silence else { continue };
                let subject = LintSubject::Matter(&matter.id);
                let texts: BTreeSet<_> =
                    view.status(on).reasons.iter().map(|reason| reason.text(liandong::Lang::En)).collect();
                let named = lints.iter().filter(|lint| lint.subject == subject).any(|lint| {
                    covers(lint, on)
                        && lint.code.norm() == Some(liandong::Norm::N24d)
                        && lint.reasons.iter().any(|reason| texts.contains(&reason.text(liandong::Lang::En)))
                });
                // An observation is no transfer record, and a return may be sound and still not foreseen.
                let others = ["before_observation", "observed_otherwise", "return_unforeseen"];
                let by_record = !others.contains(&flaw.code());
                prop_assert!(named || !by_record, "{} on {}: {}", matter.id, on, flaw.code());
            }
        }
    }

    #[test]
    fn lints_come_in_order_and_each_within_the_days_in_force(setting in setting()) {
        let rulebook = setting.rulebook();
        let lints = rulebook.lint();
        let force = setting.profile.readings.in_force;
        prop_assert!(lints.is_sorted_by_key(|lint| (lint.subject, lint.witness(), lint.code)));
        for lint in &lints {
            let (from, until) = lint.interval;
            prop_assert!(force.covers(from) && until.is_none_or(|until| from <= until && force.covers(until)));
            prop_assert!(until.is_some() || force.to.is_none(), "{lint:?} goes on after the last day in force");
            prop_assert_eq!(lint.witness(), from);
        }
    }
}

/// A rulebook without matters, in force from a day, with a limit of so many working days.
fn limited(value: u32, force: InForce) -> Rulebook {
    let catalogue = liandong::Catalogue::new("z", "示例区", "b", "c")
        .party("b", "行政审批局", liandong::PartyKind::Bureau)
        .party("c", "管委会", liandong::PartyKind::Committee);
    let mut profile = Profile::text();
    profile.readings.in_force = force;
    profile.limits.upload = Some(Limit { value, unit: Unit::WorkingDays });
    let rulebook = Rulebook::new(catalogue).expect("a sound catalogue");
    rulebook.with_profile(profile).expect("a sound profile")
}

#[test]
fn a_limit_cannot_be_counted_on_the_days_of_a_lint_and_on_no_other() {
    let (calendar, day) = (Calendar::china(), |text: &str| text.parse::<Day>().expect("a day"));
    let forces = [("2016-01-01", Some("2030-12-31")), ("2021-03-29", None), ("2027-01-01", None)];
    for (from, to) in forces {
        let force = InForce { from: day(from), to: to.map(day) };
        for value in [0, 1, 2, 20, 250, 251, 2_200, 5_000, u32::MAX] {
            let rulebook = limited(value, force);
            let lints = rulebook.lint();
            let codes = [LintCode::CalendarNotCovered];
            let own = about(&lints, LintSubject::Limit(liandong::LimitName::Upload), &codes);
            let mut on = day("2015-12-01");
            while on < day("2031-02-01") {
                let counted = calendar.nth_working_day_after(on, value).is_ok();
                let said = own.iter().filter(|lint| covers(lint, on)).count();
                assert_eq!(said, usize::from(!counted && force.covers(on)), "{value} from {on}");
                on = on.next().expect("another day");
            }
        }
    }
}
