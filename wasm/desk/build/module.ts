// What enters: the package's glue. What leaves: the same without its own address of the module, which the desk hands to it.

import type { Plugin } from "vite";

/** Without this the module would be in the build a second time, and twice in the single file. */
export function handedModule(): Plugin {
  return {
    name: "desk-handed-module",
    transform: {
      filter: { code: "new URL('liandong_bg.wasm', import.meta.url)" },
      handler: (code) => ({ code: code.replaceAll("new URL('liandong_bg.wasm', import.meta.url)", "undefined"), map: null }),
    },
  };
}
