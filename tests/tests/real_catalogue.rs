//! In: a county's real list of services, where `LIANDONG_REAL_DATA` names its folder. Out: that every point question is
//! answered for every one of them, and that nothing is guessed before the day on which the list was seen.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

use liandong::{
    Act, ActKind, Catalogue, Day, Flaw, Matter, Observation, PartyKind, Rulebook, Silence, TransferStatus,
    Undetermined, Verdict,
};

const FILE: &str = "real_items_guangan.csv";
const BUREAU: &str = "区行政审批局";
const ITEMS: usize = 1135;
const WITH_THE_BUREAU: usize = 344;
const SEEN: &str = "2022-01-01";

/// The folder of the list. It is no part of the project; CI that has it beside the checkout has to name it.
fn folder() -> Option<PathBuf> {
    if let Some(folder) = env::var_os("LIANDONG_REAL_DATA") {
        return Some(folder.into());
    }
    let beside = env::var_os("CARGO_MANIFEST_DIR").map(|tests| Path::new(&tests).join("../../shared/data"));
    let ci = env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"));
    assert!(
        !(ci && beside.is_some_and(|folder| folder.exists())),
        "the real list lies beside the checkout; name its folder in LIANDONG_REAL_DATA"
    );
    eprintln!("not run: LIANDONG_REAL_DATA does not name the folder of {FILE}");
    None
}

/// The list as a zone that holds no history of it would record it.
fn catalogue(folder: &Path) -> Result<Catalogue, Box<dyn Error>> {
    let mut catalogue = Catalogue::new("z", "示例区", "bureau", "committee").party(
        "committee",
        "管委会",
        PartyKind::Committee,
    );
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(folder.join(FILE))?;
    for (place, row) in reader.deserialize().enumerate() {
        let row: BTreeMap<String, String> = row?;
        let field =
            |name: &str| row.get(name).map(String::as_str).ok_or(format!("row {place} lacks `{name}`"));
        let department = field("department")?;
        if !ids.contains_key(department) {
            let (id, kind) = match department {
                BUREAU => ("bureau".to_owned(), PartyKind::Bureau),
                _ => (format!("d{:02}", ids.len()), PartyKind::Department),
            };
            catalogue = catalogue.party(&id, department, kind);
            if let Some(party) = catalogue.parties.last_mut() {
                party.code = Some(field("deptCode")?.to_owned());
            }
            ids.insert(department.to_owned(), id);
        }
        // Codes and names may be given twice; the number of the row is not.
        let mut matter = Matter::new(&format!("R{place:04}"), field("name")?);
        matter.codes = vec![field("itemCode")?.to_owned()];
        matter.type_code = Some(field("taskType")?.to_owned());
        let holder = ids.get(department).cloned();
        if department == BUREAU {
            let source = Some("公开事项清单".to_owned());
            let handled_by = holder.ok_or("the Bureau has no id")?;
            matter.observed = vec![Observation { on: SEEN.parse()?, handled_by, source }];
        } else {
            matter.original = holder;
        }
        catalogue.matters.push(matter);
    }
    Ok(catalogue)
}

/// Who approves a matter and where its transfer stands, or why neither is determined.
type Holder<'r> = Result<(&'r str, TransferStatus), Silence>;

