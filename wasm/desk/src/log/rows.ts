// What enters: which rows are in view. What leaves: the rows that the worker has sent; the others are asked for.

import { type Ref, computed, shallowReactive, watch } from "vue";
import type { FindingRow } from "../worker/protocol";
import { state } from "./store";

const PAGE = 64;
const MOST_PAGES = 64;

export function useRows(first: Ref<number>, end: Ref<number>) {
  const pages = shallowReactive(new Map<number, readonly FindingRow[]>());
  const asked = new Set<number>();
  let version = 0;

  watch([state.shown, state.look], () => {
    version += 1;
    pages.clear();
    asked.clear();
    fetch();
  });
  watch([first, end], fetch, { immediate: true });

  function fetch(): void {
    const now = state.held.value;
    if (!now || !state.shown.value) return;
    const mine = version;
    for (let page = Math.floor(first.value / PAGE); page * PAGE < end.value; page += 1) {
      if (asked.has(page)) continue;
      asked.add(page);
      const [from, to] = [page * PAGE, (page + 1) * PAGE];
      now.client.call("rows", { from, to, ...state.look.value }).then(
        (rows) => {
          if (mine !== version) return;
          if (pages.size >= MOST_PAGES) forget();
          pages.set(page, rows);
        },
        // The worker was ended: what took its place is asked anew.
        () => asked.delete(page),
      );
    }
  }

  /** Lets go of what is far from view. */
  function forget(): void {
    const middle = Math.floor(first.value / PAGE);
    for (const page of [...pages.keys()]) {
      if (Math.abs(page - middle) < MOST_PAGES / 4) continue;
      pages.delete(page);
      asked.delete(page);
    }
  }

  return computed(() => {
    const rows: { at: number; row: FindingRow | undefined }[] = [];
    for (let at = first.value; at < end.value; at += 1) {
      rows.push({ at, row: pages.get(Math.floor(at / PAGE))?.[at % PAGE] });
    }
    return rows;
  });
}
