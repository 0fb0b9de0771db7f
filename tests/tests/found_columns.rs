//! In: the audit of a sample year. Out: its duties and findings as columns say row by row what its iterators say.

use std::error::Error;

use liandong::{Basis, Elapsed, EventLog, Stamp, Subject, TriggerRef, When};
use liandong_sample::{as_of, rulebook, scope, year};

fn about(subject: Subject<'_>) -> (&'static str, String) {
    match subject {
        Subject::Case(id) => ("case", id.to_owned()),
        Subject::Matter(id) => ("matter", id.to_owned()),
        Subject::Party(id) => ("party", id.to_owned()),
        Subject::Person(id) => ("person", id.to_owned()),
        Subject::Project(id) => ("project", id.to_owned()),
        Subject::Year(year) => ("period", format!("{year:04}")),
        Subject::Week(week) => ("period", week.to_string()),
        Subject::Event(id) => ("event", id.to_owned()),
        Subject::Line(line) => ("line", line.to_string()),
    }
}

fn passed(elapsed: Option<Elapsed>) -> (Option<i64>, Option<i32>) {
    match elapsed {
        None => (None, None),
        Some(Elapsed::Minutes(minutes)) => (Some(minutes), None),
        Some(Elapsed::Days(days)) => (None, Some(days)),
    }
}

fn rests_on(basis: Option<Basis>) -> (Option<&'static str>, Option<&'static str>) {
    match basis {
        None => (None, None),
        Some(Basis::Reading(reading)) => (Some(reading.id()), None),
        Some(Basis::Limit(limit)) => (None, Some(limit.id())),
    }
}

/// The id of the event in a row of the log; none for the highest number.
fn id_at(log: &EventLog, row: u32) -> Option<String> {
    (row != u32::MAX)
        .then(|| log.event(row as usize).and_then(|event| event.id).unwrap_or_default().to_owned())
}

#[test]
fn duties_as_columns_are_the_duties() -> Result<(), Box<dyn Error>> {
    let rulebook = rulebook()?;
    let log: EventLog = year(7).events.iter().collect();
    let audit = rulebook.audit(&log, scope(), as_of());
    let columns = audit.duty_columns();
    assert_eq!(columns.norm.codes.len(), audit.duty_count());
    for (row, duty) in audit.duties().enumerate() {
        assert_eq!(columns.norm.get(row), Some(duty.norm.id()));
        assert_eq!(columns.status.get(row), Some(duty.status.code()));
        assert_eq!(columns.obligor.get(row), duty.obligor.ok().map(|who| who.id()));
        assert_eq!(columns.obligor_silence.get(row), duty.obligor.err().map(|why| why.why()));
        let to = duty.to.transpose();
        assert_eq!(columns.to.get(row), to.ok().flatten().map(|who| who.id()));
        assert_eq!(columns.to_silence.get(row), duty.to.and_then(Result::err).map(|why| why.why()));
        let (kind, id) = about(duty.subject);
        assert_eq!(
            (columns.subject_kind.get(row), columns.subject.get(row)),
            (Some(kind), Some(id.as_str()))
        );
        let trigger = match duty.trigger {
            TriggerRef::Event(id) => Some(id.to_owned()),
            TriggerRef::Since(_) => None,
        };
        assert_eq!(id_at(&log, columns.trigger[row]), trigger);
        assert_eq!(When::from(columns.since[row]), duty.since);
        assert_eq!(columns.due[row], duty.due.map(Stamp::from));
        assert_eq!(id_at(&log, columns.fulfilled_by[row]), duty.fulfilled_by.map(str::to_owned));
        assert_eq!((columns.elapsed_minutes[row], columns.elapsed_days[row]), passed(duty.elapsed));
        assert_eq!((columns.reading.get(row), columns.limit.get(row)), rests_on(duty.basis));
    }
    Ok(())
}

#[test]
fn findings_as_columns_are_the_findings() -> Result<(), Box<dyn Error>> {
    let rulebook = rulebook()?;
    let log = EventLog::from_ndjson(year(7).ndjson());
    let audit = rulebook.audit(&log, scope(), as_of());
    let columns = audit.finding_columns();
    assert_eq!(columns.event_offsets.len(), audit.finding_count() + 1);
    for (row, finding) in audit.findings().enumerate() {
        assert_eq!(columns.code.get(row), Some(finding.code.code()));
        assert_eq!(columns.severity.get(row), Some(finding.severity.code()));
        assert_eq!(columns.norm.get(row), finding.norm.map(|norm| norm.id()));
        assert_eq!(columns.obligor.get(row), finding.obligor.map(|party| party.id.as_str()));
        assert_eq!(columns.to.get(row), finding.to.map(|who| who.id()));
        assert_eq!(columns.actor.get(row), finding.actor.map(|party| party.id.as_str()));
        let (kind, id) = about(finding.subject);
        assert_eq!(
            (columns.subject_kind.get(row), columns.subject.get(row)),
            (Some(kind), Some(id.as_str()))
        );
        assert_eq!(columns.from[row].zip(columns.until[row]), finding.interval);
        assert_eq!((columns.elapsed_minutes[row], columns.elapsed_days[row]), passed(finding.elapsed));
        assert_eq!((columns.reading.get(row), columns.limit.get(row)), rests_on(finding.basis));
        assert_eq!(columns.possible_ground.get(row), finding.possible_ground.map(|ground| ground.code()));
        let rows = columns.event_offsets[row] as usize..columns.event_offsets[row + 1] as usize;
        let events: Vec<_> = columns.events[rows].iter().filter_map(|row| id_at(&log, *row)).collect();
        assert_eq!(events, finding.events);
    }
    Ok(())
}
