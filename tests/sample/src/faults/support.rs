//! What enters: a fault in what departments owe the Bureau's cases beside their results. What leaves: a case with it (2.4b,
//! 3.3b).

use liandong::Severity::{Breach, Info, Review};
use liandong::{EventKind, FindingCode as Code};

use super::Fault;
use crate::clean::{Case, Desk, at};
use crate::{About, Shows};

impl Desk {
    pub(super) fn unsupported(&mut self, fault: Fault) -> Case {
        let matter = self.faulty();
        let (mut case, decided, chosen) = self.base(matter);
        let department = case.deliveries[chosen].to.clone();
        let asked = decided - 2;
        let (mut request, mut reply) = self.support(asked, &department);
        request.case = Some(case.id.clone());
        reply.case = Some(case.id.clone());
        let to = Some("bureau");
        match fault {
            Fault::SupportRefused => {
                reply.kind = EventKind::SupportRefused.code().to_owned();
                case.add(reply);
                self.always(Code::SupportRefused, Breach, &case, to);
            }
            Fault::SupportRefusedAtFirst => {
                let mut refusal = reply.clone();
                refusal.id = self.event(EventKind::SupportRefused, reply.at, "").id;
                refusal.kind = EventKind::SupportRefused.code().to_owned();
                refusal.at = at(asked, 700);
                case.add(reply);
                case.add(refusal);
                self.always(Code::SupportRefused, Breach, &case, to);
            }
            Fault::SupportLate => {
                let after = self.dice.between(6, 15);
                reply.at = at(asked + after, 600);
                case.add(reply);
                self.under_limits(Code::SupportLate, Breach, &case, to);
            }
            _ => {
                if fault == Fault::SupportByAnother {
                    let stranger = self.stranger(std::slice::from_ref(&department));
                    reply.actor = Some(stranger.to_owned());
                    case.add(reply);
                }
                let subject = About::Case(case.id.clone());
                self.plant(Code::SupportMissing, Info, subject, to, Shows::UnderText);
                self.under_limits(Code::SupportMissing, Breach, &case, to);
            }
        }
        case.add(request);
        case
    }

    /// Buck-passing is alleged, by whoever disclaims or complains; that is all that is found.
    pub(super) fn alleged(&mut self, fault: Fault) -> Case {
        let matter = self.faulty();
        let (mut case, decided, chosen) = self.base(matter);
        let department = case.deliveries[chosen].to.clone();
        let kind = if fault == Fault::Disclaimed {
            EventKind::ResponsibilityDisclaimed
        } else {
            EventKind::Complaint
        };
        let mut event = self.event(kind, at(decided + 1, 640), &case.id);
        if fault == Fault::Disclaimed {
            event.actor = Some(department);
            event.to = Some("bureau".to_owned());
        } else {
            event.actor = Some("zone-build".to_owned());
            // The party complained about is named in either of two ways.
            if self.dice.percent(50) {
                event.about = Some(department);
            } else {
                event.to = Some(department);
            }
            event.ground = Some(self.dice.pick(&["推诿扯皮", "buck_passing"]).to_string());
        }
        case.add(event);
        self.always(Code::BuckPassingAlleged, Review, &case, None);
        case
    }

    /// What names no case: a complaint, a refusal, and two things that are nothing to anyone.
    pub(crate) fn outside_cases(&mut self) {
        let on = self.zone.place(3, 20) + self.dice.between(0, 100);
        let mut complaint = self.event(EventKind::Complaint, at(on, 600), "");
        complaint.about = Some("market".to_owned());
        complaint.ground = Some("推诿扯皮".to_owned());
        let subject = About::Event(complaint.id.clone().unwrap_or_default());
        self.plant(Code::BuckPassingAlleged, Review, subject, None, Shows::Always);
        let mut other = self.event(EventKind::Complaint, at(on, 640), "");
        other.about = Some("social".to_owned());
        other.ground = Some("配合不到位".to_owned());
        let (request, mut refusal) = self.support(on, "ecology");
        refusal.kind = EventKind::SupportRefused.code().to_owned();
        let subject = About::Party("ecology".to_owned());
        self.plant(Code::SupportRefused, Breach, subject, Some("bureau"), Shows::Always);
        let (asked, given) = self.support(on + 3, "planning");
        // The municipal departments are not addressed.
        let (municipal, mut declined) = self.support(on + 4, "muni-transport");
        declined.kind = EventKind::SupportRefused.code().to_owned();
        self.events.extend([complaint, other, request, refusal, asked, given, municipal, declined]);
    }
}
