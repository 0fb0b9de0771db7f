// What enters: nothing. What leaves: the words of the printed report in Chinese and English.

import { counted } from "../i18n";

const zh = {
  title: (zone: string) => `联动核查报告：${zone}`,
  asOf: (day: string) => `核查截至 ${day}`,
  period: (from: string, to: string) => `期间 ${from} 至 ${to}`,
  first: "适用之首日",
  norms: "规范：",
  all: "全部",
  profile: "口径：",
  text: "条文本身（未设时限）",
  what: "核查了什么",
  limits: "可以说什么，不可以说什么",
  said: [
    "本报告列示台账与规范之间的出入，供人查核；不评价任何单位或个人，也不认定责任。",
    "“违反”指条文或所注明的口径、时限明确，数据已经显示；“核查”须由人员查看后判断；“提示”仅供知悉。",
    "所列3.3的情形仅为可能，是否构成由有权机关依其他规定认定。",
    "未见记录不等于没有发生；如有漏登，补登后请重新核查。",
  ],
  masked: "人员已隐去。",
  withLimits: "时限由采用方设定，条文未设。",
  noLimits: "未设时限：只列时间，不称逾期。",
  counts: "数目",
  standing: "各单位",
  charts: "图表",
  breaches: "违反及其依据",
  more: (shown: number, all: number) => `此处列出 ${counted(shown)} 项，共 ${counted(all)} 项；其余见导出的 CSV。`,
  none: "没有违反。",
  digests: "摘要（SHA-256）",
  digest: { catalogue: "目录", profile: "口径", calendar: "日历" },
  same: "同一摘要、同一台账与同一问题，得同一结果。",
  files: "文件",
  sample: "示例年度台账（虚构）",
  unread: (count: number) => `，${counted(count)} 处未能读取`,
};

type Words = typeof zh;

const en: Words = {
  title: (zone) => `Audit report: ${zone}`,
  asOf: (day) => `As of ${day}`,
  period: (from, to) => `period ${from} to ${to}`,
  first: "the first day in force",
  norms: "Norms: ",
  all: "all",
  profile: "Profile: ",
  text: "the text itself (no limits)",
  what: "What was checked",
  limits: "What can be said, and what cannot",
  said: [
    "This report shows where the log departs from the norms, for people to check; it judges no party and no person, and finds nobody responsible.",
    "“Breach”: the text, or a named reading or limit, is clear and the data show it; “review”: a person must look; “info”: to be known, no more.",
    "A ground of 3.3 is only a possible one; whether it is made out is for the competent authority to decide, under other rules.",
    "What is not on record may still have happened; where something was left out, record it and audit again.",
  ],
  masked: "Persons are masked.",
  withLimits: "Limits are the adopter's; the text sets none.",
  noLimits: "No limit is set: times are told, and nothing is called late for its time.",
  counts: "Counts",
  standing: "By party",
  charts: "Charts",
  breaches: "Breaches and their evidence",
  more: (shown, all) => `${counted(shown)} of ${counted(all)} are listed here; the rest are in the CSV.`,
  none: "No breach was found.",
  digests: "Digests (SHA-256)",
  digest: { catalogue: "catalogue", profile: "profile", calendar: "calendar" },
  same: "The same digests, log and question give the same result.",
  files: "Files",
  sample: "The sample year (fictional)",
  unread: (count) => `, ${counted(count)} places not read`,
};

export const reportWords = { zh, en };
