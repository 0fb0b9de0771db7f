//! What enters: a log as it is known on a day, and a period. What leaves: what is due in the period, and whose day that is.
//!
//! No rule is written here: the rules judge the log as of the day and look at what recurs or stands on the days of the
//! period; what they leave open is due.

use crate::audit::ahead;
use crate::course::{Recurrence, WhoseDue};
use crate::day::{Day, Moment, When};
use crate::duty::{Duty, DutyRow, DutyStatus, Subject, TriggerRef, Who};
use crate::limit::Basis;
use crate::norm::Norm;
use crate::reading::Reading;
use crate::rows::Rows;
use crate::rules::Ground;
use crate::rules::posts::Interval;
use crate::shown::Shown;
use crate::silence::Silence;
use crate::sort::{sort, sort_by};
use crate::text::Lang;

/// What is due in a period, by what is known on a day.
///
/// Listed are
/// - each week (2.3d) and year (2.1b, 2.1c, by the reading 2.1a) that the period touches, unless it is done,
/// - each post that is to be held in the period (2.3a, 2.6a, 3.2a), with the days on which by the records nobody holds it,
/// - each one-off duty (2.1a, 2.2, 2.4b, 2.4f, 2.6b–d) that is set off and not done: overdue, due up to the end of the
///   period, or without any date.
///
/// What is done is left out, and so are weeks and years that closed before the period: an audit says what became of them.
#[derive(Clone, Debug)]
pub struct Outlook<'a> {
    /// The day or moment as of which the log is known.
    pub as_of: When,
    /// The first day of the period.
    pub from: Day,
    /// The last day of the period.
    pub to: Day,
    /// What is due, by its last day, norm, obligor and subject; what has no last day comes last.
    pub entries: Vec<Due<'a>>,
}

/// A duty that is due in a period.
#[derive(Clone, Debug)]
pub struct Due<'a> {
    /// The norm.
    pub norm: Norm,
    /// How often it comes back.
    pub recurrence: Recurrence,
    /// Who owes it.
    pub obligor: Who<'a>,
    /// Towards whom, where it has an addressee.
    pub to: Option<Result<Who<'a>, Silence>>,
    /// What it is about.
    pub subject: Subject<'a>,
    /// What set it off.
    pub trigger: TriggerRef<'a>,
    /// The first day of its window: of the week, of the year or the first in force, of the trigger, of the standing duty
    /// within the period.
    pub from: Day,
    /// The last day of its window; none where it stays open, or stands without a known end.
    pub until: Option<Day>,
    /// The last day or moment that is in time by an adopter's limit or date; the text names none.
    pub due: Option<When>,
    /// Whose the last day is; none where nothing sets one.
    pub whose: Option<WhoseDue>,
    /// The day from which the reading `stale_after` makes its lack a breach; this is no due date.
    pub stale_from: Option<Day>,
    /// What became of it by what is known.
    pub status: DutyStatus,
    /// The days of the period, both ends included, on which by the records nobody holds the post.
    pub gaps: Vec<(Day, Day)>,
    /// The reading that its window, its status or its staleness rests on.
    pub reading: Option<Reading>,
}

impl Due<'_> {
    /// The last moment that counts: of its due date, else of its window.
    fn last(&self) -> Option<Moment> {
        self.due.or(self.until.map(When::Day)).map(When::latest)
    }

    /// What is due, by whom and about what, in one line.
    ///
    /// ```
    /// # use liandong::{Catalogue, EventLog, Lang, PartyKind, Rulebook};
    /// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "bureau", "c")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee))?;
    /// # use liandong::Day;
    /// let (from, to): (Day, Day) = ("2023-06-01".parse()?, "2023-06-30".parse()?);
    /// let log = EventLog::new();
    /// let outlook = rulebook.outlook(&log, from.into(), from, to);
    /// assert_eq!(outlook.entries[0].title(Lang::Zh), "行政审批局 2.1b（2023年）");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        let (name, norm) = (name(self.obligor, lang), self.norm.id());
        match lang {
            Lang::Zh => format!("{name} {norm}（{}）", about(self.subject, lang)),
            Lang::En => format!("{name} {norm} ({})", about(self.subject, lang)),
        }
    }

    /// What is asked, by when, whose day that is, and how it stands.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let restated = self.norm.row().restated.in_lang(lang).trim_end_matches(['。', '.']);
        let (recurrence, status) = (self.recurrence.text().in_lang(lang), self.status.text().in_lang(lang));
        let mut said = match lang {
            Lang::Zh => format!("{restated}（{recurrence}，{status}）"),
            Lang::En => format!("{restated} ({recurrence}, {status})"),
        };
        let until = self.due.map(|due| due.to_string()).or(self.until.map(|until| until.to_string()));
        match (until, self.whose, lang) {
            (Some(until), Some(whose), Lang::Zh) => {
                said.push_str(&format!("；截至{until}，依{}", whose.text().zh));
            }
            (Some(until), Some(whose), Lang::En) => {
                said.push_str(&format!("; until {until} by {}", whose.text().en));
            }
            (Some(until), None, Lang::Zh) => said.push_str(&format!("；至{until}")),
            (Some(until), None, Lang::En) => said.push_str(&format!("; up to {until}")),
            (None, ..) => {}
        }
        match (self.stale_from, lang) {
            (Some(day), Lang::Zh) => said.push_str(&format!("；按口径`stale_after`自{day}起认定为违反")),
            (Some(day), Lang::En) => {
                said.push_str(&format!("; by the reading `stale_after` a breach from {day}"));
            }
            (None, _) => {}
        }
        for (from, until) in &self.gaps {
            said.push_str(&match lang {
                Lang::Zh => format!("；{from}至{until}空缺"),
                Lang::En => format!("; vacant from {from} to {until}"),
            });
        }
        said
    }
}

