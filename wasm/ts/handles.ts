// Things of a rulebook: in come a day and perhaps a language, out answers about that thing.

import type { Answer } from "./answer.js";
import type { Assignment, Binding, PackageView, Stretch } from "./answers.js";
import type { Lang, TransferStatus } from "./codes.js";
import type { Points } from "./point.js";
import type { PackageRecord, PartyKind, PersonRecord } from "./records.js";
import { dayNumber, wireDay, type DayLike } from "./time.js";

/** How a rulebook is asked in the wire format. @internal */
export interface Asks {
  answer<T>(question: object, lang?: Lang): Answer<T>;
  value<T>(question: object, lang?: Lang): T;
  points(): Points;
}

/** A matter of a rulebook, found once: its questions cost less than those by id. */
export class Matter {
  /** The adopter's id. */
  readonly id: string;
  /** Its name in Chinese. */
  readonly name: string;
  /** Its name in English, where recorded. */
  readonly nameEn: string | undefined;
  /** Its codes as recorded. */
  readonly codes: readonly string[];
  /** Its place among the rulebook's `matters`: what batches take. */
  readonly index: number;
  readonly #asks: Asks;

  /** @internal */
  constructor(asks: Asks, index: number, id: string, name: string, nameEn: string | null, codes: readonly string[]) {
    this.id = id;
    this.name = name;
    this.nameEn = nameEn ?? undefined;
    this.codes = codes;
    this.index = index;
    this.#asks = asks;
  }

  /**
   * Who accepts, examines and decides it on a day (2.4c, 2.5a): the party's id.
   *
   * With `acceptedOn`, the day on which the case was accepted, for profiles under which the accepting authority finishes
   * pending cases (在途件).
   *
   * @throws {InputError} when a day is none
   */
  approver(on: DayLike, options?: { readonly acceptedOn?: DayLike | undefined }): Answer<string> {
    if (options?.acceptedOn === undefined) return this.#asks.points().approver(this.index, dayNumber(on, "$.on"));
    const accepted_on = wireDay(options.acceptedOn, "$.acceptedOn");
    return this.#asks.answer({ ask: "approver", matter: this.id, on: wireDay(on, "$.on"), accepted_on });
  }

  /**
   * Where its transfer (划转) stands on a day (2.4c, 2.4d).
   *
   * @throws {InputError} when the day is none
   */
  status(on: DayLike): Answer<TransferStatus> {
    return this.#asks.points().status(this.index, dayNumber(on, "$.on"));
  }

  /**
   * Who bears which function of it on a day (2.4c, 2.5a, 2.5b).
   *
   * @throws {InputError} when the day is none
   */
  responsibilities(on: DayLike, lang?: Lang): Answer<readonly Assignment[]> {
    return this.#asks.answer({ ask: "responsibilities", matter: this.id, on: wireDay(on, "$.on") }, lang);
  }

  /** Its history as the records give it, whether the Measures were in force or not. */
  timeline(lang?: Lang): readonly Stretch[] {
    return this.#asks.value({ ask: "timeline", matter: this.id }, lang);
  }
}

/** A party of a rulebook. */
export class Party {
  /** The adopter's id. */
  readonly id: string;
  /** Its name in Chinese. */
  readonly name: string;
  /** Its name in English, where recorded. */
  readonly nameEn: string | undefined;
  /** What it is. */
  readonly kind: PartyKind;
  readonly #asks: Asks;

  /** @internal */
  constructor(asks: Asks, id: string, name: string, nameEn: string | undefined, kind: PartyKind) {
    this.id = id;
    this.name = name;
    this.nameEn = nameEn;
    this.kind = kind;
    this.#asks = asks;
  }

  /**
   * Every row of the register that binds it on a day, tracked rows marked.
   *
   * @throws {InputError} when the day is none
   */
  responsibilities(on: DayLike, lang?: Lang): Answer<readonly Binding[]> {
    return this.#asks.answer({ ask: "responsibilities", party: this.id, on: wireDay(on, "$.on") }, lang);
  }
}

/** A person of a rulebook. */
export class Person {
  /** The adopter's id. */
  readonly id: string;
  /** The name, where recorded. */
  readonly name: string;
  /** The roles as the catalogue records them. */
  readonly roles: NonNullable<PersonRecord["roles"]>;
  readonly #asks: Asks;

  /** @internal */
  constructor(asks: Asks, record: PersonRecord) {
    this.id = record.id;
    this.name = record.name;
    this.roles = record.roles ?? [];
    this.#asks = asks;
  }

  /**
   * Every row of the register that binds the person on a day, by the roles held.
   *
   * @throws {InputError} when the day is none
   */
  responsibilities(on: DayLike, lang?: Lang): Answer<readonly Binding[]> {
    return this.#asks.answer({ ask: "responsibilities", person: this.id, on: wireDay(on, "$.on") }, lang);
  }
}

/** A package (一件事) of a rulebook. */
export class Package {
  /** The adopter's id. */
  readonly id: string;
  /** Its name. */
  readonly name: string;
  /** The ids of its matters. */
  readonly matters: readonly string[];
  readonly #asks: Asks;

  /** @internal */
  constructor(asks: Asks, record: PackageRecord) {
    this.id = record.id;
    this.name = record.name;
    this.matters = record.matters;
    this.#asks = asks;
  }

  /**
   * What it needs on a day (2.4a): who leads, who decides and supervises each matter, and how it is handled.
   *
   * @throws {InputError} when the day is none
   */
  on(on: DayLike, lang?: Lang): Answer<PackageView> {
    return this.#asks.answer({ ask: "package", package: this.id, on: wireDay(on, "$.on") }, lang);
  }
}
