//! What enters: a table that cannot be taken. What leaves: every fault of it, where, and how to mend it, in two languages.

use std::fmt;

use arrow_schema::ArrowError;

use crate::error::{Column, HeaderFault};

/// A table of columns was refused.
///
/// A row that is no event refuses nothing: it stays in the log as an unreadable line.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The input is no Parquet file, or a broken one.
    #[error("not a Parquet file that can be read: {0}; export it again")]
    Parquet(String),
    /// The batches broke off.
    #[error("the batches broke off: {0}; read them again")]
    Arrow(#[from] ArrowError),
    /// The columns do not tell what they are; every fault of them.
    #[error("columns refused: {}", Listed(.0))]
    Columns(Vec<TableFault>),
}

/// What is wrong with the columns of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableFault {
    /// Their names.
    Names(HeaderFault),
    /// The type of one.
    Type {
        /// The column.
        column: Column,
        /// What it holds by its name: a field, or `at_is_day`.
        field: &'static str,
        /// Its type, as Arrow writes it.
        found: String,
    },
}

impl TableError {
    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::Parquet(error) => format!("不是可读的 Parquet 文件：{error}；请重新导出"),
            Self::Arrow(error) => format!("数据批次中断：{error}；请重新读取"),
            Self::Columns(faults) => {
                let listed: Vec<_> = faults.iter().map(TableFault::zh).collect();
                format!("各列未被接受：{}", listed.join("；"))
            }
        }
    }
}

impl TableFault {
    /// The types that a field is read from.
    fn taken(field: &str) -> (&'static str, &'static str) {
        match field {
            "at" => ("a timestamp, a date or texts", "时间戳、日期或文本"),
            "at_is_day" => ("true or false", "真或假"),
            "covers" => ("lists of texts, or texts", "文本列表或文本"),
            _ => ("texts", "文本"),
        }
    }

    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::Names(fault) => fault.zh(),
            Self::Type { column, field, found } => {
                let (_, taken) = Self::taken(field);
                format!(
                    "第 {} 列 `{}` 为 {found} 类型，不能作为 `{field}`；请转为{taken}",
                    column.place, column.name
                )
            }
        }
    }
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Names(fault) => fault.fmt(f),
            Self::Type { column, field, found } => {
                let (taken, _) = Self::taken(field);
                write!(f, "column {column} of {found} holds no `{field}`; make it {taken}")
            }
        }
    }
}

struct Listed<'a>(&'a [TableFault]);

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
