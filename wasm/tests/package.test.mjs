// The package's own behaviour: shapes, errors, handles, batches, logs. What the rules say is the vectors' business.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

import { build } from "esbuild";

import { files, liandong } from "./package.mjs";

const { EventLog, InputError, LiandongError, NoFindingError, ReadError, Rulebook, StoppedError, UndecidedError, UnknownIdError } = liandong;
const record = {
  zone: { id: "zone", name: "开发区", bureau: "bureau", committee: "committee" },
  parties: [
    { id: "bureau", name: "行政审批局", name_en: "Approval Bureau", kind: "bureau" },
    { id: "committee", name: "管委会", kind: "committee" },
    { id: "d1", name: "建设部", kind: "department" },
  ],
  matters: [
    {
      id: "M-01",
      name: "施工许可",
      codes: ["X1"],
      original: "d1",
      transfers: [{ kind: "transfer", effective: "2022-01-01", decided_by: "committee" }],
    },
    { id: "M-02", name: "人防工程", original: "d1" },
  ],
  persons: [{ id: "P1", name: "张三", roles: [{ role: "liaison", party: "d1", from: "2021-03-29" }] }],
  packages: [{ id: "K1", name: "开工一件事", matters: ["M-01", "M-02"] }],
};
const catalogue = JSON.stringify(record);
const rulebook = new Rulebook(catalogue);
const deciding = { act: "decide", actor: "bureau", matter: "M-01", on: "2022-03-01" };
const decision = { id: "E1", at: "2022-03-01T09:30", kind: "decision", case: "C1", matter: "M-01", actor: "bureau", result: "granted" };
const push = { id: "E2", at: "2022-03-01T10:00", kind: "result_push", case: "C1", actor: "bureau", to: "d1", channel: "platform", refers_to: "E1" };

test("an answer is a value with reasons, and says itself in both languages", () => {
  const answer = rulebook.matter("M-01").approver("2022-01-01");
  assert.equal(answer.value, "bureau");
  assert.equal(answer.silence, undefined);
  assert.equal(answer.unwrap(), "bureau");
  assert.equal(answer.reasons[0].norm, "2.5a");
  assert.equal("text" in answer.reasons[0], false);
  assert.match(answer.explain("zh")[0], /划转记录 2022-01-01/);
  assert.match(answer.explain("en")[0], /2022-01-01/);
  assert.deepEqual(Object.keys(JSON.parse(JSON.stringify(answer))).sort(), ["digests", "reasons", "value"]);
});

test("a silence is a value of its own, and what `unwrap` throws", () => {
  const answer = rulebook.matter("M-01").approver("2021-03-28");
  assert.equal(answer.value, undefined);
  assert.deepEqual(answer.silence, { notGoverned: { why: "outside_force" } });
  assert.throws(() => answer.unwrap(), (error) => {
    assert.ok(error instanceof UndecidedError && error.silence === answer.silence);
    return error.message.startsWith("not governed") && error.zh.startsWith("本办法");
  });
});

test("a day is a text, a number of days or a date in the zone's time, and each means the same", () => {
  const matter = rulebook.matter("M-01");
  const before = new Date("2021-12-31T15:59:59Z");
  const first = new Date("2021-12-31T16:00:00Z");
  assert.deepEqual(
    ["2021-12-31", 18992, before, "2022-01-01", 18993, first].map((on) => matter.approver(on).value),
    ["d1", "d1", "d1", "bureau", "bureau", "bureau"],
  );
});

test("every day of eight hundred years is the number that Date gives it, and no other text is a day", async () => {
  const matter = rulebook.matter("M-01");
  const { dayNumber, dayText } = await import(files("time.js").href);
  for (let number = -146_097; number < 146_097; number += 1) {
    const text = new Date(number * 86_400_000).toISOString().slice(0, 10);
    if (dayNumber(text, "$") !== number || dayText(number) !== text) assert.fail(text);
  }
  assert.deepEqual(["0001-01-01", "9999-12-31"].map((text) => dayNumber(text, "$")), [-719_162, 2_932_896]);
  for (const text of ["2023-02-29", "2100-02-29", "2024-00-10", "2024-13-10", "2024-04-31", "2024-1-001", "2024/01/01", "+024-01-01", "2024-01-0１"]) {
    assert.throws(() => matter.approver(text), InputError, text);
  }
});

