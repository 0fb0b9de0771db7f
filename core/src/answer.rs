//! What enters: a value or the text's silence, and the facts it rests on. What leaves: an answer with its reasons.
//!
//! Reasons are small values; they become Chinese or English only when shown, so an answer costs no allocation.

use std::fmt;

use crate::book::{Book, Effective, MatterId, PartyId, PersonId, TransferEntry, TransferKind};
use crate::day::Day;
use crate::limit::Basis;
use crate::norm::Norm;
use crate::party::Party;
use crate::person::Person;
use crate::reading::InForce;
use crate::text::Lang;
use crate::timeline::{Flaw, Timelines};

/// An answer: a value, or the text's silence with its reason, and the reasons of either.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'r, T> {
    /// The value, or why there is none.
    pub value: Result<T, Silence>,
    /// What it rests on.
    pub reasons: Reasons<'r>,
}

impl<'r, T> Answer<'r, T> {
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<'r, U> {
        Answer { value: self.value.map(change), reasons: self.reasons }
    }
}

/// The Measures do not decide, or do not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Silence {
    /// They apply and do not decide.
    Undetermined(Undetermined),
    /// They do not apply.
    NotGoverned(NotGoverned),
}

/// Why a question is left undetermined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Undetermined {
    /// The matter's records are unclear.
    Record(Flaw),
    /// The original department is not recorded.
    OriginalUnknown,
    /// The single matter was handed between departments.
    Reassigned,
    /// No supervising department is recorded.
    SupervisorUnrecorded,
    /// Whether the platform can handle the matter is not recorded.
    CapabilityUnrecorded,
    /// The decision was made without competence.
    DecidedWithoutCompetence,
    /// The acting party is not known to the catalogue.
    ActorUnknown,
    /// The result of the decision is not recorded.
    ResultUnrecorded,
    /// The text gives this act to nobody.
    NotGiven,
    /// The calendar does not cover the days that must be counted.
    CalendarNotCovered,
}

/// Why a question is outside the Measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotGoverned {
    /// The Measures are not in force on that day.
    OutsideForce,
    /// The matter is not yet one of the zone.
    NotYetGoverned,
    /// The party is not addressed (norm 0).
    NotAddressed,
}

/// Declares code and words of an enum's variants.
macro_rules! words {
    ($type:ident { $($pattern:pat => $code:literal, $zh:literal, $en:literal;)* }) => {
        impl $type {
            /// Its name in the wire format.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $($pattern => $code),* }
            }

            /// It in words.
            #[must_use]
            pub const fn text(self, lang: Lang) -> &'static str {
                match (self, lang) { $(($pattern, Lang::Zh) => $zh, ($pattern, Lang::En) => $en),* }
            }
        }
    };
}

words! { Flaw {
    Self::Undated => "undated_transfer", "记录无日期", "a record carries no day";
    Self::UnreadableDay => "unreadable_day", "记录的日期无法识读", "a record's day cannot be read";
    Self::UnknownKind => "unknown_transfer_kind", "记录的种类不明", "a record's kind is unknown";
    Self::Entrusted => "entrusted", "属委托，不是划转", "a record entrusts and does not transfer";
    Self::Partial => "partial_transfer", "仅涉及事项的一部分", "a record is about a part of the matter only";
    Self::OtherDecider => "other_decider", "非管委会决定", "another body than the Committee decided";
    Self::UnrecordedDecider => "decider_unrecorded", "未登记由谁决定", "who decided is not recorded";
    Self::Contradictory => "contradictory", "同日既有划转又有收回", "a transfer and a return fall on one day";
    Self::ReturnWithoutTransfer => "return_without_transfer", "未划转而收回，不生变动", "a return without a transfer changes nothing";
    Self::BeforeObservation => "before_observation", "此后才观察到由审批局办理，何时划转未登记", "only seen in the Bureau's hands later; since when is not recorded";
    Self::ObservedOtherwise => "observed_otherwise", "观察到的办理主体与记录不符", "seen in other hands than the records say";
    Self::ReturnUnforeseen => "return_unforeseen", "收回未为本办法所规定", "the text does not foresee a return";
}}

