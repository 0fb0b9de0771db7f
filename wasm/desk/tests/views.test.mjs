// What enters: names, texts and addresses made here. What leaves: whether search, faults' places, suppositions and time lines come out as they say.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const server = await createServer({ root, appType: "custom", logLevel: "error", server: { middlewareMode: true, ws: false } });
after(() => server.close());
const load = (path) => server.ssrLoadModule(path);

const { Index } = await load("/src/who/search.ts");
const { initials } = await load("/src/who/pinyin.ts");
const { locate } = await load("/src/zone/locate.ts");
const { linesOf } = await load("/src/zone/lines.ts");
const { changeOf, choiceOf, profileOf, queryOf, sizeOf, transfersOf } = await load("/src/whatif/change.ts");
const { chosenText } = await load("/src/zone/profile.ts");
const { isDay, later } = await load("/src/day.ts");
const { axis } = await load("/src/who/axis.ts");

const letters = (character) => [..."abcdefghijklmnopqrstuvwxyz"].filter((_, at) => initials(character) & (1 << at)).join("");

test("codes are called what the Python package calls them", async () => {
  const read = (path) => readFile(new URL(path, import.meta.url), "utf8");
  const [python, evidence, who, rules] = await Promise.all(["../../../py/python/liandong/_labelled.py", "../src/log/evidence_words.ts", "../src/who/words.ts", "../src/rules/words.ts"].map(read));
  const labels = (name) => [...python.split(`class ${name}(`)[1].split("\nclass ")[0].matchAll(/= \("(\w+)", "(.+?)", "(.+?)"\)/g)].map(([, ...words]) => words);
  for (const name of ["DutyStatus", "Ground", "Outcome", "EvidencePart", "Unit"]) {
    const all = labels(name);
    assert.ok(all.length > 3, name);
    for (const [code, zh, en] of all) assert.ok(evidence.includes(`${code}: pair("${zh}", "${en}")`), `${code}: ${zh}, ${en}`);
  }
  for (const [text, name] of [[who, "TransferStatus"], [who, "Function"], [who, "HandledVia"], [rules, "NormClass"], [rules, "Unit"]]) {
    for (const [code, zh] of labels(name)) assert.ok(text.includes(`${code}: "${zh}"`), `${code}: ${zh}`);
  }
});

test("initials, with a second reading where a character has one", () => {
  assert.deepEqual([..."食品经营许可"].map(letters), ["s", "p", "j", "y", "x", "k"]);
  assert.deepEqual([..."行重长调给"].map(letters), ["hx", "cz", "cz", "dt", "gj"]);
  assert.deepEqual(["（", "1", "A", "é"].map(letters), ["", "", "a", ""]);
});

const MATTERS = [
  { id: "S-1", name: "食品经营许可", nameEn: "Licence to trade in food", codes: ["000131-02"] },
  { id: "S-10", name: "仅销售预包装食品备案", codes: [] },
  { id: "S-2", name: "关闭、闲置、拆除设施许可", nameEn: "Closing of facilities", codes: [] },
];

test("matters are found by id, code, name, English name and initials, best first", async () => {
  const index = await Index.of(MATTERS);
  const found = (typed) => index.search(typed, 10).hits.map(({ matter }) => matter.id);
  assert.deepEqual(found("s1"), ["S-1", "S-10"]);
  assert.deepEqual(found("S-10"), ["S-10"]);
  assert.deepEqual(found("13102"), ["S-1"]);
  assert.deepEqual(found("食品"), ["S-1", "S-10"]);
  assert.deepEqual(found("spjyxk"), ["S-1"]);
  assert.deepEqual(found("gbxzcc"), ["S-2"], "marks in a name are passed over");
  assert.deepEqual(found("许可 facilities"), ["S-2"], "every word has to match");
  assert.deepEqual(found("zzz"), []);
  assert.equal(index.search("", 1).all, 3);
  assert.deepEqual(index.search("xk", 10).hits.map(({ marked }) => marked), [[4, 6], [10, 12]]);
  assert.deepEqual(index.search("", 10, ({ id }) => id === "S-2").hits.map(({ matter }) => matter.id), ["S-2"]);
});

