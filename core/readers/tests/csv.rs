//! What enters: CSV as exports are, and as accidents make them. What leaves: proof that every line is an event or is said to be none.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that fails should stop where it fails"
)]

use liandong::{Channel, EventKind, HandledVia, Outcome};
use liandong_readers::{
    Column, CsvLog, CsvReader, Delimiter, Encoding, Field, HeaderFault, Mapping, ReadError,
};

fn read(text: impl AsRef<[u8]>) -> CsvLog {
    CsvReader::new().read(text).unwrap()
}

fn refused(text: impl AsRef<[u8]>) -> Vec<HeaderFault> {
    match CsvReader::new().read(text).unwrap_err() {
        ReadError::Header(faults) => faults,
        error => panic!("{error}"),
    }
}

/// How many events there are, and the lines that are none.
fn lines(read: &CsvLog) -> (usize, Vec<usize>) {
    let lines: Vec<usize> = read.faults.iter().map(|fault| fault.line).collect();
    let kept: Vec<usize> = read.log.unreadable().iter().map(|line| line.place + 1).collect();
    assert_eq!(lines, kept, "what is at fault is in the log");
    (read.log.len(), lines)
}

fn gb(text: &str) -> Vec<u8> {
    let (bytes, _, lossy) = encoding_rs::GB18030.encode(text);
    assert!(!lossy);
    bytes.into_owned()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

const TEXT: &str = "编号,时间,种类,办件,说明\r\nE1,2022-05-01,受理,C1,\"甲,\r\n\"\"乙\"\"𠮷\"\r\nE2,2022/5/2 9:30,推送,C1,镕\r\n";

#[test]
fn every_encoding_gives_the_same_events() {
    let mut marked = vec![0xEF, 0xBB, 0xBF];
    marked.extend(TEXT.as_bytes());
    let (mut le, mut be) = (vec![0xFF, 0xFE], vec![0xFE, 0xFF]);
    le.extend(utf16(TEXT, u16::to_le_bytes));
    be.extend(utf16(TEXT, u16::to_be_bytes));
    let mut gb_marked = b"\x84\x31\x95\x33".to_vec();
    gb_marked.extend(gb(TEXT));
    for (bytes, encoding) in [
        (TEXT.as_bytes().to_vec(), Encoding::Utf8),
        (marked, Encoding::Utf8),
        (gb(TEXT), Encoding::Gb18030),
        (gb_marked, Encoding::Gb18030),
        (le, Encoding::Utf16Le),
        (be, Encoding::Utf16Be),
    ] {
        let found = read(&bytes);
        assert_eq!(found.encoding, encoding);
        assert_eq!(lines(&found), (2, vec![]));
        assert_eq!(format!("{:?}", found.log), format!("{:?}", read(TEXT).log));
        let named = CsvReader::new().encoding(encoding).read(&bytes).unwrap();
        assert_eq!(lines(&named), (2, vec![]));
    }
    // Without a mark only the caller can say so.
    let bare = utf16(TEXT, u16::to_le_bytes);
    assert_eq!(lines(&CsvReader::new().encoding(Encoding::Utf16Le).read(&bare).unwrap()), (2, vec![]));
    let ascii = utf16("at,kind\n2022-05-01,decision\n", u16::to_be_bytes);
    assert_eq!(refused(ascii), [HeaderFault::Nul]);
}

#[test]
fn what_cannot_be_decoded_costs_its_line() {
    let damaged = |bytes: Vec<u8>, encoding| {
        let found = CsvReader::new().encoding(encoding).read(bytes).unwrap();
        assert_eq!(lines(&found), (2, vec![3]), "{encoding}");
        assert_eq!((found.undecodable_lines, found.replaced_lines), (1, 0));
    };
    let table = "时间,种类,说明\n2022-05-01,受理,好\n2022-05-02,受理,X\n2022-05-03,受理,好\n";
    let with = |mut bytes: Vec<u8>, bad: &[u8]| {
        let place = bytes.iter().position(|byte| *byte == b'X').unwrap();
        bytes.splice(place..=place, bad.iter().copied());
        bytes
    };
    damaged(with(table.as_bytes().to_vec(), b"\xe5\x8f"), Encoding::Utf8);
    damaged(with(gb(table), b"\xff\xff"), Encoding::Gb18030);
    // Cut in two: the lead byte of a character stands before the line end.
    damaged(with(gb(table), b"\xd6"), Encoding::Gb18030);
    let lone = utf16(table, u16::to_le_bytes);
    let place = lone.chunks(2).position(|pair| pair == [b'X', 0]).unwrap() * 2;
    let mut bytes = lone.clone();
    bytes[place..place + 2].copy_from_slice(&[0x00, 0xD8]);
    damaged(bytes, Encoding::Utf16Le);
    // A delimiter within a character.
    let split = b"at,kind,about,with\n2022-05-01,decision,\xe5,\x8f\x97\n";
    let found = CsvReader::new().encoding(Encoding::Utf8).read(split).unwrap();
    assert_eq!((lines(&found), found.undecodable_lines), ((0, vec![2]), 1));
    // A header is no line that could be spared.
    let header = CsvReader::new().encoding(Encoding::Utf8).read(gb("时间,种类\n")).unwrap_err();
    assert!(
        matches!(&header, ReadError::Header(faults) if faults == &[HeaderFault::Undecodable(Encoding::Utf8)])
    );
}

#[test]
fn a_damaged_utf8_file_does_not_turn_into_another_encoding() {
    let mut bytes = "时间,种类,说明\n2022-05-01,受理,一二\n2022-05-02,受理,三四\n".as_bytes().to_vec();
    let place = bytes.len() - 3;
    bytes.remove(place);
    let found = read(&bytes);
    assert_eq!((found.encoding, lines(&found)), (Encoding::Utf8, (1, vec![3])));
}

#[test]
fn replacement_characters_are_counted_and_kept() {
    for bytes in [
        "at,kind,about\n2022-05-01,decision,\u{fffd}\n2022-05-01,decision,a\n".as_bytes().to_vec(),
        gb("时间,种类,说明\n2022-05-01,决定,甲\u{fffd}\n2022-05-01,决定,乙\n"),
    ] {
        let found = read(bytes);
        assert_eq!((lines(&found), found.replaced_lines, found.undecodable_lines), ((2, vec![]), 1, 0));
    }
}

#[test]
fn quotes_hold_delimiters_line_ends_and_quotes() {
    let text = "id,at,kind,about\n\"E,1\",2022-05-01,decision,\"a \"\"b\"\"\n\nc\"\nE2,2022-05-01,decision,5\" pipe\n\"E3\" ,\"2022-05-01\",decision,\"\"\n";
    let found = read(text);
    assert_eq!(lines(&found), (3, vec![]));
    assert!(format!("{:?}", found.log).contains(r#"a \"b\"\n\nc"#));
    // The lines after a record over several lines keep their numbers.
    let text = "at,kind,about\n2022-05-01,decision,\"a\nb\nc\"\nx,decision,\n";
    assert_eq!(lines(&read(text)), (1, vec![5]));
    assert_eq!(lines(&read(text.replace('\n', "\r\n"))), (1, vec![5]));
    assert_eq!(lines(&read(text.replace('\n', "\r"))), (1, vec![5]));
}

#[test]
fn a_stray_quote_costs_its_line() {
    let good = "2022-05-01,decision,\"b\nc\"\n";
    for stray in ["2022-05-01,decision,\"a\n", "2022-05-01,decision,\"a\"b\n", "\"2022-05-01,decision,a\n"] {
        for (before, after) in [(0, 0), (0, 1), (1, 3), (2, 0)] {
            let text = format!("at,kind,about\n{}{stray}{}", good.repeat(before), good.repeat(after));
            assert_eq!(lines(&read(&text)), (before + after, vec![2 + 2 * before]), "{text}");
        }
    }
    // What follows an open quote is read again, to the end.
    let text = "at,kind,about\n2022-05-01,decision,\"a\n2022-05-01,decision,b\n2022-05-01,decision,c";
    let found = read(text);
    assert_eq!(lines(&found), (2, vec![2]));
    assert_eq!(
        found.faults[0].to_string(),
        "line 2: a quote is opened and never closed; close it, or write it twice"
    );
    assert_eq!(refused("at,\"kind\n2022-05-01,decision\n"), [HeaderFault::Quote]);
}

#[test]
fn stray_quotes_cost_time_in_proportion() {
    for line in ["x\",\"\n", "\"\n", "\"\"\"\n", "a,\"b\n", ",\"\"\"\"\n", "\",\"\n"] {
        let text = format!("at,kind,about\n{}", line.repeat(200_000));
        assert_eq!(read(&text).log.len(), 0);
    }
}

#[test]
fn rows_that_are_no_events() {
    for (row, why) in [
        (
            "2022-05-01,decision",
            "2 cells where the header has 4; quote cells that hold the delimiter or line ends",
        ),
        (
            "2022-05-01,decision,a,,b",
            "5 cells where the header has 4; quote cells that hold the delimiter or line ends",
        ),
        (",decision,a,", "column 1 `at`: no `at`; fill it in"),
        ("2022-05-01, ,a,", "column 2 `kind`: no `kind`; fill it in"),
        (
            "2023-02-29,decision,,",
            "column 1 `at`: `2023-02-29` is not a day or a moment: February 2023 has 28 days; write YYYY-MM-DD or YYYY-MM-DDThh:mm",
        ),
        (
            "2023/2/29,decision,,",
            "column 1 `at`: `2023/2/29`: `2023-02-29` is not a day: February 2023 has 28 days; write YYYY-MM-DD",
        ),
        (
            "昨天,decision,,",
            "column 1 `at`: `昨天` is not a day or a moment; write it as in 2022-05-01 or 2022-05-01 09:30",
        ),
        (
            "44682,decision,,",
            "column 1 `at`: `44682` is a number; export it as in 2022-05-01, or say from when day numbers count",
        ),
        (
            "2022-05-01,decision,,fax",
            "column 4 `channel`: `fax` is no `channel`; use `platform`, `message` or `other`, or add it to the mapping",
        ),
        ("2022-05-01,deci\0sion,,", "it holds NUL bytes; export it again"),
    ] {
        let found = read(format!("at,kind,about,channel\n{row}\n2022-05-01,decision,,\n"));
        assert_eq!(lines(&found), (1, vec![2]), "{row}");
        assert_eq!(found.log.unreadable()[0].why, why);
        assert!(!found.faults[0].zh().is_empty() && found.faults[0].zh().starts_with("第 2 行"));
    }
}

#[test]
fn empty_lines_and_cells_beyond_the_header_cost_nothing() {
    let found = read(
        "\n\r\nat,kind,about\n\n2022-05-01,decision,a,,\r\n,,\n , ,\t\n\"\"\n\n2022-05-01,decision,b\n,,,,\nx,,\n",
    );
    assert_eq!(lines(&found), (2, vec![12]));
    let short = CsvReader::new().short_rows(true).read("at,kind,about,case\n2022-05-01,decision\n").unwrap();
    assert_eq!(lines(&short), (1, vec![]));
}

#[test]
fn headers_that_do_not_tell_the_columns() {
    assert_eq!(refused(""), [HeaderFault::Absent]);
    assert_eq!(refused("\u{feff}\r\n\n"), [HeaderFault::Absent]);
    assert_eq!(refused("sep=;\n"), [HeaderFault::Absent]);
    let faults = refused("编号,案件,办件,事件编号,备注\n");
    let missing: Vec<_> =
        faults.iter().filter(|fault| matches!(fault, HeaderFault::Missing { .. })).collect();
    assert_eq!((faults.len(), missing.len()), (4, 2));
    assert!(faults.contains(&HeaderFault::Repeated {
        field: Field::Case,
        columns: vec![Column { place: 2, name: "案件".into() }, Column { place: 3, name: "办件".into() }],
    }));
    let error = CsvReader::new().read("at,kind,时间\n").unwrap_err();
    assert_eq!(
        error.to_string(),
        "header refused: columns 1 `at` and 3 `时间` are all `at`; keep one, and rename the others or ignore them in the mapping"
    );
    assert_eq!(
        error.zh(),
        "表头未被接受：第 1 `at`、3 `时间` 列均为 `at`；请只留一列，其余改名或在映射中忽略"
    );
    assert!(CsvReader::new().mapping(Mapping::default().ignore("时间")).read("at,kind,时间\n").is_ok());
    let error = CsvReader::new().read("at,about\n").unwrap_err();
    assert_eq!(
        error.to_string(),
        "header refused: no column is `kind`; name one `kind`, `事件`, `事件种类`, `事件类型`, `种类` or `类型`, or add its name to the mapping"
    );
    let only = read("at,kind");
    assert_eq!((lines(&only), only.log.is_empty()), ((0, vec![]), true));
}

#[test]
fn unknown_columns_are_reported_once() {
    let found = read("at,备注,kind,备注,,x\n2022-05-01,a,decision,b,,\n");
    let unknown: Vec<_> = found.unknown_columns.iter().map(Column::to_string).collect();
    assert_eq!((unknown, found.log.len()), (vec!["2 `备注`".into(), "5 ``".into(), "6 `x`".to_owned()], 1));
}

#[test]
fn delimiters_are_told_by_the_names_they_give() {
    for (delimiter, sign) in [(Delimiter::Comma, ","), (Delimiter::Semicolon, ";"), (Delimiter::Tab, "\t")] {
        let text = "时间,种类,说明\n2022-05-01,受理,甲\n".replace(',', sign);
        assert_eq!(read(&text).delimiter, delimiter);
        assert_eq!(read(gb(&text)).delimiter, delimiter);
        assert_eq!(CsvReader::new().delimiter(delimiter).read(&text).unwrap().log.len(), 1);
        let told = read(format!("sep={sign}\r\n{text}"));
        assert_eq!((told.delimiter, told.log.len()), (delimiter, 1));
        assert_eq!(lines(&read(format!("sep={sign}\n{text}x{sign}决定{sign}\n"))), (1, vec![4]));
    }
    // A comma within a name decides nothing.
    assert_eq!(read("at;kind;\"a,b,c,d\"\n").delimiter, Delimiter::Semicolon);
}

#[test]
fn names_are_those_of_the_documentation() {
    let readme = include_str!("../README.md");
    let mapping = Mapping::default();
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let listed = |names: &str| -> Vec<String> { names.split(", ").map(|name| name.to_lowercase()).collect() };
    let section =
        |from: &str, to: &str| readme.split(from).nth(1).unwrap().split(to).next().unwrap().to_owned();
    let rows = |text: String| -> Vec<Vec<String>> {
        text.lines().filter(|line| line.starts_with("| `")).map(cells).collect()
    };
    let columns = rows(section("## Columns", "## Values"));
    assert_eq!(columns.len(), Field::ALL.len());
    for (field, row) in Field::ALL.iter().zip(columns) {
        let mut names = listed(&row[1]);
        names.push(field.code().to_owned());
        names.sort();
        assert_eq!(
            (row[0].trim_matches('`'), &names.iter().map(String::as_str).collect()),
            (field.code(), &mapping.columns(*field))
        );
    }
    for field in [Field::Channel, Field::HandledVia, Field::Result] {
        let mut names: Vec<String> = rows(section("## Values", "## Times"))
            .iter()
            .filter(|row| row.len() == 3 && row[0].trim_matches('`') == field.code())
            .flat_map(|row| [listed(&row[2]), vec![row[1].trim_matches('`').to_owned()]].concat())
            .collect();
        names.sort();
        assert_eq!(names, mapping.values(field));
    }
    let kinds = rows(section("Kinds are written", "## Times"));
    for (kind, row) in EventKind::ALL.iter().zip(kinds) {
        let mut names = [listed(&row[1]), vec![kind.code().to_owned(), kind.text().zh.to_owned()]].concat();
        names.sort();
        assert_eq!(
            (row[0].trim_matches('`'), &names.iter().map(String::as_str).collect()),
            (kind.code(), &mapping.kinds(*kind))
        );
    }
}

#[test]
fn closed_columns_are_read_in_chinese() {
    let found = read(
        "时间,种类,渠道,办理方式,结果,覆盖项目,Refers-To,记录时间\n2022年5月1日,已推送,短信,窗口,不予,P1；P2、P3 | P4;,\tE-1 ,2022/5/2 8:00\n",
    );
    assert_eq!(lines(&found), (1, vec![]));
    let event = found.log.event(0).unwrap();
    assert_eq!(event.kind, Some(EventKind::ResultPush));
    assert_eq!((event.channel, event.handled_via), (Some(Channel::Message), Some(HandledVia::Offline)));
    assert_eq!((event.result, event.refers_to), (Some(Outcome::Refused), Some("E-1")));
    assert_eq!(event.covers, ["P1", "P2", "P3", "P4"]);
    assert_eq!(event.recorded, "2022-05-02".parse().ok());
}

#[test]
fn an_adopter_adds_names_of_its_own() {
    let mapping = Mapping::default()
        .column("何时", Field::At)
        .kind("出件", EventKind::Decision)
        .channel("微信", Channel::Message)
        .handled_via("自助机", HandledVia::Platform)
        .result("通过", Outcome::Granted)
        // What a name meant before is replaced.
        .kind("推送", EventKind::SupervisionPush);
    let text = "何时,种类,渠道,办理方式,结果\n2022-05-01,出件,微信,自助机,通过\n2022-05-01,推送,,,\n";
    let found = CsvReader::new().mapping(mapping).read(text).unwrap();
    assert_eq!(lines(&found), (2, vec![]));
    let first = found.log.event(0).unwrap();
    assert_eq!((first.kind, first.channel), (Some(EventKind::Decision), Some(Channel::Message)));
    assert_eq!((first.handled_via, first.result), (Some(HandledVia::Platform), Some(Outcome::Granted)));
    assert_eq!(found.log.event(1).unwrap().kind, Some(EventKind::SupervisionPush));
}

#[test]
fn great_cells_and_many_columns() {
    let cell = "长".repeat(4_000_000);
    let found = read(format!(
        "at,kind,about\n2022-05-01,decision,\"{cell}\"\n{cell},decision,\n2022-05-01,decision,x\n"
    ));
    assert_eq!(lines(&found), (2, vec![3]));
    assert!(found.log.unreadable()[0].why.len() < 300);
    let found =
        read(format!("at,kind{}\n2022-05-01,decision{}\n", ",x".repeat(100_000), ",".repeat(100_000)));
    assert_eq!((lines(&found), found.unknown_columns.len()), ((1, vec![]), 1));
    let found = read(format!(
        "at,kind\n2022-05-01,decision{}\n2022-05-01,decision,{}\n",
        ",".repeat(1_000_000),
        ",x".repeat(1_000_000)
    ));
    assert_eq!(lines(&found), (1, vec![3]));
}

#[test]
fn a_hundred_thousand_rows() {
    let rows: String = (0..100_000).map(|row| format!("E{row},2022-05-01 09:30,decision,C{row}\n")).collect();
    let found = CsvReader::new().read_from(std::io::Cursor::new(format!("id,at,kind,case\n{rows}"))).unwrap();
    assert_eq!(lines(&found), (100_000, vec![]));
}

#[test]
fn an_input_that_breaks_off_is_an_error() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("gone"))
        }
    }
    let error = CsvReader::new().read_from(Broken).unwrap_err();
    assert_eq!(error.to_string(), "the input broke off: gone; read it again");
    assert_eq!(error.zh(), "输入中断：gone；请重新读取");
}
