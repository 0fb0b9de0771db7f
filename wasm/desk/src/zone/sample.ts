// What enters: nothing. What leaves: which matter of the sample zone the desk opens on.

/** A matter of the sample zone that changed hands and that two departments supervise. */
export const FIRST_SHOWN = "S-015";
