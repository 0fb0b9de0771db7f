// What enters: ids and codes. What leaves: what a person calls them, in the language in use.

import { type Elapsed, type Reading, type Silence, type Subject, type Who, eventKinds, findingCodes, readings } from "liandong";
import { computed } from "vue";
import { lang, named, text } from "../i18n";
import { subjectOf } from "../worker/texts";
import { zone } from "../zone";
import { log } from "./words";

const codes = computed(() => new Map<string, string>(findingCodes().map((row) => [row.id, text(row)])));
const kinds = computed(() => new Map<string, string>(eventKinds().map((row) => [row.id, text(row)])));
const readingRows = computed(() => new Map<string, string>(readings().map((row) => [row.id, text(row)])));
const parties = computed(() => new Map(zone.value?.rulebook.parties.map((party) => [party.id, named(party)])));
const matters = computed(() => new Map(zone.value?.rulebook.matters.map((matter) => [matter.id, named(matter)])));

const SUBJECTS = {
  zh: { case: "办件", matter: "事项", party: "单位", person: "人员", project: "项目", period: "期间", event: "事件", line: "行" },
  en: { case: "case", matter: "matter", party: "party", person: "person", project: "project", period: "period", event: "event", line: "line" },
};

/** A sentence of the registers as a label. */
const label = (sentence: string): string => sentence.replace(/[.。]$/, "");

export const codeText = (code: string): string => label(codes.value.get(code) ?? code);
export const kindText = (kind: string): string => label(kinds.value.get(kind) ?? kind);
/** What a reading says. */
export const readingText = (id: Reading): string => readingRows.value.get(id) ?? id;
export const partyText = (id: string): string => parties.value.get(id) ?? id;
export const matterText = (id: string): string => matters.value.get(id) ?? id;

export function whoText(who: Who | Silence | undefined): string {
  if (who === undefined) return "";
  if (typeof who === "string") return partyText(who);
  if ("person" in who) return who.person;
  const why = "undetermined" in who ? who.undetermined : who.notGoverned;
  return why.text ?? why.why;
}

export function subjectKind(subject: Subject): string {
  const [kind] = subjectOf(subject);
  return SUBJECTS[lang.value][kind as keyof (typeof SUBJECTS)["zh"]] ?? kind;
}

/** A subject by its name, where it has one, or its id. */
export function subjectText(subject: Subject): string {
  const [kind, id] = subjectOf(subject);
  if (kind === "party") return partyText(id);
  return kind === "matter" ? matterText(id) : id;
}

export function elapsedText(elapsed: Elapsed | undefined): string {
  if (!elapsed) return "";
  const t = log[lang.value];
  if (elapsed.unit === "calendar_days") return t.days(elapsed.value);
  if (elapsed.value < 120) return t.minutes(elapsed.value);
  const hours = Math.round(elapsed.value / 60);
  return hours < 48 ? t.hours(hours) : t.days(Math.round(hours / 24));
}

/** A day, or a moment to the minute. */
export function whenText(when: string): string {
  return when.replace("T", " ").replace(/^(.{16}):00$/, "$1");
}
