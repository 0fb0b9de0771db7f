//! What enters: a native chain behind a finding. What leaves: the wire format's shape of it.

use liandong::{ByWhen, Cause, Counting, EventView, Evidence, Reading};
use serde_json::{Value, json};

use super::encode::{object, or_silence};
use super::encode_audit::{finding, who};

pub(super) fn evidence(own: &Evidence<'_>) -> Value {
    let happened: Vec<_> = own
        .happened
        .iter()
        .map(|happened| json!({"part": happened.part.code(), "event": event(&happened.event)}))
        .collect();
    let names = own.names.iter().map(|name| {
        object([
            ("kind", Some(json!(name.kind))),
            ("id", Some(json!(name.id))),
            ("name", Some(json!(name.name))),
            ("name_en", name.name_en.map(|name| json!(name))),
        ])
    });
    let duty = own.duty.map(|duty| {
        json!({
            "obligor": or_silence(&duty.obligor, |own| who(*own)),
            "since": duty.since,
            "status": duty.status.code(),
        })
    });
    object([
        ("place", Some(json!(own.place))),
        ("finding", Some(finding(&own.finding))),
        ("norm", own.row.map(|row| json!(row))),
        ("trigger", own.cause.as_ref().map(cause)),
        ("duty", duty),
        ("act", own.act.map(|kind| json!(kind.code()))),
        ("channel", own.channel.map(|channel| json!(channel))),
        ("to", own.to.as_ref().map(|to| or_silence(to, |own| who(*own)))),
        ("by_when", Some(by_when(&own.by_when))),
        ("late_by", own.late_by.map(|late| json!(late))),
        ("happened", Some(json!(happened))),
        ("nothing_until", own.nothing_until.map(|until| json!(until))),
        ("names", Some(names.collect())),
        ("notes", Some(own.notes().map(|note| json!(note)).collect())),
        ("choice", own.choice()),
        (
            "profile",
            Some(object([
                ("name", Some(json!(own.profile.name))),
                ("source", own.profile.source.as_ref().map(|source| json!(source))),
            ])),
        ),
        (
            "scope",
            Some(object([
                ("norms", own.scope.norms.as_ref().map(|norms| json!(norms))),
                ("from", own.scope.from.map(|day| json!(day))),
                ("to", own.scope.to.map(|day| json!(day))),
            ])),
        ),
        ("as_of", Some(json!(own.as_of))),
        ("version", Some(json!(own.version))),
    ])
}

fn cause(cause: &Cause<'_>) -> Value {
    match cause {
        Cause::Event(own) => json!({"event": event(own)}),
        Cause::Since(day) => json!({"since": day}),
    }
}

fn event(own: &EventView<'_>) -> Value {
    let text = |text: Option<&str>| text.map(|text| json!(text));
    object([
        ("id", text(own.id)),
        ("at", Some(json!(own.at))),
        ("kind", (!own.kind_text.is_empty()).then(|| json!(own.kind_text))),
        ("actor", text(own.actor)),
        ("officer", text(own.officer)),
        ("case", text(own.case)),
        ("matter", text(own.matter)),
        ("project", text(own.project)),
        ("to", text(own.to)),
        ("person", text(own.person)),
        ("with", text(own.with)),
        ("channel", own.channel.map(|own| json!(own))),
        ("handled_via", own.handled_via.map(|own| json!(own))),
        ("refers_to", text(own.refers_to)),
        ("result", own.result.map(|own| json!(own))),
        ("about", text(own.about)),
        ("covers", (!own.covers.is_empty()).then(|| json!(own.covers))),
        ("ground", text(own.ground)),
        ("period", text(own.period)),
        ("recorded", own.recorded.map(|day| json!(day))),
    ])
}

fn by_when(own: &ByWhen<'_>) -> Value {
    let reading = |reading: &Reading| reading.id();
    match own {
        ByWhen::Limit { name, counting } => json!({"limit": limit(name.id(), counting)}),
        ByWhen::Window { from, to, reading: by } => {
            json!({"window": {"from": from, "to": to, "reading": reading(by)}})
        }
        ByWhen::EveryDay { from, reading: by } => {
            json!({"every_day": {"from": from, "reading": reading(by)}})
        }
        ByWhen::Before { event: before, reading: by } => json!({"before": object([
            ("event", before.as_ref().map(|before| event(before))),
            ("reading", Some(json!(reading(by)))),
        ])}),
        ByWhen::NoLimit { stale } => json!({"no_limit": match stale {
            Some((from, days)) => json!({"breach_from": from, "days": days, "reading": "stale_after"}),
            None => json!({}),
        }}),
        ByWhen::NoTime => json!("no_time"),
    }
}

fn limit(name: &str, counting: &Counting<'_>) -> Value {
    let days = counting.days.iter().map(|own| {
        object([
            ("day", Some(json!(own.day))),
            ("sort", Some(json!(own.sort.code()))),
            ("number", own.number.map(|number| json!(number))),
        ])
    });
    let sources = counting.sources.iter().map(|(year, source)| json!({"year": year, "source": source}));
    let listed = !counting.days.is_empty();
    object([
        ("name", Some(json!(name))),
        ("value", Some(json!(counting.limit.value))),
        ("unit", Some(json!(counting.limit.unit))),
        ("start", Some(json!(counting.start))),
        ("end", counting.end.ok().map(|end| json!(end))),
        ("calendar_lacks", counting.end.err().map(|lacking| json!(lacking.year))),
        ("days", listed.then(|| days.collect())),
        ("sources", listed.then(|| sources.collect())),
        ("unlisted", (counting.unlisted > 0).then(|| json!(counting.unlisted))),
    ])
}
