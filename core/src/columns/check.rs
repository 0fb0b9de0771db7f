//! What enters: a column and how many rows the log has. What leaves: every fault of its structure.

use std::fmt::Display;

use super::column::{Codes, Column, Lists, Texts, Unreadable};
use crate::error::Fault;

pub(super) fn column(path: &str, column: &Column<'_>, rows: usize, faults: &mut Vec<Fault>) {
    texts(path, &column.values, faults);
    if column.valid.is_some_and(|valid| !valid.reaches(rows)) {
        faults.push(Fault::new(
            format!("{path}.valid"),
            format!("the bitmap does not reach {rows} rows; give a bit for each"),
            format!("位图不足 {rows} 行；请逐行给出"),
        ));
    }
    let known = column.values.len();
    let is_null = |place: usize| column.valid.is_some_and(|valid| !valid.get(place));
    match column.codes {
        Codes::Absent => {}
        Codes::Rows => length(path, known, rows, faults),
        Codes::U8(codes) => {
            length(path, codes.len(), rows, faults);
            range(path, codes, (known, u8::MAX), is_null, faults);
        }
        Codes::U16(codes) => {
            length(path, codes.len(), rows, faults);
            range(path, codes, (known, u16::MAX), is_null, faults);
        }
        Codes::U32(codes) => {
            length(path, codes.len(), rows, faults);
            range(path, codes, (known, u32::MAX), is_null, faults);
        }
        Codes::Sparse { rows: own, codes } => {
            length(path, codes.len(), own.len(), faults);
            range(path, codes, (known, u32::MAX), |_| false, faults);
            sparse(path, own, rows, faults);
        }
    }
}

fn sparse(path: &str, own: &[u32], rows: usize, faults: &mut Vec<Fault>) {
    let ordered = own.is_sorted_by(|a, b| a < b);
    if !ordered || own.last().is_some_and(|last| *last as usize >= rows) {
        faults.push(Fault::new(
            format!("{path}.rows"),
            format!("the rows are not in order, or beyond the {rows} that there are; sort them"),
            format!("行号未按序，或超出 {rows} 行；请排序"),
        ));
    }
}

pub(super) fn lists(path: &str, lists: &Lists<'_>, rows: usize, faults: &mut Vec<Fault>) {
    let items = lists.items.len();
    column(&format!("{path}.items"), &lists.items, items, faults);
    match lists.rows {
        Some(own) => {
            sparse(path, own, rows, faults);
            length(path, lists.offsets.len().saturating_sub(1), own.len(), faults);
        }
        None => length(path, lists.offsets.len().saturating_sub(1), rows, faults),
    }
    offsets(path, lists.offsets.fault(items, |_| true), faults);
}

fn texts(path: &str, texts: &Texts<'_>, faults: &mut Vec<Fault>) {
    if let Texts::Joined { text, offsets: own } = texts {
        // Of most texts each byte is a character, and then any order of them cuts none.
        if !(own.is_sorted_within(text.len()) && text.is_ascii()) {
            offsets(path, own.fault(text.len(), |end| text.is_char_boundary(end)), faults);
        }
    }
}

fn offsets(path: &str, fault: Option<usize>, faults: &mut Vec<Fault>) {
    if let Some(place) = fault {
        faults.push(Fault::new(
            format!("{path}.offsets[{place}]"),
            "an offset goes back, runs beyond the buffer or cuts a character; rebuild the column",
            "偏移量回退、越界或截断字符；请重建该列",
        ));
    }
}

fn length(path: &str, own: usize, rows: usize, faults: &mut Vec<Fault>) {
    if own != rows {
        faults.push(Fault::new(
            path,
            format!("{own} entries where {rows} are needed; give every column the same length"),
            format!("有 {own} 项，应为 {rows} 项；各列长度须一致"),
        ));
    }
}

/// So many codes are looked at together, without a branch for each.
const TOGETHER: usize = 1 << 10;

fn range<T: Copy + Ord + Display + TryFrom<usize>>(
    path: &str,
    codes: &[T],
    (known, none): (usize, T),
    is_null: impl Fn(usize) -> bool,
    faults: &mut Vec<Fault>,
) {
    let values = T::try_from(known).unwrap_or(none);
    let is_beyond = |code: &T| (*code >= values) & (*code != none);
    let stretches = (0..).step_by(TOGETHER).zip(codes.chunks(TOGETHER));
    let suspects = stretches.filter(|(_, some)| some.iter().fold(false, |any, code| any | is_beyond(code)));
    let mut placed = suspects.flat_map(|(first, some)| (first..).zip(some));
    if let Some((place, code)) = placed.find(|(place, code)| is_beyond(code) && !is_null(*place)) {
        faults.push(Fault::new(
            format!("{path}[{place}]"),
            format!("code {code} is beyond the {known} values; correct the code or add the value"),
            format!("编码 {code} 超出 {known} 个取值；请更正编码或补入取值"),
        ));
    }
}

pub(super) fn unread(path: &str, unread: &[Unreadable], rows: usize, faults: &mut Vec<Fault>) {
    let is_rising = unread.is_sorted_by(|one, other| one.place < other.place);
    if !is_rising || unread.last().is_some_and(|own| own.place >= rows) {
        faults.push(Fault::new(
            path,
            format!("places that are not rising rows below {rows}; sort them, each once"),
            format!("位置须为小于 {rows} 的行号，且递增不重复；请排序"),
        ));
    }
}