/// The same by every question that says so.
fn asked<'r>(rulebook: &'r Rulebook, id: &str, on: Day) -> Result<Holder<'r>, Box<dyn Error>> {
    let matter = rulebook.matter(id)?;
    let approver = matter.approver(on).value.map(|party| party.id.as_str());
    let status = matter.status(on).value;
    let list = matter.responsibilities(on).value.map_err(|silence| format!("{id} on {on}: {silence:?}"))?;
    assert!(list.len() >= 4, "{id} on {on}: {list:?}");
    assert!(
        list.iter().take(3).all(|entry| entry.party.map(|party| party.id.as_str()) == approver),
        "{id} on {on}"
    );
    for kind in ActKind::ALL {
        for actor in ["bureau", "committee", "d01"] {
            let act = Act { kind: *kind, actor, officer: None, matter: Some(id), on, accepted_on: None };
            let answer = rulebook.permits(&act)?;
            assert!(answer.reasons.iter().next().is_some(), "{id} {actor} {} on {on}", kind.code());
            if *kind == ActKind::Decide {
                let permitted = matches!(answer.value, Ok(Verdict::Permitted { .. }));
                assert_eq!(permitted, approver == Ok(actor), "{id} {actor} on {on}");
                assert_eq!(answer.value.err(), approver.err(), "{id} {actor} on {on}");
            }
        }
    }
    match (approver, status) {
        (Ok(party), Ok(status)) => Ok(Ok((party, status))),
        (Err(silence), Err(own)) if silence == own => Ok(Err(silence)),
        (approver, status) => Err(format!("{id} on {on}: {approver:?} but {status:?}").into()),
    }
}

#[test]
fn a_real_list_is_answered_for_and_nothing_is_guessed_before_it_was_seen() -> Result<(), Box<dyn Error>> {
    let Some(folder) = folder() else { return Ok(()) };
    let catalogue = catalogue(&folder)?;
    assert_eq!(catalogue.matters.len(), ITEMS);
    let seen: Day = SEEN.parse()?;
    let retained: BTreeMap<String, String> = catalogue
        .matters
        .iter()
        .filter_map(|matter| Some((matter.id.clone(), matter.original.clone()?)))
        .collect();
    let names: BTreeSet<&str> = catalogue.matters.iter().map(|matter| matter.name.as_str()).collect();
    println!(
        "{} items, {} names, {} parties, {} with the Bureau",
        catalogue.matters.len(),
        names.len(),
        catalogue.parties.len(),
        ITEMS - retained.len()
    );
    assert_eq!(ITEMS - retained.len(), WITH_THE_BUREAU);

    let json = serde_json::to_string(&catalogue)?;
    let started = Instant::now();
    let rulebook = Rulebook::from_json(&json)?;
    println!("{} bytes of JSON loaded in {:?}", json.len(), started.elapsed());

    let broken = rulebook.warnings();
    println!(
        "{} codes fail their own check, for example {:?}",
        broken.len(),
        broken.first().map(|fault| &fault.en)
    );
    assert!(broken.iter().all(|fault| fault.path.contains("code")), "{broken:?}");

    let days =
        [seen.previous(), Some(seen), seen.next(), Day::from_ymd(2021, 3, 29), Day::from_ymd(2026, 12, 31)];
    let started = Instant::now();
    let (mut undetermined, mut bureau, mut departments) = (0, 0, 0);
    for on in days.into_iter().flatten() {
        for matter in rulebook.matters() {
            let answer = asked(&rulebook, matter.id(), on)?;
            match retained.get(matter.id()) {
                Some(original) => {
                    assert_eq!(answer, Ok((original.as_str(), TransferStatus::Retained)));
                    departments += 1;
                }
                None if on < seen => {
                    let why = Undetermined::Record(Flaw::BeforeObservation);
                    assert_eq!(answer, Err(Silence::Undetermined(why)), "{} on {on}", matter.id());
                    undetermined += 1;
                }
                None => {
                    assert_eq!(answer, Ok(("bureau", TransferStatus::Transferred)));
                    bureau += 1;
                }
            }
        }
    }
    println!(
        "{departments} times the department, {bureau} the Bureau, {undetermined} undetermined, in {:?}",
        started.elapsed()
    );
    assert_eq!((undetermined, bureau), (2 * WITH_THE_BUREAU, 3 * WITH_THE_BUREAU));

    let before = Day::from_ymd(2021, 3, 28).ok_or("a day")?;
    for matter in rulebook.matters() {
        assert!(matches!(matter.approver(before).value, Err(Silence::NotGoverned(_))), "{}", matter.id());
    }
    Ok(())
}
