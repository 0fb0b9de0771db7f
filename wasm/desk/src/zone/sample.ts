// What enters: nothing. What leaves: what the desk opens on in the sample zone.

/** A matter of the sample zone that changed hands and that two departments supervise. */
export const FIRST_SHOWN = "S-015";

/** From when transfers are supposed in it at first: the first day of its year of events. */
export const SUPPOSED_FROM = "2023-01-01";
