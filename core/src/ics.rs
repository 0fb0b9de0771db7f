//! What enters: an outlook. What leaves: an iCalendar file (RFC 5545) of all-day events that any calendar takes.
//!
//! Neither a clock nor chance has a part in it: an entry's stamp is the day of knowledge, its UID a digest of what it is.

use std::collections::BTreeMap;

use icalendar::{Calendar, Component, Event, Property};
use sha2::{Digest, Sha256};

use crate::course::Recurrence;
use crate::day::{Day, Offset, When};
use crate::duty::{TriggerRef, Who};
use crate::outlook::{Due, Outlook, about};
use crate::text::{Lang, Text};

/// The name that a calendar shows for the file.
const NAME: Text = Text { zh: "审批服务协同联动待办", en: "Approval and supervision due" };
/// What a vacant post's event is called besides its duty.
const VACANT: Text = Text { zh: "空缺", en: "vacant" };
/// The most characters of a text; a log's ids may be of any length.
const LONGEST: usize = 300;

impl Outlook<'_> {
    /// The outlook as an iCalendar file in a language.
    ///
    /// Each entry is an all-day event on its last day, an undated one on the day from which a reading makes it a breach;
    /// what is overdue or has no day at all stands on the first day of the period. Of a post that is to be held only the
    /// days on which nobody holds it are events. Asked again later, an entry has the same UID, so that a calendar
    /// replaces it.
    ///
    /// ```
    /// # use liandong::{Catalogue, EventLog, Lang, PartyKind, Rulebook};
    /// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "bureau", "c")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee))?;
    /// # use liandong::Day;
    /// let (from, to): (Day, Day) = ("2023-12-01".parse()?, "2023-12-31".parse()?);
    /// let log = EventLog::new();
    /// let ics = rulebook.outlook(&log, from.into(), from, to).to_ics(Lang::Zh);
    /// assert!(ics.starts_with("BEGIN:VCALENDAR\r\n"));
    /// assert!(ics.contains("SUMMARY:行政审批局 2.1b（2023年）\r\n"));
    /// assert!(ics.contains("DTSTART;VALUE=DATE:20231231\r\n"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_ics(&self, lang: Lang) -> String {
        let mut calendar = Calendar::empty();
        let producer = match lang {
            Lang::Zh => "-//liandong//outlook//ZH",
            Lang::En => "-//liandong//outlook//EN",
        };
        for property in [("VERSION", "2.0"), ("PRODID", producer), ("CALSCALE", "GREGORIAN")] {
            calendar.append_property(property);
        }
        calendar.name(NAME.in_lang(lang));
        let mut seen = BTreeMap::new();
        let mut add = |due: &Due<'_>, (from, to): (Day, Day), gap: Option<Day>, summary: String| {
            let uid = uid(due, gap);
            // Two events without an id may set off what cannot be told apart.
            let times: &mut u32 = seen.entry(uid.clone()).or_default();
            *times = times.saturating_add(1);
            let uid = if *times > 1 { format!("{uid}-{times}@liandong") } else { format!("{uid}@liandong") };
            let mut event = Event::new();
            event.add_property("UID", uid);
            event.add_property("DTSTAMP", stamp(self.as_of));
            event.append_property(date("DTSTART", from));
            if let Some(after) = to.next() {
                event.append_property(date("DTEND", after));
            }
            event.add_property("SUMMARY", line(&summary));
            event.add_property("DESCRIPTION", line(&due.text(lang)));
            event.add_property("TRANSP", "TRANSPARENT");
            calendar.push(event.done());
        };
        for due in &self.entries {
            match due.recurrence {
                Recurrence::Standing => {
                    for gap in &due.gaps {
                        let summary = format!("{} {}", due.title(lang), VACANT.in_lang(lang));
                        add(due, *gap, Some(gap.0), summary);
                    }
                }
                Recurrence::OneOff | Recurrence::Weekly | Recurrence::Yearly => {
                    let day = due.until.or(due.stale_from).unwrap_or(self.from).max(self.from);
                    add(due, (day, day), None, due.title(lang));
                }
            }
        }
        calendar.to_string()
    }
}

/// Of what an entry is, not of how it stands: what becomes of it later keeps the UID.
fn uid(due: &Due<'_>, gap: Option<Day>) -> String {
    let to = due.to.and_then(Result::ok).map_or("", Who::id);
    let trigger = match (gap, due.trigger) {
        (Some(day), _) => day.to_string(),
        (None, TriggerRef::Since(day)) => day.to_string(),
        (None, TriggerRef::Event(id)) => format!("{id} {}", due.from),
    };
    let parts = [due.norm.id(), due.obligor.id(), to, &about(due.subject, Lang::En), &trigger].join("\n");
    Sha256::digest(parts.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn date(name: &str, day: Day) -> Property {
    Property::new(name, basic(&day.to_string())).add_parameter("VALUE", "DATE").done()
}

/// The earliest moment of the day of knowledge, in UTC.
fn stamp(as_of: When) -> String {
    let behind = i64::from(Offset::CHINA.seconds()).saturating_neg();
    let moment = as_of.earliest();
    format!("{}Z", basic(&moment.checked_add_seconds(behind).unwrap_or(moment).to_string()))
}

/// ISO 8601 without its separators.
fn basic(text: &str) -> String {
    text.chars().filter(|character| !matches!(character, '-' | ':')).collect()
}

/// A text on one line, without control characters that would end a content line.
fn line(text: &str) -> String {
    let mut characters = text.chars().map(|own| if own.is_control() { ' ' } else { own });
    let line: String = characters.by_ref().take(LONGEST).collect();
    if characters.next().is_some() { format!("{line}…") } else { line }
}
