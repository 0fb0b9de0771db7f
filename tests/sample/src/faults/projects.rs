//! What enters: projects and what is to go wrong in each. What leaves: their year with the fault in it, and what must be
//! found (2.2, 2.3a).

use liandong::Severity::{Breach, Info, Review};
use liandong::{EventKind, FindingCode as Code, Severity};

use crate::clean::{Desk, at};
use crate::projects::{Course, Roster, Schedule};
use crate::zone::Works;
use crate::{About, Shows};

/// What can be planted in a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProjectFault {
    NoticeMissing,
    NoticeMissingRecently,
    NoticeToAnother,
    NoticeByAnother,
    NoticeLate,
    NoticeEarly,
    NothingFollowed,
    NothingFollowedYet,
    MattersNotDetermined,
    ManagerNotNotified,
    AnotherManagerNotified,
    GuidanceMissing,
    GuidanceLate,
    GuidanceByAnother,
    AgentLate,
    AgentGap,
    AgentNever,
    AgentByAnother,
    AgentOfTwo,
    TwoAgents,
    Disclaimed,
    SupportRefused,
    Duplicate,
}

/// Each once a year, in a key project of which the log tells all.
const OF_KEY_PROJECTS: &[ProjectFault] = &[
    ProjectFault::NoticeMissing,
    ProjectFault::NoticeMissingRecently,
    ProjectFault::NoticeLate,
    ProjectFault::NoticeEarly,
    ProjectFault::NothingFollowedYet,
    ProjectFault::MattersNotDetermined,
    ProjectFault::ManagerNotNotified,
    ProjectFault::GuidanceMissing,
    ProjectFault::GuidanceLate,
    ProjectFault::GuidanceByAnother,
    ProjectFault::AgentLate,
    ProjectFault::AgentGap,
    ProjectFault::AgentOfTwo,
    ProjectFault::TwoAgents,
];

/// Some of these, a few a year.
const NOW_AND_THEN: &[ProjectFault] = &[
    ProjectFault::NoticeToAnother,
    ProjectFault::NoticeByAnother,
    ProjectFault::NothingFollowed,
    ProjectFault::AnotherManagerNotified,
    ProjectFault::AgentNever,
    ProjectFault::AgentByAnother,
    ProjectFault::Disclaimed,
    ProjectFault::SupportRefused,
    ProjectFault::Duplicate,
];

impl Desk {
    /// Every project of which the log tells all: most in order, some with a fault.
    pub(crate) fn logged_projects(&mut self, roster: &mut Roster) {
        let zone = self.zone;
        let mut works: Vec<_> = zone.works.iter().filter(|works| works.recorded.is_none()).collect();
        self.dice.shuffle(&mut works);
        works.sort_by_key(|works| !works.key);
        let mut seldom = NOW_AND_THEN.to_vec();
        self.dice.shuffle(&mut seldom);
        let faults: Vec<_> = OF_KEY_PROJECTS.iter().chain(&seldom[..4]).copied().collect();
        let mut next = works.into_iter();
        for fault in faults {
            let own = next.next().expect("more key projects than faults");
            if fault == ProjectFault::AgentOfTwo {
                let other = next.next().expect("more key projects than faults");
                self.agent_of_two([own, other], roster);
            } else {
                self.faulty_project(own, fault, roster);
            }
        }
        for own in next {
            self.clean_project(own, roster);
        }
    }

    fn of_project(&mut self, code: Code, severity: Severity, works: &Works, to: Option<&str>) {
        self.plant(code, severity, About::Project(works.id.clone()), to, Shows::Always);
    }

    /// Begun early in the year, with applications and procedures that go on: time enough for a fault.
    fn early_schedule(&mut self) -> Schedule {
        let determined = self.zone.place(2, 6) + self.dice.between(0, 2);
        let guided = determined + self.dice.between(9, 14);
        let started = guided + self.dice.between(0, 5);
        Schedule { determined: Some(determined), guided, started, ended: None }
    }

    fn early_course(
        &mut self,
        works: &'static Works,
        roster: &mut Roster,
    ) -> (Course<'static>, &'static str) {
        let schedule = self.early_schedule();
        let last = self.zone.days.len();
        let agent = roster.agent(self, works, schedule.started - 2, last);
        (self.course(works, schedule, Some(agent)), agent)
    }

    fn faulty_project(&mut self, works: &'static Works, fault: ProjectFault, roster: &mut Roster) {
        let course = match fault {
            ProjectFault::NoticeMissingRecently | ProjectFault::NothingFollowedYet => {
                self.just_determined(works, fault)
            }
            ProjectFault::NoticeMissing
            | ProjectFault::NoticeToAnother
            | ProjectFault::NoticeByAnother
            | ProjectFault::NoticeLate
            | ProjectFault::NoticeEarly => self.notice(works, fault, roster),
            ProjectFault::NothingFollowed
            | ProjectFault::MattersNotDetermined
            | ProjectFault::ManagerNotNotified
            | ProjectFault::AnotherManagerNotified
            | ProjectFault::GuidanceMissing
            | ProjectFault::GuidanceLate
            | ProjectFault::GuidanceByAnother => self.preparation(works, fault, roster),
            ProjectFault::AgentLate
            | ProjectFault::AgentGap
            | ProjectFault::AgentNever
            | ProjectFault::AgentByAnother
            | ProjectFault::AgentOfTwo
            | ProjectFault::TwoAgents => self.agency(works, fault, roster),
            ProjectFault::Disclaimed | ProjectFault::SupportRefused | ProjectFault::Duplicate => {
                self.beside(works, fault, roster)
            }
        };
        self.file_course(course);
    }