test("what is no day is refused by its place, whatever it is", () => {
  const matter = rulebook.matter("M-01");
  const none = ["", "someday", "2022-02-29", "2022-1-1", "0000-01-01", "10000-01-01", NaN, 1.5, Infinity, 3e9, -719163, null, {}, true];
  none.push(...[NaN, 8.64e15, -8.64e15, Date.UTC(9999, 11, 31, 16), Date.parse("0000-12-31T15:59:59Z")].map((time) => new Date(time)));
  for (const on of none) {
    for (const call of [() => matter.approver(on), () => matter.status(on), () => matter.responsibilities(on), () => rulebook.asKnownOn(on)]) {
      assert.throws(call, (error) => error instanceof InputError && error.faults[0].path.startsWith("$.") && error.zh.length > 0, String(on));
    }
  }
  for (const asOf of none.filter((own) => own instanceof Date)) assert.throws(() => rulebook.audit([], { asOf }), InputError);
  for (const number of [-719163, 2932897, NaN, 0.5]) assert.throws(() => liandong.dayText(number), InputError);
  assert.equal(matter.approver(-719162).silence.notGoverned.why, "outside_force");
  assert.equal(matter.approver(new Date("0000-12-31T16:00:00Z")).silence.notGoverned.why, "outside_force");
  assert.equal(matter.approver(new Date("9999-12-31T15:59:59Z")).value, "bureau");
  assert.equal(matter.approver("9999-12-31").value, "bureau");
});

test("answers that rest on the same share their reasons, which cannot be changed", () => {
  const matter = rulebook.matter("M-01");
  assert.equal(matter.approver("2023-05-01").reasons, matter.approver("2024-05-01").reasons);
  assert.notEqual(matter.approver("2023-05-01").reasons, matter.approver("2021-05-01").reasons);
  assert.throws(() => matter.approver("2023-05-01").reasons.push(1), TypeError);
  assert.throws(() => (matter.approver("2021-03-28").silence.notGoverned.why = ""), TypeError);
});

test("the accepting authority finishes a pending case where the profile says so", () => {
  const finishing = rulebook.withProfile({ name: "ours", readings: { pending_cases: "accepting_authority_finishes" } });
  const on = (own) => own.matter("M-01").approver("2022-01-02", { acceptedOn: "2021-12-31" }).value;
  assert.deepEqual([on(rulebook), on(finishing)], ["bureau", "d1"]);
});

test("a batch answers as the single questions do, and says which rows there are none of", () => {
  const days = ["2021-03-28", "2021-12-31", "2022-01-01"].map((day) => Date.parse(day) / 86_400_000);
  const rows = [0, 1].flatMap((matter) => days.map((day) => [matter, day]));
  const [matters, on] = [Uint32Array.from(rows, ([matter]) => matter), Int32Array.from(rows, ([, day]) => day)];
  const single = (of) => rows.map(([matter, day]) => of(rulebook.matters[matter], day));
  const told = ({ value, silence }) => value ?? silence;
  assert.deepEqual(Array.from(rulebook.approvers(matters, on), (code) => rulebook.partyOf(code)), single((own, day) => told(own.approver(day))));
  assert.deepEqual(Array.from(rulebook.statuses(matters, on), (code) => rulebook.statusOf(code)), single((own, day) => told(own.status(day))));
  const none = rulebook.approvers(Uint32Array.of(0, 2, 4_000_000_000), "2022-01-01");
  assert.deepEqual(Array.from(none, (code) => rulebook.partyOf(code)), ["bureau", undefined, undefined]);
  assert.deepEqual([...rulebook.approvers(new Uint32Array(), "2022-01-01")], []);
  const unequal = [[matters, on.subarray(1)], [matters, on.subarray(0, 1)], [matters, new Int32Array()], [[-1, 0.5], "2022-01-01"], [[0], on]];
  for (const given of unequal) assert.throws(() => rulebook.approvers(...given), InputError);
  for (const code of [3, 0x8000_0077, 0xffff_ffff, -1, NaN]) assert.equal(rulebook.statusOf(code), undefined);
});

