// Every vector in a real Chromium, through the package's own classes: on a page and in a worker, under a strict policy.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { read } from "../folder.mjs";
import { STRICT, launch, open, serve } from "./chromium.mjs";

const path = (own) => fileURLToPath(new URL(own, import.meta.url));
const RUN = `
import init, * as liandong from "/pkg/web.js";
import { run } from "/questions.mjs";
export async function all() {
  await init();
  return run(liandong, await (await fetch("/vectors.json")).json());
}`;
const ON_PAGE = `
import { all } from "/run.mjs";
const worker = new Worker("/worker.mjs", { type: "module" });
const inWorker = new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = reject;
});
window.outcome = Promise.all([all(), inWorker]);
try { window.evaluated = new Function("return 1")(); } catch (error) { window.evaluated = error.name; }`;

test("every vector passes on a page and in a worker, where no code may be made from text", async () => {
  const vectors = await read(path("../../../tests/vectors"));
  const server = await serve(
    {
      "/index.html": '<!doctype html><meta charset="utf-8"><title>vectors</title><script type="module" src="/page.mjs"></script>',
      "/page.mjs": ON_PAGE,
      "/run.mjs": RUN,
      "/worker.mjs": 'import { all } from "/run.mjs"; postMessage(await all());',
      "/questions.mjs": await readFile(path("../questions.mjs"), "utf8"),
      "/vectors.json": JSON.stringify(vectors),
      "/favicon.ico": "",
      "/pkg/": path("../../../target/wasm/pkg"),
    },
    { "content-security-policy": STRICT },
  );
  const browser = await launch();
  try {
    const { page, complaints } = await open(browser);
    await page.goto(`${server.address}/`);
    await page.waitForFunction(() => window.outcome !== undefined);
    const outcomes = await page.evaluate(() => window.outcome);
    assert.deepEqual(complaints, []);
    for (const { lines, passed, failed } of outcomes) {
      assert.equal(failed, 0, lines.join("\n"));
      assert.equal(passed, vectors.length);
    }
    assert.equal(await page.evaluate(() => window.evaluated), "EvalError");
    console.log(`${vectors.length} vectors on a page and in a worker of ${browser.version()}`);
  } finally {
    await browser.close();
    server.close();
  }
});
