//! What enters: where the data depart from a norm. What leaves: a `Finding` with its evidence; never a verdict on anyone.

use std::borrow::Cow;

use crate::day::{Day, Elapsed, When};
use crate::duty::{Subject, SubjectId, Who, WhoId};
use crate::ids::{MatterId, PartyId};
use crate::limit::Basis;
use crate::norm::Norm;
use crate::party::Party;
use crate::rows::Field;
use crate::silence::Silence;
use crate::text::Text;
use crate::words::Word;

/// How much a finding says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The text, or a named reading or limit, is clear and the data show it.
    Breach,
    /// A person must look.
    Review,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// Its name in the wire format.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Breach => "breach",
            Self::Review => "review",
            Self::Info => "info",
        }
    }
}

/// A ground of 3.3b that a finding may, and need not, come under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PossibleGround {
    /// 协调对接不畅
    PoorConnection,
    /// 配合不到位
    PoorCooperation,
    /// 推送不及时
    LatePush,
    /// 责任不落实
    DutyNotCarriedOut,
    /// 推诿扯皮
    BuckPassing,
}

impl PossibleGround {
    /// Its name in the wire format.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PoorConnection => "poor_connection",
            Self::PoorCooperation => "poor_cooperation",
            Self::LatePush => "late_push",
            Self::DutyNotCarriedOut => "duty_not_carried_out",
            Self::BuckPassing => "buck_passing",
        }
    }

    /// The text's own term, and in English.
    #[must_use]
    pub const fn text(self) -> Text {
        let (zh, en) = match self {
            Self::PoorConnection => ("协调对接不畅", "poor connection"),
            Self::PoorCooperation => ("配合不到位", "poor cooperation"),
            Self::LatePush => ("信息推送不及时", "late push"),
            Self::DutyNotCarriedOut => ("责任不落实", "duty not carried out"),
            Self::BuckPassing => ("推诿扯皮", "buck-passing"),
        };
        Text { zh, en }
    }
}

/// Declares the finding codes: variant, code, norm, possible ground, labels.
macro_rules! codes {
    ($($variant:ident $code:literal, $norm:expr, $ground:expr, $zh:literal, $en:literal;)*) => {
        /// What a finding finds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FindingCode { $(#[doc = $en] $variant),* }

        impl FindingCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in the wire format.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The norm it is about; none for the codes about data and profile.
            #[must_use]
            pub const fn norm(self) -> Option<Norm> {
                match self { $(Self::$variant => $norm),* }
            }

            /// The ground of 3.3b it may come under.
            #[must_use]
            pub const fn possible_ground(self) -> Option<PossibleGround> {
                match self { $(Self::$variant => $ground),* }
            }

            /// Its label.
            #[must_use]
            pub const fn text(self) -> Text {
                match self { $(Self::$variant => Text { zh: $zh, en: $en }),* }
            }
        }
    };
}

use PossibleGround::{BuckPassing, DutyNotCarriedOut, LatePush, PoorConnection, PoorCooperation};

