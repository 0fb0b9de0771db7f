//! The register of norms: a norm's id enters, its row leaves (who owes what to whom, restated in
//! Chinese and English, how far it can be decided, and why the rest is not).
//!
//! The register restates 晋市开办〔2021〕5号, issued 2021-03-29 for trial; an id is the clause and a
//! letter, so `2.4c` is the third norm of part 2, clause 4. No rule is written here.

use std::{fmt, str::FromStr};

use crate::text::Text;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// How far a norm can be decided; a norm may be of several classes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// D: the norm, or the side of it that its row names, is decided on data.
    Decidable,
    /// L: lateness is decided only with an adopter's limit.
    Limit,
    /// P: a programme, tracked and never judged.
    Programme,
    /// T: a purpose; nothing is owed under it.
    Purpose,
}

/// The modal verb of a norm in the source. It is shown, and changes nothing in what is owed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modal {
    /// 需.
    Need,
    /// 要, also where one 要 governs several acts of a sentence.
    Must,
    /// 应, 应给予.
    Should,
    /// 将 as a verb of intention (not 将 in the sense of 把, as in 2.4f, 2.6b and 2.6d).
    Will,
    /// No modal verb: the source states the act or the responsibility as a fact.
    Unmarked,
}

impl Modal {
    /// The verb itself, in the source's word and in English; none where the source has none.
    #[must_use]
    pub const fn word(self) -> Option<Text> {
        match self {
            Self::Need => Some(text("需", "need to")),
            Self::Must => Some(text("要", "must")),
            Self::Should => Some(text("应", "should")),
            Self::Will => Some(text("将", "will")),
            Self::Unmarked => None,
        }
    }
}

/// One norm of the register.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Row {
    /// The norm.
    pub norm: Norm,
    /// Where the source has it, in Chinese.
    pub clause: &'static str,
    /// Where the source has it, in English.
    pub clause_en: &'static str,
    /// Who owes it.
    pub obligor: Text,
    /// To whom it is owed, if the source or the register names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub towards: Option<Text>,
    /// D: decided on data; beside `tracked` or `purpose`, only the side that `undecided_because` names.
    pub decidable: bool,
    /// L: lateness is decided only with an adopter's limit.
    pub limit: bool,
    /// P: tracked, never judged.
    pub tracked: bool,
    /// T: a purpose.
    pub purpose: bool,
    /// The source's modal verb.
    pub modal: Modal,
    /// The source's time words (第一时间, 及时, 同步, 同时, 每周, 每年, 提前), joined by 、 if there are two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_word: Option<Text>,
    /// What is owed, in our own words.
    pub restated: Text,
    /// Why nothing, or nothing more, is decided: on every P and T norm, and on no other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undecided_because: Option<Text>,
}

impl Row {
    /// The one class to show where there is room for one: the one that leaves most undecided.
    ///
    /// ```
    /// use liandong::{Class, Norm};
    /// assert_eq!(Norm::N26b.row().class(), Class::Limit);
    /// ```
    #[must_use]
    pub const fn class(&self) -> Class {
        match self {
            Self { purpose: true, .. } => Class::Purpose,
            Self { tracked: true, .. } => Class::Programme,
            Self { limit: true, .. } => Class::Limit,
            Self { .. } => Class::Decidable,
        }
    }
}

/// A norm id that the register does not have.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("unknown norm `{value}`; use an id of the register, such as `{}`", .nearest.unwrap_or(Norm::N24c))]
pub struct UnknownNorm {
    /// The id as it was given.
    pub value: String,
    /// The norm whose id shares the longest beginning with it, if any does.
    pub nearest: Option<Norm>,
}

impl UnknownNorm {
    fn new(value: &str) -> Self {
        let shared = |norm: &Norm| {
            let pairs = norm.id().chars().zip(value.chars());
            pairs.take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count()
        };
        // Of equals `max_by_key` takes the last, which reversed is the first of the register.
        let nearest = Norm::ALL.iter().copied().rev().max_by_key(shared).filter(|norm| shared(norm) > 0);
        Self { value: value.to_owned(), nearest }
    }

    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        let nearest = self.nearest.unwrap_or(Norm::N24c);
        format!("未知条款 `{}`；请用登记册中的编号，例如 `{nearest}`", self.value)
    }
}

