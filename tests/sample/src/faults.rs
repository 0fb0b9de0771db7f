//! What enters: a kind of fault. What leaves: a case of its own with that fault in it, and the findings that it must give.

mod acts;
mod data;
mod delivery;
mod periods;
mod projects;
mod support;

use liandong::Severity::{Breach, Review};
use liandong::{FindingCode as Code, HandledVia, Severity};

use crate::clean::{Case, Desk};
use crate::zone::Plain;
use crate::{About, Planted, Shows};

/// What can be planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    DecidedByDepartment,
    DecidedByBureau,
    DecidedOnBoundaryDay,
    HandledOffline,
    HandledOfflineAndUploaded,
    UploadMissing,
    UploadMissingRecently,
    UploadMissingMunicipal,
    UploadLate,
    PushMissing,
    NothingPushed,
    PushMissingRecently,
    NoticeMissing,
    NoticeMissingInVacancy,
    PushLate,
    NoticeLate,
    PushedOnAnotherDay,
    PushedHoursApart,
    NotifiedOnAnotherDay,
    NotifiedHoursLater,
    PushedBeforeAndAfter,
    PushedOnlyBefore,
    PushedByDepartment,
    PushedToStranger,
    PushedByMessage,
    PushedByClerk,
    PushedInGap,
    WrongPersonNotified,
    BackMissing,
    BackMissingRecently,
    BackLate,
    BackBeforeResult,
    BackByAnother,
    BackToAnother,
    BackByMessage,
    AckMissing,
    AckLate,
    SupportRefused,
    SupportRefusedAtFirst,
    SupportMissing,
    SupportByAnother,
    SupportLate,
    Disclaimed,
    Complained,
    DanglingReference,
    MistypedCase,
    DecisionWithoutMatter,
    UnknownMatter,
    UnknownRecipient,
    UnknownDecider,
    UnknownKind,
    Duplicate,
    Future,
}

/// How often a year holds each.
pub(crate) const OF_A_YEAR: &[(Fault, usize)] = &[
    (Fault::DecidedByDepartment, 3),
    (Fault::DecidedByBureau, 2),
    (Fault::DecidedOnBoundaryDay, 2),
    (Fault::HandledOffline, 3),
    (Fault::HandledOfflineAndUploaded, 1),
    (Fault::UploadMissing, 3),
    (Fault::UploadMissingRecently, 1),
    (Fault::UploadMissingMunicipal, 1),
    (Fault::UploadLate, 3),
    (Fault::PushMissing, 4),
    (Fault::NothingPushed, 2),
    (Fault::PushMissingRecently, 2),
    (Fault::NoticeMissing, 3),
    (Fault::NoticeMissingInVacancy, 2),
    (Fault::PushLate, 4),
    (Fault::NoticeLate, 2),
    (Fault::PushedOnAnotherDay, 3),
    (Fault::PushedHoursApart, 1),
    (Fault::NotifiedOnAnotherDay, 2),
    (Fault::NotifiedHoursLater, 1),
    (Fault::PushedBeforeAndAfter, 2),
    (Fault::PushedOnlyBefore, 2),
    (Fault::PushedByDepartment, 3),
    (Fault::PushedToStranger, 3),
    (Fault::PushedByMessage, 3),
    (Fault::PushedByClerk, 3),
    (Fault::PushedInGap, 2),
    (Fault::WrongPersonNotified, 3),
    (Fault::BackMissing, 3),
    (Fault::BackMissingRecently, 1),
    (Fault::BackLate, 3),
    (Fault::BackBeforeResult, 2),
    (Fault::BackByAnother, 3),
    (Fault::BackToAnother, 2),
    (Fault::BackByMessage, 3),
    (Fault::AckMissing, 4),
    (Fault::AckLate, 4),
    (Fault::SupportRefused, 2),
    (Fault::SupportRefusedAtFirst, 1),
    (Fault::SupportMissing, 2),
    (Fault::SupportByAnother, 1),
    (Fault::SupportLate, 2),
    (Fault::Disclaimed, 1),
    (Fault::Complained, 2),
    (Fault::DanglingReference, 2),
    (Fault::MistypedCase, 1),
    (Fault::DecisionWithoutMatter, 1),
    (Fault::UnknownMatter, 2),
    (Fault::UnknownRecipient, 2),
    (Fault::UnknownDecider, 1),
    (Fault::UnknownKind, 3),
    (Fault::Duplicate, 4),
    (Fault::Future, 3),
];

/// Those that concern nothing but their own case, in any number.
pub(crate) const ANYWHERE: &[Fault] = &[
    Fault::DecidedByDepartment,
    Fault::HandledOffline,
    Fault::UploadMissing,
    Fault::PushMissing,
    Fault::NothingPushed,
    Fault::NoticeMissing,
    Fault::PushLate,
    Fault::PushedOnAnotherDay,
    Fault::NotifiedOnAnotherDay,
    Fault::PushedByDepartment,
    Fault::PushedByMessage,
    Fault::PushedByClerk,
    Fault::WrongPersonNotified,
    Fault::BackMissing,
    Fault::BackLate,
    Fault::BackByMessage,
    Fault::AckMissing,
    Fault::AckLate,
    Fault::Duplicate,
];

impl Desk {
    pub(crate) fn plant(
        &mut self,
        code: Code,
        severity: Severity,
        subject: About,
        to: Option<&str>,
        shows: Shows,
    ) {
        self.planted.push(Planted { code, severity, subject, to: to.map(str::to_owned), shows });
    }

