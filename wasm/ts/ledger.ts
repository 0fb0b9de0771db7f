// Events as they happen: in comes one event after the other, out what each changed.

import { Audit, wireAsOf, wireScope } from "./audit.js";
import type { Digests } from "./answers.js";
import { read } from "./camel.js";
import type { Lang } from "./codes.js";
import { calling } from "./errors.js";
import type { Effect } from "./findings.js";
import { json, option } from "./given.js";
import { Judged, type Book, type Kept } from "./liandong.js";
import { EventLog } from "./log.js";
import type { EventRecord } from "./records.js";
import type { WhenLike } from "./time.js";

/** Events as they happen, in any order, under a rulebook. */
export class Ledger {
  readonly #book: Book;
  readonly #kept: Kept;
  readonly #digests: () => Digests;

  /** @internal */
  constructor(book: Book, kept: Kept, digests: () => Digests) {
    this.#book = book;
    this.#kept = kept;
    this.#digests = digests;
  }

  /** How many events it holds. */
  get length(): number {
    return this.#kept.length;
  }

  /**
   * Keeps an event and tells what it changed.
   *
   * @throws {InputError} when it is no event, or the ledger is full
   */
  record(event: EventRecord, lang?: Lang): Effect {
    return read(calling(() => this.#kept.record(json(event), true, option(lang))) as string);
  }

  /**
   * Keeps an event, which is cheaper than `record`: nobody is told what it changed.
   *
   * @throws {InputError} when it is no event, or the ledger is full
   */
  keep(event: EventRecord): void {
    calling(() => this.#kept.record(json(event), false));
  }

  /** Every event, as a log of its own. */
  get events(): EventLog {
    return new EventLog(this.#kept.log());
  }

  /**
   * The audit of its events as of a day or moment.
   *
   * @throws {InputError} when that is none
   */
  asOf(when: WhenLike): Audit {
    const log = this.#kept.log();
    return new Audit(calling(() => new Judged(this.#book, log, wireAsOf(when), wireScope({}))), this.#digests());
  }

  /** Its state in few bytes, for `rulebook.restoreLedger`. */
  state(): Uint8Array {
    return this.#kept.state();
  }

  /** Gives its memory back at once; otherwise that happens when nothing refers to it any more. */
  free(): void {
    this.#kept.free();
  }

  /** As `free`, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }
}
