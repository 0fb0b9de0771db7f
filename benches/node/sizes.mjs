// In: the packages. Out: what a page loads of each: the module's bytes, and what a bundler leaves of the JavaScript that calls it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

import { PACKAGE } from "./workspace.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const inside = (path) => join(HERE, "node_modules", path);

/** The entry that a browser loads, and the module that it calls, where there is one. */
const PARTS = {
  liandong: [join(PACKAGE, "web.js"), join(PACKAGE, "liandong_bg.wasm")],
  "zen-engine-wasm": [
    inside("@gorules/zen-engine-wasm/index.js"),
    inside("@gorules/zen-engine-wasm/dist/zen_engine_wasm_bg.wasm"),
  ],
  "cedar-wasm": [
    inside("@cedar-policy/cedar-wasm/web/cedar_wasm.js"),
    inside("@cedar-policy/cedar-wasm/web/cedar_wasm_bg.wasm"),
  ],
  publicodes: [inside("publicodes/dist/index.js")],
};

const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** All that an entry exports, as one minified file. */
async function bundled(entry) {
  const from = JSON.stringify(entry);
  const stdin = { contents: `export * from ${from}; export { default } from ${from};`, resolveDir: HERE };
  const options = { bundle: true, minify: true, format: "esm", platform: "browser", write: false, logLevel: "error" };
  const { outputFiles } = await build({ stdin, ...options });
  return outputFiles[0].contents;
}

/** Of each package: bytes of the module and of the module gzipped, of both with the glue. */
export async function sizes() {
  const own = Object.entries(PARTS).map(async ([name, [entry, file]]) => {
    const glue = await bundled(entry);
    const module = file === undefined ? undefined : readFileSync(file);
    const zipped = module === undefined ? 0 : gzip(module);
    return [name, { module: module?.length ?? 0, moduleGzip: zipped, glueGzip: gzip(glue), gzip: zipped + gzip(glue) }];
  });
  return Object.fromEntries(await Promise.all(own));
}
