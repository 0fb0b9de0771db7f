// What enters: a text of any size. What leaves: its lines by number, and the line of a place; nothing is cut up beforehand.

/** The lines of a text. */
export interface Lines {
  readonly count: number;
  /** The line at a number from 0, and where in the text it begins. */
  at(line: number): { readonly start: number; readonly text: string };
  /** The number of the line that holds a place. */
  of(place: number): number;
}

/** Finds the lines of a text. */
export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return {
    count: starts.length,
    at(line) {
      const start = starts[line] ?? text.length;
      const next = starts[line + 1];
      return { start, text: text.slice(start, next === undefined ? text.length : next - 1) };
    },
    of(place) {
      let low = 0;
      let high = starts.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) <= place) low = middle;
        else high = middle;
      }
      return low;
    },
  };
}
