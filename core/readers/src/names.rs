//! The Chinese names of columns and values that are known from the start, and the English ones that are no codes.

use liandong::{Channel, EventKind as Kind, HandledVia, Outcome};

use crate::mapping::Field;

/// Names by what they mean.
pub(crate) type Names<T> = &'static [(T, &'static [&'static str])];

/// Columns, beside the fields' own names.
pub(crate) const COLUMNS: Names<Field> = &[
    (Field::Id, &["编号", "事件编号", "事件ID"]),
    (Field::At, &["时间", "日期", "发生时间", "发生日期", "事件时间", "事件日期"]),
    (Field::Recorded, &["记录日", "记录日期", "记录时间", "登记日期", "登记时间"]),
    (Field::Kind, &["种类", "事件", "事件种类", "事件类型", "类型"]),
    (Field::Actor, &["主体", "单位", "办理单位", "行为单位"]),
    (Field::Officer, &["经办人", "经办人员"]),
    (Field::Case, &["办件", "办件编号", "办件号", "案件", "案件编号", "案件号"]),
    (Field::Matter, &["事项", "事项编号", "事项编码"]),
    (Field::Project, &["项目", "项目编号", "项目代码"]),
    (Field::To, &["对象", "接收单位", "接收方", "发往单位"]),
    (Field::Person, &["人员", "人员编号", "接收人"]),
    (Field::With, &["会同", "会同单位"]),
    (Field::Channel, &["渠道", "推送渠道", "通知渠道"]),
    (Field::HandledVia, &["办理方式", "via"]),
    (Field::RefersTo, &["关联事件", "关联事件编号", "关联编号"]),
    (Field::Result, &["结果", "办理结果", "审批结果", "决定结果"]),
    (Field::About, &["内容", "说明"]),
    (Field::Covers, &["覆盖项目", "涉及项目"]),
    (Field::Ground, &["理由", "情形", "投诉情形"]),
    (Field::Period, &["期间", "年度", "周次"]),
];

/// Kinds, beside their codes and their labels.
pub(crate) const KINDS: Names<Kind> = &[
    (Kind::Planning, &["谋划项目", "项目谋划", "年度谋划"]),
    (Kind::AnnualFeedback, &["反馈谋划", "谋划反馈"]),
    (Kind::AnnualSummary, &["年度汇总", "办理情况汇总"]),
    (Kind::AnnualOpinion, &["年度意见", "谋划意见"]),
    (Kind::KeyProjectDetermined, &["重点项目确定"]),
    (Kind::KeyProjectNotice, &["告知重点项目", "通知重点项目"]),
    (Kind::MattersDetermined, &["确定手续", "确定需办事项"]),
    (Kind::ManagerNotified, &["已通知项目经理"]),
    (Kind::Guidance, &["指导", "材料指导", "提前指导"]),
    (Kind::ProceduresStarted, &["手续开始", "开始办理手续"]),
    (Kind::ProceduresEnded, &["手续结束", "手续办结"]),
    (Kind::AgentDesignated, &["指派代办员", "确定代办员"]),
    (Kind::AgentWithdrawn, &["撤换代办员"]),
    (Kind::Visit, &["走访"]),
    (Kind::WeeklyReconciliation, &["每周对接", "每周汇总", "周对接"]),
    (Kind::SupportRequested, &["请求支持", "申请专业支持"]),
    (Kind::SupportGiven, &["给予支持", "提供专业支持"]),
    (Kind::SupportRefused, &["拒绝支持"]),
    (Kind::ApplicationAccepted, &["已受理", "予以受理", "受理申请"]),
    (Kind::NotAccepted, &["不受理", "未受理"]),
    (Kind::ApplicationWithdrawn, &["申请撤回", "撤件", "申请人撤回"]),
    (Kind::Examined, &["审核", "已审查"]),
    (Kind::Decision, &["办结", "已办结", "作出决定", "审批决定", "已决定"]),
    (Kind::ResultPush, &["推送", "已推送", "推送结果", "结果推送", "审批结果推送"]),
    (Kind::PushAcknowledged, &["签收", "已签收", "认领", "已认领"]),
    (Kind::LiaisonNotice, &["信息通知", "通知联络员", "短信通知", "短信通知联络员"]),
    (Kind::DataUpload, &["上传数据", "数据上传", "审批数据上传"]),
    (Kind::SupervisionResult, &["监管结果"]),
    (Kind::SupervisionPush, &["监管结果推送", "反馈监管结果", "监管结果反馈"]),
    (Kind::ResponsibilityDisclaimed, &["否认责任", "不负责"]),
    (Kind::Complaint, &["投诉举报"]),
    (Kind::Correction, &["更正", "事件更正"]),
    (Kind::Withdrawal, &["作废", "事件撤销"]),
];

/// Channels.
pub(crate) const CHANNELS: Names<Channel> = &[
    (Channel::Platform, &["platform", "平台", "一体化平台"]),
    (Channel::Message, &["message", "信息", "短信"]),
    (Channel::Other, &["other", "其他", "其它"]),
];

/// Ways of handling.
pub(crate) const VIAS: Names<HandledVia> = &[
    (HandledVia::Platform, &["platform", "网办", "网上", "网上办理", "线上", "平台", "一体化平台"]),
    (HandledVia::Offline, &["offline", "线下", "线下办理", "窗口", "窗口办理"]),
];

/// Results.
pub(crate) const RESULTS: Names<Outcome> = &[
    (Outcome::Granted, &["granted", "准予", "准予许可", "予以许可"]),
    (Outcome::Refused, &["refused", "不予", "不予许可"]),
    (Outcome::Changed, &["changed", "变更"]),
    (Outcome::Revoked, &["revoked", "撤销"]),
];
