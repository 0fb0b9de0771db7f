//! What enters: a fault in an act: the wrong hand, addressee, channel or order. What leaves: a case with it.

use liandong::Severity::{Breach, Review};
use liandong::{Channel, EventKind, FindingCode as Code, HandledVia};

use super::Fault;
use crate::clean::{Case, Desk, at};

impl Desk {
    /// 2.4c, 2.5a.
    pub(super) fn incompetent(&mut self, fault: Fault) -> Case {
        let online = HandledVia::Platform;
        let case = match fault {
            Fault::DecidedByDepartment => {
                let matter = self.faulty();
                let decided = self.early_day(&matter.supervisors);
                self.handled(&matter.id, ["bureau", &matter.original], decided, online)
            }
            Fault::DecidedByBureau => {
                let matter = self.dice.pick(&self.zone.online);
                let decided = self.early_day(&[]);
                self.handled(&matter.id, [&matter.original, "bureau"], decided, online)
            }
            // The old hand decides on the first day of the new one.
            _ if self.dice.percent(50) => {
                let decided = self.zone.place(3, 15);
                self.handled("S-023", ["construction"; 2], decided, online)
            }
            _ => {
                let decided = self.zone.place(10, 16);
                self.handled("S-075", ["bureau"; 2], decided, online)
            }
        };
        self.always(Code::DecidedWithoutCompetence, Breach, &case, None);
        case
    }

    /// 2.4e, 2.4f.
    pub(super) fn off_platform(&mut self, fault: Fault) -> Case {
        let online = matches!(fault, Fault::HandledOffline | Fault::HandledOfflineAndUploaded);
        let pool = if online { &self.zone.online } else { &self.zone.offline };
        let matter = self.dice.pick(pool);
        let (id, actor) = match fault {
            Fault::UploadMissingMunicipal => ("S-098", "muni-emergency"),
            _ => (matter.id.as_str(), matter.original.as_str()),
        };
        let decided =
            if fault == Fault::UploadMissingRecently { self.recent_day(&[]) } else { self.early_day(&[]) };
        let mut case = self.own_case(id, actor, decided, HandledVia::Offline);
        let upload = case.upload.expect("a case handled off the platform has an upload");
        match fault {
            Fault::HandledOfflineAndUploaded => self.always(Code::HandledOffline, Breach, &case, None),
            Fault::HandledOffline => {
                case.take(upload);
                self.always(Code::HandledOffline, Breach, &case, None);
            }
            Fault::UploadMissingRecently => {
                case.take(upload);
                self.limit_hardens(Code::UploadMissing, &case, None);
            }
            Fault::UploadLate => {
                let after = self.dice.between(12, 20);
                case.event(upload).at = at(decided + after, 1020);
                self.under_limits(Code::UploadLate, Breach, &case, None);
            }
            _ => {
                case.take(upload);
                let municipal = fault == Fault::UploadMissingMunicipal;
                self.always(Code::UploadMissing, if municipal { Review } else { Breach }, &case, None);
            }
        }
        case
    }

