//! What enters: a fault in the data: unmatched, unknown, repeated or too late. What leaves: a case with it.

use liandong::Severity::{Info, Review};
use liandong::{EventKind, FindingCode as Code};

use super::Fault;
use crate::clean::{Case, Desk};
use crate::zone::MISTYPED;
use crate::{About, Shows};

impl Desk {
    /// Data that cannot be matched, read or counted.
    pub(super) fn bad_data(&mut self, fault: Fault) -> Case {
        let mistyped;
        let matter = if fault == Fault::MistypedCase {
            let found = self.zone.taken.iter().find(|matter| matter.id == MISTYPED);
            mistyped = found.expect("the matter kept for a mistyped case").clone();
            &mistyped
        } else {
            self.faulty()
        };
        let (mut case, _, chosen) = self.base(matter);
        let own = case.deliveries[chosen].clone();
        let to = Some(own.to.as_str());
        let event = |case: &mut Case, place| About::Event(case.id_of(place));
        match fault {
            Fault::DanglingReference => {
                case.event(own.push).refers_to = Some("E-OLD-SYSTEM".to_owned());
                case.take(own.ack);
                self.always(Code::UnmatchedEvent, Review, &case, None);
                self.always(Code::PushMissing, Review, &case, to);
            }
            Fault::MistypedCase => {
                let other = format!("{}/2", case.id);
                let push = case.event(own.push);
                push.case = Some(other.clone());
                push.matter = Some(matter.id.clone());
                push.refers_to = None;
                case.take(own.ack);
                self.plant(Code::UnmatchedEvent, Review, About::Case(other), None, Shows::Always);
                self.always(Code::PushMissing, Review, &case, to);
            }
            Fault::DecisionWithoutMatter => {
                for event in case.events.iter_mut().flatten() {
                    event.matter = None;
                }
                self.always(Code::UnmatchedEvent, Review, &case, None);
            }
            Fault::UnknownMatter => {
                for place in 0..case.events.len() {
                    if case.event(place).matter.is_some() {
                        case.event(place).matter = Some("S-999".to_owned());
                        let subject = event(&mut case, place);
                        self.plant(Code::UnknownMatter, Review, subject, None, Shows::Always);
                    }
                }
            }
            Fault::UnknownRecipient => {
                case.event(own.push).to = Some(format!("{}-dept", own.to));
                case.take(own.ack);
                let subject = event(&mut case, own.push);
                self.plant(Code::UnknownParty, Review, subject, None, Shows::Always);
                self.always(Code::PushMissing, Review, &case, to);
            }
            Fault::UnknownDecider => {
                let decision = case.decision;
                case.event(decision).actor = Some("bureu".to_owned());
                let subject = event(&mut case, decision);
                self.plant(Code::UnknownParty, Review, subject, None, Shows::Always);
            }
            Fault::UnknownKind => {
                let decision = case.decision;
                let after = case.event(decision).at;
                let mut extra = self.event(EventKind::Visit, after, &case.id);
                extra.kind =
                    self.dice.pick(&["archived", "fee_paid", "decission", "result_pushed"]).to_string();
                let place = case.add(extra);
                let subject = event(&mut case, place);
                self.plant(Code::UnknownKind, Review, subject, None, Shows::Always);
            }
            Fault::Duplicate => {
                let place = *self.dice.pick(&[0, case.decision, own.push, own.notice]);
                let mut copy = case.event(place).clone();
                if self.dice.percent(50) {
                    copy.id = self.event(EventKind::Visit, copy.at, "").id;
                }
                case.add(copy);
                self.always(Code::DuplicateEvent, Info, &case, None);
            }
            _ => {
                let decision = case.decision;
                let mut later = case.event(decision).clone();
                let on = crate::zone::day(2024, 1, 2 + self.dice.below(20) as u32);
                later.id = self.event(EventKind::Decision, later.at, "").id;
                later.at = liandong::When::Day(on);
                let place = case.add(later);
                let subject = event(&mut case, place);
                self.plant(Code::FutureEvent, Info, subject, None, Shows::Always);
            }
        }
        case
    }
}
