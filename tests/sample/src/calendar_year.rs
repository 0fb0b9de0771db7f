//! What enters: a dice. What leaves: what departments plan, what the Bureau sums up and when it reconciles, in order.

use liandong::{Event, EventKind, IsoWeek};

use crate::clean::{Desk, at};

/// The departments that plan projects.
const PLANNING: [&str; 8] =
    ["econ", "construction", "planning", "market", "ecology", "finance", "social", "investment"];

/// A department's plan of a year, and its feedback.
pub(crate) struct Plan {
    pub(crate) department: &'static str,
    /// The year planned, of which the catalogue's year may be the next.
    pub(crate) year: i32,
    /// When it was planned, by the place of its working day.
    pub(crate) place: usize,
    pub(crate) planning: Event,
    pub(crate) feedback: Option<Event>,
}

/// A week with what was reconciled in it.
pub(crate) struct Week {
    pub(crate) week: IsoWeek,
    /// Its working days, by their places.
    pub(crate) places: Vec<usize>,
    pub(crate) held: Vec<Event>,
}

/// What recurs in a year.
pub(crate) struct CalendarYear {
    pub(crate) plans: Vec<Plan>,
    pub(crate) summaries: Vec<Event>,
    pub(crate) opinions: Vec<Event>,
    pub(crate) weeks: Vec<Week>,
}

impl Desk {
    pub(crate) fn calendar_year(&mut self) -> CalendarYear {
        let mut plans = Vec::new();
        for department in PLANNING {
            for (year, from, to) in [
                (2023, self.zone.place(1, 4), self.zone.place(1, 13)),
                (2024, self.zone.place(11, 6), self.zone.place(11, 17)),
            ] {
                let place = self.dice.between(from, to);
                plans.push(self.plan(department, year, place));
            }
        }
        let (summaries, opinions) = (vec![self.summary(22)], vec![self.opinion(23)]);
        CalendarYear { plans, summaries, opinions, weeks: self.weeks() }
    }

    pub(crate) fn file_calendar_year(&mut self, own: CalendarYear) {
        let plans = own.plans.into_iter().flat_map(|plan| [Some(plan.planning), plan.feedback]);
        self.events.extend(plans.flatten());
        self.events.extend(own.summaries);
        self.events.extend(own.opinions);
        self.events.extend(own.weeks.into_iter().flat_map(|week| week.held));
    }

    /// 2.1a: planned one day, fed back within ten working days.
    pub(crate) fn plan(&mut self, department: &'static str, year: i32, place: usize) -> Plan {
        let mut planning = self.event(EventKind::Planning, at(place, 600), "");
        planning.actor = Some(department.to_owned());
        planning.period = Some(year.to_string());
        let after = self.dice.between(0, 9);
        let feedback = self.feedback(department, year, place + after);
        Plan { department, year, place, planning, feedback: Some(feedback) }
    }

    pub(crate) fn feedback(&mut self, department: &str, year: i32, place: usize) -> Event {
        let mut event = self.event(EventKind::AnnualFeedback, at(place, 900), "");
        event.actor = Some(department.to_owned());
        event.to = Some("bureau".to_owned());
        event.period = Some(year.to_string());
        event
    }

    /// 2.1b: how every key project of the year before was handled.
    pub(crate) fn summary(&mut self, place: usize) -> Event {
        let mut event = self.event(EventKind::AnnualSummary, at(place, 640), "");
        event.actor = Some("bureau".to_owned());
        event.period = Some("2022".to_owned());
        event.covers = self.zone.summed_up.clone();
        event
    }

    /// 2.1c.
    pub(crate) fn opinion(&mut self, place: usize) -> Event {
        let mut event = self.event(EventKind::AnnualOpinion, at(place, 640), "");
        event.actor = Some("bureau".to_owned());
        event.period = Some("2023".to_owned());
        event
    }

    /// 2.3d: one reconciliation a week, from the first week with a project in procedures on.
    fn weeks(&mut self) -> Vec<Week> {
        let mut weeks: Vec<Week> = Vec::new();
        for (place, day) in self.zone.days.iter().enumerate() {
            match weeks.last_mut() {
                Some(own) if own.week == day.iso_week() => own.places.push(place),
                _ => weeks.push(Week { week: day.iso_week(), places: vec![place], held: Vec::new() }),
            }
        }
        let first = crate::zone::day(2023, 1, 9).iso_week();
        weeks.retain(|own| own.week >= first);
        for own in &mut weeks {
            let place = *self.dice.pick(&own.places);
            let event = self.reconciliation(place);
            own.held.push(event);
            // Held alone first, and then together: a joint one is what the week asks for.
            if self.dice.percent(8) {
                let place = *self.dice.pick(&own.places);
                let mut event = self.reconciliation(place);
                (event.at, event.with) = (at(place, 600), None);
                own.held.push(event);
            }
        }
        weeks
    }

    /// A joint reconciliation, whichever side logged it.
    pub(crate) fn reconciliation(&mut self, place: usize) -> Event {
        let mut event = self.event(EventKind::WeeklyReconciliation, at(place, 900), "");
        let sides = match self.dice.below(10) {
            0 => (Some("econ"), Some("bureau")),
            1 => (None, Some("econ")),
            _ => (Some("bureau"), Some("econ")),
        };
        (event.actor, event.with) = (sides.0.map(str::to_owned), sides.1.map(str::to_owned));
        event.period = self.dice.percent(50).then(|| self.zone.days[place].iso_week().to_string());
        event
    }
}