test("things are found by their ids, and unknown ids come with the nearest", () => {
  assert.deepEqual(rulebook.matters.map((own) => [own.id, own.index, own.codes]), [["M-01", 0, ["X1"]], ["M-02", 1, []]]);
  assert.equal(rulebook.party("bureau").nameEn, "Approval Bureau");
  assert.deepEqual(rulebook.persons.map((own) => own.name), ["张三"]);
  assert.ok(rulebook.party("d1").responsibilities("2022-01-01").value.some(({ norm }) => norm === "2.5b"));
  assert.ok(rulebook.person("P1").responsibilities("2022-01-01").value.length > 0);
  assert.equal(rulebook.package("K1").on("2022-01-01").value.singleAuthority, false);
  for (const [kind, id] of [["matter", "M-03"], ["party", "burea"], ["person", "P2"], ["package", "K2"]]) {
    assert.throws(() => rulebook[kind](id), (error) => {
      assert.ok(error instanceof UnknownIdError, String(error));
      return error.kind === kind && error.id === id && error.message.includes(id) && error.zh.includes(id);
    });
  }
  for (const id of ["", "__proto__", "constructor", "M-01\0"]) assert.throws(() => rulebook.matter(id), UnknownIdError);
  assert.throws(() => rulebook.matter("\ud800"), LiandongError);
});

test("a refused catalogue or profile lists its faults, and nothing of it is kept", () => {
  for (const given of ["{}", "[", "null", "", "3", '{"zone": 1, "parties": [{}, 2]}', {}]) {
    assert.throws(() => new Rulebook(given), (error) => {
      assert.ok(error instanceof InputError && error instanceof LiandongError && error instanceof Error);
      assert.equal(error.name, "InputError");
      return error.faults.length > 0 && error.faults.every(({ path, en, zh }) => path.startsWith("$") && en && zh);
    });
  }
  assert.throws(() => rulebook.withProfile({ name: "x", readings: { nap: 1 }, limits: { upload: { value: -1, unit: "years" } } }), InputError);
  assert.throws(() => rulebook.withTransfers([{ matter: "M-09", kind: "transfer" }]), InputError);
  assert.throws(() => rulebook.permits({ act: "decide", actor: "bureau", on: "2022-01-01" }), InputError);
  const [year, week] = [{ yearOpened: { year: 2023 } }, { weekOpened: { week: "2023-W05" } }];
  for (const none of [{}, null, undefined, [], { event: null }, { event: undefined }, { transfer: 3 }, { ...year, ...week }, "year"]) {
    assert.throws(() => rulebook.duties(none), InputError, JSON.stringify(none));
  }
});

test("an error keeps its name where a bundler shortens those of classes", async () => {
  const options = { entryPoints: [files("errors.js").pathname], bundle: true, minify: true, format: "esm", write: false };
  const { outputFiles: [{ text }] } = await build(options);
  const classes = Object.entries(await import(`data:text/javascript,${encodeURIComponent(text)}`)).filter(([name]) => name.endsWith("Error"));
  assert.equal(classes.length, 7);
  for (const [name, Own] of classes) assert.equal(new Own("", "", []).name, name);
});

test("an object and its JSON make the same rulebook", () => {
  assert.deepEqual(new Rulebook(record).digests, rulebook.digests);
  assert.deepEqual(new Rulebook(catalogue, { name: "x", limits: {} }).profile.name, "x");
  assert.deepEqual(rulebook.catalogue, record);
});

