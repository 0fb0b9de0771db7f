//! What enters: a matter and a day. What leaves: the events of a case in which nobody fell short of anything.

use liandong::{Channel, Event, EventKind, HandledVia, Moment, Outcome, When};

use crate::Planted;
use crate::dice::Dice;
use crate::zone::{Plain, ZONE, Zone};

/// A case in the making; what is taken out of it leaves a gap.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) events: Vec<Option<Event>>,
    pub(crate) decision: usize,
    pub(crate) deliveries: Vec<Delivery>,
    /// The upload of its data, or a supervision result and its push-back.
    pub(crate) upload: Option<usize>,
    pub(crate) supervision: Option<(usize, usize)>,
}

/// What one supervising department got, by places of the case.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    pub(crate) to: String,
    pub(crate) push: usize,
    pub(crate) notice: usize,
    pub(crate) ack: usize,
}

impl Case {
    pub(crate) fn event(&mut self, place: usize) -> &mut Event {
        self.events[place].as_mut().expect("an event that was not taken out")
    }

    pub(crate) fn take(&mut self, place: usize) -> Event {
        self.events[place].take().expect("an event that was not taken out")
    }

    pub(crate) fn add(&mut self, event: Event) -> usize {
        self.events.push(Some(event));
        self.events.len() - 1
    }

    pub(crate) fn id_of(&mut self, place: usize) -> String {
        self.event(place).id.clone().expect("every event of the sample has an id")
    }
}

/// Writes cases, numbers them and keeps what was planted.
pub(crate) struct Desk {
    pub(crate) zone: &'static Zone,
    pub(crate) dice: Dice,
    pub(crate) events: Vec<Event>,
    pub(crate) planted: Vec<Planted>,
    numbered: usize,
    pub(crate) cases: usize,
}

pub(crate) fn at(place: usize, minute: usize) -> When {
    let on = ZONE.days[place];
    let (hour, minute) = ((minute / 60) as u32, (minute % 60) as u32);
    Moment::new(on, hour, minute, 0).map_or(When::Day(on), When::Moment)
}

impl Desk {
    pub(crate) fn new(seed: u64) -> Self {
        let (events, planted) = (Vec::new(), Vec::new());
        Self { zone: &ZONE, dice: Dice::new(seed), events, planted, numbered: 0, cases: 0 }
    }

    pub(crate) fn event(&mut self, kind: EventKind, at: When, case: &str) -> Event {
        self.numbered += 1;
        let mut event = Event::new(kind, at);
        event.id = Some(format!("E-{:06}", self.numbered));
        event.case = (!case.is_empty()).then(|| case.to_owned());
        event
    }

    pub(crate) fn new_case(&mut self) -> Case {
        self.cases += 1;
        let id = format!("C-2023-{:04}", self.cases);
        let (events, deliveries) = (Vec::new(), Vec::new());
        Case { id, events, decision: 0, deliveries, upload: None, supervision: None }
    }

    pub(crate) fn file(&mut self, case: Case) {
        self.events.extend(case.events.into_iter().flatten());
    }

    /// A working minute from which a decision, its pushes and its notices end before the day does.
    pub(crate) fn minute(&mut self) -> usize {
        if self.dice.percent(50) { self.dice.between(540, 700) } else { self.dice.between(840, 970) }
    }

    /// A working day on which every post was held.
    pub(crate) fn manned_day(&mut self, from: usize, to: usize, supervisors: &[String]) -> usize {
        loop {
            let place = self.dice.between(from, to);
            if self.zone.is_manned(place, supervisors) {
                return place;
            }
        }
    }

    /// Acceptance, examination and decision by one party each.
    pub(crate) fn handled(
        &mut self,
        matter: &str,
        actors: [&str; 2],
        decided: usize,
        via: HandledVia,
    ) -> Case {
        let mut case = self.new_case();
        let accepted = decided - self.dice.between(3, 10);
        let examined = self.dice.between(accepted + 1, decided - 1);
        let steps = [
            (EventKind::ApplicationAccepted, accepted, actors[0]),
            (EventKind::Examined, examined, actors[0]),
            (EventKind::Decision, decided, actors[1]),
        ];
        for (kind, place, actor) in steps {
            let minute = self.minute();
            let mut event = self.event(kind, at(place, minute), &case.id);
            event.actor = Some(actor.to_owned());
            event.handled_via = Some(via);
            event.matter = (kind != EventKind::Examined).then(|| matter.to_owned());
            case.decision = case.add(event);
        }
        let result = match self.dice.below(100) {
            0..6 => Outcome::Refused,
            6..10 => Outcome::Changed,
            10..11 => Outcome::Revoked,
            _ => Outcome::Granted,
        };
        let decision = case.decision;
        case.event(decision).result = Some(result);
        case
    }

