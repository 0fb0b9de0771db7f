//! What enters: closed lists. What leaves: how a pack words them, in Chinese and English.

use super::counting::Counting;
use super::expected::ByWhen;
use crate::day::{Elapsed, Weekday, When};
use crate::event::{Channel, HandledVia, Outcome};
use crate::finding::Severity;
use crate::limit::{Limit, LimitName, Unit};
use crate::norm::{Class, Norm};
use crate::text::{Lang, Text};

const fn text(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}

pub(super) const JUDGES_NOBODY: Text = text(
    "本材料只列示数据与规范之间的出入，供人查核；不评价任何单位或个人，也不认定责任。",
    "This pack shows where the data depart from a norm, for people to check; it judges no party and no person, and finds \
     nobody responsible.",
);
pub(super) const ONLY_POSSIBLE: Text = text(
    "所列3.3的情形仅为可能，是否构成由有权机关依其他规定认定。",
    "The ground of 3.3 is only a possible one; whether it is made out is for the competent authority to decide, under \
     other rules.",
);
pub(super) const NOT_LOGGED: Text = text(
    "未见记录不等于没有发生；如有漏登，补登后请重新核查。",
    "What is not on record may have happened all the same; where an entry was forgotten, add it and audit again.",
);
pub(super) const SOFTENED: Text = text(
    "有一项无法对应的事件或可补足本项缺失，故本项只提示核查。",
    "An event that cannot be matched might be what lacks here, so this is for review only.",
);
pub(super) const AMENDED: Text = text(
    "事件按登记原样列示；更正、撤销另行列出，核查已计入其效果。",
    "Events are shown as they were logged; corrections and withdrawals are listed beside them, and the audit took them \
     into account.",
);

/// How much a finding says, and what that means.
pub(super) const fn severity(severity: Severity) -> (Text, Text) {
    match severity {
        Severity::Breach => (
            text("违反", "breach"),
            text(
                "条文或所注明的口径、时限明确，数据已经显示",
                "the text, or the reading or limit named, is clear and the data show it",
            ),
        ),
        Severity::Review => (text("核查", "review"), text("须由人员查看后判断", "a person must look")),
        Severity::Info => (text("提示", "info"), text("仅供知悉", "worth knowing")),
    }
}

/// The fact that sets off what a norm asks without any event.
pub(super) const fn since(norm: Norm) -> Text {
    match norm {
        Norm::N21a | Norm::N21b | Norm::N21c => text("该年开始", "the year began"),
        Norm::N23a => text("项目办理手续", "the project's procedures run"),
        Norm::N23d => text("该周开始", "the week began"),
        Norm::N24e => text("平台可以办理该事项", "the platform can handle the matter"),
        Norm::N26a => text("审批局须有推送专人", "the Bureau needs a person for pushing"),
        Norm::N32a => text("该单位须有对接专人", "the party needs a person for the exchange"),
        _ => text("事实成立", "the fact holds"),
    }
}

pub(super) const fn class(class: Class) -> Text {
    match class {
        Class::Decidable => text("可依数据认定", "decided on data"),
        Class::Limit => text(
            "可依数据认定；是否逾期，须有采用方所设时限",
            "decided on data; lateness only with an adopter's limit",
        ),
        Class::Programme => text("只作登记，不作评判", "tracked, never judged"),
        Class::Purpose => text("目的性规定，不产生义务", "a purpose; nothing is owed under it"),
    }
}

pub(super) const fn channel(channel: Channel) -> Text {
    match channel {
        Channel::Platform => text("一体化平台", "platform"),
        Channel::Message => text("信息", "message"),
        Channel::Other => text("其他", "other"),
    }
}

pub(super) const fn via(via: HandledVia) -> Text {
    match via {
        HandledVia::Platform => text("平台办理", "handled on the platform"),
        HandledVia::Offline => text("线下办理", "handled offline"),
    }
}

pub(super) const fn outcome(outcome: Outcome) -> Text {
    match outcome {
        Outcome::Granted => text("准予", "granted"),
        Outcome::Refused => text("不予", "refused"),
        Outcome::Changed => text("变更", "changed"),
        Outcome::Revoked => text("撤销", "revoked"),
    }
}

pub(super) const fn limit_name(name: LimitName) -> Text {
    match name {
        LimitName::ResultPush => text("自决定至推送", "from a decision to its push"),
        LimitName::LiaisonNotice => text("自决定至通知联络员", "from a decision to the message to a liaison"),
        LimitName::SupervisionPush => text("自监管结果至推送", "from a supervision result to its push-back"),
        LimitName::Upload => text("自线下决定至上传数据", "from a decision off the platform to its upload"),
        LimitName::Feedback => text("自谋划至反馈", "from planning to feedback"),
        LimitName::ProjectNotice => {
            text("自确定至知会", "from the determination of a project to the notice of it")
        }
        LimitName::Support => text("自请求支持至答复", "from a request for support to its answer"),
        LimitName::Acknowledgement => text("自推送至签收", "from a push to its acknowledgement"),
        LimitName::Synchronous => {
            text("同一结果首个与末个接收部门之间", "between the first and the last recipient of one result")
        }
        LimitName::Simultaneous => text("推送与通知之间", "between a push and the message to the liaison"),
    }
}

pub(super) const fn weekday(weekday: Weekday) -> Text {
    match weekday {
        Weekday::Monday => text("周一", "Mon"),
        Weekday::Tuesday => text("周二", "Tue"),
        Weekday::Wednesday => text("周三", "Wed"),
        Weekday::Thursday => text("周四", "Thu"),
        Weekday::Friday => text("周五", "Fri"),
        Weekday::Saturday => text("周六", "Sat"),
        Weekday::Sunday => text("周日", "Sun"),
    }
}