    /// 2.6a–c done by the wrong hand, to the wrong addressee, on the wrong channel or too early.
    pub(super) fn irregular_push(&mut self, fault: Fault) -> Case {
        let matter = self.faulty();
        if fault == Fault::PushedInGap {
            let decided = self.zone.place(9, 4) + self.dice.between(0, 1);
            let mut case = self.handled(&matter.id, ["bureau"; 2], decided, HandledVia::Platform);
            self.delivered(&mut case, &matter.supervisors, decided, decided);
            for own in case.deliveries.clone() {
                // The officer whose term had ended goes on.
                case.event(own.push).officer = Some("pusher-02".to_owned());
                self.always(Code::PushByUndesignatedPerson, Review, &case, Some(&own.to));
            }
            return case;
        }
        let (mut case, decided, chosen) = self.base(matter);
        let own = case.deliveries[chosen].clone();
        let to = Some(own.to.as_str());
        match fault {
            Fault::PushedBeforeAndAfter => {
                let mut early = case.event(own.push).clone();
                early.id = self.event(EventKind::ResultPush, early.at, "").id;
                early.at = at(decided - 1, 1000);
                early.officer = self.zone.pusher(self.zone.days[decided - 1]).map(str::to_owned);
                early.refers_to = None;
                case.add(early);
                self.always(Code::PushBeforeDecision, Review, &case, to);
            }
            Fault::PushedOnlyBefore => {
                case.event(own.push).at = at(decided - 1, 1000);
                case.take(own.ack);
                self.always(Code::PushBeforeDecision, Review, &case, to);
                self.always(Code::PushMissing, Breach, &case, to);
            }
            Fault::PushedByDepartment => {
                let stranger = self.stranger(std::slice::from_ref(&own.to));
                case.event(own.push).actor = Some(stranger.to_owned());
                case.event(own.push).officer = None;
                case.take(own.ack);
                self.always(Code::PushWrongActor, Review, &case, to);
                self.always(Code::PushMissing, Breach, &case, to);
            }
            Fault::PushedToStranger => {
                let stranger = self.stranger(&matter.supervisors);
                let mut extra = case.event(own.push).clone();
                extra.id = self.event(EventKind::ResultPush, extra.at, "").id;
                extra.to = Some(stranger.to_owned());
                case.add(extra);
                self.always(Code::PushWrongRecipient, Review, &case, Some(stranger));
            }
            Fault::PushedByMessage => {
                let channel = if self.dice.percent(50) { Channel::Message } else { Channel::Other };
                case.event(own.push).channel = Some(channel);
                case.take(own.ack);
                self.always(Code::PushWrongChannel, Review, &case, to);
                self.always(Code::PushMissing, Breach, &case, to);
            }
            Fault::PushedByClerk => {
                let clerk = *self.dice.pick(&["clerk-07", "pusher-01", "liaison-05", "agent-02"]);
                case.event(own.push).officer = Some(clerk.to_owned());
                self.always(Code::PushByUndesignatedPerson, Review, &case, to);
            }
            _ => {
                let wrong = if self.dice.percent(50) { "liaison-01" } else { "manager-03" };
                case.event(own.notice).person = Some(wrong.to_owned());
                self.always(Code::NoticeWrongPerson, Review, &case, to);
                self.always(Code::NoticeMissing, Breach, &case, to);
            }
        }
        case
    }

    /// 2.6d.
    pub(super) fn push_back(&mut self, fault: Fault) -> Case {
        let matter = self.faulty();
        let bureau = Some("bureau");
        if fault == Fault::BackMissingRecently {
            let (from, to) = (self.zone.place(9, 18), self.zone.place(10, 31));
            let decided = self.manned_day(from, to, &matter.supervisors);
            let mut case = self.bureau_case(matter, decided);
            let found = self.recent_day(&[]);
            self.supervised(&mut case, &matter.supervisors[0], found, 1);
            let (_, back) = case.supervision.expect("just supervised");
            case.take(back);
            self.limit_hardens(Code::SupervisionPushMissing, &case, bureau);
            return case;
        }
        let (mut case, found, supervisor) = self.supervised_base(matter);
        let (_, back) = case.supervision.expect("just supervised");
        match fault {
            Fault::BackMissing => {
                case.take(back);
                self.always(Code::SupervisionPushMissing, Breach, &case, bureau);
            }
            Fault::BackLate => {
                let after = self.dice.between(6, 15);
                case.event(back).at = at(found + after, 600);
                self.under_limits(Code::SupervisionPushLate, Breach, &case, bureau);
            }
            Fault::BackBeforeResult => {
                case.event(back).at = at(found - 1, 600);
                self.always(Code::SupervisionPushBeforeResult, Review, &case, bureau);
                self.always(Code::SupervisionPushMissing, Breach, &case, bureau);
            }
            Fault::BackByAnother => {
                let stranger = self.stranger(std::slice::from_ref(&supervisor));
                case.event(back).actor = Some(stranger.to_owned());
                self.always(Code::SupervisionPushWrongActor, Review, &case, bureau);
            }
            Fault::BackToAnother => {
                let stranger = self.stranger(std::slice::from_ref(&supervisor));
                case.event(back).to = Some(stranger.to_owned());
                self.always(Code::SupervisionPushWrongRecipient, Review, &case, bureau);
                self.always(Code::SupervisionPushMissing, Breach, &case, bureau);
            }
            _ => {
                case.event(back).channel = Some(Channel::Message);
                self.always(Code::SupervisionPushOffPlatform, Review, &case, bureau);
            }
        }
        case
    }
}