    /// Pushes and notices of the latest decision, signed for by every department.
    pub(crate) fn delivered(
        &mut self,
        case: &mut Case,
        supervisors: &[String],
        decided: usize,
        pushed: usize,
    ) {
        let decision = case.id_of(case.decision);
        let minute = match case.event(case.decision).at {
            When::Moment(moment) if pushed == decided => {
                let (hour, minute, _) = moment.hour_minute_second();
                (hour * 60 + minute) as usize + self.dice.between(3, 20)
            }
            _ => self.minute(),
        };
        let on = self.zone.days[pushed];
        for to in supervisors {
            let own = minute + self.dice.between(0, 5);
            let mut push = self.event(EventKind::ResultPush, at(pushed, own), &case.id);
            push.actor = Some("bureau".to_owned());
            push.officer = self.zone.pusher(on).map(str::to_owned);
            push.to = Some(to.clone());
            push.channel = Some(Channel::Platform);
            push.refers_to = Some(decision.clone());
            push.result = case.event(case.decision).result;
            let told = own + self.dice.between(1, 9);
            let mut notice = self.event(EventKind::LiaisonNotice, at(pushed, told), &case.id);
            notice.actor = Some("bureau".to_owned());
            notice.to = Some(to.clone());
            notice.person = self.zone.liaison(to, on).map(str::to_owned);
            notice.channel = Some(Channel::Message);
            notice.refers_to = Some(decision.clone());
            let (later, minute) = match self.dice.below(4) {
                0 => (pushed + 1, self.minute()),
                1 => (pushed + 2, self.minute()),
                _ => (pushed, told + self.dice.between(5, 40)),
            };
            let mut ack = self.event(EventKind::PushAcknowledged, at(later, minute), &case.id);
            ack.actor = Some(to.clone());
            ack.refers_to = push.id.clone();
            let (push, notice, ack) = (case.add(push), case.add(notice), case.add(ack));
            case.deliveries.push(Delivery { to: to.clone(), push, notice, ack });
        }
    }

    /// A case of a matter that the Bureau holds.
    pub(crate) fn bureau_case(&mut self, matter: &Plain, decided: usize) -> Case {
        let mut case = self.handled(&matter.id, ["bureau"; 2], decided, HandledVia::Platform);
        let next_day = self.dice.percent(15) && self.zone.is_manned(decided + 1, &matter.supervisors);
        self.delivered(&mut case, &matter.supervisors, decided, decided + usize::from(next_day));
        case
    }

    /// A supervision result in a case and its push-back some working days later.
    pub(crate) fn supervised(&mut self, case: &mut Case, supervisor: &str, found: usize, after: usize) {
        let morning = self.dice.between(540, 700);
        let mut result = self.event(EventKind::SupervisionResult, at(found, morning), &case.id);
        result.actor = Some(supervisor.to_owned());
        result.about = Some(self.dice.pick(&["双随机检查", "日常巡查", "专项检查", "投诉核查"]).to_string());
        let afternoon = self.dice.between(840, 1020);
        let mut back = self.event(EventKind::SupervisionPush, at(found + after, afternoon), &case.id);
        back.actor = Some(supervisor.to_owned());
        back.to = Some("bureau".to_owned());
        back.channel = Some(Channel::Platform);
        back.refers_to = result.id.clone();
        case.supervision = Some((case.add(result), case.add(back)));
    }

    /// A case that its own department decides, with its data uploaded where it was handled off the platform.
    pub(crate) fn own_case(&mut self, matter: &str, actor: &str, decided: usize, via: HandledVia) -> Case {
        let mut case = self.handled(matter, [actor; 2], decided, via);
        if via == HandledVia::Offline {
            let (after, minute) = (self.dice.between(0, 8), self.dice.between(1000, 1040));
            let dated = if self.dice.percent(30) {
                When::Day(self.zone.days[decided + after])
            } else {
                at(decided + after, minute)
            };
            let mut upload = self.event(EventKind::DataUpload, dated, &case.id);
            upload.actor = Some(actor.to_owned());
            upload.channel = Some(Channel::Platform);
            let decision = case.id_of(case.decision);
            upload.refers_to = Some(decision);
            case.upload = Some(case.add(upload));
        }
        case
    }

    /// Any clean case, decided early enough for everything in it to be done before the audit.
    pub(crate) fn clean(&mut self) {
        let last = self.zone.place(12, 12);
        let case = match self.dice.below(100) {
            0..76 => {
                let zone = self.zone;
                let matter = self.dice.pick(&zone.taken);
                let decided = self.manned_day(12, last, &matter.supervisors);
                let mut case = self.bureau_case(matter, decided);
                if decided + 60 < last && self.dice.percent(4) {
                    self.second_decision(&mut case, matter, decided + 40);
                } else if decided + 21 < last && self.dice.percent(25) {
                    let (found, after) = (decided + self.dice.between(5, 20), self.dice.between(0, 4));
                    let supervisor = self.dice.pick(&matter.supervisors);
                    self.supervised(&mut case, supervisor, found, after);
                }
                case
            }
            76..92 => {
                let zone = self.zone;
                let matter = self.dice.pick(&zone.online);
                let decided = self.dice.between(12, last);
                self.own_case(&matter.id, &matter.original, decided, HandledVia::Platform)
            }
            _ => {
                let zone = self.zone;
                let matter = self.dice.pick(&zone.offline);
                let decided = self.dice.between(12, last);
                self.own_case(&matter.id, &matter.original, decided, HandledVia::Offline)
            }
        };
        self.file(case);
    }

    /// A later change of what was granted, with pushes of its own.
    fn second_decision(&mut self, case: &mut Case, matter: &Plain, from: usize) {
        let decided = self.manned_day(from, from + 15, &matter.supervisors);
        let minute = self.minute();
        let mut decision = self.event(EventKind::Decision, at(decided, minute), &case.id);
        decision.actor = Some("bureau".to_owned());
        decision.matter = Some(matter.id.clone());
        decision.handled_via = Some(HandledVia::Platform);
        decision.result = Some(Outcome::Changed);
        case.decision = case.add(decision);
        self.delivered(case, &matter.supervisors, decided, decided);
    }
}
