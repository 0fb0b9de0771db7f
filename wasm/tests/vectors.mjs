// Runs a folder of vectors through the package's own methods and types: `node vectors.mjs FOLDER`.

import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { LiandongError, Rulebook } from "./package.mjs";

// What this surface can be asked: a question's name, its keys and how it is answered.
const QUESTIONS = {
  approver: {
    keys: ["ask", "matter", "on", "lang"],
    answer: (rulebook, { matter, on }) => inWireFormat(rulebook.matter(matter).approver(on)),
  },
};

function inWireFormat({ value, silence, reasons }) {
  return {
    ...(value && { value: value.id }),
    ...(silence && { [silence.kind]: { why: silence.why } }),
    reasons,
  };
}

// What is compared: a reason by its norm and its reading or limit, an error by its kind; digests and prose never.
function comparable({ digests, reasons, error, ...rest }) {
  return {
    ...rest,
    ...(reasons && { reasons: reasons.map(({ norm, reading, limit }) => ({ norm, reading, limit })) }),
    ...(error && { error: error.kind }),
  };
}

function differs({ expect, partial }, answer) {
  const expected = comparable(expect);
  let found = comparable(answer);
  // Only what a partial expectation names is compared.
  if (partial) found = Object.fromEntries(Object.entries(found).filter(([key]) => key in expected));
  return isDeepStrictEqual(found, expected) ? undefined : { expected, found };
}

function asked({ catalogue, profile, ask }) {
  try {
    const plain = new Rulebook(JSON.stringify(catalogue));
    const rulebook = profile === undefined ? plain : plain.withProfile(JSON.stringify(profile));
    return QUESTIONS[ask.ask].answer(rulebook, ask);
  } catch (error) {
    if (!(error instanceof LiandongError)) throw error;
    const refused = ["catalogue", "profile"].includes(error.kind);
    return { error: { kind: refused ? "input" : error.kind } };
  }
}

// A shared catalogue lies in the folder, or among the repository's own.
function place(folder, name) {
  const path = join(folder, "catalogues", `${name}.json`);
  return existsSync(path) ? path : new URL(`../../tests/vectors/catalogues/${name}.json`, import.meta.url);
}

async function read(folder) {
  const shared = new Map();
  const cases = [];
  for (const name of (await readdir(folder)).filter((name) => name.endsWith(".json")).sort()) {
    for (const vector of JSON.parse(await readFile(join(folder, name), "utf8"))) {
      let { catalogue } = vector;
      if (typeof catalogue === "string") {
        if (!shared.has(catalogue)) {
          shared.set(catalogue, JSON.parse(await readFile(place(folder, catalogue), "utf8")));
        }
        catalogue = shared.get(catalogue);
      }
      cases.push({ ...vector, catalogue });
    }
  }
  return cases;
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error("usage: node vectors.mjs FOLDER");
  process.exit(2);
}
const count = { passed: 0, failed: 0, notRun: 0 };
const vectors = await read(folder);
if (vectors.length === 0) {
  console.error(`no vectors in ${folder}`);
  process.exit(1);
}
for (const vector of vectors) {
  const question = QUESTIONS[vector.ask.ask];
  if (!question || Object.keys(vector.ask).some((key) => !question.keys.includes(key))) {
    count.notRun += 1;
    continue;
  }
  const difference = differs(vector, asked(vector));
  if (difference === undefined) {
    count.passed += 1;
    continue;
  }
  count.failed += 1;
  console.log(`${vector.id} (${vector.norm}): ${vector.title}`);
  console.log(`  expected ${JSON.stringify(difference.expected)}`);
  console.log(`  found    ${JSON.stringify(difference.found)}`);
}
console.log(`${count.passed} passed, ${count.failed} failed, ${count.notRun} not run`);
process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;
