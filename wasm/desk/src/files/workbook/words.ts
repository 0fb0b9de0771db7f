// What enters: a text as a person writes it. What leaves: the text as it is compared, the known one that it resembles most,
// and the code of a word of a closed list.

const EDGES = /^[\s\u200b\u200c\u200d\u2060\ufeff]+|[\s\u200b\u200c\u200d\u2060\ufeff]+$/g;
const ALIKE = 0.5;
const LONGEST_COMPARED = 80;
const LONGEST_SHOWN = 60;

/** A text without the white space (also full-width and invisible) around it. */
export function trimmed(text: string): string {
  return text.replace(EDGES, "");
}

/** A text as it is compared: half width, lower case, without white space or the star of a required heading. */
export function folded(text: string): string {
  return trimmed(text).normalize("NFKC").toLowerCase().replace(/\s+/g, "").replace(/\*+$/, "");
}

/** A text as a message names it: short, on one line. */
export function shown(value: unknown): string {
  const text = String(value).slice(0, 4 * LONGEST_SHOWN).split(/\s+/).filter(Boolean).join(" ");
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 1)}…`;
}

/** Of `known` (folded word: word as written) the one that resembles `word` most, if any does. */
export function nearest(word: string, known: ReadonlyMap<string, string>): string | undefined {
  const wanted = folded(word).slice(0, LONGEST_COMPARED);
  let best: string | undefined;
  let closest = ALIKE;
  for (const [own, written] of known) {
    const likeness = (2 * commonLength(wanted, own.slice(0, LONGEST_COMPARED))) / (wanted.length + own.length || 1);
    if (likeness > closest || (likeness === closest && best === undefined)) {
      closest = likeness;
      best = written;
    }
  }
  return best;
}

/** The nearest known word in brackets, in English and Chinese; empty where there is none. */
export function hint(near: string | undefined): { en: string; zh: string } {
  return near === undefined ? { en: "", zh: "" } : { en: ` (nearest: ${near})`, zh: `（相近：${near}）` };
}

/** The length of the longest sequence of characters that both hold in order. */
function commonLength(one: string, other: string): number {
  let above = new Uint16Array(other.length + 1);
  for (const letter of one) {
    const row = new Uint16Array(other.length + 1);
    for (let at = 1; at <= other.length; at += 1) {
      row[at] = letter === other[at - 1] ? above[at - 1]! + 1 : Math.max(above[at]!, row[at - 1]!);
    }
    above = row;
  }
  return above[other.length]!;
}
