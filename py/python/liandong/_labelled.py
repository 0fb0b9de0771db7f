"""Small closed sets of codes, each with its words. In goes a code, out comes a member with `.label(lang)`.

The wire has no register of these words, so that they stand here beside the core's; a test holds each set of
codes to the core's JSON Schema.
"""

from __future__ import annotations

from ._code import Labelled

__all__ = [
    "ActKind",
    "Channel",
    "DaySort",
    "DutyStatus",
    "EvidencePart",
    "Forbids",
    "Function",
    "Ground",
    "HandledVia",
    "LimitName",
    "Mend",
    "Modal",
    "NormClass",
    "Online",
    "Outcome",
    "PartyKind",
    "Recurrence",
    "RelationLabel",
    "Role",
    "Severity",
    "TransferStatus",
    "Unit",
    "Why",
]


class Severity(Labelled):
    """How clear a finding is; none is a judgement of a person."""

    BREACH = ("breach", "违反", "breach")
    REVIEW = ("review", "核查", "review")
    INFO = ("info", "提示", "info")


class DutyStatus(Labelled):
    """Where a duty stands."""

    PENDING = ("pending", "期限未到", "pending")
    FULFILLED = ("fulfilled", "已履行", "fulfilled")
    LATE = ("late", "逾期履行", "fulfilled late")
    OUTSTANDING = ("outstanding", "尚未履行", "outstanding")
    MISSED = ("missed", "逾期未履行", "missed")
    VOID = ("void", "已失效", "void")
    TRACKED = ("tracked", "只作登记", "tracked only")
    UNDETERMINED = ("undetermined", "不作认定", "undetermined")


class TransferStatus(Labelled):
    """Where the transfer of a matter stands (2.4c, 2.5a)."""

    RETAINED = ("retained", "未划转", "retained")
    TRANSFERRED = ("transferred", "已划转", "transferred")
    RETURNED = ("returned", "已收回", "returned")


class Function(Labelled):
    """A function that a party bears for a matter (2.4c, 2.5)."""

    ACCEPTANCE = ("acceptance", "受理", "acceptance")
    EXAMINATION = ("examination", "审查", "examination")
    DECISION = ("decision", "决定", "decision")
    POLICY_GUIDANCE = ("policy_guidance", "产业政策指导", "industrial policy guidance")
    SECTOR_MANAGEMENT = ("sector_management", "行业管理", "sector management")
    SUPERVISION = ("supervision", "事中事后监管", "in-process and ex-post supervision")


class ActKind(Labelled):
    """An act that a party may be permitted to do."""

    ACCEPT = ("accept", "受理", "accept")
    EXAMINE = ("examine", "审查", "examine")
    DECIDE = ("decide", "作出决定", "decide")
    PUSH_RESULT = ("push_result", "推送审批结果", "push a result")
    PUSH_SUPERVISION = ("push_supervision", "推送监管结果", "push a supervision result")
    SUPERVISE = ("supervise", "监管", "supervise")
    SUPPORT = ("support", "专业支持", "give professional support")
    LIAISE = ("liaise", "对接", "liaise")
    HANDLE_OFFLINE = ("handle_offline", "线下办理", "handle off the platform")
    TRANSFER = ("transfer", "划转", "transfer")
    INSPECT = ("inspect", "督查", "inspect")
    HOLD_TO_ACCOUNT = ("hold_to_account", "问责", "hold to account")


class Channel(Labelled):
    """The way an act was communicated."""

    PLATFORM = ("platform", "一体化平台", "platform")
    MESSAGE = ("message", "信息", "message")
    OTHER = ("other", "其他", "other")


class HandledVia(Labelled):
    """How a case was handled."""

    PLATFORM = ("platform", "平台办理", "handled on the platform")
    OFFLINE = ("offline", "线下办理", "handled offline")


class Outcome(Labelled):
    """The result of a decision."""

    GRANTED = ("granted", "准予", "granted")
    REFUSED = ("refused", "不予", "refused")
    CHANGED = ("changed", "变更", "changed")
    REVOKED = ("revoked", "撤销", "revoked")


class Ground(Labelled):
    """A ground of 3.3 that a finding may bear on; never more than possible."""

    POOR_CONNECTION = ("poor_connection", "协调对接不畅", "poor connection")
    POOR_COOPERATION = ("poor_cooperation", "配合不到位", "poor cooperation")
    LATE_PUSH = ("late_push", "信息推送不及时", "late push")
    DUTY_NOT_CARRIED_OUT = ("duty_not_carried_out", "责任不落实", "duty not carried out")
    BUCK_PASSING = ("buck_passing", "推诿扯皮", "buck-passing")


class RelationLabel(Labelled):
    """The names that the text has for relations between parties (1)."""

    MANY_TO_ONE = ("many_to_one", "多对一", "many-to-one")
    ONE_TO_ONE = ("one_to_one", "一对一", "one-to-one")
    ONE_TO_MANY = ("one_to_many", "一对多", "one-to-many")


