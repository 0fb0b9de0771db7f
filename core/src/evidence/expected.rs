//! What enters: a finding as the rules emitted it. What leaves: what was expected, by when and why, and which events of
//! the log belong to the chain.

use super::counting::Counting;
use crate::audit::Audit;
use crate::day::{Day, Elapsed, When};
use crate::duty::{DutyRow, SubjectId, TriggerId};
use crate::event::EventKind;
use crate::event_view::EventView;
use crate::finding::{FindingCode, FindingRow};
use crate::home::cures;
use crate::limit::{Basis, LimitName};
use crate::norm::Norm;
use crate::reading::{Reading, StaleAfter};
use crate::rows::Rows;
use crate::rules::Ground;
use crate::rules::one_off::Owed;
use crate::rules::{feedback, platform, project, push, push_back, support};
use crate::text::Text;

/// What an event of a pack is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// It set off what was owed.
    Trigger,
    /// It is what the finding is about.
    Act,
    /// It discharged what was owed.
    Fulfilment,
    /// It cannot be matched, and might be what was owed.
    MayCure,
    /// What was owed was to come before it.
    ToComeBefore,
    /// It corrects or withdraws another event of the pack.
    Amendment,
}

impl Part {
    /// Its name in the wire format.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Trigger => "trigger",
            Self::Act => "act",
            Self::Fulfilment => "fulfilment",
            Self::MayCure => "may_cure",
            Self::ToComeBefore => "to_come_before",
            Self::Amendment => "amendment",
        }
    }

    /// It in words.
    #[must_use]
    pub const fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Trigger => ("起因", "trigger"),
            Self::Act => ("所涉行为", "act"),
            Self::Fulfilment => ("履行", "fulfilment"),
            Self::MayCure => ("无法对应，或可补足", "unmatched, might be what was owed"),
            Self::ToComeBefore => ("应在其之前", "to come before it"),
            Self::Amendment => ("更正或撤销", "correction or withdrawal"),
        };
        Text { zh, en }
    }
}

/// By when something was owed, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ByWhen<'a> {
    /// By an adopter's limit.
    Limit {
        /// Which.
        name: LimitName,
        /// How it is counted.
        counting: Counting<'a>,
    },
    /// Within a window that the text opens and closes, as a reading has it; both days included.
    Window {
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
        /// The reading.
        reading: Reading,
    },
    /// On every day from this one on, without grace.
    EveryDay {
        /// The first day.
        from: Day,
        /// The reading.
        reading: Reading,
    },
    /// Before another event: the text sets an order and no time.
    Before {
        /// That event.
        event: Option<Box<EventView<'a>>>,
        /// The reading.
        reading: Reading,
    },
    /// The text names no number and the adopter none: nothing is late.
    NoLimit {
        /// From which day on its lack is a breach by `stale_after`, and after how many days; none where it never is.
        stale: Option<(Day, u16)>,
    },
    /// It is no matter of time.
    NoTime,
}

impl ByWhen<'_> {
    /// The last moment in time, where there is one.
    #[must_use]
    pub fn due(&self) -> Option<When> {
        match self {
            Self::Limit { counting, .. } => counting.end.ok(),
            Self::Window { to, .. } => Some(When::Day(*to)),
            Self::EveryDay { .. } | Self::Before { .. } | Self::NoLimit { .. } | Self::NoTime => None,
        }
    }

    pub(super) fn late_by(&self, code: FindingCode, done: Option<When>, as_of: When) -> Option<Elapsed> {
        let due = self.due()?;
        let until = match done {
            Some(done) => done,
            None if is_lack(code) => as_of,
            None => return None,
        };
        (until.earliest() > due.latest() || (done.is_none() && until.latest() > due.latest()))
            .then(|| Elapsed::between(due, until))
    }
}

/// Which events of the log a finding rests on, by place, and what each is there for.
pub(super) struct Chain {
    pub(super) trigger: Option<TriggerId>,
    /// Since when it was owed.
    pub(super) since: Option<When>,
    /// By when, as the audit recorded it.
    due: Option<When>,
    /// Which event discharged it, and when.
    pub(super) fulfilled: Option<(u32, When)>,
    /// Where two acts are compared, the later of them.
    later: Option<When>,
    before: Option<u32>,
    may_cure: Option<u32>,
    acts: Vec<u32>,
}

