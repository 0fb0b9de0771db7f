//! What enters: a year's plans, summaries and weeks. What leaves: the same with what went wrong in them, and what must be
//! found (2.1, 2.3d).

use liandong::FindingCode as Code;
use liandong::Severity::{Breach, Review};

use crate::calendar_year::{CalendarYear, Plan};
use crate::clean::{Desk, at};
use crate::{About, Shows};

/// What can be planted in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PlanFault {
    Missing,
    MissingRecently,
    ToAnother,
    BeforePlanning,
    Late,
}

/// What can be planted in a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WeekFault {
    Missing,
    InTheWeekAfter,
    Alone,
    WithAnother,
    WithoutBureau,
}

impl Desk {
    /// A year of plans and weeks, most in order.
    pub(crate) fn recurring(&mut self) {
        let mut own = self.calendar_year();
        let faults = [
            PlanFault::MissingRecently,
            PlanFault::Missing,
            PlanFault::Late,
            PlanFault::Late,
            *self.dice.pick(&[PlanFault::Missing, PlanFault::ToAnother, PlanFault::BeforePlanning]),
        ];
        self.dice.shuffle(&mut own.plans);
        // The plan of the next year is made late in this one.
        let next = own.plans.iter().position(|plan| plan.year == 2024).unwrap_or_default();
        own.plans.swap(0, next);
        for (plan, fault) in own.plans.iter_mut().zip(faults) {
            self.faulty_plan(plan, fault);
        }
        for plan in own.plans.iter_mut().skip(faults.len()) {
            self.vary_plan(plan);
        }
        self.yearly(&mut own);
        self.faulty_weeks(&mut own);
        self.file_calendar_year(own);
    }

    /// What may be otherwise in a plan and is held against nobody.
    fn vary_plan(&mut self, plan: &mut Plan) {
        let feedback = plan.feedback.as_mut().expect("a sound plan was fed back");
        match self.dice.below(4) {
            0 => feedback.period = None,
            1 => feedback.to = None,
            // Planned on, after the plan was fed back: once is enough.
            2 => {
                let mut event = plan.planning.clone();
                event.id = self.event(liandong::EventKind::Planning, event.at, "").id;
                event.at = at(plan.place + 11, 600);
                self.events.push(event);
            }
            _ => {}
        }
    }

    /// 2.1a.
    fn faulty_plan(&mut self, plan: &mut Plan, fault: PlanFault) {
        let subject = About::Party(plan.department.to_owned());
        let to = Some("bureau");
        let mut code = (Code::FeedbackMissing, Shows::Always);
        match fault {
            PlanFault::Late => {
                let after = self.dice.between(11, 20);
                plan.feedback = Some(self.feedback(plan.department, plan.year, plan.place + after));
                code = (Code::FeedbackLate, Shows::UnderLimits);
            }
            PlanFault::MissingRecently => {
                plan.planning.at = at(self.zone.place(12, 4) + self.dice.between(0, 4), 600);
                plan.feedback = None;
                self.plant(Code::FeedbackMissing, Review, subject.clone(), to, Shows::UnderText);
                code.1 = Shows::UnderLimits;
            }
            PlanFault::ToAnother => {
                let other = self.stranger(&[plan.department.to_owned()]);
                let event = plan.feedback.as_mut().expect("a sound plan was fed back");
                event.to = Some(other.to_owned());
            }
            PlanFault::BeforePlanning => {
                plan.planning.at = at(plan.place + 10, 600);
                plan.feedback = Some(self.feedback(plan.department, plan.year, plan.place));
            }
            PlanFault::Missing => plan.feedback = None,
        }
        self.plant(code.0, Breach, subject, to, code.1);
    }

    /// 2.1b, 2.1c: once a year, each with a fate of its own.
    fn yearly(&mut self, own: &mut CalendarYear) {
        let year = || About::Year(2023);
        let late = self.zone.place(4, 3) + self.dice.between(0, 60);
        let left_out = self.dice.between(1, 3);
        match self.dice.below(5) {
            // Not at all: a breach once the year is over.
            1 => {
                own.summaries.clear();
                self.plant(Code::SummaryMissing, Breach, year(), None, Shows::Always);
            }
            // In time with gaps, and again without: by the zone's own date the whole one came late.
            2 => {
                own.summaries[0].covers.drain(..left_out);
                let whole = self.summary(late);
                own.summaries.push(whole);
                self.plant(Code::SummaryIncomplete, Review, year(), None, Shows::UnderLimits);
            }
            // In time, and nobody left out.
            3 => {}
            // After the zone's own date, and with gaps.
            _ => {
                own.summaries[0].at = at(late, 640);
                own.summaries[0].covers.drain(..left_out);
                self.plant(Code::SummaryIncomplete, Review, year(), None, Shows::Always);
                self.plant(Code::SummaryMissing, Breach, year(), None, Shows::UnderLimits);
            }
        }
        match self.dice.below(4) {
            0 => {
                own.opinions.clear();
                self.plant(Code::OpinionMissing, Breach, year(), None, Shows::Always);
            }
            // By another hand, which is none.
            1 => {
                own.opinions[0].actor = Some("econ".to_owned());
                self.plant(Code::OpinionMissing, Breach, year(), None, Shows::Always);
            }
            _ => {
                own.opinions[0].at = at(late, 700);
                self.plant(Code::OpinionMissing, Breach, year(), None, Shows::UnderLimits);
            }
        }
    }

    /// 2.3d.
    fn faulty_weeks(&mut self, own: &mut CalendarYear) {
        // Never two weeks in a row, so that what one lacks is nothing to the other.
        let mut places: Vec<usize> = (0..own.weeks.len() - 1).step_by(2).collect();
        self.dice.shuffle(&mut places);
        let faults = [
            WeekFault::Missing,
            WeekFault::Missing,
            WeekFault::InTheWeekAfter,
            WeekFault::Alone,
            WeekFault::WithAnother,
            WeekFault::WithoutBureau,
        ];
        for (place, fault) in places.into_iter().zip(faults) {
            let (week, on) = (own.weeks[place].week, own.weeks[place].places[0]);
            let mut event = self.reconciliation(on);
            (event.actor, event.with) = (Some("bureau".to_owned()), None);
            own.weeks[place].held.clear();
            let code = match fault {
                WeekFault::Missing => Code::WeeklyMissing,
                WeekFault::InTheWeekAfter => {
                    let after = own.weeks[place + 1].places[0];
                    let mut event = self.reconciliation(after);
                    event.at = at(after, 555);
                    own.weeks[place + 1].held.push(event);
                    Code::WeeklyMissing
                }
                WeekFault::Alone => Code::WeeklyNotJoint,
                WeekFault::WithAnother => {
                    event.with = Some("finance".to_owned());
                    Code::WeeklyNotJoint
                }
                WeekFault::WithoutBureau => {
                    event.actor = Some("econ".to_owned());
                    Code::WeeklyNotJoint
                }
            };
            if code == Code::WeeklyNotJoint {
                own.weeks[place].held.push(event);
            }
            self.plant(code, Breach, About::Week(week), Some("econ"), Shows::Always);
        }
    }
}
