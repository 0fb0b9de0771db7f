//! What enters: logs with little room, and events as columns. What leaves: that a log that refuses an event is as it was, and that
//! columns make the log that their events make.

use super::{EventLog, Given, Room};
use crate::columns::{Codes, Column, EventColumns, Lists, Offsets, Texts, Times};
use crate::event::{Event, EventKind};
use crate::stamp::Stamp;

fn event(kind: &str) -> Event {
    let mut event = Event::new(EventKind::Decision, "2021-03-29".parse().unwrap());
    event.kind = kind.to_owned();
    event.id = Some("事件一".to_owned());
    event.case = Some("C-1".to_owned());
    event.covers = vec!["X-1".to_owned(), "X-2".to_owned()];
    event
}

fn bytes(log: &EventLog) -> Vec<u8> {
    postcard::to_allocvec(log).unwrap()
}

/// Fills a log until it refuses, and returns how many events it took.
fn filled(room: &Room, next: impl Fn(usize) -> Event) -> usize {
    let mut log = EventLog::new();
    loop {
        let before = bytes(&log);
        let own = next(log.len());
        let Some(row) = log.push_within(&Given::from(&own), room) else {
            assert_eq!(bytes(&log), before, "a log that refuses an event is as it was");
            return log.len();
        };
        assert_eq!(row as usize + 1, log.len());
        assert!(log.is_sound() && log.len() < 100);
    }
}

#[test]
fn a_log_that_refuses_an_event_is_as_it_was() {
    let plain = |_: usize| event("decision");
    assert_eq!(filled(&Room { rows: 3, ..Room::WHOLE }, plain), 3);
    assert_eq!(filled(&Room { items: 5, ..Room::WHOLE }, plain), 2);
    // The texts of one event are 26 bytes; after it the names of all kinds are kept.
    assert_eq!(filled(&Room { text: 26, ..Room::WHOLE }, plain), 0);
    assert_eq!(filled(&Room { text: 27, ..Room::WHOLE }, plain), 1);
    let kinds = EventKind::ALL.len() + 2;
    assert_eq!(filled(&Room { kinds, ..Room::WHOLE }, |place| event(&format!("unknown-{place}"))), 2);
    // Kinds that are known already need no room.
    let known = |place: usize| event(if place < 2 { "unknown" } else { "decision" });
    assert_eq!(filled(&Room { kinds: EventKind::ALL.len() + 1, rows: 9, ..Room::WHOLE }, known), 9);
}

#[test]
fn an_event_without_room_is_kept_as_an_unreadable_line_by_push() {
    let mut log = EventLog::new();
    log.push(&event("decision"));
    assert_eq!((log.len(), log.unreadable().len()), (1, 0));
    assert!(EventLog::default().is_sound() && log.is_sound());
}

/// Events with every field, each text now and then, some of them long and some alike.
fn varied(count: usize) -> Vec<Event> {
    let kinds = ["decision", "result_push", "unknown", "", "complaint"];
    let mut events = Vec::new();
    for place in 0..count {
        let text =
            |step: usize, name: &str| (place % step == 1).then(|| format!("{name}-{}", place * 7 % 1_009));
        let mut own = event(kinds[place % kinds.len()]);
        own.id = text(1 + place % 3, "事件");
        own.case = text(2, "C-2021-0000000000000000");
        own.matter = text(3, "M");
        own.person = (place > 700).then(|| "officer".to_owned());
        own.refers_to = text(2, "E");
        own.about = text(50, "about");
        own.covers = (0..place % 4).map(|item| format!("X-{}", item * place % 11)).collect();
        own.recorded = (place % 5 == 0).then(|| "2021-04-01".parse().unwrap());
        own.channel = (place % 2 == 0).then_some(crate::event::Channel::Other);
        events.push(own);
    }
    events
}

#[test]
fn columns_that_are_added_are_as_their_events_one_by_one() {
    // More cases than a table of the smaller kind holds.
    let events = varied(30_000);
    for (place, own) in [(0, &events[..1]), (1, &events[..0]), (2, &events[..999]), (3, &events[..])] {
        let pushed: EventLog = own.iter().collect();
        let (mut added, mut halves) = (EventLog::new(), EventLog::new());
        added.append(pushed.columns()).unwrap();
        for half in own.chunks(own.len() / 2 + 1) {
            halves.append(half.iter().collect::<EventLog>().columns()).unwrap();
        }
        let copied = EventLog::from(&pushed.rows());
        let slices = texts_of(own);
        for (name, other) in [("added", added), ("halves", halves), ("copied", copied), ("slices", slices)] {
            assert!(bytes(&other) == bytes(&pushed), "{name} {place}");
            assert!(other.is_sound());
        }
    }
}

