// What enters: the zone in use. What leaves: the index of its matters, made when it is first asked for and once a zone.

import type { Matter } from "liandong";
import { shallowRef, watch } from "vue";
import { zone } from "../zone";
import { Index } from "./search";

/** The index; nothing while it is being made. */
export const matterIndex = shallowRef<Index<Matter>>();

let wanted = false;
watch(zone, () => {
  matterIndex.value = undefined;
  if (wanted) void make();
});

/** Asks for the index: the page shows its first answer without it. */
export async function prepareIndex(): Promise<void> {
  if (wanted) return;
  wanted = true;
  await make();
}

async function make(): Promise<void> {
  const now = zone.value;
  if (!now) return;
  const index = await Index.of(now.rulebook.matters);
  if (zone.value === now) matterIndex.value = index;
}
