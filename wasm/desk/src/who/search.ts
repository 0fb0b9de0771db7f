// What enters: the zone's matters and what the user types. What leaves: the matters that match by id, code, name or initials, best first.

import { initials } from "./pinyin";

/** What is searched of a matter. */
export interface Searched {
  readonly id: string;
  readonly name: string;
  readonly nameEn?: string | undefined;
  readonly codes: readonly string[];
}

/** A matter that matches, and which characters of its name do. */
export interface Hit<M> {
  readonly matter: M;
  readonly marked: Marked | undefined;
}

type Marked = readonly [from: number, to: number];

/** What a search comes to: the best, and how many match in all. */
export interface Found<M> {
  readonly hits: readonly Hit<M>[];
  readonly all: number;
}

/** How well a matter matches; less is better. */
const RANK = { exact: 0, codeStart: 1, nameStart: 2, initialsStart: 3, name: 4, initials: 5, english: 6, code: 7, none: 8 } as const;

/** How long the page may be kept from its user while the index is made, in milliseconds. */
const TURN = 8;

/** A matter as it is compared. */
interface Row<M> {
  readonly matter: M;
  readonly name: string;
  readonly english: string;
  readonly keys: readonly string[];
  /** The initials of the name, one number a character. */
  readonly letters: Uint32Array;
}

/** A word that was typed, as it is compared. */
interface Word {
  readonly text: string;
  readonly key: string;
  /** One bit a letter, where it is letters only. */
  readonly letters: readonly number[];
}

/** An index over matters: 20,000 of them are searched within a frame. */
export class Index<M extends Searched> {
  readonly #rows: Row<M>[] = [];

  private constructor() {}

  /** An index over matters, made in short turns so that the page stays responsive. */
  static async of<M extends Searched>(matters: readonly M[]): Promise<Index<M>> {
    const index = new Index<M>();
    let turn = performance.now();
    for (const matter of matters) {
      index.#rows.push(rowOf(matter));
      if (performance.now() - turn < TURN) continue;
      await new Promise((resolve) => setTimeout(resolve));
      turn = performance.now();
    }
    return index;
  }

  /** Up to `most` matters that are offered and match every word, best first. */
  search(typed: string, most: number, offered: (matter: M) => boolean = () => true): Found<M> {
    const words = typed.trim().toLowerCase().split(/\s+/).filter((word) => word !== "").map(wordOf);
    const ranks = Array.from({ length: RANK.none }, (): Row<M>[] => []);
    for (const row of this.#rows) {
      const rank = words.reduce((worst, word) => (worst === RANK.none ? worst : Math.max(worst, rankOf(row, word))), 0);
      if (rank !== RANK.none && offered(row.matter)) ranks[rank]?.push(row);
    }
    const best = ranks.flat();
    const [word] = words;
    const hits = best.slice(0, most).map((row) => ({ matter: row.matter, marked: word && words.length === 1 ? markedBy(row, word) : undefined }));
    return { hits, all: best.length };
  }
}

function rowOf<M extends Searched>(matter: M): Row<M> {
  const { id, codes, name, nameEn } = matter;
  const letters = new Uint32Array(name.length);
  for (let at = 0; at < name.length; at += 1) letters[at] = initials(name.charAt(at));
  return { matter, name: name.toLowerCase(), english: (nameEn ?? "").toLowerCase(), keys: [id, ...codes].map(plain), letters };
}

function wordOf(text: string): Word {
  const letters = /^[a-z]+$/.test(text) ? Array.from(text, (letter) => 1 << (letter.charCodeAt(0) - 97)) : [];
  return { text, key: plain(text), letters };
}

function rankOf({ name, english, keys, letters }: Row<unknown>, word: Word): number {
  let rank: number = RANK.none;
  if (word.key !== "") {
    for (const key of keys) {
      const at = key.indexOf(word.key);
      if (at === 0) rank = Math.min(rank, key.length === word.key.length ? RANK.exact : RANK.codeStart);
      else if (at > 0 && word.key.length > 1) rank = Math.min(rank, RANK.code);
    }
    if (rank <= RANK.codeStart) return rank;
  }
  const at = name.indexOf(word.text);
  if (at >= 0) return at === 0 ? RANK.nameStart : RANK.name;
  const marked = withInitials(letters, word.letters);
  if (marked) return marked[0] === 0 ? RANK.initialsStart : RANK.initials;
  return word.text.length > 1 && english.includes(word.text) ? RANK.english : rank;
}

function markedBy({ name, letters }: Row<unknown>, word: Word): Marked | undefined {
  const at = name.indexOf(word.text);
  return at >= 0 ? [at, at + word.text.length] : withInitials(letters, word.letters);
}

/** Where a name's characters begin with these letters, one each; marks between them are passed over. */
function withInitials(name: Uint32Array, wanted: readonly number[]): Marked | undefined {
  const [head] = wanted;
  if (head === undefined) return undefined;
  for (let start = 0; start < name.length; start += 1) {
    if (((name[start] ?? 0) & head) === 0) continue;
    let at = start + 1;
    let letter = 1;
    for (; letter < wanted.length && at < name.length; at += 1) {
      const bits = name[at] ?? 0;
      if (bits === 0) continue;
      if ((bits & (wanted[letter] ?? 0)) === 0) break;
      letter += 1;
    }
    if (letter === wanted.length) return [start, at];
  }
  return undefined;
}

/** An id or a code without what people leave out of it. */
function plain(code: string): string {
  return code.toLowerCase().replace(/[\s\-_.·/]/g, "");
}
