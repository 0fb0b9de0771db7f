// Arguments as users give them, typed or not: in comes anything, out what the module may be handed, or a refusal. The module
// trusts the kinds of what it takes, and JavaScript does not check them.

import { refused } from "./errors.js";

/** A text, or any value as JSON. @internal */
export function json(given: unknown): string {
  const text = typeof given === "string" ? given : JSON.stringify(given);
  // Of `undefined` and of functions there is no JSON.
  return text ?? "null";
}

/** A language or another option by name, which the module knows or refuses. @internal */
export function option(given: unknown): string | undefined {
  return given === undefined ? undefined : String(given);
}

/** Bytes of a file, also from another frame, whose classes are others. @internal */
export function bytes(given: unknown): Uint8Array {
  if (ArrayBuffer.isView(given)) return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  if (Object.prototype.toString.call(given) === "[object ArrayBuffer]") return new Uint8Array(given as ArrayBuffer);
  throw refused("$.file", `a ${typeof given} is no file; give its text or its bytes`, `${typeof given} 不是文件；请给出其文本或字节`);
}
