//! What enters: the places where the text can be read two ways. What leaves: a register of readings, each with a documented
//! default that an adopter can switch.

mod options;

use serde::{Deserialize, Serialize};

use crate::text::Text;
pub use options::*;

/// The choices of a profile; a choice that is not named has its default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Readings {
    /// When the Measures are in force.
    pub in_force: InForce,
    /// From when a transfer holds on its effective day.
    pub effective_day: EffectiveDay,
    /// Who finishes pending cases.
    pub pending_cases: PendingCases,
    /// What a return does.
    pub returned: Returned,
    /// What a municipal department's missing upload is.
    pub municipal_upload: MunicipalUpload,
    /// Who supervises where nobody is recorded.
    pub unrecorded_supervisor: UnrecordedSupervisor,
    /// Which results are pushed.
    pub results_to_push: ResultsToPush,
    /// Whether results of retained matters are pushed.
    pub retained_push: RetainedPush,
    /// What an irregular push or push-back is worth.
    pub softer_fulfilment: SofterFulfilment,
    /// How many persons the Bureau needs for the exchange.
    pub exchange_person: ExchangePerson,
    /// Whether an upload cures handling off the platform.
    pub upload_after_offline: UploadAfterOffline,
    /// When an unfulfilled duty without limit becomes a breach.
    pub stale_after: StaleAfter,
    /// When an agent and a manager are a pair.
    pub agent_pairing: AgentPairing,
    /// Which projects need an agent.
    pub agent_projects: AgentProjects,
    /// What sets off the Bureau's duties for a key project.
    pub project_trigger: ProjectTrigger,
    /// What a missed week of nothing but holidays is.
    pub holiday_week: HolidayWeek,
    /// Whether a week without a project in procedures is due.
    pub idle_week: IdleWeek,
    /// The adopter's last days for the yearly summary and opinion.
    pub annual_window: AnnualWindow,
    /// Which departments owe a feedback without a plan.
    pub nil_feedback: NilFeedback,
}

/// Declares the register of readings: variant, id, Chinese, English, alternatives.
macro_rules! readings {
    ($($variant:ident $id:literal, $zh:literal, $en:literal, [$($option:literal),*];)*) => {
        /// A place where the text can be read two ways, or where its silence was given a documented reading.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Reading {
            $(#[doc = $en] $variant),*
        }

        impl Reading {
            /// Every reading, in the order of the register.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in profiles and answers.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            /// What is read, and how by default.
            #[must_use]
            pub const fn text(self) -> Text {
                match self { $(Self::$variant => Text { zh: $zh, en: $en }),* }
            }

            /// The options a profile can choose from, the default first; empty where there is only one.
            #[must_use]
            pub const fn options(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($option),*]),* }
            }
        }
    };
}

