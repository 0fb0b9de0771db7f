// What files hold and users give: catalogues, profiles, transfers and events, in the wire format as it stands in JSON.
// core/schema/*.json says the same for other tools. Unknown members are refused, each by its path.

import type { Channel, EventKind, HandledVia, LimitName, LimitUnit, Outcome, Role } from "./codes.js";

/** A zone's catalogue. Ids are the adopter's own; days are written `2022-01-01`. */
export interface CatalogueRecord {
  /** The zone, its Bureau and its Committee. */
  readonly zone: ZoneRecord;
  /** Its parties. */
  readonly parties: readonly PartyRecord[];
  /** Its matters. */
  readonly matters?: readonly MatterRecord[];
  /** Persons in dated roles. */
  readonly persons?: readonly PersonRecord[];
  /** Its projects. */
  readonly projects?: readonly ProjectRecord[];
  /** Its packages (一件事). */
  readonly packages?: readonly PackageRecord[];
}

/** The zone. */
export interface ZoneRecord {
  /** Its id. */
  readonly id: string;
  /** Its name in Chinese. */
  readonly name: string;
  /** Its name in English. */
  readonly name_en?: string;
  /** The id of its Administrative Approval Bureau (行政审批局). */
  readonly bureau: string;
  /** The id of its Committee (管委会). */
  readonly committee: string;
  /** The id of the Bureau's partner in the weekly reconciliation (2.3d). */
  readonly partner?: string;
}

/** What a party is. */
export type PartyKind = "bureau" | "committee" | "department" | "municipal" | "enterprise" | "other";

/** A party. */
export interface PartyRecord {
  /** Its id. */
  readonly id: string;
  /** Its name in Chinese. */
  readonly name: string;
  /** Its name in English. */
  readonly name_en?: string;
  /** What it is. */
  readonly kind: PartyKind;
  /** Its unified social credit code (GB 32100). */
  readonly code?: string;
  /** The party that continues it, and from which day. */
  readonly succeeded_by?: { readonly party: string; readonly on: string };
}

/** A matter (审批事项). */
export interface MatterRecord {
  /** Its id. */
  readonly id: string;
  /** Its name in Chinese. */
  readonly name: string;
  /** Its name in English. */
  readonly name_en?: string;
  /** Its codes in whatever form; a broken one is a warning. */
  readonly codes?: readonly string[];
  /** Its type code. */
  readonly type?: string;
  /** The level at which it is exercised. */
  readonly level?: string;
  /** The department that approved it before any transfer. */
  readonly original?: string;
  /** The departments recorded as supervising it. */
  readonly supervising?: readonly { readonly party: string; readonly from?: string; readonly to?: string }[];
  /** Whether it can be handled on the platform, and when. */
  readonly platform?: readonly { readonly capable: boolean; readonly from?: string; readonly to?: string; readonly source?: string }[];
  /** The first day on which it is a matter of the zone at all. */
  readonly governed_from?: string;
  /** Hand-overs of this single matter between departments. */
  readonly reassigned?: readonly { readonly on?: string; readonly to?: string; readonly instrument?: string }[];
  /** Its transfer records. */
  readonly transfers?: readonly TransferRecord[];
  /** Who was seen to handle it, where no history is recorded. */
  readonly observed?: readonly { readonly on: string; readonly handled_by: string; readonly source?: string }[];
}

/** A record of a transfer (划转) or of what resembles one. A faulty one is kept and gives a silence. */
export interface TransferRecord {
  /** `transfer` 划转, `return` 收回, `empowerment` 赋权, `entrustment` 委托. */
  readonly kind: "transfer" | "return" | "empowerment" | "entrustment" | (string & {});
  /** The first day on which it holds. */
  readonly effective?: string;
  /** The party that decided it. */
  readonly decided_by?: string;
  /** The paper it rests on. */
  readonly instrument?: string;
  /** Whether the whole matter or a part of it is meant. */
  readonly scope?: "whole" | "partial";
  /** Who finishes the cases pending on that day (在途件). */
  readonly pending?: "by_day_of_act" | "accepting_authority_finishes";
  /** The day on which the record was made. */
  readonly recorded?: string;
}

/** A transfer put beside those of a catalogue, with its matter. */
export interface PlannedTransfer extends TransferRecord {
  /** The matter's id. */
  readonly matter: string;
}

/** A person and the roles held. */
export interface PersonRecord {
  /** The id. */
  readonly id: string;
  /** The name. */
  readonly name: string;
  /** The roles, both end days included. */
  readonly roles?: readonly {
    readonly role: Role;
    readonly party?: string;
    readonly project?: string;
    readonly from?: string;
    readonly to?: string;
  }[];
}

/** A project. */
export interface ProjectRecord {
  /** Its id. */
  readonly id: string;
  /** Its name. */
  readonly name: string;
  /** Its year. */
  readonly year?: number;
  /** Whether it is a key project of that year. */
  readonly key?: boolean;
  /** The department responsible for it. */
  readonly responsible?: string;
  /** The unit that builds it. */
  readonly unit?: string;
  /** The person who manages it. */
  readonly manager?: string;
  /** When its procedures run. */
  readonly procedures?: { readonly from?: string; readonly to?: string };
}

