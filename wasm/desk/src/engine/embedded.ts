// What enters: the module as base64 inside the page. What leaves: the module, compiled; nothing is fetched.

import address from "#wasm?url&inline";

/** Decodes and compiles the module. */
export function compiled(): Promise<WebAssembly.Module> {
  const text = atob(address.slice(address.indexOf(",") + 1));
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return WebAssembly.compile(bytes);
}
