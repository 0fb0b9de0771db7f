// What enters: files, and what is chosen of them. What leaves: the audit that is shown, and how far the next one is.
//
// A new one is prepared beside the one that is shown, in a worker of its own, and takes its place when it is ready. So what is
// refused, stopped or broken costs nothing that was there before.

import type { Difference } from "liandong";
import { computed, ref, shallowReadonly, shallowRef, watch } from "vue";
import { later, today } from "../day";
import { module } from "../engine";
import { Refused } from "../files/fault";
import type { Form, Kind } from "../files/kind";
import { lang } from "../i18n";
import { Crashed, Superseded, WorkerClient } from "../worker/client";
import type { Asked, Change, Choice, Counts, Days, ExportForm, LogReport, Progress, Shown, Source, Summary } from "../worker/protocol";
import { openZone, zone } from "../zone";
import { spawn } from "#spawn";

export interface Dropped {
  readonly id: number;
  readonly file: File;
  /** Not found out yet where there is none. */
  readonly kind: Kind | undefined;
  readonly form: Form;
  readonly used: boolean;
}

/** What is shown: an audit, and the worker that holds it. */
export interface Held {
  readonly client: WorkerClient;
  readonly reports: readonly LogReport[];
  readonly summary: Summary;
  readonly sample: boolean;
}

export const NO_CHOICE: Choice = { facets: {}, text: "", sort: "severity", descending: false };

const files = shallowRef<readonly Dropped[]>([]);
const held = shallowRef<Held>();
const progress = shallowRef<Progress | "starting">();
const trouble = shallowRef<Refused | "crashed" | "stopped">();
const choice = shallowRef<Choice>(NO_CHOICE);
const shown = shallowRef<Shown>();
const totals = shallowRef<Counts>();
const asked = shallowRef<Asked>();
const masked = ref(false);

/** The worker in which what is next is prepared. */
const next = shallowRef<WorkerClient>();
let last = 0;
/** The files that are in what is shown. */
let shownFiles: ReadonlySet<number> = new Set();
/** Whether the zone is being changed here, and not elsewhere in the desk. */
let opening = false;

export const state = {
  files: shallowReadonly(files),
  held: shallowReadonly(held) as Readonly<{ value: Held | undefined }>,
  /** How far the work under way is; nothing while there is none. */
  progress: shallowReadonly(progress),
  /** Whether it can be stopped: what runs in the worker that is shown ends only with what is shown. */
  stoppable: computed(() => next.value !== undefined),
  trouble: shallowReadonly(trouble),
  choice: shallowReadonly(choice),
  shown: shallowReadonly(shown),
  /** How many findings of each severity there are, whatever is chosen. */
  totals: shallowReadonly(totals),
  asked: shallowReadonly(asked),
  /** Whether persons are masked; holds for evidence, exports and print alike. */
  masked,
  look: computed(() => ({ lang: lang.value, masked: masked.value })),
  /** Whether there are events to judge at all. */
  hasLog: computed(() => zone.value?.sample === true || used("events").length > 0),
};

function used(kind: Kind): readonly Dropped[] {
  return files.value.filter((own) => own.used && own.kind === kind);
}

/** Takes files: each is looked at, and the newest of a kind is used. */
export async function drop(given: readonly File[]): Promise<void> {
  if (given.length === 0) return;
  const client = begin();
  const named = given.map((file): Dropped => ({ id: (last += 1), file, kind: undefined, form: "csv", used: true }));
  files.value = [...files.value, ...named];
  await guarded(client, async () => {
    for (const own of named) {
      const { kind, form } = await client.call("sniff", { name: own.file.name, file: own.file });
      change(own.id, { kind, form, used: kind !== "unknown" });
    }
    const kinds = new Set(named.map(({ id }) => files.value.find((own) => own.id === id)?.kind));
    files.value = files.value.map((own) =>
      !named.some(({ id }) => id === own.id) && kinds.has(own.kind) ? { ...own, used: false } : own,
    );
    if (isShown()) {
      finish(client);
      return;
    }
    await prepare(client);
    // A file that was mended takes the place of what it was.
    files.value = files.value.filter((own) => own.used || !named.some(({ id, file }) => id !== own.id && file.name === own.file.name));
  });
  if (trouble.value !== undefined && client !== held.value?.client) restore();
}

