// What enters: the built chunks. What leaves: their sizes on the console; a failed build where the desk's own code is too large.

import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** Chunks that are loaded only when needed (the Excel reader), or are data and no code (the sample zone). */
const APART = /^(excel|sample)/;

/** Prints what the desk weighs, and fails where its own JavaScript is above `most` kB gzip. */
export function sizes(most: number): Plugin {
  return {
    name: "desk-sizes",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        let own = 0;
        for (const item of Object.values(bundle)) {
          const bytes = gzipSync(item.type === "chunk" ? item.code : item.source, { level: 9 }).length;
          const code = item.fileName.endsWith(".js") && item.fileName !== "sw.js";
          const counted = code && !APART.test(item.fileName.replace(/^assets\//, ""));
          if (counted) own += bytes;
          console.log(`${String(bytes).padStart(9)} B gzip  ${item.fileName}${code && !counted ? "  (apart)" : ""}`);
        }
        console.log(`${String(own).padStart(9)} B gzip  the desk's own JavaScript; at most ${most} kB`);
        if (own > most * 1000) this.error(`the desk's own JavaScript is ${own} bytes gzip; ${most} kB is the most`);
      },
    },
  };
}
