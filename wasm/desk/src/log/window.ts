// What enters: how many rows there are, how high one is, and the element that scrolls. What leaves: which rows are in view.
//
// Of our own, because browsers draw no element higher than some 17 million pixels: beyond that a pixel of the scroll bar
// stands for more than one of the list, which no library that was looked at does. With rows of one height the rest is little.

import { type Ref, computed, onBeforeUnmount, onMounted, ref } from "vue";

const HIGHEST = 15_000_000;
const BEYOND = 8;

/** `above` is the height of what stays in view over the rows. */
export function useWindow(scroller: Ref<HTMLElement | null>, count: Ref<number>, rowHeight: Ref<number>, above: number) {
  const top = ref(0);
  const height = ref(600);
  const whole = computed(() => count.value * rowHeight.value);
  const total = computed(() => Math.min(whole.value, HIGHEST));
  /** How many pixels of the list one of the scroll bar stands for. */
  const scale = computed(() => {
    const room = total.value - height.value;
    return room > 0 ? Math.max(1, (whole.value - height.value) / room) : 1;
  });
  const offset = computed(() => top.value * scale.value);
  const first = computed(() => Math.max(0, Math.floor(offset.value / rowHeight.value) - BEYOND));
  const end = computed(() => Math.min(count.value, Math.ceil((offset.value + height.value) / rowHeight.value) + BEYOND));
  /** Where the first row in view is drawn. */
  const shift = computed(() => top.value + first.value * rowHeight.value - offset.value);
  const observer = new ResizeObserver(() => measure());

  function measure(): void {
    const element = scroller.value;
    if (!element || element.clientHeight === 0) return;
    height.value = Math.max(rowHeight.value, element.clientHeight - above);
    top.value = element.scrollTop;
  }

  /** Scrolls as little as brings a row into view. */
  function reveal(row: number): void {
    const element = scroller.value;
    if (!element) return;
    // Of a scroll that a key before this one made the event may still be to come.
    measure();
    const from = row * rowHeight.value;
    const low = offset.value;
    const high = low + height.value - rowHeight.value;
    if (from < low) element.scrollTop = from / scale.value;
    else if (from > high) element.scrollTop = (from - height.value + rowHeight.value) / scale.value;
  }

  onMounted(() => {
    if (scroller.value) observer.observe(scroller.value);
    measure();
  });
  onBeforeUnmount(() => observer.disconnect());
  return { total, first, end, shift, reveal, measure };
}
