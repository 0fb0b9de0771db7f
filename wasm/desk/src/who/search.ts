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
  readonly marked: readonly [from: number, to: number] | undefined;
}

/** How well a matter matches; less is better. */
const enum Rank { Exact, CodeStart, NameStart, InitialsStart, Name, Initials, English, Code }

interface Match {
  readonly rank: Rank;
  readonly marked?: readonly [number, number];
}

/** How long the page may be kept from its user while the index is made, in milliseconds. */
const TURN = 8;

/** An index over matters: 20,000 of them are searched within a frame. */
export class Index<M extends Searched> {
  /** For each matter its name's initials, one number a character. */
  readonly #initials: Uint32Array[] = [];
  readonly #keys: (readonly string[])[] = [];
  readonly #english: string[] = [];
  readonly #matters: readonly M[];

  private constructor(matters: readonly M[]) {
    this.#matters = matters;
  }

  /** An index over matters, made in short turns so that the page stays responsive. */
  static async of<M extends Searched>(matters: readonly M[]): Promise<Index<M>> {
    const index = new Index(matters);
    let turn = performance.now();
    for (const matter of matters) {
      index.#add(matter);
      if (performance.now() - turn < TURN) continue;
      await new Promise((resolve) => setTimeout(resolve));
      turn = performance.now();
    }
    return index;
  }

  #add({ id, codes, name, nameEn }: M): void {
    this.#initials.push(Uint32Array.from({ length: name.length }, (_, at) => initials(name.charAt(at))));
    this.#keys.push([id, ...codes].map(plain));
    this.#english.push((nameEn ?? "").toLowerCase());
  }

  /** Up to `most` matters that are offered and match every word, best first, and how many match in all. */
  search(typed: string, most: number, offered: (matter: M) => boolean = () => true): { readonly hits: readonly Hit<M>[]; readonly all: number } {
    const tokens = typed.trim().toLowerCase().split(/\s+/).filter((token) => token !== "");
    const ranked: { readonly place: number; readonly match: Match }[] = [];
    for (const [place, matter] of this.#matters.entries()) {
      const match = this.#every(place, tokens);
      if (match && offered(matter)) ranked.push({ place, match });
    }
    ranked.sort((first, second) => first.match.rank - second.match.rank || first.place - second.place);
    const hits = ranked.slice(0, most).flatMap(({ place, match }) => {
      const matter = this.#matters[place];
      return matter ? [{ matter, marked: match.marked }] : [];
    });
    return { hits, all: ranked.length };
  }

  #every(place: number, tokens: readonly string[]): Match | undefined {
    let worst: Match = { rank: Rank.Exact };
    for (const token of tokens) {
      const match = this.#one(place, token);
      if (!match) return undefined;
      if (match.rank >= worst.rank) worst = match;
    }
    return worst;
  }

  #one(place: number, token: string): Match | undefined {
    const key = plain(token);
    const keys = this.#keys[place] ?? [];
    if (key !== "" && keys.includes(key)) return { rank: Rank.Exact };
    if (key !== "" && keys.some((known) => known.startsWith(key))) return { rank: Rank.CodeStart };
    const at = this.#matters[place]?.name.toLowerCase().indexOf(token) ?? -1;
    if (at >= 0) return { rank: at === 0 ? Rank.NameStart : Rank.Name, marked: [at, at + token.length] };
    if (/^[a-z]+$/.test(token)) {
      const marked = withInitials(this.#initials[place], token);
      if (marked) return { rank: marked[0] === 0 ? Rank.InitialsStart : Rank.Initials, marked };
    }
    if (token.length > 1 && this.#english[place]?.includes(token)) return { rank: Rank.English };
    if (key.length > 1 && keys.some((known) => known.includes(key))) return { rank: Rank.Code };
    return undefined;
  }
}

/** Where a name's characters begin with these letters, one each; marks between them are passed over. */
function withInitials(name: Uint32Array | undefined, letters: string): readonly [number, number] | undefined {
  if (!name) return undefined;
  const wanted = Array.from(letters, (letter) => 1 << (letter.charCodeAt(0) - 97));
  const [head = 0] = wanted;
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
