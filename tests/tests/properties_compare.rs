//! In: generated catalogues, changes and logs. Out: that a comparison says what asking both rulebooks would say.

#[path = "support/catalogues.rs"]
mod catalogues;

use std::collections::BTreeMap;

use catalogues::{Setting, day, setting, transfer};
use liandong::{
    Basis, Catalogue, Day, Event, EventKind, EventLog, Finding, FindingCode, PartyKind, Reading, Rulebook,
    Scope, Severity, Silence, Transfer, When,
};
use proptest::prelude::*;
use proptest::sample::select;

/// So many cases, unless `PROPTEST_CASES` asks for another number.
fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence: None, ..ProptestConfig::default() }
}

/// Decisions of matters that the catalogue may hold, each in a case of its own.
fn log() -> impl Strategy<Value = EventLog> {
    let decision = (day(), 0..3usize, select(&catalogues::PARTIES[..]));
    prop::collection::vec(decision, 0..6).prop_map(|decisions| {
        let events = decisions.into_iter().enumerate().map(|(place, (on, matter, actor))| {
            let mut event = Event::new(EventKind::Decision, When::Day(on));
            (event.id, event.case) = (Some(format!("e{place}")), Some(format!("C{place}")));
            (event.matter, event.actor) = (Some(format!("M{matter}")), Some(actor.to_owned()));
            event
        });
        let events: Vec<_> = events.collect();
        events.iter().collect()
    })
}

/// A setting and another rulebook over the same catalogue: with transfers, under another profile, as known on a day.
fn changed() -> impl Strategy<Value = (Setting, Rulebook)> {
    let transfers = prop::collection::vec((0..3usize, transfer()), 0..3);
    (setting(), setting(), transfers, prop::option::of(day()), any::<bool>()).prop_map(
        |(setting, other, transfers, known, switched)| {
            let matters = &setting.catalogue.matters;
            let known_matters = transfers.into_iter().filter(|(place, _)| *place < matters.len());
            let made: Vec<(String, Transfer)> =
                known_matters.map(|(place, made)| (matters[place].id.clone(), made)).collect();
            let mut rulebook = setting.rulebook().with_transfers(made).expect("known matters");
            if switched {
                rulebook = rulebook.with_profile(other.profile).expect("a sound profile");
            }
            let rulebook = known.map_or_else(|| rulebook.clone(), |day| rulebook.as_known_on(day));
            (setting, rulebook)
        },
    )
}

fn counts(findings: impl Iterator<Item = (FindingCode, Severity)>) -> BTreeMap<(FindingCode, Severity), i64> {
    let mut counts = BTreeMap::new();
    findings.for_each(|key| *counts.entry(key).or_default() += 1);
    counts
}

