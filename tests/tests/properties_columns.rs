//! In: generated logs as columns in every layout, and columns that do not fit together. Out: that sound ones are audited as
//! the events they hold, and that of others every fault is told and none costs more than itself.

#[path = "support/catalogues.rs"]
mod catalogues;
#[path = "support/events.rs"]
mod events;
#[path = "support/layouts.rs"]
mod layouts;
#[path = "support/logs.rs"]
mod logs;
#[path = "support/zones.rs"]
mod zones;

use events::messy;
use layouts::{Laid, LaidLists, Layout};
use liandong::{
    Bits, Codes, Column, Event, EventColumns, EventLog, Input, Lists, Offsets, Rulebook, Scope, Stamp, Texts,
    Times, When,
};
use liandong_tests::vectors::{audited, compare};
use proptest::prelude::*;
use serde_json::Value;
use zones::setting;

/// So many cases, unless `PROPTEST_CASES` asks for another number.
fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence: None, ..ProptestConfig::default() }
}

fn as_of() -> When {
    "2021-06-30".parse().expect("a day")
}

/// The texts of each column, in the order of `named`.
fn texts(events: &[Event]) -> [Vec<Option<String>>; 18] {
    let of = |field: fn(&Event) -> Option<String>| events.iter().map(field).collect::<Vec<_>>();
    fn word<T: serde::Serialize>(own: Option<T>) -> Option<String> {
        own.map(|own| serde_json::to_value(own).expect("a word").as_str().expect("a word").to_owned())
    }
    [
        of(|event| event.id.clone()),
        of(|event| Some(event.kind.clone())),
        of(|event| event.case.clone()),
        of(|event| event.matter.clone()),
        of(|event| event.actor.clone()),
        of(|event| event.officer.clone()),
        of(|event| event.to.clone()),
        of(|event| event.person.clone()),
        of(|event| event.project.clone()),
        of(|event| event.with.clone()),
        of(|event| word(event.channel)),
        of(|event| word(event.handled_via)),
        of(|event| word(event.result)),
        of(|event| event.refers_to.clone()),
        of(|event| event.about.clone()),
        of(|event| event.ground.clone()),
        of(|event| event.period.clone()),
        of(|event| event.recorded.map(|day| day.to_string())),
    ]
}

/// Columns of these times, texts and lists.
fn columns<'a>(at: Times<'a>, laid: &'a [Laid<'_>], covers: Lists<'a>) -> EventColumns<'a> {
    let mut own = EventColumns::new(at);
    let fields = [
        &mut own.id,
        &mut own.kind,
        &mut own.case,
        &mut own.matter,
        &mut own.actor,
        &mut own.officer,
        &mut own.to,
        &mut own.person,
        &mut own.project,
        &mut own.with,
        &mut own.channel,
        &mut own.handled_via,
        &mut own.result,
        &mut own.refers_to,
        &mut own.about,
        &mut own.ground,
        &mut own.period,
        &mut own.recorded,
    ];
    for (field, laid) in fields.into_iter().zip(laid) {
        *field = laid.column();
    }
    own.covers = covers;
    own
}