codes! {
    DecidedWithoutCompetence "decided-without-competence", Some(Norm::N25a), Some(DutyNotCarriedOut), "无权限作出决定", "Decided without competence.";
    HandledOffline "handled-offline", Some(Norm::N24e), Some(DutyNotCarriedOut), "可网办而线下办理", "Handled off a platform that could have been used.";
    UploadMissing "upload-missing", Some(Norm::N24f), Some(DutyNotCarriedOut), "未上传审批数据", "Approval data not uploaded.";
    UploadLate "upload-late", Some(Norm::N24f), Some(DutyNotCarriedOut), "审批数据上传逾期", "Approval data uploaded late.";
    PushMissing "push-missing", Some(Norm::N26b), Some(LatePush), "未推送审批结果", "Result not pushed.";
    PushLate "push-late", Some(Norm::N26b), Some(LatePush), "审批结果推送逾期", "Result pushed late.";
    PushNotSynchronous "push-not-synchronous", Some(Norm::N26b), Some(LatePush), "未同步推送", "Recipients of one result not reached together.";
    PushBeforeDecision "push-before-decision", Some(Norm::N26b), Some(PoorConnection), "先于决定推送", "Pushed before the decision.";
    PushWrongActor "push-wrong-actor", Some(Norm::N26b), Some(PoorConnection), "推送主体不符", "Pushed by another party.";
    PushWrongRecipient "push-wrong-recipient", Some(Norm::N26b), Some(PoorConnection), "推送对象不符", "Pushed to a party that does not supervise.";
    PushWrongChannel "push-wrong-channel", Some(Norm::N26b), Some(PoorConnection), "推送渠道不符", "Pushed off the platform.";
    PushByUndesignatedPerson "push-by-undesignated-person", Some(Norm::N26a), Some(PoorConnection), "非专人推送", "Pushed by an undesignated person.";
    NoticeMissing "notice-missing", Some(Norm::N26c), Some(LatePush), "未通知联络员", "Liaison not notified.";
    NoticeLate "notice-late", Some(Norm::N26c), Some(LatePush), "通知联络员逾期", "Liaison notified late.";
    NoticeNotSimultaneous "notice-not-simultaneous", Some(Norm::N26c), Some(LatePush), "通知与推送不同时", "Notice and push not simultaneous.";
    NoticeWrongPerson "notice-wrong-person", Some(Norm::N26c), Some(PoorConnection), "通知对象非联络员", "Somebody else than the liaison notified.";
    SupervisionPushMissing "supervision-push-missing", Some(Norm::N26d), Some(LatePush), "未推送监管结果", "Supervision result not pushed back.";
    SupervisionPushLate "supervision-push-late", Some(Norm::N26d), Some(LatePush), "监管结果推送逾期", "Supervision result pushed back late.";
    SupervisionPushBeforeResult "supervision-push-before-result", Some(Norm::N26d), Some(PoorConnection), "先于监管结果推送", "Pushed back before the supervision result.";
    SupervisionPushWrongActor "supervision-push-wrong-actor", Some(Norm::N26d), Some(PoorConnection), "由其他部门推送监管结果", "Pushed back by another department.";
    SupervisionPushWrongRecipient "supervision-push-wrong-recipient", Some(Norm::N26d), Some(PoorConnection), "监管结果推送对象不符", "Supervision result pushed to another party.";
    SupervisionPushOffPlatform "supervision-push-off-platform", Some(Norm::N26d), Some(PoorConnection), "平台外推送监管结果", "Supervision result pushed back off the platform.";
    PusherNotDesignated "pusher-not-designated", Some(Norm::N26a), Some(DutyNotCarriedOut), "未安排推送专人", "No person designated for pushing.";
    LiaisonMissing "liaison-missing", Some(Norm::N32a), Some(PoorCooperation), "未确定对接专人", "No person for the exchange.";
    AcknowledgementMissing "acknowledgement-missing", None, Some(PoorCooperation), "未签收", "Push not acknowledged.";
    AcknowledgementLate "acknowledgement-late", None, Some(PoorCooperation), "签收逾期", "Push acknowledged late.";
    FeedbackMissing "feedback-missing", Some(Norm::N21a), Some(DutyNotCarriedOut), "未反馈年度谋划", "Plan not fed back.";
    FeedbackLate "feedback-late", Some(Norm::N21a), Some(DutyNotCarriedOut), "反馈年度谋划逾期", "Plan fed back late.";
    SummaryMissing "summary-missing", Some(Norm::N21b), Some(DutyNotCarriedOut), "未汇总上年办理情况", "Previous year not summed up.";
    SummaryIncomplete "summary-incomplete", Some(Norm::N21b), Some(PoorConnection), "汇总遗漏项目", "The summary leaves projects out.";
    OpinionMissing "opinion-missing", Some(Norm::N21c), Some(DutyNotCarriedOut), "未对新年度谋划提出意见", "No opinion on the new year's plan.";
    ProjectNoticeMissing "project-notice-missing", Some(Norm::N22a), Some(DutyNotCarriedOut), "未知会重点项目", "Bureau not informed of a key project.";
    ProjectNoticeLate "project-notice-late", Some(Norm::N22a), Some(DutyNotCarriedOut), "知会重点项目逾期", "Bureau informed late of a key project.";
    ProjectNoticeEarly "project-notice-early", Some(Norm::N22a), Some(PoorConnection), "先于确定知会", "Bureau informed before the project was determined.";
    MattersNotDetermined "matters-not-determined", Some(Norm::N22b), Some(DutyNotCarriedOut), "未确定需办手续", "The matters a project needs not determined.";
    ManagerNotNotified "manager-not-notified", Some(Norm::N22c), Some(DutyNotCarriedOut), "未通知项目经理", "Project manager not notified.";
    GuidanceMissing "guidance-missing", Some(Norm::N22d), Some(DutyNotCarriedOut), "未指导准备材料", "Project unit not guided.";
    GuidanceLate "guidance-late", Some(Norm::N22d), Some(DutyNotCarriedOut), "申请之后才指导", "Project unit guided after the first application.";
    GuidanceNotByBureau "guidance-not-by-bureau", Some(Norm::N22d), Some(PoorConnection), "由其他单位指导", "Project unit guided by another party.";
    AgentMissing "agent-missing", Some(Norm::N23a), Some(DutyNotCarriedOut), "未指定代办员", "No service agent designated.";
    AgentNotOneToOne "agent-not-one-to-one", Some(Norm::N23a), Some(PoorConnection), "代办员非一对一", "Agent and manager are no pair.";
    PairingIncomplete "pairing-incomplete", Some(Norm::N23a), Some(PoorConnection), "代办配对缺项目经理", "An agent without a project manager.";
    WeeklyMissing "weekly-missing", Some(Norm::N23d), Some(PoorConnection), "未开展每周对接", "Weekly reconciliation not held.";
    WeeklyNotJoint "weekly-not-joint", Some(Norm::N23d), Some(PoorConnection), "每周对接未共同开展", "Weekly reconciliation not held jointly.";
    SupportRefused "support-refused", Some(Norm::N24b), Some(PoorCooperation), "拒绝专业支持", "Professional support refused.";
    SupportMissing "support-missing", Some(Norm::N24b), Some(PoorCooperation), "支持请求未获答复", "A request for support not answered.";
    SupportLate "support-late", Some(Norm::N24b), Some(PoorCooperation), "支持请求答复逾期", "A request for support answered late.";
    BuckPassingAlleged "buck-passing-alleged", Some(Norm::N33b), Some(BuckPassing), "被指推诿扯皮", "Buck-passing is alleged.";
    UnmatchedEvent "unmatched-event", None, None, "事件无法对应", "An event cannot be matched.";
    UnknownMatter "unknown-matter", None, None, "未知事项", "An event names an unknown matter.";
    UnknownParty "unknown-party", None, None, "未知单位", "An event names an unknown party.";
    UnknownKind "unknown-kind", None, None, "未知事件种类", "An event has an unknown kind.";
    UnreadableEvent "unreadable-event", None, None, "事件无法识读", "A line of the log is no event.";
    DuplicateEvent "duplicate-event", None, None, "重复事件", "An event is repeated.";
    FutureEvent "future-event", None, None, "核查时尚未发生或尚未登记的事件", "An event that by then had not happened or was not recorded.";
}

