import { one } from "../count";

export const tonight = {
  title: "Tonight",
  newContact: "New contact",
  mine: "Open episodes",
  empty: "No open episode.",
  emptyHow: "When you meet a youth who may need help, tap New contact. It needs no name.",
  started: (time: string) => `Since ${time}`,
  mineOpen: (n: number) =>
    n === 0 ? "Nothing waits for you" : one(n, "step is yours", "steps are yours"),
  next: "Next",
  search: "Search handles and what was written",
  narrow: "Show only",
  onlyMine: "Mine",
  onlyLate: "Late",
  onlyLeft: "Left",
  onlyUnsent: "Not sent",
  onlyDiffers: "Answers differ",
  station: "Station",
  allStations: "All stations",
  found: (n: number, of: number) =>
    n === of ? one(n, "episode", "episodes") : `${n} of ${one(of, "episode", "episodes")}`,
  noneFound: "No episode is like that.",
  showAll: "Show all",
  more: (n: number) => `Show ${n} more`,
  left: "The youth left. The record stays open.",
  handed: (by: string) => `${by} handed it to you. Open it and confirm.`,
  handedBySomebody: "It was handed to you. Open it and confirm.",
  allDone: "Nothing is due.",
  protocolEnds: (day: string) =>
    `The protocol is signed until ${day}. After that no new contact can begin. Ask your registrar to have it signed again.`,
  appTooOld: (agency: string, oldest: string, current: string) =>
    `This app is too old for ${agency}. It is ${current}, and ${oldest} is needed. Open episodes go on. No new one can begin here. Update the app, or ask your registrar.`,
  protocolStopped: "No new contact can begin on this phone.",
  away: (agency: string, days: number, hidden: number | null) =>
    hidden === null
      ? `No sync with ${agency} for ${days} days. Sync when you have a signal.`
      : `No sync with ${agency} for ${days} days. Sync to see ${one(hidden, "older episode", "older episodes")}. You can still start a contact.`,
  notRecorded:
    "This phone is full. What is looked at cannot be recorded now. Go on working, and make room soon.",
  lowOnSpace: "This device is almost full. Saving still works. Free some space soon.",
  storeSetAside:
    "A damaged store was found and kept aside. Do not remove the app. Call your registrar.",
};
