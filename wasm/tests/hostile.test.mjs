// Whatever is put in, nothing but an error comes out: no trap of the module, no value that is neither, nothing changed afterwards.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { liandong } from "./package.mjs";

const { EventLog, LiandongError, Rulebook } = liandong;
const catalogue = await readFile(new URL("../../tests/sample/catalogue.json", import.meta.url), "utf8");
const cyclic = {};
cyclic.own = cyclic;
const GARBAGE = [
  undefined, null, true, 0, -1, 1.5, NaN, Infinity, 1e20, 2 ** 32, 10n, "", " ", "\0", "\ud800", "S-001", "2023-05-01", "2023-02-30",
  "9999-12-31", "zh", "过".repeat(20_000), "[".repeat(20_000), "{}", "[]", '{"ask":"audit"}', Symbol("own"), {}, [], [null], [[]], cyclic,
  { asOf: "2023-05-01" }, { asOf: "2023-05-01", norms: [1], from: {}, to: [] }, { event: null }, { event: {} }, { yearOpened: { year: 1e9 } },
  { weekOpened: { week: "2023-W99" } }, { transfer: { matter: "S-001", on: NaN } }, new Date(NaN), new Date(8.64e15), new Date("2023-05-01"),
  () => {}, new Uint8Array([0xff, 0xfe, 0x00]), new Uint8Array(), new Uint32Array([0, 1, 4_294_967_295]), new Int32Array([0]),
  { kind: "decision", at: "2023-05-01" }, [{ kind: "decision", at: "2023-05-01" }], Object.create(null), new Proxy({}, {}),
];

// A pseudo-random walk that is the same at every run.
function* walk(seed) {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** Every method and getter that an object has, up to its class. */
function members(object) {
  const names = new Set();
  for (let own = object; own !== null && own !== Object.prototype && own !== Function.prototype; own = Object.getPrototypeOf(own)) {
    for (const name of Reflect.ownKeys(own)) names.add(name);
  }
  const left = new Set(["constructor", "free", "raw", "prototype", "length", "name", "caller", "arguments", Symbol.dispose]);
  return [...names].filter((name) => !left.has(name));
}

// The language's own refusals (a symbol in a text, a cycle in JSON, a big number in an array) are errors as good as ours.
const isFair = (error) =>
  error instanceof LiandongError || error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;

test("no method traps or gives nonsense, whatever it is called with", () => {
  const rulebook = new Rulebook(catalogue);
  const log = EventLog.of([{ id: "E1", kind: "decision", at: "2023-05-01", case: "C1", matter: "S-001", actor: "bureau" }]);
  const audit = rulebook.audit(log, { asOf: "2023-12-31" });
  const before = [JSON.stringify(audit), JSON.stringify(rulebook.digests)];
  const targets = {
    Rulebook, EventLog, rulebook, log, audit, matter: rulebook.matters[0], party: rulebook.parties[0], person: rulebook.persons[0],
    package: rulebook.packages[0], ledger: rulebook.ledger(), findings: audit.findings, duties: audit.duties, faults: log.faults,
    answer: rulebook.matters[0].approver("2023-05-01"), outlook: rulebook.outlook(log, { from: "2023-05-01", to: "2023-06-01" }),
  };
  const random = walk(7);
  const pick = () => GARBAGE[Math.floor(random.next().value * GARBAGE.length)];
  let calls = 0;
  for (const [kind, target] of Object.entries(targets)) {
    for (const name of members(target)) {
      const method = target[name];
      if (typeof method !== "function") continue;
      for (const first of GARBAGE) {
        for (const given of [[first], [first, pick()], [pick(), first], [pick(), pick(), first]]) {
          calls += 1;
          try {
            method.apply(target, given);
          } catch (error) {
            const what = `${kind}.${String(name)}(${given.map((own) => typeof own)}): ${error?.stack}`;
            assert.ok(isFair(error) && !(error instanceof WebAssembly.RuntimeError), what);
          }
        }
      }
    }
  }
  for (const first of GARBAGE) {
    for (const second of [undefined, ...GARBAGE]) {
      try {
        new Rulebook(first, second);
      } catch (error) {
        assert.ok(isFair(error), String(error?.stack));
      }
    }
  }
  assert.deepEqual([JSON.stringify(audit), JSON.stringify(rulebook.digests)], before);
  assert.ok(calls > 5_000, `${calls} calls`);
  console.log(`${calls} calls`);
});

test("a file that was cut, or in which bytes were changed, is a log or an error, never anything else", () => {
  const text = "id,at,kind,case,matter,actor,result,about\nE1,2023-05-01T09:30,decision,C1,S-001,bureau,granted,\"a, \"\"b\"\"\n c\"\nE2,2023-05-02,受理,C2,S-002,econ,,决\n";
  const bytes = new TextEncoder().encode(text);
  const random = walk(11);
  for (let turn = 0; turn < 4_000; turn += 1) {
    const own = bytes.slice(0, 1 + Math.floor(random.next().value * bytes.length));
    for (let times = random.next().value * 4; times > 0; times -= 1) {
      own[Math.floor(random.next().value * own.length)] = Math.floor(random.next().value * 256);
    }
    for (const read of [EventLog.fromCsv, EventLog.fromNdjson, EventLog.fromJson]) {
      try {
        const log = read(own);
        assert.ok(log.length >= 0 && [...log.faults].every(({ en, zh, line }) => en && zh && line > 0));
        log.free();
      } catch (error) {
        assert.ok(error instanceof LiandongError, String(error?.stack));
      }
    }
  }
});
