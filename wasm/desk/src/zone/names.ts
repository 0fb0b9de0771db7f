// What enters: ids and silences of an answer. What leaves: the names that the zone in use has for them, in the language in use.

import type { Assignment, Silence, Who } from "liandong";
import { computed } from "vue";
import { lang, named } from "../i18n";
import { zone } from ".";

interface Named {
  readonly id: string;
  readonly name: string;
  readonly nameEn?: string | undefined;
}

const parties = computed(() => index(zone.value?.rulebook.parties ?? []));
const matters = computed(() => index(zone.value?.rulebook.matters ?? []));
const people = computed(() => index(fromFile(zone.value?.rulebook.catalogue.persons)));
const packages = computed(() => index(fromFile(zone.value?.rulebook.catalogue.packages)));
const projects = computed(() => index(fromFile(zone.value?.rulebook.catalogue.projects)));

function index(records: readonly Named[]): ReadonlyMap<string, Named> {
  return new Map(records.map((record) => [record.id, record]));
}

interface Written {
  readonly id: string;
  readonly name: string;
  readonly name_en?: string | null | undefined;
}

function fromFile(records: readonly Written[] | null | undefined): readonly Named[] {
  return (records ?? []).map(({ id, name, name_en }) => ({ id, name, nameEn: name_en ?? undefined }));
}

function find(records: ReadonlyMap<string, Named>, id: string): string {
  const record = records.get(id);
  return record ? named(record) : id;
}

/** A party's name; its id where the catalogue lacks it. */
export const partyName = (id: string): string => find(parties.value, id);
/** A matter's name. */
export const matterName = (id: string): string => find(matters.value, id);
/** A package's name. */
export const packageName = (id: string): string => find(packages.value, id);
/** A project's name. */
export const projectName = (id: string): string => find(projects.value, id);
/** A person's name. */
export const personName = (id: string): string => find(people.value, id);

/** Whether an entry is a silence and no value. */
export function isSilence(given: unknown): given is Silence {
  return typeof given === "object" && given !== null && ("undetermined" in given || "notGoverned" in given);
}

/** A silence in words. */
export function silenceText(silence: Silence): string {
  const why = "undetermined" in silence ? silence.undetermined : silence.notGoverned;
  return why.text ?? why.why;
}

/** Who it is: a party's or a person's name, or why nobody is determined. */
export function whoName(who: Who | Silence): string {
  if (typeof who === "string") return partyName(who);
  return isSilence(who) ? silenceText(who) : personName(who.person);
}

/** The bearer of an assignment. */
export function bearerName(assignment: Assignment): string {
  return assignment.party === undefined ? silenceText(assignment) : partyName(assignment.party);
}

/** What a subject is about, by its name. */
export function subjectName(subject: Readonly<Record<string, string | number>>): string {
  const [kind, value] = Object.entries(subject)[0] ?? ["", ""];
  const id = String(value);
  const by: Readonly<Record<string, (id: string) => string>> = { matter: matterName, party: partyName, project: projectName, person: personName };
  return by[kind]?.(id) ?? id;
}

/** Sorts names as the language does. */
export function byName(first: string, second: string): number {
  return first.localeCompare(second, lang.value === "zh" ? "zh-CN-u-co-pinyin" : "en");
}
