// What enters: src/, the built package in target/wasm/pkg. What leaves: target/desk/, served, or with `--mode single` one file.

import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";
import { handedModule } from "./build/module.ts";
import { hurry } from "./build/hurry.ts";
import { offline } from "./build/offline.ts";
import { policy } from "./build/policy.ts";
import { sizes } from "./build/sizes.ts";
import { singleFile } from "./build/single.ts";

/** What runs while the rest arrives. */
const EARLY = /src\/(engine\/fetched|kept)\./;
/** What more than one view imports. */
const SHARED = /node_modules\/(@vue|vue)|wasm\/pkg|src\/(i18n|ui|zone|engine)\/(?!sample|embedded)|src\/(day|kept|router|theme)\.|rules\/options|log\/(store|names|rows)\.|files\/kind|worker\/(client|protocol|spawn)/;
/** The view of a log, whose tabs compress better together. */
const LOG = /src\/(log|charts)\/(?!sample_year|(store|names|rows)\.)/;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => {
  const single = mode === "single";
  return {
    base: "./",
    resolve: {
      alias: [
        { find: /^liandong$/, replacement: here("../../target/wasm/pkg/web.js") },
        { find: "#module", replacement: here(single ? "src/engine/embedded.ts" : "src/engine/fetched.ts") },
        { find: /^#wasm/, replacement: here("../../target/wasm/pkg/liandong_bg.wasm") },
        { find: "#spawn", replacement: here(single ? "src/worker/spawn_inline.ts" : "src/worker/spawn.ts") },
        { find: "#sample", replacement: here("../../tests/sample") },
      ],
    },
    define: { __SINGLE__: JSON.stringify(single), __VUE_OPTIONS_API__: "false" },
    server: { fs: { allow: [here("../..")] } },
    worker: {
      // A page from file:// has no origin from which it could start a module worker.
      format: single ? ("iife" as const) : ("es" as const),
      plugins: () => [handedModule()],
      ...(single ? { rolldownOptions: { output: { codeSplitting: false } } } : {}),
    },
    build: {
      // The oldest browsers that the served page runs in: they have module workers.
      target: ["chrome97", "edge97", "firefox114", "safari16.4"],
      outDir: here(single ? "../../target/desk-single" : "../../target/desk"),
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: single ? Number.MAX_SAFE_INTEGER : 0,
      cssCodeSplit: !single,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
      // What several views share compresses better in one chunk than in many small ones.
      rolldownOptions: { output: { codeSplitting: single ? false : { groups: [{ name: "early", test: EARLY, priority: 1 }, { name: "shared", test: SHARED }, { name: "log", test: LOG }] } } },
    },
    plugins: [
      vue(),
      handedModule(),
      policy(single),
      ...(single ? [singleFile(here("../../target/desk/liandong-desk.html"))] : [hurry(), offline(), sizes(120)]),
    ],
  };
});
