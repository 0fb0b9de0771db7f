//! What enters: an audit of a year. What leaves: its plans, its summary and opinion, and its weeks, printed.

use std::collections::BTreeMap;
use std::io::{self, Write};

use liandong::{Audit, Day, Duty, DutyStatus, FindingCode, IsoWeek, Norm, Subject, Who};

use crate::audit::{days, one};
use crate::page::{FAINT, GREEN, Page, RED, YELLOW, pad, paint};

pub fn show(page: &mut Page<impl Write>, audit: &Audit<'_, '_>) -> io::Result<()> {
    plans(page, audit)?;
    weeks(page, audit)
}

/// Each department's plans with how soon they were fed back, and what the Bureau gave in return.
fn plans(page: &mut Page<impl Write>, audit: &Audit<'_, '_>) -> io::Result<()> {
    page.title("年度谋划与反馈（本区时限）", "The year's plans (under the zone's limits)")?;
    let mut departments: BTreeMap<&str, Vec<Duty<'_>>> = BTreeMap::new();
    for duty in audit.duties().filter(|duty| duty.norm == Norm::N21a) {
        if let Ok(Who::Party(party)) = duty.obligor {
            departments.entry(&party.name).or_default().push(duty);
        }
    }
    let heads = format!("  {}  {}", pad(page.t("谋划", "planned"), 10), pad(page.t("反馈", "fed back"), 22));
    let heads = heads.repeat(2);
    writeln!(page.out, "{}{}", pad("", 22), paint(FAINT, heads.trim_end()))?;
    for (name, mut plans) in departments {
        plans.sort_by_key(|plan| plan.since);
        let plans = plans.iter().map(|plan| {
            let after = match plan.elapsed.map_or(0, days) {
                0 => page.t("当日反馈", "fed back that day").to_owned(),
                after => page.told(format!("{after} 日后反馈"), format!("fed back in {after} d")),
            };
            let (style, what) = match plan.status {
                DutyStatus::Fulfilled => (GREEN, after),
                DutyStatus::Late => (RED, format!("{after}{}", page.t("，逾期", ", late"))),
                DutyStatus::Missed => (RED, page.t("未反馈", "not fed back").to_owned()),
                _ => (YELLOW, page.t("尚未反馈", "not yet fed back").to_owned()),
            };
            format!("  {}  {}", plan.since.day(), paint(style, pad(&what, 22)))
        });
        let plans: Vec<_> = plans.collect();
        writeln!(page.out, "{}{}", pad(name, 22), plans.concat())?;
    }
    for norm in [Norm::N21b, Norm::N21c] {
        for duty in audit.duties().filter(|duty| duty.norm == norm) {
            let (style, what) = match duty.status {
                DutyStatus::Fulfilled => (GREEN, page.t("已办", "done")),
                DutyStatus::Late => (RED, page.t("逾期", "late")),
                DutyStatus::Missed => (RED, page.t("未办", "not done")),
                _ => (YELLOW, page.t("待办", "open")),
            };
            let restated = norm.row().restated.in_lang(page.lang);
            writeln!(
                page.out,
                "  {}  {}  {}",
                norm.id(),
                paint(style, pad(what, 8)),
                paint(FAINT, restated)
            )?;
        }
    }
    for finding in audit.findings().filter(|finding| matches!(finding.subject, Subject::Year(_))) {
        one(page, &finding)?;
    }
    Ok(())
}

/// The weeks of the year as they went, one sign each, a quarter a line.
fn weeks(page: &mut Page<impl Write>, audit: &Audit<'_, '_>) -> io::Result<()> {
    page.title("每周对接", "The weekly reconciliation")?;
    let signs = [
        (GREEN, "█", "共同开展", "joint"),
        (YELLOW, "▄", "单方开展", "not joint"),
        (RED, "░", "未开展", "not held"),
        (FAINT, "·", "无项目办理手续", "no project in procedures"),
    ];
    let [joint, alone, missing, idle] = signs.map(|(style, sign, ..)| paint(style, sign));
    let mut went: BTreeMap<IsoWeek, &str> = BTreeMap::new();
    for duty in audit.duties().filter(|duty| duty.norm == Norm::N23d) {
        if let Subject::Week(week) = duty.subject {
            went.insert(week, if duty.status == DutyStatus::Fulfilled { &joint } else { &missing });
        }
    }
    let found: Vec<_> =
        audit.findings().filter(|finding| matches!(finding.subject, Subject::Week(_))).collect();
    for finding in &found {
        if let (FindingCode::WeeklyNotJoint, Subject::Week(week)) = (finding.code, finding.subject) {
            went.insert(week, &alone);
        }
    }
    let mut week = Day::from_ymd(2023, 1, 2).map(Day::iso_week);
    for _ in 0..4 {
        let first = week.map_or(String::new(), |week| week.to_string());
        write!(page.out, "  {}  ", paint(FAINT, first))?;
        let mut signs = Vec::new();
        for _ in 0..13 {
            let Some(own) = week else { break };
            signs.push(went.get(&own).copied().unwrap_or(&idle));
            week = own.next();
        }
        writeln!(page.out, "{}", signs.join(" "))?;
    }
    let legend = signs.map(|(style, sign, zh, en)| format!("{} {}", paint(style, sign), page.t(zh, en)));
    writeln!(page.out, "  {}", legend.join("   "))?;
    let mut shown = Vec::new();
    for finding in &found {
        if !shown.contains(&finding.code) {
            shown.push(finding.code);
            one(page, finding)?;
        }
    }
    Ok(())
}
