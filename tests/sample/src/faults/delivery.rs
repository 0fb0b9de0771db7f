//! What enters: a fault in the time of a push, a notice or an acknowledgement. What leaves: a case with it.

use liandong::Severity::{Breach, Review};
use liandong::{FindingCode as Code, HandledVia};

use super::Fault;
use crate::clean::{Case, Desk, at};

impl Desk {
    /// What 2.6b and 2.6c ask for, left undone.
    pub(super) fn undelivered(&mut self, fault: Fault) -> Case {
        if fault == Fault::NoticeMissingInVacancy {
            // The finance department had no liaison in that week.
            let decided = self.zone.place(4, 11) + self.dice.between(0, 2);
            let mut case = self.handled("S-005", ["bureau"; 2], decided, HandledVia::Platform);
            self.delivered(&mut case, &["econ".to_owned(), "finance".to_owned()], decided, decided);
            let notice = case.deliveries[1].notice;
            case.take(notice);
            self.always(Code::NoticeMissing, Review, &case, Some("finance"));
            return case;
        }
        let matter = self.faulty();
        if fault == Fault::PushMissingRecently {
            let decided = self.recent_day(&matter.supervisors);
            let case = self.handled(&matter.id, ["bureau"; 2], decided, HandledVia::Platform);
            for to in &matter.supervisors {
                self.limit_hardens(Code::PushMissing, &case, Some(to));
                self.limit_hardens(Code::NoticeMissing, &case, Some(to));
            }
            return case;
        }
        let (mut case, _, chosen) = self.base(matter);
        for (place, own) in case.deliveries.clone().into_iter().enumerate() {
            let all = fault == Fault::NothingPushed;
            if all || (place == chosen && fault == Fault::PushMissing) {
                case.take(own.push);
                case.take(own.ack);
                self.always(Code::PushMissing, Breach, &case, Some(&own.to));
            }
            if all || (place == chosen && fault == Fault::NoticeMissing) {
                case.take(own.notice);
                self.always(Code::NoticeMissing, Breach, &case, Some(&own.to));
            }
        }
        case
    }

    /// 第一时间, 同步 and 同时, and the zone's own acknowledgement.
    pub(super) fn out_of_time(&mut self, fault: Fault) -> Case {
        let apart = matches!(fault, Fault::PushedOnAnotherDay | Fault::PushedHoursApart);
        let matter = if apart { self.dice.pick(&self.zone.shared) } else { self.faulty() };
        if fault == Fault::PushLate {
            let after = self.dice.between(3, 9);
            let (decided, pushed) = self.days_apart(matter, after);
            let mut case = self.handled(&matter.id, ["bureau"; 2], decided, HandledVia::Platform);
            self.delivered(&mut case, &matter.supervisors, decided, pushed);
            for to in &matter.supervisors {
                self.under_limits(Code::PushLate, Breach, &case, Some(to));
                self.under_limits(Code::NoticeLate, Breach, &case, Some(to));
            }
            return case;
        }
        let after = if fault == Fault::NoticeLate { self.dice.between(3, 6) } else { 1 };
        let (decided, _) = self.days_apart(matter, after);
        let (mut case, _, chosen) = self.base_on(matter, decided);
        let later = self.zone.days[decided + after];
        let own = case.deliveries[chosen].clone();
        let liaison = self.zone.liaison(&own.to, later).map(str::to_owned);
        match fault {
            Fault::NoticeLate | Fault::NotifiedOnAnotherDay => {
                case.event(own.notice).at = at(decided + after, 600);
                case.event(own.notice).person = liaison;
                self.limit_hardens(Code::NoticeNotSimultaneous, &case, Some(&own.to));
                if fault == Fault::NoticeLate {
                    self.under_limits(Code::NoticeLate, Breach, &case, Some(&own.to));
                }
            }
            Fault::PushedOnAnotherDay => {
                case.event(own.push).at = at(decided + 1, 600);
                case.event(own.push).officer = self.zone.pusher(later).map(str::to_owned);
                case.event(own.notice).at = at(decided + 1, 606);
                case.event(own.notice).person = liaison;
                case.event(own.ack).at = at(decided + 1, 660);
                self.limit_hardens(Code::PushNotSynchronous, &case, None);
            }
            Fault::PushedHoursApart => {
                self.morning(&mut case, decided);
                case.event(own.push).at = at(decided, 930);
                case.event(own.notice).at = at(decided, 936);
                case.event(own.ack).at = at(decided, 990);
                self.under_limits(Code::PushNotSynchronous, Breach, &case, None);
            }
            Fault::NotifiedHoursLater => {
                self.morning(&mut case, decided);
                case.event(own.notice).at = at(decided, 930);
                self.under_limits(Code::NoticeNotSimultaneous, Breach, &case, Some(&own.to));
            }
            Fault::AckLate => {
                let after = self.dice.between(4, 9);
                case.event(own.ack).at = at(decided + after, 600);
                self.under_limits(Code::AcknowledgementLate, Review, &case, Some("bureau"));
            }
            _ => {
                case.take(own.ack);
                self.under_limits(Code::AcknowledgementMissing, Review, &case, Some("bureau"));
            }
        }
        case
    }

    /// Puts a decision and all that followed into one morning.
    fn morning(&mut self, case: &mut Case, decided: usize) {
        let decision = case.decision;
        case.event(decision).at = at(decided, 545);
        for own in case.deliveries.clone() {
            case.event(own.push).at = at(decided, 560);
            case.event(own.notice).at = at(decided, 565);
            case.event(own.ack).at = at(decided, 690);
        }
    }
}
