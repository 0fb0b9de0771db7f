// What enters: workbooks, tables and texts made here. What leaves: whether the readers and the worker's parts take them as they say.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { strToU8, zipSync } from "fflate";
import { createServer } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const server = await createServer({ root, appType: "custom", logLevel: "error", server: { middlewareMode: true, ws: false } });
after(() => server.close());
const load = (path) => server.ssrLoadModule(path);

const { CatalogueWorkbook, eventTable, isCatalogue, openBook } = await load("/src/files/workbook/excel.ts");

const STYLES = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="165"/><xf numFmtId="2"/></cellXfs></styleSheet>`;

/** A workbook of sheets, each with its cells' XML and what follows them; `<c r="A1">` and so on are written by the tests. */
function workbook(sheets, { date1904 = false, shared = [] } = {}) {
  const names = Object.keys(sheets);
  const relation = (id, type, target) => `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`;
  const parts = {
    "_rels/.rels": `<Relationships>${relation("r1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `<workbook xmlns:r="http://r"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at}" r:id="s${at}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${names.map((_, at) => relation(`s${at}`, "worksheet", `worksheets/${at}.xml`)).join("")}${relation("y", "styles", "styles.xml")}${relation("t", "sharedStrings", "/xl/texts.xml")}</Relationships>`,
    "xl/styles.xml": STYLES,
    "xl/texts.xml": `<sst>${shared.map((text) => `<si>${text}</si>`).join("")}</sst>`,
  };
  names.forEach((name, at) => {
    const { rows, after: rest = "" } = sheets[name];
    parts[`xl/worksheets/${at}.xml`] = `<worksheet><sheetData>${rows}</sheetData>${rest}</worksheet>`;
  });
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

/** Rows of texts as cells. */
function cells(rows) {
  const cell = (value, column, row) => (value === "" ? "" : `<c r="${String.fromCharCode(65 + column)}${row}" t="inlineStr"><is><t>${value}</t></is></c>`);
  return rows.map((row, at) => `<row r="${at + 1}">${row.map((value, column) => cell(value, column, at + 1)).join("")}</row>`).join("");
}

const refused = (work) => {
  try {
    work();
  } catch (error) {
    assert.equal(error.name, "Refused", String(error));
    return error.faults.map((fault) => [fault.path, fault.en]);
  }
  return assert.fail("it was taken");
};

const ZONE = { rows: cells([["编号", "名称", "审批局", "管委会"], ["z", "示例区", "b", "c"]]) };
const PARTIES = { rows: cells([["编号", "名称", "类别"], ["b", "审批局", "审批局"], ["c", "管委会", "committee"], ["d", "某部", "部门"]]) };

test("the layout is that of the Python package", () => {
  execFileSync("python3", [fileURLToPath(new URL("../scripts/layout.py", import.meta.url)), "--check"]);
});

test("cells become what they show", () => {
  const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>kind</t></is></c><c r="D1" t="str"><v>case</v></c></row>
<row r="2"><c r="A2"><v>1001</v></c><c r="B2" s="2"><v>44562.406944444447</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="str"><f>A2</f><v></v></c></row>
<row r="4"><c r="A4" s="4"><v>1.5</v></c><c r="B4" s="1"><v>44562</v></c><c r="C4" s="3"><v>1.5</v></c><c r="D4" t="d"><v>2022-03-01T00:00:00</v></c></row>`;
  const book = openBook("x.xlsx", workbook({ 事件: { rows } }, { shared: ["<t>i</t><t>d</t>", "<t>at</t><rPh><t>kana</t></rPh>"] }));
  const { rows: table, numbers } = eventTable(book);
  assert.deepEqual(table, [["id", "at", "kind", "case"], ["1001", "2022-01-01T09:46", true, null], [1.5, "2022-01-01", "36:00:00", "2022-03-01"]]);
  assert.deepEqual(numbers, [1, 2, 4]);
  const other = eventTable(openBook("x.xlsx", workbook({ 事件: { rows: rows.replaceAll("44562", "43100") } }, { date1904: true, shared: ["<t>id</t>", "<t>at</t>"] })));
  assert.equal(other.rows[2][1], "2022-01-01");
});

test("cells without a value are said, merged ones filled down or refused", () => {
  const rows = `${cells([["编号", "时间", "种类"]])}<row r="2"><c r="A2"><f>B2</f></c><c r="B2" t="e"><v>#DIV/0!</v></c><c r="C2" t="str"><v>decision</v></c></row>
<row r="3"><c r="A3"><v>7</v></c></row><row r="4"><c r="C4"><v>12345678901234567</v></c></row>`;
  const down = eventTable(openBook("x.xlsx", workbook({ s: { rows, after: '<mergeCells><mergeCell ref="A3:A5"/></mergeCells>' } })));
  assert.deepEqual(down.rows.slice(2).map((row) => row[0]), ["7", "7", "7"]);
  assert.deepEqual(down.notes.map((note) => note.path), ["s!A2", "s!B2", "s!C4"]);
  const across = workbook({ s: { rows, after: '<mergeCells><mergeCell ref="A3:B3"/><mergeCell ref="A1:B1"/></mergeCells>' } });
  assert.deepEqual(refused(() => eventTable(openBook("x.xlsx", across))).map(([path]) => path), ["s!A1:B1", "s!A3:B3"]);
});

test("a catalogue workbook becomes the wire format, and its members have cells", () => {
  const book = openBook("x.xlsx", workbook({
    开发区: ZONE,
    Parties: PARTIES,
    事项: { rows: cells([["编号", "名称", "编码", "原审批部门"], ["M1", "甲", "511Z；512Z", "d"]]) },
    划转: { rows: cells([["事项编号", "类型", "生效日", "范围"], ["M1", "划转", "2021年6月1日", "整体"], ["M1", "收回", "原文：2021/7/1", ""]]) },
    填写说明: { rows: cells([["说明"]]) },
    "#备注": { rows: cells([["自用"]]) },
  }));
  assert.ok(isCatalogue(book.sheets.map((sheet) => sheet.name)));
  const read = new CatalogueWorkbook(book);
  assert.deepEqual(read.catalogue, {
    zone: { id: "z", name: "示例区", bureau: "b", committee: "c" },
    parties: [{ id: "b", name: "审批局", kind: "bureau" }, { id: "c", name: "管委会", kind: "committee" }, { id: "d", name: "某部", kind: "department" }],
    matters: [{
      id: "M1", name: "甲", codes: ["511Z", "512Z"], original: "d",
      transfers: [{ kind: "transfer", effective: "2021-06-01", scope: "whole" }, { kind: "return", effective: "2021/7/1" }],
    }],
  });
  assert.equal(read.place("$.matters[0].transfers[1].effective"), "划转!C3");
  assert.equal(read.place("$.parties[2].kind"), "Parties!C4");
  assert.equal(read.place("$.zone"), "开发区!A2");
});

test("every fault of a catalogue workbook is told at its cell", () => {
  const sheets = {
    开发区: { rows: cells([["编号", "名称", "审批局", "管委会"]]) },
    单位: { rows: cells([["编号", "名称", "类别", "怪列"], ["b", "", "管会"]]) },
    事项: { rows: cells([["编号", "名称", "纳入日"], ["M1", "甲", "2021年13月1日"]]) },
    划转: { rows: cells([["事项编号", "类型"], ["M9", "划转"]]) },
    别的: { rows: cells([["x"]]) },
  };
  const faults = refused(() => new CatalogueWorkbook(openBook("x.xlsx", workbook(sheets))));
  assert.deepEqual(faults.map(([path]) => path), ["别的", "单位!D1", "单位!C2", "单位!B2", "事项!C2", "开发区", "划转!A2"]);
});

test("what is no workbook is refused with the mend that fits", () => {
  const why = (bytes) => refused(() => openBook("x", bytes))[0][1];
  assert.match(why(new Uint8Array()), /empty/);
  assert.match(why(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0)), /old \.xls/);
  assert.match(why(strToU8("PKnot")), /damaged/);
  assert.match(why(zipSync({ "content.xml": strToU8("<a/>") })), /no \.xlsx/);
  const broken = workbook({ s: { rows: "<row><c></row>" } });
  assert.match(refused(() => eventTable(openBook("x", broken)))[0][1], /damaged in sheet `s`/);
});

test("a row of a workbook that is no event is told by its place in the sheet", async () => {
  const [{ readLogs }, { initSync }] = await Promise.all([load("/src/worker/events.ts"), load("liandong")]);
  initSync(readFileSync(new URL("../../../target/wasm/pkg/liandong_bg.wasm", import.meta.url)));
  const rows = cells([["台账", ""], ["时间", "种类"], ["2022-01-01", "决定"], ["", ""], ["昨天", "决定"]]);
  const file = new Blob([workbook({ 事件: { rows, after: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>' } })]);
  const { reports: [report] } = await readLogs([{ name: "x.xlsx", form: "workbook", file }], () => undefined);
  const [fault] = report.faults;
  assert.equal(report.events, 1);
  assert.equal(fault.path, "事件!A5");
  assert.match(fault.en, /^line 5, column 1 `时间`/);
  assert.match(fault.zh, /^第 5 行第 1 列/);
});

test("a file is taken for what it is", async () => {
  const { sniff } = await load("/src/files/kind.ts");
  const told = (text) => Object.values(sniff(strToU8(text))).join(" ");
  assert.equal(told('{"zone": {}, "matters": []}'), "catalogue json");
  assert.equal(told('{"name": "p",\n "limits": {}}'), "profile json");
  assert.equal(told('{"at": "2022-01-01", "kind": "decision"}\n{}'), "events ndjson");
  assert.equal(told('[{"at": "2022-01-01"}]'), "events json");
  assert.equal(told("\uFEFF时间,种类\n"), "events csv");
  assert.equal(told("\u0001\u0002,"), "unknown csv");
  assert.equal(told(""), "unknown csv");
});

test("no cell of an export is a formula", async () => {
  const { cell } = await load("/src/worker/exports.ts");
  assert.deepEqual(["=1+1", "+1", "-1", "@x", " =1", "\t=1", "＝1"].map(cell), ["'=1+1", "'+1", "'-1", "'@x", "' =1", "'\t=1", "'＝1"]);
  assert.equal(cell('a "b",\nc'), '"a ""b"",\nc"');
  assert.equal(cell(-3), "-3");
});

test("persons are masked in fields and texts, parties are not", async () => {
  const { Veil } = await load("/src/worker/veil.ts");
  const veil = new Veil([{ id: "p1", name: "王五" }, { id: "b", name: "李四" }], new Set(["b"]), "zh");
  assert.deepEqual(veil.over({ to: { person: "p1" }, text: "王五办 p1，p12 与 b", subject: { person: "x" } }), {
    to: { person: "人员1" }, text: "人员1办 人员1，p12 与 b", subject: { person: "人员3" },
  });
});

test("facets count what the others leave, and rows come in order", async () => {
  const { Table } = await load("/src/worker/facets.ts");
  const column = (values) => {
    const known = [...new Set(values.filter((value) => value !== ""))];
    return { codes: Uint32Array.from(values, (value) => (value === "" ? 0xffff_ffff : known.indexOf(value))), values: known };
  };
  const none = column(["", "", "", ""]);
  const columns = {
    severity: column(["review", "breach", "info", "breach"]), obligor: column(["b", "b", "", "d"]), norm: column(["2.6b", "2.6b", "", "2.4e"]),
    code: column(["x", "y", "z", "y"]), subject: column(["C-10", "C-9", "E", "C-1"]), to: none, actor: none,
    elapsedMinutes: Float64Array.of(Number.NaN, 30, Number.NaN, Number.NaN), elapsedDays: Float64Array.of(2, Number.NaN, Number.NaN, Number.NaN),
  };
  const table = new Table(columns, Float64Array.of(19_000, 19_040, Number.NaN, 19_000), (text) => (text === "d" ? "某部" : ""));
  const show = (facets, text = "", sort = "severity", descending = false) => table.show({ facets, text, sort, descending });
  const all = show({});
  assert.deepEqual([...table.order], [1, 3, 0, 2]);
  assert.deepEqual(all.counts.department, [["b", 2], ["d", 1], ["", 1]]);
  assert.deepEqual(all.byMonth.map((bar) => bar.value), ["", "2022-01", "2022-02"]);
  const breaches = show({ severity: ["breach"] });
  assert.equal(breaches.length, 2);
  assert.deepEqual(breaches.counts.severity, [["review", 1], ["breach", 2], ["info", 1]]);
  assert.deepEqual(breaches.counts.department, [["b", 1], ["d", 1]]);
  assert.equal(show({}, "某部").length, 1);
  show({}, "", "elapsed", true);
  assert.deepEqual([...table.order], [0, 1, 2, 3]);
  show({}, "c-", "subject");
  assert.deepEqual([...table.order], [3, 1, 0]);
});
