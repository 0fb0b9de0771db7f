// What enters: nothing. What leaves: the parts of a bar in their order, each with its colour and its pattern.

export const PARTS = ["breach", "review", "info"] as const;
export type Part = (typeof PARTS)[number];

export interface Bar {
  readonly value: string;
  readonly label: string;
  readonly breach: number;
  readonly review: number;
  readonly info: number;
}

export interface Segment {
  readonly part: Part;
  readonly from: number;
  readonly to: number;
}

export function total(bar: Bar): number {
  return bar.breach + bar.review + bar.info;
}

/** The parts of a bar that are not empty, one after the other. */
export function segments(bar: Bar): readonly Segment[] {
  let at = 0;
  return PARTS.map((part) => {
    const from = at;
    at += bar[part];
    return { part, from, to: at };
  }).filter(({ from, to }) => to > from);
}
