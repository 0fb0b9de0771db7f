//! In: generated catalogues, logs and periods. Out: that an outlook leaves out nothing that would be missed, and lists
//! nothing that is done.

#[path = "support/catalogues.rs"]
mod catalogues;
#[path = "support/logs.rs"]
mod logs;

use std::collections::BTreeMap;

use catalogues::{DEPARTMENTS, Setting, setting};
use liandong::{
    Audit, Day, Duty, DutyStatus, Event, EventKind, EventLog, FindingCode, Limit, Outlook, Procedures,
    Project, Recurrence, Rulebook, Scope, Subject, TriggerRef, Unit, When,
};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

/// So many cases, unless `PROPTEST_CASES` asks for another number.
fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence: None, ..ProptestConfig::default() }
}

/// Days within a few weeks around the logs' own.
fn day() -> impl Strategy<Value = Day> {
    let issued = liandong::ISSUED.number();
    (issued - 5..issued + 60).prop_map(|number| Day::from_number(number).expect("a day of 2021"))
}

/// A period that may lie before, around or after the day of knowledge, up to some months long.
fn period() -> impl Strategy<Value = (Day, Day)> {
    (day(), prop_oneof![3 => 0..20i32, 1 => 200..400i32])
        .prop_map(|(from, length)| (from, from.saturating_add_days(length)))
}

/// Kinds of clauses 2.1 to 2.4b, which the general logs seldom have.
const OTHERS: [EventKind; 14] = [
    EventKind::Planning,
    EventKind::AnnualFeedback,
    EventKind::AnnualSummary,
    EventKind::AnnualOpinion,
    EventKind::KeyProjectDetermined,
    EventKind::KeyProjectNotice,
    EventKind::MattersDetermined,
    EventKind::Guidance,
    EventKind::ProceduresStarted,
    EventKind::ProceduresEnded,
    EventKind::AgentDesignated,
    EventKind::WeeklyReconciliation,
    EventKind::SupportRequested,
    EventKind::SupportGiven,
];

/// A log some of whose events are of those kinds, shown as text for a failure to be replayed from.
#[derive(Clone)]
struct Log(Vec<Event>);

impl std::fmt::Debug for Log {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&serde_json::to_string(&self.0).map_err(|_| std::fmt::Error)?)
    }
}

fn log() -> impl Strategy<Value = Log> {
    (logs::log(true), prop::collection::vec(weighted(0.5, select(&OTHERS[..])), 12)).prop_map(
        |(mut events, others)| {
            for (event, kind) in events.iter_mut().zip(others) {
                if let Some(kind) = kind {
                    event.kind = kind.code().to_owned();
                    event.project = Some("J".to_owned());
                    event.with = Some("d0".to_owned());
                }
            }
            Log(events)
        },
    )
}

/// The setting with a project, and with limits for some of what is owed.
fn furnished() -> impl Strategy<Value = Setting> {
    let unit = select(vec![Unit::Minutes, Unit::Hours, Unit::CalendarDays, Unit::WorkingDays]);
    let limit = (0..40u32, unit).prop_map(|(value, unit)| Limit { value, unit });
    let limits = prop::array::uniform4(weighted(0.4, limit));
    (setting(), weighted(0.7, (day(), weighted(0.5, 0..30i32))), limits).prop_map(
        |(mut setting, runs, [push, feedback, notice, support])| {
            let procedures = runs.map(|(from, length)| Procedures {
                from: Some(from),
                to: length.map(|length| from.saturating_add_days(length)),
            });
            setting.catalogue.zone.partner = Some(DEPARTMENTS[0].to_owned());
            setting.catalogue.projects = vec![Project {
                id: "J".to_owned(),
                name: "示例项目".to_owned(),
                year: Some(2020),
                key: true,
                responsible: Some("d1".to_owned()),
                unit: None,
                manager: Some("p0".to_owned()),
                procedures,
            }];
            let own = &mut setting.profile.limits;
            (own.result_push, own.feedback, own.project_notice, own.support) =
                (push, feedback, notice, support);
            setting
        },
    )
}

fn known(log: &Log, as_of: When) -> EventLog {
    log.0.iter().filter(|event| event.at.earliest() <= as_of.latest()).collect()
}

/// What a one-off duty is told apart by. Whom a manager's notification goes to may change with the roles of the day.
fn key(norm: &str, obligor: Option<&str>, subject: Subject<'_>, trigger: TriggerRef<'_>) -> String {
    format!("{norm} {obligor:?} {subject:?} {trigger:?}")
}

fn key_of(duty: &Duty<'_>) -> String {
    key(duty.norm.id(), duty.obligor.ok().map(|who| who.id()), duty.subject, duty.trigger)
}

