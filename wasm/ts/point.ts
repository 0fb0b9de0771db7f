// Point questions asked a million times: in come places and day numbers, out answers looked up in stretches of days. The objects
// of silences and reasons are made once each and shared.

import { AnyAnswer, sentences, type Answer } from "./answer.js";
import type { Digests, Reason, Silence } from "./answers.js";
import { read } from "./camel.js";
import type { Lang, TransferStatus } from "./codes.js";
import { calling } from "./errors.js";
import { option } from "./given.js";
import type { Held } from "./held.js";
import type { Book } from "./liandong.js";
import { FIRST_DAY, LAST_DAY } from "./time.js";

/** Codes from here on are silences. */
const SILENT = 0x8000_0000;
/** The code of a row of a batch that has no such matter or day. */
const NOTHING = 0xffff_ffff;
const STATUSES: readonly TransferStatus[] = ["retained", "transferred", "returned"];

/** Who approves, or where a transfer stands. @internal */
export type About = "approver" | "status";

/** @internal */
export class Points {
  readonly book: Held<Book>;
  readonly digests: () => Digests;
  readonly #parties: readonly string[];
  readonly #starts: Uint32Array;
  readonly #from: Int32Array;
  readonly #codes: Readonly<Record<About, Uint32Array>>;
  readonly #silences: Silence[] = [];
  readonly #reasons: Readonly<Record<About, (readonly Reason[])[]>> = { approver: [], status: [] };

  constructor(book: Held<Book>, parties: readonly string[], digests: () => Digests) {
    this.book = book;
    this.digests = digests;
    this.#parties = parties;
    const [starts, from, approver, status] = book.raw.approvals() as [Uint32Array, Int32Array, Uint32Array, Uint32Array];
    this.#starts = starts;
    this.#from = from;
    this.#codes = { approver, status };
  }

  /** The stretch of days that a day of a matter falls into. */
  #stretch(matter: number, on: number): number {
    const from = this.#from;
    let low = this.#starts[matter] as number;
    let high = (this.#starts[matter + 1] as number) - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((from[middle] as number) <= on) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  approver(matter: number, on: number): Answer<string> {
    const stretch = this.#stretch(matter, on);
    const code = this.#codes.approver[stretch] as number;
    const silent = code >= SILENT;
    const value = silent ? undefined : this.#parties[code];
    return new PointAnswer(this, value, silent ? this.#silence(code) : undefined, matter, stretch, "approver") as Answer<string>;
  }

  status(matter: number, on: number): Answer<TransferStatus> {
    const stretch = this.#stretch(matter, on);
    const code = this.#codes.status[stretch] as number;
    const silent = code >= SILENT;
    const value = silent ? undefined : STATUSES[code];
    return new PointAnswer(this, value, silent ? this.#silence(code) : undefined, matter, stretch, "status") as Answer<TransferStatus>;
  }

  /** One code a row of matters and days; a single day is meant for every row. */
  codes(about: About, matters: Uint32Array, days: Int32Array): Uint32Array {
    const [codes, starts, from] = [this.#codes[about], this.#starts, this.#from];
    const step = days.length === 1 ? 0 : 1;
    const own = new Uint32Array(matters.length);
    const count = starts.length - 1;
    for (let row = 0; row < own.length; row += 1) {
      const matter = matters[row] as number;
      const on = days[row * step] as number;
      if (matter >= count || on < FIRST_DAY || on > LAST_DAY) {
        own[row] = NOTHING;
        continue;
      }
      // Most questions are about late days, and most matters have few stretches: a scan from the last beats a search.
      let stretch = (starts[matter + 1] as number) - 1;
      while ((from[stretch] as number) > on) stretch -= 1;
      own[row] = codes[stretch] as number;
    }
    return own;
  }

  /** What a code of a batch stands for. */
  meant<T>(code: number, values: readonly T[]): T | Silence | undefined {
    if (code === NOTHING) return undefined;
    return code >= SILENT ? this.#silence(code) : values[code];
  }

  partyOf(code: number): string | Silence | undefined {
    return this.meant(code, this.#parties);
  }

  statusOf(code: number): TransferStatus | Silence | undefined {
    return this.meant(code, STATUSES);
  }

  #silence(code: number): Silence | undefined {
    const told = this.#silences[code - SILENT] ?? this.book.raw.silence(code);
    return typeof told === "string" ? (this.#silences[code - SILENT] = frozen(read<Silence>(told))) : told;
  }

  /** What the answer of a stretch rests on. */
  reasons(matter: number, stretch: number, about: About): readonly Reason[] {
    return (this.#reasons[about][stretch] ??= frozen(this.#asked(matter, stretch, about)));
  }

  #asked(matter: number, stretch: number, about: About, lang?: Lang): readonly Reason[] {
    const first = this.#from[stretch] as number;
    return read(calling(() => this.book.raw.reasons(matter, first, about === "status", option(lang))) as string);
  }

  /** The same in words, a silence first. */
  explain(matter: number, stretch: number, about: About, lang: Lang): readonly string[] {
    const silence = calling(() => this.book.raw.silence(this.#codes[about][stretch] as number, option(lang)));
    const reasons = this.#asked(matter, stretch, about, lang);
    return sentences({ ...(silence === undefined ? {} : read<Silence>(silence)), reasons });
  }
}

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const own of Object.values(value)) frozen(own);
  return Object.freeze(value);
}

class PointAnswer<T> extends AnyAnswer<T> {
  readonly #points: Points;
  readonly #matter: number;
  readonly #stretch: number;
  readonly #about: About;

  constructor(
    points: Points,
    value: T | undefined,
    silence: Silence | undefined,
    matter: number,
    stretch: number,
    about: About,
  ) {
    super(value, silence);
    this.#points = points;
    this.#matter = matter;
    this.#stretch = stretch;
    this.#about = about;
  }

  get reasons(): readonly Reason[] {
    return this.#points.reasons(this.#matter, this.#stretch, this.#about);
  }

  get digests(): Digests {
    return this.#points.digests();
  }

  explain(lang: Lang): readonly string[] {
    return this.#points.explain(this.#matter, this.#stretch, this.#about, lang);
  }
}
