//! What enters: the chain behind a finding. What leaves: its JSON; persons masked where that is asked for.

use serde_json::{Value, json};

use super::encode::{duty_value, finding_value, object, present, silence, who};
use crate::duty::{Subject, Who};
use crate::event_view::EventView;
use crate::evidence::{ByWhen, Cause, Counting, Evidence, Mask, Veil};
use crate::reading::Reading;
use crate::silence::Silence;
use crate::text::Lang;

impl Evidence<'_> {
    /// The pack as JSON, the `value` of the wire format's answer to `evidence`.
    ///
    /// With a language, silences and the finding carry a `text`; masked persons are labelled in it, without one in
    /// English.
    ///
    /// ```
    /// # use liandong::{Catalogue, EventLog, Mask, PartyKind, Rulebook, Scope};
    /// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "bureau", "c")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee))?;
    /// let log = EventLog::new();
    /// let audit = rulebook.audit(&log, Scope::default(), "2021-03-29".parse()?);
    /// let pack = audit.evidence(0)?.to_json(None, Mask::None);
    /// assert_eq!(pack["finding"]["code"], "pusher-not-designated");
    /// assert_eq!(pack["by_when"]["every_day"]["from"], "2021-03-29");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self, lang: Option<Lang>, mask: Mask) -> Value {
        let veil = self.veil(mask, lang.unwrap_or(Lang::En));
        let happened = self
            .happened
            .iter()
            .map(|own| json!({"part": own.part.code(), "event": event_value(&own.event, &veil)}));
        let names = self.names.iter().filter(|name| !(veil.is_masked() && name.kind == "person"));
        let names = names.map(|name| {
            let is_party = name.kind == "party";
            let called = |text: &str| if is_party { text.to_owned() } else { veil.text(text).into_owned() };
            present([
                ("kind", json!(name.kind)),
                ("id", json!(name.id)),
                ("name", json!(called(name.name))),
                ("name_en", json!(name.name_en.map(called))),
            ])
        });
        let digests = self.digests;
        present([
            ("place", json!(self.place)),
            ("finding", finding(self, lang, &veil)),
            ("norm", json!(self.row)),
            ("trigger", self.cause.as_ref().map_or(Value::Null, |cause| cause_value(cause, &veil))),
            (
                "duty",
                self.duty.map_or(Value::Null, |duty| {
                    let status = duty_value(&duty, lang).get("status").cloned();
                    let obligor = duty
                        .obligor
                        .map_or_else(|why| Value::Object(silence(why, lang)), |own| hand(own, &veil));
                    json!({"obligor": obligor, "since": duty.since, "status": status})
                }),
            ),
            ("act", json!(self.act.map(|kind| kind.code()))),
            ("channel", json!(self.channel)),
            ("to", self.to.map_or(Value::Null, |to| to_value(to, lang, &veil))),
            ("by_when", by_when_value(&self.by_when, &veil)),
            ("late_by", json!(self.late_by)),
            ("happened", happened.collect()),
            ("nothing_until", json!(self.nothing_until)),
            ("names", names.collect()),
            ("notes", self.notes().map(|note| json!(note)).collect()),
            (
                "choice",
                self.choice().map_or(Value::Null, |choice| match choice.as_str() {
                    Some(option) => json!(veil.text(option)),
                    None => choice,
                }),
            ),
            (
                "profile",
                present([
                    ("name", json!(veil.text(&self.profile.name))),
                    ("source", json!(self.profile.source.as_deref().map(|source| veil.text(source)))),
                ]),
            ),
            (
                "scope",
                present([
                    ("norms", json!(self.scope.norms)),
                    ("from", json!(self.scope.from)),
                    ("to", json!(self.scope.to)),
                ]),
            ),
            ("as_of", json!(self.as_of)),
            (
                "digests",
                json!({
                    "catalogue": digests.catalogue, "profile": digests.profile, "calendar": digests.calendar,
                }),
            ),
            ("version", json!(self.version)),
        ])
    }
}

/// The finding as an audit answers it, its persons as they are shown.
fn finding(evidence: &Evidence<'_>, lang: Option<Lang>, veil: &Veil<'_>) -> Value {
    let finding = &evidence.finding;
    let mut value = finding_value(finding, lang);
    let Some(members) = value.as_object_mut().filter(|_| veil.is_masked()) else { return value };
    let mut put = |key: &str, value: Value| drop(members.insert(key.to_owned(), value));
    let text = |text: &str| json!(veil.text(text));
    if let Some(to @ Who::Person(_)) = finding.to {
        put("to", hand(to, veil));
    }
    match finding.subject {
        Subject::Case(id) => put("subject", json!({"case": text(id)})),
        Subject::Person(id) => put("subject", json!({"person": veil.person(id)})),
        Subject::Event(id) => put("subject", json!({"event": text(id)})),
        Subject::Matter(_)
        | Subject::Party(_)
        | Subject::Project(_)
        | Subject::Year(_)
        | Subject::Week(_)
        | Subject::Line(_) => {}
    }
    put("events", finding.events.iter().map(|id| text(id)).collect());
    match finding.named.as_deref() {
        // Why a line is no event may quote it, and nobody in it is known.
        Some(_) if matches!(finding.subject, Subject::Line(_)) => drop(members.remove("named")),
        Some(named) => drop(members.insert("named".to_owned(), text(named))),
        None => {}
    }
    value
}