/** Whether what is used is what is shown, as where nothing was dropped that can be read. */
function isShown(): boolean {
  const now = files.value.filter((own) => own.used);
  return held.value !== undefined && now.length === shownFiles.size && now.every((own) => shownFiles.has(own.id));
}

/** What was refused, stopped or broke is not used; what is shown is. */
function restore(): void {
  files.value = files.value.map((own) => ({ ...own, used: shownFiles.has(own.id) }));
}

/** Changes what a file is taken for, or whether it is used. */
export async function change(id: number, to: Partial<Pick<Dropped, "kind" | "form" | "used">>): Promise<void> {
  files.value = files.value.map((own) => (own.id === id ? { ...own, ...to } : own));
}

export function remove(id: number): void {
  files.value = files.value.filter((own) => own.id !== id);
}

/** Reads and judges what is used, from the beginning. */
export async function run(): Promise<void> {
  const client = begin();
  await guarded(client, () => prepare(client));
  if (trouble.value !== undefined && client !== held.value?.client) restore();
}

/** Judges the log that was read again, as of another day, or in another scope. */
export async function ask(to: Asked): Promise<void> {
  asked.value = to;
  const now = held.value;
  if (!now) return run();
  await guarded(now.client, async () => {
    const summary = await now.client.call("audit", to, telling(now.client));
    const found = await now.client.call("show", plain(NO_CHOICE));
    if (held.value !== now) return;
    totals.value = found.counts.severity;
    held.value = { ...now, summary };
    choice.value = NO_CHOICE;
    shown.value = found;
  });
}

/** Chooses which findings are shown. */
export async function choose(to: Choice): Promise<void> {
  choice.value = to;
  const now = held.value;
  if (!now) return;
  await guarded(now.client, async () => {
    const found = await now.client.call("show", plain(to));
    if (choice.value === to && held.value === now) shown.value = found;
  });
}

/** Ends what is under way; what is shown stays. */
export function stop(): void {
  next.value?.end();
  next.value = undefined;
  progress.value = undefined;
  trouble.value = "stopped";
}

/** A file of the audit that is shown. */
export async function exported(form: ExportForm): Promise<Blob | undefined> {
  const now = held.value;
  let content: Blob | undefined;
  if (now) {
    await guarded(now.client, async () => {
      content = await now.client.call("export", { form, lang: lang.value, masked: masked.value }, telling(now.client));
    });
  }
  return content;
}

/** What would change over the log that is shown; the sample year is read where none is. */
export async function compare(change: Change): Promise<Difference | undefined> {
  if (!held.value) await run();
  const now = held.value;
  try {
    return await now?.client.call("compare", { change: plain(change), asked: now.summary.asked, lang: lang.value });
  } catch (error) {
    // The next comparison begins with a worker of its own.
    if (error instanceof Crashed && now === held.value) take(undefined);
    throw error;
  }
}

function begin(): WorkerClient {
  next.value?.end();
  trouble.value = undefined;
  progress.value = "starting";
  return (next.value = new WorkerClient(spawn()));
}

/** Takes what a worker tells, unless one that is newer has something to tell. */
function telling(client: WorkerClient): (told: Progress) => void {
  return (told) => {
    if (client === (next.value ?? held.value?.client)) progress.value = told;
  };
}

/** Runs what a worker is for; tells what went wrong, unless something newer took its place. */
async function guarded(client: WorkerClient, work: () => Promise<void>): Promise<void> {
  const current = () => client === next.value || client === held.value?.client;
  // What is asked of the worker that is shown leaves alone what is told of the one that is prepared.
  const done = () => {
    if (!next.value || client === next.value) progress.value = undefined;
  };
  try {
    await work();
    if (current()) done();
  } catch (error) {
    if (error instanceof Superseded || !current()) return;
    done();
    if (error instanceof Refused) trouble.value = error;
    else if (error instanceof Crashed) trouble.value = "crashed";
    else throw error;
    if (client === next.value) {
      next.value.end();
      next.value = undefined;
    } else if (error instanceof Crashed) take(undefined);
  }
}