impl fmt::Display for Norm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl TryFrom<&str> for Norm {
    type Error = UnknownNorm;

    fn try_from(id: &str) -> Result<Self, UnknownNorm> {
        id.parse()
    }
}

impl Serialize for Norm {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for Norm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        id.parse().map_err(de::Error::custom)
    }
}

/// Every row of the register, in the order of the source.
#[must_use]
pub fn norms() -> &'static [Row] {
    &ROWS
}

/// The closing paragraph of the source, which is no norm, and why. No [`Norm`] stands for it.
pub static EXTRANEOUS: Text = text(
    "来源末尾一段不属于本办法：它以某建设单位的口吻自述，没有编号，讲的是施工管理，与审批服务协同无关，因此不登记为规范。",
    "The closing paragraph of the source is no part of the Measures: a construction unit speaks in the first person, \
     unnumbered, of managing building works, which is foreign to their subject; so it is registered as no norm.",
);

const fn text(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}

/// Names the texts that several rows share.
macro_rules! terms {
    ($($name:ident $zh:literal / $en:literal;)+) => { $(const $name: Text = text($zh, $en);)+ };
}

terms! {
    NOTICE "印发通知" / "issuing notice"; P1 "第一部分" / "part 1"; P2_1 "第二部分第1条" / "part 2, clause 1";
    P2_2 "第二部分第2条" / "part 2, clause 2"; P2_3 "第二部分第3条" / "part 2, clause 3";
    P2_4_1 "第二部分第4条第1段" / "part 2, clause 4, paragraph 1";
    P2_4_2 "第二部分第4条第2段" / "part 2, clause 4, paragraph 2"; P2_5 "第二部分第5条" / "part 2, clause 5";
    P2_6 "第二部分第6条" / "part 2, clause 6"; P3_1 "第三部分第1条" / "part 3, clause 1";
    P3_2 "第三部分第2条" / "part 3, clause 2"; P3_3 "第三部分第3条" / "part 3, clause 3";

    ADDRESSEES "区直部门、区直属企业、驻区单位" / "zone departments, zone enterprises and units in the zone";
    NOBODY "无特定主体" / "no party in particular"; BUREAU "行政审批局" / "the Bureau";
    BUREAU_AND_PARTNER "行政审批局、经济发展与安全监管部（共同）" / "the Bureau with the Economic Development and Safety Supervision Department";
    BUREAU_AND_SUPERVISORS "行政审批局与各监管部门" / "the Bureau and each supervising department";
    COMMITTEE "管委会" / "the Committee"; DEPARTMENTS "各部门" / "each department";
    CONCERNED "有关部门" / "the departments concerned"; FUNCTIONAL "各职能部门" / "the functional departments";
    RESPONSIBLE "项目的责任部门" / "the project's responsible department";
    ORIGINAL "原审批部门" / "the original department";
    SUPERVISORS "该事项的各监管部门" / "each supervising department of the matter";
    LIAISONS "各监管部门的联络员" / "the liaison of each supervising department";
    APPROVERS "市直和区内审批部门" / "municipal and zone approving departments";
    AGENT "领办代办人员" / "the service agent"; MANAGERS "项目经理" / "the project manager";
    UNIT "项目单位" / "the project unit"; EACH_PROJECT "每个项目" / "each project";
    ANYONE "部门或个人" / "departments and individuals";

    EVERY_YEAR "每年" / "every year"; EVERY_YEAR_IN_TIME "每年、及时" / "every year, in good time";
    EVERY_WEEK "每周" / "every week"; IN_TIME "及时" / "in good time"; IN_ADVANCE "提前" / "in advance";
    FIRST_MOMENT_IN_STEP "第一时间、同步" / "at the first moment, in step"; SAME_TIME "同时" / "at the same time";
}