words! { Undetermined {
    Self::Record(Flaw::Undated) => "undated_transfer", "记录无日期，不作认定", "undetermined: a record carries no day";
    Self::Record(Flaw::UnreadableDay) => "unreadable_day", "记录的日期无法识读，不作认定", "undetermined: a record's day cannot be read";
    Self::Record(Flaw::UnknownKind) => "unknown_transfer_kind", "记录的种类不明，不作认定", "undetermined: a record's kind is unknown";
    Self::Record(Flaw::Entrusted) => "entrusted", "仅有委托，不作认定", "undetermined: entrusted, not transferred";
    Self::Record(Flaw::Partial) => "partial_transfer", "仅划转一部分，不作认定", "undetermined: only a part was transferred";
    Self::Record(Flaw::OtherDecider) => "other_decider", "非管委会决定，不作认定", "undetermined: another body than the Committee decided";
    Self::Record(Flaw::UnrecordedDecider) => "decider_unrecorded", "未登记由谁决定，不作认定", "undetermined: who decided is not recorded";
    Self::Record(Flaw::Contradictory) => "contradictory", "同日既有划转又有收回，不作认定", "undetermined: a transfer and a return on one day";
    Self::Record(Flaw::ReturnWithoutTransfer) => "return_without_transfer", "未划转而收回", "a return without a transfer";
    Self::Record(Flaw::BeforeObservation) => "before_observation", "观察日之前何时划转未登记，不作认定", "undetermined before the day on which the Bureau was seen to handle it";
    Self::Record(Flaw::ObservedOtherwise) => "observed_otherwise", "观察与记录不符，不作认定", "undetermined: seen in other hands than recorded";
    Self::Record(Flaw::ReturnUnforeseen) => "return_unforeseen", "收回未为本办法所规定，不作认定", "undetermined: the text does not foresee a return";
    Self::OriginalUnknown => "original_unknown", "原审批部门未登记，不作认定", "undetermined: the original department is not recorded";
    Self::Reassigned => "reassigned", "单项事项曾在部门间移交，不作认定", "undetermined: the single matter was handed between departments";
    Self::SupervisorUnrecorded => "supervisor_unrecorded", "监管部门未登记，不作认定", "undetermined: no supervising department is recorded";
    Self::CapabilityUnrecorded => "capability_unrecorded", "能否网办未登记，不作认定", "undetermined: whether the platform can handle the matter is not recorded";
    Self::DecidedWithoutCompetence => "decided_without_competence", "决定无权限，不作认定", "undetermined: the decision was made without competence";
    Self::ActorUnknown => "actor_unknown", "行为主体不明，不作认定", "undetermined: the acting party is unknown";
    Self::ResultUnrecorded => "result_unrecorded", "结果未登记，不作认定", "undetermined: the result is not recorded";
    Self::NotGiven => "not_given", "本办法未规定由谁为之", "undetermined: the text gives this act to nobody";
    Self::CalendarNotCovered => "calendar_not_covered", "日历未覆盖所需年份，不作认定", "undetermined: the calendar does not cover the year";
}}

words! { NotGoverned {
    Self::OutsideForce => "outside_force", "本办法当日不适用", "not governed: the Measures are not in force on that day";
    Self::NotYetGoverned => "not_yet_governed", "事项当日尚不属本区", "not governed: the matter is not yet one of the zone";
    Self::NotAddressed => "not_addressed", "该单位不在适用范围内", "not governed: the Measures do not address this party";
}}

impl Silence {
    /// `undetermined` or `not_governed`.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Undetermined(_) => "undetermined",
            Self::NotGoverned(_) => "not_governed",
        }
    }

    /// Why, as the wire format names it.
    #[must_use]
    pub const fn why(self) -> &'static str {
        match self {
            Self::Undetermined(why) => why.code(),
            Self::NotGoverned(why) => why.code(),
        }
    }

    /// Why, in words.
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Undetermined(why) => why.text(lang),
            Self::NotGoverned(why) => why.text(lang),
        }
    }
}

/// A fact by its place in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FactId {
    Clause,
    Record(u32),
    Observation(u32),
    Original(PartyId),
    OriginalUnrecorded,
    Succession(PartyId),
    Reassigned(u32),
    Force(InForce),
    GovernedFrom(Day),
    Supervising(PartyId),
    SupervisorUnrecorded,
    Capability { capable: bool, from: Day },
    CapabilityUnrecorded,
    Party(PartyId),
    Person(PersonId),
    Accepted(Day),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Cause {
    pub(crate) norm: Norm,
    pub(crate) fact: FactId,
    pub(crate) basis: Option<Basis>,
}

/// As many causes as the longest chain of a point question needs.
const MOST_CAUSES: usize = 6;