class Recurrence(Labelled):
    """How a duty comes back."""

    ONE_OFF = ("one_off", "一次性", "one-off")
    WEEKLY = ("weekly", "每周", "weekly")
    YEARLY = ("yearly", "每年", "yearly")
    STANDING = ("standing", "常设", "standing")


class Online(Labelled):
    """What is owed for handling a matter online (2.4e, 2.4f)."""

    ON_PLATFORM = ("on_platform", "平台办理", "handled on the platform")
    UPLOAD = ("upload", "上传审批数据", "approval data uploaded")


class Forbids(Labelled):
    """Why an act is forbidden."""

    NOT_COMPETENT = ("not_competent", "无此权限", "not competent")
    GIVEN_TO_ANOTHER = ("given_to_another", "属于其他单位", "given to another")
    NOT_SUPERVISING = ("not_supervising", "非该事项监管部门", "not a supervising department of the matter")
    AGENT_NEVER_DECIDES = ("agent_never_decides", "代办人员不作决定", "an agent never decides")
    PLATFORM_CAPABLE = ("platform_capable", "平台可以办理", "the platform can handle it")


class Mend(Labelled):
    """What would permit a forbidden act."""

    ACT_BY_COMPETENT = ("act_by_competent", "由有权单位为之", "the competent party does it")
    TRANSFER_TO_BUREAU = ("transfer_to_bureau", "划转至审批局", "a transfer to the Bureau")
    RETURN_TO_ORIGINAL = ("return_to_original", "收回至原审批部门", "a return to the original department")
    RECORD_SUPERVISION = ("record_supervision", "登记监管部门", "the supervising department is recorded")
    OTHER_OFFICER = ("other_officer", "由他人为之", "another officer does it")
    USE_PLATFORM = ("use_platform", "在平台办理", "the platform is used")


class NormClass(Labelled):
    """What can be told of a norm."""

    DECIDABLE = ("decidable", "可依数据认定", "decided on data")
    LIMIT = ("limit", "有时限方可认定逾期", "lateness only with a limit")
    PROGRAMME = ("programme", "只作登记", "tracked, never judged")
    PURPOSE = ("purpose", "目的性规定", "a purpose")


class Modal(Labelled):
    """The modal verb of a norm in the text."""

    NEED = ("need", "需", "need to")
    MUST = ("must", "要", "must")
    SHOULD = ("should", "应", "should")
    WILL = ("will", "将", "will")
    UNMARKED = ("unmarked", "无", "unmarked")


class LimitName(Labelled):
    """A limit that an adopter may set; the text sets none."""

    RESULT_PUSH = ("result_push", "自决定至推送", "from a decision to its push")
    LIAISON_NOTICE = ("liaison_notice", "自决定至通知联络员", "from a decision to the message to a liaison")
    SUPERVISION_PUSH = ("supervision_push", "自监管结果至推送", "from a supervision result to its push-back")
    UPLOAD = ("upload", "自线下决定至上传数据", "from a decision off the platform to its upload")
    FEEDBACK = ("feedback", "自谋划至反馈", "from planning to feedback")
    PROJECT_NOTICE = (
        "project_notice",
        "自确定至知会",
        "from the determination of a project to the notice of it",
    )
    SUPPORT = ("support", "自请求支持至答复", "from a request for support to its answer")
    ACKNOWLEDGEMENT = ("acknowledgement", "自推送至签收", "from a push to its acknowledgement")
    SYNCHRONOUS = (
        "synchronous",
        "同一结果首个与末个接收部门之间",
        "between the first and the last recipient of one result",
    )
    SIMULTANEOUS = ("simultaneous", "推送与通知之间", "between a push and the message to the liaison")


class Unit(Labelled):
    """What time is counted in."""

    MINUTES = ("minutes", "分钟", "minutes")
    HOURS = ("hours", "小时", "hours")
    CALENDAR_DAYS = ("calendar_days", "个自然日", "calendar days")
    WORKING_DAYS = ("working_days", "个工作日", "working days")


class DaySort(Labelled):
    """What a day is to the calendar."""

    WORKING = ("working", "工作日", "working day")
    WORKED_WEEKEND = ("worked_weekend", "周末调休上班", "weekend day that is worked")
    WEEKEND = ("weekend", "周末", "weekend")
    HOLIDAY = ("holiday", "节假日", "holiday")


class EvidencePart(Labelled):
    """What an event is to a finding."""

    TRIGGER = ("trigger", "起因", "trigger")
    ACT = ("act", "行为", "act")
    FULFILMENT = ("fulfilment", "履行", "fulfilment")
    MAY_CURE = ("may_cure", "或可补足", "may cure")
    TO_COME_BEFORE = ("to_come_before", "应在其前", "to come before")
    AMENDMENT = ("amendment", "更正或撤销", "amendment")


