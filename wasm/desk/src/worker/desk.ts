// What enters: the calls of the page. What leaves: what they ask for; this is all that the worker keeps.

import { ABSENT, type Audit, type EventLog, NO_DAY, type Norm, Rulebook, type Scope, dayText, eventKinds, findingCodes, initSync, norms } from "liandong";
import { Refused } from "../files/fault";
import { HEAD, type Sniffed, decoded, sniff } from "../files/kind";
import { faultsOf, readLogs, readable, sourceBytes } from "./events";
import { csv, json } from "./exports";
import { Table } from "./facets";
import type { Asked, Call, Given, Got, Look, Opened, Progress, Summary, ZoneTexts } from "./protocol";
import { LONGEST, cut } from "./texts";
import { Veil } from "./veil";

type Tell = (progress: Progress) => void;
type Handlers = { readonly [K in Call]: (given: Given<K>, tell: Tell) => Got<K> | Promise<Got<K>> };

const DAY_MS = 86_400_000;
/** From so many findings on. */
const WORTH_COLUMNS = 20_000;

let rulebook: Rulebook;
let zone: ZoneTexts;
let opened: string | undefined;
let log: EventLog | undefined;
let judged: { audit: Audit; summary: Summary; table: Table } | undefined;

export const handlers: Handlers = {
  begin({ module, zone: texts }) {
    initSync(module);
    openZone(texts);
  },

  zone({ catalogue, profile }) {
    judged?.audit.free();
    judged = undefined;
    openZone({ catalogue: catalogue ?? given(opened), profile });
  },

  async sniff({ name, file }) {
    const read = (part: Blob) => readable(name, async () => new Uint8Array(await part.arrayBuffer()));
    const told = sniff(await read(file.slice(0, HEAD)));
    return told.form === "workbook" ? sniffBook(name, await read(file)) : told;
  },

  async open({ source, kind, catalogue }, tell) {
    const bytes = await sourceBytes(source, tell);
    if (kind === "catalogue" && source.form === "workbook") {
      const own = await openWorkbook(source.name, bytes);
      opened = own.text;
      return own;
    }
    const text = decoded(bytes);
    if (kind === "catalogue") opened = text;
    return refusing(source.name, text, () => (kind === "catalogue" ? new Rulebook(text) : new Rulebook(catalogue, text)).free());
  },

  async read({ sources }, tell) {
    const read = await readLogs(sources, tell);
    judged?.audit.free();
    judged = undefined;
    log?.free();
    log = read.log;
    return read.reports;
  },

  audit(asked, tell) {
    const audit = rulebook.audit(given(log), {
      ...scopeOf(asked),
      onProgress: (done, all) => tell({ stage: "judging", name: "", done, all }),
    });
    const summary: Summary = {
      asked,
      events: given(log).length,
      duties: audit.duties.length,
      findings: audit.findings.length,
      standing: audit.standing,
      digests: audit.digests,
    };
    judged?.audit.free();
    judged = { audit, summary, table: tableOf(audit) };
    return summary;
  },

  show: (choice) => given(judged).table.show(choice),

  rows({ from, to, ...look }) {
    const { audit, table } = given(judged);
    const veiled = veil(look);
    return Array.from(table.order.subarray(from, to)).flatMap((place) => {
      const found = audit.findings.at(place, look.lang);
      const day = table.days[place] ?? Number.NaN;
      return found ? [{ place, finding: cut(veiled(found), LONGEST.row), day: Number.isNaN(day) ? undefined : dayText(day) }] : [];
    });
  },

  evidence: ({ place, ...look }) => evidence(place, look),

  breaches({ most, ...look }) {
    const { severity } = given(judged).table.columns;
    const breach = severity.values.indexOf("breach");
    const places: number[] = [];
    for (let place = 0; place < severity.codes.length && places.length < most; place += 1) {
      if (severity.codes[place] === breach) places.push(place);
    }
    return places.map((place) => evidence(place, look));
  },

  export({ form, ...look }, tell) {
    const { audit, summary } = given(judged);
    const told = (done: number, all: number) => tell({ stage: "writing", name: "", done, all });
    const written = { audit, rulebook, summary, lang: look.lang, veiled: veil(look), tell: told };
    return form === "csv" ? csv(written) : json(written);
  },

  outlook: ({ from, to, lang }) =>
    rulebook.outlook(given(log), { from, to, lang }).entries.map((due) => cut(due, LONGEST.row)),

  ics: ({ from, to, lang }) => rulebook.outlook(given(log), { from, to, lang }).toIcs(lang),

  compare({ change, asked, lang }) {
    const catalogue = change.catalogue ?? zone.catalogue;
    const profile = change.profile ?? zone.profile;
    let other = new Rulebook(catalogue, profile);
    if (change.transfers) other = other.withTransfers(change.transfers);
    try {
      return rulebook.compare(other, given(log), { ...scopeOf(asked), lang });
    } finally {
      other.free();
    }
  },
};

