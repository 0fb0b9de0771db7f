// What the tests of the desk share: the desk as built, served or as one file, and logs to drop on it.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import axe from "axe-core";

import { launch, open, serve } from "../../../tests/browser/chromium.mjs";

const path = (own) => fileURLToPath(new URL(own, import.meta.url));
const BUILT = path("../../../../target/desk");
/** The catalogue of the sample zone. */
export const CATALOGUE = path("../../../../tests/sample/catalogue.json");
/** The one file that opens from a folder. */
export const SINGLE = pathToFileURL(`${BUILT}/liandong-desk.html`).href;

/** Opens the desk at a hash; what the page complained of has to be nothing. */
export async function desk(body, { hash = "", from = "served", locale = "zh-CN", ...options } = {}) {
  const server = await serve({ "/": BUILT });
  const browser = await launch();
  try {
    const { page, context, complaints } = await open(browser, { locale, ...options });
    await page.addInitScript(() => {
      window.longTasks = [];
      new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
    });
    const address = from === "single" ? SINGLE : `${server.address}/`;
    await page.goto(address + hash);
    await page.locator("h1").waitFor();
    await body(page, { context, address, server, complaints });
    if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join("; ")}`);
  } finally {
    await browser.close();
    server.close();
  }
}

/** Faults that axe finds on the page by the rules of WCAG 2.2 AA and its good practice. */
export async function inaccessible(page) {
  // The page's policy lets no script in; the test's own comes through the debugger.
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" · ")}`);
}

const COLUMNS = [
  "id", "at", "kind", "actor", "officer", "case", "matter", "project", "to", "person", "with", "channel", "handled_via", "refers_to", "result",
  "about", "covers", "ground", "period",
];

/** The sample year so many times over, each time with cases and ids of its own, as CSV of about `count` rows. */
export async function csv(count) {
  const text = await readFile(path("../../../../target/sample/year.ndjson"), "utf8");
  // A few lines of the year are planted faults and no events.
  const year = text.split("\n").flatMap((line) => (line.startsWith("{") && line.endsWith("}") ? [JSON.parse(line)] : []));
  const rows = [COLUMNS.join(",")];
  for (let turn = 0; rows.length <= count; turn += 1) {
    for (const event of year) {
      const own = { ...event, covers: event.covers?.join(";") };
      for (const name of ["id", "case", "refers_to"]) if (turn > 0 && own[name] !== undefined) own[name] += `-${turn}`;
      rows.push(COLUMNS.map((name) => cell(own[name])).join(","));
      if (rows.length > count) break;
    }
  }
  return Buffer.from(`${rows.join("\n")}\n`);
}

function cell(value = "") {
  return /[",\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : value;
}

/** Gives the page files, as a user does who chooses them. They lie on the disk: to send them through the debugger holds the page. */
export async function drop(page, ...files) {
  const folder = await mkdtemp(join(tmpdir(), "desk-"));
  try {
    const paths = files.map(([name]) => join(folder, name));
    await Promise.all(files.map(([, content], place) => writeFile(paths[place], content)));
    await page.locator('input[type="file"]').first().setInputFiles(paths);
    // What was chosen is read later than it is chosen.
    page.once("close", () => rm(folder, { recursive: true, force: true }));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
