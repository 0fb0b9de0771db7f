//! In: catalogues that are exactly as large as documented, and one larger. Out: taken, and refused with the path.

use liandong::{
    Catalogue, DatedRole, MAX_ID, MAX_MATTERS, MAX_OTHERS, MAX_PARTIES, MAX_RECORDS, Matter, Observation,
    Package, Party, PartyKind, Person, PlatformCapability, Project, Reassignment, Role, Rulebook,
    Supervision,
};

fn catalogue() -> Catalogue {
    Catalogue::new("z", "示例区", "bureau", "committee")
        .party("bureau", "行政审批局", PartyKind::Bureau)
        .party("committee", "管委会", PartyKind::Committee)
}

fn paths(catalogue: &Catalogue) -> Vec<String> {
    catalogue.faults().into_iter().map(|fault| fault.path).collect()
}

/// What `fill` fills up to the most entries is taken; one more is refused at `path`, naming both numbers.
fn at_most(most: usize, path: &str, fill: impl Fn(&mut Catalogue, usize)) {
    let mut full = catalogue();
    for (count, refused) in [(most, None), (most + 1, Some(path.to_owned()))] {
        fill(&mut full, count);
        let faults = full.faults();
        assert_eq!(faults.first().map(|fault| fault.path.clone()), refused, "{count} at {path}");
        assert!(faults.len() <= 1, "{path}: {faults:?}");
        for fault in &faults {
            assert!(
                fault.en.contains(&count.to_string()) && fault.en.contains(&most.to_string()),
                "{fault:?}"
            );
            assert!(
                fault.zh.contains(&count.to_string()) && fault.zh.contains(&most.to_string()),
                "{fault:?}"
            );
        }
    }
}

/// A matter whose records `fill` made.
fn records(list: &str, fill: impl Fn(&mut Matter, usize)) {
    at_most(MAX_RECORDS, &format!("$.matters[0].{list}"), |catalogue, count| {
        let mut matter = Matter::new("M", "食品经营许可");
        fill(&mut matter, count);
        catalogue.matters = vec![matter];
    });
}

#[test]
fn parties_are_at_most_ten_thousand() {
    assert_eq!(MAX_PARTIES, 10_000);
    at_most(MAX_PARTIES, "$.parties", |catalogue, count| {
        let own = catalogue.parties.len();
        catalogue.parties.extend((own..count).map(|place| Party {
            id: format!("d{place}"),
            name: String::new(),
            name_en: None,
            kind: PartyKind::Department,
            code: None,
            succeeded_by: None,
        }));
    });
}

#[test]
fn matters_are_at_most_a_million() {
    assert_eq!(MAX_MATTERS, 1_000_000);
    at_most(MAX_MATTERS, "$.matters", |catalogue, count| {
        let own = catalogue.matters.len();
        catalogue.matters.extend((own..count).map(|place| Matter::new(&place.to_string(), "")));
    });
}

#[test]
fn persons_projects_and_packages_are_at_most_a_million() {
    assert_eq!(MAX_OTHERS, 1_000_000);
    at_most(MAX_OTHERS, "$.persons", |catalogue, count| {
        let person = |place: usize| Person { id: place.to_string(), name: String::new(), roles: Vec::new() };
        let own = catalogue.persons.len();
        catalogue.persons.extend((own..count).map(person));
    });
    at_most(MAX_OTHERS, "$.projects", |catalogue, count| {
        let own = catalogue.projects.len();
        catalogue.projects.extend((own..count).map(|place| Project {
            id: place.to_string(),
            name: String::new(),
            year: None,
            key: false,
            responsible: None,
            unit: None,
            manager: None,
            procedures: None,
        }));
    });
    at_most(MAX_OTHERS, "$.packages", |catalogue, count| {
        let package =
            |place: usize| Package { id: place.to_string(), name: String::new(), matters: Vec::new() };
        let own = catalogue.packages.len();
        catalogue.packages.extend((own..count).map(package));
    });
}

#[test]
fn records_of_one_sort_are_at_most_a_thousand_a_matter_or_person() {
    assert_eq!(MAX_RECORDS, 1_000);
    let bureau = || "bureau".to_owned();
    let on = liandong::ISSUED;
    records("supervising", |matter, count| {
        matter.supervising = vec![Supervision { party: bureau(), from: None, to: None }; count];
    });
    records("platform", |matter, count| {
        matter.platform =
            vec![PlatformCapability { capable: true, from: None, to: None, source: None }; count];
    });
    records("reassigned", |matter, count| {
        matter.reassigned = vec![Reassignment { on: None, to: None, instrument: None }; count];
    });
    records("transfers", |matter, count| {
        for _ in 0..count {
            matter.taken_in("2021-06-01", "committee", "示例管发〔2021〕1号");
        }
    });
    records("observed", |matter, count| {
        matter.observed = vec![Observation { on, handled_by: bureau(), source: None }; count];
    });
    records("codes", |matter, count| matter.codes = vec!["511Z07001006".to_owned(); count]);
    at_most(MAX_RECORDS, "$.persons[0].roles", |catalogue, count| {
        let role = DatedRole { role: Role::Liaison, party: None, project: None, from: None, to: None };
        let roles = vec![role; count];
        catalogue.persons = vec![Person { id: "p".to_owned(), name: String::new(), roles }];
    });
}

#[test]
fn an_id_has_1_to_200_bytes() {
    assert_eq!(MAX_ID, 200);
    let longest = "长".repeat(66) + "ab";
    assert_eq!(longest.len(), MAX_ID);
    for (id, fits) in
        [(String::new(), false), ("a".to_owned(), true), (longest.clone(), true), (longest + "c", false)]
    {
        let mut full = catalogue().party(&id, "市场监督管理部", PartyKind::Department);
        full.matters.push(Matter::new(&id, ""));
        full.persons.push(Person { id: id.clone(), name: String::new(), roles: Vec::new() });
        full.packages.push(Package { id: id.clone(), name: String::new(), matters: Vec::new() });
        let places = ["$.parties[2].id", "$.matters[0].id", "$.persons[0].id", "$.packages[0].id"];
        let refused: &[&str] = if fits { &[] } else { &places };
        assert_eq!(paths(&full), refused, "{} bytes", id.len());
    }
}

#[test]
fn a_catalogue_that_is_too_large_is_refused_from_json_and_by_the_rulebook() {
    let mut matter = Matter::new("M", "食品经营许可");
    matter.codes = vec!["511Z07001006".to_owned(); MAX_RECORDS + 1];
    let mut full = catalogue();
    full.matters.push(matter);
    let json = serde_json::to_string(&full).expect("a catalogue is JSON");
    let errors =
        [Catalogue::from_json(&json).err(), Rulebook::from_json(&json).err(), Rulebook::new(full).err()];
    for error in errors {
        let faults = error.map(|error| error.faults().to_vec()).unwrap_or_default();
        assert_eq!(faults.first().map(|fault| fault.path.as_str()), Some("$.matters[0].codes"));
    }
}
