//! What enters: a fact that holds from a day on, or a year or week that opens. What leaves: the duties that it sets off by
//! itself (2.1, 2.3a, 2.3d, 2.4e, 2.6a, 3.2a).

use crate::course::Recurrence;
use crate::day::{Day, IsoWeek, When};
use crate::duty::{Duty, DutyRow, DutyStatus, Subject, SubjectId, TriggerRef, Who};
use crate::event::EventKind;
use crate::ids::{MatterId, PartyId, ProjectId};
use crate::limit::Basis;
use crate::norm::Norm;
use crate::party::PartyKind;
use crate::reading::Reading;
use crate::relation::Relation;
use crate::rules::case::{Act, Case, Extras, Named, Refers};
use crate::rules::competence::holder;
use crate::rules::judge::Judge;
use crate::rules::outcome::Outcome;
use crate::rules::posts::{Interval, Posts};
use crate::rules::window::{Norms, Window};
use crate::rules::{Ground, agent, annual, feedback, weekly};

/// A duty that a fact sets off, still to be met.
fn owed<'r>(ground: &Ground<'r>, norm: Norm, obligor: PartyId, subject: Subject<'r>, on: Day) -> Duty<'r> {
    Duty {
        norm,
        obligor: Ok(Who::Party(ground.book.party(obligor))),
        to: None,
        subject,
        trigger: TriggerRef::Since(on),
        since: When::Day(on),
        due: None,
        status: DutyStatus::Outstanding,
        fulfilled_by: None,
        elapsed: None,
        basis: None,
        relation: Relation::default(),
    }
}

/// 2.4e: from the day on which the platform can handle a matter, whoever retains it handles it there.
pub(crate) fn platform_capable<'r>(ground: &Ground<'r>, matter: MatterId, on: Day) -> Vec<Duty<'r>> {
    let held = holder(ground, matter, on, None).value;
    let bound = held
        .ok()
        .filter(|holder| !holder.is_bureau() && ground.book.party(holder.party).kind != PartyKind::Municipal);
    let subject = Subject::Matter(ground.book.id_of(matter));
    bound.into_iter().map(|holder| owed(ground, Norm::N24e, holder.party, subject, on)).collect()
}

/// 2.6a, 3.2a: a vacant post is to be filled at once; nobody's grace is foreseen.
pub(crate) fn post_vacant<'r>(ground: &Ground<'r>, party: PartyId, on: Day) -> Vec<Duty<'r>> {
    let party = ground.book.successor(party, on);
    let record = ground.book.party(party);
    let supervises = || {
        let spans = ground.book.every_supervision().iter();
        spans.filter(|span| span.covers(on)).any(|span| ground.book.successor(span.what, on) == party)
    };
    let norm = match record.kind {
        PartyKind::Bureau => Some(Norm::N26a),
        PartyKind::Department if supervises() => Some(Norm::N32a),
        PartyKind::Department
        | PartyKind::Municipal
        | PartyKind::Committee
        | PartyKind::Enterprise
        | PartyKind::Other => None,
    };
    let in_force = ground.profile.readings.in_force.covers(on);
    let owed = norm.filter(|_| in_force).map(|norm| Duty {
        basis: Some(Basis::Reading(Reading::StandingDuties)),
        ..owed(ground, norm, party, Subject::Party(&record.id), on)
    });
    owed.into_iter().collect()
}

/// 2.1b, 2.1c, and 2.1a of a department that owes a nil feedback: what a year that opens asks for.
pub(crate) fn year_opened(ground: Ground<'_>, year: i32) -> Vec<DutyRow> {
    let Some(days) = Day::from_ymd(year, 1, 1).zip(Day::from_ymd(year, 12, 31)) else { return Vec::new() };
    owed_in(ground, days, Recurrence::Yearly, |judge| {
        for party in (0..ground.book.parties.len()).map(PartyId::from) {
            feedback::judge(judge, &unlogged(SubjectId::Party(party), &[]), party);
        }
        annual::judge(judge, &unlogged(SubjectId::Zone, &[]));
    })
}

/// 2.3d: what a week asks for, by the procedures that the catalogue records.
pub(crate) fn week_opened(ground: Ground<'_>, week: IsoWeek) -> Vec<DutyRow> {
    owed_in(ground, (week.monday(), week.sunday()), Recurrence::Weekly, |judge| {
        for project in (0..ground.book.projects.len()).map(ProjectId::from) {
            agent::judge(judge, &unlogged(SubjectId::Project(project), &[]), project);
        }
        let running = std::mem::take(&mut judge.out.running);
        weekly::judge(judge, &unlogged(SubjectId::Zone, &[]), running);
    })
}

/// 2.3a: from the day on which a project's procedures start it needs an agent.
pub(crate) fn procedures_started(ground: Ground<'_>, project: ProjectId, on: Day) -> Vec<DutyRow> {
    let start = Act {
        row: 0,
        at: When::Day(on),
        kind: EventKind::ProceduresStarted,
        actor: Named::Absent,
        to: Named::Absent,
        officer: Named::Absent,
        person: Named::Absent,
        matter: Named::Absent,
        channel: None,
        via: None,
        result: None,
        refers: Refers::Nothing,
        extra: None,
    };
    owed_in(ground, (on, on), Recurrence::Standing, |judge| {
        agent::judge(judge, &unlogged(SubjectId::Project(project), &[start]), project);
    })
}

const NO_EXTRAS: &Extras = &Extras { list: Vec::new(), covers: Vec::new() };

/// A subject of which nothing more is logged.
fn unlogged(subject: SubjectId, acts: &[Act]) -> Case<'_> {
    Case::new(subject, acts, NO_EXTRAS)
}

/// What rules find owed on the days of a period, as of its first and with nothing done yet.
fn owed_in<'r>(
    ground: Ground<'r>,
    period: Interval,
    recurrence: Recurrence,
    rules: impl FnOnce(&mut Judge<'_, 'r>),
) -> Vec<DutyRow> {
    let posts = Posts::new(ground.book);
    let from = ground.profile.readings.in_force.from;
    let window = Window { norms: Norms::ALL, from, to: period.1, ahead: Some(period) };
    let as_of = When::Day(period.0);
    let mut judge = Judge { ground, posts: &posts, as_of, window: &window, out: Outcome::default() };
    rules(&mut judge);
    let owed = judge.out.duties.into_iter().filter(|row| row.course.recurrence == recurrence);
    owed.map(|row| DutyRow { status: untouched(&row), ..row }).collect()
}

/// How a duty stands of which nothing is done yet: a post that is held already is still to be held.
fn untouched(row: &DutyRow) -> DutyStatus {
    match row.status {
        DutyStatus::Fulfilled | DutyStatus::Missed => DutyStatus::Outstanding,
        other => other,
    }
}
