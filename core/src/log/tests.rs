//! What enters: logs with little room. What leaves: that one that refuses an event is as it was.

use super::{EventLog, Room};
use crate::event::{Event, EventKind};

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
        let Some(row) = log.push_within(&own, room) else {
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
