// The entry for Node: the module is there as soon as this is imported or required.

import { readFileSync } from "node:fs";

import { initSync as loadSync } from "./liandong.js";

export * from "./index.js";

loadSync({ module: readFileSync(new URL("./liandong_bg.wasm", import.meta.url)) });

/** Does nothing: in Node the module is there already. So that one code runs in Node and in browsers. */
export default async function init(_source?: unknown): Promise<void> {}

/** Does nothing: in Node the module is there already. */
export function initSync(_source?: unknown): void {}
