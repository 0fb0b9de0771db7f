//! What enters: generated years of the sample zone. What leaves: proof that an audit finds what was planted, and no more.

use std::collections::{BTreeMap, BTreeSet};

use liandong::{EventLog, FindingCode, Rulebook, Severity};
use liandong_sample::{
    About, Shows, Year, as_of, profile, rulebook, scaled, scaled_catalogue, scaled_projects, scope, year,
};

type Found = (FindingCode, Severity, About, Option<String>);

const SEEDS: [u64; 6] = [1, 2, 3, 2023, 0, u64::MAX];

fn found(rulebook: &Rulebook, log: &EventLog) -> Vec<Found> {
    let audit = rulebook.audit(log, scope(), as_of());
    let mut found: Vec<Found> = audit
        .findings()
        .map(|finding| {
            (
                finding.code,
                finding.severity,
                finding.subject.into(),
                finding.to.map(|who| who.id().to_owned()),
            )
        })
        .collect();
    found.sort();
    found
}

fn planted(year: &Year, under: Shows) -> Vec<Found> {
    let shown = year.shown(under);
    let mut planted: Vec<Found> = shown
        .map(|planted| (planted.code, planted.severity, planted.subject.clone(), planted.to.clone()))
        .collect();
    planted.sort();
    planted
}

/// Compares two multisets and shows what one has and the other lacks.
fn assert_same(found: &[Found], planted: &[Found], what: &str) {
    let mut balance: BTreeMap<&Found, i64> = BTreeMap::new();
    for one in planted {
        *balance.entry(one).or_default() -= 1;
    }
    for one in found {
        *balance.entry(one).or_default() += 1;
    }
    balance.retain(|_, surplus| *surplus != 0);
    assert!(balance.is_empty(), "{what}: found more (+) or less (-) than was planted: {balance:#?}");
}

fn profiles() -> [(Rulebook, Shows); 2] {
    let text = rulebook().unwrap();
    let limits = text.with_profile(profile().unwrap()).unwrap();
    [(text, Shows::UnderText), (limits, Shows::UnderLimits)]
}

#[test]
fn audit_finds_exactly_what_was_planted() {
    let profiles = profiles();
    for seed in SEEDS {
        let year = year(seed);
        let log = EventLog::from_ndjson(year.ndjson());
        for (rulebook, under) in &profiles {
            assert_same(&found(rulebook, &log), &planted(&year, *under), &format!("seed {seed}, {under:?}"));
        }
    }
}

#[test]
fn order_of_arrival_does_not_matter() {
    let (year, [(text, _), (limits, _)]) = (year(5), profiles());
    let mut by_time = year.events.clone();
    by_time.sort_by(|a, b| (a.at.earliest(), &a.id).cmp(&(b.at.earliest(), &b.id)));
    let backwards = by_time.iter().rev();
    for rulebook in [text, limits] {
        let shuffled = found(&rulebook, &year.events.iter().collect());
        assert_eq!(shuffled, found(&rulebook, &by_time.iter().collect()));
        assert_eq!(shuffled, found(&rulebook, &backwards.clone().collect()));
    }
}

#[test]
fn every_finding_code_is_planted() {
    let planted = SEEDS.into_iter().flat_map(|seed| year(seed).planted);
    let codes: BTreeSet<_> = planted.map(|planted| planted.code).collect();
    let lacking: Vec<_> = FindingCode::ALL.iter().filter(|code| !codes.contains(code)).collect();
    assert!(lacking.is_empty(), "never planted: {lacking:?}");
}

#[test]
fn most_cases_are_clean() {
    for seed in SEEDS {
        let year = year(seed);
        let log: EventLog = year.events.iter().collect();
        for (rulebook, _) in &profiles() {
            let audit = rulebook.audit(&log, scope(), as_of());
            let faulty: BTreeSet<_> = audit
                .findings()
                .filter_map(|finding| match About::from(finding.subject) {
                    About::Case(id) => Some(id),
                    _ => None,
                })
                .collect();
            assert!(
                faulty.len() * 10 <= year.cases,
                "{} of {} cases have findings",
                faulty.len(),
                year.cases
            );
        }
    }
}

#[test]
fn year_is_a_year() {
    let year = year(SEEDS[0]);
    assert!((7_000..=10_000).contains(&year.events.len()), "{} events", year.events.len());
    let decided: BTreeSet<_> = year
        .events
        .iter()
        .filter(|event| event.kind == "decision")
        .filter_map(|event| event.case.as_deref())
        .collect();
    assert_eq!(decided.len(), year.cases);
    let in_order =
        year.events.windows(2).filter(|pair| pair[0].at.earliest() <= pair[1].at.earliest()).count();
    assert!(in_order * 10 < year.events.len() * 6, "the events are not shuffled");
}

#[test]
fn scaled_log_is_mostly_clean_and_the_same_for_a_seed() {
    let log: Vec<_> = scaled(20_000, 3).collect();
    assert_eq!(log, scaled(20_000, 3).collect::<Vec<_>>());
    let rulebook = rulebook().unwrap();
    let audit_log: EventLog = log.iter().collect();
    let breaches = found(&rulebook, &audit_log).len();
    // The cases that were cut off lack what would have come.
    assert!((10..1_500).contains(&breaches), "{breaches} findings in {} events", log.len());
}

#[test]
fn scaled_projects_are_clean_but_for_the_gaps_of_the_catalogue() {
    let log: Vec<_> = scaled_projects(200, 3).collect();
    assert_eq!(log, scaled_projects(200, 3).collect::<Vec<_>>());
    let rulebook = Rulebook::new(scaled_catalogue(200).unwrap()).unwrap();
    let codes: BTreeSet<_> =
        found(&rulebook, &log.iter().collect()).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, BTreeSet::from([FindingCode::PusherNotDesignated, FindingCode::LiaisonMissing]));
}
