// What enters: the columns of an audit's findings, and a choice of them. What leaves: which findings in which order, and counts.
//
// One pass over the columns tells for each row which facets leave it out: none, and it is shown; one, and that facet counts it.

import type { FindingColumns, TextColumn as Coded } from "liandong";
import { type Bar, type Choice, type Counts, FACETS, type Facet, type Shown, type Sort } from "./protocol";

const NONE = 0xffff_ffff;
const SEVERITIES = ["breach", "review", "info"] as const;

/** A facet: for each row the place of its value; what has none stands at the end of the values as an empty text. */
interface Values {
  readonly of: Uint32Array;
  readonly values: readonly string[];
}

export class Table {
  readonly length: number;
  readonly #facets: Readonly<Record<Facet, Values>>;
  /** The order of the rows that are shown. */
  order: Uint32Array = new Uint32Array();

  /** `days` has the day number of each row, `NaN` for none; `words` what else a text of a column is called. */
  constructor(
    readonly columns: FindingColumns,
    readonly days: Float64Array,
    readonly words: (text: string) => string,
  ) {
    this.length = columns.code.codes.length;
    this.#facets = {
      severity: whole(columns.severity),
      department: whole(columns.obligor),
      norm: whole(columns.norm),
      code: whole(columns.code),
      month: months(days),
    };
  }

  show(choice: Choice): Shown {
    const passes = FACETS.map((facet) => wanted(this.#facets[facet], choice.facets[facet]));
    const found = this.#found(choice.text);
    const columns = FACETS.map((facet) => this.#facets[facet].of);
    const counts = FACETS.map((facet) => new Uint32Array(this.#facets[facet].values.length));
    const bars = [this.#facets.department, this.#facets.month].map((own) => new Uint32Array(own.values.length * 3));
    const severity = this.#facets.severity;
    const rank = severity.values.map((value) => SEVERITIES.findIndex((own) => own === value));
    const rows = new Uint32Array(this.length);
    let shown = 0;
    for (let row = 0; row < this.length; row += 1) {
      if (!found(row)) continue;
      let left = -1;
      for (let facet = 0; facet < passes.length; facet += 1) {
        const pass = passes[facet];
        if (pass && !pass[columns[facet]![row]!]) left = left === -1 ? facet : -2;
        if (left === -2) break;
      }
      if (left === -2) continue;
      if (left >= 0) {
        counts[left]![columns[left]![row]!]! += 1;
        continue;
      }
      rows[shown] = row;
      shown += 1;
      for (let facet = 0; facet < columns.length; facet += 1) counts[facet]![columns[facet]![row]!]! += 1;
      const own = rank[severity.of[row]!]!;
      bars[0]![this.#facets.department.of[row]! * 3 + own]! += 1;
      bars[1]![this.#facets.month.of[row]! * 3 + own]! += 1;
    }
    this.order = this.#sorted(rows.subarray(0, shown), choice.sort, choice.descending);
    const told = FACETS.map((facet, at): [Facet, Counts] => [facet, listed(this.#facets[facet], counts[at]!)]);
    return {
      length: shown,
      counts: Object.fromEntries(told) as Record<Facet, Counts>,
      byDepartment: barsOf(this.#facets.department, bars[0]!).sort((one, other) => total(other) - total(one)),
      byMonth: barsOf(this.#facets.month, bars[1]!),
    };
  }

  /** Whether a row has a text, in its ids, its words or their names. */
  #found(text: string): (row: number) => boolean {
    const parts = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (parts.length === 0) return () => true;
    const { subject, obligor, to, actor, code, norm } = this.columns;
    const columns = [subject, obligor, to, actor, code, norm];
    const each = parts.map((part) =>
      columns.map((column) => {
        const has = new Uint8Array(column.values.length);
        column.values.forEach((value, at) => {
          has[at] = value.toLowerCase().includes(part) || this.words(value).toLowerCase().includes(part) ? 1 : 0;
        });
        return { codes: column.codes, has };
      }),
    );
    return (row) => each.every((part) => part.some(({ codes, has }) => has[codes[row]!] === 1));
  }

  #sorted(rows: Uint32Array, sort: Sort, descending: boolean): Uint32Array {
    const keys = this.#keys(sort);
    const order = rows.slice();
    const sign = descending ? -1 : 1;
    // What has no key comes last either way.
    order.sort((one, other) => {
      const [first, second] = [keys[one]!, keys[other]!];
      if (first === second) return one - other;
      if (Number.isNaN(first)) return Number.isNaN(second) ? one - other : 1;
      if (Number.isNaN(second)) return -1;
      return sign * (first - second);
    });
    return order;
  }

  #keys(sort: Sort): Float64Array {
    switch (sort) {
      case "day":
        return this.days;
      case "elapsed":
        return elapsed(this.columns);
      case "severity":
        return keysOf(this.columns.severity, (value) => SEVERITIES.findIndex((own) => own === value));
      case "department":
        return ranked(this.columns.obligor);
      case "norm":
        return ranked(this.columns.norm);
      case "code":
        return ranked(this.columns.code);
      case "subject":
        return ranked(this.columns.subject);
    }
  }
}

/** Minutes that passed. */
function elapsed({ elapsedMinutes, elapsedDays }: FindingColumns): Float64Array {
  return elapsedMinutes.map((minutes, row) => (Number.isNaN(minutes) ? elapsedDays[row]! * 1_440 : minutes));
}

function keysOf(column: Coded, key: (value: string) => number): Float64Array {
  const keys = column.values.map(key);
  return Float64Array.from(column.codes, (code) => keys[code] ?? Number.NaN);
}

function ranked(column: Coded): Float64Array {
  const places = column.values.map((_, at) => at);
  const collator = new Intl.Collator("en", { numeric: true });
  places.sort((one, other) => collator.compare(column.values[one]!, column.values[other]!));
  const ranks = new Float64Array(places.length);
  places.forEach((place, rank) => {
    ranks[place] = rank;
  });
  return Float64Array.from(column.codes, (code) => ranks[code] ?? Number.NaN);
}

function whole({ codes, values }: Coded): Values {
  const none = values.length;
  return { of: codes.map((code) => (code === NONE ? none : code)), values: [...values, ""] };
}

function months(days: Float64Array): Values {
  const known = new Map<number, number>();
  const values: string[] = [];
  const of = new Uint32Array(days.length);
  for (let row = 0; row < days.length; row += 1) {
    const day = days[row]!;
    let place = known.get(day);
    if (place === undefined) {
      const month = Number.isNaN(day) ? "" : new Date(day * 86_400_000).toISOString().slice(0, 7);
      place = values.indexOf(month);
      if (place < 0) place = values.push(month) - 1;
      known.set(day, place);
    }
    of[row] = place;
  }
  return { of, values };
}

function wanted({ values }: Values, chosen: readonly string[] | undefined): Uint8Array | undefined {
  if (!chosen || chosen.length === 0) return undefined;
  return Uint8Array.from(values, (value) => (chosen.includes(value) ? 1 : 0));
}

function listed({ values }: Values, counts: Uint32Array): Counts {
  const told = values.map((value, at): [string, number] => [value, counts[at]!]);
  return told.filter(([, count]) => count > 0);
}

function barsOf({ values }: Values, counts: Uint32Array): Bar[] {
  const bars = values.map((value, at) => {
    const [breach = 0, review = 0, info = 0] = counts.subarray(at * 3, at * 3 + 3);
    return { value, breach, review, info };
  });
  return bars.filter((bar) => total(bar) > 0).sort((one, other) => (one.value < other.value ? -1 : 1));
}

function total(bar: Bar): number {
  return bar.breach + bar.review + bar.info;
}
