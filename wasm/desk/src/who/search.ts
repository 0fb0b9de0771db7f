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

/** An index over matters: 20,000 of them are searched within a frame. */
export class Index<M extends Searched> {
  /** For each matter its name's initials, one number a character. */
  readonly #initials: readonly Uint32Array[];
  readonly #keys: readonly (readonly string[])[];
  readonly #english: readonly string[];
  readonly #matters: readonly M[];

  constructor(matters: readonly M[]) {
    this.#matters = matters;
    this.#initials = matters.map(({ name }) => Uint32Array.from({ length: name.length }, (_, at) => initials(name.charAt(at))));
    this.#keys = matters.map(({ id, codes }) => [id, ...codes].map(plain));
    this.#english = matters.map(({ nameEn }) => (nameEn ?? "").toLowerCase());
  }

  /** Up to `most` matters that match every word, and how many match in all. */
  search(typed: string, most: number): { readonly hits: readonly Hit<M>[]; readonly all: number } {
    const tokens = typed.trim().toLowerCase().split(/\s+/).filter((token) => token !== "");
    if (tokens.length === 0) return { hits: this.#matters.slice(0, most).map((matter) => ({ matter, marked: undefined })), all: this.#matters.length };
    const ranked: { readonly place: number; readonly match: Match }[] = [];
    for (let place = 0; place < this.#matters.length; place += 1) {
      const match = this.#every(place, tokens);
      if (match) ranked.push({ place, match });
    }
    ranked.sort((first, second) => first.match.rank - second.match.rank || first.place - second.place);
    const hits = ranked.slice(0, most).flatMap(({ place, match }) => {
      const matter = this.#matters[place];
      return matter ? [{ matter, marked: match.marked }] : [];
    });
    return { hits, all: ranked.length };
  }

  #every(place: number, tokens: readonly string[]): Match | undefined {
    let worst: Match | undefined;
    for (const token of tokens) {
      const match = this.#one(place, token);
      if (!match) return undefined;
      if (!worst || match.rank > worst.rank) worst = match;
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
