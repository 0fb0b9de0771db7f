// What enters: parts of an evidence. What leaves: their words in Chinese and English.

import type { ByWhen, DutyStatus, EventView, EvidencePart, LimitName } from "liandong";
import type { Lang } from "../i18n";
import { whenText } from "./names";

type Pair = { readonly zh: string; readonly en: string };
const pair = (zh: string, en: string): Pair => ({ zh, en });

export const evidenceWords = {
  zh: {
    title: "依据", close: "关闭", owed: "应当做什么", happened: "实际情况", notes: "说明", basis: "核查依据",
    norm: "规范", act: "行为", obligor: "由谁", to: "对谁", channel: "渠道", by: "何时之前", since: "自", status: "状态",
    late: "迟于时限", took: "历时", subject: "关于", nothing: (when: string) => `截至 ${when}，台账中没有相应记录。`,
    none: "台账中没有与此有关的事件。", ground: "可能涉及的情形（3.3）", reading: "所用口径", limit: "采用方时限", named: "台账所写",
    near: "相近的已知名称", left: "遗漏的项目", choice: "设定", profile: "口径文件", digests: "摘要", version: "版本",
    interval: "期间", ref: "关联",
    officer: "经办", person: "人员", with: "会同", handled: "办理方式", result: "结果", about: "内容", recorded: "记录日", covers: "覆盖", cause: "理由", period: "期间",
  },
  en: {
    title: "Evidence", close: "Close", owed: "What was owed", happened: "What happened", notes: "Notes", basis: "What it rests on",
    norm: "Norm", act: "Act", obligor: "By", to: "To", channel: "Channel", by: "By when", since: "Since", status: "Status",
    late: "Late by", took: "Took", subject: "About", nothing: (when: string) => `Up to ${when} the log holds nothing of it.`,
    none: "The log holds no event about it.", ground: "A ground it may come under (3.3)", reading: "Reading", limit: "Adopter's limit", named: "As the log writes it",
    near: "Known names that resemble it", left: "Projects left out", choice: "Set to", profile: "Profile", digests: "Digests", version: "Version",
    interval: "Interval", ref: "refers to",
    officer: "officer", person: "person", with: "with", handled: "handled", result: "result", about: "about", recorded: "recorded", covers: "covers", cause: "ground", period: "period",
  },
};

const PARTS: Record<EvidencePart, Pair> = {
  trigger: pair("起因", "trigger"),
  act: pair("行为", "act"),
  fulfilment: pair("履行", "fulfilment"),
  may_cure: pair("或可补足", "may cure"),
  to_come_before: pair("应在其前", "to come before"),
  amendment: pair("更正或撤销", "amendment"),
};

const STATUSES: Record<DutyStatus, Pair> = {
  pending: pair("期限未到", "pending"),
  fulfilled: pair("已履行", "fulfilled"),
  late: pair("逾期履行", "fulfilled late"),
  outstanding: pair("尚未履行", "outstanding"),
  missed: pair("逾期未履行", "missed"),
  void: pair("已失效", "void"),
  tracked: pair("只作登记", "tracked only"),
  undetermined: pair("不作认定", "undetermined"),
};

const VALUES: Readonly<Record<string, Pair>> = {
  platform: pair("一体化平台", "platform"),
  message: pair("信息", "message"),
  other: pair("其他", "other"),
  offline: pair("线下办理", "handled offline"),
  granted: pair("准予", "granted"),
  refused: pair("不予", "refused"),
  changed: pair("变更", "changed"),
  revoked: pair("撤销", "revoked"),
  poor_connection: pair("协调对接不畅", "poor connection"),
  poor_cooperation: pair("配合不到位", "poor cooperation"),
  late_push: pair("信息推送不及时", "late push"),
  duty_not_carried_out: pair("责任不落实", "duty not carried out"),
  buck_passing: pair("推诿扯皮", "buck-passing"),
};