/// Where the data depart from a norm, with what shows it.
#[derive(Clone, Debug)]
pub struct Finding<'a> {
    /// What was found.
    pub code: FindingCode,
    /// How much it says.
    pub severity: Severity,
    /// The norm; none for findings about data or profile.
    pub norm: Option<Norm>,
    /// Who owed the act, where one party did; whoever acted instead is in the evidence.
    pub obligor: Option<&'a Party>,
    /// Towards whom.
    pub to: Option<Who<'a>>,
    /// What it is about.
    pub subject: Subject<'a>,
    /// The ids of the events that show it; empty for an event without id.
    pub events: Vec<&'a str>,
    /// The party that acted, where that is the point.
    pub actor: Option<&'a Party>,
    /// The days of an interval, both included; an interval that goes on ends with the audit.
    pub interval: Option<(Day, Day)>,
    /// The time that passed.
    pub elapsed: Option<Elapsed>,
    /// The limit or reading it rests on.
    pub basis: Option<Basis>,
    /// What the log said that is not known.
    pub named: Option<Cow<'a, str>>,
    /// Up to three known ids that resemble it.
    pub nearest: Vec<String>,
    /// The key projects that a summary leaves out.
    pub left_out: Vec<&'a str>,
    /// A ground of 3.3b it may come under.
    pub possible_ground: Option<PossibleGround>,
}

/// A finding by places, as the rules emit it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FindingRow {
    pub(crate) code: FindingCode,
    pub(crate) severity: Severity,
    pub(crate) norm: Option<Norm>,
    pub(crate) obligor: Option<PartyId>,
    pub(crate) to: Option<WhoId>,
    pub(crate) subject: SubjectId,
    /// Where its events stand in the evidence.
    pub(crate) events: (u32, u32),
    pub(crate) actor: Option<PartyId>,
    pub(crate) interval: Option<(Day, Day)>,
    pub(crate) elapsed: Option<Elapsed>,
    pub(crate) basis: Option<Basis>,
    pub(crate) named: Option<(Field, Word)>,
    /// The place of the duty it says is not met, or not in time.
    pub(crate) duty: Option<usize>,
    /// The event that the act owed was to come before.
    pub(crate) before: Option<u32>,
    /// Since when an unmatched act could cure it, and in which matter.
    pub(crate) curable: Option<Curable>,
}

/// What an unmatched act must be to cure a lack.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Curable {
    pub(crate) since: When,
    /// The last time it counts, where a window closes.
    pub(crate) until: Option<When>,
    pub(crate) matter: Option<MatterId>,
}

impl FindingRow {
    pub(crate) const fn new(code: FindingCode, severity: Severity, subject: SubjectId) -> Self {
        Self {
            code,
            severity,
            norm: code.norm(),
            obligor: None,
            to: None,
            subject,
            events: (0, 0),
            actor: None,
            interval: None,
            elapsed: None,
            basis: None,
            named: None,
            duty: None,
            before: None,
            curable: None,
        }
    }
}

/// An act and who was competent for it, as known then and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HindsightRow {
    pub(crate) event: u32,
    pub(crate) matter: MatterId,
    pub(crate) on: Day,
    pub(crate) then: Result<PartyId, Silence>,
    pub(crate) now: Result<PartyId, Silence>,
}
