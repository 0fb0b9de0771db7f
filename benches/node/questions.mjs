// In: a folder with the catalogue and the answers of benches/src/bin/approver.rs. Out: the questions in their order, the
// records as a host of an engine holds them, and the answer that each question has to get.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const DAY = 86_400_000;

/** A day as engines read it, from the days since 1970. */
export const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** The day from which the Measures are in force. */
export const IN_FORCE = { day: dayOf("2021-03-29"), date: "2021-03-29" };

const FIRST = dayOf("2016-01-01");
const DAYS = 3_650;

function dayOf(date) {
  return Date.parse(date) / DAY;
}

export class Questions {
  /** The catalogue's text. */
  catalogue;
  /** Of each question the place of its matter. */
  places;
  /** Of each question its day, as days since 1970; its date is `date(row)`. */
  days;
  /** The ids of the matters, as texts of their own. */
  ids;
  /** Of each matter: who had it at first, and from when the Bureau has it, where it has. */
  records;
  /** The id of the Bureau. */
  bureau;
  #dates;
  #parties;
  #answers;

  constructor(folder, count) {
    this.catalogue = readFileSync(join(folder, "catalogue.json"), "utf8");
    const { matters, parties, zone } = JSON.parse(this.catalogue);
    this.places = Uint32Array.from({ length: count }, (_, row) => (row * 7_919) % matters.length);
    this.days = Int32Array.from({ length: count }, (_, row) => FIRST + ((row * 523) % DAYS));
    this.#dates = Array.from({ length: DAYS }, (_, row) => iso(FIRST + ((row * 523) % DAYS)));
    this.ids = matters.map((matter) => matter.id);
    this.records = matters.map(({ id, original, transfers }) => {
      const from = transfers?.[0]?.effective;
      return { id, original, takenIn: from ?? null, takenInDay: from === undefined ? null : dayOf(from) };
    });
    this.bureau = zone.bureau;
    this.#parties = parties.map((party) => party.id).sort();
    const bytes = readFileSync(join(folder, "approvers.u32"));
    this.#answers = new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  }

  get count() {
    return this.places.length;
  }

  date(row) {
    return this.#dates[row % DAYS];
  }

  /** What Rust answered: the id of a party, or `undefined` where the Measures were not in force. */
  answer(row) {
    return this.#parties[this.#answers[row]];
  }

  /** Ends the run where an answer to one of the first questions is another than Rust's. */
  compare(name, count, ask) {
    for (let row = 0; row < count; row += 1) {
      const [theirs, right] = [ask(row), this.answer(row)];
      if (theirs !== right) {
        throw new Error(`${name} answers ${theirs} of ${this.ids[this.places[row]]} on ${this.date(row)}, Rust ${right}`);
      }
    }
  }
}
