import { one } from "../count";

export const board = {
  title: "Board",
  noNames: "Handles, clocks and owners. No names.",
  empty: "No open episode at this station.",
  owner: (who: string) => `Owner: ${who}`,
  unconfirmed: "Not confirmed yet",
  noOwner: "Nobody owns this",
  missing: (n: number) => `${n} still missing`,
  nothingMissing: "Nothing is missing",
  late: (n: number) => one(n, "step is late", "steps are late"),
  next: "Next",
};
