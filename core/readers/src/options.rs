//! What enters: options as JSON, as a binding of another language has them. What leaves: a reader, or every fault of them.

use liandong::{Channel, EventKind, Fault, HandledVia, Outcome};
use serde_json::{Map, Value};

use crate::csv::{CsvReader, Delimiter};
use crate::encoding::Encoding;
use crate::mapping::{Field, Mapping};
use crate::time::SerialDates;

/// The names that a closed list has, for whoever wrote another.
fn one_of<T: Copy>(
    all: &[T],
    of: impl Fn(T) -> &'static str,
    given: &Value,
    path: String,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    let known = all.iter().copied().find(|own| given.as_str() == Some(of(*own)));
    if known.is_none() {
        let names: Vec<_> = all.iter().map(|own| of(*own)).collect();
        faults.push(Fault {
            path,
            en: format!("unknown value {given}; use one of {}", names.join(", ")),
            zh: format!("未知取值 {given}；可用 {}", names.join("、")),
        });
    }
    known
}

fn object<'v>(given: &'v Value, path: &str, faults: &mut Vec<Fault>) -> Option<&'v Map<String, Value>> {
    let members = given.as_object();
    if members.is_none() {
        faults.push(Fault {
            path: path.to_owned(),
            en: format!("{given} is no object; give one"),
            zh: format!("{given} 不是对象；请给出对象"),
        });
    }
    members
}

fn flag(given: &Value, path: &str, faults: &mut Vec<Fault>) -> bool {
    given.as_bool().unwrap_or_else(|| {
        faults.push(Fault {
            path: path.to_owned(),
            en: format!("{given} is neither true nor false; write one of them"),
            zh: format!("{given} 既非 true 也非 false；请填写其一"),
        });
        false
    })
}

impl CsvReader {
    /// A reader with these options: an object of `columns` (name to field, or to null for a column to be passed over),
    /// `values` (field to an object of name to code), `encoding`, `delimiter`, `serial_dates` (1900 or 1904),
    /// `midnights_are_days` and `short_rows`.
    ///
    /// ```
    /// use liandong_readers::CsvReader;
    ///
    /// let options = serde_json::json!({"columns": {"办结时间": "at"}, "values": {"kind": {"出证": "decision"}}});
    /// let reader = CsvReader::with_options(&options)?;
    /// assert_eq!(reader.read("办结时间,种类\n2022-05-01,出证\n").map(|read| read.log.len()).ok(), Some(1));
    ///
    /// let refused = CsvReader::with_options(&serde_json::json!({"delimiter": "/", "rows": 3})).unwrap_err();
    /// assert_eq!(refused.iter().map(|fault| &*fault.path).collect::<Vec<_>>(), ["$.delimiter", "$.rows"]);
    /// # Ok::<(), Vec<liandong::Fault>>(())
    /// ```
    ///
    /// # Errors
    /// Every fault of the options.
    pub fn with_options(options: &Value) -> Result<Self, Vec<Fault>> {
        let (mut reader, mut mapping, mut faults) = (Self::new(), Mapping::default(), Vec::new());
        let members = object(options, "$", &mut faults).cloned().unwrap_or_default();
        for (name, given) in &members {
            let path = format!("$.{name}");
            match name.as_str() {
                "columns" => mapping = columns(mapping, given, &mut faults),
                "values" => mapping = values(mapping, given, &mut faults),
                "encoding" => {
                    let known = one_of(Encoding::ALL, Encoding::name, given, path, &mut faults);
                    reader = known.into_iter().fold(reader, Self::encoding);
                }
                "delimiter" => {
                    let known = one_of(Delimiter::ALL, Delimiter::text, given, path, &mut faults);
                    reader = known.into_iter().fold(reader, Self::delimiter);
                }
                "serial_dates" => match given.as_u64() {
                    Some(1900) => reader = reader.serial_dates(SerialDates::Since1900),
                    Some(1904) => reader = reader.serial_dates(SerialDates::Since1904),
                    _ => faults.push(Fault {
                        path,
                        en: format!("{given} is no year that spreadsheets count from; use 1900 or 1904"),
                        zh: format!("{given} 不是表格日期序号的起点；可用 1900 或 1904"),
                    }),
                },
                "midnights_are_days" => {
                    reader = reader.midnights_are_days(flag(given, &path, &mut faults));
                }
                "short_rows" => reader = reader.short_rows(flag(given, &path, &mut faults)),
                _ => faults.push(Fault {
                    path,
                    en: format!("unknown option `{name}`; remove or rename it"),
                    zh: format!("未知选项 `{name}`；请删除或改名"),
                }),
            }
        }
        if faults.is_empty() { Ok(reader.mapping(mapping)) } else { Err(faults) }
    }
}

fn columns(mut mapping: Mapping, given: &Value, faults: &mut Vec<Fault>) -> Mapping {
    for (name, field) in object(given, "$.columns", faults).into_iter().flatten() {
        if field.is_null() {
            mapping = mapping.ignore(name);
            continue;
        }
        let known = one_of(Field::ALL, Field::code, field, format!("$.columns.{name}"), faults);
        mapping = known.into_iter().fold(mapping, |mapping, field| mapping.column(name, field));
    }
    mapping
}

fn values(mut mapping: Mapping, given: &Value, faults: &mut Vec<Fault>) -> Mapping {
    for (code, names) in object(given, "$.values", faults).into_iter().flatten() {
        let path = format!("$.values.{code}");
        let known = one_of(Field::ALL, Field::code, &Value::from(code.as_str()), path.clone(), faults);
        let (Some(field), Some(names)) = (known, object(names, &path, faults)) else { continue };
        for (name, meant) in names {
            mapping = meaning(mapping, field, name, meant, format!("{path}.{name}"), faults);
        }
    }
    mapping
}

fn meaning(
    mapping: Mapping,
    field: Field,
    name: &str,
    meant: &Value,
    path: String,
    faults: &mut Vec<Fault>,
) -> Mapping {
    match field {
        Field::Kind => one_of(EventKind::ALL, EventKind::code, meant, path, faults)
            .into_iter()
            .fold(mapping, |mapping, kind| mapping.kind(name, kind)),
        Field::Channel => one_of(Channel::ALL, Channel::code, meant, path, faults)
            .into_iter()
            .fold(mapping, |mapping, channel| mapping.channel(name, channel)),
        Field::HandledVia => one_of(HandledVia::ALL, HandledVia::code, meant, path, faults)
            .into_iter()
            .fold(mapping, |mapping, via| mapping.handled_via(name, via)),
        Field::Result => one_of(Outcome::ALL, Outcome::code, meant, path, faults)
            .into_iter()
            .fold(mapping, |mapping, result| mapping.result(name, result)),
        Field::At | Field::Recorded => {
            faults.push(Fault {
                path,
                en: format!("`{}` is a time, and takes no names; leave it out", field.code()),
                zh: format!("`{}` 是时间列，不接受取值对应；请删去", field.code()),
            });
            mapping
        }
        Field::Id
        | Field::Actor
        | Field::Officer
        | Field::Case
        | Field::Matter
        | Field::Project
        | Field::To
        | Field::Person
        | Field::With
        | Field::RefersTo
        | Field::About
        | Field::Covers
        | Field::Ground
        | Field::Period => match meant.as_str() {
            Some(meant) => mapping.text(field, name, meant),
            None => {
                faults.push(Fault {
                    path,
                    en: format!("{meant} is no text; write the text that the name stands for"),
                    zh: format!("{meant} 不是文本；请填写该名称所代表的文本"),
                });
                mapping
            }
        },
    }
}
