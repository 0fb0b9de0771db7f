//! What enters: two events of a log. What leaves: which comes first, whatever order they arrived in.

use std::cmp::Ordering;

use crate::columns::Column;
use crate::rows::{Row, Rows};
use crate::words::Word;

/// Orders rows of a log by what stands there, not by when it came.
pub(crate) fn canonical(rows: &Rows<'_>, a: u32, b: u32) -> Ordering {
    by_content(rows, a, b).then_with(|| rows.id(a).cmp(rows.id(b)))
}

pub(crate) fn by_content(rows: &Rows<'_>, a: u32, b: u32) -> Ordering {
    match (rows.row(a), rows.row(b)) {
        (Some(one), Some(other)) => {
            let kinds = || kind_text(rows, a, &one).cmp(kind_text(rows, b, &other));
            one.at.cmp(&other.at).then_with(|| by_row(rows, &one, &other)).then_with(kinds)
        }
        _ => a.cmp(&b),
    }
}

/// The kind as it was written, where it is none that is known.
fn kind_text<'l>(rows: &Rows<'l>, place: u32, row: &Row) -> &'l str {
    if row.kind.is_some() { "" } else { rows.kind_text(place) }
}

/// Compares what two events say, apart from their times and ids.
pub(crate) fn by_row(rows: &Rows<'_>, one: &Row, other: &Row) -> Ordering {
    let columns = &rows.columns;
    let texts = |column: &Column<'_>, a: Word, b: Word| {
        if a == b { Ordering::Equal } else { column.values.get(a.0).cmp(column.values.get(b.0)) }
    };
    one.kind
        .cmp(&other.kind)
        .then_with(|| texts(&columns.case, one.case, other.case))
        .then_with(|| texts(&columns.actor, one.actor, other.actor))
        .then_with(|| texts(&columns.to, one.to, other.to))
        .then_with(|| texts(&columns.matter, one.matter, other.matter))
        .then_with(|| texts(&columns.person, one.person, other.person))
        .then_with(|| texts(&columns.officer, one.officer, other.officer))
        .then_with(|| texts(&columns.refers_to, one.refers_to, other.refers_to))
        .then_with(|| (one.channel, one.via, one.result).cmp(&(other.channel, other.via, other.result)))
        .then_with(|| texts(&columns.project, one.project, other.project))
        .then_with(|| texts(&columns.with, one.with, other.with))
        .then_with(|| texts(&columns.about, one.about, other.about))
        .then_with(|| texts(&columns.ground, one.ground, other.ground))
        .then_with(|| texts(&columns.period, one.period, other.period))
        .then_with(|| {
            let items = |covers| rows.covered(covers).map(|item| columns.covers.items.values.get(item.0));
            items(one.covers).cmp(items(other.covers))
        })
}
