// What enters: the template's element of the name `element`. What leaves: how wide it is, also after the page was resized.

import { onBeforeUnmount, onMounted, ref, useTemplateRef } from "vue";

export function useWidth(first = 640) {
  const element = useTemplateRef<HTMLElement>("element");
  const width = ref(first);
  const observer = new ResizeObserver(([entry]) => {
    if (entry && entry.contentRect.width > 0) width.value = Math.floor(entry.contentRect.width);
  });
  onMounted(() => element.value && observer.observe(element.value));
  onBeforeUnmount(() => observer.disconnect());
  return { width };
}
