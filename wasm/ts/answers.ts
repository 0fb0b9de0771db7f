// What answers to point questions hold. Shapes only: the objects come from the core, their member names in camelCase.

import type {
  EventKind, Flaw, ForbiddenWhy, FunctionOfMatter, Mend, Modal, Norm, NormClass, NotGovernedWhy, Online, Reading,
  LimitName, RelationName, TransferStatus, UndeterminedWhy, FindingCode, LintCode,
} from "./codes.js";

/** The Measures apply and do not decide, or they do not apply: the reason, and with a language the same in words. */
export type Silence = Undetermined | NotGoverned;

/** The Measures apply and do not decide. */
export interface Undetermined {
  /** Why, and in words where a language was asked for. */
  readonly undetermined: { readonly why: UndeterminedWhy; readonly text?: string };
}

/** The Measures do not apply. */
export interface NotGoverned {
  /** Why, and in words where a language was asked for. */
  readonly notGoverned: { readonly why: NotGovernedWhy; readonly text?: string };
}

/** What an answer rests on: a norm, the fact and, where one was used, the reading or the adopter's limit. */
export interface Reason {
  /** The norm. */
  readonly norm: Norm;
  /** The fact of the catalogue or profile; absent where the clause alone decides. */
  readonly fact?: Fact;
  /** The reading of the text that was used. */
  readonly reading?: Reading;
  /** The adopter's limit that was used. */
  readonly limit?: LimitName;
  /** The reason in a sentence, where a language was asked for. */
  readonly text?: string;
}

/** A record of a transfer: its day as written, and the paper it rests on. */
export interface RecordFact {
  /** The day it holds from, as the catalogue writes it. */
  readonly effective?: string;
  /** The paper it rests on. */
  readonly instrument?: string;
}

/** A fact of the catalogue or profile, by the one member that it has. */
export type Fact =
  | "original_unrecorded"
  | "supervisor_unrecorded"
  | "capability_unrecorded"
  | { readonly transfer: RecordFact }
  | { readonly return: RecordFact }
  | { readonly empowerment: RecordFact }
  | { readonly entrustment: RecordFact }
  | { readonly unknown: RecordFact }
  | { readonly flawedRecord: RecordFact & { readonly flaw: Flaw; readonly kind?: string } }
  | { readonly observed: { readonly on: string; readonly handledBy: string; readonly source?: string } }
  | { readonly original: string }
  | { readonly succession: { readonly party: string; readonly on: string; readonly successor: string } }
  | { readonly reassigned: { readonly on?: string; readonly instrument?: string } }
  | { readonly inForce: { readonly from: string; readonly to?: string } }
  | { readonly governedFrom: string }
  | { readonly supervising: string }
  | { readonly platform: { readonly capable: boolean; readonly from?: string } }
  | { readonly party: string }
  | { readonly person: string }
  | { readonly acceptedOn: string };

/** A party by its id, or the silence that stands in its place. */
export type PartyOrSilence = string | Silence;

/** A party by its id, or a person. */
export type Who = string | { readonly person: string };

/** A function of a matter, the party that bears it, and the norm that says so (2.4c, 2.5). */
export type Assignment = {
  /** The function. */
  readonly function: FunctionOfMatter;
  /** The norm that gives it. */
  readonly norm: Norm;
} & ({ /** The party's id. */ readonly party: string; readonly undetermined?: undefined; readonly notGoverned?: undefined }
  | (Silence & { readonly party?: undefined }));

/** A row of the register that binds a party or person. */
export interface Binding {
  /** The norm. */
  readonly norm: Norm;
  /** What can be said of it on data. */
  readonly class: NormClass;
}

/** Where a matter's transfer stands from a day until the next stretch; the first has no day. */
export type Stretch = {
  /** Its first day; absent for the first stretch. */
  readonly from?: string;
} & ({ /** Where it stands. */ readonly state: TransferStatus; readonly undetermined?: undefined }
  | (Undetermined & { readonly state?: undefined }));

