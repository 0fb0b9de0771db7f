//! In: proptest's choices. Out: event logs about the generated catalogues, in which little is as it should be.

#![allow(dead_code, reason = "each test crate that includes this file uses a part of it")]

use liandong::{Channel, Day, Event, EventKind, HandledVia, Moment, Outcome, When};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

use super::catalogues::PARTIES;

/// Days and moments within a few weeks after the first day in force.
pub fn when() -> impl Strategy<Value = When> {
    let issued = liandong::ISSUED.number();
    let day = (issued - 1..issued + 40).prop_map(|number| Day::from_number(number).expect("a day of 2021"));
    (day, weighted(0.7, 0..24u32)).prop_map(|(day, hour)| match hour {
        None => When::Day(day),
        Some(hour) => When::Moment(Moment::new(day, hour, 30, 0).expect("an hour of the day")),
    })
}

fn kind() -> impl Strategy<Value = EventKind> {
    prop_oneof![
        6 => Just(EventKind::Decision),
        6 => Just(EventKind::ResultPush),
        4 => Just(EventKind::LiaisonNotice),
        2 => Just(EventKind::DataUpload),
        2 => Just(EventKind::SupervisionResult),
        2 => Just(EventKind::SupervisionPush),
        1 => Just(EventKind::PushAcknowledged),
        1 => Just(EventKind::ApplicationAccepted),
        1 => Just(EventKind::ApplicationWithdrawn),
        1 => select(EventKind::ALL),
    ]
}

/// One event; what it names is sometimes unknown, sometimes missing.
pub fn event(amendments: bool) -> impl Strategy<Value = Event> {
    let party = || prop_oneof![6 => select(&PARTIES[..]), 1 => Just("d9")];
    let person = || prop_oneof![4 => select(vec!["p0", "p1", "p2"]), 1 => Just("p9")];
    let named = (
        weighted(0.85, select(vec!["C0", "C1"])),
        weighted(0.8, prop_oneof![8 => select(vec!["M0", "M1"]), 1 => Just("M9")]),
        weighted(0.85, party()),
        weighted(0.7, party()),
        weighted(0.3, person()),
        weighted(0.4, person()),
    );
    let how = (
        weighted(0.7, select(vec![Channel::Platform, Channel::Platform, Channel::Message, Channel::Other])),
        weighted(0.4, select(vec![HandledVia::Platform, HandledVia::Offline])),
        weighted(0.8, select(vec![Outcome::Granted, Outcome::Refused, Outcome::Changed, Outcome::Revoked])),
        weighted(0.6, 0..12usize),
    );
    (kind(), when(), named, how).prop_map(
        move |(kind, at, (case, matter, actor, to, officer, person), (channel, via, result, refers))| {
            let kind = match kind {
                EventKind::Correction | EventKind::Withdrawal if !amendments => EventKind::Decision,
                kind => kind,
            };
            let mut event = Event::new(kind, at);
            event.case = case.map(str::to_owned);
            event.matter = matter.map(str::to_owned);
            event.actor = actor.map(str::to_owned);
            event.to = to.map(str::to_owned);
            event.officer = officer.map(str::to_owned);
            event.person = person.map(str::to_owned);
            event.channel = channel;
            event.handled_via = via;
            event.result = result;
            event.refers_to = refers.map(|place| format!("E{place}"));
            event
        },
    )
}

/// A log of up to twelve events with ids of their own.
pub fn log(amendments: bool) -> impl Strategy<Value = Vec<Event>> {
    prop::collection::vec(event(amendments), 1..12).prop_map(|mut events| {
        for (place, event) in events.iter_mut().enumerate() {
            event.id = Some(format!("E{place}"));
        }
        events
    })
}
