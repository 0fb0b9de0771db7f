//! What enters: a year of events as Arrow columns and Parquet files of many kinds, and files that are none. What leaves: proof that the
//! log is that of the same events as CSV, and that every fault is told.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that fails should stop where it fails"
)]

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::types::{Int8Type, Int32Type, UInt16Type};
use arrow_array::{
    Array, ArrayRef, BinaryArray, BooleanArray, Date32Array, Date64Array, DictionaryArray, Float64Array,
    Int64Array, LargeStringArray, RecordBatch, RecordBatchIterator, StringArray, StringViewArray,
    TimestampMicrosecondArray, TimestampMillisecondArray, TimestampNanosecondArray, TimestampSecondArray,
};
use liandong::{Event, EventLog};
use liandong_readers::{
    ArrowReader, CsvReader, Field, HeaderFault, Mapping, ParquetReader, TableError, TableFault, TableLog,
};
use liandong_sample::year;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

const TEXTS: [&str; 18] = [
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
    "period",
];

fn text<'v>(value: &'v serde_json::Value, name: &str) -> Option<&'v str> {
    value.get(name).and_then(serde_json::Value::as_str)
}

/// How a column of texts is laid out.
type Layout = fn(Vec<Option<&str>>) -> ArrayRef;

const LAYOUTS: [Layout; 6] = [
    |all| Arc::new(StringArray::from(all)),
    |all| Arc::new(LargeStringArray::from(all)),
    |all| Arc::new(StringViewArray::from(all)),
    |all| Arc::new(all.into_iter().collect::<DictionaryArray<Int32Type>>()),
    |all| Arc::new(all.into_iter().collect::<DictionaryArray<UInt16Type>>()),
    // A slice of a longer array.
    |all| {
        let longer: StringArray =
            [Some("before"), None].into_iter().chain(all).chain([Some("after")]).collect();
        Arc::new(longer.slice(2, longer.len() - 3))
    },
];

fn batch(events: &[Event], layout: Layout) -> RecordBatch {
    let values: Vec<_> = events.iter().map(|event| serde_json::to_value(event).unwrap()).collect();
    let mut columns: Vec<(&str, ArrayRef)> = TEXTS
        .iter()
        .map(|name| (*name, layout(values.iter().map(|value| text(value, name)).collect())))
        .collect();
    let mut lists = ListBuilder::new(StringBuilder::new());
    for event in events {
        event.covers.iter().for_each(|project| lists.values().append_value(project));
        lists.append(!event.covers.is_empty());
    }
    columns.push(("covers", Arc::new(lists.finish())));
    columns.push(("ground", layout(values.iter().map(|value| text(value, "ground")).collect())));
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, own)| (name, own, true)))
        .unwrap()
}

fn parquet(batches: &[RecordBatch], group: usize, compression: Compression, plain: bool) -> Vec<u8> {
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(group))
        .set_compression(compression)
        .set_dictionary_enabled(!plain)
        .build();
    let mut file = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut file, batches[0].schema(), Some(properties)).unwrap();
    batches.iter().for_each(|batch| writer.write(batch).unwrap());
    writer.close().unwrap();
    file
}

fn written(log: &EventLog) -> String {
    serde_json::to_string(log).unwrap()
}

/// The same events by way of CSV.
fn of_csv(events: &[Event]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(TEXTS.iter().chain(&["covers", "ground"])).unwrap();
    for event in events {
        let value = serde_json::to_value(event).unwrap();
        let mut cells: Vec<&str> = TEXTS.iter().map(|name| text(&value, name).unwrap_or_default()).collect();
        let covers = event.covers.join(";");
        cells.extend([covers.as_str(), text(&value, "ground").unwrap_or_default()]);
        writer.write_record(cells).unwrap();
    }
    written(&CsvReader::new().read(writer.into_inner().unwrap()).unwrap().log)
}

fn arrow(batches: Vec<RecordBatch>) -> Result<TableLog, TableError> {
    let schema = batches[0].schema();
    ArrowReader::new().read(RecordBatchIterator::new(batches.into_iter().map(Ok), schema))
}

fn table(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, own)| (name, own, true)))
        .unwrap()
}