test("what was freed says so, may be freed again, and leaves its audits and ledgers alone", () => {
  const own = new Rulebook(catalogue);
  const [matter, log, ledger] = [own.matter("M-01"), EventLog.of([decision]), own.ledger([decision])];
  const [answer, audit, permitted] = [matter.approver("2022-01-01"), own.audit(log, { asOf: "2022-06-01" }), own.permits(deciding)];
  assert.equal(answer.value, "bureau");
  const freed = [() => matter.approver("2022-01-01"), () => matter.timeline(), () => own.lint(), () => own.compare(own, [], { asOf: "2022-06-01" })];
  freed.push(() => answer.reasons, () => answer.explain("zh"), () => permitted.explain("zh"), () => own.withProfile({ name: "x" }), () => log.at(0));
  freed.push(() => rulebook.audit(log, { asOf: "2022-06-01" }), () => own.ledger(), () => own.ask("{}"));
  for (const of of [own, log]) for (let times = 0; times < 2; times += 1) of.free();
  own[Symbol.dispose]();
  for (const ask of freed) assert.throws(ask, (error) => error instanceof LiandongError && /freed/.test(error.message), String(ask));
  assert.equal(JSON.stringify(ledger.asOf("2022-06-01")), JSON.stringify(audit));
  assert.equal(ledger.record({ ...decision, id: "E2", case: "C2" }).opened.length > 0, true);
  audit.free();
  ledger.free();
  for (const ask of [() => audit.findings.at(0), () => audit.duties.columns(), () => ledger.length]) assert.throws(ask, /freed/);
  assert.equal(rulebook.matter("M-01").approver("2022-01-01").value, "bureau");
});

test("a loop that frees what it made needs no more memory the longer it runs", async () => {
  const { memory } = (await import(files("liandong.js").href)).initSync();
  const round = () => {
    const own = new Rulebook(catalogue, { name: "ours" });
    const ledger = own.ledger([decision]);
    const made = [own, ledger, ledger.asOf("2022-06-01"), own.audit([decision], { asOf: "2022-06-01" }), own.asKnownOn("2022-01-01")];
    own.outlook([decision], { from: "2022-06-01", to: "2022-06-30" });
    own.compare(made[4], [decision], { asOf: "2022-06-01" });
    for (const one of made) one.free();
  };
  for (let times = 0; times < 200; times += 1) round();
  const before = memory.buffer.byteLength;
  for (let times = 0; times < 400; times += 1) round();
  assert.equal(memory.buffer.byteLength, before);
});

test("a log is read from CSV in whatever encoding, by Chinese and by own names", () => {
  const text = "时间,种类,办件,事项,主体,结果,备注\n2022-03-01 09:30,决定,C1,M-01,bureau,准予,\"无,\n误\"\n";
  const utf16 = new Uint8Array([0xff, 0xfe, ...new Uint8Array(Uint16Array.from(text, (own) => own.charCodeAt(0)).buffer)]);
  const gb18030 = Uint8Array.from(
    [0xca, 0xb1, 0xbc, 0xe4, 0x2c, 0xd6, 0xd6, 0xc0, 0xe0, 0x0a, ...Buffer.from("2022-03-01,"), 0xbe, 0xf6, 0xb6, 0xa8],
  );
  const logs = [EventLog.fromCsv(text), EventLog.fromCsv(new TextEncoder().encode(text)), EventLog.fromCsv(utf16)];
  assert.deepEqual(logs.map((log) => log.encoding), [undefined, "UTF-8", "UTF-16LE"]);
  for (const log of logs) {
    assert.deepEqual(log.at(0), { at: "2022-03-01T09:30:00", kind: "decision", case: "C1", matter: "M-01", actor: "bureau", result: "granted" });
    assert.deepEqual(log.unknownColumns, [{ place: 7, name: "备注" }]);
    assert.deepEqual([log.length, log.faults.length, log.delimiter, log.days], [1, 0, ",", { first: "2022-03-01", last: "2022-03-01" }]);
  }
  const old = EventLog.fromCsv(gb18030);
  assert.deepEqual([old.encoding, old.at(0).kind, old.length], ["GB18030", "decision", 1]);
  const own = EventLog.fromCsv("办结时间;动作\n44621;出证\n", {
    columns: { 办结时间: "at", 动作: "kind" }, values: { kind: { 出证: "decision" } }, serialDates: 1900,
  });
  assert.deepEqual([own.at(0), own.delimiter], [{ at: "2022-03-01", kind: "decision" }, ";"]);
});

