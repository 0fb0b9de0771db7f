//! What enters: the summaries and opinions that the Bureau logged. What leaves: what 2.1b and 2.1c say of each year: how
//! *all* key projects of the year before were handled is summed up, and an opinion given on the year's own plan.

use crate::book::Book;
use crate::course::{Course, WhoseDue};
use crate::day::{Day, When};
use crate::duty::{DutyRow, DutyStatus, SubjectId, TriggerId};
use crate::event::EventKind;
use crate::finding::{Curable, FindingCode, FindingRow, Severity};
use crate::limit::Basis;
use crate::norm::Norm;
use crate::project::Project;
use crate::reading::{MonthDay, Reading, SofterFulfilment};
use crate::rules::case::{Act, Case, Named, Period};
use crate::rules::judge::Judge;

/// One of the two things owed every year.
#[derive(Clone, Copy)]
struct Yearly {
    norm: Norm,
    kind: EventKind,
    missing: FindingCode,
    /// How many years before the one it is owed in the year lies that it is about.
    back: i32,
}

const SUMMARY: Yearly = Yearly {
    norm: Norm::N21b,
    kind: EventKind::AnnualSummary,
    missing: FindingCode::SummaryMissing,
    back: 1,
};
const OPINION: Yearly = Yearly {
    norm: Norm::N21c,
    kind: EventKind::AnnualOpinion,
    missing: FindingCode::OpinionMissing,
    back: 0,
};

pub(crate) fn judge(judge: &mut Judge<'_, '_>, zone: &Case<'_>) {
    let window = judge.ground.profile.readings.annual_window;
    for yearly in [SUMMARY, OPINION] {
        if !judge.window.asks(Some(yearly.norm)) {
            continue;
        }
        let given = given(judge, zone, yearly);
        let last_day = if yearly.norm == Norm::N21b { window.summary } else { window.opinion };
        for (year, since) in judge.years() {
            one_year(judge, zone, yearly, &given, (year, since), last_day);
        }
    }
}

/// What the Bureau gave, each with the year in which it is owed; a period that is no year is found.
fn given<'z>(judge: &mut Judge<'_, '_>, zone: &'z Case<'_>, yearly: Yearly) -> Vec<(i32, &'z Act)> {
    let mut given = Vec::new();
    for (_, act) in zone.of(yearly.kind) {
        let on = act.at.day();
        match zone.extra(act).period {
            Period::Unreadable | Period::Week(_) => {
                judge.found_unmatched(zone, act);
                judge.stray(zone, act, yearly.missing, None);
            }
            period
                if act.actor == Named::Absent
                    || act.actor == Named::Known(judge.ground.book.bureau_on(on)) =>
            {
                let owed = period.year().map_or(on.year(), |about| about.saturating_add(yearly.back));
                given.push((owed, act));
            }
            Period::Year(_) | Period::Absent => {}
        }
    }
    given
}

fn one_year(
    judge: &mut Judge<'_, '_>,
    zone: &Case<'_>,
    yearly: Yearly,
    given: &[(i32, &Act)],
    (year, since): (i32, Day),
    last_day: Option<MonthDay>,
) {
    let book = judge.ground.book;
    let readings = &judge.ground.profile.readings;
    let Some(end) = Day::from_ymd(year, 12, 31) else { return };
    let adopted = last_day.and_then(|day| day.of(year)).filter(|day| *day >= since);
    let closes = adopted.unwrap_or(end);
    let due: Vec<_> = key_projects(book, year).filter_map(|own| book.project_id(&own.id)).collect();
    let leaves_out = |act: &Act| {
        let covered = zone.covers(act);
        yearly.norm == Norm::N21b && due.iter().any(|own| !covered.contains(&Named::Known(*own)))
    };
    let incomplete_counts = readings.softer_fulfilment == SofterFulfilment::Fulfils;
    let own = || given.iter().filter(|(owed, _)| *owed == year).map(|(_, act)| *act);
    // One in time before one that is not, of those a complete one, as early as there is one: to sum up once more and in
    // full after the last day makes nothing late.
    let done = own()
        .filter(|act| incomplete_counts || !leaves_out(act))
        .min_by_key(|act| (act.at.earliest() > closes.end(), leaves_out(act), act.at));
    let is_closed = judge.as_of.latest() > closes.end();
    // In the first year in force the year to sum up lies before the Measures.
    let looked_at = yearly.back > 0 && year == readings.in_force.from.year();
    let status = match done {
        Some(act) if act.at.earliest() > closes.end() => DutyStatus::Late,
        Some(_) => DutyStatus::Fulfilled,
        None if !judge.in_force(closes) => DutyStatus::Void,
        None if is_closed && !looked_at => DutyStatus::Missed,
        None if is_closed || adopted.is_none() => DutyStatus::Outstanding,
        None => DutyStatus::Pending,
    };
    let lacks = matches!(status, DutyStatus::Late | DutyStatus::Missed)
        || (status == DutyStatus::Outstanding && is_closed);
    let basis = Some(Basis::Reading(Reading::AnnualWindow));
    let bureau = book.bureau_on(since);
    let whose = adopted.map_or(WhoseDue::Text, |_| WhoseDue::Reading(Reading::AnnualWindow));
    judge.duty(DutyRow {
        due: adopted.map(When::Day).into(),
        status,
        fulfilled_by: done.map(|act| act.row).into(),
        basis: basis.filter(|_| lacks || adopted.is_some()),
        course: Course::yearly(closes, whose, Reading::AnnualWindow),
        ..DutyRow::new(yearly.norm, bureau, SubjectId::Year(year), TriggerId::Since(since), When::Day(since))
    });
    if lacks {
        let severity = if looked_at { Severity::Review } else { Severity::Breach };
        let mut row = FindingRow::new(yearly.missing, severity, SubjectId::Year(year));
        row.obligor = Some(bureau);
        row.basis = basis;
        row.curable = done.is_none().then_some(Curable {
            since: When::Day(since),
            until: Some(When::Day(closes)),
            matter: None,
        });
        let events: Vec<_> = done.iter().map(|act| act.row).collect();
        judge.find_of_last_duty(row, since, &events);
    }
    let shown = done.or_else(|| own().min_by_key(|act| act.at));
    if let Some(act) = shown.filter(|act| leaves_out(act)) {
        let mut row =
            FindingRow::new(FindingCode::SummaryIncomplete, Severity::Review, SubjectId::Year(year));
        row.obligor = Some(bureau);
        row.basis = Some(Basis::Reading(Reading::SofterFulfilment));
        judge.find(row, since, &[act.row]);
    }
}

/// The key projects whose handling the summary owed in a year covers: those of the year before.
pub(crate) fn key_projects(book: &Book, year: i32) -> impl Iterator<Item = &Project> {
    let about = Some(year.saturating_sub(1));
    book.projects.iter().map(|entry| &entry.project).filter(move |own| own.key && own.year == about)
}
