//! What enters: parties, persons in dated roles and projects. What leaves: vacant posts (2.6a, 3.2a), roles recorded
//! twice, projects without manager (2.3a) or responsible department (2.2a), and names that lead nowhere.

use std::collections::BTreeMap;

use crate::answer::Reason;
use crate::causes::{Cause, FactId};
use crate::day::Day;
use crate::fact::Fact;
use crate::ids::PartyId;
use crate::limit::Basis;
use crate::lint::shape::{Days, Lint, LintCode, LintSubject};
use crate::norm::Norm;
use crate::person::{DatedRole, Role};
use crate::project::Project;
use crate::rules::Ground;
use crate::rules::oversight::owed;
use crate::rules::posts::{Posts, shared, uncovered};
use crate::sort::sort;

const fn span(from: Option<Day>, to: Option<Day>) -> Days {
    let from = if let Some(from) = from { from } else { Day::MIN };
    (from, if let Some(to) = to { to } else { Day::MAX })
}

/// Every lint of every party, then of every person, then of every project.
pub(super) fn lints<'r>(ground: &Ground<'r>, force: Days, out: &mut Vec<Lint<'r>>) {
    posts(ground, force, out);
    successions(ground, force, out);
    for person in &ground.book.persons {
        let subject = LintSubject::Person(&person.id);
        let alike =
            |a: &DatedRole, b: &DatedRole| (a.role, &a.party, &a.project) == (b.role, &b.party, &b.project);
        for same in person.roles.chunk_by(alike) {
            twice(ground, force, subject, same, out);
        }
        for role in &person.roles {
            let unknown = role.project.as_deref().filter(|id| ground.book.project_id(id).is_none());
            if let Some((id, days)) = unknown.zip(shared(span(role.from, role.to), force)) {
                let lint = Lint::new(LintCode::UnknownProject, subject, days);
                out.push(Lint { role: Some(role.role), named: Some(id), ..lint });
            }
        }
    }
    projects(ground, force, out);
}

/// Uncovered days of posts, as the audit's rule counts them.
fn posts<'r>(ground: &Ground<'r>, force: Days, out: &mut Vec<Lint<'r>>) {
    let book = ground.book;
    let held = Posts::new(book);
    for (post, party, days, covered) in owed(ground, &held) {
        let Some(days) = shared(days, force) else { continue };
        let code = if post.norm == Norm::N26a { LintCode::NoPusher } else { LintCode::NoLiaison };
        let basis = Some(Basis::Reading(post.basis));
        for gap in uncovered(days, covered) {
            let reasons = vec![Reason { norm: post.norm, fact: Fact::Clause, basis }];
            out.push(Lint { reasons, ..Lint::new(code, LintSubject::Party(&book.party(party).id), gap) });
        }
    }
}

/// A successor that by its first day had been succeeded itself never stands in the party's place.
fn successions<'r>(ground: &Ground<'r>, force: Days, out: &mut Vec<Lint<'r>>) {
    let book = ground.book;
    for (place, entry) in book.parties.iter().enumerate() {
        let Some((on, next)) = entry.successor else { continue };
        let after = book.parties.get(next.place()).and_then(|next| next.successor);
        let days = shared((on, Day::MAX), force);
        if let Some(days) = days.filter(|_| after.is_some_and(|(earlier, _)| earlier <= on)) {
            let succeeded = |party| Cause { norm: Norm::N0, fact: FactId::Succession(party), basis: None };
            let causes = [PartyId::from(place), next].map(succeeded);
            let subject = LintSubject::Party(&entry.party.id);
            out.push(Lint {
                parties: vec![book.party(next)],
                reasons: causes.map(|cause| Reason::new(book, ground.lines, cause)).into(),
                ..Lint::new(LintCode::SuccessionOutOfOrder, subject, days)
            });
        }
    }
}

/// Days that two entries of one role share; the entries come in the order of their first days.
fn twice<'r>(
    ground: &Ground<'r>,
    force: Days,
    subject: LintSubject<'r>,
    same: &[DatedRole],
    out: &mut Vec<Lint<'r>>,
) {
    let mut covered: Option<Day> = None;
    let mut overlaps: Vec<Days> = Vec::new();
    for role in same {
        let (from, to) = span(role.from, role.to);
        let overlap = covered.and_then(|last| shared((from, to), (Day::MIN, last)));
        match (overlap, overlaps.last_mut()) {
            (Some(days), Some(last)) if last.1.next().is_none_or(|next| days.0 <= next) => {
                last.1 = last.1.max(days.1);
            }
            (Some(days), _) => overlaps.push(days),
            (None, _) => {}
        }
        covered = covered.max(Some(to));
    }
    let Some(role) = same.first() else { return };
    let party = role.party.as_deref().and_then(|party| ground.book.party_id(party));
    for days in overlaps.into_iter().filter_map(|days| shared(days, force)) {
        out.push(Lint {
            parties: party.map(|party| ground.book.party(party)).into_iter().collect(),
            role: Some(role.role),
            ..Lint::new(LintCode::OverlappingRoles, subject, days)
        });
    }
}

/// The days on which a project counts: those of its procedures, else those of its year, else all.
fn running(project: &Project) -> Days {
    match (&project.procedures, project.year) {
        (Some(procedures), _) => span(procedures.from, procedures.to),
        (None, Some(year)) => span(Day::from_ymd(year, 1, 1), Day::from_ymd(year, 12, 31)),
        (None, None) => (Day::MIN, Day::MAX),
    }
}

fn projects<'r>(ground: &Ground<'r>, force: Days, out: &mut Vec<Lint<'r>>) {
    let mut managers: BTreeMap<&str, Vec<Days>> = BTreeMap::new();
    for role in ground.book.persons.iter().flat_map(|person| &person.roles) {
        if let (Role::ProjectManager, Some(id)) = (role.role, role.project.as_deref()) {
            managers.entry(id).or_default().push(span(role.from, role.to));
        }
    }
    managers.values_mut().for_each(|spans| sort(spans));
    for project in ground.book.projects.iter().map(|entry| &entry.project) {
        let Some(days) = shared(running(project), force) else { continue };
        let subject = LintSubject::Project(&project.id);
        if project.key && project.responsible.is_none() {
            out.push(Lint::new(LintCode::ProjectWithoutResponsible, subject, days));
        }
        if project.manager.is_none() {
            let held = managers.get(project.id.as_str()).map_or(&[][..], Vec::as_slice);
            let gaps = uncovered(days, held).into_iter();
            out.extend(gaps.map(|gap| Lint::new(LintCode::ProjectWithoutManager, subject, gap)));
        }
    }
}
