//! What enters: a log and two rulebooks. What leaves: what was found in it, by party and with its evidence.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Instant;

use liandong::{
    Audit, Basis, Elapsed, EventLog, Finding, FindingCode, Lang, Norm, Rulebook, Severity, Subject,
};

use crate::page::{BOLD, FAINT, Page, RED, YELLOW, bar, pad, paint, right};
use crate::{Any, periods, projects};

pub fn show(
    page: &mut Page<impl Write>,
    text: &Rulebook,
    limits: &Rulebook,
    log: &EventLog,
) -> Result<(), Any> {
    let (scope, as_of) = (liandong_sample::scope(), liandong_sample::as_of());
    let began = Instant::now();
    let by_text = page.waited(page.t("核查", "auditing"), || text.audit(log, scope.clone(), as_of));
    let took = began.elapsed();
    let by_limits =
        page.waited(page.t("按时限核查", "auditing by the limits"), || limits.audit(log, scope, as_of));
    page.title("2023年核查（截至2024-01-01）", "The audit of 2023, as of 2024-01-01")?;
    let (events, duties, took) = (log.len(), by_text.duty_count(), took.as_secs_f64() * 1_000.0);
    match page.lang {
        Lang::Zh => writeln!(page.out, "  {events} 个事件，{duties} 项义务，用时 {took:.0} 毫秒")?,
        Lang::En => writeln!(page.out, "  {events} events and {duties} duties in {took:.0} ms")?,
    }
    totals(page, page.t("按文本：不设数字时限", "under the text, which names no number"), &by_text)?;
    totals(page, page.t("按本区自定时限", "under the zone's own limits"), &by_limits)?;
    // A log of nothing but cases has no plans, weeks and projects to show.
    if by_limits.duties().any(|duty| duty.norm == Norm::N21a) {
        periods::show(page, &by_limits)?;
        projects::show(page, &by_limits, &liandong_sample::catalogue()?)?;
    }
    by_party(page, &by_limits)?;
    scorecard(page, &by_limits)?;
    Ok(())
}

fn totals(page: &mut Page<impl Write>, name: &str, audit: &Audit<'_, '_>) -> io::Result<()> {
    write!(page.out, "  {}", pad(name, 38))?;
    for (severity, style, zh, en) in [
        (Severity::Breach, RED, "违反", "breaches"),
        (Severity::Review, YELLOW, "核查", "reviews"),
        (Severity::Info, FAINT, "提示", "infos"),
    ] {
        let count = audit.findings().filter(|finding| finding.severity == severity).count();
        write!(page.out, "{}", paint(style, format!("{count:>8} {}", page.t(zh, en))))?;
    }
    writeln!(page.out)
}

/// What each party owed and did not do in order, the most common first, two of the gravest with their evidence.
fn by_party(page: &mut Page<impl Write>, audit: &Audit<'_, '_>) -> io::Result<()> {
    page.title("按义务单位（本区时限）", "By the party that owed the act (under the zone's limits)")?;
    let mut parties: BTreeMap<&str, Vec<Finding<'_>>> = BTreeMap::new();
    for finding in audit.findings() {
        if let Some(party) = finding.obligor {
            parties.entry(&party.name).or_default().push(finding);
        }
    }
    let mut parties: Vec<_> = parties.into_iter().collect();
    parties.sort_by_key(|(name, findings)| (Reverse(findings.len()), *name));
    for (name, mut findings) in parties {
        let mut codes: BTreeMap<FindingCode, usize> = BTreeMap::new();
        for finding in &findings {
            *codes.entry(finding.code).or_default() += 1;
        }
        let mut codes: Vec<_> = codes.into_iter().collect();
        codes.sort_by_key(|(code, count)| (Reverse(*count), *code));
        let most = codes.iter().take(3).map(|(code, count)| match page.lang {
            Lang::Zh => format!("{} {count}", code.text().zh),
            Lang::En => format!("{} {count}", code.code()),
        });
        let most = most.collect::<Vec<_>>().join(" · ") + if codes.len() > 3 { " · …" } else { "" };
        let (name, count) = (paint(BOLD, pad(name, 22)), findings.len());
        writeln!(page.out, "{name}{count:>6}  {}", paint(FAINT, most))?;
        findings.sort_by_key(|finding| (finding.severity, finding.code, Reverse(long(finding))));
        let mut shown = Vec::new();
        for finding in &findings {
            if shown.len() < 2 && !shown.contains(&finding.code) {
                shown.push(finding.code);
                one(page, finding)?;
            }
        }
    }
    Ok(())
}

