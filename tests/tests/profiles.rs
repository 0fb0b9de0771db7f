//! Every published profile loads, names its source, and is named as the adopter's where a finding rests on its limits.

use std::fs;
use std::path::Path;

use liandong::{
    Basis, Catalogue, Event, EventKind, EventLog, FindingCode, LimitName, Outcome, PartyKind, Profile,
    Rulebook, Scope, Severity,
};

type Tested = Result<(), Box<dyn std::error::Error>>;

fn profiles() -> Result<Vec<(String, Profile)>, Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../profiles");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            found.push((name, Profile::from_json(&fs::read_to_string(&path)?)?));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(found)
}

/// A transferred matter whose result was decided on a Friday, and a supervision result of the same day; nothing pushed.
fn year() -> Result<(Rulebook, EventLog), Box<dyn std::error::Error>> {
    let catalogue = Catalogue::new("z", "示例区", "bureau", "committee")
        .party("bureau", "行政审批局", PartyKind::Bureau)
        .party("committee", "管委会", PartyKind::Committee)
        .party("market", "市场监督管理部", PartyKind::Department)
        .matter("M-1", "食品经营许可", "market", |matter| {
            matter.taken_in("2021-06-01", "committee", "示例管发〔2021〕1号");
            matter.supervised_by("market");
        });
    let event = |kind, id: &str, actor: &str| -> Result<Event, Box<dyn std::error::Error>> {
        let mut event = Event::new(kind, "2022-05-06T10:00".parse()?);
        event.id = Some(id.to_owned());
        event.actor = Some(actor.to_owned());
        event.case = Some("C-1".to_owned());
        event.matter = Some("M-1".to_owned());
        Ok(event)
    };
    let mut decision = event(EventKind::Decision, "E-1", "bureau")?;
    decision.result = Some(Outcome::Granted);
    let log = [decision, event(EventKind::SupervisionResult, "E-2", "market")?];
    Ok((Rulebook::new(catalogue)?, log.iter().collect()))
}

#[test]
fn every_profile_names_itself_and_its_source() -> Tested {
    let profiles = profiles()?;
    assert!(!profiles.is_empty());
    for (file, profile) in profiles {
        assert_eq!(profile.name, file);
        let source = profile.source.as_deref().unwrap_or_default();
        assert!(source.contains("摘录"), "{file} does not say what it was built on");
    }
    Ok(())
}

#[test]
fn a_finding_under_a_profile_names_its_limit() -> Tested {
    let (rulebook, log) = year()?;
    for (file, profile) in profiles()? {
        let limits = profile.limits.clone();
        let rulebook = rulebook.with_profile(profile)?;
        // Two weeks later every limit there is has run out, and the thirty days of `stale_after` have not.
        let audit = rulebook.audit(&log, Scope::default(), "2022-05-20".parse()?);
        for (code, name, limit) in [
            (FindingCode::PushMissing, LimitName::ResultPush, limits.result_push),
            (FindingCode::SupervisionPushMissing, LimitName::SupervisionPush, limits.supervision_push),
        ] {
            let found: Vec<_> = audit.findings().filter(|finding| finding.code == code).collect();
            assert_eq!(found.len(), 1, "{file}: {code:?}");
            for finding in found {
                let expected = match limit {
                    Some(_) => (Severity::Breach, Some(Basis::Limit(name))),
                    None => (Severity::Review, None),
                };
                assert_eq!((finding.severity, finding.basis), expected, "{file}: {code:?}");
            }
        }
    }
    Ok(())
}

#[test]
fn a_limit_of_no_days_ends_with_the_day_of_the_decision() -> Tested {
    let (rulebook, log) = year()?;
    let profiles = profiles()?;
    let Some((_, profile)) = profiles.into_iter().find(|(file, _)| file == "jincheng-2019") else {
        return Err("no profile jincheng-2019".into());
    };
    let rulebook = rulebook.with_profile(profile)?;
    // Nothing, on a Friday; the push breached on Saturday; the push-back too after Monday, its first working day.
    // (2022-05-07 was worked in place of a holiday: the last push-back in time is on that Saturday.)
    for (as_of, breaches) in [("2022-05-06", 0), ("2022-05-07", 1), ("2022-05-08", 2)] {
        let audit = rulebook.audit(&log, Scope::default(), as_of.parse()?);
        let found = audit.findings().filter(|finding| matches!(finding.basis, Some(Basis::Limit(_))));
        assert_eq!(found.count(), breaches, "{as_of}");
    }
    Ok(())
}