class Role(Labelled):
    """A dated role of a person (2.2c, 2.3a, 2.6a, 2.6c)."""

    LIAISON = ("liaison", "联络员", "liaison")
    PUSHER = ("pusher", "推送专人", "designated pusher")
    AGENT = ("agent", "领办代办人员", "service agent")
    PROJECT_MANAGER = ("project_manager", "项目经理", "project manager")


class PartyKind(Labelled):
    """What a party is."""

    BUREAU = ("bureau", "行政审批局", "the Bureau")
    COMMITTEE = ("committee", "管委会", "the Committee")
    DEPARTMENT = ("department", "区直部门", "zone department")
    MUNICIPAL = ("municipal", "市直部门", "municipal department")
    ENTERPRISE = ("enterprise", "区直属企业", "zone enterprise")
    OTHER = ("other", "其他单位", "other unit")


class Why(Labelled):
    """Why the text is silent."""

    UNDATED_TRANSFER = ("undated_transfer", "记录无日期，不作认定", "undetermined: a record carries no day")
    UNREADABLE_DAY = (
        "unreadable_day",
        "记录的日期无法识读，不作认定",
        "undetermined: a record's day cannot be read",
    )
    UNKNOWN_TRANSFER_KIND = (
        "unknown_transfer_kind",
        "记录的种类不明，不作认定",
        "undetermined: a record's kind is unknown",
    )
    ENTRUSTED = ("entrusted", "仅有委托，不作认定", "undetermined: entrusted, not transferred")
    PARTIAL_TRANSFER = (
        "partial_transfer",
        "仅划转一部分，不作认定",
        "undetermined: only a part was transferred",
    )
    OTHER_DECIDER = (
        "other_decider",
        "非管委会决定，不作认定",
        "undetermined: another body than the Committee decided",
    )
    DECIDER_UNRECORDED = (
        "decider_unrecorded",
        "未登记由谁决定，不作认定",
        "undetermined: who decided is not recorded",
    )
    CONTRADICTORY = (
        "contradictory",
        "同日既有划转又有收回，不作认定",
        "undetermined: a transfer and a return on one day",
    )
    RETURN_WITHOUT_TRANSFER = ("return_without_transfer", "未划转而收回", "a return without a transfer")
    BEFORE_OBSERVATION = (
        "before_observation",
        "观察日之前何时划转未登记，不作认定",
        "undetermined before the day on which the Bureau was seen to handle it",
    )
    OBSERVED_OTHERWISE = (
        "observed_otherwise",
        "观察与记录不符，不作认定",
        "undetermined: seen in other hands than recorded",
    )
    RETURN_UNFORESEEN = (
        "return_unforeseen",
        "收回未为本办法所规定，不作认定",
        "undetermined: the text does not foresee a return",
    )
    ORIGINAL_UNKNOWN = (
        "original_unknown",
        "原审批部门未登记，不作认定",
        "undetermined: the original department is not recorded",
    )
    REASSIGNED = (
        "reassigned",
        "单项事项曾在部门间移交，不作认定",
        "undetermined: the single matter was handed between departments",
    )
    SUPERVISOR_UNRECORDED = (
        "supervisor_unrecorded",
        "监管部门未登记，不作认定",
        "undetermined: no supervising department is recorded",
    )
    CAPABILITY_UNRECORDED = (
        "capability_unrecorded",
        "能否网办未登记，不作认定",
        "undetermined: whether the platform can handle the matter is not recorded",
    )
    DECIDED_WITHOUT_COMPETENCE = (
        "decided_without_competence",
        "决定无权限，不作认定",
        "undetermined: the decision was made without competence",
    )
    ACTOR_UNKNOWN = ("actor_unknown", "行为主体不明，不作认定", "undetermined: the acting party is unknown")
    RESULT_UNRECORDED = (
        "result_unrecorded",
        "结果未登记，不作认定",
        "undetermined: the result is not recorded",
    )
    RESPONSIBLE_UNRECORDED = (
        "responsible_unrecorded",
        "责任部门未登记，不作认定",
        "undetermined: no responsible department is recorded",
    )
    MANAGER_UNRECORDED = (
        "manager_unrecorded",
        "项目经理未登记，不作认定",
        "undetermined: no manager of the project is recorded",
    )
    UNKNOWN_MATTER = (
        "unknown_matter",
        "目录中没有该事项，不作认定",
        "undetermined: the catalogue does not hold the matter",
    )
    NOT_GIVEN = ("not_given", "本办法未规定由谁为之", "undetermined: the text gives this act to nobody")
    CALENDAR_NOT_COVERED = (
        "calendar_not_covered",
        "日历未覆盖所需年份，不作认定",
        "undetermined: the calendar does not cover the year",
    )
    OUTSIDE_FORCE = (
        "outside_force",
        "本办法当日不适用",
        "not governed: the Measures are not in force on that day",
    )
    NOT_YET_GOVERNED = (
        "not_yet_governed",
        "事项当日尚不属本区",
        "not governed: the matter is not yet one of the zone",
    )
    NOT_ADDRESSED = (
        "not_addressed",
        "该单位不在适用范围内",
        "not governed: the Measures do not address this party",
    )
