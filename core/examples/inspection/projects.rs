//! What enters: an audit of a year and its catalogue. What leaves: its projects with their agents and managers, printed.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use liandong::{Audit, Catalogue, Duty, DutyStatus, Finding, Norm, Severity, Subject, Who};

use crate::audit::one;
use crate::page::{BOLD, FAINT, GREEN, Page, RED, YELLOW, pad, paint, right};

/// How many projects in which nothing was found are shown.
const IN_ORDER: usize = 3;

#[derive(Default)]
struct Course<'a> {
    duties: Vec<Duty<'a>>,
    findings: Vec<Finding<'a>>,
}

impl Course<'_> {
    fn gravity(&self) -> (Reverse<usize>, Reverse<usize>) {
        let count = |severity| self.findings.iter().filter(|own| own.severity == severity).count();
        (Reverse(count(Severity::Breach)), Reverse(count(Severity::Review)))
    }
}

/// A project for each thing that was found, and some in order: each step of 2.2 and 2.3a, and who serves whom.
pub fn show(page: &mut Page<impl Write>, audit: &Audit<'_, '_>, catalogue: &Catalogue) -> io::Result<()> {
    page.title("项目与代办（本区时限）", "Projects and their agents (under the zone's limits)")?;
    let steps = [
        (Norm::N22a, "知会审批局", "the Bureau told"),
        (Norm::N22b, "确定事项", "matters determined"),
        (Norm::N22c, "通知经理", "manager notified"),
        (Norm::N22d, "指导单位", "unit guided"),
        (Norm::N23a, "代办员", "agent"),
    ];
    let heads = steps.map(|(norm, ..)| right(norm.id(), 5)).concat();
    writeln!(page.out, "{}{}", pad("", 38), paint(FAINT, heads))?;
    let courses = courses(audit);
    let mut rows: Vec<_> = courses.iter().collect();
    rows.sort_by_key(|(id, course)| (course.gravity(), **id));
    let (mut shown, mut alike, mut clean) = (Vec::new(), 0, 0);
    for (id, course) in rows {
        let gravest = course.findings.iter().min_by_key(|finding| (finding.severity, finding.code));
        let code = gravest.map(|finding| finding.code);
        let times = shown.iter().filter(|own| **own == code).count();
        if times >= code.map_or(IN_ORDER, |_| 1) {
            *code.map_or(&mut clean, |_| &mut alike) += 1;
            continue;
        }
        shown.push(code);
        let name = catalogue.projects.iter().find(|own| own.id == *id).map_or("", |own| &own.name);
        let marks = steps.map(|(norm, ..)| mark(course, norm)).concat();
        let served = served(page, catalogue, course, id);
        let line = format!("{}{}{marks}  {served}", paint(BOLD, pad(id, 11)), pad(name, 27));
        writeln!(page.out, "{}", line.trim_end())?;
        if let Some(gravest) = gravest {
            one(page, gravest)?;
        }
    }
    let more = page.told(
        format!("另有 {alike} 个项目有同类发现，{clean} 个没有发现"),
        format!("{alike} more projects with the same, {clean} more without any finding"),
    );
    writeln!(page.out, "  {more}")?;
    let legend = steps.map(|(norm, zh, en)| format!("{} {}", norm.id(), page.t(zh, en))).join(" · ");
    let signs = page
        .t("✓ 已办  ! 逾期  ✗ 未办  ? 待定  · 无此义务", "✓ done  ! late  ✗ not done  ? open  · not owed");
    writeln!(page.out, "  {}\n  {}", paint(FAINT, legend), paint(FAINT, signs))?;
    for finding in audit.findings().filter(|finding| matches!(finding.subject, Subject::Person(_))) {
        one(page, &finding)?;
    }
    Ok(())
}

fn courses<'l>(audit: &'l Audit<'_, '_>) -> BTreeMap<&'l str, Course<'l>> {
    let mut courses: BTreeMap<&str, Course<'_>> = BTreeMap::new();
    for duty in audit.duties() {
        if let Subject::Project(id) = duty.subject {
            courses.entry(id).or_default().duties.push(duty);
        }
    }
    for finding in audit.findings() {
        if let Subject::Project(id) = finding.subject {
            courses.entry(id).or_default().findings.push(finding);
        }
    }
    courses
}

/// What became of the duties of one norm, the worst first.
fn mark(course: &Course<'_>, norm: Norm) -> String {
    let statuses = course.duties.iter().filter(|duty| duty.norm == norm).map(|duty| match duty.status {
        DutyStatus::Missed => (0, RED, "✗"),
        DutyStatus::Late => (1, RED, "!"),
        DutyStatus::Outstanding | DutyStatus::Pending | DutyStatus::Undetermined => (2, YELLOW, "?"),
        DutyStatus::Fulfilled => (3, GREEN, "✓"),
        DutyStatus::Void | DutyStatus::Tracked => (4, FAINT, "·"),
    });
    let (_, style, sign) = statuses.min_by_key(|own| own.0).unwrap_or((5, FAINT, "·"));
    paint(style, right(sign, 5))
}

/// Who served the project, and who manages it.
fn served(page: &Page<impl Write>, catalogue: &Catalogue, course: &Course<'_>, id: &str) -> String {
    let visits = course.duties.iter().filter(|duty| duty.norm == Norm::N23b);
    let mut agents: Vec<_> = visits
        .filter_map(|duty| match duty.obligor {
            Ok(Who::Person(person)) => Some(person.name.as_str()),
            _ => None,
        })
        .collect();
    agents.dedup();
    let named = |person: &&liandong::Person| {
        person
            .roles
            .iter()
            .any(|held| held.role == liandong::Role::ProjectManager && held.project.as_deref() == Some(id))
    };
    let manager = catalogue.persons.iter().find(named).map(|person| person.name.as_str());
    let manager = match manager {
        Some(name) => name.to_owned(),
        None => paint(YELLOW, page.t("未登记", "none recorded")),
    };
    match agents.as_slice() {
        [] => String::new(),
        agents => format!("{} ↔ {manager}", agents.join(page.t("、", ", "))),
    }
}