/// The same events by way of columns of which each row has a text of its own.
fn texts_of(events: &[Event]) -> EventLog {
    let column = |of: fn(&Event) -> Option<&str>| -> Vec<&str> {
        events.iter().map(|event| of(event).unwrap_or_default()).collect()
    };
    let (id, case) = (column(|own| own.id.as_deref()), column(|own| own.case.as_deref()));
    let (matter, person) = (column(|own| own.matter.as_deref()), column(|own| own.person.as_deref()));
    let (refers_to, about) = (column(|own| own.refers_to.as_deref()), column(|own| own.about.as_deref()));
    let (kind, channel) =
        (column(|own| Some(&own.kind)), column(|own| own.channel.map(crate::event::Channel::code)));
    let recorded: Vec<String> =
        events.iter().map(|own| own.recorded.map(|day| day.to_string()).unwrap_or_default()).collect();
    let recorded: Vec<&str> = recorded.iter().map(String::as_str).collect();
    let items: Vec<&str> = events.iter().flat_map(|own| &own.covers).map(String::as_str).collect();
    let mut ends = vec![0];
    for own in events {
        ends.push(ends.last().unwrap() + u32::try_from(own.covers.len()).unwrap());
    }
    let at: Vec<Stamp> = events.iter().map(|own| own.at.into()).collect();
    let rows = |values| Column { codes: Codes::Rows, values: Texts::Slices(values), valid: None };
    let mut columns = EventColumns::new(Times::Stamps(&at));
    (columns.id, columns.case, columns.matter) = (rows(&id), rows(&case), rows(&matter));
    (columns.person, columns.refers_to, columns.about) = (rows(&person), rows(&refers_to), rows(&about));
    (columns.kind, columns.channel, columns.recorded) = (rows(&kind), rows(&channel), rows(&recorded));
    columns.covers = Lists { rows: None, offsets: Offsets::U32(&ends), items: rows(&items) };
    let mut log = EventLog::new();
    log.append(columns).unwrap();
    log
}

#[test]
fn rows_that_are_no_events_keep_their_places() {
    let at = [18_993, i32::MAX, 18_994, 18_995];
    let channel = Column {
        codes: Codes::U8(&[0, 0, 1, u8::MAX]),
        values: Texts::Slices(&["platform", "fax"]),
        valid: None,
    };
    let mut columns = EventColumns::new(Times::Days(&at));
    columns.kind = Column { codes: Codes::U8(&[0; 4]), values: Texts::Slices(&["decision"]), valid: None };
    columns.channel = channel;
    let mut log = EventLog::new();
    log.append(columns).unwrap();
    log.append(columns).unwrap();
    let places: Vec<usize> = log.unreadable().iter().map(|line| line.place).collect();
    assert_eq!((log.len(), places), (4, vec![1, 2, 5, 6]));
    assert_eq!(log.unreadable()[1].why, "unknown channel `fax`");
    columns.kind = Column::default();
    assert_eq!(log.append(columns).unwrap_err().faults()[0].path, "$.kind");
}

#[test]
fn a_line_says_the_same_whether_its_texts_are_lent_or_not() {
    for line in [
        r#"{"at": "2022-05-01T09:30", "kind": "decision", "id": "E1", "case": "办件", "channel": null, "covers": ["X-1"]}"#,
        r#"{"at": "2022-05-01", "kind": "出证", "about": "\u529e\n", "recorded": "2022-05-02", "result": "granted"}"#,
        r#"{"at": "2022-05-01", "kind": "decision", "with": "", "covers": ["X-1", "\""], "handled_via": "offline"}"#,
    ] {
        let event = Event::from_json(line).unwrap();
        let read = EventLog::from_ndjson(line);
        assert_eq!((read.len(), read.unreadable().len()), (1, 0), "{line}");
        assert!(bytes(&read) == bytes(&EventLog::from(&event)), "{line}");
    }
    for line in [
        r#"{"at": "2022-05-01", "kind": "decision", "cases": "C-1"}"#,
        r#"{"at": "2022-05-01", "kind": "decision", "kind": "decision"}"#,
        r#"{"at": "2022-05-01", "kind": null}"#,
        r#"{"at": "2022-05-01", "kind": "decision"} {}"#,
        r#"{"at": "2022-05-32", "kind": "decision"}"#,
        r#"{"at": "2022-05-01", "kind": "decision", "covers": [5]}"#,
    ] {
        let read = EventLog::from_ndjson(line);
        let why = serde_json::from_str::<Event>(line).unwrap_err().to_string();
        assert_eq!((read.len(), read.unreadable()[0].why.as_str()), (0, why.as_str()), "{line}");
    }
}
