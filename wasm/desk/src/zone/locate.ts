// What enters: a JSON text and a fault's path, such as `$.matters[17].original`. What leaves: where in the text it stands.

/** A stretch of a text. */
export type Place = readonly [start: number, end: number];

/** Finds the place of a fault. Of what is missing it is the beginning of what lacks it; of what is no JSON, the place that was told. */
export function locate(text: string, path: string, message: string): Place {
  const told = /at line (\d+) column (\d+)/.exec(message);
  if (path === "$" && told) return ofLine(text, Number(told[1]), Number(told[2]));
  let at = afterSpace(text, 0);
  let rest = path.replace(/^\$/, "");
  while (rest !== "") {
    const next = rest.startsWith("[") ? intoList(text, at, rest) : intoObject(text, at, rest.replace(/^\./, ""));
    if (!next) return [at, Math.min(at + 1, text.length)];
    [at, rest] = next;
  }
  return [at, Math.min(endOfValue(text, at), endOfLine(text, at))];
}

type Step = readonly [at: number, rest: string] | undefined;

function intoList(text: string, at: number, rest: string): Step {
  const index = /^\[(\d+)\]/.exec(rest);
  if (!index || text[at] !== "[") return undefined;
  let value = afterSpace(text, at + 1);
  for (let left = Number(index[1]); left > 0; left -= 1) {
    if (text[value] === "]" || value >= text.length) return undefined;
    value = afterSpace(text, endOfValue(text, value));
    if (text[value] !== ",") return undefined;
    value = afterSpace(text, value + 1);
  }
  return [value, rest.slice(index[0].length)];
}

/** A member may have any characters in its name, dots too; the name that the rest begins with is taken. */
function intoObject(text: string, at: number, rest: string): Step {
  if (text[at] !== "{") return undefined;
  let member = afterSpace(text, at + 1);
  while (text[member] === '"') {
    const end = endOfString(text, member);
    const name = unquoted(text.slice(member, end));
    const colon = afterSpace(text, end);
    if (text[colon] !== ":") return undefined;
    const value = afterSpace(text, colon + 1);
    if (rest === name || rest.startsWith(`${name}.`) || rest.startsWith(`${name}[`)) return [value, rest.slice(name.length)];
    member = afterSpace(text, endOfValue(text, value));
    if (text[member] !== ",") return undefined;
    member = afterSpace(text, member + 1);
  }
  return undefined;
}

function endOfValue(text: string, at: number): number {
  if (text[at] === '"') return endOfString(text, at);
  let depth = 0;
  for (let place = at; place < text.length; place += 1) {
    const character = text[place];
    if (character === '"') place = endOfString(text, place) - 1;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      if (depth === 0) return place;
      depth -= 1;
      if (depth === 0) return place + 1;
    } else if (depth === 0 && (character === "," || /\s/.test(character ?? ""))) return place;
  }
  return text.length;
}

function endOfString(text: string, at: number): number {
  for (let place = at + 1; place < text.length; place += 1) {
    if (text[place] === "\\") place += 1;
    else if (text[place] === '"') return place + 1;
  }
  return text.length;
}

function afterSpace(text: string, at: number): number {
  let place = at;
  while (place < text.length && /\s/.test(text[place] ?? "")) place += 1;
  return place;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

function ofLine(text: string, line: number, column: number): Place {
  let start = 0;
  for (let left = line; left > 1; left -= 1) {
    const end = text.indexOf("\n", start);
    if (end < 0) break;
    start = end + 1;
  }
  const at = Math.min(start + Math.max(column - 1, 0), text.length);
  return [at, Math.min(at + 1, text.length)];
}