/// The reasons of an answer, and the flawed records of its matter.
#[derive(Clone, Copy)]
pub struct Reasons<'r> {
    book: &'r Book,
    lines: &'r Timelines,
    causes: [Option<Cause>; MOST_CAUSES],
    matter: Option<MatterId>,
}

impl fmt::Debug for Reasons<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(|reason| reason.text(Lang::En))).finish()
    }
}

impl<'r> Reasons<'r> {
    pub(crate) const fn new(book: &'r Book, lines: &'r Timelines, matter: Option<MatterId>) -> Self {
        Self { book, lines, causes: [None; MOST_CAUSES], matter }
    }

    pub(crate) fn push(&mut self, norm: Norm, fact: FactId, basis: Option<Basis>) {
        if let Some(free) = self.causes.iter_mut().find(|cause| cause.is_none()) {
            *free = Some(Cause { norm, fact, basis });
        }
    }

    /// The reasons, the deciding ones first, then the matter's flawed records.
    pub fn iter(&self) -> impl Iterator<Item = Reason<'r>> + use<'r> {
        let book = self.book;
        let places = self.matter.map_or(0..0, |matter| book.transfer_places(matter));
        let flawed = self.lines.flaws(places).iter();
        let flawed = flawed.map(move |(place, flaw)| Reason {
            norm: Norm::N24d,
            fact: book.transfer_at(*place).map_or(Fact::Clause, |entry| Fact::FlawedRecord {
                record: Record { book, entry },
                flaw: *flaw,
            }),
            basis: Some(Basis::Reading(crate::reading::Reading::UnclearTransfers)),
        });
        self.causes.into_iter().flatten().map(move |cause| Reason::new(book, cause)).chain(flawed)
    }
}

/// One reason: a norm, the fact it rests on and, where one was used, the reading or limit.
#[derive(Clone, Copy, Debug)]
pub struct Reason<'r> {
    /// The norm.
    pub norm: Norm,
    /// The fact.
    pub fact: Fact<'r>,
    /// The reading or the adopter's limit, where one was used.
    pub basis: Option<Basis>,
}

/// A fact of the catalogue or profile that a reason rests on.
#[derive(Clone, Copy, Debug)]
pub enum Fact<'r> {
    /// The clause alone.
    Clause,
    /// A transfer or return.
    Record(Record<'r>),
    /// A record with a flaw.
    FlawedRecord {
        /// The record.
        record: Record<'r>,
        /// What is wrong with it.
        flaw: Flaw,
    },
    /// The Bureau or another party was seen to handle the matter.
    Observation {
        /// On this day.
        on: Day,
        /// This party.
        handled_by: &'r Party,
        /// Where this is known from; empty where not recorded.
        source: &'r str,
    },
    /// The original department of the matter.
    Original(&'r Party),
    /// No original department is recorded.
    OriginalUnrecorded,
    /// A party was succeeded.
    Succession {
        /// The party.
        party: &'r Party,
        /// The first day of its successor.
        on: Day,
        /// Its successor.
        successor: &'r Party,
    },
    /// The single matter was handed between departments.
    Reassigned {
        /// On this day; none where undated.
        on: Option<Day>,
        /// By this paper; empty where not recorded.
        instrument: &'r str,
    },
    /// The days on which the Measures are in force.
    Force(InForce),
    /// The first day on which the matter is one of the zone.
    GovernedFrom(Day),
    /// A department recorded as supervising.
    Supervising(&'r Party),
    /// No supervising department is recorded for the day.
    SupervisorUnrecorded,
    /// The platform can, or cannot, handle the matter.
    Capability {
        /// Whether it can.
        capable: bool,
        /// Since this day; none where from the beginning.
        from: Option<Day>,
    },
    /// Whether the platform can handle the matter is not recorded for the day.
    CapabilityUnrecorded,
    /// What a party is.
    Party(&'r Party),
    /// A person's role.
    Person(&'r Person),
    /// The case was accepted on this day.
    Accepted(Day),
}

/// A transfer record of the catalogue.
#[derive(Clone, Copy)]
pub struct Record<'r> {
    book: &'r Book,
    entry: &'r TransferEntry,
}

impl fmt::Debug for Record<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind().code(), self.effective_text())
    }
}

impl<'r> Record<'r> {
    /// What it says it is.
    #[must_use]
    pub const fn kind(&self) -> TransferKind {
        self.entry.kind
    }