async function prepare(client: WorkerClient): Promise<void> {
  const first = zone.value;
  if (!first) return;
  await client.call("begin", { module: await module, zone: textsOf(first) });
  await useZone(client);
  const now = zone.value ?? first;
  const sources = await sourcesOf(now.sample);
  if (sources.length === 0) {
    take(undefined);
    finish(client);
    return;
  }
  const reports = await client.call("read", { sources }, telling(client));
  const ofSample = now.sample && used("events").length === 0;
  const days = ofSample ? (await import("./sample_year")).yearScope : scopeFor(reports);
  const scope = { ...days, ...(asked.value?.norms && { norms: asked.value.norms }) };
  const summary = await client.call("audit", scope, telling(client));
  const found = await client.call("show", NO_CHOICE);
  if (client !== next.value) return;
  asked.value = scope;
  choice.value = NO_CHOICE;
  take({ client, reports, summary, sample: ofSample }, found);
  next.value = undefined;
}

/** Lets go of a worker that is not needed. */
function finish(client: WorkerClient): void {
  progress.value = undefined;
  next.value = undefined;
  client.end();
}

function take(to: Held | undefined, found?: Shown): void {
  shownFiles = new Set(files.value.filter((own) => own.used).map((own) => own.id));
  held.value?.client.end();
  held.value = to;
  shown.value = found;
  totals.value = found?.counts.severity;
}

/** Opens the catalogue and the profile that are used; throws {@link Refused} with every fault. */
async function useZone(client: WorkerClient): Promise<void> {
  const now = zone.value;
  const catalogues = used("catalogue");
  const profiles = used("profile");
  const catalogue = catalogues.at(-1);
  const profile = profiles.at(-1);
  if (!now || (!catalogue && !profile)) return;
  const opened = async (kind: "catalogue" | "profile", own: Dropped, text: string) => {
    const got = await client.call("open", { source: sourceOf(own), kind, catalogue: text }, telling(client));
    if (got.faults.length > 0) throw new Refused(got.faults, got.text);
    return got.text ?? "";
  };
  const catalogueText = catalogue ? await opened("catalogue", catalogue, "") : now.catalogue;
  const profileText = profile ? await opened("profile", profile, catalogueText) : catalogue ? undefined : now.profile;
  if (catalogueText === now.catalogue && profileText === now.profile) return;
  await client.call("zone", { catalogue: catalogue ? undefined : catalogueText, profile: profileText });
  if (client !== next.value) throw new Superseded();
  // The whole desk follows: who approves, what if.
  opening = true;
  try {
    await openZone(catalogueText, profileText, now.sample && !catalogue);
  } finally {
    opening = false;
  }
}

async function sourcesOf(sample: boolean): Promise<readonly Source[]> {
  const own = used("events").map(sourceOf);
  if (own.length > 0 || !sample) return own;
  const { year } = await import("./sample_year");
  return [{ name: "year.ndjson", form: "ndjson", file: year }];
}

function sourceOf({ file, form }: Dropped): Source {
  return { name: file.name, form, file };
}

function textsOf({ catalogue, profile }: { catalogue: string; profile: string | undefined }) {
  return { catalogue, profile };
}

/** The days of the log, seen on the day after its last; a log that runs on is seen today. */
function scopeFor(reports: readonly LogReport[]): Asked {
  const days = reports.map((report) => report.days).filter((own): own is Days => own !== undefined);
  const now = today();
  if (days.length === 0) return { asOf: now };
  const from = days.map(({ first }) => first).sort()[0]!;
  const to = days.map((own) => own.last).sort().at(-1)!;
  const after = later(to, 1);
  return { asOf: after < now ? after : now, from, to };
}

/** A worker takes plain objects only, not Vue's. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

// The zone was changed elsewhere in the desk: what is shown was judged by another.
watch(
  zone,
  (now) => {
    if (!now || opening || (!held.value && !next.value)) return;
    files.value = files.value.map((own) =>
      own.kind === "catalogue" || own.kind === "profile" ? { ...own, used: false } : own,
    );
    void run();
  },
  { flush: "sync" },
);