test("bytes are taken in whatever view, and from another frame", () => {
  const file = new TextEncoder().encode("  at,kind\n2022-03-01,decision\n");
  const own = runInNewContext("new Uint8Array(given)", { given: [...file] });
  const views = [file.buffer, own, own.buffer, new DataView(file.buffer, 2), Buffer.from(file).subarray(2)];
  for (const view of views) assert.equal(EventLog.fromCsv(view).length, 1);
  const state = rulebook.ledger([decision]).state();
  assert.equal(rulebook.restoreLedger(state.buffer.slice(0)).length, 1);
  for (const none of [null, 3, {}, [1]]) assert.throws(() => EventLog.fromCsv(none), InputError);
});

test("GB18030 that is said to be UTF-8 is told line by line, and bytes that are nothing are counted", () => {
  const bytes = Uint8Array.from([...Buffer.from("at,kind,about\n2022-03-01,decision,"), 0xbe, 0xf6, ...Buffer.from("\n2022-03-02,decision,x\n")]);
  const wrong = EventLog.fromCsv(bytes, { encoding: "UTF-8" });
  assert.deepEqual([wrong.length, wrong.faults.at(0).line], [1, 2]);
  assert.match(wrong.faults.at(0).en, /not UTF-8/);
  const right = EventLog.fromCsv(bytes);
  assert.deepEqual([right.encoding, right.at(0).about, right.replacedLines], ["GB18030", "决", 0]);
  const lost = EventLog.fromCsv(Uint8Array.from([...bytes, ...Buffer.from("2022-03-03,decision,"), 0x80, 0xff, 0x0a]), { encoding: "GB18030" });
  assert.deepEqual([lost.length, lost.replacedLines], [3, 1]);
});

test("a header that tells nothing is refused, options too, each fault at once", () => {
  assert.throws(() => EventLog.fromCsv("甲|乙\n1|2\n"), (error) => error instanceof ReadError && error.faults.length === 2);
  for (const given of ["", "\n\n", new Uint8Array()]) assert.throws(() => EventLog.fromCsv(given), ReadError);
  assert.throws(() => EventLog.fromCsv("at,kind\n", { delimiter: "/", columns: { a: "b" } }), (error) => {
    assert.ok(error instanceof InputError);
    return error.faults.map(({ path }) => path).join() === "$.columns.a,$.delimiter";
  });
  assert.throws(() => EventLog.fromJson("{"), ReadError);
});

test("a row that is no event costs only itself, in every form", () => {
  const lines = EventLog.fromNdjson('{"at": "2022-03-01", "kind": "decision"}\nnothing\n{"at": "2022-03-02", "kind": "decision"}\n');
  assert.deepEqual([lines.length, [...lines.faults].map(({ line }) => line)], [2, [2]]);
  const table = EventLog.fromTable([["时间", "种类", "内容"], [new Date("2022-03-01T09:30:00Z"), "决定", "甲\n\"乙\",丙"], ["昨天", "决定"], [null, null]]);
  assert.deepEqual(table.at(0), { at: "2022-03-01T09:30:00", kind: "decision", about: "甲 \"乙\",丙" });
  assert.deepEqual([table.length, table.faults.at(0).line, table.faults.at(0).column], [1, 3, { place: 1, name: "时间" }]);
  const long = EventLog.fromCsv(`at,kind,about\n2022-03-01,decision,${"长".repeat(1_000_000)}\n`);
  assert.equal(long.at(0).about.length, 1_000_000);
});