/// How many entries there are of each one-off duty, week and year.
fn listed(outlook: &Outlook<'_>) -> BTreeMap<String, usize> {
    let mut listed = BTreeMap::new();
    for due in &outlook.entries {
        let key = match due.recurrence {
            Recurrence::Weekly | Recurrence::Yearly => format!("{} {:?}", due.norm.id(), due.subject),
            Recurrence::OneOff => key(due.norm.id(), Some(due.obligor.id()), due.subject, due.trigger),
            Recurrence::Standing => continue,
        };
        *listed.entry(key).or_default() += 1;
    }
    listed
}

/// How many duties of an audit would be missed that have their place in the period, each by its key.
fn missed(audit: &Audit<'_, '_>, (from, to): (Day, Day)) -> BTreeMap<String, usize> {
    let mut missed = BTreeMap::new();
    for duty in audit.duties().filter(|duty| duty.status == DutyStatus::Missed) {
        let key = match (duty.trigger, duty.subject) {
            (_, Subject::Week(week)) if week.sunday() < from || week.monday() > to => continue,
            (_, Subject::Year(year)) if year < from.year() || year > to.year() => continue,
            (_, Subject::Week(_) | Subject::Year(_)) => format!("{} {:?}", duty.norm.id(), duty.subject),
            (TriggerRef::Event(_), _) if duty.due.is_none_or(|due| due.day() <= to) => key_of(&duty),
            (TriggerRef::Event(_) | TriggerRef::Since(_), _) => continue,
        };
        *missed.entry(key).or_default() += 1;
    }
    missed
}

fn look<'l>(rulebook: &'l Rulebook, log: &'l EventLog, as_of: Day, period: (Day, Day)) -> Outlook<'l> {
    rulebook.outlook(log, When::Day(as_of), period.0, period.1)
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn what_would_be_missed_by_the_end_of_the_period_is_in_the_outlook(
        (setting, log, as_of, period) in (furnished(), log(), day(), period()),
    ) {
        let rulebook = setting.rulebook();
        // Nothing that happens after the day of knowledge, and nothing set off after the period.
        let known = known(&log, When::Day(as_of.min(period.1)));
        let outlook = look(&rulebook, &known, as_of, period);
        let after = When::Day(period.1.saturating_add_days(1)).max(When::Day(as_of));
        let audit = rulebook.audit(&known, Scope::default(), after);
        let listed = listed(&outlook);
        for (key, count) in missed(&audit, period) {
            let own = listed.get(&key).copied().unwrap_or(0);
            prop_assert!(own >= count, "{} of {} `{}` in {:?}", own, count, key, outlook.entries);
        }
        for finding in audit.findings() {
            let vacant = [FindingCode::PusherNotDesignated, FindingCode::LiaisonMissing, FindingCode::AgentMissing];
            let Some((from, to)) = finding.interval.filter(|_| vacant.contains(&finding.code)) else { continue };
            let own = (from.max(period.0), to.min(period.1));
            let told = outlook.entries.iter().any(|due| {
                Some(due.norm) == finding.norm && due.subject == finding.subject && due.gaps.contains(&own)
            });
            prop_assert!(own.0 > own.1 || told, "vacant {:?} of {:?} in {:?}", own, finding, outlook.entries);
        }
    }

    #[test]
    fn what_is_done_or_no_longer_owed_is_not_in_it(
        (setting, log, as_of, period) in (furnished(), log(), day(), period()),
    ) {
        let rulebook = setting.rulebook();
        let log: EventLog = log.0.iter().collect();
        let outlook = look(&rulebook, &log, as_of, period);
        let audit = rulebook.audit(&log, Scope::default(), When::Day(as_of));
        let mut open: BTreeMap<String, usize> = BTreeMap::new();
        for duty in audit.duties().filter(|duty| duty.fulfilled_by.is_none()) {
            *open.entry(key_of(&duty)).or_default() += 1;
        }
        for due in &outlook.entries {
            prop_assert!(
                matches!(
                    due.status,
                    DutyStatus::Pending | DutyStatus::Outstanding | DutyStatus::Missed | DutyStatus::Undetermined
                ),
                "{:?}",
                due
            );
            prop_assert!(due.until.is_none_or(|until| due.from <= until), "{:?}", due);
            prop_assert!(due.due.is_none() || due.whose.is_some(), "{:?}", due);
        }
        let one_offs = listed(&outlook).into_iter().filter(|(key, _)| key.contains("Event("));
        for (key, count) in one_offs {
            let own = open.get(&key).copied().unwrap_or(0);
            prop_assert!(own >= count, "{} of {} `{}` are open", own, count, key);
        }
    }

    #[test]
    fn it_does_not_depend_on_the_order_of_events_nor_on_those_not_yet_known(
        (setting, log, as_of, period) in (furnished(), log(), day(), period()),
    ) {
        let rulebook = setting.rulebook();
        let shown = |log: &EventLog| format!("{:?}", look(&rulebook, log, as_of, period));
        let all: EventLog = log.0.iter().collect();
        let backwards: EventLog = log.0.iter().rev().collect();
        prop_assert_eq!(shown(&all), shown(&backwards));
        prop_assert_eq!(shown(&all), shown(&known(&log, When::Day(as_of))));
    }
}