/// Gives an audit of a log that lies in columns to `then`.
fn laid_out<T>(
    events: &[Event],
    layouts: &[Layout],
    at: Times<'_>,
    then: impl FnOnce(&EventColumns<'_>) -> T,
) -> T {
    let texts = texts(events);
    let laid: Vec<Laid<'_>> = texts
        .iter()
        .zip(layouts)
        .map(|(texts, layout)| Laid::new(&texts.iter().map(Option::as_deref).collect::<Vec<_>>(), *layout))
        .collect();
    let lists: Vec<Vec<String>> = events.iter().map(|event| event.covers.clone()).collect();
    let lists = LaidLists::new(&lists, layouts[18]);
    then(&columns(at, &laid, lists.lists()))
}

/// The same log with every time a moment, or every time a day.
fn retimed(events: &[Event], to_moments: bool) -> Vec<Event> {
    let retime = |at: When| if to_moments { When::Moment(at.earliest()) } else { When::Day(at.day()) };
    events.iter().map(|event| Event { at: retime(event.at), ..event.clone() }).collect()
}

/// Calls `then` with the times of a log in the layout that a choice names, if it can hold them.
fn with_times<T>(events: &[Event], choice: u8, then: impl FnOnce(Times<'_>) -> T) -> T {
    const AHEAD: i64 = 8 * 3600;
    let moments = |scale: i64, utc: bool| -> Vec<i64> {
        let ahead = if utc { AHEAD } else { 0 };
        events.iter().map(|event| (event.at.earliest().seconds() - ahead) * scale).collect()
    };
    match choice {
        0 => then(Times::Stamps(&events.iter().map(|event| Stamp::from(event.at)).collect::<Vec<_>>())),
        1 => then(Times::Days(&events.iter().map(|event| event.at.day().number()).collect::<Vec<_>>())),
        2..=9 => {
            let (utc, per_second) =
                (choice % 2 == 1, [1, 1_000, 1_000_000, 1_000_000_000][usize::from(choice / 2 - 1)]);
            then(Times::Moments { counts: &moments(per_second, utc), per_second, utc })
        }
        _ => {
            let texts: Vec<String> = events.iter().map(|event| event.at.to_string()).collect();
            let texts: Vec<Option<&str>> = texts.iter().map(|text| Some(text.as_str())).collect();
            then(Times::Texts(Laid::new(&texts, [if choice == 10 { 5 } else { 2 }, choice, 0]).column()))
        }
    }
}

fn expected(rulebook: &Rulebook, log: &EventLog) -> Value {
    audited(&rulebook.audit(log, Scope::default(), as_of()))
}

fn layouts() -> impl Strategy<Value = Vec<Layout>> {
    prop::collection::vec(any::<Layout>(), 19)
}

/// Breaks columns in one of several ways, and says which fault must be told.
fn broken<'b>(columns: &mut EventColumns<'b>, way: u8, rows: usize, store: &'b Store) -> &'static str {
    match way {
        0 => {
            columns.actor.codes = Codes::U8(&store.bytes[..rows + 1]);
            columns.actor.valid = None;
            "$.actor"
        }
        1 => {
            columns.to = Column {
                codes: Codes::U32(&store.wide[..rows]),
                values: Texts::Slices(&["d0"]),
                valid: None,
            };
            "$.to["
        }
        2 => {
            let values = Texts::Joined { text: "d0d1", offsets: Offsets::I32(&[0, 2, 1]) };
            columns.matter = Column { codes: Codes::Absent, values, valid: None };
            "$.matter.offsets[2]"
        }
        3 => {
            let values = Texts::Joined { text: "审批", offsets: Offsets::U32(&[0, 2, 6]) };
            columns.about = Column { codes: Codes::Absent, values, valid: None };
            "$.about.offsets[1]"
        }
        4 => {
            columns.ground = Column {
                codes: Codes::Sparse { rows: &[1, 0], codes: &[0, 0] },
                values: Texts::Slices(&["x"]),
                valid: None,
            };
            "$.ground.rows"
        }
        5 => {
            columns.period = Column {
                codes: Codes::Sparse { rows: &[9_999], codes: &[0] },
                values: Texts::Slices(&["x"]),
                valid: None,
            };
            "$.period.rows"
        }
        6 => {
            columns.officer.valid = Some(Bits { bytes: &[], offset: 0 });
            columns.officer.codes = Codes::Absent;
            "$.officer.valid"
        }
        7 => {
            columns.covers = Lists {
                rows: None,
                offsets: Offsets::I64(&store.falling[..=rows]),
                items: Column::default(),
            };
            "$.covers.offsets"
        }
        8 => {
            columns.covers =
                Lists { rows: Some(&[0, 0]), offsets: Offsets::U32(&[0, 0]), items: Column::default() };
            "$.covers.rows"
        }
        9 => {
            columns.kind = Column::default();
            "$.kind"
        }
        _ => {
            columns.refers_to = Column {
                codes: Codes::Sparse { rows: &[0], codes: &[0, 0] },
                values: Texts::Slices(&["x"]),
                valid: None,
            };
            "$.refers_to"
        }
    }
}

/// What broken columns borrow.
struct Store {
    bytes: Vec<u8>,
    wide: Vec<u32>,
    falling: Vec<i64>,
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn columns_are_audited_as_the_events_they_hold_in_every_layout(
        (setting, log, layouts, time) in (setting(), messy(), layouts(), 0..13u8),
    ) {
        let rulebook = setting.rulebook();
        let events = match time {
            1 => retimed(&log.0, false),
            2..=9 => retimed(&log.0, true),
            _ => log.0,
        };
        let expected = expected(&rulebook, &events.iter().collect());
        let got = with_times(&events, time, |at| {
            laid_out(&events, &layouts, at, |columns| {
                columns.checked().map(|log| audited(&rulebook.audit(log, Scope::default(), as_of())))
            })
        });
        let differs = compare(&expected, &got?, false).map(|own| own.places);
        prop_assert_eq!(differs, None);
    }

    #[test]
    fn a_log_is_audited_by_its_own_columns_as_it_stands((setting, log) in (setting(), messy())) {
        let rulebook = setting.rulebook();
        let log: EventLog = log.0.iter().collect();
        let got = log.columns().checked().map(|log| rulebook.audit(log, Scope::default(), as_of()));
        prop_assert_eq!(got.map(|audit| audited(&audit)), Ok(expected(&rulebook, &log)));
    }

    #[test]
    fn a_row_that_is_no_event_costs_only_itself(
        (setting, log, faults) in (setting(), messy(), prop::collection::vec(0..8u8, 14)),
    ) {
        let rulebook = setting.rulebook();
        let (events, mut log) = (log.0, EventLog::new());
        let mut texts = texts(&events);
        let mut at: Vec<String> = events.iter().map(|event| event.at.to_string()).collect();
        for (row, event) in events.iter().enumerate() {
            match faults[row] {
                0 => at[row] = ["2021-13-01", "2021-W53", ""][row % 3].to_owned(),
                1 => texts[10][row] = Some("telepathy".to_owned()),
                2 => texts[11][row] = Some("paper".to_owned()),
                3 => texts[12][row] = Some("maybe".to_owned()),
                4 => texts[17][row] = Some("2021-02-29".to_owned()),
                _ => {
                    log.push(event);
                    continue;
                }
            }
            log.push_unreadable(row, "");
        }
        let laid = texts.each_ref().map(|texts| Laid::new(&texts.iter().map(Option::as_deref).collect::<Vec<_>>(), [2, 0, 0]));
        let lists: Vec<Vec<String>> = events.iter().map(|event| event.covers.clone()).collect();
        let lists = LaidLists::new(&lists, [2, 0, 0]);
        let at = Laid::new(&at.iter().map(|at| Some(at.as_str())).collect::<Vec<_>>(), [5, 0, 0]);
        let columns = columns(Times::Texts(at.column()), &laid, lists.lists());
        let audit = rulebook.audit(columns.checked()?, Scope::default(), as_of());
        let mut got = audited(&audit);
        for finding in got["findings"].as_array_mut().into_iter().flatten() {
            if finding["code"] == "unreadable-event" {
                prop_assert!(finding.as_object_mut().is_some_and(|own| own.remove("named").is_some()));
            }
        }
        let mut expected = expected(&rulebook, &log);
        for finding in expected["findings"].as_array_mut().into_iter().flatten() {
            if finding["code"] == "unreadable-event" {
                finding.as_object_mut().map(|own| own.remove("named"));
            }
        }
        prop_assert_eq!(got, expected);
    }

    #[test]
    fn of_broken_columns_every_fault_is_told(
        (log, layouts, ways) in (messy(), layouts(), prop::collection::btree_set(0..11u8, 1..5)),
    ) {
        let rows = log.0.len();
        let store = Store {
            bytes: vec![u8::MAX; rows + 1],
            wide: (1..).take(rows).collect(),
            falling: (0..=rows).map(|place| i64::from(place == 0)).collect(),
        };
        let told = with_times(&log.0, 0, |at| {
            laid_out(&log.0, &layouts, at, |columns| {
                let mut columns = *columns;
                let paths: Vec<_> = ways.iter().map(|way| broken(&mut columns, *way, rows, &store)).collect();
                let error = columns.checked().err();
                (paths, error)
            })
        });
        let (paths, Some(error)) = told else { return Err(TestCaseError::fail("taken as sound")) };
        prop_assert_eq!(error.input(), Input::Columns);
        for path in paths {
            // Of two ways to break one column the later one is told.
            if path.starts_with("$.covers") && ways.contains(&7) && ways.contains(&8) {
                continue;
            }
            prop_assert!(error.faults().iter().any(|fault| fault.path.starts_with(path)), "{path}: {error}");
        }
    }

    #[test]
    fn no_codes_and_offsets_are_a_panic(
        rows in 0..6usize,
        codes in prop::collection::vec(prop_oneof![3 => 0..6u32, 1 => any::<u32>()], 0..8),
        sparse in prop::collection::vec(prop_oneof![3 => 0..6u32, 1 => any::<u32>()], 0..8),
        ends in prop::collection::vec(prop_oneof![3 => -1..9i64, 1 => any::<i64>()], 0..8),
        counts in prop::collection::vec(any::<i64>(), 6),
        per_second in prop_oneof![Just(1i64), any::<i64>()],
        (bits, offset) in (any::<[u8; 2]>(), prop_oneof![3 => 0..4usize, 1 => any::<usize>()]),
    ) {
        let rulebook = rulebook();
        let narrow: Vec<u8> = codes.iter().map(|code| code.to_le_bytes()[0]).collect();
        let joined = Texts::Joined { text: "审decision", offsets: Offsets::I64(&ends) };
        let slices = Texts::Slices(&["decision", "correction", "E0", ""]);
        let valid = Some(Bits { bytes: &bits, offset });
        let mut columns =
            EventColumns::new(Times::Moments { counts: &counts[..rows], per_second, utc: rows.is_multiple_of(2) });
        columns.kind = Column { codes: Codes::U8(&narrow), values: slices, valid: None };
        columns.id = Column { codes: Codes::U32(&codes), values: slices, valid };
        columns.refers_to = Column { codes: Codes::Sparse { rows: &sparse, codes: &codes }, values: slices, valid };
        columns.case = Column { codes: Codes::Rows, values: joined, valid: None };
        columns.result = Column { codes: Codes::U32(&codes), values: joined, valid: None };
        columns.covers = Lists {
            rows: Some(&sparse),
            offsets: Offsets::I64(&ends),
            items: Column { codes: Codes::U32(&codes), values: slices, valid },
        };
        if let Ok(log) = columns.checked() {
            let audit = rulebook.audit(log, Scope::default(), as_of());
            prop_assert!(columns.faults().is_empty());
            prop_assert!(audited(&audit).is_object());
        }
    }
}

fn rulebook() -> Rulebook {
    let catalogue = liandong::Catalogue::new("z", "示例区", "bureau", "c")
        .party("bureau", "行政审批局", liandong::PartyKind::Bureau)
        .party("c", "管委会", liandong::PartyKind::Committee);
    Rulebook::new(catalogue).expect("a sound catalogue")
}
