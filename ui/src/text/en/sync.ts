import { one } from "../count";

export const sync = {
  allSent: (time: string) => `Everything is on the server (${time})`,
  nothingYet: "Nothing to send yet",
  onlyHere: (n: number) => one(n, "save is only on this phone", "saves are only on this phone"),
  lastSync: (time: string) => `Last sync ${time}`,
  never: "Not synced yet",
  sending: (n: number) => (n === 0 ? "Checking for news" : `Sending ${one(n, "save", "saves")}`),
  refused: (n: number) => one(n, "item was refused", "items were refused"),
  title: "Sync",
  now: "Sync now",
  nextTry: (time: string) => `The phone tries again by itself at ${time}.`,
  works: "You can go on working without a network. Nothing is lost.",
  problems: (n: number) => (n === 0 ? "No problems" : one(n, "problem", "problems")),
  problemsTitle: "Problems",
  noProblems: "Nothing was refused. When something does not check out, it is listed here and kept.",
  incoming: "Came in and was not taken",
  caughtWhy: "When your registrar has looked into it, you can let this phone ask the server again.",
  proof: "Write the proof into a file",
  proofIn: (files: string) => `Anybody can check it: ${files}`,
  goOn: "Ask the server again",
  quiet: (agency: string, time: string) => `No word from a registrar of ${agency} since ${time}.`,
  quietTodo:
    "Perhaps no registrar has synced. Perhaps the server holds back news. Go on working. Compare with another phone, or ask your station what is new.",
  missing: (agency: string) =>
    `The server of ${agency} does not give this phone something that a registrar has.`,
  missingTodo:
    "It may be holding back news. Go on working. Compare with another phone, and tell your registrar.",
  outgoing: "Sent and refused. It is kept on this phone.",
};
