// Answers: in comes what the core said, packed or as JSON, out a value or a silence whose reasons come when asked for.

import type { Digests, Reason, Silence } from "./answers.js";
import { camel } from "./camel.js";
import type { Lang } from "./codes.js";
import { UndecidedError } from "./errors.js";

/** What every answer can be asked. */
interface Answered<T> {
  /** What the answer rests on, the deciding reasons first. */
  readonly reasons: readonly Reason[];
  /** SHA-256 of the catalogue, profile and calendar that it rests on. */
  readonly digests: Digests;
  /** The answer in sentences: a silence first, then each reason. */
  explain(lang: Lang): readonly string[];
  /**
   * The value.
   *
   * @throws {UndecidedError} with the silence, where the text does not decide or does not apply
   */
  unwrap(): T;
  /** A plain object of value or silence, reasons and digests. */
  toJSON(): object;
}

/** An answer that has a value. */
export interface Decided<T> extends Answered<T> {
  /** What was asked for. */
  readonly value: T;
  /** There is none. */
  readonly silence: undefined;
}

/** An answer without a value: the text does not decide, or does not apply. */
export interface Silent<T> extends Answered<T> {
  /** There is none. */
  readonly value: undefined;
  /** Why there is no value. */
  readonly silence: Silence;
}

/** A value or the text's silence, never both, with the reasons it rests on. */
export type Answer<T> = Decided<T> | Silent<T>;

/** @internal */
export abstract class AnyAnswer<T> {
  readonly value: T | undefined;
  readonly silence: Silence | undefined;

  constructor(value: T | undefined, silence: Silence | undefined) {
    this.value = value;
    this.silence = silence;
  }

  abstract get reasons(): readonly Reason[];
  abstract get digests(): Digests;
  abstract explain(lang: Lang): readonly string[];

  unwrap(): T {
    if (this.silence === undefined) return this.value as T;
    const [en, zh] = [this.explain("en")[0], this.explain("zh")[0]];
    throw new UndecidedError(en ?? "", zh ?? "", this.silence);
  }

  toJSON(): object {
    const value = this.silence ?? { value: this.value };
    return { ...value, reasons: this.reasons, digests: this.digests };
  }
}

/** An answer as the wire format writes it, its members in camelCase. @internal */
export interface WireAnswer<T> {
  readonly value?: T;
  readonly undetermined?: { readonly why: string; readonly text?: string };
  readonly notGoverned?: { readonly why: string; readonly text?: string };
  readonly reasons: readonly Reason[];
  readonly digests: Digests;
}

/** An answer that came as JSON, and the way to ask again for its words. @internal */
export class FullAnswer<T> extends AnyAnswer<T> {
  readonly #own: WireAnswer<T>;
  readonly #again: (lang: Lang) => unknown;

  constructor(own: WireAnswer<T>, again: (lang: Lang) => unknown) {
    super(own.value, silenceOf(own));
    this.#own = own;
    this.#again = again;
  }

  get reasons(): readonly Reason[] {
    return this.#own.reasons;
  }

  get digests(): Digests {
    return this.#own.digests;
  }

  explain(lang: Lang): readonly string[] {
    return sentences(camel<WireAnswer<T>>(this.#again(lang)));
  }
}

function silenceOf(own: Partial<WireAnswer<unknown>>): Silence | undefined {
  const { undetermined, notGoverned } = own;
  if (undetermined !== undefined) return { undetermined } as Silence;
  if (notGoverned !== undefined) return { notGoverned } as Silence;
  return undefined;
}

/** The words of a silence and of reasons. @internal */
export function sentences(own: Partial<WireAnswer<unknown>>): readonly string[] {
  const silence = own.undetermined?.text ?? own.notGoverned?.text;
  const reasons = (own.reasons ?? []).map((reason) => reason.text ?? "");
  return silence === undefined ? reasons : [silence, ...reasons];
}
