//! What enters: an event, wherever its texts lie. What leaves: the same, borrowed: what a log takes in.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};

use crate::day::{Day, When};
use crate::event::{Channel, Event, HandledVia, Outcome};

/// An event whose texts lie somewhere else.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Given<'a> {
    #[serde(borrow, default)]
    pub(crate) id: Option<&'a str>,
    pub(crate) at: When,
    #[serde(default)]
    pub(crate) recorded: Option<Day>,
    pub(crate) kind: &'a str,
    #[serde(borrow, default)]
    pub(crate) actor: Option<&'a str>,
    #[serde(borrow, default)]
    pub(crate) officer: Option<&'a str>,
    #[serde(borrow, default)]
    pub(crate) case: Option<&'a str>,
    #[serde(borrow, default)]
    pub(crate) matter: Option<&'a str>,
    #[serde(borrow, default)]
    pub(crate) project: Option<&'a str>,
    #[serde(borrow, default)]
    pub(crate) to: Option<&'a str>,
    #[serde(borrow, default)]
    pub(crate) person: Option<&'a str>,
    #[serde(borrow, default)]
    pub(crate) with: Option<&'a str>,
    #[serde(default)]
    pub(crate) channel: Option<Channel>,
    #[serde(default)]
    pub(crate) handled_via: Option<HandledVia>,
    #[serde(borrow, default)]
    pub(crate) refers_to: Option<&'a str>,
    #[serde(default)]
    pub(crate) result: Option<Outcome>,
    #[serde(borrow, default)]
    pub(crate) about: Option<&'a str>,
    #[serde(borrow, default, deserialize_with = "texts")]
    pub(crate) covers: Cow<'a, [&'a str]>,
    #[serde(borrow, default)]
    pub(crate) ground: Option<&'a str>,
    #[serde(borrow, default)]
    pub(crate) period: Option<&'a str>,
}

/// A list of texts that lie in what is read.
fn texts<'de: 'a, 'a, D: Deserializer<'de>>(list: D) -> Result<Cow<'a, [&'a str]>, D::Error> {
    Vec::deserialize(list).map(Cow::Owned)
}

impl Given<'_> {
    /// The bytes of its texts.
    pub(super) fn bytes(&self) -> usize {
        let texts = [
            self.id,
            Some(self.kind),
            self.actor,
            self.officer,
            self.case,
            self.matter,
            self.project,
            self.to,
            self.person,
            self.with,
            self.refers_to,
            self.about,
            self.ground,
            self.period,
        ];
        let covered = self.covers.iter().map(|text| text.len());
        texts.iter().flatten().map(|text| text.len()).chain(covered).fold(0, usize::saturating_add)
    }
}

impl<'a> From<&'a Event> for Given<'a> {
    fn from(event: &'a Event) -> Self {
        Self {
            id: event.id.as_deref(),
            at: event.at,
            recorded: event.recorded,
            kind: &event.kind,
            actor: event.actor.as_deref(),
            officer: event.officer.as_deref(),
            case: event.case.as_deref(),
            matter: event.matter.as_deref(),
            project: event.project.as_deref(),
            to: event.to.as_deref(),
            person: event.person.as_deref(),
            with: event.with.as_deref(),
            channel: event.channel,
            handled_via: event.handled_via,
            refers_to: event.refers_to.as_deref(),
            result: event.result,
            about: event.about.as_deref(),
            covers: event.covers.iter().map(String::as_str).collect(),
            ground: event.ground.as_deref(),
            period: event.period.as_deref(),
        }
    }
}
