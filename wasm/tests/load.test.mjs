// How the module comes into a browser's entry: each case in a thread of its own, where nothing has loaded it yet.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Worker } from "node:worker_threads";

import { files } from "./package.mjs";

const bytes = await readFile(files("liandong_bg.wasm"));
const catalogue = await readFile(new URL("../../tests/sample/catalogue.json", import.meta.url), "utf8");

/** What a thread says that loads the package in a way of its own: the approver of a matter, unless something fails. */
function loaded(how) {
  const code = `
    const { parentPort, workerData: { bytes, catalogue } } = require("node:worker_threads");
    const address = URL.createObjectURL(new Blob([bytes], { type: "application/wasm" }));
    const response = () => new Response(bytes, { headers: { "content-type": "application/wasm" } });
    const approver = (web) => new web.Rulebook(catalogue).matter("S-001").approver("2023-05-01").value;
    const load = async () => import(${JSON.stringify(files("web.js").href)});
    (async () => { ${how} })().then((told) => parentPort.postMessage(told), (error) => parentPort.postMessage(String(error)));`;
  const worker = new Worker(code, { eval: true, workerData: { bytes, catalogue } });
  return new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject)).finally(() => worker.terminate());
}

const SOURCES = {
  "an address": "address",
  "a URL": "new URL(address)",
  "a request": "new Request(address)",
  "a response": "response()",
  "a response that is awaited": "Promise.resolve(response())",
  "an address that is awaited": "Promise.resolve(address)",
  bytes: "bytes",
  "a buffer": "bytes.slice().buffer",
  "a compiled module": "new WebAssembly.Module(bytes)",
};

for (const [name, source] of Object.entries(SOURCES)) {
  test(`the module is loaded from ${name}`, async () => {
    assert.equal(await loaded(`const web = await load(); await web.default(${source}); return approver(web);`), "bureau");
  });
}

test("it is loaded once, however often and from wherever it is asked for, and again where that failed", async () => {
  const often = `
    const web = await load();
    await web.default(Promise.reject(new Error("no network"))).then(() => { throw new Error("loaded"); }, () => {});
    await web.default(new Uint8Array([1])).then(() => { throw new Error("loaded"); }, () => {});
    const second = web.default(address);
    await web.default(bytes);
    const rulebook = new web.Rulebook(catalogue);
    await Promise.all([second, web.default()]);
    web.initSync(bytes);
    return rulebook.matter("S-001").approver("2023-05-01").value;`;
  assert.equal(await loaded(often), "bureau");
  assert.equal(await loaded("const web = await load(); web.initSync(bytes); await web.default(); return approver(web);"), "bureau");
});

test("it runs where the platform has no FinalizationRegistry and no Symbol.dispose", async () => {
  const old = `
    response(); // Node makes this class on first use, with the registry.
    delete globalThis.FinalizationRegistry;
    const { dispose, prototype, ...members } = Object.getOwnPropertyDescriptors(Symbol);
    const symbol = Symbol;
    globalThis.Symbol = Object.defineProperties((...given) => symbol(...given), members);
    const web = await load();
    await web.default(bytes);
    const rulebook = new web.Rulebook(catalogue);
    rulebook.audit([], { asOf: "2024-01-01" }).free();
    const told = approver(web);
    rulebook.free();
    return Symbol.dispose ?? told;`;
  assert.equal(await loaded(old), "bureau");
});
