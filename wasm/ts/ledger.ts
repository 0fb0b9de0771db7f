// Events as they happen: in comes one event after the other, out what each changed.

import { Audit, wireAsOf } from "./audit.js";
import type { Digests } from "./answers.js";
import { read } from "./camel.js";
import type { Lang } from "./codes.js";
import { calling } from "./errors.js";
import type { Effect } from "./findings.js";
import { json, option } from "./given.js";
import { Held } from "./held.js";
import type { Kept } from "./liandong.js";
import { EventLog } from "./log.js";
import type { EventRecord } from "./records.js";
import type { WhenLike } from "./time.js";

/** A Uint8Array with a buffer of its own, as `Blob` takes it: since TypeScript 5.7 a type says so, and before there was no other. */
type OwnBytes = ReturnType<Uint8Array["slice"]>;

/** Events as they happen, in any order, under a rulebook. */
export class Ledger {
  readonly #kept: Held<Kept>;
  readonly #digests: Digests;

  /** @internal */
  constructor(kept: Kept, digests: Digests) {
    this.#kept = new Held(kept);
    this.#digests = digests;
  }

  /** How many events it holds. */
  get length(): number {
    return this.#kept.raw.length;
  }

  /**
   * Keeps an event and tells what it changed.
   *
   * @throws {InputError} when it is no event, or the ledger is full
   */
  record(event: EventRecord, lang?: Lang): Effect {
    return read(calling(() => this.#kept.raw.record(json(event), true, option(lang))) as string);
  }

  /**
   * Keeps an event, which is cheaper than `record`: nobody is told what it changed.
   *
   * @throws {InputError} when it is no event, or the ledger is full
   */
  keep(event: EventRecord): void {
    calling(() => this.#kept.raw.record(json(event), false));
  }

  /** Every event, as a log of its own. */
  get events(): EventLog {
    return EventLog.made(this.#kept.raw.log());
  }

  /**
   * The audit of its events as of a day or moment.
   *
   * @throws {InputError} when that is none
   */
  asOf(when: WhenLike): Audit {
    return new Audit(calling(() => this.#kept.raw.judged(wireAsOf(when))), this.#digests);
  }

  /** Its state in few bytes, for `rulebook.restoreLedger`. */
  state(): OwnBytes {
    return this.#kept.raw.state() as OwnBytes;
  }

  /** Gives its memory back at once; otherwise that happens when nothing refers to it any more. It answers nothing afterwards. */
  free(): void {
    this.#kept.free();
  }

  /** As `free`, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }
}