/** Whether an act is permitted: the norms under which it sets off duties, or why not and what would permit it. */
export type Verdict =
  | { readonly permitted: { readonly duties: readonly Norm[] }; readonly forbidden?: undefined }
  | {
      readonly forbidden: {
        /** Why. */
        readonly why: ForbiddenWhy;
        /** What would permit it. */
        readonly wouldPermit: readonly Mend[];
        /** The party that may do it, where there is one. */
        readonly competent?: string;
      };
      readonly permitted?: undefined;
    };

/** What a package (一件事) needs on a day (2.4a). */
export interface PackageView {
  /** The party that leads the service. */
  readonly lead: string;
  /** Whether one authority decides all. */
  readonly singleAuthority: boolean | Silence;
  /** Each matter; a broken entry spoils only itself. */
  readonly entries: readonly PackageEntry[];
}

/** A matter of a package, or one that the catalogue does not hold. */
export type PackageEntry =
  | { readonly matter: string; readonly unknownMatter: true }
  | {
      readonly matter: string;
      readonly unknownMatter?: undefined;
      /** Who decides. */
      readonly authority: PartyOrSilence;
      /** Who supervises. */
      readonly supervisors: readonly string[] | Silence;
      /** How it is handled. */
      readonly online: Online | Silence;
      /** The norms under which it sets off duties. */
      readonly duties: readonly Norm[];
      /** The party with which the project's agent liaises about it. */
      readonly agentLiaisesWith?: string;
    };

/** The label of a relation by number of zone parties, and whether its pairs are one-to-one (1, 2.6e). */
export interface Relation {
  /** The label; absent where the text gives none. */
  readonly label?: RelationName;
  /** Whether each pair of its parties is 一对一 beside it. */
  readonly pairwise?: "one_to_one";
}

/** SHA-256 of what an answer rests on: the same digests and the same question give the same answer. */
export interface Digests {
  /** Of the catalogue. */
  readonly catalogue: string;
  /** Of the profile. */
  readonly profile: string;
  /** Of the calendar. */
  readonly calendar: string;
  /** The day as known on which it was asked, where one was named. */
  readonly knownOn?: string;
}

/** A text in both languages. */
export interface Words {
  /** In Chinese. */
  readonly zh: string;
  /** In English. */
  readonly en: string;
}

/** A row of the register of norms. */
export interface NormRow {
  /** The norm's id: clause and letter. */
  readonly norm: Norm;
  /** The clause in Chinese, such as 二(六)2. */
  readonly clause: string;
  /** The clause in English. */
  readonly clauseEn: string;
  /** Whom it binds. */
  readonly obligor: Words;
  /** Towards whom, where it names anybody. */
  readonly towards?: Words;
  /** What it asks, restated. */
  readonly restated: Words;
  /** The verb by which it binds. */
  readonly modal: Modal;
  /** Its time word, where it has one. */
  readonly timeWord?: Words;
  /** Whether it is decided on data. */
  readonly decidable: boolean;
  /** Whether lateness needs an adopter's limit. */
  readonly limit: boolean;
  /** Whether it is tracked and never judged. */
  readonly tracked: boolean;
  /** Whether it is a purpose. */
  readonly purpose: boolean;
  /** Why nothing is decided, where that is so. */
  readonly undecidedBecause?: Words;
}

/** A reading of the text with its options, the default first. */
export interface ReadingRow extends Words {
  /** Its name in a profile. */
  readonly id: Reading;
  /** What it may be set to; `YYYY-MM-DD` and the like stand for a value of that form. */
  readonly options: readonly string[];
}

/** A finding code in words. */
export interface FindingCodeRow extends Words {
  /** The code. */
  readonly id: FindingCode;
  /** The norm it is about, where it is about one. */
  readonly norm?: Norm;
}

/** A lint code in words. */
export interface LintCodeRow extends Words {
  /** The code. */
  readonly id: LintCode;
  /** The norm it is about, where it is about one. */
  readonly norm?: Norm;
}

/** An event kind in words. */
export interface EventKindRow extends Words {
  /** The kind. */
  readonly id: EventKind;
}
