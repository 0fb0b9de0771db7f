//! What enters: a project and when things are to happen. What leaves: what a year logs of it, in which nobody fell short.

use liandong::{Event, EventKind, When};

use crate::clean::{Case, Desk, at};
use crate::zone::Works;

/// When a project takes its steps, by places of working days.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Schedule {
    /// When it was determined as a key project, where it was.
    pub(crate) determined: Option<usize>,
    pub(crate) guided: usize,
    pub(crate) started: usize,
    /// The last day of its procedures; none where they go on.
    pub(crate) ended: Option<usize>,
}

/// A project's year in the making; what is taken out of it leaves a gap.
#[derive(Debug)]
pub(crate) struct Course<'w> {
    pub(crate) works: &'w Works,
    pub(crate) schedule: Schedule,
    events: Vec<Option<Event>>,
    pub(crate) cases: Vec<Case>,
}

impl Course<'_> {
    /// The first event of a kind.
    pub(crate) fn event(&mut self, kind: EventKind) -> &mut Event {
        let found = self.events.iter_mut().flatten().find(|event| event.kind == kind.code());
        found.expect("a step that was not taken out")
    }

    pub(crate) fn has(&self, kind: EventKind) -> bool {
        self.events.iter().flatten().any(|event| event.kind == kind.code())
    }

    /// Takes every event of a kind out.
    pub(crate) fn take(&mut self, kind: EventKind) {
        self.events.retain(|event| event.as_ref().is_none_or(|event| event.kind != kind.code()));
    }

    pub(crate) fn add(&mut self, event: Event) {
        self.events.push(Some(event));
    }

    /// The place of the first application.
    pub(crate) fn applied(&mut self, desk: &Desk) -> Option<usize> {
        let days = self.cases.iter_mut().map(|case| case.event(0).at.day());
        days.min().map(|day| desk.zone.place_from(day))
    }
}

/// Which agent of the Bureau serves whom from when to when.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    held: Vec<(&'static str, Option<String>, usize, usize)>,
}

impl Roster {
    /// An agent who serves no other manager in these days.
    pub(crate) fn agent(&mut self, desk: &mut Desk, works: &Works, from: usize, to: usize) -> &'static str {
        self.another(desk, works, (from, to), "")
    }

    /// The same, and not the agent there is.
    pub(crate) fn another(
        &mut self,
        desk: &mut Desk,
        works: &Works,
        (from, to): (usize, usize),
        not: &str,
    ) -> &'static str {
        let zone = desk.zone;
        let first = desk.dice.below(zone.agents.len());
        let is_free = |agent: &str| {
            let busy = |own: &(&str, Option<String>, usize, usize)| {
                own.0 == agent && own.2 <= to && from <= own.3 && own.1 != works.manager
            };
            agent != not && !self.held.iter().any(busy)
        };
        let mut agents =
            (0..zone.agents.len()).map(|after| &zone.agents[(first + after) % zone.agents.len()]);
        let agent = agents.find(|agent| is_free(agent)).expect("more agents than projects at a time");
        self.held.push((agent, works.manager.clone(), from, to));
        agent
    }
}

impl Desk {
    pub(crate) fn step(&mut self, kind: EventKind, at: When, works: &Works, actor: &str) -> Event {
        let mut event = self.event(kind, at, "");
        event.project = Some(works.id.clone());
        event.actor = Some(actor.to_owned());
        event
    }

    pub(crate) fn file_course(&mut self, course: Course<'_>) {
        self.events.extend(course.events.into_iter().flatten());
        for case in course.cases {
            self.file(case);
        }
    }

    /// When a project of which the log tells all takes its steps.
    pub(crate) fn schedule(&mut self, works: &Works) -> Schedule {
        let zone = self.zone;
        if let Some((from, to)) = works.recorded {
            let (started, ended) = (zone.place_from(from), zone.place_from(to));
            let late = from >= crate::zone::day(2023, 6, 1);
            let determined = works.key.then(|| self.batch(late));
            let guided = determined.map_or(started, |place| place + self.dice.between(9, 12));
            return Schedule {
                determined,
                guided,
                started,
                ended: (ended < zone.days.len()).then_some(ended),
            };
        }
        let late = self.dice.percent(25);
        let determined = works.key.then(|| self.batch(late));
        let guided = match determined {
            Some(place) => place + self.dice.between(9, 14),
            None => self.dice.between(20, 140),
        };
        let started = guided + self.dice.between(0, 5);
        let ended = started + self.dice.between(60, 130);
        let last = zone.place(12, 12);
        let ended = (ended < last && self.dice.percent(80)).then_some(ended);
        Schedule { determined, guided, started, ended }
    }

    /// A working day on which the year's key projects are determined, or further ones are.
    fn batch(&mut self, late: bool) -> usize {
        let first = if late { self.zone.place(6, 26) } else { self.zone.place(2, 6) };
        first + self.dice.between(0, 2)
    }

