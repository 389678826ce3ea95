import { one } from "../count";

export const contact = {
  title: "New contact",
  noName: "No name. No typing.",
  when: "First contact",
  station: "Station",
  medical: "Medical need now?",
  start: "Start",
  starting: "Starting…",
  say: "You can say",
  missing: "Still to tap:",
  others: (n: number) => one(n, "more station", "more stations"),
  unsure: "Not sure",
};
