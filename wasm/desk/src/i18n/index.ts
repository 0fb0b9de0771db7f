// What enters: the browser's language and the user's choice. What leaves: the language in use, and words in it.

import { computed, type ComputedRef, ref, watchEffect } from "vue";
import { keep, kept } from "../kept";
import { parse } from "../router";

export type Lang = "zh" | "en";

const isLang = (text: string | undefined): text is Lang => text === "zh" || text === "en";

function first(): Lang {
  const asked = parse(location.hash).query["lang"] ?? new URLSearchParams(location.search).get("lang") ?? undefined;
  if (isLang(asked)) return asked;
  const before = kept("lang");
  if (isLang(before)) return before;
  const told = navigator.languages.length > 0 ? navigator.languages : [navigator.language];
  const known = told.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLang);
  return known ?? "zh";
}

const chosen = ref<Lang>(first());

/** The language in use. */
export const lang: ComputedRef<Lang> = computed(() => chosen.value);

/** Changes the language, and keeps the choice. */
export function setLang(value: Lang): void {
  chosen.value = value;
  keep("lang", value);
}

watchEffect(() => {
  document.documentElement.lang = chosen.value === "zh" ? "zh-CN" : "en-GB";
});

/** A view's words in the language in use: `const t = words(zh, en)`, then `t.title` in a template. */
export function words<T extends object>(zh: T, en: NoInfer<T>): ComputedRef<T> {
  return computed(() => (chosen.value === "zh" ? zh : en));
}

/** What a register or a record gives in two languages, in the one in use. */
export function text(both: { readonly zh: string; readonly en: string }): string {
  return chosen.value === "zh" ? both.zh : both.en;
}

/** The name of a record in the language in use; its Chinese one where it has no English one. */
export function named(record: { readonly name: string; readonly nameEn?: string | undefined }): string {
  return chosen.value === "en" ? (record.nameEn ?? record.name) : record.name;
}

/** Names one after the other. */
export function listed(names: readonly string[]): string {
  return names.join(chosen.value === "zh" ? "、" : ", ");
}

/** A number with its thousands apart. */
export function counted(value: number): string {
  return value.toLocaleString("en");
}
