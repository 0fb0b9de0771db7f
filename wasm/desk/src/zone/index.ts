// What enters: the sample zone, or a catalogue and a profile of the user's. What leaves: the rulebook that every view asks.

import { type Fault, LiandongError, Rulebook } from "liandong";
import { type Ref, shallowReadonly, shallowRef } from "vue";
import { ready } from "../engine";

/** The zone in use. */
export interface Zone {
  readonly rulebook: Rulebook;
  /** The catalogue's text as it was opened, so that faults and facts can be shown in their place. */
  readonly catalogue: string;
  /** The profile's text; the text's own readings and no limits where there is none. */
  readonly profile: string | undefined;
  /** Whether it is the sample zone that the desk opens on. */
  readonly sample: boolean;
}

/** What was refused, whole: the text, and every fault of it. */
export interface Refused {
  readonly what: "catalogue" | "profile";
  readonly text: string;
  readonly faults: readonly Fault[];
}

const current = shallowRef<Zone>();

/** The zone in use; nothing until the module is ready. */
export const zone: Readonly<Ref<Zone | undefined>> = shallowReadonly(current);

/** Opens the sample zone; the desk does so on load. */
export async function openSample(): Promise<void> {
  const [sample] = await Promise.all([import("./sample_text"), ready]);
  const { catalogue, profile } = sample;
  current.value = { rulebook: new Rulebook(catalogue, profile), catalogue, profile, sample: true };
}

/** Opens a zone of the user's; what is refused comes back, and the zone in use stays. */
export async function openZone(catalogue: string, profile: string | undefined, sample = false): Promise<Refused | undefined> {
  await ready;
  let rulebook: Rulebook;
  try {
    rulebook = new Rulebook(catalogue);
  } catch (refused) {
    return { what: "catalogue", text: catalogue, faults: faultsOf(refused) };
  }
  if (profile !== undefined) {
    try {
      rulebook = rulebook.withProfile(profile);
    } catch (refused) {
      return { what: "profile", text: profile, faults: faultsOf(refused) };
    }
  }
  current.value = { rulebook, catalogue, profile, sample };
  return undefined;
}

/** The faults that a refusal carries; what is no refusal of the package's is thrown on. */
export function faultsOf(refused: unknown): readonly Fault[] {
  if (!(refused instanceof LiandongError)) throw refused;
  return refused.faults.length > 0 ? refused.faults : [{ path: "$", en: refused.message, zh: refused.zh }];
}
