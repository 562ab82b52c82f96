/** Grows whenever intake would answer differently for the same bytes; older answers are then made anew. */
export const inspectVersion = 2