/// A finding in two lines: what, and what shows it.
pub fn one(page: &mut Page<impl Write>, finding: &Finding<'_>) -> io::Result<()> {
    let style = if finding.severity == Severity::Breach { RED } else { YELLOW };
    let norm = pad(finding.norm.map_or("–", |norm| norm.id()), 4);
    let what = finding.code.text().in_lang(page.lang).trim_end_matches('.');
    let about = match finding.subject {
        Subject::Case(id) | Subject::Matter(id) | Subject::Event(id) => id.to_owned(),
        Subject::Line(line) => line.to_string(),
        Subject::Week(week) => week.to_string(),
        Subject::Year(year) => year.to_string(),
        Subject::Project(id) | Subject::Person(id) => id.to_owned(),
        Subject::Party(_) => String::new(),
    };
    let interval = finding.interval.map(|(from, to)| format!("{from} – {to}"));
    let about = if about.is_empty() { interval.clone().unwrap_or_default() } else { about };
    let to = finding.to.map(|who| format!(" → {}", who.name())).unwrap_or_default();
    writeln!(page.out, "  {} {norm}  {what} {about}{to}", paint(style, "●"))?;
    let mut evidence: Vec<String> = finding.events.iter().map(|id| (*id).to_owned()).collect();
    evidence.extend(interval.filter(|interval| *interval != about));
    evidence.extend(finding.actor.map(|party| format!("{} {}", page.t("行为单位", "by"), party.name)));
    evidence.extend(finding.elapsed.map(|elapsed| time(page.lang, elapsed)));
    evidence.extend(finding.basis.map(|basis| match basis {
        Basis::Reading(reading) => format!("{} {}", page.t("口径", "reading"), reading.id()),
        Basis::Limit(limit) => format!("{} {}", page.t("时限", "limit"), limit.id()),
    }));
    evidence.extend(
        finding
            .possible_ground
            .map(|ground| format!("{}{}", page.t("可能属", "possibly "), ground.text().in_lang(page.lang))),
    );
    writeln!(page.out, "          {}", paint(FAINT, evidence.join(" · ")))
}

fn time(lang: Lang, elapsed: Elapsed) -> String {
    let elapsed = match elapsed {
        Elapsed::Minutes(minutes) if minutes >= 2 * 1_440 => {
            Elapsed::Days(i32::try_from(minutes / 1_440).unwrap_or(i32::MAX))
        }
        short => short,
    };
    match lang {
        Lang::Zh => elapsed.zh(),
        Lang::En => elapsed.to_string(),
    }
}

fn long(finding: &Finding<'_>) -> i64 {
    match (finding.interval, finding.elapsed) {
        (Some((from, to)), _) => i64::from(from.days_until(to)),
        (None, elapsed) => elapsed.map_or(0, days),
    }
}

/// Whole days.
pub fn days(elapsed: Elapsed) -> i64 {
    match elapsed {
        Elapsed::Days(days) => i64::from(days),
        Elapsed::Minutes(minutes) => minutes / 1_440,
    }
}

fn scorecard(page: &mut Page<impl Write>, audit: &Audit<'_, '_>) -> io::Result<()> {
    page.title("各单位情况（本区时限）", "How each party stands (under the zone's limits)")?;
    let heads = [("已履行", "done"), ("未履行", "open"), ("违反", "breaches"), ("核查", "reviews")];
    let heads = heads.map(|(zh, en)| right(page.t(zh, en), 10)).concat();
    writeln!(page.out, "{}{}", pad("", 22), paint(FAINT, heads))?;
    for own in audit.standing() {
        let owed = own.fulfilled + own.open;
        let mark = |style, count: usize| match count {
            0 => paint(FAINT, right("–", 10)),
            _ => paint(style, format!("{count:>10}")),
        };
        let share = match owed {
            0 => String::new(),
            _ => format!(
                "  {} {:>5.1} %",
                bar(own.fulfilled, owed, 20),
                own.fulfilled as f64 * 100.0 / owed as f64
            ),
        };
        let (done, open) = (format!("{:>10}", own.fulfilled), format!("{:>10}", own.open));
        let found = mark(RED, own.breaches) + &mark(YELLOW, own.reviews);
        writeln!(page.out, "{}{done}{open}{found}{share}", pad(&own.party.name, 22))?;
    }
    Ok(())
}
