//! What enters: where a catalogue leaves a gap, overlaps or contradicts itself. What leaves: a `Lint`, by its first day.

use crate::answer::Reason;
use crate::day::Day;
use crate::limit::LimitName;
use crate::norm::Norm;
use crate::party::Party;
use crate::person::Role;
use crate::silence::Silence;
use crate::sort::sort;
use crate::text::Text;

/// Declares the lint codes: variant, code, norm, labels.
macro_rules! codes {
    ($($variant:ident $code:literal, $norm:expr, $zh:literal, $en:literal;)*) => {
        /// What is wrong with a catalogue or a profile.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum LintCode { $(#[doc = $en] $variant),* }

        impl LintCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in the wire format.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The norm whose answers it leaves open; none where it is about the data alone.
            #[must_use]
            pub const fn norm(self) -> Option<Norm> {
                match self { $(Self::$variant => $norm),* }
            }

            /// Its label.
            #[must_use]
            pub const fn text(self) -> Text {
                match self { $(Self::$variant => Text { zh: $zh, en: $en }),* }
            }
        }
    };
}

codes! {
    NoApprover "no-approver", Some(Norm::N24c), "审批部门无法认定", "Nobody is determined to approve.";
    TwoApprovers "two-approvers", Some(Norm::N24d), "两个部门同为审批部门", "The records leave the matter in two hands.";
    ContradictoryTransfer "contradictory-transfer", Some(Norm::N24d), "同日既有划转又有收回", "A transfer and a return fall on one day.";
    UndatedTransfer "undated-transfer", Some(Norm::N24d), "划转记录无可用日期", "A transfer record carries no day that can be read.";
    ReturnWithoutTransfer "return-without-transfer", Some(Norm::N24d), "未划转而收回", "A return of what was not transferred.";
    FlawedRecord "flawed-record", Some(Norm::N24d), "划转记录有缺陷", "A transfer record determines nothing.";
    TransferCycle "transfer-cycle", Some(Norm::N24d), "收回后再次划转", "Taken in again after a return.";
    NoSupervisor "no-supervisor", Some(Norm::N25b), "已划转而监管部门无法认定", "Transferred, and nobody is determined to supervise.";
    ContradictoryCapability "contradictory-capability", Some(Norm::N24e), "能否网办的记录互相矛盾", "Whether the platform can handle it is recorded both ways.";
    NoPusher "no-pusher", Some(Norm::N26a), "未安排推送专人", "No person designated for pushing.";
    NoLiaison "no-liaison", Some(Norm::N32a), "未确定对接专人", "No person for the exchange.";
    SuccessionOutOfOrder "succession-out-of-order", None, "承继单位此前已被承继", "A successor had already been succeeded.";
    OverlappingRoles "overlapping-roles", None, "同一职责重叠登记", "One person's role is recorded twice for the same days.";
    UnknownProject "unknown-project", None, "职责所指项目不在目录中", "A role names a project that the catalogue does not hold.";
    ProjectWithoutManager "project-without-manager", Some(Norm::N23a), "项目无项目经理", "A project has no manager.";
    ProjectWithoutResponsible "project-without-responsible", Some(Norm::N22a), "重点项目无责任部门", "A key project has no responsible department.";
    SplitPackage "split-package", Some(Norm::N24a), "一件事由不同部门决定", "Different authorities decide the matters of a package.";
    PackageUnknownMatter "package-unknown-matter", Some(Norm::N24a), "一件事含目录外事项", "A package names a matter that the catalogue does not hold.";
    CalendarNotCovered "calendar-not-covered", None, "日历未覆盖时限所需年份", "The calendar does not cover the years that a limit needs.";
}

/// What a lint is about, by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LintSubject<'r> {
    /// A matter.
    Matter(&'r str),
    /// A party.
    Party(&'r str),
    /// A person.
    Person(&'r str),
    /// A project.
    Project(&'r str),
    /// A package.
    Package(&'r str),
    /// A limit of the profile.
    Limit(LimitName),
}

/// A gap, an overlap or a contradiction of a catalogue or profile itself; no judgement on anybody.
///
/// Days are those on which the Measures are in force under the profile and, of a matter, on which it is one of the zone.
#[derive(Clone, Debug)]
pub struct Lint<'r> {
    /// What it is.
    pub code: LintCode,
    /// What it is about.
    pub subject: LintSubject<'r>,
    /// Its first day, and its last where it has one.
    pub interval: (Day, Option<Day>),
    /// What a question on those days is answered, where the answer is a silence.
    pub silence: Option<Silence>,
    /// The parties between which it lies, or on whose behalf a role is held, as they stand on the first day.
    pub parties: Vec<&'r Party>,
    /// The role that is recorded twice, or that names what is not known.
    pub role: Option<Role>,
    /// What the catalogue names and does not hold.
    pub named: Option<&'r str>,
    /// The records and readings it rests on.
    pub reasons: Vec<Reason<'r>>,
}

impl<'r> Lint<'r> {
    pub(super) const fn new(code: LintCode, subject: LintSubject<'r>, days: Days) -> Self {
        let last = if days.1.number() < Day::MAX.number() { Some(days.1) } else { None };
        let (silence, role, named) = (None, None, None);
        let interval = (days.0, last);
        Self { code, subject, interval, silence, parties: Vec::new(), role, named, reasons: Vec::new() }
    }

    /// The first day on which it shows: asked on that day, a question meets it.
    #[must_use]
    pub const fn witness(&self) -> Day {
        self.interval.0
    }
}

/// The first day and the last, both included; the last day there is where there is no end.
pub(super) type Days = (Day, Day);

/// An interval cut where one of the days begins.
pub(super) fn pieces(starts: &mut Vec<Day>, days: Days) -> impl Iterator<Item = Days> {
    starts.push(days.0);
    starts.retain(|start| days.0 <= *start && *start <= days.1);
    sort(starts);
    starts.dedup();
    let next = starts.iter().skip(1).map(|next| next.previous().unwrap_or(Day::MIN));
    starts.iter().copied().zip(next.chain([days.1]))
}

/// Stretches of neighbouring pieces of which the same is said; of a piece may be nothing to say.
pub(super) fn stretches<T: PartialEq>(pieces: impl Iterator<Item = (Days, Option<T>)>) -> Vec<(Days, T)> {
    let mut list: Vec<(Days, T)> = Vec::new();
    for (days, said) in pieces {
        let Some(said) = said else { continue };
        match list.last_mut() {
            Some((own, same)) if *same == said && own.1.next() == Some(days.0) => own.1 = days.1,
            _ => list.push((days, said)),
        }
    }
    list
}