    /// What every project of a kind logs, and nothing that only some do.
    pub(crate) fn course<'w>(
        &mut self,
        works: &'w Works,
        schedule: Schedule,
        agent: Option<&str>,
    ) -> Course<'w> {
        let mut course = Course { works, schedule, events: Vec::new(), cases: Vec::new() };
        if let Some(determined) = schedule.determined {
            self.planned(&mut course, determined);
        }
        if works.recorded.is_none() {
            self.run(&mut course, agent);
        }
        self.applications(&mut course);
        course
    }

    /// 2.2: determined, noticed, its matters determined, its manager notified, its unit guided.
    fn planned(&mut self, course: &mut Course<'_>, determined: usize) {
        let works = course.works;
        let (noticed, guided) = (determined + self.dice.between(0, 3), course.schedule.guided);
        let settled = noticed + self.dice.between(1, 3);
        let notified = settled + self.dice.between(0, 2);
        let event = self.step(EventKind::KeyProjectDetermined, at(determined, 570), works, "committee");
        let named = event.id.clone();
        course.add(event);
        let mut event = self.step(EventKind::KeyProjectNotice, at(noticed, 900), works, &works.responsible);
        event.to = Some("bureau".to_owned());
        event.refers_to = named.filter(|_| self.dice.percent(60));
        course.add(event);
        let mut event = self.step(EventKind::MattersDetermined, at(settled, 600), works, "bureau");
        event.about = Some("需办手续清单".to_owned());
        course.add(event);
        let mut event = self.step(EventKind::ManagerNotified, at(notified, 960), works, "bureau");
        event.person = works.manager.clone();
        event.channel = Some(liandong::Channel::Message);
        course.add(event);
        let mut event = self.step(EventKind::Guidance, at(guided, 840), works, "bureau");
        event.to = works.unit.clone();
        course.add(event);
    }

    /// 2.3a, 2.3b: procedures run from one day to another, with an agent all the while who visits the enterprise.
    fn run(&mut self, course: &mut Course<'_>, agent: Option<&str>) {
        let (works, Schedule { started, ended, .. }) = (course.works, course.schedule);
        let event = self.step(EventKind::ProceduresStarted, at(started, 545), works, "bureau");
        course.add(event);
        let last = self.zone.place(12, 12);
        if let Some(ended) = ended {
            let event = self.step(EventKind::ProceduresEnded, at(ended, 1_000), works, "bureau");
            course.add(event);
        }
        let Some(agent) = agent else { return };
        let designated = started - self.dice.between(0, 2);
        let mut event = self.step(EventKind::AgentDesignated, at(designated, 600), works, "bureau");
        event.person = Some(agent.to_owned());
        course.add(event);
        if let Some(ended) = ended {
            // A withdrawal's day is uncovered.
            let mut event = self.step(EventKind::AgentWithdrawn, at(ended + 1, 600), works, "bureau");
            event.person = Some(agent.to_owned());
            course.add(event);
        }
        for visit in 0..self.dice.between(1, 4) {
            let on = self.dice.between(started, ended.unwrap_or(last));
            let mut event = self.step(EventKind::Visit, at(on, 860 + 20 * visit), works, "bureau");
            event.officer = Some(agent.to_owned());
            course.add(event);
        }
    }

    /// Cases of the project, each accepted after the guidance and after procedures started.
    fn applications(&mut self, course: &mut Course<'_>) {
        let Schedule { guided, started, ended, .. } = course.schedule;
        let last = self.zone.place(12, 12);
        let (from, to) = (guided.max(started) + 11, ended.unwrap_or(last).min(last));
        if to < from + 8 {
            return;
        }
        let zone = self.zone;
        for _ in 0..self.dice.between(1, 3) {
            let matter = self.dice.pick(&zone.taken);
            let decided = self.manned_day(from, to, &matter.supervisors);
            let mut case = self.bureau_case(matter, decided);
            for place in [0, case.decision] {
                case.event(place).project = Some(course.works.id.clone());
            }
            course.cases.push(case);
        }
    }

    /// Every project of the catalogue whose procedures are on record, and the gaps that the records have.
    pub(crate) fn recorded_projects(&mut self) {
        let zone = self.zone;
        for works in zone.works.iter().filter(|works| works.recorded.is_some()) {
            let schedule = self.schedule(works);
            let mut course = self.course(works, schedule, None);
            self.vary(&mut course);
            if works.manager.is_none() {
                self.unmanaged(&mut course);
            }
            self.file_course(course);
        }
        self.gaps_on_record();
    }

    /// A project in which nobody fell short, in one of the many ways there are.
    pub(crate) fn clean_project(&mut self, works: &Works, roster: &mut Roster) {
        let schedule = self.schedule(works);
        let last = self.zone.days.len();
        let (from, to) = (schedule.started - 2, schedule.ended.map_or(last, |ended| ended + 1));
        let agent = roster.agent(self, works, from, to);
        let mut course = self.course(works, schedule, Some(agent));
        self.vary(&mut course);
        let (begun, ends) = (schedule.started, schedule.ended.unwrap_or(self.zone.place(12, 12)));
        match self.dice.below(6) {
            // One agent goes on the day on which another comes.
            0 => {
                let handover = self.dice.between(begun + 5, ends - 5);
                let other = roster.another(self, works, (handover, to), agent);
                course.event(EventKind::AgentDesignated).person = Some(other.to_owned());
                course.event(EventKind::AgentDesignated).at = at(handover, 600);
                let mut event = self.step(EventKind::AgentDesignated, at(begun, 550), works, "bureau");
                event.person = Some(agent.to_owned());
                course.add(event);
                let mut event = self.step(EventKind::AgentWithdrawn, at(handover, 610), works, "bureau");
                event.person = Some(agent.to_owned());
                if course.has(EventKind::AgentWithdrawn) {
                    course.event(EventKind::AgentWithdrawn).person = Some(other.to_owned());
                }
                course.add(event);
            }
            // The log named the wrong person, and says so.
            1 => {
                let id = course.event(EventKind::AgentDesignated).id.clone();
                let wrong = course.event(EventKind::AgentDesignated).person.replace("agent-01".to_owned());
                let mut event = self.event(EventKind::Correction, at(begun + 2, 600), "");
                (event.refers_to, event.person) = (id, wrong);
                course.add(event);
            }
            // Somebody designated by mistake, and taken out of the log.
            2 => {
                let mut extra = self.step(EventKind::AgentDesignated, at(begun + 1, 600), works, "bureau");
                extra.person = Some("agent-02".to_owned());
                let mut event = self.event(EventKind::Withdrawal, at(begun + 1, 700), "");
                event.refers_to = extra.id.clone();
                course.add(extra);
                course.add(event);
            }
            _ => {}
        }
        self.file_course(course);
    }

    /// What may be otherwise and is held against nobody.
    fn vary(&mut self, course: &mut Course<'_>) {
        let works = course.works;
        if let Some(determined) = course.schedule.determined {
            match self.dice.below(8) {
                // A date without a time: within a day nothing is held against anyone.
                0 => {
                    course.event(EventKind::KeyProjectDetermined).at = at(determined, 570);
                    course.event(EventKind::KeyProjectNotice).at = When::Day(self.zone.days[determined]);
                }
                // 2.2b–d done before the notice simply fulfil.
                1 => {
                    course.event(EventKind::MattersDetermined).at = at(determined, 600);
                    course.event(EventKind::KeyProjectNotice).at = at(determined + 2, 600);
                }
                // The unit is guided again while its applications run.
                2 | 3 => self.guided_again(course),
                // Guided before the notice came, and again later.
                4 => {
                    course.event(EventKind::Guidance).at = at(determined, 700);
                    course.event(EventKind::KeyProjectNotice).at = at(determined + 1, 600);
                    self.guided_again(course);
                }
                // On the day of the first application, which has no time.
                5 if !course.cases.is_empty() => {
                    let applied = course.applied(self).unwrap_or_default();
                    let day = When::Day(self.zone.days[applied]);
                    for case in &mut course.cases {
                        if case.event(0).at.day() == day.day() {
                            case.event(0).at = day;
                        }
                    }
                    course.event(EventKind::Guidance).at = at(applied, 1_020);
                }
                _ => {}
            }
        }
        if self.dice.percent(40) {
            let asked = course.schedule.started + self.dice.between(0, 20);
            let (request, reply) = self.support(asked, &works.responsible);
            for mut event in [request, reply] {
                event.project = Some(works.id.clone());
                course.add(event);
            }
        }
    }

    fn guided_again(&mut self, course: &mut Course<'_>) {
        let Some(applied) = course.applied(self) else { return };
        let event = self.step(EventKind::Guidance, at(applied + 2, 640), course.works, "bureau");
        course.add(event);
    }

    /// A request for support and its answer some working days later.
    pub(crate) fn support(&mut self, asked: usize, department: &str) -> (Event, Event) {
        let about = *self.dice.pick(&["政策咨询", "现场踏勘", "技术审查意见"]);
        let mut request = self.event(EventKind::SupportRequested, at(asked, 560), "");
        (request.actor, request.to) = (Some("bureau".to_owned()), Some(department.to_owned()));
        request.about = Some(about.to_owned());
        let after = self.dice.between(0, 4);
        let mut reply = self.event(EventKind::SupportGiven, at(asked + after, 1_010), "");
        (reply.actor, reply.to) = (Some(department.to_owned()), Some("bureau".to_owned()));
        reply.refers_to = request.id.clone().filter(|_| self.dice.percent(70));
        (request, reply)
    }
}
