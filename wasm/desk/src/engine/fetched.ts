// What enters: the module's address. What leaves: the module, compiled while it arrives.

import address from "#wasm?url";

const underway = fetched();

/** The module, compiled since this script arrived: before the rest of the page has. */
export function compiled(): Promise<WebAssembly.Module> {
  return underway;
}

async function fetched(): Promise<WebAssembly.Module> {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${answer.statusText}`);
  // A server that does not know the type `application/wasm` makes streaming fail; the bytes are the same.
  if (answer.headers.get("content-type")?.startsWith("application/wasm")) {
    return WebAssembly.compileStreaming(answer);
  }
  return WebAssembly.compile(await answer.arrayBuffer());
}