fn key(finding: &Finding<'_>) -> (FindingCode, Severity) {
    (finding.code, finding.severity)
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn what_is_compared_is_what_both_answer_on_every_day(
        ((setting, other), log) in (changed(), log()),
    ) {
        let before = setting.rulebook();
        let (from, until) = (liandong::ISSUED, liandong::ISSUED.saturating_add_days(1_600));
        let scope = Scope { from: Some(from), to: Some(until), ..Scope::default() };
        let difference = before.compare(&other, &log, scope, When::Day(until)).expect("one catalogue");
        prop_assert!(difference.competence.iter().all(|stay| from <= stay.from && stay.from <= stay.until && stay.until <= until));
        for matter in &setting.catalogue.matters {
            let approver = |rulebook: &Rulebook, on| -> Result<String, Silence> {
                let view = rulebook.matter(&matter.id).expect("a known matter");
                view.approver(on).value.map(|party| party.id.clone())
            };
            for number in from.number()..=until.number() {
                let on = Day::from_number(number).expect("within the years");
                let (was, is) = (approver(&before, on), approver(&other, on));
                let own = difference.competence.iter().filter(|stay| stay.id == matter.id);
                let listed: Vec<_> = own.filter(|stay| stay.from <= on && on <= stay.until).collect();
                prop_assert_eq!(listed.len(), usize::from(was != is), "{} on {}", matter.id, on);
                for stay in listed {
                    prop_assert_eq!(stay.change.before.map(|party| party.id.clone()), was.clone());
                    prop_assert_eq!(stay.change.after.map(|party| party.id.clone()), is.clone());
                }
            }
        }
        let again = setting.rulebook();
        let same = before.compare(&again, &log, Scope::default(), When::Day(until)).expect("equal catalogues");
        prop_assert_eq!(same.competence.len() + same.responsibilities.len() + same.packages.len(), 0);
        prop_assert_eq!(same.choices.len() + same.duties.len() + same.findings.len(), 0);
    }

    #[test]
    fn findings_before_with_what_flips_are_the_findings_after(
        ((setting, other), log) in (changed(), log()),
    ) {
        let before = setting.rulebook();
        let as_of = When::Day(liandong::ISSUED.saturating_add_days(1_600));
        let difference = before.compare(&other, &log, Scope::default(), as_of).expect("one catalogue");
        let audits = [&before, &other].map(|rulebook| rulebook.audit(&log, Scope::default(), as_of));
        let [mut was, is] = audits.map(|audit| counts(audit.findings().map(|finding| key(&finding))));
        for flip in &difference.findings {
            let severities = [&flip.before, &flip.after].map(|finding| finding.as_ref().map(key));
            prop_assert_ne!(severities[0], severities[1]);
            severities[0].into_iter().for_each(|key| *was.entry(key).or_default() -= 1);
            severities[1].into_iter().for_each(|key| *was.entry(key).or_default() += 1);
        }
        was.retain(|_, count| *count != 0);
        prop_assert_eq!(was, is);
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn each_effect_is_the_comparison_with_its_profile((setting, log) in (setting(), log())) {
        let rulebook = setting.rulebook();
        let as_of = When::Day(liandong::ISSUED.saturating_add_days(900));
        let effects = rulebook.sensitivity(&log, &Scope::default(), as_of);
        let mut profile = setting.profile.clone();
        profile.readings.stale_after = liandong::StaleAfter::Never;
        let other = rulebook.with_profile(profile).expect("a sound profile");
        let difference = rulebook.compare(&other, &log, Scope::default(), as_of).expect("one catalogue");
        let never = effects.iter().find(|effect| {
            effect.choice == Basis::Reading(Reading::StaleAfter) && effect.option == "never"
        });
        let never = never.expect("every option is tried");
        let of = |added: bool| {
            let shift = |shift: &liandong::Shift| if added { shift.added } else { shift.removed };
            let told = never.findings.iter().map(|own| ((own.code, own.severity), shift(own)));
            told.filter(|(_, count)| *count > 0)
                .map(|(key, count)| (key, i64::try_from(count).expect("few")))
                .collect::<BTreeMap<_, _>>()
        };
        let flips = &difference.findings;
        prop_assert_eq!(of(true), counts(flips.iter().filter_map(|flip| flip.after.as_ref().map(key))));
        prop_assert_eq!(of(false), counts(flips.iter().filter_map(|flip| flip.before.as_ref().map(key))));
    }
}

#[test]
fn rulebooks_of_other_parties_or_matters_are_not_compared() -> Result<(), Box<dyn std::error::Error>> {
    let zone = || {
        Catalogue::new("z", "示例区", "b", "c")
            .party("b", "行政审批局", PartyKind::Bureau)
            .party("c", "管委会", PartyKind::Committee)
            .party("d", "市场监督管理部", PartyKind::Department)
    };
    let one = Rulebook::new(zone().matter("M-1", "食品经营许可", "d", |_| {}))?;
    let renamed = Rulebook::new(zone().matter("M-1", "食品销售许可", "d", |_| {}))?;
    let more = Rulebook::new(zone().matter("M-1", "食品经营许可", "d", |_| {}).matter(
        "M-2",
        "施工许可",
        "d",
        |_| {},
    ))?;
    let party = Rulebook::new(zone().party("e", "住房和城乡建设部", PartyKind::Department).matter(
        "M-1",
        "食品经营许可",
        "d",
        |_| {},
    ))?;
    let log = EventLog::new();
    let compared = |one: &Rulebook, other: &Rulebook| {
        let compared = one.compare(other, &log, Scope::default(), "2022-01-01".parse().expect("a day"));
        compared.map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(compared(&one, &renamed), Ok(()));
    let told = |what: &str| {
        Err(format!("{what} is in one rulebook only; compare rulebooks over the same parties and matters"))
    };
    assert_eq!(compared(&one, &more), told("matter `M-2`"));
    assert_eq!(compared(&more, &one), told("matter `M-2`"));
    assert_eq!(compared(&party, &one), told("party `e`"));
    Ok(())
}
