// What enters: findings, and the persons of a catalogue. What leaves: the same without persons: each is 人员1, 人员2, … throughout.
//
// The core masks evidence itself. Here are the findings of tables and files: fields for persons, and texts that name them.

import type { Lang } from "liandong";

interface Person {
  readonly id: string;
  readonly name?: string;
}

/** Ids that could be any number or sign name nobody. */
const SHORTEST = 2;

export class Veil {
  readonly #numbers = new Map<string, number>();
  readonly #lang: Lang;
  readonly #named: RegExp | undefined;

  constructor(persons: readonly Person[], spared: ReadonlySet<string>, lang: Lang) {
    this.#lang = lang;
    persons.forEach(({ id, name }, at) => {
      this.#numbers.set(id, at + 1);
      if (name !== undefined) this.#numbers.set(name, at + 1);
    });
    const words = [...this.#numbers.keys()].filter((word) => word.length >= SHORTEST && !spared.has(word));
    words.sort((one, other) => other.length - one.length);
    if (words.length > 0) this.#named = new RegExp(words.map(whole).join("|"), "g");
  }

  /** A value with every person in it masked. */
  over<T>(value: T): T {
    return this.#over(value) as T;
  }

  #over(value: unknown): unknown {
    if (typeof value === "string") return this.#named ? value.replace(this.#named, (word) => this.#label(word)) : value;
    if (Array.isArray(value)) return value.map((own) => this.#over(own));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, own]) => [
        key,
        key === "person" && typeof own === "string" ? this.#label(own) : this.#over(own),
      ]),
    );
  }

  #label(word: string): string {
    let number = this.#numbers.get(word);
    if (number === undefined) this.#numbers.set(word, (number = new Set(this.#numbers.values()).size + 1));
    return this.#lang === "zh" ? `人员${number}` : `person ${number}`;
  }
}

/** A word of its own where its letters are of those that words are parted by. */
function whole(word: string): string {
  const text = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const start = /^[A-Za-z0-9_-]/.test(word) ? "(?<![A-Za-z0-9_-])" : "";
  const end = /[A-Za-z0-9_-]$/.test(word) ? "(?![A-Za-z0-9_-])" : "";
  return start + text + end;
}
