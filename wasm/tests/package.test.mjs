// The package's own behaviour: shapes, errors, both flavours. What the rules say is the vectors' business.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { LiandongError, Rulebook, files } from "./package.mjs";

const catalogue = JSON.stringify({
  zone: { id: "zone", name: "开发区", bureau: "bureau", committee: "committee" },
  parties: [
    { id: "bureau", name: "行政审批局", kind: "bureau" },
    { id: "committee", name: "管委会", kind: "committee" },
    { id: "d1", name: "建设部", kind: "department" },
  ],
  matters: [
    {
      id: "M-01",
      name: "施工许可",
      original: "d1",
      transfers: [{ kind: "transfer", effective: "2022-01-01", decided_by: "committee" }],
    },
  ],
});

test("an answer is a plain object with a value and reasons", () => {
  const answer = new Rulebook(catalogue).matter("M-01").approver("2022-01-01");
  assert.deepEqual(answer.value, { id: "bureau", name: "行政审批局" });
  assert.equal("silence" in answer, false);
  assert.equal(answer.reasons[0].norm, "2.5a");
  for (const { zh, en } of answer.reasons) assert.ok(zh.length > 0 && en.length > 0);
});

test("a silence is a value of its own", () => {
  const answer = new Rulebook(catalogue).matter("M-01").approver("2021-03-28");
  assert.equal("value" in answer, false);
  assert.equal(answer.silence.kind, "not_governed");
  assert.equal(answer.silence.why, "outside_force");
});

test("a matter outlives the rulebook it came from", () => {
  const rulebook = new Rulebook(catalogue);
  const matter = rulebook.matter("M-01");
  rulebook.free();
  assert.equal(matter.id, "M-01");
  assert.equal(matter.approver("2021-12-31").value.id, "d1");
});

test("a refused catalogue lists its faults", () => {
  assert.throws(
    () => new Rulebook("{}"),
    (error) => {
      assert.ok(error instanceof LiandongError && error instanceof Error);
      assert.equal(error.kind, "catalogue");
      assert.ok(error.faults.some(({ path, en, zh }) => path.startsWith("$") && en && zh));
      return error.message.length > 0 && error.zh.length > 0;
    },
  );
});

test("refusals say what was refused", () => {
  const rulebook = new Rulebook(catalogue);
  const kindOf = (call) => {
    try {
      call();
    } catch (error) {
      assert.ok(error instanceof LiandongError, String(error));
      return error.kind;
    }
    return "nothing was thrown";
  };
  assert.equal(kindOf(() => rulebook.withProfile("[")), "profile");
  assert.equal(kindOf(() => rulebook.matter("M-99")), "unknown_matter");
  assert.equal(kindOf(() => rulebook.matter("M-01").approver("someday")), "day");
});

test("ask answers in JSON", () => {
  const rulebook = new Rulebook(catalogue);
  const answer = JSON.parse(rulebook.ask('{"ask":"approver","matter":"M-01","on":"2022-01-01"}'));
  assert.equal(answer.value, "bureau");
  assert.deepEqual(Object.keys(rulebook.digests()).sort(), ["calendar", "catalogue", "profile"]);
});

test("the flavour for browsers answers the same", async () => {
  const web = await import(files("web.js").href);
  await web.default({ module_or_path: await readFile(files("web/liandong_bg.wasm")) });
  const asked = (Class) => new Class(catalogue).matter("M-01").approver("2022-01-01");
  assert.deepEqual(asked(web.Rulebook), asked(Rulebook));
  assert.throws(() => new web.Rulebook("{}"), web.LiandongError);
});
