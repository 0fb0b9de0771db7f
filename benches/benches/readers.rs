//! What enters: a million events as files. What leaves: the time to read them into a log, by format and encoding.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use liandong_benches::{exports, sketches};
use liandong_readers::{CsvReader, JsonReader};

const EVENTS: usize = 1_000_000;
const MATTERS: u32 = 20_000;

fn main() {
    divan::main();
}

fn csv(chinese: bool) -> String {
    exports::csv(EVENTS, MATTERS, chinese)
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
