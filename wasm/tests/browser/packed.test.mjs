// The package as it would be published: packed, installed into projects of a user, built by their bundlers and run.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { build as bundle } from "esbuild";
import webpack from "webpack";

import { STRICT, launch, open, serve } from "./chromium.mjs";

const path = (own) => fileURLToPath(new URL(own, import.meta.url));
const PROJECT = path("../../../target/wasm/project");
const catalogue = await readFile(path("../../../tests/sample/catalogue.json"), "utf8");
const asked = `new Rulebook(catalogue).matter("S-001").approver("2023-05-01").value`;
const at = (name) => join(PROJECT, name);
const node = (file) => execFileSync("node", [at(file)], { encoding: "utf8" }).trim();

before(async () => {
  await rm(PROJECT, { recursive: true, force: true });
  await mkdir(PROJECT, { recursive: true });
  const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", PROJECT], { cwd: path("../../../target/wasm/pkg"), encoding: "utf8" });
  await writeFile(at("package.json"), JSON.stringify({ name: "a-users-project", private: true, type: "module" }));
  await writeFile(at("catalogue.json"), catalogue);
  execFileSync("npm", ["install", "--silent", "--no-save", "--no-package-lock", "--offline", join(PROJECT, packed.trim())], { cwd: PROJECT });
});

after(() => rm(PROJECT, { recursive: true, force: true }));

test("the licences and the documentation come with it", async () => {
  const names = await readdir(at("node_modules/liandong"));
  assert.deepEqual(names.filter((name) => /^[A-Z]/.test(name)).sort(), ["LICENSE-APACHE", "LICENSE-MIT", "README.md"]);
});

test("a Node project imports it, and another requires it", async () => {
  await writeFile(at("own.mjs"), `
import { readFileSync } from "node:fs";
import { Rulebook } from "liandong";
const catalogue = readFileSync(new URL("catalogue.json", import.meta.url), "utf8");
console.log(${asked});`);
  await writeFile(at("own.cjs"), `
const { readFileSync } = require("node:fs");
const { Rulebook } = require("liandong");
const catalogue = readFileSync(require("node:path").join(__dirname, "catalogue.json"), "utf8");
console.log(${asked});`);
  assert.deepEqual([node("own.mjs"), node("own.cjs")], ["bureau", "bureau"]);
});

