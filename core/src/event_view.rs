//! What enters: the place of an event in a log. What leaves: the event as it was logged, and what was logged about it.
//!
//! The one place that reads an event back from the log's own form.

use crate::columns::Column;
use crate::day::{Day, When};
use crate::event::{Channel, Event, EventKind, HandledVia, Outcome};
use crate::log::{EventLog, Given};
use crate::rows::{Field, Rows};

/// An event as the log holds it, before any correction; a field that was not given is absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventView<'a> {
    /// The adopter's id.
    pub id: Option<&'a str>,
    /// When it happened.
    pub at: When,
    /// Its kind, where it is one that is known.
    pub kind: Option<EventKind>,
    /// Its kind as it was written.
    pub kind_text: &'a str,
    /// The party that acted.
    pub actor: Option<&'a str>,
    /// The person who acted for it.
    pub officer: Option<&'a str>,
    /// The case.
    pub case: Option<&'a str>,
    /// The matter.
    pub matter: Option<&'a str>,
    /// The project.
    pub project: Option<&'a str>,
    /// The party addressed.
    pub to: Option<&'a str>,
    /// The person addressed or designated.
    pub person: Option<&'a str>,
    /// The party it was done with.
    pub with: Option<&'a str>,
    /// The way it was communicated.
    pub channel: Option<Channel>,
    /// How the case was handled.
    pub handled_via: Option<HandledVia>,
    /// The id of the event it refers to.
    pub refers_to: Option<&'a str>,
    /// The result decided, or pushed.
    pub result: Option<Outcome>,
    /// What it is about, in the adopter's words.
    pub about: Option<&'a str>,
    /// The projects it covers.
    pub covers: Vec<&'a str>,
    /// The ground of a complaint.
    pub ground: Option<&'a str>,
    /// The year or week it is about.
    pub period: Option<&'a str>,
    /// The day on which it was recorded.
    pub recorded: Option<Day>,
}

impl EventLog {
    /// The event at a place of the log, in the order they came.
    ///
    /// ```
    /// # use liandong::{EventKind, EventLog};
    /// let log = EventLog::from_ndjson(r#"{"id": "E1", "at": "2022-05-01", "kind": "decision", "actor": "bureau"}"#);
    /// let event = log.event(0).ok_or("there is one")?;
    /// assert_eq!((event.id, event.kind, event.actor), (Some("E1"), Some(EventKind::Decision), Some("bureau")));
    /// assert_eq!(log.event(1), None);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn event(&self, place: usize) -> Option<EventView<'_>> {
        self.rows().event(u32::try_from(place).ok()?)
    }
}

impl From<&EventView<'_>> for Event {
    fn from(view: &EventView<'_>) -> Self {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Self {
            id: owned(view.id),
            at: view.at,
            recorded: view.recorded,
            kind: view.kind_text.to_owned(),
            actor: owned(view.actor),
            officer: owned(view.officer),
            case: owned(view.case),
            matter: owned(view.matter),
            project: owned(view.project),
            to: owned(view.to),
            person: owned(view.person),
            with: owned(view.with),
            channel: view.channel,
            handled_via: view.handled_via,
            refers_to: owned(view.refers_to),
            result: view.result,
            about: owned(view.about),
            covers: view.covers.iter().map(|project| (*project).to_owned()).collect(),
            ground: owned(view.ground),
            period: owned(view.period),
        }
    }
}

impl<'v> From<&'v EventView<'_>> for Given<'v> {
    fn from(view: &'v EventView<'_>) -> Self {
        Self {
            id: view.id,
            at: view.at,
            recorded: view.recorded,
            kind: view.kind_text,
            actor: view.actor,
            officer: view.officer,
            case: view.case,
            matter: view.matter,
            project: view.project,
            to: view.to,
            person: view.person,
            with: view.with,
            channel: view.channel,
            handled_via: view.handled_via,
            refers_to: view.refers_to,
            result: view.result,
            about: view.about,
            covers: (&view.covers).into(),
            ground: view.ground,
            period: view.period,
        }
    }
}

impl<'l> Rows<'l> {
    /// The event of a row; none beyond the last, and for a row that is no event.
    #[must_use]
    pub fn event(&self, place: u32) -> Option<EventView<'l>> {
        let row = self.row(place).filter(|_| !self.is_faulty(place))?;
        let columns = &self.columns;
        let said = |text: &'l str| Some(text).filter(|text| !text.is_empty());
        let text = |column: &Column<'l>| said(column.values.get(column.code(place)));
        let covers = self.covered(row.covers).map(|item| self.name(Field::Covers, item));
        Some(EventView {
            id: said(self.id(place)),
            at: row.at,
            kind: row.kind,
            kind_text: self.kind_text(place),
            actor: text(&columns.actor),
            officer: text(&columns.officer),
            case: text(&columns.case),
            matter: text(&columns.matter),
            project: text(&columns.project),
            to: text(&columns.to),
            person: text(&columns.person),
            with: text(&columns.with),
            channel: row.channel,
            handled_via: row.via,
            refers_to: text(&columns.refers_to),
            result: row.result,
            about: text(&columns.about),
            covers: covers.filter(|project| !project.is_empty()).collect(),
            ground: text(&columns.ground),
            period: text(&columns.period),
            recorded: self.recorded(place),
        })
    }

    /// The first row of an id.
    pub(crate) fn first_of(&self, id: &str) -> Option<u32> {
        (0..self.len()).find(|place| !id.is_empty() && self.id(*place) == id)
    }

    /// The corrections and withdrawals, made up to a day or moment, of any event with one of these ids.
    pub(crate) fn amendments(&self, ids: &[&str], until: When) -> Vec<u32> {
        let refers_to = &self.columns.refers_to;
        if refers_to.is_absent() || ids.is_empty() {
            return Vec::new();
        }
        let amends = |place: &u32| {
            matches!(self.kind(*place), Some(EventKind::Correction | EventKind::Withdrawal))
                && self.at(*place).is_some_and(|at| at.is_by(until.latest()))
                && ids.contains(&refers_to.values.get(refers_to.code(*place)))
        };
        (0..self.len()).filter(amends).collect()
    }

    /// Everyone that the log names as a person: officers, and whoever was addressed or designated.
    pub(crate) fn persons(&self) -> impl Iterator<Item = &'l str> {
        let columns = [self.columns.officer, self.columns.person];
        columns.into_iter().flat_map(|column| {
            let places = 0..u32::try_from(column.values.len()).unwrap_or(u32::MAX);
            places.map(move |place| column.values.get(place))
        })
    }
}