#[test]
fn every_layout_has_the_log_of_the_same_csv() {
    let events = year(1).events;
    let expected = of_csv(&events);
    for layout in LAYOUTS {
        let batches: Vec<RecordBatch> = events.chunks(1_000).map(|own| batch(own, layout)).collect();
        let zstd = Compression::ZSTD(ZstdLevel::default());
        for (compression, group, plain) in [
            (Compression::UNCOMPRESSED, 1_000_000, true),
            (Compression::SNAPPY, 700, false),
            (Compression::LZ4_RAW, 1_000, true),
            (zstd, 5_000, false),
        ] {
            let file = parquet(&batches, group, compression, plain);
            let opened = ParquetReader::new().read_from(std::io::Cursor::new(file.clone())).unwrap();
            let read = ParquetReader::new().read(file).unwrap();
            assert!(written(&read.log) == expected && written(&opened.log) == expected);
        }
        assert!(written(&arrow(batches).unwrap().log) == expected);
    }
    let few = &events[..50];
    let file = parquet(&[batch(few, LAYOUTS[3])], 1, Compression::SNAPPY, false);
    assert_eq!(written(&ParquetReader::new().read(file).unwrap().log), of_csv(few));
}

#[test]
fn times_of_every_unit_and_zone() {
    // 2022-05-01T09:30:00 as it is counted where it is, and a day before 1970.
    let seconds = [Some(1_651_397_400), None, Some(-86_400)];
    let units = |by: i64| seconds.map(|own| own.map(|own| own * by)).to_vec();
    let here = ["2022-05-01T09:30:00", "1969-12-31T00:00:00"];
    let from_utc = ["2022-05-01T17:30:00", "1969-12-31T08:00:00"];
    let arrays: [(ArrayRef, [&str; 2]); 8] = [
        (Arc::new(TimestampSecondArray::from(units(1))), here),
        (Arc::new(TimestampMillisecondArray::from(units(1_000))), here),
        (Arc::new(TimestampMicrosecondArray::from(units(1_000_000))), here),
        (Arc::new(TimestampNanosecondArray::from(units(1_000_000_000))), here),
        (Arc::new(TimestampMillisecondArray::from(units(1_000)).with_timezone("UTC")), from_utc),
        (Arc::new(TimestampNanosecondArray::from(units(1_000_000_000)).with_timezone("-03:00")), from_utc),
        (Arc::new(Date32Array::from(vec![Some(19_113), None, Some(-1)])), ["2022-05-01", "1969-12-31"]),
        (Arc::new(Date64Array::from(units(1_000))), ["2022-05-01", "1969-12-31"]),
    ];
    for (at, expected) in arrays {
        let kinds = Arc::new(StringArray::from(vec!["决定", "推送", "受理"]));
        let own = table(vec![("时间", at), ("种类", kinds)]);
        let file = parquet(std::slice::from_ref(&own), 2, Compression::SNAPPY, false);
        for read in [arrow(vec![own.clone()]).unwrap(), ParquetReader::new().read(file).unwrap()] {
            let times: Vec<String> = (0..2).map(|row| read.log.event(row).unwrap().at.to_string()).collect();
            assert_eq!(times, expected, "{:?}", own.schema());
            let lines: Vec<_> =
                read.log.unreadable().iter().map(|own| (own.place, own.why.as_str())).collect();
            assert_eq!(lines, [(1, "no `at`; fill it in")]);
        }
    }
}

#[test]
fn a_flag_beside_a_moment_makes_it_a_day() {
    let at: ArrayRef = Arc::new(TimestampSecondArray::from(vec![1_651_363_200, 1_651_363_200, i64::MAX]));
    let flags: ArrayRef = Arc::new(BooleanArray::from(vec![Some(true), None, Some(true)]));
    let kinds: ArrayRef =
        Arc::new(["decision", "", "decision"].into_iter().collect::<DictionaryArray<Int8Type>>());
    let own = table(vec![("at", at), ("at_is_day", flags), ("kind", kinds)]);
    let read = arrow(vec![own.clone(), own]).unwrap();
    assert_eq!(read.log.event(0).unwrap().at.to_string(), "2022-05-01");
    assert!(read.unknown_columns.is_empty());
    let lines: Vec<_> = read.log.unreadable().iter().map(|own| (own.place, own.why.as_str())).collect();
    let late = "9223372036854775807 is outside the years 1 to 9999; correct the time";
    let none = "no `kind`; fill it in";
    assert_eq!(lines, [(1, none), (2, late), (4, none), (5, late)]);
}

