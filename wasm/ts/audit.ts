// Audits and what is due: in comes what the module judged, out duties, findings, standing, evidence and outlooks.

import type { Digests } from "./answers.js";
import { read } from "./camel.js";
import type { Lang, Norm } from "./codes.js";
import { dutyColumns, findingColumns, type Duties, type DutyColumns, type FindingColumns, type Findings } from "./columns.js";
import { calling, refused } from "./errors.js";
import { option } from "./given.js";
import { Held } from "./held.js";
import type {
  CaseStanding, Due, Duty, Evidence, Finding, Hindsight, ProjectStanding, Standing,
} from "./findings.js";
import type { Judged } from "./liandong.js";
import { Rows } from "./rows.js";
import { whenText, wireDay, type DayLike, type WhenLike } from "./time.js";

/** Which norms and days an audit is about, and as of when it is made. */
export interface Scope {
  /** The day or moment as of which the log is judged; later events are left out. */
  readonly asOf: WhenLike;
  /** The norms; all where none are named. Findings about the data themselves belong to none of them. */
  readonly norms?: readonly Norm[] | undefined;
  /** The first day of a trigger; the first day in force where none is named. */
  readonly from?: DayLike | undefined;
  /** The last day of a trigger; the day of the audit where none is named. */
  readonly to?: DayLike | undefined;
  /** By which records an act is judged: all that are known, or those known when it was done. */
  readonly known?: "now" | "when_done" | undefined;
}

/** The scope as the module takes it, with whatever else is given, which it refuses. @internal */
export function wireScope(scope: Scope): string {
  const { from, to } = scope;
  const day = (on: DayLike | undefined, path: string) => (on === undefined ? undefined : wireDay(on, path));
  return JSON.stringify({ ...scope, from: day(from, "$.from"), to: day(to, "$.to") });
}

/** The day or moment of an audit, which has to be given: the rules have no clock. @internal */
export function wireAsOf(asOf: WhenLike): string {
  if (asOf === undefined) throw refused("$.asOf", "missing; give the day of the audit", "缺失；请给出审查日");
  return whenText(asOf, "$.asOf");
}

class Duties_ extends Rows<Duty> implements Duties {
  readonly #judged: Held<Judged>;

  constructor(judged: Held<Judged>) {
    super(judged.raw.duty_count, (from, to, lang) => read(calling(() => judged.raw.duties(from, to, option(lang)))));
    this.#judged = judged;
  }

  columns(): DutyColumns {
    return dutyColumns(this.#judged.raw.duty_columns());
  }
}

class Findings_ extends Rows<Finding> implements Findings {
  readonly #judged: Held<Judged>;

  constructor(judged: Held<Judged>) {
    super(judged.raw.finding_count, (from, to, lang) => read(calling(() => judged.raw.findings(from, to, option(lang)))));
    this.#judged = judged;
  }

  columns(): FindingColumns {
    return findingColumns(this.#judged.raw.finding_columns());
  }
}

/** A log judged as of a day or moment. */
export class Audit {
  /** What was owed. */
  readonly duties: Duties;
  /** Where the data depart from a norm, for people to look at. */
  readonly findings: Findings;
  /** SHA-256 of the catalogue, profile and calendar that it rests on. */
  readonly digests: Digests;
  readonly #judged: Held<Judged>;
  #standing: readonly Standing[] | undefined;

  /** @internal */
  constructor(raw: Judged, digests: Digests) {
    this.#judged = new Held(raw);
    this.duties = new Duties_(this.#judged);
    this.findings = new Findings_(this.#judged);
    this.digests = digests;
  }

  /** How each party stands. */
  get standing(): readonly Standing[] {
    return (this.#standing ??= read<Standing[]>(this.#judged.raw.standing("party")));
  }

  /** How each case stands. */
  standingOfCases(): readonly CaseStanding[] {
    return read(this.#judged.raw.standing("case"));
  }

  /** How each project stands. */
  standingOfProjects(): readonly ProjectStanding[] {
    return read(this.#judged.raw.standing("project"));
  }

  /** Acts that later records judge otherwise. */
  hindsight(lang?: Lang): readonly Hindsight[] {
    return read(calling(() => this.#judged.raw.hindsight(option(lang))));
  }

  /**
   * The chain behind the finding at a place: what was owed, by whom, by when, and what happened. With `mask: "persons"` no
   * person is named.
   *
   * @throws {NoFindingError} when there are not so many findings
   */
  evidence(place: number, options: { readonly mask?: "persons" | undefined; readonly lang?: Lang | undefined } = {}): Evidence {
    return read(calling(() => this.#judged.raw.evidence(at(place), option(options.mask), option(options.lang))));
  }

  /**
   * The same as a document in Markdown.
   *
   * @throws {NoFindingError} when there are not so many findings
   */
  evidenceMarkdown(place: number, options: { readonly mask?: "persons" | undefined; readonly lang: Lang }): string {
    return calling(() => this.#judged.raw.evidence_markdown(at(place), option(options.mask), option(options.lang)));
  }

  /** All of it as plain values. */
  toJSON(): object {
    const { duties, findings, standing, digests } = this;
    return { duties: duties.slice(), findings: findings.slice(), standing, digests };
  }

  /** Gives its memory back at once; otherwise that happens when nothing refers to it any more. It answers nothing afterwards. */
  free(): void {
    this.#judged.free();
  }

  /** As `free`, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }
}

/** A place that is none is beyond the last. */
function at(place: number): number {
  return Number.isInteger(place) && place >= 0 ? place : 0xffff_ffff;
}

/** What is due in a period. */
export class Outlook {
  /** As of when the log is known. */
  readonly asOf: string;
  /** The first day of the period. */
  readonly from: string;
  /** Its last day. */
  readonly to: string;
  /** What is due, the nearest first. */
  readonly entries: readonly Due[];
  readonly #files: Readonly<Record<Lang, string>>;

  /** @internal */
  constructor([json, zh, en]: readonly string[]) {
    const own = read<Pick<Outlook, "asOf" | "from" | "to" | "entries">>(json as string);
    this.asOf = own.asOf;
    this.from = own.from;
    this.to = own.to;
    this.entries = own.entries;
    this.#files = { zh: zh as string, en: en as string };
  }

  /** The same as an iCalendar file (RFC 5545). */
  toIcs(lang: Lang): string {
    const file = this.#files[lang];
    if (file === undefined) throw refused("$.lang", `unknown language \`${String(lang)}\`; use \`zh\` or \`en\``, `未知语言 \`${String(lang)}\`；可用 \`zh\`、\`en\``);
    return file;
  }
}
