// Closed lists of codes are those of the core's own schema: each in ts/codes.ts, and none there that is not in the schema.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const schema = async (name) => JSON.parse(await readFile(new URL(`../../core/schema/${name}.json`, import.meta.url), "utf8"));

function* enums(value) {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value.enum)) yield value.enum;
  for (const own of Object.values(value)) yield* enums(own);
}

test("every closed list of the wire format is a type, and every type is such a list", async () => {
  const text = await readFile(new URL("../ts/codes.ts", import.meta.url), "utf8");
  const types = [...text.matchAll(/export type \w+ =([^;]*);/g)].map(([, union]) => union.match(/"[^"]*"/g).join());
  const lists = [...enums(await schema("answer")), ...enums(await schema("question"))].map((own) => own.map((code) => `"${code}"`).join());
  // These are written where they are used: units of elapsed time, facts without members, kinds of refusals.
  const elsewhere = ['"minutes","calendar_days"', '"original_unrecorded","supervisor_unrecorded","capability_unrecorded"'];
  const refusals = lists.find((own) => own.startsWith('"input"'));
  const expected = new Set(lists.filter((own) => !elsewhere.includes(own) && own !== refusals));
  assert.deepEqual([...new Set(types)].sort(), [...expected].sort());
});
