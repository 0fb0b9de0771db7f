//! What enters: events as a platform logs them. What leaves: their serde model and the kinds that the rules know.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::day::When;
use crate::error::{Input, InputError};
use crate::structure::read;
use crate::text::Text;

/// Declares the kinds with their names and labels.
macro_rules! kinds {
    ($($variant:ident $code:literal $zh:literal $en:literal;)*) => {
        /// A kind of event.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum EventKind { $(#[doc = $en] $variant),* }

        impl EventKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in event logs.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// Its label.
            #[must_use]
            pub const fn text(self) -> Text {
                match self { $(Self::$variant => Text { zh: $zh, en: $en }),* }
            }

            /// The kind of that name.
            #[must_use]
            pub fn of(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

kinds! {
    Planning "planning" "谋划年度项目" "Planning of key projects begins.";
    AnnualFeedback "annual_feedback" "反馈年度谋划" "A department feeds its plan back.";
    AnnualSummary "annual_summary" "汇总上年办理情况" "The Bureau sums up the previous year.";
    AnnualOpinion "annual_opinion" "对新年度谋划提出意见" "The Bureau gives its opinion on the new year.";
    KeyProjectDetermined "key_project_determined" "确定重点项目" "A key project is determined.";
    KeyProjectNotice "key_project_notice" "知会重点项目" "The Bureau is informed of a key project.";
    MattersDetermined "matters_determined" "确定需办手续" "The matters a project needs are determined.";
    ManagerNotified "manager_notified" "通知项目经理" "The project manager is notified.";
    Guidance "guidance" "指导准备材料" "The project unit is guided.";
    ProceduresStarted "procedures_started" "手续办理开始" "A project's procedures start.";
    ProceduresEnded "procedures_ended" "手续办理结束" "A project's procedures end.";
    AgentDesignated "agent_designated" "指定代办员" "A service agent is designated.";
    AgentWithdrawn "agent_withdrawn" "撤回代办员" "A service agent is withdrawn.";
    Visit "visit" "走访企业" "An agent visits an enterprise.";
    WeeklyReconciliation "weekly_reconciliation" "每周对接汇总" "The weekly reconciliation is held.";
    SupportRequested "support_requested" "请求专业支持" "Professional support is requested.";
    SupportGiven "support_given" "给予专业支持" "Professional support is given.";
    SupportRefused "support_refused" "拒绝专业支持" "Professional support is refused.";
    ApplicationAccepted "application_accepted" "受理" "An application is accepted.";
    NotAccepted "not_accepted" "不予受理" "An application is not accepted.";
    ApplicationWithdrawn "application_withdrawn" "撤回申请" "An application is withdrawn.";
    Examined "examined" "审查" "An application is examined.";
    Decision "decision" "决定" "A case is decided.";
    ResultPush "result_push" "推送审批结果" "An approval result is pushed.";
    PushAcknowledged "push_acknowledged" "签收推送" "A push is acknowledged.";
    LiaisonNotice "liaison_notice" "信息通知联络员" "A liaison is notified by message.";
    DataUpload "data_upload" "上传审批数据" "A case's data are uploaded.";
    SupervisionResult "supervision_result" "形成监管结果" "A supervision has a result.";
    SupervisionPush "supervision_push" "推送监管结果" "A supervision result is pushed back.";
    ResponsibilityDisclaimed "responsibility_disclaimed" "表示不负责" "A party disclaims responsibility.";
    Complaint "complaint" "投诉" "A complaint is made.";
    Correction "correction" "更正事件" "An earlier event is corrected.";
    Withdrawal "withdrawal" "撤销事件" "An earlier event is withdrawn.";
}

/// The way an act was communicated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The integrated platform.
    Platform,
    /// A message.
    Message,
    /// Any other way.
    Other,
}

/// How a case was handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HandledVia {
    /// On the integrated platform.
    Platform,
    /// Off it.
    Offline,
}

/// The result of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 准予
    Granted,
    /// 不予
    Refused,
    /// 变更
    Changed,
    /// 撤销
    Revoked,
}

/// The variants of a closed list with their names in the wire format.
macro_rules! closed {
    ($($type:ident { $($variant:ident $code:literal),* })*) => {$(
        impl $type {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            pub(crate) const CODES: &'static [&'static str] = &[$($code),*];

            /// Its name in event logs.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The one of that name.
            #[must_use]
            pub fn of(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    )*};
}

closed! {
    Channel { Platform "platform", Message "message", Other "other" }
    HandledVia { Platform "platform", Offline "offline" }
    Outcome { Granted "granted", Refused "refused", Changed "changed", Revoked "revoked" }
}

/// An event of a log; every field but kind and time is present only where the kind needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The adopter's id of the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When it happened: a moment, or a day without a time.
    pub at: When,
    /// The day on which it was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<Day>,
    /// Its kind, one of [`EventKind`]'s names.
    pub kind: String,
    /// The party that acted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// The person who acted for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<String>,
    /// The case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// The matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// The project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// The party addressed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The person addressed or designated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The party it was done with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
    /// The way it was communicated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// How the case was handled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handled_via: Option<HandledVia>,
    /// The id of the event it refers to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refers_to: Option<String>,
    /// The result decided, or pushed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Outcome>,
    /// What it is about, in the adopter's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The projects it covers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<String>,
    /// The ground of a complaint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    /// The year or week it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
}

impl Event {
    /// An event in JSON, as a line of a log holds it.
    ///
    /// ```
    /// # use liandong::Event;
    /// let event = Event::from_json(r#"{"at": "2022-05-01", "kind": "decision", "case": "C1"}"#)?;
    /// assert_eq!(event.case.as_deref(), Some("C1"));
    /// let refused = Event::from_json(r#"{"at": "2022-05-01", "kind": "decision", "cases": "C1"}"#).unwrap_err();
    /// assert_eq!(refused.faults()[0].path, "$.cases");
    /// # Ok::<(), liandong::InputError>(())
    /// ```
    ///
    /// # Errors
    /// [`InputError`] with every fault of it.
    pub fn from_json(json: &str) -> Result<Self, InputError> {
        read(json, Input::Event)
    }

    /// An event of which only kind and time are known.
    #[must_use]
    pub fn new(kind: EventKind, at: When) -> Self {
        Self {
            id: None,
            at,
            recorded: None,
            kind: kind.code().to_owned(),
            actor: None,
            officer: None,
            case: None,
            matter: None,
            project: None,
            to: None,
            person: None,
            with: None,
            channel: None,
            handled_via: None,
            refers_to: None,
            result: None,
            about: None,
            covers: Vec::new(),
            ground: None,
            period: None,
        }
    }
}
