// What enters: the built files. What leaves: index.html that asks at once for what the first answer needs, not one after the other.

import type { Plugin } from "vite";

/** Tells the browser of the module and of the sample zone before any script runs. */
export function hurry(): Plugin {
  return {
    name: "desk-hurry",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle = {} }) {
        const names = Object.keys(bundle);
        const module = names.find((name) => name.endsWith(".wasm"));
        const early = names.find((name) => /early.*\.js$/.test(name));
        const sample = names.find((name) => /sample_text.*\.js$/.test(name));
        return [
          ...(module ? [{ tag: "link", injectTo: "head" as const, attrs: { rel: "preload", as: "fetch", type: "application/wasm", crossorigin: true, href: `./${module}` } }] : []),
          ...(early ? [{ tag: "script", injectTo: "head" as const, attrs: { type: "module", async: true, crossorigin: true, src: `./${early}` } }] : []),
          ...(sample ? [{ tag: "link", injectTo: "head" as const, attrs: { rel: "modulepreload", crossorigin: true, href: `./${sample}` } }] : []),
        ];
      },
    },
  };
}
