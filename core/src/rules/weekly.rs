//! What enters: the reconciliations logged and the days on which any project's procedures run. What leaves: what 2.3d says
//! of each week: the Bureau and its partner reconcile jointly, every week in which there is something to reconcile.

use crate::course::Course;
use crate::day::{Day, IsoWeek, When};
use crate::duty::{DutyRow, DutyStatus, SubjectId, TriggerId};
use crate::event::EventKind;
use crate::finding::{Curable, FindingCode, FindingRow, Severity};
use crate::limit::Basis;
use crate::norm::Norm;
use crate::reading::{HolidayWeek, IdleWeek, Reading};
use crate::rules::case::{Act, Case, Named, Period};
use crate::rules::judge::Judge;
use crate::rules::posts::{Interval, merged, shared};
use crate::sort::sort_by_key;

pub(crate) fn judge(judge: &mut Judge<'_, '_>, zone: &Case<'_>, running: Vec<Interval>) {
    let Some(period) = judge.period().filter(|_| judge.window.asks(Some(Norm::N23d))) else { return };
    let held = held(judge, zone);
    let all = [(Day::MIN, Day::MAX)];
    let running = merged(running);
    let idle_too = judge.ground.profile.readings.idle_week == IdleWeek::Due;
    let spans = if idle_too { &all[..] } else { running.as_slice() };
    let whole = (period.0.iso_week().monday(), period.1.iso_week().sunday());
    let mut next = Some(period.0.iso_week());
    for (from, to) in spans.iter().filter_map(|span| shared(*span, whole)) {
        let mut week = from.iso_week().max(next.unwrap_or(from.iso_week()));
        while week.monday() <= to {
            one_week(judge, week, &held, period);
            next = week.next();
            let Some(after) = next else { return };
            week = after;
        }
    }
}

/// The reconciliations in the order of their weeks, each with whether it was joint.
fn held<'z>(judge: &mut Judge<'_, '_>, zone: &'z Case<'_>) -> Vec<(IsoWeek, bool, &'z Act)> {
    let book = judge.ground.book;
    let mut held = Vec::new();
    for (_, act) in zone.of(EventKind::WeeklyReconciliation) {
        let on = act.at.day();
        let with = zone.extra(act).with;
        // Without a week that there is, which one was held cannot be known.
        if matches!(zone.extra(act).period, Period::Unreadable | Period::Year(_)) {
            judge.found_unmatched(zone, act);
            judge.stray(zone, act, FindingCode::WeeklyMissing, None);
            continue;
        }
        let bureau = Named::Known(book.bureau_on(on));
        let partner = book.partner.map(|partner| Named::Known(book.successor(partner, on)));
        let by_bureau = act.actor == bureau || with == bureau || act.actor == Named::Absent;
        let by_partner = partner.is_none_or(|partner| act.actor == partner || with == partner);
        if by_bureau || (partner.is_some() && by_partner) {
            held.push((on.iso_week(), by_bureau && by_partner, act));
        }
    }
    sort_by_key(&mut held, |(week, joint, act)| (*week, !*joint, act.at));
    held
}

fn one_week(judge: &mut Judge<'_, '_>, week: IsoWeek, held: &[(IsoWeek, bool, &Act)], period: Interval) {
    let book = judge.ground.book;
    let readings = &judge.ground.profile.readings;
    let is_holiday = judge.ground.calendar.is_all_holiday(week);
    if is_holiday && readings.holiday_week == HolidayWeek::Exempt {
        return;
    }
    let own = held.get(held.partition_point(|(other, ..)| *other < week)..).unwrap_or_default();
    // A joint meeting of the week comes first.
    let first = own.first().filter(|(other, ..)| *other == week);
    let closed = judge.as_of.latest() > week.sunday().end();
    let looked_at = is_holiday && readings.holiday_week == HolidayWeek::Review;
    let status = match first {
        Some((_, true, _)) => DutyStatus::Fulfilled,
        _ if !judge.in_force(week.sunday()) => DutyStatus::Void,
        _ if closed && !looked_at => DutyStatus::Missed,
        _ => DutyStatus::Outstanding,
    };
    let lacks = status == DutyStatus::Missed || (status == DutyStatus::Outstanding && closed);
    let reading = if is_holiday { Reading::HolidayWeek } else { Reading::Week };
    let basis = Some(Basis::Reading(reading));
    let monday = week.monday();
    let on = monday.clamp(period.0, period.1);
    let bureau = book.bureau_on(on);
    let partner = book.partner.map(|partner| book.successor(partner, on));
    judge.duty_on(
        DutyRow {
            to: partner.map(|partner| Ok(partner.into())),
            status,
            fulfilled_by: first.filter(|(_, joint, _)| *joint).map(|(.., act)| act.row).into(),
            basis: basis.filter(|_| lacks),
            course: Course::weekly(week.sunday(), reading),
            ..DutyRow::new(
                Norm::N23d,
                bureau,
                SubjectId::Week(week),
                TriggerId::Since(monday),
                When::Day(monday),
            )
        },
        on,
    );
    if lacks {
        let code = if first.is_some() { FindingCode::WeeklyNotJoint } else { FindingCode::WeeklyMissing };
        let severity = if looked_at { Severity::Review } else { Severity::Breach };
        let mut row = FindingRow::new(code, severity, SubjectId::Week(week));
        row.obligor = Some(bureau);
        row.to = partner.map(Into::into);
        row.basis = basis;
        row.curable = first.is_none().then_some(Curable {
            since: When::Day(monday),
            until: Some(When::Day(week.sunday())),
            matter: None,
        });
        let alone = own.iter().take_while(|(other, ..)| *other == week);
        let events: Vec<_> = alone.map(|(.., act)| act.row).collect();
        judge.find_of_last_duty(row, on, &events);
    }
}
