//! What enters: an input or a line that cannot be taken. What leaves: why, where, and how to mend it, in two languages.

use std::fmt;

use crate::encoding::Encoding;
use crate::mapping::Field;
use crate::time::TimeFault;

/// A whole input was refused.
///
/// A line that is no event refuses nothing: see [`LineFault`].
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The input could not be read to its end.
    #[error("the input broke off: {0}; read it again")]
    Io(#[from] std::io::Error),
    /// The header does not tell what the columns are; every fault of it.
    #[error("header refused: {}", Listed(.0))]
    Header(Vec<HeaderFault>),
    /// The text is no JSON array.
    #[error("not a JSON array of events: {0}; mend the text there, or read it as JSON lines")]
    Json(serde_json::Error),
    /// A JSON array holds bytes that its encoding has no character for.
    #[error("not a JSON array of events: it holds bytes that are not {0}; name its encoding")]
    Undecodable(Encoding),
}

impl ReadError {
    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::Io(error) => format!("输入中断：{error}；请重新读取"),
            Self::Header(faults) => {
                let listed: Vec<_> = faults.iter().map(HeaderFault::zh).collect();
                format!("表头未被接受：{}", listed.join("；"))
            }
            Self::Json(error) => {
                let (line, column) = (error.line(), error.column());
                format!(
                    "不是事件的 JSON 数组：第 {line} 行第 {column} 列（{error}）；请更正该处，或按 JSON 行读取"
                )
            }
            Self::Undecodable(encoding) => {
                format!("不是事件的 JSON 数组：含有无法按 {encoding} 解码的字节；请指明编码")
            }
        }
    }
}

struct Listed<'a>(&'a [HeaderFault]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, fault) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str("; ")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

/// A column of a header: its place, counted from 1, and its name as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Column {
    /// Its place, counted from 1.
    pub place: usize,
    /// Its name as it is written, cut off after 40 characters; empty where it has none.
    pub name: String,
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}`", self.place, self.name)
    }
}

/// What is wrong with a header.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum HeaderFault {
    /// There is no line at all.
    #[error("there is none: the input is empty; let its first line name the columns")]
    Absent,
    /// A required field has no column.
    #[error("no column is `{}`; name one {}, or add its name to the mapping", .field.code(), or(.names, ", ", " or "))]
    Missing {
        /// The field.
        field: Field,
        /// The names that a column of it may have.
        names: Vec<String>,
    },
    /// Several columns are the same field.
    #[error("columns {} are all `{}`; keep one, and rename the others or ignore them in the mapping", and(.columns, " and "), .field.code())]
    Repeated {
        /// The field.
        field: Field,
        /// The columns.
        columns: Vec<Column>,
    },
    /// A quote is opened and does not end where a cell does.
    #[error("a quote does not end where its cell does; write quotes within quotes twice")]
    Quote,
    /// It holds bytes that the encoding has no character for.
    #[error("it holds bytes that are not {0}; name the input's encoding")]
    Undecodable(Encoding),
    /// It holds NUL bytes.
    #[error("it holds NUL bytes; if this is UTF-16 without a byte order mark, name that encoding")]
    Nul,
}

impl HeaderFault {
    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::Absent => "没有表头：输入为空；请在第一行写明各列名称".to_owned(),
            Self::Missing { field, names } => {
                let names = or(names, "、", "或");
                format!("缺少 `{}` 列；请将一列命名为{names}，或在映射中加入其名称", field.code())
            }
            Self::Repeated { field, columns } => {
                let columns = and(columns, "、");
                format!("第 {columns} 列均为 `{}`；请只留一列，其余改名或在映射中忽略", field.code())
            }
            Self::Quote => "引号未在单元格末尾结束；引号内的引号请写两遍".to_owned(),
            Self::Undecodable(encoding) => format!("含有无法按 {encoding} 解码的字节；请指明输入的编码"),
            Self::Nul => "含有空字节；若为不带字节序标记的 UTF-16，请指明该编码".to_owned(),
        }
    }
}

/// A line that is no event. It stays in the log as an unreadable line, and costs only itself.
///
/// ```
/// use liandong_readers::CsvReader;
///
/// let read = CsvReader::new().read("时间,种类\n5/1/2022,决定\n")?;
/// let fault = &read.faults[0];
/// assert_eq!(fault.to_string(), "line 2, column 1 `时间`: `5/1/2022` does not tell its day from its month; write the year first, as in 2022-05-01");
/// assert_eq!(fault.zh(), "第 2 行第 1 列 `时间`：`5/1/2022` 的日与月无法区分；请先写年份，如 2022-05-01");
/// assert_eq!(read.log.unreadable()[0].place, 1);
/// # Ok::<(), liandong_readers::ReadError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// The line, counted from 1; of a record over several lines, its first.
    pub line: usize,
    /// The last line of its record.
    pub last_line: usize,
    /// The column, where one is at fault.
    pub column: Option<Column>,
    /// What is wrong.
    pub(crate) problem: Problem,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    Undecodable(Encoding),
    Nul,
    OpenQuote,
    AfterQuote,
    Cells { found: usize, expected: usize },
    Empty(Field),
    Time { value: String, fault: TimeFault },
    Value { field: Field, value: String, known: &'static [&'static str] },
}

