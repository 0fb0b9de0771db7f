//! What enters: a fact of the catalogue or profile that a reason rests on. What leaves: the same, in words when shown.

use std::fmt;

use crate::book::Book;
use crate::day::Day;
use crate::entry::{Effective, TransferEntry, TransferKind};
use crate::lines::Timelines;
use crate::party::Party;
use crate::person::Person;
use crate::reading::InForce;
use crate::text::Lang;
use crate::timeline::Flaw;

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
    pub(crate) book: &'r Book,
    pub(crate) lines: &'r Timelines,
    pub(crate) entry: &'r TransferEntry,
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
        self.lines.text(self.book, self.entry.kind_text)
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
            Effective::Unreadable(text) => self.lines.text(self.book, text).to_owned(),
        }
    }

    /// The paper it rests on; empty where not recorded.
    #[must_use]
    pub fn instrument(&self) -> &'r str {
        self.lines.text(self.book, self.entry.instrument)
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
            let what = match lang {
                Lang::Zh => format!("{zh}记录"),
                Lang::En => format!("record of {en}"),
            };
            let parts = [what, record.effective_text(), record.instrument().to_owned()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
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
            (Self::Original(party), Lang::En) => format!("original department: {}", name(party)),
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