function openZone(texts: ZoneTexts): void {
  rulebook = new Rulebook(texts.catalogue, texts.profile);
  zone = texts;
}

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("asked before it was read");
  return value;
}

function scopeOf({ asOf, from, to, norms: chosen }: Asked): Scope {
  return { asOf, ...(from && { from }), ...(to && { to }), ...(chosen && { norms: chosen as readonly Norm[] }) };
}

function evidence(place: number, { lang, masked }: Look) {
  const { audit } = given(judged);
  return cut(audit.evidence(place, { lang, ...(masked && { mask: "persons" }) }), LONGEST.panel);
}

function veil({ masked, lang }: Look): <T>(value: T) => T {
  if (!masked) return (value) => value;
  const { persons = [], matters = [], projects = [] } = rulebook.catalogue;
  const spared = new Set([...rulebook.parties, ...matters, ...projects].map((own) => own.id));
  const own = new Veil(persons, spared, lang);
  return (value) => own.over(value);
}

async function sniffBook(name: string, bytes: Uint8Array): Promise<Sniffed> {
  const { openBook, isCatalogue } = await import("../files/workbook/excel");
  try {
    const names = openBook(name, bytes).sheets.map((sheet) => sheet.name);
    return { kind: isCatalogue(names) ? "catalogue" : "events", form: "workbook" };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // Why it cannot be read is told when it is.
    return { kind: "events", form: "workbook" };
  }
}

async function openWorkbook(name: string, bytes: Uint8Array): Promise<Opened> {
  const { openBook, CatalogueWorkbook } = await import("../files/workbook/excel");
  const workbook = new CatalogueWorkbook(openBook(name, bytes));
  const text = JSON.stringify(workbook.catalogue, null, 1);
  const { faults } = refusing(name, text, () => new Rulebook(text).free());
  return faults.length > 0 ? { faults: workbook.relocated(faults) } : { text, faults };
}

/** What trying a text comes to. */
function refusing(name: string, text: string, tried: () => void): Opened {
  try {
    tried();
    return { text, faults: [] };
  } catch (error) {
    return { text, faults: faultsOf(error, name) };
  }
}

/** The findings' columns with the day of each: where its interval begins, or else of its first event. */
function tableOf(audit: Audit): Table {
  const columns = audit.findings.columns();
  const { from, events, eventOffsets } = columns;
  const days = new Float64Array(from.length);
  const known = triggerDays(audit);
  for (let row = 0; row < days.length; row += 1) {
    const place = eventOffsets[row]! < eventOffsets[row + 1]! ? events[eventOffsets[row]!]! : ABSENT;
    if (from[row] !== NO_DAY) days[row] = from[row]!;
    else days[row] = place === ABSENT ? Number.NaN : (known[place] || eventDay(place));
  }
  const words = new Map<string, string>();
  for (const row of [...findingCodes(), ...eventKinds()]) words.set(row.id, `${row.zh} ${row.en}`);
  for (const row of norms()) words.set(row.norm, row.clause);
  for (const own of rulebook.parties) words.set(own.id, `${own.name} ${own.nameEn ?? ""}`);
  return new Table(columns, days, (text) => words.get(text) ?? "");
}

function eventDay(place: number): number {
  const event = log?.at(place);
  return event ? Date.parse(`${event.at.slice(0, 10)}T00:00:00Z`) / DAY_MS : Number.NaN;
}

/** The days of the events that set duties off, of which most findings are: a column is read faster than events one by one. */
function triggerDays(audit: Audit): Float64Array {
  if (audit.findings.length < WORTH_COLUMNS) return new Float64Array();
  const { trigger, since } = audit.duties.columns();
  const known = new Float64Array(given(log).length);
  for (let row = 0; row < trigger.length; row += 1) {
    const place = trigger[row]!;
    if (place !== ABSENT) known[place] = Math.floor(since[row]! / 86_400);
  }
  return known;
}
