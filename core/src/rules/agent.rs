//! What enters: when a project's procedures run and who is designated for it. What leaves: what 2.3a says of it: while its
//! procedures run it has one service agent, one-to-one with its manager; visits are tracked (2.3b).

use crate::course::Course;
use crate::day::{Day, When};
use crate::duty::{DutyRow, DutyStatus, TriggerId, WhoId};
use crate::entry::ProjectEntry;
use crate::event::EventKind;
use crate::finding::{Curable, FindingCode, FindingRow, Severity};
use crate::ids::{PersonId, ProjectId};
use crate::limit::Basis;
use crate::norm::Norm;
use crate::person::Role;
use crate::reading::{AgentPairing, AgentProjects, Reading};
use crate::relation::{Relation, RelationLabel};
use crate::rules::case::{Act, Case, Named};
use crate::rules::judge::Judge;
use crate::rules::outcome::Serving;
use crate::rules::pairing::crowded;
use crate::rules::posts::{Interval, held, managers, merged, shared, uncovered};
use crate::sort::sort;

/// A designation: an agent, unless the log names one that the catalogue does not hold, from one day to another.
pub(crate) type Agency = (Option<PersonId>, Interval);

pub(crate) fn judge(judge: &mut Judge<'_, '_>, case: &Case<'_>, project: ProjectId) {
    let Some(entry) = judge.ground.book.project(project) else { return };
    let force = judge.ground.profile.readings.in_force;
    let in_force = (force.from, force.to.unwrap_or(Day::MAX));
    let running: Vec<_> =
        running(case, entry).into_iter().filter_map(|span| shared(span, in_force)).collect();
    judge.out.running.extend(&running);
    let Some(period) =
        judge.period().filter(|_| judge.window.asks(Some(Norm::N23a)) || judge.window.asks(Some(Norm::N23b)))
    else {
        return;
    };
    let is_key = entry.project.key || case.of(EventKind::KeyProjectDetermined).next().is_some();
    let needed =
        is_key || judge.ground.profile.readings.agent_projects == AgentProjects::EveryProjectInProcedures;
    let agents = agents(judge, case, project);
    let covered = merged(agents.iter().map(|(_, span)| *span).collect());
    let managers = managers(judge.ground.book, project);
    for (own, span) in running.into_iter().filter_map(|own| Some((own, shared(own, period)?))) {
        if needed {
            standing(judge, case, span, own.1, &covered);
        }
        paired(judge, case, entry, span, &agents, &managers);
        visits(judge, case, span, &agents);
        for (agent, own) in &agents {
            let Some((agent, own)) = agent.zip(shared(*own, span)) else { continue };
            for (manager, held) in &managers {
                if let Some((from, to)) = shared(*held, own) {
                    let serving = Serving { agent, from, to, manager: *manager, project };
                    judge.out.serving.push(serving);
                }
            }
        }
    }
}

/// When procedures run: as the catalogue records it, and as the log adds; both end days included.
fn running(case: &Case<'_>, entry: &ProjectEntry) -> Vec<Interval> {
    let days = |kind: EventKind| {
        let mut days: Vec<Day> = case.of(kind).map(|(_, act)| act.at.day()).collect();
        sort(&mut days);
        days
    };
    let (mut starts, ends) = (days(EventKind::ProceduresStarted), days(EventKind::ProceduresEnded));
    let mut spans = Vec::new();
    if let Some(recorded) = &entry.project.procedures {
        match (recorded.from, recorded.to) {
            (from, Some(to)) => {
                // A start that only the log knows begins the span whose end is recorded.
                let logged = starts.iter().copied().find(|start| *start <= to);
                let from = from.or(logged).unwrap_or(Day::MIN);
                spans.push((from, to));
                starts.retain(|start| *start > to);
            }
            (from, None) => starts.push(from.unwrap_or(Day::MIN)),
        }
    }
    spans.extend(starts.into_iter().map(|start| {
        let from = ends.partition_point(|end| *end < start);
        let end = ends.get(from).copied().unwrap_or(Day::MAX);
        (start, end)
    }));
    merged(spans)
}

