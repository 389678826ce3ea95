// Saves that go to a server by hand, and receipts that come back.
import { one } from "../count";

export const carry = {
  collect: "Collect from phones",
  title: "Carry by hand",
  help: "Let another phone read the codes, or take in its own.",
  why: "Another phone of your agency can carry your saves to the server, sealed.",
  ours: "From this phone",
  allSent: "All of it is on the server.",
  show: "Show codes",
  write: "Write a file",
  written: (file: string) => `Give this file to the other device: ${file}`,
  hold: "Hold the other phone’s camera here until all are read.",
  code: (n: number, all: number) => `Code ${n} of ${all}`,
  halt: "Hold still",
  turn: "Turn by itself",
  next: "Next code",
  theirs: "From another phone",
  parts: (have: number, all: number) => `${have} of ${one(all, "code", "codes")} read`,
  hadIt: "All of it was here already.",
  entries: (n: number) =>
    `${one(n, "new save is", "new saves are")} here. The next sync brings them to the server.`,
  strange: (n: number) => `${n} are by a phone that is not known here. Sync, then try again.`,
  receipts: (n: number) =>
    `The server has ${one(n, "save", "saves")} of this phone. It has signed for them.`,
  learnt: (n: number) =>
    n === 0
      ? "All of it was here already."
      : `${one(n, "change is", "changes are")} new here: who is who, and the way to the server. Sync now.`,
  members: "For a phone that cannot reach the server",
  membersWhy:
    "A phone that slept through a change of the server can take the new way, and who is who, from here.",
  others: "Carried for others",
  nobody: "Name not here yet",
  waits: (n: number) => `${one(n, "save waits", "saves wait")} for the next sync.`,
  signed: (n: number) =>
    `${one(n, "save is", "saves are")} on the server. Let the other phone take these receipts.`,
  refused: (n: number) =>
    `The server refused ${one(n, "save", "saves")}. The other phone still has them.`,
  done: "They have it",
  heard: "Newest save here",
  folder: "A shared folder",
  folderWhy: "What is only here goes there, sealed. Whoever reaches the server brings it.",
  folderPath: "Path of the folder",
  folderUse: "Use this folder",
  folderEnd: "Use no folder",
};