impl Chain {
    pub(super) fn of(audit: &Audit<'_, '_>, row: &FindingRow) -> Self {
        let at = |place: u32| audit.shown.rows.event(place).map(|own| own.at);
        let (from, to) = row.events;
        let mut events = audit.outcome.evidence.get(from as usize..to as usize).unwrap_or_default();
        let may_cure = match events.split_last() {
            Some((last, rest)) if is_softened(row) => {
                events = rest;
                Some(*last)
            }
            _ => None,
        };
        let duty: Option<&DutyRow> = row.duty.and_then(|place| audit.outcome.duties.get(place));
        let first = events.first().copied();
        let by_event = owed_by(row.code).is_some()
            || matches!(row.code, FindingCode::PushNotSynchronous | FindingCode::SupportRefused);
        // A lack over a period has no event that set it off.
        let own = first.filter(|_| by_event && row.interval.is_none() && has_no_period(row));
        let opened = row.curable.filter(|curable| curable.until.is_some()).map(|curable| curable.since.day());
        let trigger =
            duty.map(|duty| duty.trigger).or(own.map(TriggerId::Event)).or(opened.map(TriggerId::Since));
        let triggering = match trigger {
            Some(TriggerId::Event(place)) => Some(place),
            Some(TriggerId::Since(_)) | None => None,
        };
        let since = match (duty, triggering) {
            (Some(duty), _) => Some(duty.since.into()),
            (None, Some(place)) => at(place),
            (None, None) => opened.map(When::Day),
        };
        let done = duty.and_then(|duty| duty.fulfilled_by.row());
        let second = events.get(1).copied().filter(|_| owed_by(row.code).is_some() && duty.is_none());
        let mut acts: Vec<u32> = events.to_vec();
        acts.retain(|place| Some(*place) != triggering);
        acts.dedup();
        let (since, later) = match row.code {
            FindingCode::PushNotSynchronous | FindingCode::NoticeNotSimultaneous => {
                let times = || acts.iter().filter_map(|place| at(*place));
                // The earlier of the two begins the tolerance.
                (times().min_by_key(|at| at.earliest()), times().max_by_key(|at| at.earliest()))
            }
            _ => (since, None),
        };
        let fulfilled = done.or(second).and_then(|place| Some((place, at(place)?)));
        let due = duty.and_then(|duty| duty.due.when());
        Self { trigger, since, due, fulfilled, later, before: row.before, may_cure, acts }
    }

    /// When it was done, or when the later of two acts was.
    pub(super) fn done(&self) -> Option<When> {
        self.later.or(self.fulfilled.map(|(_, at)| at))
    }

    /// Every event of the chain once.
    pub(super) fn places(&self) -> Vec<(u32, Part)> {
        let trigger = match self.trigger {
            Some(TriggerId::Event(place)) => Some((place, Part::Trigger)),
            Some(TriggerId::Since(_)) | None => None,
        };
        let fulfilled = self.fulfilled.map(|(place, _)| (place, Part::Fulfilment));
        let before = self.before.map(|place| (place, Part::ToComeBefore));
        let may_cure = self.may_cure.map(|place| (place, Part::MayCure));
        let acts = self.acts.iter().map(|place| (*place, Part::Act));
        let mut places: Vec<(u32, Part)> = Vec::new();
        for (place, part) in [trigger, fulfilled, before, may_cure].into_iter().flatten().chain(acts) {
            if !places.iter().any(|(known, _)| *known == place) {
                places.push((place, part));
            }
        }
        places
    }
}

/// Every act that is owed once, as its rule has it.
const ONCE: [&Owed; 10] = [
    &push::PUSH,
    &push::NOTICE,
    &push_back::PUSH_BACK,
    &platform::UPLOAD,
    &feedback::FEEDBACK,
    &project::NOTICE,
    &project::MATTERS,
    &project::MANAGER,
    &project::GUIDANCE,
    &support::SUPPORT,
];

/// The act whose lack or delay a code names.
fn owed_by(code: FindingCode) -> Option<&'static Owed> {
    let all = ONCE.into_iter().chain([&push::ACKNOWLEDGEMENT]);
    all.into_iter().find(|owed| owed.missing == code || owed.late == code)
}

/// Whether a code says that something was not done.
pub(super) fn is_lack(code: FindingCode) -> bool {
    let by_event = EventKind::ALL.iter().any(|kind| cures(*kind) == Some(code));
    let post = matches!(code, FindingCode::PusherNotDesignated | FindingCode::LiaisonMissing);
    by_event || post || owed_by(code).is_some_and(|owed| owed.missing == code && owed.late != code)
}

fn has_no_period(row: &FindingRow) -> bool {
    !matches!(row.subject, SubjectId::Year(_) | SubjectId::Week(_))
        && row.curable.is_none_or(|curable| curable.until.is_none())
}