/// What a row is unless it says otherwise.
#[rustfmt::skip] // a table row, not a listing
const BLANK: Row = Row {
    norm: Norm::N0, clause: "", clause_en: "", obligor: NOBODY, towards: None,
    decidable: false, limit: false, tracked: false, purpose: false,
    modal: Modal::Unmarked, time_word: None, restated: text("", ""), undecided_because: None,
};

/// Writes the enum, its ids and its table from one list, so that none can fall out of step.
/// A row: variant, id, clause, [classes], modal verb, obligor => towards, time word; restated; why undecided.
macro_rules! register {
    ($($norm:ident $id:literal $clause:ident [$($class:ident)+] $modal:ident
        $obligor:ident $(=> $towards:ident)? $(, $time:ident)?;
        $zh:literal / $en:literal $(because $zh_why:literal / $en_why:literal)?;)+) => {
        /// A norm of the Measures, in the order of the source; shown, parsed and serialised as its id.
        ///
        /// ```
        /// use liandong::Norm;
        /// assert_eq!("2.4c".parse(), Ok(Norm::N24c));
        /// assert_eq!(Norm::N24c.to_string(), "2.4c");
        /// ```
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum Norm { $(#[doc = concat!("`", $id, "`: ", $en)] $norm,)+ }

        impl Norm {
            /// Every norm, in the order of the source.
            pub const ALL: &'static [Self] = &[$(Self::$norm),+];

            /// The id: clause and letter, such as `2.4c`.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$norm => $id,)+ }
            }

            /// The norm's row in the register.
            #[must_use]
            #[allow(non_snake_case, reason = "each row is bound under its norm's own name")]
            pub fn row(self) -> &'static Row {
                let [$($norm),+] = &ROWS;
                match self { $(Self::$norm => $norm,)+ }
            }
        }

        impl FromStr for Norm {
            type Err = UnknownNorm;

            fn from_str(id: &str) -> Result<Self, UnknownNorm> {
                match id { $($id => Ok(Self::$norm),)+ _ => Err(UnknownNorm::new(id)) }
            }
        }

        static ROWS: [Row; Norm::ALL.len()] = [$(Row {
            norm: Norm::$norm, clause: $clause.zh, clause_en: $clause.en, $($class: true,)+
            modal: Modal::$modal, obligor: $obligor, restated: text($zh, $en),
            $(towards: Some($towards),)? $(time_word: Some($time),)?
            $(undecided_because: Some(text($zh_why, $en_why)),)? ..BLANK
        }),+];
    };
}

