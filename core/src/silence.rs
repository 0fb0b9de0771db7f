//! What enters: a place where the Measures do not decide, or do not apply. What leaves: that as a value with its reason.

use crate::text::Lang;
use crate::timeline::Flaw;

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
    /// No department responsible for the project is recorded.
    ResponsibleUnrecorded,
    /// No manager of the project is recorded.
    ManagerUnrecorded,
    /// The catalogue does not hold the matter.
    UnknownMatter,
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
    Self::ResponsibleUnrecorded => "responsible_unrecorded", "责任部门未登记，不作认定", "undetermined: no responsible department is recorded";
    Self::ManagerUnrecorded => "manager_unrecorded", "项目经理未登记，不作认定", "undetermined: no manager of the project is recorded";
    Self::UnknownMatter => "unknown_matter", "目录中没有该事项，不作认定", "undetermined: the catalogue does not hold the matter";
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
