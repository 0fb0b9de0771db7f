// What enters: nothing. What leaves: the shape of the columns of findings, as the package gives them.

/** A column of texts: for each row the place of its text among the values; the highest number stands for none. */
export interface Coded {
  readonly codes: Uint32Array;
  readonly values: readonly string[];
}

/** Days count from 1970-01-01; an absent one is the lowest number, an absent duration `NaN`. */
export interface FindingColumns {
  readonly code: Coded;
  readonly severity: Coded;
  readonly norm: Coded;
  readonly obligor: Coded;
  readonly to: Coded;
  readonly subjectKind: Coded;
  readonly subject: Coded;
  readonly actor: Coded;
  readonly from: Int32Array;
  readonly until: Int32Array;
  readonly elapsedMinutes: Float64Array;
  readonly elapsedDays: Float64Array;
  readonly eventOffsets: Uint32Array;
  readonly events: Uint32Array;
}