    /// Its kind as it was written, which may be none that is known.
    #[must_use]
    pub fn kind_text(&self) -> &'r str {
        self.book.text(self.entry.kind_text)
    }

    /// The day it holds from, where it carries a readable one.
    #[must_use]
    pub const fn effective(&self) -> Option<Day> {
        match self.entry.effective {
            Effective::On(day) => Some(day),
            Effective::Undated | Effective::Unreadable(_) => None,
        }
    }

    /// Its day as it stands in the catalogue; empty where it carries none.
    #[must_use]
    pub fn effective_text(&self) -> String {
        match self.entry.effective {
            Effective::On(day) => day.to_string(),
            Effective::Undated => String::new(),
            Effective::Unreadable(text) => self.book.text(text).to_owned(),
        }
    }

    /// The paper it rests on; empty where not recorded.
    #[must_use]
    pub fn instrument(&self) -> &'r str {
        self.book.text(self.entry.instrument)
    }
}

impl<'r> Reason<'r> {
    fn new(book: &'r Book, cause: Cause) -> Self {
        let known = |day: Day| (day > Day::MIN).then_some(day);
        let fact = match cause.fact {
            FactId::Clause => Fact::Clause,
            FactId::Record(place) => {
                book.transfer_at(place).map_or(Fact::Clause, |entry| Fact::Record(Record { book, entry }))
            }
            FactId::Observation(place) => {
                book.observed_at(place).map_or(Fact::Clause, |seen| Fact::Observation {
                    on: seen.on,
                    handled_by: book.party(seen.by),
                    source: book.text(seen.source),
                })
            }
            FactId::Original(party) => Fact::Original(book.party(party)),
            FactId::OriginalUnrecorded => Fact::OriginalUnrecorded,
            FactId::Succession(party) => {
                let next = book.parties.get(party.place()).and_then(|entry| entry.successor);
                next.map_or(Fact::Clause, |(on, successor)| Fact::Succession {
                    party: book.party(party),
                    on,
                    successor: book.party(successor),
                })
            }
            FactId::Reassigned(place) => book.reassigned_at(place).map_or(Fact::Clause, |entry| {
                Fact::Reassigned { on: known(entry.on), instrument: book.text(entry.instrument) }
            }),
            FactId::Force(force) => Fact::Force(force),
            FactId::GovernedFrom(day) => Fact::GovernedFrom(day),
            FactId::Supervising(party) => Fact::Supervising(book.party(party)),
            FactId::SupervisorUnrecorded => Fact::SupervisorUnrecorded,
            FactId::Capability { capable, from } => Fact::Capability { capable, from: known(from) },
            FactId::CapabilityUnrecorded => Fact::CapabilityUnrecorded,
            FactId::Party(party) => Fact::Party(book.party(party)),
            FactId::Person(person) => book.persons.get(person.place()).map_or(Fact::Clause, Fact::Person),
            FactId::Accepted(day) => Fact::Accepted(day),
        };
        Self { norm: cause.norm, fact, basis: cause.basis }
    }

    /// The reason in words.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let fact = self.fact.text(lang);
        let row = self.norm.row();
        let norm = match lang {
            Lang::Zh => row.restated.zh,
            Lang::En => row.restated.en,
        };
        let told = if fact.is_empty() { norm.to_owned() } else { fact };
        let basis = match (self.basis, lang) {
            (None, _) => String::new(),
            (Some(Basis::Reading(reading)), Lang::Zh) => {
                format!("（口径 {}：{}）", reading.id(), reading.text().zh)
            }
            (Some(Basis::Reading(reading)), Lang::En) => {
                format!(" (reading {}: {})", reading.id(), reading.text().en)
            }
            (Some(Basis::Limit(limit)), Lang::Zh) => format!("（采用方时限 {}）", limit.id()),
            (Some(Basis::Limit(limit)), Lang::En) => format!(" (the adopter's limit {})", limit.id()),
        };
        format!("[{}] {told}{basis}", self.norm)
    }
}

