//! What enters: outlooks. What leaves: that their iCalendar files say what the entries say, to an independent reader too.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use icalendar::{Calendar, Component, Event as Entry};
use liandong::{Day, Event, EventKind, EventLog, Lang, Outcome, Rulebook, When};

type Tested = Result<(), Box<dyn std::error::Error>>;

fn rulebook() -> Result<Rulebook, Box<dyn std::error::Error>> {
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/catalogues/outlook.json");
    Ok(Rulebook::from_json(&fs::read_to_string(catalogue)?)?)
}

fn decision(id: &str, at: &str, case: &str) -> Result<Event, Box<dyn std::error::Error>> {
    let mut event = Event::new(EventKind::Decision, at.parse()?);
    event.id = Some(id.to_owned());
    event.case = Some(case.to_owned());
    event.matter = Some("M-1".to_owned());
    event.actor = Some("bureau".to_owned());
    event.result = Some(Outcome::Granted);
    Ok(event)
}

fn written(
    log: &EventLog,
    as_of: &str,
    period: (&str, &str),
    lang: Lang,
) -> Result<String, Box<dyn std::error::Error>> {
    let (from, to): (Day, Day) = (period.0.parse()?, period.1.parse()?);
    let as_of: When = as_of.parse()?;
    Ok(rulebook()?.outlook(log, as_of, from, to).to_ics(lang))
}

fn read(ics: &str) -> Result<Vec<Entry>, String> {
    let calendar: Calendar = ics.parse()?;
    Ok(calendar.events().cloned().collect())
}

fn said<'e>(event: &'e Entry, name: &str) -> &'e str {
    event.property_value(name).unwrap_or_default()
}

/// Start, end and summary of every event.
fn shown(events: &[Entry]) -> Vec<[&str; 3]> {
    events.iter().map(|event| ["DTSTART", "DTEND", "SUMMARY"].map(|name| said(event, name))).collect()
}

#[test]
fn every_entry_is_an_all_day_event_on_its_last_day_and_every_gap_one_on_its_own() -> Tested {
    let ics = written(&EventLog::new(), "2022-04-08", ("2022-04-08", "2022-04-30"), Lang::Zh)?;
    let events = read(&ics)?;
    assert_eq!(
        shown(&events),
        [
            ["20220410", "20220411", "行政审批局 2.3d（2022-W14）"],
            ["20220417", "20220418", "行政审批局 2.3d（2022-W15）"],
            // plant's agent serves up to the 15th, its procedures run up to the 20th.
            ["20220416", "20220421", "行政审批局 2.3a（项目 plant） 空缺"],
            ["20220424", "20220425", "行政审批局 2.3d（2022-W16）"],
            ["20221231", "20230101", "行政审批局 2.1b（2022年）"],
            ["20221231", "20230101", "行政审批局 2.1c（2022年）"],
        ]
    );
    for event in &events {
        assert_eq!(
            event.properties().get("DTSTART").and_then(|start| Some(start.params().get("VALUE")?.value())),
            Some("DATE")
        );
        // 8 April in the zone begins at 16:00 of the day before in UTC.
        assert_eq!(said(event, "DTSTAMP"), "20220407T160000Z");
    }
    assert!(
        said(&events[0], "DESCRIPTION").contains("截至2022-04-10，依办法规定"),
        "{}",
        said(&events[0], "DESCRIPTION")
    );
    Ok(())
}

#[test]
fn what_is_overdue_or_undated_stands_in_the_period_and_says_so() -> Tested {
    let log: EventLog = [&decision("D1", "2022-01-10", "C1")?].into_iter().collect();
    let overdue = read(&written(&log, "2022-05-01", ("2022-05-01", "2022-05-01"), Lang::En)?)?;
    let pushes: Vec<_> = overdue.iter().filter(|event| said(event, "SUMMARY").contains("2.6b")).collect();
    assert_eq!(pushes.len(), 1);
    assert_eq!(said(pushes[0], "DTSTART"), "20220501");
    assert!(said(pushes[0], "DESCRIPTION").contains("by the reading `stale_after` a breach from 2022-02-09"));
    let ahead = read(&written(&log, "2022-01-11", ("2022-01-11", "2022-01-20"), Lang::En)?)?;
    let push = ahead.iter().find(|event| said(event, "SUMMARY").contains("2.6b")).ok_or("no push")?;
    assert_eq!(said(push, "DTSTART"), "20220209");
    assert_eq!(said(push, "UID"), said(pushes[0], "UID"), "what becomes of a duty keeps its UID");
    Ok(())
}

#[test]
fn uids_tell_entries_apart_and_the_same_outlook_gives_the_same_bytes() -> Tested {
    let mut events = vec![decision("D1", "2022-05-09", "C1")?, decision("D2", "2022-05-09", "C1")?];
    events[1].result = Some(Outcome::Refused);
    for (place, at) in ["2022-05-09T09:00", "2022-05-09T10:00"].into_iter().enumerate() {
        let mut event = decision("", at, "C2")?;
        event.id = None;
        event.result = Some([Outcome::Granted, Outcome::Changed][place]);
        events.push(event);
    }
    let log: EventLog = events.iter().collect();
    let period = ("2022-05-10", "2022-06-30");
    for lang in [Lang::Zh, Lang::En] {
        let ics = written(&log, "2022-05-10", period, lang)?;
        assert_eq!(ics, written(&log, "2022-05-10", period, lang)?);
        let events = read(&ics)?;
        let uids: BTreeSet<_> = events.iter().map(|event| said(event, "UID")).collect();
        // Eight pushes and notices, two years, a gap of the liaison's post.
        assert_eq!((events.len(), uids.len()), (11, 11));
    }
    Ok(())
}

#[test]
fn no_text_of_a_log_ends_a_line() -> Tested {
    let hostile = "C1\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x;,\\".to_owned();
    let long = "办件".repeat(5000);
    let events = [decision("D1", "2022-05-09", &hostile)?, decision("D2", "2022-05-09", &long)?];
    let ics = written(&events.iter().collect(), "2022-05-10", ("2022-05-10", "2022-05-10"), Lang::Zh)?;
    assert!(!ics.replace("\r\n", "").contains(['\r', '\n']));
    for line in ics.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    let read = read(&ics)?;
    assert_eq!(read.len(), 6);
    let summaries: Vec<_> = read.iter().map(|event| said(event, "SUMMARY")).collect();
    assert!(
        summaries.contains(&"行政审批局 2.6b（办件 C1  END:VEVENT  BEGIN:VEVENT  UID:x;,\\）"),
        "{summaries:?}"
    );
    Ok(())
}

#[test]
fn an_empty_outlook_is_an_empty_calendar() -> Tested {
    let ics = written(&EventLog::new(), "2021-03-01", ("2021-03-01", "2021-03-28"), Lang::En)?;
    assert!(ics.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//liandong//outlook//EN\r\n"));
    assert!(ics.ends_with("END:VCALENDAR\r\n"));
    assert!(read(&ics)?.is_empty());
    Ok(())
}