    fn always(&mut self, code: Code, severity: Severity, case: &Case, to: Option<&str>) {
        self.plant(code, severity, About::Case(case.id.clone()), to, Shows::Always);
    }

    fn under_limits(&mut self, code: Code, severity: Severity, case: &Case, to: Option<&str>) {
        self.plant(code, severity, About::Case(case.id.clone()), to, Shows::UnderLimits);
    }

    /// A review under the text, a breach of the zone's own limit.
    fn limit_hardens(&mut self, code: Code, case: &Case, to: Option<&str>) {
        self.plant(code, Review, About::Case(case.id.clone()), to, Shows::UnderText);
        self.under_limits(code, Breach, case, to);
    }

    /// A working day early enough for what is left undone to be stale.
    fn early_day(&mut self, supervisors: &[String]) -> usize {
        let last = self.zone.place(11, 17);
        self.manned_day(12, last, supervisors)
    }

    fn recent_day(&mut self, supervisors: &[String]) -> usize {
        let (from, to) = (self.zone.place(12, 4), self.zone.place(12, 8));
        self.manned_day(from, to, supervisors)
    }

    /// Two days on which every post was held.
    fn days_apart(&mut self, matter: &Plain, after: usize) -> (usize, usize) {
        loop {
            let decided = self.early_day(&matter.supervisors);
            if self.zone.is_manned(decided + after, &matter.supervisors) {
                return (decided, decided + after);
            }
        }
    }

    fn faulty(&mut self) -> &'static Plain {
        self.dice.pick(&self.zone.faulty)
    }

    fn stranger(&mut self, not: &[String]) -> &'static str {
        loop {
            let own = self.dice.pick(&self.zone.departments);
            if !not.contains(own) {
                return own;
            }
        }
    }

    /// A sound case of the Bureau, and which of its deliveries the fault is to be about.
    fn base(&mut self, matter: &Plain) -> (Case, usize, usize) {
        let decided = self.early_day(&matter.supervisors);
        self.base_on(matter, decided)
    }

    fn base_on(&mut self, matter: &Plain, decided: usize) -> (Case, usize, usize) {
        let mut case = self.handled(&matter.id, ["bureau"; 2], decided, HandledVia::Platform);
        self.delivered(&mut case, &matter.supervisors, decided, decided);
        let chosen = self.dice.below(case.deliveries.len());
        (case, decided, chosen)
    }

    /// A sound case with a supervision result on a working day, and that day.
    fn supervised_base(&mut self, matter: &Plain) -> (Case, usize, String) {
        let last = self.zone.place(10, 20);
        let decided = self.manned_day(12, last, &matter.supervisors);
        let mut case = self.bureau_case(matter, decided);
        let (found, after) = (decided + self.dice.between(6, 20), self.dice.between(0, 4));
        let supervisor = self.dice.pick(&matter.supervisors).clone();
        self.supervised(&mut case, &supervisor, found, after);
        (case, found, supervisor)
    }

    /// Writes one faulty case and notes what must be found in it.
    pub(crate) fn faulty_case(&mut self, fault: Fault) {
        let case = match fault {
            Fault::DecidedByDepartment | Fault::DecidedByBureau | Fault::DecidedOnBoundaryDay => {
                self.incompetent(fault)
            }
            Fault::HandledOffline
            | Fault::HandledOfflineAndUploaded
            | Fault::UploadMissing
            | Fault::UploadMissingRecently
            | Fault::UploadMissingMunicipal
            | Fault::UploadLate => self.off_platform(fault),
            Fault::PushMissing
            | Fault::NothingPushed
            | Fault::PushMissingRecently
            | Fault::NoticeMissing
            | Fault::NoticeMissingInVacancy => self.undelivered(fault),
            Fault::PushLate
            | Fault::NoticeLate
            | Fault::PushedOnAnotherDay
            | Fault::PushedHoursApart
            | Fault::NotifiedOnAnotherDay
            | Fault::NotifiedHoursLater
            | Fault::AckMissing
            | Fault::AckLate => self.out_of_time(fault),
            Fault::PushedBeforeAndAfter
            | Fault::PushedOnlyBefore
            | Fault::PushedByDepartment
            | Fault::PushedToStranger
            | Fault::PushedByMessage
            | Fault::PushedByClerk
            | Fault::PushedInGap
            | Fault::WrongPersonNotified => self.irregular_push(fault),
            Fault::BackMissing
            | Fault::BackMissingRecently
            | Fault::BackLate
            | Fault::BackBeforeResult
            | Fault::BackByAnother
            | Fault::BackToAnother
            | Fault::BackByMessage => self.push_back(fault),
            Fault::SupportRefused
            | Fault::SupportRefusedAtFirst
            | Fault::SupportMissing
            | Fault::SupportByAnother
            | Fault::SupportLate => self.unsupported(fault),
            Fault::Disclaimed | Fault::Complained => self.alleged(fault),
            Fault::DanglingReference
            | Fault::MistypedCase
            | Fault::DecisionWithoutMatter
            | Fault::UnknownMatter
            | Fault::UnknownRecipient
            | Fault::UnknownDecider
            | Fault::UnknownKind
            | Fault::Duplicate
            | Fault::Future => self.bad_data(fault),
        };
        self.file(case);
    }
}