impl Fact<'_> {
    /// The fact in words; empty for the clause alone.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let name = |party: &Party| match lang {
            Lang::Zh => party.name.clone(),
            Lang::En => party.name_en.clone().unwrap_or_else(|| party.name.clone()),
        };
        let record = |record: &Record<'_>| {
            let (zh, en) = match record.kind() {
                TransferKind::Transfer => ("划转", "transfer"),
                TransferKind::Return => ("收回", "return"),
                TransferKind::Empowerment => ("赋权", "empowerment"),
                TransferKind::Entrustment => ("委托", "entrustment"),
                TransferKind::Unknown => (record.kind_text(), record.kind_text()),
            };
            match lang {
                Lang::Zh => format!("{zh}记录 {} {}", record.effective_text(), record.instrument()),
                Lang::En => format!("record of {en} {} {}", record.effective_text(), record.instrument()),
            }
            .trim_end()
            .to_owned()
        };
        match (self, lang) {
            (Self::Clause, _) => String::new(),
            (Self::Record(own), _) => record(own),
            (Self::FlawedRecord { record: own, flaw }, Lang::Zh) => {
                format!("{}：{}", record(own), flaw.text(lang))
            }
            (Self::FlawedRecord { record: own, flaw }, Lang::En) => {
                format!("{}: {}", record(own), flaw.text(lang))
            }
            (Self::Observation { on, handled_by, source }, Lang::Zh) => {
                format!("{on} 观察到由{}办理 {source}", name(handled_by)).trim_end().to_owned()
            }
            (Self::Observation { on, handled_by, source }, Lang::En) => {
                format!("seen in the hands of {} on {on} {source}", name(handled_by)).trim_end().to_owned()
            }
            (Self::Original(party), Lang::Zh) => format!("原审批部门为{}", name(party)),
            (Self::Original(party), Lang::En) => format!("its original department is {}", name(party)),
            (Self::OriginalUnrecorded, Lang::Zh) => "原审批部门未登记".to_owned(),
            (Self::OriginalUnrecorded, Lang::En) => "no original department is recorded".to_owned(),
            (Self::Succession { party, on, successor }, Lang::Zh) => {
                format!("{on} 起{}由{}承继", name(party), name(successor))
            }
            (Self::Succession { party, on, successor }, Lang::En) => {
                format!("{} continues as {} from {on}", name(party), name(successor))
            }
            (Self::Reassigned { on, instrument }, Lang::Zh) => {
                format!("单项事项移交 {} {instrument}", on.map_or_else(String::new, |on| on.to_string()))
                    .trim_end()
                    .to_owned()
            }
            (Self::Reassigned { on, instrument }, Lang::En) => {
                let on = on.map_or_else(String::new, |on| on.to_string());
                format!("the single matter was handed over {on} {instrument}").trim_end().to_owned()
            }
            (Self::Force(force), Lang::Zh) => match force.to {
                None => format!("自 {} 起适用", force.from),
                Some(to) => format!("自 {} 至 {to} 适用", force.from),
            },
            (Self::Force(force), Lang::En) => match force.to {
                None => format!("in force from {}", force.from),
                Some(to) => format!("in force from {} to {to}", force.from),
            },
            (Self::GovernedFrom(day), Lang::Zh) => format!("事项自 {day} 起属本区"),
            (Self::GovernedFrom(day), Lang::En) => format!("a matter of the zone from {day}"),
            (Self::Supervising(party), Lang::Zh) => format!("{}登记为监管部门", name(party)),
            (Self::Supervising(party), Lang::En) => format!("{} is recorded as supervising", name(party)),
            (Self::SupervisorUnrecorded, Lang::Zh) => "当日未登记监管部门".to_owned(),
            (Self::SupervisorUnrecorded, Lang::En) => {
                "no supervising department is recorded for the day".to_owned()
            }
            (Self::Capability { capable, from }, _) => {
                let since = from.map_or_else(String::new, |from| from.to_string());
                match (lang, capable) {
                    (Lang::Zh, true) => format!("平台可办理 {since}"),
                    (Lang::Zh, false) => format!("平台暂不能办理 {since}"),
                    (Lang::En, true) => format!("the platform can handle it {since}"),
                    (Lang::En, false) => format!("the platform cannot handle it yet {since}"),
                }
                .trim_end()
                .to_owned()
            }
            (Self::CapabilityUnrecorded, Lang::Zh) => "能否网办未登记".to_owned(),
            (Self::CapabilityUnrecorded, Lang::En) => {
                "whether the platform can handle it is not recorded".to_owned()
            }
            (Self::Party(party), Lang::Zh) => format!("{}（{}）", name(party), party.id),
            (Self::Party(party), Lang::En) => format!("{} ({})", name(party), party.id),
            (Self::Person(person), _) => person.name.clone(),
            (Self::Accepted(day), Lang::Zh) => format!("{day} 受理"),
            (Self::Accepted(day), Lang::En) => format!("accepted on {day}"),
        }
    }
}