/** A package (一件事). */
export interface PackageRecord {
  /** Its id. */
  readonly id: string;
  /** Its name. */
  readonly name: string;
  /** Its matters. */
  readonly matters: readonly string[];
}

/** A profile: readings, limits and calendar of an adopter. The text's own has the defaults and no limits. */
export interface ProfileRecord {
  /** Its name. */
  readonly name: string;
  /** The document that fixes it. */
  readonly source?: string;
  /** Readings that differ from the text's defaults. */
  readonly readings?: ReadingsRecord;
  /** Limits, of which the text has none. */
  readonly limits?: { readonly [limit in LimitName]?: { readonly value: number; readonly unit: LimitUnit } };
  /** Years of a calendar beside the built-in ones, or in the place of them. */
  readonly calendar?: {
    readonly years: readonly {
      readonly year: number;
      readonly holidays: readonly string[];
      readonly workdays: readonly string[];
      readonly source: string;
    }[];
  };
}

/** Readings that can be switched; `readings()` has all of them in words, each option listed. The first named is the default. */
export interface ReadingsRecord {
  /** When the Measures apply: from 2021-03-29, no end. */
  readonly in_force?: { readonly from?: string; readonly to?: string };
  /** From when a transfer holds. */
  readonly effective_day?: "inclusive" | "next_day";
  /** Who finishes the cases pending at a transfer (在途件). */
  readonly pending_cases?: "by_day_of_act" | "accepting_authority_finishes";
  /** Whose a returned (收回) matter is. */
  readonly returned?: "original_department" | "undetermined";
  /** Who supervises a transferred matter without a record of it. */
  readonly unrecorded_supervisor?: "undetermined" | "original_department";
  /** Whether municipal departments are bound by 2.4f. */
  readonly municipal_upload?: "review" | "bound";
  /** Which results are pushed. */
  readonly results_to_push?: "every_final_result" | "grants_only";
  /** Whether results of retained matters are pushed. */
  readonly retained_push?: "none" | "where_supervisor_differs";
  /** Whether the softer ways of doing an act fulfil it. */
  readonly softer_fulfilment?: "fulfils" | "does_not_fulfil";
  /** How many persons the exchange needs. */
  readonly exchange_person?: "one_person" | "two_persons";
  /** Whether an upload cures the offline handling of a platform-capable matter. */
  readonly upload_after_offline?: "does_not_cure" | "cures";
  /** From how many days on the lack of an act without any limit is a breach. */
  readonly stale_after?: { readonly days: number } | "never";
  /** The adopter's last days of summary and opinion. */
  readonly annual_window?: { readonly summary?: string; readonly opinion?: string };
  /** Whether departments without plans owe feedback, and which. */
  readonly nil_feedback?: "not_due" | { readonly listed: readonly string[] };
  /** What sets off 2.2b to 2.2d. */
  readonly project_trigger?: "notice" | "determination";
  /** What 一对一 of agents means. */
  readonly agent_pairing?: "unset" | "per_project" | "strict_pair";
  /** Which projects need an agent. */
  readonly agent_projects?: "every_project_in_procedures" | "key_projects_only";
  /** What a week that is all holiday owes. */
  readonly holiday_week?: "review" | "exempt" | "due";
  /** What a week without a project in procedures owes. */
  readonly idle_week?: "not_due" | "due";
}

/** An event of a log: one line of NDJSON. Only `at` and `kind` are required; the rest as the kind needs it. */
export interface EventRecord {
  /** The adopter's id. */
  readonly id?: string;
  /** When it happened: a day, or a moment at +08:00 unless it carries an offset. */
  readonly at: string;
  /** The day on which it was recorded. */
  readonly recorded?: string;
  /** What happened; an unknown kind is a finding and costs only itself. */
  readonly kind: EventKind | (string & {});
  /** The party that acted. */
  readonly actor?: string;
  /** The person who acted for it. */
  readonly officer?: string;
  /** The case. */
  readonly case?: string;
  /** The matter. */
  readonly matter?: string;
  /** The project. */
  readonly project?: string;
  /** The party addressed. */
  readonly to?: string;
  /** The person addressed or designated. */
  readonly person?: string;
  /** The party it was done with. */
  readonly with?: string;
  /** The way it was communicated. */
  readonly channel?: Channel;
  /** How the case was handled. */
  readonly handled_via?: HandledVia;
  /** The id of the event it refers to. */
  readonly refers_to?: string;
  /** What was decided, or pushed. */
  readonly result?: Outcome;
  /** What it is about, in the adopter's words. */
  readonly about?: string;
  /** The projects it covers. */
  readonly covers?: readonly string[];
  /** The ground of a complaint. */
  readonly ground?: string;
  /** The year or week it is about. */
  readonly period?: string;
}