pub(super) fn limit(limit: Limit, lang: Lang) -> String {
    let (zh, en) = match limit.unit {
        Unit::Minutes => ("分钟", "minute"),
        Unit::Hours => ("小时", "hour"),
        Unit::CalendarDays => ("个自然日", "calendar day"),
        Unit::WorkingDays => ("个工作日", "working day"),
    };
    match lang {
        Lang::Zh => format!("{}{zh}", limit.value),
        Lang::En => format!("{} {en}{}", limit.value, if limit.value == 1 { "" } else { "s" }),
    }
}

/// A time that passed; many minutes in days, hours and minutes too.
pub(super) fn elapsed(elapsed: Elapsed, lang: Lang) -> String {
    let minutes = match elapsed {
        Elapsed::Minutes(minutes) if minutes >= 60 => minutes,
        Elapsed::Minutes(_) | Elapsed::Days(_) => {
            return match lang {
                Lang::Zh => elapsed.zh(),
                Lang::En => elapsed.to_string(),
            };
        }
    };
    let (days, hours, minutes) = (minutes / 1_440, minutes / 60 % 24, minutes % 60);
    match lang {
        Lang::Zh => format!("{}（{days}天{hours}小时{minutes}分）", elapsed.zh()),
        Lang::En => format!("{elapsed} ({days} d {hours} h {minutes} min)"),
    }
}

/// A day, or a moment without seconds that say nothing.
pub(super) fn when(when: When) -> String {
    let written = when.to_string().replacen('T', " ", 1);
    match when {
        When::Day(_) => written,
        When::Moment(_) => written.strip_suffix(":00").map(str::to_owned).unwrap_or(written),
    }
}

/// By when something was owed, and who says so; empty where it is no matter of time.
pub(super) fn by_when(by_when: &ByWhen<'_>, lang: Lang) -> String {
    match (by_when, lang) {
        (ByWhen::Limit { name, counting }, _) => {
            let what = limit_name(*name).in_lang(lang);
            let (id, limit) = (name.id(), limit(counting.limit, lang));
            let counted = counted(counting, lang);
            match lang {
                Lang::Zh => format!("采用方所设时限 `{id}`（{what}）：{limit}。{counted}"),
                Lang::En => format!("the adopter's limit `{id}` ({what}): {limit}. {counted}"),
            }
        }
        (ByWhen::Window { from, to, reading }, Lang::Zh) if from == to => {
            format!("{to} 当日（口径 `{}`）", reading.id())
        }
        (ByWhen::Window { from, to, reading }, Lang::En) if from == to => {
            format!("on {to} (reading `{}`)", reading.id())
        }
        (ByWhen::Window { from, to, reading }, Lang::Zh) => {
            format!("{from} 至 {to}，首末两日均在内（口径 `{}`）", reading.id())
        }
        (ByWhen::Window { from, to, reading }, Lang::En) => {
            format!("from {from} to {to}, both days included (reading `{}`)", reading.id())
        }
        (ByWhen::EveryDay { from, reading }, Lang::Zh) => {
            format!("自 {from} 起每日均须具备，没有宽限（口径 `{}`）", reading.id())
        }
        (ByWhen::EveryDay { from, reading }, Lang::En) => {
            format!("on every day from {from} on, without grace (reading `{}`)", reading.id())
        }
        (ByWhen::Before { event, reading }, _) => {
            let at = event.as_ref().map(|event| when(event.at)).unwrap_or_default();
            match lang {
                Lang::Zh => format!("在 {at} 的首次申请之前（口径 `{}`）", reading.id()),
                Lang::En => format!("before the first application, on {at} (reading `{}`)", reading.id()),
            }
        }
        (ByWhen::NoLimit { stale: None }, Lang::Zh) => {
            "条文没有定出数字，采用方也未设时限，不认定逾期".to_owned()
        }
        (ByWhen::NoLimit { stale: None }, Lang::En) => {
            "the text names no number and the adopter set none: nothing is late".to_owned()
        }
        (ByWhen::NoLimit { stale: Some((from, days)) }, Lang::Zh) => format!(
            "条文没有定出数字，采用方也未设时限，不认定逾期；按口径 `stale_after`，起因之日后满{days}日，即自 {from} 起\
             仍未履行的，认定为违反"
        ),
        (ByWhen::NoLimit { stale: Some((from, days)) }, Lang::En) => format!(
            "the text names no number and the adopter set none: nothing is late; by the reading `stale_after` what is \
             undone {days} days after its trigger, that is from {from} on, is a breach"
        ),
        (ByWhen::NoTime, _) => String::new(),
    }
}

fn counted(counting: &Counting<'_>, lang: Lang) -> String {
    let start = when(counting.start);
    let end = match &counting.end {
        Ok(end) => when(*end),
        Err(lacking) => {
            return match lang {
                Lang::Zh => {
                    format!("自 {start} 次日起算；{}年的节假日安排未收录，末日无法算出。", lacking.year)
                }
                Lang::En => format!(
                    "Counted from the day after {start}; the holidays of {} are not in the calendar, so the last day \
                     cannot be told.",
                    lacking.year
                ),
            };
        }
    };
    match (counting.limit.unit, lang) {
        (Unit::Minutes | Unit::Hours, Lang::Zh) => format!("自 {start} 起算，至 {end} 止。"),
        (Unit::Minutes | Unit::Hours, Lang::En) => format!("Counted from {start}, it ends at {end}."),
        (Unit::CalendarDays | Unit::WorkingDays, Lang::Zh) => {
            format!("起因之日 {start} 不计，末日为 {end}，整日在内。")
        }
        (Unit::CalendarDays | Unit::WorkingDays, Lang::En) => {
            format!("The day of the trigger, {start}, is not counted; the last day is {end}, all of it.")
        }
    }
}