/// Who is designated from when to when: by recorded roles, and by what the log adds; a withdrawal's day is uncovered.
fn agents(judge: &mut Judge<'_, '_>, case: &Case<'_>, project: ProjectId) -> Vec<Agency> {
    let book = judge.ground.book;
    let by_bureau = |judge: &mut Judge<'_, '_>, act: &Act, lack: Option<FindingCode>| match act.actor {
        Named::Absent => true,
        Named::Known(actor) => actor == judge.ground.book.bureau_on(act.at.day()),
        Named::Unknown => {
            if let Some(lack) = lack {
                judge.stray(case, act, lack, None);
            }
            false
        }
    };
    let mut withdrawn: Vec<&Act> = Vec::new();
    for (_, act) in case.of(EventKind::AgentWithdrawn) {
        if by_bureau(judge, act, None) {
            withdrawn.push(act);
        }
    }
    // The last day before the first withdrawal that ends what began then.
    let ends = |person: Named<PersonId>, began: When| {
        let of = |act: &&&Act| act.person == Named::Absent || act.person == person;
        let later = |act: &&&Act| act.at.day() > began.day() || began.certainly_before(act.at);
        let from = withdrawn.partition_point(|act| act.at.day() < began.day());
        let ended = withdrawn.get(from..).unwrap_or_default().iter().filter(of).find(later);
        ended.map_or(Day::MAX, |act| act.at.day().previous().unwrap_or(Day::MIN))
    };
    let roles = book.roles_for(project).filter(|span| span.what.role == Role::Agent);
    let mut agents: Vec<Agency> = roles
        .map(|span| {
            let person = span.what.person;
            let to = span.to.min(ends(Named::Known(person), When::Day(span.from)));
            (Some(person), (span.from, to))
        })
        .collect();
    for (_, act) in case.of(EventKind::AgentDesignated) {
        if by_bureau(judge, act, Some(FindingCode::AgentMissing)) {
            agents.push((act.person.known(), (act.at.day(), ends(act.person, act.at))));
        }
    }
    agents
}

/// The Bureau has somebody designated on every day on which procedures run, `last` being their last; no grace.
fn standing(judge: &mut Judge<'_, '_>, case: &Case<'_>, span: Interval, last: Day, covered: &[Interval]) {
    let basis = Some(Basis::Reading(Reading::StandingDuties));
    for (bureau, from, to) in judge.ground.book.pieces(judge.ground.book.bureau, span.0, span.1) {
        let gaps = uncovered((from, to), covered);
        judge.duty(DutyRow {
            status: held(judge.as_of, (from, to), &gaps),
            basis,
            relation: Relation { label: Some(RelationLabel::OneToOne), pairwise: false },
            course: Course::standing(if to < span.1 { to } else { last }, Reading::StandingDuties),
            ..DutyRow::new(Norm::N23a, bureau, case.subject, TriggerId::Since(from), When::Day(from))
        });
        let duty = judge.last_duty(Norm::N23a, from);
        for gap in gaps {
            let mut row = FindingRow::new(FindingCode::AgentMissing, Severity::Breach, case.subject);
            row.obligor = Some(bureau);
            row.interval = Some(gap);
            row.basis = basis;
            row.duty = duty;
            row.curable =
                Some(Curable { since: When::Day(gap.0), until: Some(When::Day(gap.1)), matter: None });
            judge.find(row, gap.0, &[]);
        }
    }
}

/// Two agents of one project at once, or an agent without a manager, are no pair.
fn paired(
    judge: &mut Judge<'_, '_>,
    case: &Case<'_>,
    entry: &ProjectEntry,
    span: Interval,
    agents: &[Agency],
    managers: &[(PersonId, Interval)],
) {
    let within = |own: &Interval| shared(*own, span);
    let severity = match judge.ground.profile.readings.agent_pairing {
        AgentPairing::Unset => Severity::Review,
        AgentPairing::PerProject | AgentPairing::StrictPair => Severity::Breach,
    };
    let found = |judge: &mut Judge<'_, '_>, code, interval: Interval| {
        let mut row = FindingRow::new(code, severity, case.subject);
        row.obligor = Some(judge.ground.book.bureau_on(interval.0));
        row.interval = Some(interval);
        row.basis = Some(Basis::Reading(Reading::AgentPairing));
        judge.find(row, interval.0, &[]);
    };
    let served = agents.iter().filter_map(|(agent, own)| Some((*agent, within(own)?)));
    for interval in crowded(served.clone()) {
        found(judge, FindingCode::AgentNotOneToOne, interval);
    }
    // A manager of whom only the name is recorded is one all the same.
    if entry.project.manager.is_none() {
        let managed = merged(managers.iter().filter_map(|(_, own)| within(own)).collect());
        for own in merged(served.map(|(_, own)| own).collect()) {
            for gap in uncovered(own, &managed) {
                found(judge, FindingCode::PairingIncomplete, gap);
            }
        }
    }
}

/// 2.3b: an agent's visits are listed and never judged.
fn visits(judge: &mut Judge<'_, '_>, case: &Case<'_>, span: Interval, agents: &[Agency]) {
    let mut known: Vec<_> = agents
        .iter()
        .filter_map(|(agent, own)| Some(((*agent)?, shared(*own, span)?)))
        .map(|(agent, (from, _))| (agent, from))
        .collect();
    sort(&mut known);
    known.dedup_by_key(|(agent, _)| *agent);
    for (agent, from) in known {
        let own = |act: &&Act| {
            let hand = [act.officer, act.person].contains(&Named::Known(agent));
            hand && span.0 <= act.at.day() && act.at.day() <= span.1
        };
        let visit = case.of(EventKind::Visit).map(|(_, act)| act).find(own);
        judge.duty(DutyRow {
            status: DutyStatus::Tracked,
            fulfilled_by: visit.map(|act| act.row).into(),
            ..DutyRow::new(
                Norm::N23b,
                WhoId::Person(agent),
                case.subject,
                TriggerId::Since(from),
                When::Day(from),
            )
        });
    }
}
