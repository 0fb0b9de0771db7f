// Many values that lie in the module: in come places, out the values at them, a page at a time.

import type { Lang } from "./codes.js";

/** How many are fetched at once where all are read. */
const PAGE = 512;

/** A list of values that are made when they are read. */
export class Rows<T> implements Iterable<T> {
  /** How many there are. */
  readonly length: number;
  readonly #page: (from: number, to: number, lang: Lang | undefined) => readonly T[];

  /** @internal */
  constructor(length: number, page: (from: number, to: number, lang: Lang | undefined) => readonly T[]) {
    this.length = length;
    this.#page = page;
  }

  /** The value at a place, negative from the end, as an array's; `undefined` beyond. With a language, it carries its words. */
  at(place: number, lang?: Lang): T | undefined {
    const from = counted(place, this.length);
    return from < 0 ? undefined : this.slice(from, from + 1, lang)[0];
  }

  /** The values from a place up to another that is not included, negative from the end, as an array's. */
  slice(from = 0, to = this.length, lang?: Lang): readonly T[] {
    const [first, last] = [within(from, this.length), within(to, this.length)];
    return first < last ? this.#page(first, last, lang) : [];
  }

  /** Each value in turn. */
  *[Symbol.iterator](): Iterator<T> {
    for (let from = 0; from < this.length; from += PAGE) yield* this.slice(from, from + PAGE);
  }

  /** All of them, as `JSON.stringify` writes them. */
  toJSON(): readonly T[] {
    return this.slice();
  }
}

function within(place: number, length: number): number {
  return Math.min(Math.max(counted(place, length), 0), length);
}

/** A place counted from the beginning. @internal */
export function counted(place: number, length: number): number {
  const own = Math.trunc(place) || 0;
  return own < 0 ? own + length : own;
}