test("a fault is found in its text, whatever the text's form", () => {
  const text = `{"a.b": [1, {"c": "x\\"]}"}, [ ]],\n "m": {"d": {}}}`;
  const at = (path, message = "") => text.slice(...locate(text, path, message));
  assert.equal(at("$.a.b[1].c"), `"x\\"]}"`);
  assert.equal(at("$.a.b[2]"), "[ ]");
  assert.equal(at("$.m.d"), "{}");
  assert.equal(at("$.m.gone"), "{", "of what is missing, what lacks it");
  assert.equal(at("$.a.b[9]"), "[");
  assert.deepEqual(locate("{\n  ?}", "$", "not JSON: expected value at line 2 column 3; mend"), [4, 5]);
  for (const broken of ["", "{", `{"a`, `{"a":`, "[1,", "nonsense"]) {
    const [from, to] = locate(broken, "$.a[3].b", "");
    assert.ok(from >= 0 && from <= to && to <= broken.length, broken);
  }
});

test("lines by number and by place", () => {
  const lines = linesOf("ab\n\ncd");
  assert.deepEqual([lines.count, lines.at(2), lines.of(0), lines.of(3), lines.of(4)], [3, { start: 4, text: "cd" }, 0, 1, 2]);
});

test("a supposition goes into an address and comes back", () => {
  const change = {
    transfers: ["S-1", "a,b"],
    from: "2023-01-01",
    readings: { stale_after: "never", effective_day: "next_day" },
    limits: { result_push: { value: 2, unit: "hours" }, upload: undefined },
  };
  const back = changeOf(Object.fromEntries(new URLSearchParams(new URLSearchParams(queryOf(change)).toString())), "2000-01-01");
  assert.deepEqual(back, change);
  assert.equal(sizeOf(back), 6);
  assert.deepEqual(changeOf({ from: "2023-02-30", "limit.upload": "9 eons" }, "2000-01-01"), { transfers: [], from: "2000-01-01", readings: {}, limits: { upload: undefined } });
  assert.deepEqual(transfersOf(back, "committee")[0], { matter: "S-1", kind: "transfer", effective: "2023-01-01", decided_by: "committee" });
  const own = { name: "own", readings: { returned: "undetermined" }, limits: { upload: { value: 1, unit: "hours" } } };
  assert.deepEqual(profileOf(change, own), {
    name: "own",
    readings: { returned: "undetermined", stale_after: "never", effective_day: "next_day" },
    limits: { result_push: { value: 2, unit: "hours" } },
  });
});

test("options are read as a profile writes them, and written as the register does", () => {
  for (const [id, option, written] of [
    ["stale_after", "days: 60", { days: 60 }],
    ["annual_window", "summary: 03-31, opinion: 04-30", { summary: "03-31", opinion: "04-30" }],
    ["nil_feedback", "listed: econ, market", { listed: ["econ", "market"] }],
    ["idle_week", "due", "due"],
  ]) {
    assert.deepEqual(choiceOf(id, option), written);
    assert.equal(chosenText(written), option);
  }
  assert.deepEqual(choiceOf("in_force", "2021-04-28"), { from: "2021-04-28" });
  assert.deepEqual(choiceOf("annual_window", "31 December"), {});
});

test("days", () => {
  assert.deepEqual(["2024-02-29", "2023-02-29", "2024-2-1", "", undefined].map(isDay), [true, false, false, false, false]);
  assert.equal(later("2024-02-28", 2), "2024-03-01");
});

test("a time line covers its width without gaps, and a place on it is a day", () => {
  const line = axis([{ state: "retained" }, { from: "2021-06-01", state: "transferred" }, { from: "2023-07-01", undetermined: { why: "entrusted" } }], ["2021-03-29", "2024-01-01"], 800);
  assert.deepEqual(line.bars.map(({ standing, day }) => [standing, day]), [["retained", "2021-05-31"], ["transferred", "2021-06-01"], ["undetermined", "2023-07-01"]]);
  assert.equal(Math.round(line.bars.reduce((sum, { width }) => sum + width, 0)), 800);
  assert.equal(line.day(line.x("2022-10-10")), "2022-10-10");
  assert.deepEqual(line.years.map(({ year }) => year), [2022, 2023, 2024]);
});
