//! What enters: the cells of a row, each with its field. What leaves: an event in a buffer that is used again.

use liandong::{Day, Event, EventKind, When};

use crate::error::{Problem, shown};
use crate::mapping::{Field, Mapping};
use crate::time::Times;

/// An event being filled in, and the texts of earlier ones to be written over.
pub(crate) struct Draft {
    event: Event,
    at: Option<When>,
    spare: Vec<String>,
}

impl Draft {
    pub(crate) fn new() -> Self {
        // The time is no one's: `event` gives none out without its own.
        let event = Event::new(EventKind::Planning, When::Day(Day::MIN));
        Self { event, at: None, spare: Vec::new() }
    }

    /// Forgets the row before.
    pub(crate) fn clear(&mut self) {
        let Self { event, at, spare } = self;
        *at = None;
        event.recorded = None;
        event.kind.clear();
        (event.channel, event.handled_via, event.result) = (None, None, None);
        let texts = [
            &mut event.id,
            &mut event.actor,
            &mut event.officer,
            &mut event.case,
            &mut event.matter,
            &mut event.project,
            &mut event.to,
            &mut event.person,
            &mut event.with,
            &mut event.refers_to,
            &mut event.about,
            &mut event.ground,
            &mut event.period,
        ];
        spare.extend(texts.into_iter().filter_map(Option::take));
        spare.append(&mut event.covers);
    }

    /// Takes a cell that is not empty.
    pub(crate) fn fill(
        &mut self,
        field: Field,
        cell: &str,
        mapping: &Mapping,
        times: Times,
    ) -> Result<(), Problem> {
        let time = || times.read(cell).map_err(|fault| Problem::Time { value: shown(cell), fault });
        let other = |known| Problem::Value { field, value: shown(cell), known };
        let Self { event, at, spare } = self;
        let slot = match field {
            Field::At => {
                *at = Some(time()?);
                return Ok(());
            }
            Field::Recorded => {
                event.recorded = Some(time()?.day());
                return Ok(());
            }
            Field::Kind => {
                event.kind.push_str(mapping.of_kind(cell).map_or(cell, |kind| kind.code()));
                return Ok(());
            }
            Field::Channel => {
                let known: &[&str] = &["platform", "message", "other"];
                event.channel = Some(mapping.of_channel(cell).ok_or_else(|| other(known))?);
                return Ok(());
            }
            Field::HandledVia => {
                let known: &[&str] = &["platform", "offline"];
                event.handled_via = Some(mapping.of_via(cell).ok_or_else(|| other(known))?);
                return Ok(());
            }
            Field::Result => {
                let known: &[&str] = &["granted", "refused", "changed", "revoked"];
                event.result = Some(mapping.of_result(cell).ok_or_else(|| other(known))?);
                return Ok(());
            }
            Field::Covers => {
                let meant = |one| mapping.of_value(field, one).unwrap_or(one);
                event.covers.extend(covered(cell).map(|one| text(spare, meant(one))));
                return Ok(());
            }
            Field::Id => &mut event.id,
            Field::Actor => &mut event.actor,
            Field::Officer => &mut event.officer,
            Field::Case => &mut event.case,
            Field::Matter => &mut event.matter,
            Field::Project => &mut event.project,
            Field::To => &mut event.to,
            Field::Person => &mut event.person,
            Field::With => &mut event.with,
            Field::RefersTo => &mut event.refers_to,
            Field::About => &mut event.about,
            Field::Ground => &mut event.ground,
            Field::Period => &mut event.period,
        };
        let meant = if mapping.has_texts(field) { mapping.of_value(field, cell) } else { None };
        *slot = Some(text(spare, meant.unwrap_or(cell)));
        Ok(())
    }

    /// The event, or the required field that it lacks.
    pub(crate) fn event(&mut self) -> Result<&Event, Field> {
        self.event.at = self.at.ok_or(Field::At)?;
        if self.event.kind.is_empty() { Err(Field::Kind) } else { Ok(&self.event) }
    }
}

fn text(spare: &mut Vec<String>, cell: &str) -> String {
    let mut text = spare.pop().unwrap_or_default();
    text.clear();
    text.push_str(cell);
    text
}

/// The projects that a cell names, between `;`, `；`, `、` or `|`.
///
/// ```
/// let covered: Vec<_> = liandong_readers::covered("J-1；J-2、").collect();
/// assert_eq!(covered, ["J-1", "J-2"]);
/// ```
pub fn covered(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '；', '、', '|']).map(str::trim).filter(|one| !one.is_empty())
}