/// The kind of event that stands for what was owed.
pub(super) const fn act(code: FindingCode) -> Option<EventKind> {
    match code {
        FindingCode::AcknowledgementMissing | FindingCode::AcknowledgementLate => {
            Some(EventKind::PushAcknowledged)
        }
        FindingCode::DecidedWithoutCompetence => Some(EventKind::Decision),
        FindingCode::PushByUndesignatedPerson => Some(EventKind::ResultPush),
        _ => match code.norm() {
            Some(Norm::N21a) => Some(EventKind::AnnualFeedback),
            Some(Norm::N21b) => Some(EventKind::AnnualSummary),
            Some(Norm::N21c) => Some(EventKind::AnnualOpinion),
            Some(Norm::N22a) => Some(EventKind::KeyProjectNotice),
            Some(Norm::N22b) => Some(EventKind::MattersDetermined),
            Some(Norm::N22c) => Some(EventKind::ManagerNotified),
            Some(Norm::N22d) => Some(EventKind::Guidance),
            Some(Norm::N23a) => Some(EventKind::AgentDesignated),
            Some(Norm::N23d) => Some(EventKind::WeeklyReconciliation),
            Some(Norm::N24b) => Some(EventKind::SupportGiven),
            Some(Norm::N24f) => Some(EventKind::DataUpload),
            Some(Norm::N26b) => Some(EventKind::ResultPush),
            Some(Norm::N26c) => Some(EventKind::LiaisonNotice),
            Some(Norm::N26d) => Some(EventKind::SupervisionPush),
            // A state, or nothing that is owed.
            _ => None,
        },
    }
}

pub(super) fn by_when<'a>(
    ground: &Ground<'a>,
    rows: &Rows<'a>,
    row: &FindingRow,
    chain: &Chain,
) -> ByWhen<'a> {
    let basis = match row.basis {
        Some(Basis::Reading(reading)) => Some(reading),
        Some(Basis::Limit(_)) | None => None,
    };
    let limited = |name: LimitName| {
        let (since, limit) = (chain.since?, ground.profile.limits.get(name)?);
        Some(ByWhen::Limit { name, counting: Counting::new(ground, since, limit) })
    };
    let same_day = |name: LimitName| {
        limited(name).or_else(|| {
            let on = chain.since?.day();
            Some(ByWhen::Window { from: on, to: on, reading: Reading::Simultaneity })
        })
    };
    if let Some(before) = row.before {
        let event = rows.event(before).map(Box::new);
        return ByWhen::Before { event, reading: Reading::GuidanceOrder };
    }
    let of_time = match row.code {
        FindingCode::PushNotSynchronous => same_day(LimitName::Synchronous),
        FindingCode::NoticeNotSimultaneous => same_day(LimitName::Simultaneous),
        _ => period(row, chain, basis),
    };
    let once = || {
        let owed = owed_by(row.code)?;
        owed.limit.and_then(limited).or_else(|| {
            (owed.missing == row.code).then(|| ByWhen::NoLimit { stale: stale(ground, chain, basis) })
        })
    };
    of_time.or_else(once).unwrap_or(ByWhen::NoTime)
}

/// What is owed in a week or year, or on every day.
fn period<'a>(row: &FindingRow, chain: &Chain, basis: Option<Reading>) -> Option<ByWhen<'a>> {
    // A softened lack rests on another reading than its window.
    let reading = |own: Reading| match basis {
        None | Some(Reading::UnmatchedEvent) => own,
        Some(basis) => basis,
    };
    let closes = row.curable.and_then(|curable| curable.until).map(When::day);
    match (row.subject, row.norm?) {
        (SubjectId::Week(week), Norm::N23d) => {
            Some(ByWhen::Window { from: week.monday(), to: week.sunday(), reading: reading(Reading::Week) })
        }
        (SubjectId::Year(year), Norm::N21b | Norm::N21c) if row.duty.is_some() => {
            let from = chain.since?.day();
            let to = closes.or(chain.due.map(When::day)).or(Day::from_ymd(year, 12, 31))?;
            Some(ByWhen::Window { from, to, reading: reading(Reading::AnnualWindow) })
        }
        (SubjectId::Party(_), Norm::N21a) => {
            let (from, to) = (row.curable?.since.day(), closes?);
            Some(ByWhen::Window { from, to, reading: reading(Reading::NilFeedback) })
        }
        (_, Norm::N23a | Norm::N26a | Norm::N32a) if row.duty.is_some() && row.interval.is_some() => {
            let from = chain.since?.day();
            Some(ByWhen::EveryDay { from, reading: reading(Reading::StandingDuties) })
        }
        _ => None,
    }
}

/// From when the lack of an act without limit is a breach; another reading can keep it from ever being one.
fn stale(ground: &Ground<'_>, chain: &Chain, basis: Option<Reading>) -> Option<(Day, u16)> {
    match (basis, ground.profile.readings.stale_after) {
        (None | Some(Reading::StaleAfter | Reading::UnmatchedEvent), StaleAfter::Days(days)) => {
            Some((chain.since?.day().saturating_add_days(i32::from(days)), days))
        }
        _ => None,
    }
}

/// Whether a finding rests on an unmatched event that might be what lacks.
fn is_softened(row: &FindingRow) -> bool {
    row.basis == Some(Basis::Reading(Reading::UnmatchedEvent)) && row.curable.is_some()
}
