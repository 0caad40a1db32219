/** How long what one did by mistake can be taken back, counted by the server; a page offers it for ten seconds, the rest is for the way. */
export const undoMs = 15_000
