//! What enters: JSON lines and arrays in several encodings. What leaves: proof that each element is an event or is said to be none.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that fails should stop where it fails"
)]

use liandong_readers::{Encoding, JsonReader, ReadError};

const LINES: &str = "{\"at\": \"2022-05-01\", \"kind\": \"decision\", \"about\": \"受理\\\"\"}\n\nno event\n{\"at\": \"2022-05-02\", \"kind\": \"decision\", \"case\": \"岷\"}\n";

fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn lines_in_every_encoding() {
    let gb = encoding_rs::GB18030.encode(LINES).0;
    for (bytes, encoding) in [
        (LINES.as_bytes(), Encoding::Utf8),
        (format!("\u{feff}{LINES}").as_bytes(), Encoding::Utf8),
        (&gb, Encoding::Gb18030),
        (&utf16(LINES), Encoding::Utf16Le),
    ] {
        let read = JsonReader::new().lines_from(bytes).unwrap();
        assert_eq!((read.encoding, read.log.len()), (encoding, 2));
        assert_eq!(read.log.unreadable().iter().map(|line| line.place).collect::<Vec<_>>(), [2]);
        assert_eq!(format!("{:?}", read.log), format!("{:?}", JsonReader::new().lines(LINES).log));
    }
}

#[test]
fn a_line_that_cannot_be_decoded_costs_itself() {
    let mut bytes = encoding_rs::GB18030.encode(LINES).0.into_owned();
    let place = bytes.iter().position(|byte| *byte == 0xCA).unwrap();
    bytes[place] = 0xFF;
    let read = JsonReader::new().encoding(Encoding::Gb18030).lines(&bytes);
    assert_eq!((read.log.len(), read.log.unreadable()[0].place), (1, 0));
}

#[test]
fn arrays_in_every_encoding() {
    let text = r#"[{"at": "2022-05-01", "kind": "decision", "about": "受理"}, {"at": 5}, null]"#;
    for bytes in [text.as_bytes(), &encoding_rs::GB18030.encode(text).0, &utf16(text)] {
        let read = JsonReader::new().array_from(bytes).unwrap();
        assert_eq!((read.log.len(), read.log.unreadable().len()), (1, 2));
    }
}

#[test]
fn what_is_no_array() {
    for text in ["", "{}", "[1,", "[] []", "\u{feff}"] {
        let error = JsonReader::new().array(text).unwrap_err();
        assert!(
            matches!(error, ReadError::Json(_)) && error.zh().starts_with("不是事件的 JSON 数组"),
            "{error}"
        );
    }
    let error = JsonReader::new().encoding(Encoding::Utf8).array(b"[\"\xff\"]").unwrap_err();
    assert_eq!(
        error.to_string(),
        "not a JSON array of events: it holds bytes that are not UTF-8; name its encoding"
    );
    let deep = "[".repeat(1_000_000);
    assert!(JsonReader::new().array(deep).is_err());
}
