// The façade: in come a catalogue and a profile, once; then questions. Out come answers with their reasons.

import { FullAnswer, type Answer, type WireAnswer } from "./answer.js";
import type { Digests, Relation, Silence, Verdict } from "./answers.js";
import { Audit, Outlook, wireAsOf, wireScope, type Scope } from "./audit.js";
import { camel, read } from "./camel.js";
import type { Act, LogLike, OnProgress, Trigger, Zone } from "./asked.js";
import type { Lang, Norm, TransferStatus } from "./codes.js";
import { calling, errorOf, refused, type Fault } from "./errors.js";
import type { Difference, Duty, Lint, Trial } from "./findings.js";
import { bytes, json, option } from "./given.js";
import { Held } from "./held.js";
import { Matter, Package, Party, Person, type Asks } from "./handles.js";
import { Book, Judged, Kept, compare, outlook, sensitivity } from "./liandong.js";
import { Ledger } from "./ledger.js";
import { over } from "./log.js";
import { Points } from "./point.js";
import type { CatalogueRecord, PartyRecord, PlannedTransfer, ProfileRecord, ProjectRecord } from "./records.js";
import { dayNumber, wireDay, type DayLike, type WhenLike } from "./time.js";

/** What a rulebook is made of. */
interface Facts {
  readonly zone: Zone;
  readonly digests: Digests;
  readonly warnings: readonly Fault[];
}

/**
 * A catalogue and a profile, compiled once; immutable.
 *
 * ```js
 * const rulebook = new Rulebook(await (await fetch("catalogue.json")).text());
 * const answer = rulebook.matter("M-01").approver("2022-01-01");
 * console.log(answer.value ?? answer.silence, answer.explain("zh"));
 * ```
 */
