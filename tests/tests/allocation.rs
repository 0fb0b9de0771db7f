//! In: a counting allocator. Out: that point questions allocate nothing, and how many bytes a matter costs.

#![allow(unsafe_code, reason = "a global allocator can only be replaced by an unsafe implementation")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::error::Error;
use std::time::Instant;

use liandong::{
    Act, ActKind, Answer, Catalogue, Day, Matter, Observation, PartyKind, Reassignment, Rulebook,
    Supervision, Transfer, TransferScope, Verdict,
};

/// Counts what its own thread allocates, so that tests do not see each other.
struct Counting;

thread_local! {
    static CALLS: Cell<u64> = const { Cell::new(0) };
    static LIVE: Cell<i64> = const { Cell::new(0) };
}

fn count(calls: u64, bytes: i64) {
    // A thread that ends may free after its counters are gone.
    let _ = CALLS.try_with(|cell| cell.set(cell.get() + calls));
    let _ = LIVE.try_with(|cell| cell.set(cell.get() + bytes));
}

fn signed(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

// SAFETY: every call is handed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(1, signed(layout.size()));
        // SAFETY: the caller's promises are the system allocator's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        count(0, -signed(layout.size()));
        // SAFETY: the caller's promises are the system allocator's.
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(1, signed(size) - signed(layout.size()));
        // SAFETY: the caller's promises are the system allocator's.
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// How often `work` allocates.
fn allocations<T>(work: impl FnOnce() -> T) -> (u64, T) {
    let before = CALLS.get();
    let made = work();
    (CALLS.get() - before, made)
}

fn record(kind: &str, effective: Option<&str>, decided_by: Option<&str>) -> Transfer {
    Transfer {
        kind: kind.to_owned(),
        effective: effective.map(str::to_owned),
        decided_by: decided_by.map(str::to_owned),
        instrument: Some("示例管发〔2021〕1号".to_owned()),
        scope: TransferScope::Whole,
        pending: None,
        recorded: None,
    }
}

/// A matter of every sort that answers differ by: clear, silent, flawed in many ways, succeeded, seen, handed over.
fn every_sort() -> Result<Catalogue, Box<dyn Error>> {
    let day = |text: &str| text.parse::<Day>();
    let seen = Observation {
        on: day("2022-01-01")?,
        handled_by: "bureau".to_owned(),
        source: Some("清单".to_owned()),
    };
    let handed = Reassignment { on: Some(day("2021-09-01")?), to: Some("d1".to_owned()), instrument: None };
    let (governed, entered) = (day("2021-12-01")?, day("2021-11-01")?);
    let mut catalogue = Catalogue::new("z", "示例区", "bureau", "committee")
        .party("bureau", "行政审批局", PartyKind::Bureau)
        .party("bureau2", "行政审批服务局", PartyKind::Bureau)
        .party("committee", "管委会", PartyKind::Committee)
        .party("city", "市生态环境局", PartyKind::Municipal)
        .party("d0", "市场监督管理部", PartyKind::Department)
        .party("d1", "住房和城乡建设部", PartyKind::Department)
        .matter("plain", "食品经营许可", "d0", |matter| matter.supervised_by("d1"))
        .matter("taken", "食品经营许可", "d0", |matter| {
            matter.taken_in("2021-06-01", "committee", "示例管发〔2021〕1号");
            matter.supervised_by("d0");
            matter.supervised_by("d1");
        })
        .matter("unsupervised", "食品经营许可", "d0", |matter| {
            matter.taken_in("2021-06-01", "committee", "1号")
        })
        .matter("flawed", "食品经营许可", "d0", |matter| {
            for (kind, effective, by) in [
                ("transfer", Some("2021-05-01"), Some("city")),
                ("transfer", Some("2021-06-01"), None),
                ("entrustment", Some("2021-07-01"), Some("committee")),
                ("allocation", Some("2021-08-01"), Some("committee")),
                ("transfer", Some("2021-09-01"), Some("committee")),
                ("return", Some("2021-09-01"), Some("committee")),
                ("return", Some("2021-10-01"), Some("committee")),
                ("return", Some("2021-11-01"), Some("committee")),
                ("empowerment", Some("2021-11-01"), Some("committee")),
            ] {
                matter.transfers.push(record(kind, effective, by));
            }
        })
        .matter("undated", "食品经营许可", "d0", |matter| {
            matter.transfers.push(record("transfer", None, Some("committee")));
            matter.transfers.push(record("transfer", Some("2021-02-30"), Some("committee")));
        })
        .matter("handed", "食品经营许可", "d0", |matter| matter.reassigned.push(handed))
        .matter("seen", "食品经营许可", "d0", |matter| matter.observed.push(seen))
        .matter("entered late", "食品经营许可", "d0", |matter| {
            matter.taken_in("2021-06-01", "committee", "示例管发〔2021〕1号");
            let recorded = matter.transfers.first_mut().map(|transfer| &mut transfer.recorded);
            recorded.into_iter().for_each(|recorded| *recorded = Some(entered));
        })
        .matter("later", "食品经营许可", "d0", |matter| matter.governed_from = Some(governed))
        .matter("municipal", "食品经营许可", "city", |_| {});
    catalogue.matters.push(Matter::new("unknown", "食品经营许可"));
    if let Some(bureau) = catalogue.parties.first_mut() {
        bureau.succeeded_by =
            Some(liandong::Succession { party: "bureau2".to_owned(), on: day("2023-01-01")? });
    }
    Ok(catalogue)
}

/// Reads an answer whole, but for the words of its reasons.
fn read<T>(answer: Answer<'_, T>) -> (usize, bool) {
    (answer.reasons.iter().count(), answer.value.is_err())
}

#[test]
fn point_questions_allocate_nothing() -> Result<(), Box<dyn Error>> {
    let rulebook = Rulebook::new(every_sort()?)?;
    asked(&rulebook)?;
    let planned = Transfer::taken_in("2022-01-01", "committee", "草案");
    let changed = rulebook.with_transfers([("plain", planned.clone()), ("taken", planned)])?;
    asked(&changed.as_known_on("2021-10-31".parse()?))
}

fn asked(rulebook: &Rulebook) -> Result<(), Box<dyn Error>> {
    let ids: Vec<String> = rulebook.matters().map(|matter| matter.id().to_owned()).collect();
    let days: Vec<Day> =
        ["2021-03-28", "2021-03-29", "2021-06-01", "2021-09-01", "2021-11-01", "2022-01-01", "2023-01-01"]
            .iter()
            .map(|text| text.parse())
            .collect::<Result<_, _>>()?;
    let (mut answers, mut silent, mut forbidden, mut most) = (0u32, 0u32, 0u32, 0usize);
    let (calls, outcome) = allocations(|| -> Result<(), liandong::AskError> {
        for id in &ids {
            for on in &days {
                let matter = rulebook.matter(id)?;
                let mut seen = |(reasons, is_silent): (usize, bool)| {
                    answers += 1;
                    silent += u32::from(is_silent);
                    most = most.max(reasons);
                };
                seen(read(matter.approver(*on)));
                seen(read(matter.approver_of_case(*on, days.first().copied().unwrap_or(*on))));
                seen(read(matter.status(*on)));
                for kind in ActKind::ALL {
                    for actor in ["bureau", "bureau2", "committee", "city", "d0", "d1"] {
                        let act = Act {
                            kind: *kind,
                            actor,
                            officer: None,
                            matter: Some(id),
                            on: *on,
                            accepted_on: Some(*on),
                        };
                        let answer = rulebook.permits(&act)?;
                        forbidden += u32::from(matches!(answer.value, Ok(Verdict::Forbidden { .. })));
                        seen(read(answer));
                    }
                }
            }
        }
        Ok(())
    });
    outcome?;
    println!(
        "{answers} answers, {silent} silent, {forbidden} forbidden, up to {most} reasons: {calls} allocations"
    );
    assert!(silent > 100 && forbidden > 100 && most > 6, "every sort of answer is asked for");
    assert_eq!(calls, 0);
    Ok(())
}

#[test]
fn the_counter_counts() {
    let (calls, kept) = allocations(|| vec![1u8; 100]);
    assert_eq!((calls, kept.len()), (1, 100));
}

const MATTERS: usize = 20_000;

/// 20,000 matters of 40 departments, half of them transferred, with 1.2 supervising departments each.
fn large() -> Catalogue {
    let mut catalogue = Catalogue::new("z", "示例区", "bureau", "committee")
        .party("bureau", "行政审批局", PartyKind::Bureau)
        .party("committee", "管委会", PartyKind::Committee);
    for place in 0..40 {
        catalogue = catalogue.party(&format!("d{place:02}"), &format!("第{place}部"), PartyKind::Department);
    }
    for place in 0..MATTERS {
        let department = |place: usize| format!("d{:02}", place % 40);
        catalogue = catalogue.matter(
            &format!("M-{place:05}"),
            &format!("事项{place}"),
            &department(place),
            |matter| {
                let supervises = |party| Supervision { party, from: None, to: None };
                matter.supervising.push(supervises(department(place)));
                if place.is_multiple_of(5) {
                    matter.supervising.push(supervises(department(place + 1)));
                }
                if place.is_multiple_of(2) {
                    let on = format!("2021-{:02}-01", place % 12 + 1);
                    matter.transfers.push(record("transfer", Some(&on), Some("committee")));
                }
            },
        );
    }
    catalogue
}

#[test]
fn a_compiled_matter_costs_at_most_200_bytes_beyond_its_texts() -> Result<(), Box<dyn Error>> {
    let catalogue = large();
    let texts: usize = catalogue.matters.iter().map(|matter| matter.id.len() + matter.name.len()).sum();
    let json = serde_json::to_string(&catalogue)?;
    drop(catalogue);

    let before = LIVE.get();
    let started = Instant::now();
    let rulebook = Rulebook::from_json(&json)?;
    let took = started.elapsed();
    let live = usize::try_from(LIVE.get() - before)?;
    let each = live.saturating_sub(texts) / MATTERS;
    let profile = if cfg!(debug_assertions) { "unoptimised" } else { "optimised" };
    println!("{MATTERS} matters, {} bytes of JSON: loaded in {took:?} ({profile})", json.len());
    println!("{live} bytes live, {texts} of them texts: {each} bytes a matter");
    assert!(each <= 200, "{each} bytes a matter");
    assert_eq!(rulebook.matters().count(), MATTERS);
    Ok(())
}