fn name(who: Who<'_>, lang: Lang) -> &str {
    let english = who.party().and_then(|party| party.name_en.as_deref()).filter(|_| lang == Lang::En);
    english.unwrap_or(who.name())
}

/// What a duty is about, in words.
pub(crate) fn about(subject: Subject<'_>, lang: Lang) -> String {
    let (zh, en, id) = match subject {
        Subject::Case(id) => ("办件", "case", id),
        Subject::Matter(id) => ("事项", "matter", id),
        Subject::Party(id) => ("单位", "party", id),
        Subject::Person(id) => ("人员", "person", id),
        Subject::Project(id) => ("项目", "project", id),
        Subject::Event("") => {
            return match lang {
                Lang::Zh => "没有编号的事件".to_owned(),
                Lang::En => "an event without id".to_owned(),
            };
        }
        Subject::Event(id) => ("事件", "event", id),
        Subject::Year(year) => {
            return match lang {
                Lang::Zh => format!("{year}年"),
                Lang::En => format!("year {year}"),
            };
        }
        Subject::Week(week) => return week.to_string(),
        Subject::Line(line) => return line.to_string(),
    };
    format!(
        "{} {id}",
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    )
}

/// What is due from a day to another, by what is known on a third.
pub(crate) fn outlook<'r: 'l, 'l>(
    ground: Ground<'r>,
    rows: Rows<'l>,
    as_of: When,
    (from, to): Interval,
) -> Outlook<'l> {
    let rows = rows.known_on(ground.lines.known_on());
    let mut entries = Vec::new();
    if from <= to {
        let outcome = ahead(ground, &rows, (from, to), as_of);
        let shown = Shown { book: ground.book, rows };
        let mut gaps: Vec<(usize, Interval)> =
            outcome.findings.iter().filter_map(|row| row.duty.zip(row.interval)).collect();
        sort(&mut gaps);
        for (place, row) in outcome.duties.iter().enumerate() {
            if !is_due(row, to) {
                continue;
            }
            let own = gaps.partition_point(|(duty, _)| *duty < place);
            let own = gaps.iter().skip(own).take_while(|(duty, _)| *duty == place).map(|(_, gap)| *gap);
            entries.extend(entry(row, shown.duty(row), own.collect()));
        }
    }
    sort_by(&mut entries, |a: &Due<'_>, b| key(a).cmp(&key(b)));
    Outlook { as_of, from, to, entries }
}

/// Whether a duty is open and has its place in a period that ends on a day.
fn is_due(row: &DutyRow, to: Day) -> bool {
    // Where only the calendar leaves open by when, the duty itself is open.
    let is_uncounted = row.status == DutyStatus::Undetermined
        && row.fulfilled_by.row().is_none()
        && matches!(row.basis, Some(Basis::Limit(_)))
        && !matches!(row.to, Some(Err(_)));
    let is_open = row.status.is_open() || is_uncounted;
    is_open
        && match row.course.recurrence {
            Recurrence::OneOff => row.is_by_event() && row.due.when().is_none_or(|due| due.day() <= to),
            Recurrence::Weekly | Recurrence::Yearly | Recurrence::Standing => true,
        }
}

fn entry<'a>(row: &DutyRow, duty: Duty<'a>, gaps: Vec<Interval>) -> Option<Due<'a>> {
    let course = row.course;
    let (until, stale_from) = match course.recurrence {
        Recurrence::OneOff => (duty.due.map(When::day), course.until()),
        Recurrence::Weekly | Recurrence::Yearly | Recurrence::Standing => (course.until(), None),
    };
    let reading = match row.basis {
        Some(Basis::Reading(reading)) => Some(reading),
        Some(Basis::Limit(_)) | None => course.reading,
    };
    Some(Due {
        norm: duty.norm,
        recurrence: course.recurrence,
        obligor: duty.obligor.ok()?,
        to: duty.to,
        subject: duty.subject,
        trigger: duty.trigger,
        from: duty.since.day(),
        until,
        due: duty.due,
        whose: course.whose,
        stale_from,
        status: duty.status,
        gaps,
        reading,
    })
}

type Key<'a> = (Moment, Norm, &'a str, Subject<'a>, Option<&'a str>, Day, TriggerRef<'a>);

fn key<'a>(due: &Due<'a>) -> Key<'a> {
    let to = due.to.and_then(Result::ok).map(Who::id);
    let last = due.last().unwrap_or(Moment::MAX);
    (last, due.norm, due.obligor.id(), due.subject, to, due.from, due.trigger)
}
