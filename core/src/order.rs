//! What enters: two events of a log. What leaves: which comes first, whatever order they arrived in.

use std::cmp::Ordering;

use crate::log::{EventLog, Row, Word};

/// Orders places of a log by what stands there, not by when it came.
pub(crate) fn canonical(log: &EventLog, a: u32, b: u32) -> Ordering {
    by_content(log, a, b).then_with(|| {
        let id = |place| log.row(place).map_or("", |row| log.ids.get(row.id));
        id(a).cmp(id(b))
    })
}

pub(crate) fn by_content(log: &EventLog, a: u32, b: u32) -> Ordering {
    match (log.row(a), log.row(b)) {
        (Some(one), Some(other)) => one.at.cmp(&other.at).then_with(|| by_row(log, one, other)),
        _ => a.cmp(&b),
    }
}

/// Compares what two events say, apart from their times and ids.
pub(crate) fn by_row(log: &EventLog, one: &Row, other: &Row) -> Ordering {
    let names =
        |a: Word, b: Word| if a == b { Ordering::Equal } else { log.names.get(a).cmp(log.names.get(b)) };
    let cases = if one.case == other.case {
        Ordering::Equal
    } else {
        log.cases.get(one.case).cmp(log.cases.get(other.case))
    };
    let refers = if one.refers_to == other.refers_to {
        Ordering::Equal
    } else {
        log.ids.get(one.refers_to).cmp(log.ids.get(other.refers_to))
    };
    one.kind
        .cmp(&other.kind)
        .then_with(|| cases)
        .then_with(|| names(one.actor, other.actor))
        .then_with(|| names(one.to, other.to))
        .then_with(|| names(one.matter, other.matter))
        .then_with(|| names(one.person, other.person))
        .then_with(|| names(one.officer, other.officer))
        .then_with(|| refers)
        .then_with(|| (one.channel, one.via, one.result).cmp(&(other.channel, other.via, other.result)))
        .then_with(|| rest(log, one).cmp(&rest(log, other)))
}

fn rest<'l>(log: &'l EventLog, row: &Row) -> Option<(&'l str, [&'l str; 5], Vec<&'l str>)> {
    log.rest(row).map(|rest| {
        let name = |word| log.names.get(word);
        (
            rest.kind.as_str(),
            [rest.project, rest.with, rest.about, rest.ground, rest.period].map(name),
            rest.covers.iter().map(|word| name(*word)).collect(),
        )
    })
}

/// The first eight bytes of an id as a number that orders like them.
pub(crate) fn prefix(id: &str) -> u64 {
    let mut bytes = [0u8; 8];
    for (slot, byte) in bytes.iter_mut().zip(id.bytes()) {
        *slot = byte;
    }
    u64::from_be_bytes(bytes)
}
