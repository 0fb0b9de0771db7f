// What enters: the system's appearance and the user's choice. What leaves: the attribute on the root that the style sheet reads.

import { ref, watchEffect } from "vue";
import { keep, kept } from "./kept";

export type Theme = "auto" | "light" | "dark";

const before = kept("theme");
const system = window.matchMedia("(prefers-color-scheme: dark)");
const systemDark = ref(system.matches);
system.addEventListener("change", () => {
  systemDark.value = system.matches;
});

/** The choice; `auto` follows the system. */
export const theme = ref<Theme>(before === "light" || before === "dark" ? before : "auto");

watchEffect(() => {
  const dark = theme.value === "dark" || (theme.value === "auto" && systemDark.value);
  document.documentElement.dataset["theme"] = dark ? "dark" : "light";
});

/** Chooses, and keeps the choice. */
export function setTheme(value: Theme): void {
  theme.value = value;
  keep("theme", value === "auto" ? undefined : value);
}
