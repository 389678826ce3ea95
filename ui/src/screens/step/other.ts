// What a rarer outcome of a step is recorded with.

/** Why, and to whom; codes of the pack. */
export interface Other {
  reason: string | null;
  to: string | null;
}