#[test]
fn names_numbers_and_what_stands_for_another() {
    let own = table(vec![
        ("时间", Arc::new(StringArray::from(vec!["2022/5/1 9:30", "昨天", "20220501"]))),
        ("种类", Arc::new(StringArray::from(vec!["受理", "决定", "没有的"]))),
        ("编号", Arc::new(Int64Array::from(vec![Some(7), Some(8), None]))),
        ("办件", Arc::new(Float64Array::from(vec![Some(12.0), None, Some(1.5)]))),
        ("单位", Arc::new(["审批局", "审批局", "其他"].into_iter().collect::<DictionaryArray<Int32Type>>())),
        ("渠道", Arc::new(StringArray::from(vec![Some("短信"), None, Some("传真")]))),
        ("覆盖项目", Arc::new(StringArray::from(vec![Some("J-1；J-2"), None, None]))),
        ("记录日", Arc::new(TimestampSecondArray::from(vec![Some(1_651_397_400), None, None]))),
        ("天气", Arc::new(StringArray::from(vec!["晴"; 3]))),
    ]);
    let mapping = Mapping::default().text(Field::Actor, "审批局", "bureau").text(Field::Covers, "J-1", "P-1");
    let schema = own.schema();
    let reader = ArrowReader::new().mapping(mapping.clone());
    let read = reader.read(RecordBatchIterator::new([Ok(own.clone())], schema)).unwrap();
    let event = read.log.event(0).unwrap();
    assert_eq!((event.id, event.case, event.actor), (Some("7"), Some("12"), Some("bureau")));
    assert_eq!((event.kind_text, event.covers), ("application_accepted", vec!["P-1", "J-2"]));
    assert_eq!(event.channel.map(liandong::Channel::code), Some("message"));
    assert_eq!(event.recorded.map(|day| day.to_string()).as_deref(), Some("2022-05-01"));
    assert_eq!(read.unknown_columns.iter().map(|own| own.name.as_str()).collect::<Vec<_>>(), ["天气"]);
    let lines: Vec<_> = read.log.unreadable().iter().map(|own| own.why.as_str()).collect();
    assert_eq!((lines.len(), lines[1]), (2, "unknown channel `传真`"));
    assert!(lines[0].starts_with("`昨天` is not a day or a moment"));
    let file = parquet(&[own], 100, Compression::SNAPPY, true);
    let same = ParquetReader::new().mapping(mapping).read(file).unwrap();
    assert_eq!(written(&same.log), written(&read.log));
}

#[test]
fn every_fault_of_the_columns_at_once() {
    let own = table(vec![
        ("at", Arc::new(BooleanArray::from(vec![true]))),
        ("at_is_day", Arc::new(StringArray::from(vec!["yes"]))),
        ("办件", Arc::new(BinaryArray::from(vec![b"C-1".as_slice()]))),
        ("case", Arc::new(StringArray::from(vec!["C-1"]))),
        ("covers", Arc::new(BooleanArray::from(vec![true]))),
    ]);
    let file = parquet(std::slice::from_ref(&own), 10, Compression::SNAPPY, false);
    for refused in [arrow(vec![own]), ParquetReader::new().read(file)] {
        let error = refused.unwrap_err();
        let TableError::Columns(faults) = &error else { panic!("{error}") };
        let names = |fault: &TableFault| matches!(fault, TableFault::Names(_));
        assert_eq!((faults.len(), faults.iter().filter(|own| names(own)).count()), (6, 2));
        assert!(matches!(faults[0], TableFault::Names(HeaderFault::Missing { field: Field::Kind, .. })));
        let text = error.to_string();
        assert!(
            text.contains("column 1 `at` of Boolean holds no `at`; make it a timestamp, a date or texts")
        );
        assert!(text.contains("column 3 `办件` of Binary holds no `case`; make it texts"));
        assert!(error.zh().contains("第 2 列 `at_is_day` 为 Utf8 类型，不能作为 `at_is_day`；请转为真或假"));
    }
}

#[test]
fn what_is_no_whole_file_is_refused_and_no_bytes_stop_it() {
    let events = year(1).events;
    let whole = parquet(&[batch(&events[..200], LAYOUTS[0])], 50, Compression::SNAPPY, false);
    for bytes in [&b""[..], b"PAR1", b"id,at,kind\n", &whole[..whole.len() / 2], &whole[8..]] {
        let error = ParquetReader::new().read(bytes).unwrap_err();
        assert!(matches!(error, TableError::Parquet(_)), "{error}");
        assert!(error.zh().starts_with("不是可读的 Parquet 文件"));
    }
    for place in (0..whole.len()).step_by(97) {
        let mut damaged = whole.clone();
        damaged[place] ^= 0x55;
        // Refused or read: the bytes of a text may be any.
        drop(ParquetReader::new().read(damaged));
    }
}

#[test]
fn a_file_of_nothing_is_an_empty_log() {
    let empty = batch(&[], LAYOUTS[0]);
    let file = parquet(std::slice::from_ref(&empty), 10, Compression::SNAPPY, false);
    for read in [arrow(vec![empty]).unwrap(), ParquetReader::new().read(file).unwrap()] {
        assert!(read.log.is_empty() && read.log.unreadable().is_empty());
    }
}
