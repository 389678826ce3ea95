// The types of the scenes, for the test that counts them.
/** Name, start, acts, and "anew" where each variant is walked to by itself. */
export const scenes: [name: string, start: string, ...acts: unknown[]][];
