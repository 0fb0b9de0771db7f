// Point questions asked a million times: in come places and day numbers, out answers made from packed numbers. The objects of
// parties, silences and reasons are made once each and shared.

import { AnyAnswer, sentences, type Answer } from "./answer.js";
import type { Digests, Reason, Silence } from "./answers.js";
import { read } from "./camel.js";
import type { Lang, TransferStatus } from "./codes.js";
import type { Book } from "./liandong.js";

/** Codes from here on are silences. */
const SILENT = 0x8000_0000;
const STATUSES: readonly TransferStatus[] = ["retained", "transferred", "returned"];

/** @internal */
export class Points {
  readonly book: Book;
  readonly parties: readonly string[];
  readonly digests: () => Digests;
  readonly #silences: Silence[] = [];
  readonly #reasons: (readonly Reason[])[] = [];

  constructor(book: Book, parties: readonly string[], digests: () => Digests) {
    this.book = book;
    this.parties = parties;
    this.digests = digests;
  }

  approver(matter: number, on: number): Answer<string> {
    const code = this.book.approver(matter, on);
    const silent = code >= SILENT;
    const value = silent ? undefined : this.parties[code];
    return new PointAnswer(this, value, silent ? this.silence(code) : undefined, matter, on, code, false) as Answer<string>;
  }

  status(matter: number, on: number): Answer<TransferStatus> {
    const code = this.book.status(matter, on);
    const silent = code >= SILENT;
    const value = silent ? undefined : STATUSES[code];
    return new PointAnswer(this, value, silent ? this.silence(code) : undefined, matter, on, code, true) as Answer<TransferStatus>;
  }

  silence(code: number): Silence {
    const place = code - SILENT;
    return (this.#silences[place] ??= frozen(read<Silence>(this.book.silence(code))));
  }

  /** What a code of a batch stands for. */
  partyOf(code: number): string | Silence {
    return code >= SILENT ? this.silence(code) : (this.parties[code] as string);
  }

  /** What a code of a batch stands for. */
  statusOf(code: number): TransferStatus | Silence {
    return code >= SILENT ? this.silence(code) : (STATUSES[code] as TransferStatus);
  }

  reasons(matter: number, on: number, aboutStatus: boolean): readonly Reason[] {
    const number = this.book.reasons_number(matter, on, aboutStatus);
    return (this.#reasons[number] ??= frozen(read<Reason[]>(this.book.reasons_of(number))));
  }
}

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const own of Object.values(value)) frozen(own);
  return Object.freeze(value);
}

class PointAnswer<T> extends AnyAnswer<T> {
  readonly #points: Points;
  readonly #matter: number;
  readonly #on: number;
  readonly #code: number;
  readonly #aboutStatus: boolean;

  constructor(
    points: Points,
    value: T | undefined,
    silence: Silence | undefined,
    matter: number,
    on: number,
    code: number,
    aboutStatus: boolean,
  ) {
    super(value, silence);
    this.#points = points;
    this.#matter = matter;
    this.#on = on;
    this.#code = code;
    this.#aboutStatus = aboutStatus;
  }

  get reasons(): readonly Reason[] {
    return this.#points.reasons(this.#matter, this.#on, this.#aboutStatus);
  }

  get digests(): Digests {
    return this.#points.digests();
  }

  explain(lang: Lang): readonly string[] {
    const { book } = this.#points;
    const number = book.reasons_number(this.#matter, this.#on, this.#aboutStatus);
    const reasons = read<Reason[]>(book.reasons_of(number, lang));
    const silence = this.silence === undefined ? {} : read<Silence>(book.silence(this.#code, lang));
    return sentences({ ...silence, reasons });
  }
}
