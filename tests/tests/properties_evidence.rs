//! In: the sample year, generated logs and hostile texts. Out: that every finding has its chain, that what a masked pack
//! shows names no person, and that no text of an adopter becomes markup.

#[path = "support/catalogues.rs"]
mod catalogues;
#[path = "support/logs.rs"]
mod logs;

use std::collections::BTreeSet;

use catalogues::setting;
use liandong::{
    Audit, ByWhen, Catalogue, Event, EventKind, EventLog, Lang, Mask, NoFinding, PartyKind, Profile,
    Rulebook, Scope,
};
use proptest::prelude::*;
use proptest::sample::Index;

/// So many cases, unless `PROPTEST_CASES` asks for another number.
fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence: None, ..ProptestConfig::default() }
}

/// Every form of a pack.
fn shown(audit: &Audit<'_, '_>, place: usize, mask: Mask) -> Result<Vec<String>, NoFinding> {
    let evidence = audit.evidence(place)?;
    Ok(vec![
        evidence.to_markdown(Lang::Zh, mask),
        evidence.to_markdown(Lang::En, mask),
        evidence.to_json(None, mask).to_string(),
        evidence.to_json(Some(Lang::Zh), mask).to_string(),
    ])
}

/// Whether a text stands in another as a word of its own, by ASCII letters, digits and `_`.
fn names(text: &str, token: &str) -> bool {
    let is_word = |own: Option<char>| own.is_some_and(|own| own.is_ascii_alphanumeric() || own == '_');
    text.match_indices(token).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + token.len()..).and_then(|after| after.chars().next());
        let starts = is_word(before) && is_word(token.chars().next());
        let ends = is_word(after) && is_word(token.chars().next_back());
        !starts && !ends
    })
}

/// A year of the sample zone in which free texts name persons, and officers are some that the catalogue does not hold.
fn telling_year(catalogue: &Catalogue) -> Vec<Event> {
    let mut events = liandong_sample::year(2023).events;
    for (place, event) in events.iter_mut().enumerate() {
        let person = &catalogue.persons[place % catalogue.persons.len()];
        let (id, name) = (&person.id, &person.name);
        match place % 4 {
            0 => event.about = Some(format!("由{name}经办，转{id}；{id}0不在其列")),
            1 => event.ground = Some(format!("({id}) {name}/zhang wei")),
            2 => event.officer = Some(["外聘李某", "Zhang Wei", "w-0077"][place % 3].to_owned()),
            _ => event.person = Some("临时联络人".to_owned()),
        }
    }
    events
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_masked_pack_names_no_person(which in any::<Index>(), limited in any::<bool>()) {
        thread_local! {
            static YEAR: (Rulebook, Rulebook, EventLog, Vec<String>) = {
                let catalogue = liandong_sample::catalogue().expect("the sample is sound");
                let events = telling_year(&catalogue);
                let mut known: BTreeSet<String> = BTreeSet::new();
                known.extend(catalogue.persons.iter().flat_map(|person| [person.id.clone(), person.name.clone()]));
                known.extend(catalogue.projects.iter().filter_map(|project| project.manager.clone()));
                known.extend(events.iter().flat_map(|event| [event.officer.clone(), event.person.clone()]).flatten());
                known.insert("zhang wei".to_owned());
                let text = Rulebook::new(catalogue).expect("the sample is sound");
                let limits = text.with_profile(liandong_sample::profile().expect("sound")).expect("sound");
                (text, limits, events.iter().collect(), known.into_iter().collect())
            };
        }
        YEAR.with(|(text, limits, log, known)| {
            let rulebook = if limited { limits } else { text };
            let audit = rulebook.audit(log, liandong_sample::scope(), liandong_sample::as_of());
            let place = which.index(audit.finding_count());
            for (masked, plain) in shown(&audit, place, Mask::Persons)?.iter().zip(shown(&audit, place, Mask::None)?) {
                for token in known {
                    prop_assert!(!names(masked, token), "{token} in {masked}");
                }
                let told = known.iter().any(|token| names(&plain, token));
                let labels = ["人员甲", "person A"].iter().any(|label| masked.contains(label));
                prop_assert_eq!(told, labels, "{}\n{}", plain, masked);
            }
            Ok(())
        })?;
    }

    #[test]
    fn every_finding_has_its_chain((setting, events) in (setting(), logs::log(true))) {
        let rulebook = setting.rulebook();
        let log: EventLog = events.iter().collect();
        let audit = rulebook.audit(&log, Scope::default(), "2021-06-30".parse()?);
        for (place, finding) in audit.findings().enumerate() {
            let evidence = audit.evidence(place)?;
            prop_assert_eq!(evidence.finding.code, finding.code);
            let times: Vec<_> = evidence.happened.iter().map(|own| own.event.at).collect();
            prop_assert!(times.is_sorted());
            let ids: Vec<_> = evidence.happened.iter().filter_map(|own| own.event.id).collect();
            for id in finding.events.iter().filter(|id| !id.is_empty()) {
                prop_assert!(ids.contains(id), "{} lacks {id}", finding.code.code());
            }
            if let ByWhen::Limit { counting, .. } = &evidence.by_when {
                if let Some(duty) = evidence.duty {
                    prop_assert_eq!(duty.due, counting.end.ok());
                }
                if let (Some(last), Ok(end)) = (counting.days.last(), counting.end) {
                    prop_assert_eq!((last.day, last.number), (end.day(), Some(counting.limit.value)));
                }
            }
            for page in shown(&audit, place, Mask::Persons)? {
                for person in ["p0", "p1", "p2", "p9"] {
                    prop_assert!(!names(&page, person), "{person} in {page}");
                }
            }
        }
    }

    #[test]
    fn no_text_of_an_adopter_becomes_markup(hostile in r"[|`*_<>\[\](){}#!&~$\\\n\r\t\u{2028}a-c甲乙:/.@=+'\x22-]{1,24}") {
        let benign = outline(&page("x").expect("sound"));
        let told = page(&hostile).expect("sound");
        prop_assert_eq!(outline(&told), benign, "{}", told);
        prop_assert!(!told.contains("://"), "{}", told);
    }
}

