import { one } from "../count";

export const saves = {
  title: "Every save",
  more: "Who saved what, and when it can have been",
  intro:
    "The device said when it saved. The server’s log shows between which times that can be. No one can change either one later.",
  said: (by: string, time: string) => `${by} · the device said ${time}`,
  someone: "Someone",
  between: (after: string, by: string) => `By the log: between ${after} and ${by}.`,
  notAfter: (by: string) => `By the log: not after ${by}.`,
  notBefore: (after: string) => `By the log: not before ${after}.`,
  onlyHere: "Not on the server yet.",
  nextSync: "The next sync shows by when.",
  unfit: "These times do not fit. A clock was wrong. Ask who saved it when it was.",
  ahead: (span: string) => `The server’s clock was ${span} ahead of that device’s.`,
  behind: (span: string) => `The server’s clock was ${span} behind that device’s.`,
  late: "It came late. It counts once someone takes it in.",
  leftOut: (n: number) =>
    `${one(n, "look at the log is", "looks at the log are")} left out, because the times do not fit. A clock was wrong, or the server was.`,
  opened: "Episode started",
  note: "Note",
  link: "Episodes that belong together",
  hand_over: "Has the episode now",
  unnamed: "Something the protocol no longer asks",
  pack: "Protocol",
  copy: "Copy for someone else",
  later: "Something from a newer version of the app",
  andMore: (n: number) => `and ${n} more`,
};