fn hand(own: Who<'_>, veil: &Veil<'_>) -> Value {
    match own {
        Who::Party(_) => who(own),
        Who::Person(person) => json!({"person": veil.person(&person.id)}),
    }
}

fn to_value(to: Result<Who<'_>, Silence>, lang: Option<Lang>, veil: &Veil<'_>) -> Value {
    match to {
        Ok(own) => hand(own, veil),
        Err(why) => Value::Object(silence(why, lang)),
    }
}

fn cause_value(cause: &Cause<'_>, veil: &Veil<'_>) -> Value {
    match cause {
        Cause::Event(event) => json!({"event": event_value(event, veil)}),
        Cause::Since(day) => json!({"since": day}),
    }
}

fn event_value(event: &EventView<'_>, veil: &Veil<'_>) -> Value {
    let text = |own: Option<&str>| json!(own.map(|own| veil.text(own)));
    let person = |own: Option<&str>| json!(own.map(|own| veil.person(own)));
    let party = |own: Option<&str>| json!(own.map(|own| veil.party(own)));
    let kind = if event.kind.is_some() { event.kind_text.into() } else { veil.text(event.kind_text) };
    let covers: Vec<_> = event.covers.iter().map(|own| veil.project(own)).collect();
    present([
        ("id", text(event.id)),
        ("at", json!(event.at)),
        ("kind", json!(kind)),
        ("actor", party(event.actor)),
        ("officer", person(event.officer)),
        ("case", text(event.case)),
        ("matter", json!(event.matter.map(|own| veil.matter(own)))),
        ("project", json!(event.project.map(|own| veil.project(own)))),
        ("to", party(event.to)),
        ("person", person(event.person)),
        ("with", party(event.with)),
        ("channel", json!(event.channel)),
        ("handled_via", json!(event.handled_via)),
        ("refers_to", text(event.refers_to)),
        ("result", json!(event.result)),
        ("about", text(event.about)),
        ("covers", if covers.is_empty() { Value::Null } else { json!(covers) }),
        ("ground", text(event.ground)),
        ("period", text(event.period)),
        ("recorded", json!(event.recorded)),
    ])
}

fn by_when_value(by_when: &ByWhen<'_>, veil: &Veil<'_>) -> Value {
    let reading = |reading: Reading| json!(reading.id());
    match by_when {
        ByWhen::Limit { name, counting } => json!({"limit": limit_value(name.id(), counting, veil)}),
        ByWhen::Window { from, to, reading: own } => {
            json!({"window": {"from": from, "to": to, "reading": reading(*own)}})
        }
        ByWhen::EveryDay { from, reading: own } => {
            json!({"every_day": {"from": from, "reading": reading(*own)}})
        }
        ByWhen::Before { event, reading: own } => json!({"before": present([
            ("event", event.as_ref().map_or(Value::Null, |event| event_value(event, veil))),
            ("reading", reading(*own)),
        ])}),
        ByWhen::NoLimit { stale: Some((from, days)) } => json!({"no_limit": {
            "breach_from": from, "days": days, "reading": reading(Reading::StaleAfter),
        }}),
        ByWhen::NoLimit { stale: None } => json!({"no_limit": {}}),
        ByWhen::NoTime => json!("no_time"),
    }
}

fn limit_value(name: &str, counting: &Counting<'_>, veil: &Veil<'_>) -> Value {
    let days = counting.days.iter().map(|own| {
        present([("day", json!(own.day)), ("sort", json!(own.sort.code())), ("number", json!(own.number))])
    });
    let sources = counting.sources.iter();
    let sources = sources.map(|(year, source)| json!({"year": year, "source": veil.text(source)}));
    let mut members = object([
        ("name".to_owned(), json!(name)),
        ("value".to_owned(), json!(counting.limit.value)),
        ("unit".to_owned(), json!(counting.limit.unit)),
        ("start".to_owned(), json!(counting.start)),
    ]);
    match counting.end {
        Ok(end) => drop(members.insert("end".to_owned(), json!(end))),
        Err(lacking) => drop(members.insert("calendar_lacks".to_owned(), json!(lacking.year))),
    }
    if !counting.days.is_empty() {
        members.insert("days".to_owned(), days.collect());
        members.insert("sources".to_owned(), sources.collect());
    }
    if counting.unlisted > 0 {
        members.insert("unlisted".to_owned(), json!(counting.unlisted));
    }
    Value::Object(members)
}
