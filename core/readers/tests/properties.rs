//! What enters: generated events, texts and bytes. What leaves: proof that nothing is lost on the way, and that no bytes stop a reader.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that fails should stop where it fails"
)]

use liandong::{Event, EventLog, Rulebook};
use liandong_readers::{CsvReader, Encoding, JsonReader, Mapping, SerialDates};
use liandong_sample::{as_of, profile, rulebook, scope, year};
use proptest::prelude::*;

const COLUMNS: [&str; 20] = [
    "id",
    "at",
    "recorded",
    "kind",
    "actor",
    "officer",
    "case",
    "matter",
    "project",
    "to",
    "person",
    "with",
    "channel",
    "handled_via",
    "refers_to",
    "result",
    "about",
    "covers",
    "ground",
    "period",
];

/// Events as CSV, by the same names as in JSON.
fn written(events: &[Event], delimiter: u8, style: csv::QuoteStyle) -> String {
    let mut writer =
        csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(Vec::new());
    writer.write_record(COLUMNS).unwrap();
    for event in events {
        let value = serde_json::to_value(event).unwrap();
        writer
            .write_record(COLUMNS.map(|column| match &value[column] {
                serde_json::Value::String(text) => text.clone(),
                serde_json::Value::Array(all) => {
                    all.iter().map(|one| one.as_str().unwrap()).collect::<Vec<_>>().join(";")
                }
                _ => String::new(),
            }))
            .unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn audited(rulebook: &Rulebook, log: &EventLog) -> String {
    let audit = rulebook.audit(log, scope(), as_of());
    audit.findings().map(|finding| format!("{finding:?}\n")).collect()
}

#[test]
fn a_year_as_csv_has_the_audit_of_its_events() {
    let text_only = rulebook().unwrap();
    let rulebooks = [text_only.with_profile(profile().unwrap()).unwrap(), text_only];
    for seed in [1, 2023] {
        let events = year(seed).events;
        let log: EventLog = events.iter().collect();
        let comma = written(&events, b',', csv::QuoteStyle::Necessary);
        let semicolon = written(&events, b';', csv::QuoteStyle::Always);
        let gb = encoding_rs::GB18030.encode(&comma).0;
        for bytes in [comma.as_bytes(), semicolon.as_bytes(), &gb] {
            let read = CsvReader::new().read(bytes).unwrap();
            assert_eq!((read.log.len(), read.faults.len()), (events.len(), 0));
            for rulebook in &rulebooks {
                assert_eq!(audited(rulebook, &read.log), audited(rulebook, &log));
            }
        }
    }
}

fn text() -> impl Strategy<Value = Option<String>> {
    // Cells lose the blanks around them; NUL is damage.
    let text = "[^\u{0}\r\n]{0,8}|[,;\t\"'甲乙𠮷éx]{1,6}|a[\r\n\", ]{1,4}z";
    let blank = |sign: char| sign.is_whitespace() || sign == '\u{feff}';
    proptest::option::of(text.prop_map(move |text| text.trim_matches(blank).to_owned()))
        .prop_map(|text| text.filter(|text| !text.is_empty()))
}

fn event() -> impl Strategy<Value = Event> {
    let kinds = prop::sample::select(liandong::EventKind::ALL);
    (kinds, 0..3_000_000_i64, any::<bool>(), prop::array::uniform5(text())).prop_map(
        |(kind, minutes, whole, [id, case, about, actor, ground])| {
            let moment = liandong::Moment::from_seconds(minutes * 600).unwrap();
            let at = if whole { moment.day().into() } else { moment.into() };
            Event { id, case, about, actor, ground, ..Event::new(kind, at) }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read(events in prop::collection::vec(event(), 0..20), delimiter in prop::sample::select(b",;\t".as_slice()), always: bool) {
        let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let text = written(&events, delimiter, style);
        let log: EventLog = events.iter().collect();
        let mut utf16 = vec![0xFE, 0xFF];
        utf16.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        for bytes in [text.as_bytes(), &utf16] {
            let read = CsvReader::new().read(bytes).unwrap();
            prop_assert_eq!(format!("{:?}", read.log), format!("{:?}", log));
        }
        // The standard writes some characters for private use, such as U+E82B, as others that took their places in 2022.
        let gb = encoding_rs::GB18030.encode(&text).0;
        if encoding_rs::GB18030.decode_without_bom_handling(&gb).0 == text {
            let read = CsvReader::new().encoding(Encoding::Gb18030).read(&gb).unwrap();
            prop_assert_eq!(format!("{:?}", read.log), format!("{:?}", log));
        }
    }

    #[test]
    fn no_bytes_stop_a_reader(bytes in hostile()) {
        for encoding in Encoding::ALL.iter().copied().map(Some).chain([None]) {
            let mut reader = CsvReader::new().mapping(Mapping::default().ignore("")).short_rows(true)
                .serial_dates(SerialDates::Since1900).midnights_are_days(true);
            let mut json = JsonReader::new();
            if let Some(encoding) = encoding {
                reader = reader.encoding(encoding);
                json = json.encoding(encoding);
            }
            match reader.read(&bytes) {
                Ok(read) => {
                    prop_assert_eq!(read.faults.len(), read.log.unreadable().len());
                    prop_assert!(read.faults.is_sorted_by(|one, next| one.last_line < next.line));
                    read.faults.iter().for_each(|fault| drop((fault.to_string(), fault.zh())));
                }
                Err(error) => drop((error.to_string(), error.zh())),
            }
            drop(json.lines(&bytes));
            drop(json.array(&bytes));
        }
    }

    #[test]
    fn a_stray_quote_costs_no_other_line(lines in prop::collection::vec(prop::sample::select(LINES), 0..16)) {
        let mut text = "at,kind,about\n".to_owned();
        lines.iter().for_each(|(line, _)| text.extend([*line, "\n"]));
        let read = CsvReader::new().read(&text).unwrap();
        let whole = lines.iter().filter(|(_, whole)| *whole).count();
        prop_assert_eq!((read.log.len(), read.faults.len()), (whole, lines.len() - whole));
    }

    #[test]
    fn every_day_is_read_in_every_form(number in -25_567..2_932_896_i32, minute in 0..1440_i64) {
        let day = liandong::Day::from_number(number).unwrap();
        let (year, month, date) = day.year_month_day();
        let moment = day.start().checked_add_seconds(minute * 60).unwrap();
        let (hour, minute) = (minute / 60, minute % 60);
        let serial = number + 25_569;
        let mut text = "at,kind\n".to_owned();
        let days = [format!("{year:04}-{month}-{date}"), format!("{year:04}/{month:02}/{date}"), format!("{year:04}.{month}.{date}"), format!("{year:04}年{month}月{date}日"), format!("{year:04}{month:02}{date:02}")];
        let mut expected = Vec::new();
        for written in &days {
            text += &format!("{written},decision\n{written} {hour}:{minute:02},decision\n");
            expected.extend([liandong::When::Day(day), liandong::When::Moment(moment)]);
        }
        text += &format!("{year:04}年{month}月{date}日{hour}时{minute}分,decision\n");
        expected.push(moment.into());
        if serial > 60 {
            text += &format!("{serial},decision\n{},decision\n", f64::from(serial) + (hour * 60 + minute) as f64 / 1440.0);
            expected.push(day.into());
            expected.push(if hour + minute == 0 { day.into() } else { moment.into() });
        }
        let log: EventLog = expected.iter().map(|at| Event::new(liandong::EventKind::Decision, *at)).collect::<Vec<_>>().iter().collect();
        let read = CsvReader::new().serial_dates(SerialDates::Since1900).read(text).unwrap();
        prop_assert_eq!(format!("{:?}", read.log), format!("{:?}", log));
    }
}

/// Lines, and whether each is an event by itself.
const LINES: &[(&str, bool)] = &[
    ("2022-05-01,decision,x", true),
    ("2022-05-01,decision,\"x\"", true),
    ("2022-05-01,decision,\"a,b\"", true),
    ("2022-05-01,\"decision\",\"a\"\"b\"", true),
    ("2022-05-01,decision,\"\"\"\"", true),
    ("2022-05-01,decision,\"a\nb\n\nc\"", true),
    ("2022-05-01,decision,\"x", false),
    ("2022-05-01,decision,\"x\"y", false),
    ("\"2022-05-01,decision,x", false),
    ("2022-05-01,\"decision,x", false),
    ("2022-05-01,decision,x,y", false),
];

fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"at,kind,about\n".to_vec()),
        Just("时间;种类\n".as_bytes().to_vec()),
        Just(b"2022-05-01,decision,".to_vec()),
        Just(b"sep=,\n".to_vec()),
        Just(b"\xff\xfe".to_vec()),
        Just(b"\x84\x31\x95\x33".to_vec()),
        Just(b"\"".to_vec()),
        Just(b"\"\"".to_vec()),
        Just(b"\r\n".to_vec()),
        Just(b"\n".to_vec()),
        Just(b"\0".to_vec()),
        Just("受理".as_bytes().to_vec()),
        Just(b"\xca\xdc,".to_vec()),
        Just(b"44682.5,decision\n".to_vec()),
        prop::collection::vec(any::<u8>(), 0..12),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}