test("the first lines of the documentation run as they stand", async () => {
  const [, code] = (await readFile(at("node_modules/liandong/README.md"), "utf8")).match(/```js\n([^]*?)```/);
  await writeFile(at("shown.mjs"), code);
  await writeFile(at("events.csv"), "时间,种类,办件,事项,主体,结果\n2023-05-01,决定,C1,S-001,bureau,准予\n");
  const told = execFileSync("node", [at("shown.mjs")], { cwd: PROJECT, encoding: "utf8" });
  assert.match(told, /^bureau \[ '\[2\.5a\] /);
  assert.match(told, /^(breach|review) push-missing \{ case: 'C1' \}$/m);
});

test("a page keeps a rulebook and what it says in Vue as it is told to", async () => {
  const { shallowRef, markRaw, reactive } = await import(new URL("../../desk/node_modules/vue/index.mjs", import.meta.url).href);
  const { Rulebook } = await import(pathToFileURL(at("node_modules/liandong/node.js")).href);
  const [shallow, state] = [shallowRef(new Rulebook(catalogue)), reactive({ rulebook: markRaw(new Rulebook(catalogue)) })];
  for (const rulebook of [shallow.value, state.rulebook]) assert.equal(rulebook.matter("S-001").approver("2023-05-01").value, "bureau");
  const [finding] = shallow.value.audit(reactive([]), { asOf: "2024-01-01" }).findings;
  const answer = shallow.value.permits(reactive({ act: "decide", actor: "bureau", matter: "S-001", on: "2023-05-01" }));
  assert.deepEqual(structuredClone(finding), finding);
  assert.deepEqual(structuredClone(answer.toJSON()), answer.toJSON());
});

test("TypeScript projects see its types from either side", async () => {
  await writeFile(at("own.mts"), `import { Rulebook, type Finding } from "liandong";\nexport const of = (rulebook: Rulebook): Finding[] => [...rulebook.audit([], { asOf: "2024-01-01" }).findings];\n`);
  await writeFile(at("own.cts"), `import { Rulebook } from "liandong";\nexport const of = (text: string): string | undefined => new Rulebook(text).matter("S-001").approver("2023-05-01").value;\n`);
  const options = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2022", "--skipLibCheck", "false", "--types", ""];
  execFileSync(path("../../node_modules/.bin/tsc"), [...options, at("own.mts"), at("own.cts")], { cwd: PROJECT, encoding: "utf8" });
});

const PAGE = '<!doctype html><meta charset="utf-8"><title>…</title><script type="module" src="/own.js"></script>';

/** What a page says. */
async function titled(address) {
  const browser = await launch();
  try {
    const { page, complaints } = await open(browser);
    await page.goto(address);
    await page.waitForFunction(() => document.title !== "…", null, { timeout: 20_000 }).catch(() => {});
    assert.deepEqual(complaints, []);
    return await page.title();
  } finally {
    await browser.close();
  }
}

/** What a bundled page says under a strict policy. */
async function said(folder) {
  const server = await serve({ "/": folder, "/index.html": PAGE, "/favicon.ico": "", "/catalogue.json": catalogue }, { "content-security-policy": STRICT });
  try {
    return await titled(`${server.address}/`);
  } finally {
    server.close();
  }
}

const BUNDLED = (how) => `
import init, { Rulebook } from "liandong";
await init(${how});
const catalogue = await (await fetch("/catalogue.json")).text();
document.title = ${asked};`;

test("a page without a bundler loads it as it lies", async () => {
  await mkdir(at("plain"), { recursive: true });
  await cp(at("node_modules/liandong"), at("plain/liandong"), { recursive: true });
  await writeFile(at("plain/own.js"), BUNDLED("").replace('"liandong"', '"/liandong/web.js"'));
  assert.equal(await said(at("plain")), "bureau");
});

test("esbuild bundles it, and is told where the module is", async () => {
  await writeFile(at("esbuild.js"), BUNDLED('new URL("/liandong_bg.wasm", location.href)'));
  await bundle({ entryPoints: [at("esbuild.js")], outfile: at("esbuilt/own.js"), bundle: true, format: "esm", logLevel: "error" });
  await cp(at("node_modules/liandong/liandong_bg.wasm"), at("esbuilt/liandong_bg.wasm"));
  assert.equal(await said(at("esbuilt")), "bureau");
});

test("webpack bundles it and finds the module by itself", async () => {
  await writeFile(at("webpack.js"), BUNDLED(""));
  const compiler = webpack({
    mode: "production",
    context: PROJECT,
    entry: at("webpack.js"),
    output: { path: at("webpacked"), filename: "own.js", module: true, publicPath: "/" },
    experiments: { outputModule: true },
    target: "web",
    performance: false,
  });
  const stats = await new Promise((resolve, reject) => compiler.run((error, stats) => (error ? reject(error) : resolve(stats))));
  assert.deepEqual(stats.toJson().errors.map(({ message }) => message), []);
  assert.deepEqual(stats.toJson().warnings.map(({ message }) => message), []);
  assert.equal(await said(at("webpacked")), "bureau");
});

const VITE = new URL("../../desk/node_modules/vite/dist/node/index.js", import.meta.url).href;

test("Vite bundles it and finds the module by itself", async () => {
  const { build } = await import(VITE);
  await writeFile(at("vite.js"), BUNDLED(""));
  await build({
    root: PROJECT,
    configFile: false,
    logLevel: "error",
    build: { outDir: at("vited"), target: "es2022", rollupOptions: { input: at("vite.js"), output: { entryFileNames: "own.js" } } },
  });
  assert.equal(await said(at("vited")), "bureau");
});

test("Vite's development server finds the module by itself", async () => {
  const { createServer } = await import(VITE);
  const [root, server] = [at("dev"), { host: "127.0.0.1", port: 0 }];
  await mkdir(root, { recursive: true });
  await writeFile(join(root, "index.html"), PAGE);
  await writeFile(join(root, "own.js"), BUNDLED(""));
  await mkdir(join(root, "public"));
  await writeFile(join(root, "public/catalogue.json"), catalogue);
  await writeFile(join(root, "public/favicon.ico"), "");
  const own = await createServer({ root, configFile: false, logLevel: "error", cacheDir: join(root, "cache"), server });
  try {
    await own.listen();
    assert.equal(await titled(`http://127.0.0.1:${own.httpServer.address().port}/`), "bureau");
  } finally {
    await own.close();
  }
});
