// The entry for browsers and bundlers: await `init` once, in each page and each worker, then use the rest.

import load, { initSync as loadSync } from "./liandong.js";

export * from "./index.js";

/** Where the module comes from: its address, a response, its bytes, or the module compiled. */
export type ModuleSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Loads the module; until then nothing else works. Later calls do nothing.
 *
 * Without a source it is fetched from beside this file, which Vite and webpack understand; elsewhere give its address, as
 * `new URL("liandong_bg.wasm", …)`. A page with a Content-Security-Policy needs `script-src 'wasm-unsafe-eval'`.
 */
export default async function init(source?: ModuleSource | Promise<ModuleSource>): Promise<void> {
  await load({ module_or_path: await source });
}

/** Loads the module from its bytes, or compiled, at once. */
export function initSync(source: BufferSource | WebAssembly.Module): void {
  loadSync({ module: source });
}
