import { one } from "../count";

export const sight = {
  readers: "Who can read this",
  readersHelp: "Look who holds a key. Ask your registrar if a name is wrong.",
  readersHow:
    "This is worked out from the keys and the rights that are signed. No setting can change it.",
  spaces: {
    OPS: "Times, needs and steps",
    LE: "Investigation",
    CW: "Child welfare",
    MED: "Health",
    ADV: "What the advocate keeps",
    STAT: "Times for the station",
    AGG: "Counts",
    AUDIT: "What was done",
    TEST: "Drill: nothing real",
  } as Record<string, string>,
  in: (agency: string) => `Kept by ${agency}`,
  reads: "Can read it",
  willRead: "May read it. Gets the key at the next sync.",
  hadNewest: "Had the key. The next save makes a new one.",
  hadOlder: "Had a key. Keeps what there was until then.",
  somebody: "Somebody whose name is not known here",
  me: "you",
  devices: (n: number) => one(n, "device", "devices"),
  recovery: (agency: string) => `${agency} can open it with its recovery key, which lies on paper.`,
  noRecovery: "There is no recovery key for it yet.",
  keys: (n: number) => one(n, "key so far", "keys so far"),
  onlyHeld: "Only what this phone holds is listed. It cannot say what others hold.",

  phone: "What is on this phone",
  phoneHelp: "Read what this phone holds, and for how long.",
  holds: "It holds",
  episodes: (n: number) => one(n, "episode", "episodes"),
  entries: (n: number, size: string) => `${one(n, "sealed save", "sealed saves")}, ${size}`,
  drafts: (n: number) => one(n, "half-typed text", "half-typed texts"),
  noDrafts: "No half-typed text",
  from: (agency: string) => `From ${agency}`,
  how: "How it lies here",
  howLines: [
    "Every save is sealed on its own. All of them lie in one encrypted file.",
    "The keys leave memory when it locks. Nothing opens without your PIN and this phone.",
    "There are no photos, no sound and no map of where anybody went.",
    "Nothing goes by itself to a cloud backup, to the clipboard or to another app.",
  ],
  locks: (n: number) => `It locks by itself after ${one(n, "minute", "minutes")} without a touch.`,
  onlyHere: (n: number) =>
    n === 0 ? "Everything is on a server, too." : `${one(n, "save is", "saves are")} only here.`,

  lost: "If the server is lost",
  lostWhy:
    "It can be made again from what phones hold. When your registrar asks for it, write all that this phone holds into a file. It stays sealed: it opens nothing.",
  write: (agency: string) => `Write it for ${agency}`,
  written: (n: number, file: string) =>
    `${one(n, "sealed save is", "sealed saves are")} in the file ${file}. Give it to your registrar.`,
  notThere: (n: number) =>
    `${one(n, "save is", "saves are")} not in it, because the server never had ${n === 1 ? "it" : "them"}. The next sync sends ${n === 1 ? "it" : "them"}.`,

  server: "What the server sees",
  serverHelp: "Read what a server can see, and what it never can.",
  sees: "It sees",
  never: "It never sees",
  at: (host: string) => `Server: ${host}`,
  seesCounts: (entries: number, spaces: number, devices: number) =>
    `${entries} sealed saves in ${spaces} drawers without a name, from ${one(devices, "device", "devices")}`,
  seesSize: (size: string) => `Their sizes, rounded up: ${size} in all`,
  seesContact: (time: string) => `When this phone last talked to it: ${time}`,
  seesNoContact: "This phone has not talked to it since it was unlocked.",
  seesLines: [
    "Which device writes into which drawer, in which order, and when it arrives",
    "When each device asks, and what came of it. It keeps that for three years.",
    "The internet address of the network that this phone uses",
    "Which devices were added or ended, and until when a right runs",
  ],
  neverLines: [
    "A name, a place, a case number, a word of the record",
    "Which drawers belong to one young person",
    "Who you are, your role, your station",
    "What you opened, searched for or looked at",
    "The county’s server: whether an advocate wrote anything. That goes to the advocates’ own server.",
  ],
  bytes: (n: number) => `${n} bytes`,
  kilobytes: (n: number) => `${n} KB`,
  megabytes: (n: string) => `${n} MB`,
};
