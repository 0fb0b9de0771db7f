// What enters: the address's hash, such as `#/who/S-015?on=2022-07-01`. What leaves: the view, its subject and its query; links.
//
// Of our own because deep links have to work from file://, there are four flat routes, and a router library weighs more
// than the views that it would choose between.

import { type Ref, shallowReadonly, shallowRef } from "vue";

export const VIEWS = ["who", "log", "what-if", "rules"] as const;
export type View = (typeof VIEWS)[number];

/** Where the user is. */
export interface Route {
  readonly view: View;
  /** What is looked at: a matter, a norm; empty for none. */
  readonly subject: string;
  readonly query: Readonly<Record<string, string>>;
}

type Query = Readonly<Record<string, string | undefined>>;

/** Reads a hash; what it does not know becomes the first view. */
export function parse(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [name = "", ...rest] = path.split("/");
  const view = VIEWS.find((known) => known === name) ?? "who";
  return { view, subject: decoded(rest.join("/")), query: Object.fromEntries(new URLSearchParams(search)) };
}

/** The hash of a place, for a link. */
export function href(view: View, subject = "", query: Query = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "");
  const search = new URLSearchParams(given).toString();
  return `#/${view}${subject === "" ? "" : `/${encodeURIComponent(subject)}`}${search === "" ? "" : `?${search}`}`;
}

const current = shallowRef<Route>(parse(location.hash));
window.addEventListener("hashchange", () => {
  current.value = parse(location.hash);
});

/** Where the user is; follows the address. */
export const route: Readonly<Ref<Route>> = shallowReadonly(current);

/** Goes to a place; `replace` leaves no step in the history, as for a date that is being tried out. */
export function go(view: View, subject = "", query: Query = {}, replace = false): void {
  const hash = href(view, subject, query);
  if (hash === location.hash) return;
  if (!replace) {
    location.hash = hash;
    return;
  }
  try {
    history.replaceState(history.state, "", hash);
    current.value = parse(hash);
  } catch {
    location.replace(hash);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