const LIMITS: Record<LimitName, Pair> = {
  result_push: pair("推送审批结果的时限", "limit of result pushes"),
  liaison_notice: pair("通知联络员的时限", "limit of notices to liaisons"),
  supervision_push: pair("反推监管结果的时限", "limit of supervision pushes"),
  upload: pair("上传审批数据的时限", "limit of uploads"),
  feedback: pair("反馈的时限", "limit of feedback"),
  project_notice: pair("知会项目的时限", "limit of project notices"),
  support: pair("答复支持请求的时限", "limit of answers to requests for support"),
  acknowledgement: pair("签收的时限", "limit of acknowledgements"),
  synchronous: pair("同步的容差", "tolerance of 同步"),
  simultaneous: pair("同时的容差", "tolerance of 同时"),
};

const UNITS: Readonly<Record<string, Pair>> = {
  minutes: pair("分钟", "minutes"),
  hours: pair("小时", "hours"),
  calendar_days: pair("个自然日", "calendar days"),
  working_days: pair("个工作日", "working days"),
};

export const partText = (part: EvidencePart, lang: Lang): string => PARTS[part][lang];
export const statusText = (status: DutyStatus, lang: Lang): string => STATUSES[status][lang];
export const limitText = (limit: LimitName, lang: Lang): string => LIMITS[limit][lang];
export const valueText = (value: string, lang: Lang): string => VALUES[value]?.[lang] ?? value;

/** By when an act was owed, in words. */
export function byWhenText(by: ByWhen, lang: Lang): string {
  const zh = lang === "zh";
  if (by === "no_time") return zh ? "条文未定时间" : "the text names no time";
  if ("limit" in by) {
    const { value, unit, start, end, calendarLacks } = by.limit;
    const whole = `${value} ${UNITS[unit]?.[lang] ?? unit}`;
    const from = whenText(start);
    if (end !== undefined) return zh ? `${whole}内，自 ${from} 起算，至 ${whenText(end)}` : `within ${whole} from ${from}: until ${whenText(end)}`;
    const lacks = calendarLacks === undefined ? "" : zh ? `；日历缺 ${calendarLacks} 年` : `; the calendar lacks ${calendarLacks}`;
    return zh ? `${whole}内，自 ${from} 起算${lacks}` : `within ${whole} from ${from}${lacks}`;
  }
  if ("window" in by) return zh ? `${by.window.from} 至 ${by.window.to}` : `from ${by.window.from} to ${by.window.to}`;
  if ("everyDay" in by) return zh ? `自 ${by.everyDay.from} 起的每一天` : `every day from ${by.everyDay.from}`;
  if ("before" in by) {
    const { event } = by.before;
    const when = event ? whenText(event.at) : "";
    return zh ? `在其后续行为之前${when && `（${when}）`}` : `before what it was to come before${when && ` (${when})`}`;
  }
  const { days, breachFrom } = by.noLimit;
  const told = zh ? "条文未定时限" : "the text sets no limit";
  if (breachFrom === undefined) return told;
  return zh ? `${told}；按口径，满 ${days ?? ""} 天（${breachFrom}）起计为违反` : `${told}; by the reading a breach from ${breachFrom} (${days ?? ""} days)`;
}

/** What an event tells beside its time, kind and parties, each with its word. */
export function eventDetails(event: EventView, lang: Lang): readonly (readonly [word: string, value: string])[] {
  const t = evidenceWords[lang];
  const told: [string, string | undefined][] = [
    [t.officer, event.officer],
    [t.person, event.person],
    [t.with, event.with],
    [t.channel, event.channel && valueText(event.channel, lang)],
    [t.handled, event.handledVia && valueText(event.handledVia, lang)],
    [t.result, event.result && valueText(event.result, lang)],
    [t.ref, event.refersTo],
    [t.about, event.about],
    [t.covers, event.covers?.join(", ")],
    [t.cause, event.ground],
    [t.period, event.period],
    [t.recorded, event.recorded],
  ];
  return told.filter((own): own is [string, string] => own[1] !== undefined);
}