impl LineFault {
    /// Why the line is no event, without the line's number: what the log keeps.
    #[must_use]
    pub fn why(&self) -> String {
        let mut why = String::new();
        if let Some(column) = &self.column {
            why.push_str(&format!("column {column}: "));
        }
        why + &self.problem.en()
    }

    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        let mut text = format!("第 {} 行", Span(self.line, self.last_line));
        if let Some(column) = &self.column {
            text.push_str(&format!("第 {} 列 `{}`", column.place, column.name));
        }
        text + "：" + &self.problem.zh()
    }
}

impl fmt::Display for LineFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = if self.line == self.last_line { "line" } else { "lines" };
        write!(f, "{lines} {}", Span(self.line, self.last_line))?;
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.problem.en())
    }
}

impl Problem {
    pub(crate) fn en(&self) -> String {
        match self {
            Self::Undecodable(encoding) => {
                format!(
                    "it holds bytes that are not {encoding}; export it again, or name the input's encoding"
                )
            }
            Self::Nul => "it holds NUL bytes; export it again".to_owned(),
            Self::OpenQuote => "a quote is opened and never closed; close it, or write it twice".to_owned(),
            Self::AfterQuote => "text follows a closing quote; write quotes within quotes twice".to_owned(),
            Self::Cells { found, expected } => format!(
                "{found} cells where the header has {expected}; quote cells that hold the delimiter or line ends"
            ),
            Self::Empty(field) => format!("no `{}`; fill it in", field.code()),
            Self::Time { value, fault } => match fault {
                TimeFault::Form => {
                    format!(
                        "`{value}` is not a day or a moment; write it as in 2022-05-01 or 2022-05-01 09:30"
                    )
                }
                TimeFault::Day(error) => {
                    if error.value() == value.as_str() {
                        error.to_string()
                    } else {
                        format!("`{value}`: {error}")
                    }
                }
                TimeFault::Order => {
                    format!(
                        "`{value}` does not tell its day from its month; write the year first, as in 2022-05-01"
                    )
                }
                TimeFault::Serial => format!(
                    "`{value}` is a number; export it as in 2022-05-01, or say from when day numbers count"
                ),
                TimeFault::SerialRange => {
                    format!("`{value}` is no day number up to 9999-12-31; export it as in 2022-05-01")
                }
            },
            Self::Value { field, value, known } => format!(
                "`{}` is no `{}`; use {}, or add it to the mapping",
                value,
                field.code(),
                or(known, ", ", " or ")
            ),
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::Undecodable(encoding) => {
                format!("含有无法按 {encoding} 解码的字节；请重新导出，或指明输入的编码")
            }
            Self::Nul => "含有空字节；请重新导出".to_owned(),
            Self::OpenQuote => "引号未结束；请补上，或将其写两遍".to_owned(),
            Self::AfterQuote => "引号结束后仍有文字；引号内的引号请写两遍".to_owned(),
            Self::Cells { found, expected } => {
                format!("有 {found} 个单元格，而表头有 {expected} 列；含分隔符或换行的单元格请加引号")
            }
            Self::Empty(field) => format!("缺少 `{}`；请填写", field.code()),
            Self::Time { value, fault } => match fault {
                TimeFault::Form => {
                    format!("`{value}` 不是有效的日期或时刻；请写作 2022-05-01 或 2022-05-01 09:30")
                }
                TimeFault::Day(error) => {
                    if error.value() == value.as_str() {
                        error.zh()
                    } else {
                        format!("`{value}`：{}", error.zh())
                    }
                }
                TimeFault::Order => {
                    format!("`{value}` 的日与月无法区分；请先写年份，如 2022-05-01")
                }
                TimeFault::Serial => {
                    format!("`{value}` 是数字；请导出为 2022-05-01 的形式，或指明日期序号的起点")
                }
                TimeFault::SerialRange => {
                    format!("`{value}` 不是 9999-12-31 以前的日期序号；请导出为 2022-05-01 的形式")
                }
            },
            Self::Value { field, value, known } => format!(
                "`{}` 不是有效的 `{}`；可用{}，或在映射中加入",
                value,
                field.code(),
                or(known, "、", "或")
            ),
        }
    }
}

/// The lines of a record.
struct Span(usize, usize);

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == self.1 { write!(f, "{}", self.0) } else { write!(f, "{}-{}", self.0, self.1) }
    }
}

/// The beginning of a text that may be of any length.
pub(crate) fn shown(text: &str) -> String {
    const MOST: usize = 40;
    let mut shown: String = text.chars().take(MOST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// `` `a`, `b` or `c` ``
fn or<T: AsRef<str>>(names: &[T], between: &str, last: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    joined(&quoted, between, last)
}

fn and(columns: &[Column], last: &str) -> String {
    let written: Vec<String> = columns.iter().map(Column::to_string).collect();
    joined(&written, if last == "、" { last } else { ", " }, last)
}

fn joined(parts: &[String], between: &str, last: &str) -> String {
    match parts.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{}{last}{end}", rest.join(between)),
        _ => parts.concat(),
    }
}