register! {
    N0 "0" NOTICE [decidable] Unmarked ADDRESSEES;
        "写给区直部门、区直属企业和驻区单位，市直部门不在其列；2021年3月29日印发，试行，没有写明何时施行、何时失效。" / "Addresses zone departments, zone enterprises and units in the zone, not municipal departments; issued on 2021-03-29 for trial, with neither an effective nor an expiry date.";
    N1 "1" P1 [decidable purpose] Unmarked NOBODY;
        "说明目的，即让区内各部门与行政审批局配合顺畅，并给双方的关系起了三个名称：多对一、一对一、一对多。" / "States the purpose, smooth joint work of zone departments and the Bureau, and names their relation: many-to-one, one-to-one, one-to-many."
        because "目的不要求任何具体行为，谈不上做到或违反；能由主体数目得出的只有关系的名称。" / "A purpose asks for no act, so nothing meets or breaches it; only the name of a relation follows from counting its parties.";
    N21a "2.1a" P2_1 [decidable limit] Need DEPARTMENTS => BUREAU, EVERY_YEAR_IN_TIME;
        "谋划当年重点项目和工程期间，把谋划情况及时告诉行政审批局，年年如此。" / "Every year, while planning key projects and works, tells the Bureau of the plan in good time.";
    N21b "2.1b" P2_1 [decidable] Must BUREAU, EVERY_YEAR;
        "每年就上一年度的重点项目和工程作一次汇总，说明办得如何，全部计入。" / "Sums up every year how all of the previous year's key projects and works were handled.";
    N21c "2.1c" P2_1 [decidable] Must BUREAU, EVERY_YEAR;
        "每年就新年度的项目计划给出本局的意见。" / "Gives its opinion every year on the new year's plan of projects.";
    N22a "2.2a" P2_2 [decidable limit] Must RESPONSIBLE => BUREAU, IN_TIME;
        "本年度的重点项目和工程定下以后，及时告诉行政审批局。" / "Informs the Bureau in good time once the year's key projects and works are determined.";
    N22b "2.2b" P2_2 [decidable] Must BUREAU;
        "看项目是什么性质，逐个列明它要办哪些事项。" / "Determines, by the nature of each project, the matters that it needs.";
    N22c "2.2c" P2_2 [decidable] Must BUREAU => MANAGERS;
        "把列明的事项告诉该项目的项目经理。" / "Notifies the project's manager of the matters determined.";
    N22d "2.2d" P2_2 [decidable] Must BUREAU => UNIT, IN_ADVANCE;
        "赶在项目第一次申请之前，教项目单位备好所需材料。" / "Guides the project unit in preparing its materials, before the first application.";
    N23a "2.3a" P2_3 [decidable] Will BUREAU => EACH_PROJECT;
        "项目办手续期间，为它配一名领办代办人员，与其项目经理一对一。" / "Designates one service agent for each project, one-to-one with its manager, while its procedures run.";
    N23b "2.3b" P2_3 [tracked] Must AGENT;
        "常到企业走访，摸清实情，与项目经理不断线。" / "Goes to the enterprise to learn how things stand and keeps close contact with the project manager."
        because "是否主动、联系是否密切，没有尺度可量；走访只作登记，不作评判。" / "How active or how close has no measure; visits are listed and never judged.";
    N23c "2.3c" P2_3 [decidable tracked] Must AGENT => APPROVERS;
        "替项目与市、区两级审批部门接洽；只接洽，不作审批决定。" / "Liaises for the project with municipal and zone approving departments; an agent never decides."
        because "接洽得好不好，数据认定不了；能认定的只有反面，即代办人员没有决定权。" / "How well an agent liaises cannot be read from data; only the negative side can: an agent has no power to decide.";
    N23d "2.3d" P2_3 [decidable] Unmarked BUREAU_AND_PARTNER, EVERY_WEEK;
        "每周一起核对各项目的手续办到了哪一步，有问题就解决。" / "Reconcile jointly, every week, how far each project's procedures have come, and settle what stands in the way.";
    N23e "2.3e" P2_3 [purpose] Unmarked NOBODY;
        "希望达到的效果：申请人至多上门一次（最多跑一次）。" / "The effect hoped for: an applicant visits at most once (最多跑一次)."
        because "这是改革的目标，没有写明由谁负责、次数怎样计。" / "An aim of the reform: no obligor is named, and no way to count visits.";
    N24a "2.4a" P2_4_1 [decidable tracked] Must BUREAU;
        "重新设计审批流程，推出一件事套餐，推进五减，打通各部门系统，让审批数据汇到一体化平台共用。" / "Redesigns processes, offers one-matter packages (一件事), pursues the five reductions (五减), joins systems and brings approval data together on the platform."
        because "改革逐步推进，没有写明做到哪一步算完成；能认定的只有一个套餐由哪些事项组成。" / "A reform under way, with no mark at which it is done; only which matters make up a package can be decided.";
    N24b "2.4b" P2_4_1 [decidable] Should FUNCTIONAL;
        "以专业力量支持审批，如解答政策、勘查现场；有请求而被拒绝的，可以查明。" / "Support approval with their expertise, such as policy advice and site surveys; whether a request was refused can be checked.";
    N24c "2.4c" P2_4_2 [decidable] Unmarked ORIGINAL;
        "事项没有划转的，审批和监管都还归原来的部门，直到划转为止。" / "Keeps both approval and supervision of a matter that is not transferred, until its transfer.";
    N24d "2.4d" P2_4_2 [decidable tracked] Will COMMITTEE;
        "以省、市的赋权文件为据，事项逐个划转，哪个条件具备就划哪个；应划尽划是努力的方向。" / "Transfers matters one by one as each is ready, on provincial and municipal empowerment papers; to transfer all that should be (应划尽划) is an aim."
        because "条件是否成熟由管委会判断，没有划转绝不算违反；能认定的是每一条划转记录。" / "Whether a matter is ready is for the Committee to judge, and a matter not transferred is never a breach; each record of a transfer can be decided.";
    N24e "2.4e" P2_4_2 [decidable] Should ORIGINAL;
        "事项即使没有划转，也应在一体化平台上办。" / "Handles a matter online on the platform even though it is not transferred.";
    N24f "2.4f" P2_4_2 [decidable limit] Should ORIGINAL;
        "事项一时上不了平台的，应把它的审批数据传到平台。" / "Uploads to the platform the approval data of a matter that temporarily cannot be handled there.";
    N25a "2.5a" P2_5 [decidable] Unmarked BUREAU;
        "事项划入以后，从受理、审查到决定，都由行政审批局负责；所列环节没有穷尽（谁审批谁负责）。" / "Is responsible for transferred matters: acceptance, examination, decision; the list is open (谁审批谁负责).";
    N25b "2.5b" P2_5 [decidable] Unmarked FUNCTIONAL;
        "产业政策的引导、本行业的管理、事中和事后的监管，都由主管的职能部门负责（谁主管谁监管）。" / "Are responsible for industrial policy guidance, sector management, and in-process and ex-post supervision (谁主管谁监管).";
    N26a "2.6a" P2_6 [decidable] Unmarked BUREAU;
        "指定人员，专门负责推送。" / "Designates a person for pushing.";
    N26b "2.6b" P2_6 [decidable limit] Unmarked BUREAU => SUPERVISORS, FIRST_MOMENT_IN_STEP;
        "每个审批结果都经一体化平台推送，该事项的监管部门一个不缺，第一时间发出，彼此同步。" / "Pushes the approval result on the platform to every supervising department of the matter, at the first moment and to all in step.";
    N26c "2.6c" P2_6 [decidable limit] Unmarked BUREAU => LIAISONS, SAME_TIME;
        "推送的同时，发信息告诉每个监管部门的联络员。" / "Notifies the liaison of each supervising department by message, at the time of the push.";
    N26d "2.6d" P2_6 [decidable limit] Must SUPERVISORS => BUREAU, IN_TIME;
        "每得出一项事中或事后的监管结果，及时推回行政审批局。" / "Pushes each result of in-process or ex-post supervision back to the Bureau in good time.";
    N26e "2.6e" P2_6 [decidable] Unmarked BUREAU_AND_SUPERVISORS;
        "行政审批局与每个监管部门各成一对，逐对负责；这是关系的名称，不另生义务。" / "Are responsible to each other one-to-one, pair by pair: a label of the relation, from which no further duty follows.";
    N31 "3.1" P3_1 [purpose] Must CONCERNED;
        "端正态度：看重这套机制，担起自己的一份，早日见效。" / "Take the mechanism seriously, shoulder their part and get on with it."
        because "态度不是行为，没有数据能够证实或否认。" / "An attitude is no act, and no data can show it or its lack.";
    N32a "3.2a" P3_2 [decidable] Must BUREAU_AND_SUPERVISORS;
        "任何时候都有指定的人员管双方的信息往来。" / "Have a designated person for the exchange of information, at all times.";
    N32b "3.2b" P3_2 [tracked] Must CONCERNED;
        "不等催促就与别的部门通气、配合。" / "Communicate and cooperate with one another on their own initiative."
        because "主动与否、配合是否紧密，没有尺度可量；可以查证的往来另有各条规定。" / "Initiative and closeness have no measure; the exchanges that can be checked have norms of their own.";
    N32c "3.2c" P3_2 [tracked] Must MANAGERS;
        "在项目单位与审批部门中间牵线，让两头沟通。" / "Stands as a bridge between the project unit and the approving departments."
        because "牵线起了多大作用，没有尺度可量；只登记谁是项目经理。" / "How well a bridge bears has no measure; only who is project manager is on record.";
    N33a "3.3a" P3_3 [tracked] Will COMMITTEE;
        "对协同联动的情况经常督查。" / "Inspects, as a standing practice, how the coordination works."
        because "何时查、查什么由管委会决定，没有写明周期和对象。" / "When and what to inspect is for the Committee to decide; no interval and no object is laid down.";
    N33b "3.3b" P3_3 [tracked] Unmarked ANYONE;
        "列出可能被追责的五种情形：对接不顺、配合不够、推送拖延、责任落空、推诿扯皮。" / "Names five grounds on which one may be held to account: poor connection, poor cooperation, late push, duty not carried out, buck-passing."
        because "是否构成某种情形只能由人认定；这里只附上可能的情形，不下结论。" / "Whether a ground is made out is for people to decide; it is attached as a possible ground and never concluded.";
    N33c "3.3c" P3_3 [tracked] Will COMMITTEE;
        "依照别的规定追责；本办法自己不设处分。" / "Holds to account under other rules; the Measures lay down no sanction of their own."
        because "追责的条件和后果都在别的规定里，不在本办法之内。" / "Its conditions and consequences lie in other rules, outside the Measures.";
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_the_tables_and_every_id_round_trips() {
        let table = "0 1 2.1a 2.1b 2.1c 2.2a 2.2b 2.2c 2.2d 2.3a 2.3b 2.3c 2.3d 2.3e \
                     2.4a 2.4b 2.4c 2.4d 2.4e 2.4f 2.5a 2.5b 2.6a 2.6b 2.6c 2.6d 2.6e \
                     3.1 3.2a 3.2b 3.2c 3.3a 3.3b 3.3c";
        let ids: Vec<_> = Norm::ALL.iter().map(|norm| norm.id()).collect();
        assert_eq!(ids.join(" "), table);
        assert!(ids.is_sorted_by(|a, b| a < b), "every id is unique");
        assert_eq!(norms().len(), Norm::ALL.len());
        for (&norm, row) in Norm::ALL.iter().zip(norms()) {
            assert_eq!((row.norm, norm.row()), (norm, row));
            assert_eq!(Norm::try_from(norm.id()), Ok(norm));
            let name = norm.id().replace('.', "");
            assert_eq!(format!("{norm:?}"), format!("N{name}"));
            let place_in_clause = row.clause_en.replace(|c: char| !c.is_ascii_digit(), "");
            let digits = name.trim_end_matches(char::is_alphabetic);
            assert!(norm == Norm::N0 || place_in_clause.starts_with(digits), "{norm}");
        }
    }

    #[test]
    fn a_reason_stands_on_every_programme_and_purpose_and_on_no_other() {
        for row in norms() {
            assert_eq!(row.undecided_because.is_some(), row.tracked || row.purpose, "{}", row.norm);
        }
    }

    #[test]
    fn an_unknown_id_is_told_with_the_nearest() {
        let nearest = |id: &str| id.parse::<Norm>().unwrap_err().nearest;
        assert_eq!(nearest("2.4C"), Some(Norm::N24c));
        assert_eq!(nearest("2.4"), Some(Norm::N24a));
        assert_eq!(nearest("x"), None);
        let told = "unknown norm `2.6z`; use an id of the register, such as `2.6a`";
        let wire = |id| Norm::deserialize(de::value::StrDeserializer::<de::value::Error>::new(id));
        assert_eq!(wire("3.3c"), Ok(Norm::N33c));
        assert_eq!(wire("2.6z").unwrap_err().to_string(), told);
    }
}