    /// Determined in December: what has not been done yet is not yet stale.
    fn just_determined(&mut self, works: &'static Works, fault: ProjectFault) -> Course<'static> {
        let determined = self.zone.place(12, 4) + self.dice.between(0, 1);
        let (guided, started) = (determined, determined);
        let schedule = Schedule { determined: Some(determined), guided, started, ended: None };
        let mut course = self.course(works, schedule, None);
        for kind in [
            EventKind::MattersDetermined,
            EventKind::ManagerNotified,
            EventKind::Guidance,
            EventKind::ProceduresStarted,
        ] {
            course.take(kind);
        }
        if fault == ProjectFault::NoticeMissingRecently {
            course.take(EventKind::KeyProjectNotice);
            let subject = About::Project(works.id.clone());
            let to = Some("bureau");
            self.plant(Code::ProjectNoticeMissing, Review, subject.clone(), to, Shows::UnderText);
            self.plant(Code::ProjectNoticeMissing, Breach, subject, to, Shows::UnderLimits);
        } else {
            self.of_project(Code::MattersNotDetermined, Review, works, None);
            self.of_project(Code::ManagerNotNotified, Review, works, works.manager.as_deref());
            self.of_project(Code::GuidanceMissing, Review, works, works.unit.as_deref());
        }
        course
    }

    /// 2.2a.
    fn notice(&mut self, works: &'static Works, fault: ProjectFault, roster: &mut Roster) -> Course<'static> {
        let (mut course, _) = self.early_course(works, roster);
        let determined = course.schedule.determined.unwrap_or_default();
        let missing = |desk: &mut Self| {
            desk.of_project(Code::ProjectNoticeMissing, Breach, works, Some("bureau"));
        };
        let another = self.stranger(std::slice::from_ref(&works.responsible));
        match fault {
            ProjectFault::NoticeLate => {
                let after = self.dice.between(6, 20);
                course.event(EventKind::KeyProjectNotice).at = at(determined + after, 600);
                let subject = About::Project(works.id.clone());
                self.plant(Code::ProjectNoticeLate, Breach, subject, Some("bureau"), Shows::UnderLimits);
            }
            ProjectFault::NoticeEarly => {
                let before = self.dice.between(1, 6);
                course.event(EventKind::KeyProjectNotice).at = at(determined - before, 600);
                course.event(EventKind::KeyProjectNotice).refers_to = None;
                self.of_project(Code::ProjectNoticeEarly, Review, works, Some("bureau"));
            }
            ProjectFault::NoticeToAnother => {
                course.event(EventKind::KeyProjectNotice).to = Some(another.to_owned());
                missing(self);
            }
            ProjectFault::NoticeByAnother => {
                course.event(EventKind::KeyProjectNotice).actor = Some(another.to_owned());
                missing(self);
            }
            _ => {
                // Without a notice nothing is owed of what follows it, though it was done.
                course.take(EventKind::KeyProjectNotice);
                missing(self);
            }
        }
        course
    }

    /// 2.2b–d.
    fn preparation(
        &mut self,
        works: &'static Works,
        fault: ProjectFault,
        roster: &mut Roster,
    ) -> Course<'static> {
        let (mut course, _) = self.early_course(works, roster);
        let applied = course.applied(self).expect("an early project has applications");
        let (manager, unit) = (works.manager.as_deref(), works.unit.as_deref());
        match fault {
            ProjectFault::NothingFollowed => {
                for kind in [EventKind::MattersDetermined, EventKind::ManagerNotified, EventKind::Guidance] {
                    course.take(kind);
                }
                // No application came either: it is not the order that is broken.
                course.cases.clear();
                self.of_project(Code::MattersNotDetermined, Breach, works, None);
                self.of_project(Code::ManagerNotNotified, Breach, works, manager);
                self.of_project(Code::GuidanceMissing, Breach, works, unit);
            }
            ProjectFault::MattersNotDetermined => {
                course.take(EventKind::MattersDetermined);
                self.of_project(Code::MattersNotDetermined, Breach, works, None);
            }
            ProjectFault::ManagerNotNotified => {
                course.take(EventKind::ManagerNotified);
                self.of_project(Code::ManagerNotNotified, Breach, works, manager);
            }
            ProjectFault::AnotherManagerNotified => {
                course.event(EventKind::ManagerNotified).person = Some("manager-01".to_owned());
                self.of_project(Code::ManagerNotNotified, Breach, works, manager);
            }
            ProjectFault::GuidanceLate => {
                let after = self.dice.between(1, 5);
                course.event(EventKind::Guidance).at = at(applied + after, 600);
                self.of_project(Code::GuidanceLate, Breach, works, unit);
            }
            ProjectFault::GuidanceByAnother => {
                course.event(EventKind::Guidance).actor = Some(works.responsible.clone());
                self.of_project(Code::GuidanceNotByBureau, Review, works, None);
            }
            _ => {
                course.take(EventKind::Guidance);
                self.of_project(Code::GuidanceMissing, Breach, works, unit);
            }
        }
        course
    }

    /// 2.3a.
    fn agency(&mut self, works: &'static Works, fault: ProjectFault, roster: &mut Roster) -> Course<'static> {
        let (mut course, agent) = self.early_course(works, roster);
        let (started, last) = (course.schedule.started, self.zone.days.len());
        let middle = started + self.dice.between(20, 60);
        match fault {
            ProjectFault::AgentLate => {
                let after = self.dice.between(1, 10);
                course.event(EventKind::AgentDesignated).at = at(started + after, 540);
                self.of_project(Code::AgentMissing, Breach, works, None);
            }
            ProjectFault::AgentGap => {
                let other = roster.another(self, works, (middle, last), agent);
                let mut event = self.step(EventKind::AgentWithdrawn, at(middle, 600), works, "bureau");
                event.person = Some(agent.to_owned()).filter(|_| self.dice.percent(60));
                course.add(event);
                let after = middle + self.dice.between(1, 6);
                let mut event = self.step(EventKind::AgentDesignated, at(after, 600), works, "bureau");
                event.person = Some(other.to_owned());
                course.add(event);
                self.of_project(Code::AgentMissing, Breach, works, None);
            }
            ProjectFault::TwoAgents => {
                let other = roster.another(self, works, (middle, last), agent);
                let mut event = self.step(EventKind::AgentDesignated, at(middle, 600), works, "bureau");
                event.person = Some(other.to_owned());
                course.add(event);
                self.of_project(Code::AgentNotOneToOne, Review, works, None);
            }
            ProjectFault::AgentByAnother => {
                course.event(EventKind::AgentDesignated).actor = Some(works.responsible.clone());
                self.of_project(Code::AgentMissing, Breach, works, None);
            }
            _ => {
                course.take(EventKind::AgentDesignated);
                course.take(EventKind::Visit);
                self.of_project(Code::AgentMissing, Breach, works, None);
            }
        }
        course
    }

    /// One agent for the projects of two managers.
    fn agent_of_two(&mut self, both: [&'static Works; 2], roster: &mut Roster) {
        let last = self.zone.days.len();
        let agent = roster.agent(self, both[0], 0, last);
        for works in both {
            let schedule = self.early_schedule();
            let course = self.course(works, schedule, Some(agent));
            self.file_course(course);
        }
        let subject = About::Person(agent.to_owned());
        self.plant(Code::AgentNotOneToOne, Review, subject, None, Shows::Always);
    }

    /// 2.4b, 3.3b, and an event logged twice.
    fn beside(&mut self, works: &'static Works, fault: ProjectFault, roster: &mut Roster) -> Course<'static> {
        let (mut course, _) = self.early_course(works, roster);
        let on = course.schedule.started + self.dice.between(5, 60);
        match fault {
            ProjectFault::Disclaimed => {
                let kind = EventKind::ResponsibilityDisclaimed;
                let event = self.step(kind, at(on, 900), works, &works.responsible);
                course.add(event);
                self.of_project(Code::BuckPassingAlleged, Review, works, None);
            }
            ProjectFault::SupportRefused => {
                let (mut request, mut reply) = self.support(on, &works.responsible);
                request.project = Some(works.id.clone());
                reply.project = Some(works.id.clone());
                reply.kind = EventKind::SupportRefused.code().to_owned();
                course.add(request);
                course.add(reply);
                self.of_project(Code::SupportRefused, Breach, works, Some("bureau"));
            }
            _ => {
                let kinds = [EventKind::KeyProjectNotice, EventKind::AgentDesignated, EventKind::Guidance];
                let kind = *self.dice.pick(&kinds);
                let mut copy = course.event(kind).clone();
                if self.dice.percent(50) {
                    copy.id = self.event(kind, copy.at, "").id;
                }
                course.add(copy);
                self.of_project(Code::DuplicateEvent, Info, works, None);
            }
        }
        course
    }

    /// A project without a manager, whom nobody could notify.
    pub(crate) fn unmanaged(&mut self, course: &mut Course<'_>) {
        course.take(EventKind::ManagerNotified);
        self.of_project(Code::ManagerNotNotified, Review, course.works, None);
    }

    /// What the records of the projects themselves lack in 2023.
    pub(crate) fn gaps_on_record(&mut self) {
        for (code, severity, project) in [
            (Code::AgentMissing, Breach, "J-2023-07"),
            (Code::PairingIncomplete, Review, "J-2023-08"),
            (Code::PairingIncomplete, Review, "J-2023-09"),
        ] {
            self.plant(code, severity, About::Project(project.to_owned()), None, Shows::Always);
        }
        let subject = About::Person("agent-08".to_owned());
        self.plant(Code::AgentNotOneToOne, Review, subject, None, Shows::Always);
    }
}