export class Rulebook {
  readonly #book: Held<Book>;
  readonly #source: string;
  #points: Points | undefined;
  #known: (Facts & { readonly profile: ProfileRecord; readonly parties: readonly Party[] }) | undefined;
  #record: CatalogueRecord | undefined;
  #matters: readonly Matter[] | undefined;
  #byId: Map<string, Matter> | undefined;
  readonly #asks: Asks = {
    answer: (question, lang) => this.#answer(question, lang),
    value: (question, lang) => this.#value(question, lang),
    points: () => this.#pointed(),
  };

  /**
   * A rulebook of a catalogue, in JSON or as an object, with the text's own readings and no limits unless a profile is given.
   *
   * @throws {InputError} with every fault of the catalogue or profile
   */
  constructor(catalogue: string | CatalogueRecord, profile?: string | ProfileRecord);
  /** @internal */
  constructor(catalogue: string | CatalogueRecord, profile: undefined, book: Book);
  constructor(catalogue: string | CatalogueRecord, profile?: string | ProfileRecord, book?: Book) {
    this.#source = json(catalogue);
    this.#book = new Held(book ?? calling(() => compiled(this.#source, profile)));
  }

  #changed(change: (book: Book) => Book): Rulebook {
    return new Rulebook(this.#source, undefined, calling(() => change(this.#book.raw)));
  }

  /**
   * Another rulebook of the same catalogue, with the readings, limits and calendar of a profile.
   *
   * @throws {InputError} with every fault of the profile
   */
  withProfile(profile: string | ProfileRecord): Rulebook {
    return this.#changed((book) => book.with_profile(json(profile)));
  }

  /**
   * Another rulebook with transfers beside those of the catalogue: what would change if these matters were transferred.
   *
   * @throws {InputError} with every fault of the transfers
   */
  withTransfers(transfers: string | readonly PlannedTransfer[]): Rulebook {
    return this.#changed((book) => book.with_transfers(json(transfers)));
  }

  /**
   * The rulebook as it was known on a day: without the records made later.
   *
   * @throws {InputError} when the day is none
   */
  asKnownOn(day: DayLike): Rulebook {
    return this.#changed((book) => book.as_known_on(dayNumber(day, "$.day")));
  }

  get #facts() {
    if (this.#known === undefined) {
      const own = JSON.parse(this.#book.raw.facts());
      this.#known = {
        ...camel<Facts>({ zone: own.zone, digests: own.digests, warnings: own.warnings }),
        profile: own.profile,
        parties: own.parties.map((own: PartyRecord) => new Party(this.#asks, own.id, own.name, own.name_en, own.kind)),
      };
    }
    return this.#known;
  }

  /** The zone. */
  get zone(): Zone {
    return this.#facts.zone;
  }

  /** The profile in use, as a file holds it. */
  get profile(): ProfileRecord {
    return this.#facts.profile;
  }

  /** SHA-256 of what every answer rests on. */
  get digests(): Digests {
    return this.#facts.digests;
  }

  /** Codes of the catalogue that have a known form and fail its own check. */
  get warnings(): readonly Fault[] {
    return this.#facts.warnings;
  }

  /** The catalogue as it was given. */
  get catalogue(): CatalogueRecord {
    return (this.#record ??= JSON.parse(this.#source) as CatalogueRecord);
  }

  /** Every matter, in the order of the ids. */
  get matters(): readonly Matter[] {
    if (this.#matters === undefined) {
      const own: [string, string, string | null, string[]][] = JSON.parse(this.#book.raw.matters());
      this.#matters = own.map(([id, name, nameEn, codes], index) => new Matter(this.#asks, index, id, name, nameEn, codes));
    }
    return this.#matters;
  }

  /** Every party, in the order of the ids. */
  get parties(): readonly Party[] {
    return this.#facts.parties;
  }

  /** Every person, in the order of the catalogue. */
  get persons(): readonly Person[] {
    return (this.catalogue.persons ?? []).map((own) => new Person(this.#asks, own));
  }

  /** Every package, in the order of the catalogue. */
  get packages(): readonly Package[] {
    return (this.catalogue.packages ?? []).map((own) => new Package(this.#asks, own));
  }

  /** Every project as recorded. */
  get projects(): readonly ProjectRecord[] {
    return this.catalogue.projects ?? [];
  }

  /**
   * The matter of an id.
   *
   * @throws {UnknownIdError} with the nearest known ids
   */
  matter(id: string): Matter {
    this.#byId ??= new Map(this.matters.map((own) => [own.id, own]));
    return this.#byId.get(id) ?? this.#refuse({ ask: "timeline", matter: id });
  }

  /**
   * The party of an id.
   *
   * @throws {UnknownIdError} with the nearest known ids
   */
  party(id: string): Party {
    const own = this.parties.find((own) => own.id === id);
    return own ?? this.#refuse({ ask: "responsibilities", party: id, on: "2021-03-29" });
  }

  /**
   * The person of an id.
   *
   * @throws {UnknownIdError} with the nearest known ids
   */
  person(id: string): Person {
    const own = this.persons.find((own) => own.id === id);
    return own ?? this.#refuse({ ask: "responsibilities", person: id, on: "2021-03-29" });
  }

  /**
   * The package of an id.
   *
   * @throws {UnknownIdError} with the nearest known ids
   */
  package(id: string): Package {
    const own = this.packages.find((own) => own.id === id);
    return own ?? this.#refuse({ ask: "package", package: id, on: "2021-03-29" });
  }

  /** Asks what the core refuses. */
  #refuse(question: object): never {
    this.#asked(question);
    throw new Error("unreachable: the core knows an id that the catalogue does not");
  }

  /**
   * Who approves each of many matters on a day, or each on a day of its own: a code a row, for `partyOf`.
   *
   * Matters are given by their `index`, days as numbers since 1970-01-01. A row without such a matter or day has the code
   * 0xffffffff.
   *
   * @throws {InputError} when these are no such columns, or not as long as each other
   */
  approvers(matters: Uint32Array, days: Int32Array | DayLike): Uint32Array {
    return this.#pointed().codes("approver", matters, many(matters, days));
  }

  /**
   * Where the transfer of each of many matters stands, as `approvers`: a code a row, for `statusOf`.
   *
   * @throws {InputError} when these are no such columns, or not as long as each other
   */
  statuses(matters: Uint32Array, days: Int32Array | DayLike): Uint32Array {
    return this.#pointed().codes("status", matters, many(matters, days));
  }

  /** What a code of `approvers` stands for: a party's id, a silence, or `undefined` where there was no such matter or day. */
  partyOf(code: number): string | Silence | undefined {
    return this.#pointed().partyOf(code);
  }

  /** What a code of `statuses` stands for. */
  statusOf(code: number): TransferStatus | Silence | undefined {
    return this.#pointed().statusOf(code);
  }

  #pointed(): Points {
    return (this.#points ??= new Points(this.#book, this.parties.map((own) => own.id), () => this.digests));
  }

  /**
   * Whether a party may do an act, and what would permit it.
   *
   * @throws {UnknownIdError} when a party, person or matter is unknown
   * @throws {InputError} when the act needs a matter, or a day is none
   */
  permits(act: Act, lang?: Lang): Answer<Verdict> {
    const { on, acceptedOn, ...rest } = act;
    const accepted_on = acceptedOn === undefined ? undefined : wireDay(acceptedOn, "$.acceptedOn");
    return this.#answer({ ask: "permits", ...rest, on: wireDay(on, "$.on"), accepted_on }, lang);
  }

  /**
   * The label of a relation between parties (1, 2.6e).
   *
   * @throws {UnknownIdError} when a party is unknown
   */
  relation(norm: Norm, from: readonly string[], to: readonly string[], lang?: Lang): Answer<Relation> {
    return this.#answer({ ask: "relation", norm, from, to }, lang);
  }

  /**
   * What an event or a dated fact sets off.
   *
   * @throws {UnknownIdError} when the fact names what the catalogue does not hold
   * @throws {InputError} when it is no trigger
   */
  duties(trigger: Trigger, lang?: Lang): readonly Duty[] {
    const given = Object.entries(trigger ?? {}) as [string, { readonly on?: DayLike } | null][];
    const facts = given.map(([name, fact]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      fact?.on === undefined ? fact : { ...fact, on: wireDay(fact.on, `$.${name}.on`) },
    ]);
    return this.#value({ ask: "duties", trigger: Object.fromEntries(facts) }, lang);
  }

  /** Gaps, overlaps and contradictions of the catalogue and the profile themselves, each with a day on which it shows. */
  lint(lang?: Lang): readonly Lint[] {
    return this.#value({ ask: "lint" }, lang);
  }

  /**
   * Judges a log as of a day or moment.
   *
   * @throws {InputError} with every fault of the scope
   * @throws {StoppedError} when `onProgress` gives `false`
   */
  audit(log: LogLike, scope: Scope & { readonly onProgress?: OnProgress | undefined }): Audit {
    const asOf = wireAsOf(scope.asOf);
    const judged = over(log, (raw) => new Judged(this.#book.raw, raw, asOf, wireScope(scope), scope.onProgress));
    return new Audit(judged, this.digests);
  }

  /**
   * What is due in a period by what is known as of a day or moment, by default its first day.
   *
   * @throws {InputError} when a day is none
   */
  outlook(
    log: LogLike,
    period: { readonly from: DayLike; readonly to: DayLike; readonly asOf?: WhenLike | undefined; readonly lang?: Lang | undefined },
  ): Outlook {
    const [from, to] = [dayNumber(period.from, "$.from"), dayNumber(period.to, "$.to")];
    const asOf = wireAsOf(period.asOf ?? from);
    return new Outlook(over(log, (raw) => outlook(this.#book.raw, raw, asOf, from, to, option(period.lang))) as string[]);
  }

  /**
   * In what another rulebook answers differently over a log: other transfers, other readings.
   *
   * @throws {InputError} when the two are of different zones, with every fault of the scope
   */
  compare(other: Rulebook, log: LogLike, scope: Scope & { readonly lang?: Lang | undefined }): Difference {
    const asOf = wireAsOf(scope.asOf);
    const [own, others] = [this.#book.raw, other.#book.raw];
    return read(over(log, (raw) => compare(own, others, raw, asOf, wireScope(scope), option(scope.lang))));
  }

  /**
   * How many findings change with each other choice of the profile.
   *
   * @throws {InputError} with every fault of the scope
   */
  sensitivity(log: LogLike, scope: Scope): readonly Trial[] {
    const asOf = wireAsOf(scope.asOf);
    return read(over(log, (raw) => sensitivity(this.#book.raw, raw, asOf, wireScope(scope))));
  }

  /** A ledger for events as they happen, empty or with those of a log. */
  ledger(log?: LogLike): Ledger {
    const kept = log === undefined ? new Kept(this.#book.raw) : over(log, (raw) => Kept.of(this.#book.raw, raw));
    return new Ledger(kept, this.digests);
  }

  /**
   * A ledger from the state that another left.
   *
   * @throws {InputError} when it is none, or of another rulebook
   */
  restoreLedger(state: Uint8Array | ArrayBuffer): Ledger {
    return new Ledger(calling(() => Kept.restored(this.#book.raw, bytes(state))), this.digests);
  }

  /** Answers a question of the wire format, JSON to JSON; refusals are answers too. See core/schema/question.json. */
  ask(question: string): string {
    return this.#book.raw.ask(json(question));
  }

  #asked(question: object, lang?: Lang): object {
    const answer = JSON.parse(this.#book.raw.ask(JSON.stringify({ ...question, lang })));
    if (answer.error !== undefined) throw errorOf(answer.error, question);
    return answer;
  }

  #answer<T>(question: object, lang?: Lang): Answer<T> {
    const own = camel<WireAnswer<T>>(this.#asked(question, lang));
    return new FullAnswer(own, (lang) => this.#asked(question, lang)) as unknown as Answer<T>;
  }

  #value<T>(question: object, lang?: Lang): T {
    return camel<{ value: T }>(this.#asked(question, lang)).value;
  }

  /**
   * Gives its memory back at once; otherwise that happens when nothing refers to it any more. It and its matters answer
   * nothing afterwards; its audits and ledgers live on.
   */
  free(): void {
    this.#points = undefined;
    this.#book.free();
  }

  /** As `free`, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }
}

function many(matters: Uint32Array, days: Int32Array | DayLike): Int32Array {
  const each = days instanceof Int32Array;
  if (!(matters instanceof Uint32Array) || (each && days.length !== matters.length)) {
    throw refused("$.matters", "no Uint32Array with as many days; give one a row", "不是 Uint32Array 或与日期不等长；请逐行给出");
  }
  return each ? days : Int32Array.of(dayNumber(days, "$.days"));
}

function compiled(catalogue: string, profile?: string | ProfileRecord): Book {
  const plain = new Book(catalogue);
  if (profile === undefined) return plain;
  try {
    return plain.with_profile(json(profile));
  } finally {
    plain.free();
  }
}
