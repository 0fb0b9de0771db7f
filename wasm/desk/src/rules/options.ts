// What enters: an option as the register writes it. What leaves: what it is called in the language in use; the option itself where it says enough.

import { lang, listed } from "../i18n";
import { partyName } from "../zone/names";

const WORDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  "other days": ["自定日期", "other days"],
  inclusive: ["自当日起", "from that day"],
  next_day: ["自次日起", "from the next day"],
  by_day_of_act: ["按行为发生日", "by the day of each act"],
  accepting_authority_finishes: ["由受理机关办结", "the accepting authority finishes"],
  original_department: ["归原审批部门", "the original department"],
  undetermined: ["不作认定", "undetermined"],
  review: ["核查", "a review"],
  bound: ["同受约束", "bound like others"],
  every_final_result: ["每个最终结果", "every final result"],
  grants_only: ["仅准予", "grants only"],
  none: ["不推送", "none"],
  where_supervisor_differs: ["监管与审批不是一家时推送", "where supervisor and approver differ"],
  fulfils: ["视为履行", "fulfils"],
  does_not_fulfil: ["不算履行", "does not fulfil"],
  one_person: ["一人兼任", "one person"],
  two_persons: ["两人分任", "two persons"],
  does_not_cure: ["不能补正", "does not cure"],
  cures: ["可以补正", "cures"],
  "days: n": ["满若干日", "after so many days"],
  never: ["永不", "never"],
  "31 December": ["12月31日", "31 December"],
  "summary: MM-DD, opinion: MM-DD": ["自定月日", "dates of the adopter’s"],
  not_due: ["不必", "not due"],
  due: ["照常应办", "due"],
  exempt: ["免除", "exempt"],
  "listed: [departments]": ["所列部门应报", "due from those listed"],
  notice: ["自部门告知起", "the department’s notice"],
  determination: ["自项目确定起", "the determination"],
  unset: ["不作界定", "not defined"],
  per_project: ["每个项目一人", "per project"],
  strict_pair: ["严格一对一", "strict pair"],
  every_project_in_procedures: ["办理手续的每个项目", "every project in procedures"],
  key_projects_only: ["仅年度重点项目", "annual key projects only"],
};

/** More names than these are counted instead. */
const MOST_NAMES = 3;

/** What an option is called. */
export function optionText(option: string): string {
  const zh = lang.value === "zh";
  const words = WORDS[option];
  if (words) return zh ? words[0] : words[1];
  if (option.startsWith("days: ")) return zh ? `满 ${option.slice(6)} 日` : `after ${option.slice(6)} days`;
  if (option.startsWith("listed: ")) {
    const ids = option.slice("listed: ".length).split(", ");
    if (ids.length > MOST_NAMES) return zh ? `${ids.length} 个部门应报` : `due from ${ids.length} departments`;
    return listed(ids.map(partyName));
  }
  if (!zh) return option;
  return option.replace("summary: ", "汇总 ").replace(", opinion: ", "、意见 ").replace("opinion: ", "意见 ").replace("from: ", "自 ");
}