/// A page in which every text of an adopter that a pack can show is this one.
fn page(text: &str) -> Result<String, Box<dyn std::error::Error>> {
    let catalogue = Catalogue::new("z", "示例区", "bureau", "c")
        .party("bureau", text, PartyKind::Bureau)
        .party("c", "管委会", PartyKind::Committee)
        .party("d", text, PartyKind::Department)
        .matter("M", text, "d", |matter| {
            matter.supervised_by("d");
            matter.taken_in("2021-06-01", "c", "示例管发〔2021〕1号");
        });
    let profile = Profile { name: text.to_owned(), source: Some(text.to_owned()), ..Profile::text() };
    let rulebook = Rulebook::new(catalogue)?.with_profile(profile)?;
    let own = || Some(text.to_owned());
    let mut decision = Event::new(EventKind::Decision, "2022-05-06".parse()?);
    decision.id = Some(format!("1{text}"));
    decision.case = Some(format!("1{text}"));
    decision.matter = Some("M".to_owned());
    decision.actor = Some("bureau".to_owned());
    let mut push = Event::new(EventKind::ResultPush, "2022-05-07".parse()?);
    push.case.clone_from(&decision.case);
    push.actor = Some("d".to_owned());
    push.refers_to.clone_from(&decision.id);
    for event in [&mut decision, &mut push] {
        (event.officer, event.person, event.with) = (own(), own(), Some(format!("1{text}")));
        (event.about, event.ground, event.period, event.covers) =
            (own(), own(), own(), vec![text.to_owned()]);
    }
    let log: EventLog = [decision, push].iter().collect();
    let audit = rulebook.audit(&log, Scope::default(), "2022-07-01".parse()?);
    let (mut pages, mut shown) = (String::new(), Vec::new());
    for (place, finding) in audit.findings().enumerate() {
        if ["push-missing", "push-wrong-actor", "unmatched-event"].contains(&finding.code.code()) {
            shown.push(finding.code.code());
            pages.push_str(&audit.evidence(place)?.to_markdown(Lang::En, Mask::None));
        }
    }
    assert!(shown.contains(&"push-missing"), "the page shows {shown:?}");
    Ok(pages)
}

/// What a page is made of: for each line, the marks in it that no backslash takes the meaning of.
fn outline(page: &str) -> Vec<String> {
    page.lines()
        .map(|line| {
            let mut marks = String::new();
            let mut escaped = false;
            for character in line.chars() {
                match character {
                    _ if escaped => escaped = false,
                    '\\' => escaped = true,
                    '|' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '#' | '!' | '~' | '$' => {
                        marks.push(character)
                    }
                    _ => {}
                }
            }
            marks
        })
        .collect()
}
