//! What enters: an outlook. What leaves: an iCalendar file (RFC 5545) of all-day events that any calendar takes.
//!
//! Neither a clock nor chance has a part in it: an entry's stamp is the day of knowledge, its UID a digest of what it is.

use std::collections::BTreeMap;

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
        let mut file = File::default();
        let producer = match lang {
            Lang::Zh => "-//liandong//outlook//ZH",
            Lang::En => "-//liandong//outlook//EN",
        };
        file.line("BEGIN", "VCALENDAR");
        file.line("VERSION", "2.0");
        file.line("PRODID", producer);
        file.line("CALSCALE", "GREGORIAN");
        file.text("NAME", NAME.in_lang(lang));
        file.text("X-WR-CALNAME", NAME.in_lang(lang));
        let mut seen = BTreeMap::new();
        let mut add = |due: &Due<'_>, (from, to): (Day, Day), gap: Option<Day>, summary: String| {
            let uid = uid(due, gap);
            // Two events without an id may set off what cannot be told apart.
            let times: &mut u32 = seen.entry(uid.clone()).or_default();
            *times = times.saturating_add(1);
            let uid = if *times > 1 { format!("{uid}-{times}@liandong") } else { format!("{uid}@liandong") };
            file.line("BEGIN", "VEVENT");
            file.line("UID", &uid);
            file.line("DTSTAMP", &stamp(self.as_of));
            file.line("DTSTART;VALUE=DATE", &basic(&from.to_string()));
            if let Some(after) = to.next() {
                file.line("DTEND;VALUE=DATE", &basic(&after.to_string()));
            }
            file.text("SUMMARY", &summary);
            file.text("DESCRIPTION", &due.text(lang));
            file.line("TRANSP", "TRANSPARENT");
            file.line("END", "VEVENT");
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
        file.line("END", "VCALENDAR");
        file.text
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

/// Content lines as RFC 5545 asks: ended by CR LF, folded before they have more than 75 bytes, texts escaped.
///
/// Written here, for the crate that writes them brings a clock and chance into a browser's module, and a fifth of its size.
#[derive(Default)]
struct File {
    text: String,
}

/// The most bytes of a line without its end; a continued one begins with a blank.
const WIDTH: usize = 75;

impl File {
    /// A line whose value is of a form that holds nothing to escape.
    fn line(&mut self, name: &str, value: &str) {
        let mut width = 0_usize;
        for character in name.chars().chain([':']).chain(value.chars()) {
            if width.saturating_add(character.len_utf8()) > WIDTH {
                self.text.push_str("\r\n ");
                width = 1;
            }
            self.text.push(character);
            width = width.saturating_add(character.len_utf8());
        }
        self.text.push_str("\r\n");
    }

    /// A line whose value is a text, on one line, cut off where it is long.
    fn text(&mut self, name: &str, value: &str) {
        let mut characters = value.chars().map(|own| if own.is_control() { ' ' } else { own });
        let mut written = String::new();
        for character in characters.by_ref().take(LONGEST) {
            if matches!(character, '\\' | ';' | ',') {
                written.push('\\');
            }
            written.push(character);
        }
        if characters.next().is_some() {
            written.push('…');
        }
        self.line(name, &written);
    }
}