readings! {
    InForce "in_force", "自2021年3月29日起适用，未定终期；期外不适用", "In force from 2021-03-29, with no end; not governed outside.", ["2021-03-29", "other days"];
    EffectiveDay "effective_day", "划转自生效日零时起算", "A transfer holds from 00:00 of its effective day.", ["inclusive", "next_day"];
    PendingCases "pending_cases", "在途件按行为发生日确定权限", "A pending case follows the competence on the day of each act.", ["by_day_of_act", "accepting_authority_finishes"];
    Taken "taken_in", "由管委会决定、有日期、由审批局承接方为划转；仅有赋权文件不是", "Taken in by the Bureau on the Committee's dated decision; an empowerment alone transfers nothing.", [];
    Returned "returned", "收回之日起由原审批部门办理", "A return gives the matter back to its original department from that day.", ["original_department", "undetermined"];
    UnclearTransfers "unclear_transfers", "记录无日期、互相矛盾、仅涉部分、属委托或由他方决定的，不作认定", "Undated, contradictory, partial, entrusted or otherwise decided records determine nothing.", [];
    UnknownOriginal "unknown_original", "原审批部门不明或单项移交的，未划转期间不作认定", "An unknown original department or a reassigned matter is undetermined while retained.", [];
    Observation "observation", "观察到审批局办理之日起视为已划转，此前不作认定", "Seen in the Bureau's hands, a matter is transferred from that day and undetermined before.", [];
    Municipal "municipal_matters", "市直部门的未划转事项由其保留，本办法不对其设定义务", "A municipal department keeps its matter until taken in and owes nothing as it is not addressed.", [];
    MunicipalUpload "municipal_upload", "市直部门未上传仅提示核查", "A municipal department's missing upload is a review.", ["review", "bound"];
    MatterFunctions "matter_functions", "划入后审批局受理审查决定，监管部门承担全部监管；未划转的由原部门审批并监管", "Transferred: the Bureau decides and each supervisor bears 2.5b; retained: the original department does both.", [];
    UnrecordedSupervisor "unrecorded_supervisor", "已划转而未登记监管部门的，不作认定", "The supervisor of a transferred matter that records none is undetermined.", ["undetermined", "original_department"];
    ResultsToPush "results_to_push", "准予、不予、变更、撤销等最终结果均推送", "Every final result is pushed.", ["every_final_result", "grants_only"];
    RetainedPush "retained_push", "未划转事项不发生推送", "Results of retained matters are not pushed.", ["none", "where_supervisor_differs"];
    IncompetentDecision "incompetent_decision", "无权限的决定只认定该项，其推送与通知不作认定", "Of a decision without competence only that is found; its push and notice are undetermined.", [];
    WrongHand "wrong_hand", "主体、对象、渠道或次序不符的行为仅提示核查，且不算履行", "An act by the wrong hand, to the wrong addressee, on the wrong channel or too early is a review and fulfils nothing.", [];
    SofterFulfilment "softer_fulfilment", "非专人推送、他部门代推或平台外回推、提前知会、他方指导、汇总有遗漏的，视为履行并提示核查", "A push by an undesignated officer, a push-back by another hand or off the platform, an early project notice, guidance by another and an incomplete summary fulfil with a review.", ["fulfils", "does_not_fulfil"];
    ExchangePerson "exchange_person", "审批局的推送专人兼任互通对接人", "The Bureau's designated pusher is also its person for the exchange.", ["one_person", "two_persons"];
    StandingDuties "standing_duties", "常设义务按日核对，首尾日均计入，无宽限", "Standing duties hold on every day, end days included, without grace.", [];
    NoLiaison "no_liaison", "决定之日无联络员的，未通知仅提示核查，空缺归该部门", "Where no liaison holds office on the day of the decision, a missing notice is a review.", [];
    UploadAfterOffline "upload_after_offline", "可网办而线下办理的，事后上传不能补正", "An upload does not cure handling off a platform that could have been used.", ["does_not_cure", "cures"];
    TransferredOffline "transferred_offline", "已划转事项的线下办理，本办法未作规定", "Of handling a transferred matter off the platform the text is silent.", [];
    StaleAfter "stale_after", "无时限的一次性义务，满30日未履行认定为违反", "A one-off duty without limit is a breach from 30 days after its trigger.", ["days: 30", "days: n", "never"];
    Simultaneity "simultaneity", "同步在各接收部门之间衡量，同时在推送与通知之间衡量；跨日提示核查", "同步 is measured between recipients, 同时 from push to notice; another day is a review.", [];
    DateWithoutTime "date_without_time", "只有日期的按整日计，日内先后不作不利认定", "A date without a time is the whole day; order within it is held against nobody.", [];
    UnmatchedEvent "unmatched_event", "无法对应的事件提示核查，其可能补足的缺失降为核查", "A lack that an unmatched event could cure is softened to a review.", [];
    RepeatedEvent "repeated_event", "同一主题内编号或内容相同的事件只计一次", "An event repeated within its subject counts once.", [];
    RelationLabel "relation_label", "按区内单位数量标注，2.6 另标一对一", "Relations are labelled by the number of zone parties, with the pairwise 一对一 of 2.6e beside it.", [];
    PeriodTriggers "period_triggers", "年度汇总与意见、每周对接、代办员随期间产生，不因决定产生", "The yearly summary and opinion, the weekly reconciliation and the agent hang on their period, on no decision.", [];
    AnnualWindow "annual_window", "汇总与意见每年均须作出，12月31日截止；2020年度汇总仅提示核查", "Summary and opinion are owed every year until 31 December; that of 2020 is a review.", ["31 December", "summary: MM-DD, opinion: MM-DD"];
    NilFeedback "nil_feedback", "无谋划的部门不必反馈", "A department without plans owes no feedback.", ["not_due", "listed: [departments]"];
    ProjectTrigger "project_trigger", "审批局的项目义务自责任部门知会起算", "The Bureau's duties for a project are set off by the department's notice.", ["notice", "determination"];
    ManagerUnrecorded "manager_unrecorded", "未登记项目经理的，未通知仅提示核查", "Where no manager is recorded, a missing notification is a review.", [];
    GuidanceOrder "guidance_order", "指导须先于首次申请，晚于首次申请即认定", "Guidance comes before the first application; after it, it is late at once.", [];
    AgentPairing "agent_pairing", "一对一未作界定，存疑的配对仅提示核查", "What one-to-one means is not said; doubtful pairings are reviews.", ["unset", "per_project", "strict_pair"];
    AgentProjects "agent_projects", "办理手续的每个项目均须有代办员", "Every project whose procedures run needs an agent.", ["every_project_in_procedures", "key_projects_only"];
    Week "week", "周为周一至周日，已过的周未对接即认定", "A week is Monday to Sunday; one that has closed without reconciliation is a breach.", [];
    HolidayWeek "holiday_week", "整周休假的周未对接仅提示核查", "A missed week of nothing but holidays is a review.", ["review", "exempt", "due"];
    IdleWeek "idle_week", "无项目办理手续的周不必对接", "A week without a project in procedures is not due.", ["not_due", "due"];
    SupportUnanswered "support_unanswered", "无时限的支持请求未获答复仅作提示", "A request for support that is not answered is worth knowing.", [];
    BuckPassing "buck_passing", "推诿扯皮仅来自注明该情形的投诉或不负责的表示，只作提示", "Buck-passing is only ever alleged: by a complaint on that ground, or by disclaiming.", [];
    PackageLead "package_lead", "套餐由审批局牵头，各事项仍由各自有权机关决定", "The Bureau leads a package; each decision stays with its authority.", [];
}