test("an audit lists its findings one by one, as pages and as columns, with evidence and standing", () => {
  const audit = rulebook.audit([decision], { asOf: "2022-06-01" });
  const missing = audit.findings.slice().findIndex(({ code }) => code === "liaison-missing" || code === "pusher-not-designated");
  assert.ok(missing >= 0);
  assert.equal([...audit.findings].length, audit.findings.length);
  const [list, log, ids] = [[...audit.findings], EventLog.of([decision, push]), [decision, push].map(({ id }) => id)];
  for (const place of [0, 1, -1, -2, list.length, -list.length, -list.length - 1, 0.5, -0.5, NaN, Infinity]) {
    assert.deepEqual(audit.findings.at(place), list.at(place), `${place}`);
    assert.equal(log.at(place)?.id, ids.at(place), `${place}`);
    assert.deepEqual(audit.findings.slice(place), list.slice(place), `${place}`);
    assert.deepEqual(audit.findings.slice(0, place), list.slice(0, place), `${place}`);
  }
  const { code, from, events, eventOffsets } = audit.findings.columns();
  assert.deepEqual(Array.from(code.codes, (own) => code.values[own]), [...audit.findings].map((own) => own.code));
  assert.equal(from.length, audit.findings.length);
  assert.equal(eventOffsets.at(-1), events.length);
  const { status, norm, since } = audit.duties.columns();
  assert.deepEqual(Array.from(status.codes, (own) => status.values[own]), [...audit.duties].map((own) => own.status));
  assert.deepEqual([norm.codes.length, since.length], [audit.duties.length, audit.duties.length]);
  assert.match(audit.findings.at(missing, "zh").text, /[一-鿿]/);
  assert.equal(audit.evidence(missing).finding.code, audit.findings.at(missing).code);
  assert.match(audit.evidenceMarkdown(missing, { lang: "en" }), /^#/);
  for (const place of [-1, 1.5, NaN, 1e9]) assert.throws(() => audit.evidence(place), NoFindingError);
  const breaches = list.filter(({ severity, obligor }) => severity === "breach" && obligor === "bureau").length;
  assert.deepEqual(audit.standing.map(({ party }) => party), ["bureau"]);
  assert.equal(audit.standing.find(({ party }) => party === "bureau").breaches, breaches);
  assert.ok(breaches > 0);
  assert.deepEqual(audit.digests, rulebook.digests);
  audit.free();
});

test("an audit tells how far it is, and stops where it is told to or what it told fails", () => {
  const events = Array.from({ length: 20_000 }, (_, place) => ({ ...decision, id: `E${place}`, case: `C${place}` }));
  const log = EventLog.of(events);
  const told = [];
  rulebook.audit(log, { asOf: "2022-06-01", onProgress: (done, all) => void told.push([done, all]) });
  assert.ok(told.length > 1 && told.every(([done, all]) => done <= all && all === 20_000));
  assert.throws(() => rulebook.audit(log, { asOf: "2022-06-01", onProgress: () => false }), StoppedError);
  const own = new RangeError("mine");
  assert.throws(() => rulebook.audit(log, { asOf: "2022-06-01", onProgress: () => { throw own; } }), (error) => error === own);
});

test("an audit's options are refused all at once", () => {
  assert.throws(() => rulebook.audit([], {}), InputError);
  assert.throws(() => rulebook.audit([], { asOf: "nie" }), InputError);
  assert.throws(
    () => rulebook.audit([], { asOf: "2022-06-01", norms: ["2.6b", "9.9z"], known: "later" }),
    (error) => error.faults.map(({ path }) => path).join() === "$.known,$.norms[1]",
  );
  for (const [name, wrong] of [["norms", "2.6b"], ["norms", null], ["form", "2022-01-01"], ["from", "2022-02-30"], ["to", NaN]]) {
    for (const method of ["audit", "sensitivity"]) {
      assert.throws(
        () => rulebook[method]([], { asOf: "2022-06-01", [name]: wrong }),
        (error) => error instanceof InputError && error.faults[0].path === `$.${name}`,
        `${method} ${name}`,
      );
    }
  }
  assert.equal(rulebook.audit([], { asOf: "2022-06-01", norms: [], from: undefined }).findings.length, 0);
});

test("a ledger says what an audit says, and comes back from its state", () => {
  const ledger = rulebook.ledger([decision]);
  const effect = ledger.record(push);
  assert.equal(effect.asOf, "2022-03-01T10:00:00");
  ledger.keep({ ...push, id: "E3" });
  assert.equal(ledger.length, 3);
  const plain = (audit) => JSON.stringify(audit);
  assert.equal(plain(ledger.asOf("2022-06-01")), plain(rulebook.audit(ledger.events, { asOf: "2022-06-01" })));
  assert.equal(plain(rulebook.restoreLedger(ledger.state()).asOf("2022-06-01")), plain(ledger.asOf("2022-06-01")));
  assert.throws(() => rulebook.restoreLedger(Uint8Array.of(1, 2, 3)), InputError);
  assert.throws(() => ledger.record({ kind: 3 }), InputError);
});

test("what is due leaves as a calendar's file in both languages", () => {
  const outlook = rulebook.outlook([], { from: "2023-12-01", to: "2023-12-31", lang: "zh" });
  assert.ok(outlook.entries.length > 0 && outlook.entries[0].text.length > 0);
  for (const lang of ["zh", "en"]) assert.ok(outlook.toIcs(lang).startsWith("BEGIN:VCALENDAR\r\n"));
});

test("a comparison is about two rulebooks, a sensitivity about one", () => {
  const planned = rulebook.withTransfers([{ matter: "M-02", kind: "transfer", effective: "2022-05-01", decided_by: "committee" }]);
  const { competence } = rulebook.compare(planned, [decision], { asOf: "2022-06-01" });
  assert.deepEqual(competence.map(({ matter, from, before, after }) => [matter, from, before, after]), [["M-02", "2022-05-01", "d1", "bureau"]]);
  assert.ok(rulebook.sensitivity([decision], { asOf: "2022-06-01" }).length > 0);
});

test("ask answers in the wire format", () => {
  const answer = JSON.parse(rulebook.ask('{"ask":"approver","matter":"M-01","on":"2022-01-01"}'));
  assert.equal(answer.value, "bureau");
  assert.equal(JSON.parse(rulebook.ask("")).error.kind, "input");
});

test("`require` and the browsers' entry answer the same as `import`", async () => {
  const required = createRequire(import.meta.url)(files("cjs/node.js").pathname);
  const web = await import(files("web.js").href);
  const asked = ({ Rulebook }) => JSON.stringify(new Rulebook(catalogue).matter("M-01").approver("2022-01-01"));
  assert.equal(asked(required), asked(liandong));
  assert.equal(asked(web), asked(liandong));
  assert.throws(() => new required.Rulebook("{}"), required.InputError);
});

test("every member of a class or interface says what it is where an editor shows its type", async () => {
  const [bare, seen] = [[], []];
  for (const name of (await readdir(files("."))).filter((name) => name.endsWith(".d.ts"))) {
    for (const [body] of (await readFile(files(name), "utf8")).matchAll(/^export (declare |abstract )*(interface|class) [^]*?^}/gm)) {
      const lines = body.split("\n");
      const own = lines.flatMap((line, place) => (/^ {4}(?!private |constructor|#)[\w[].*[;{]$/.test(line) ? [place] : []));
      seen.push(...own);
      bare.push(...own.filter((place) => !lines[place - 1].endsWith("*/")).map((place) => `${name}: ${lines[place].trim()}`));
    }
  }
  assert.ok(seen.length > 300, `${seen.length} members`);
  assert.deepEqual(bare, []);
});
