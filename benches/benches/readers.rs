//! What enters: a million events as files. What leaves: the time to read them into a log, by format and encoding.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use liandong::{Event, EventKind};
use liandong_benches::{Sketch, sketches};
use liandong_readers::{CsvReader, JsonReader};

const EVENTS: usize = 1_000_000;
const MATTERS: u32 = 20_000;

fn main() {
    divan::main();
}

/// English codes and canonical times, or Chinese names and a spreadsheet's times.
fn csv(chinese: bool) -> String {
    let header = if chinese {
        "编号,时间,种类,主体,经办人,办件编号,事项,接收单位,人员,渠道,办理方式,关联事件,结果,说明\n"
    } else {
        "id,at,kind,actor,officer,case,matter,to,person,channel,handled_via,refers_to,result,about\n"
    };
    let mut text = header.to_owned();
    for event in sketches(EVENTS, MATTERS, 1).iter().map(Sketch::event) {
        text.push_str(&row(&event, chinese));
    }
    text
}

fn row(event: &Event, chinese: bool) -> String {
    let value = serde_json::to_value(event).unwrap_or_default();
    let field = |name: &str| value.get(name).and_then(|value| value.as_str()).unwrap_or_default();
    let (mut at, mut kind) = (field("at").to_owned(), event.kind.as_str());
    let (mut channel, mut result) = (field("channel"), field("result"));
    if chinese {
        at = at.replace("-0", "/").replace('-', "/").replace('T', " ");
        kind = EventKind::of(kind).map_or(kind, |kind| kind.text().zh);
        channel = match channel {
            "platform" => "一体化平台",
            "message" => "短信",
            other => other,
        };
        result = if result == "granted" { "准予" } else { "" };
    }
    let about = if chinese { "\"材料齐全, 符合法定形式\"" } else { "\"complete, in due form\"" };
    let cells = [
        field("id"),
        &at,
        kind,
        field("actor"),
        field("officer"),
        field("case"),
        field("matter"),
        field("to"),
        field("person"),
        channel,
        field("handled_via"),
        field("refers_to"),
        result,
        about,
    ];
    cells.join(",") + "\n"
}

fn read_csv(bencher: Bencher, bytes: &[u8]) {
    bencher
        .counter(ItemsCount::new(EVENTS))
        .counter(BytesCount::new(bytes.len()))
        .bench_local(|| CsvReader::new().read(black_box(bytes)).map(|read| read.log.len()));
}

/// English codes, in ASCII.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn csv_english(bencher: Bencher) {
    read_csv(bencher, csv(false).as_bytes());
}

/// Chinese names and values, in UTF-8.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn csv_chinese(bencher: Bencher) {
    read_csv(bencher, csv(true).as_bytes());
}

/// The same in GB 18030.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn csv_chinese_gb18030(bencher: Bencher) {
    read_csv(bencher, &encoding_rs::GB18030.encode(&csv(true)).0);
}

/// The same events as JSON lines.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn ndjson(bencher: Bencher) {
    let events = sketches(EVENTS, MATTERS, 1);
    let lines: Vec<String> =
        events.iter().map(|sketch| serde_json::to_string(&sketch.event()).unwrap_or_default()).collect();
    let text = lines.join("\n");
    bencher
        .counter(ItemsCount::new(EVENTS))
        .counter(BytesCount::new(text.len()))
        .bench_local(|| JsonReader::new().lines(black_box(&text)).log.len());
}
