import { one } from "../count";

export const audit = {
  title: "What was done",
  help: "Read what stands out. Then ask the person. Nothing here says why.",
  open: "What was done",
  openWhy: "Review a week: who looked, who wrote, and what stands out.",
  week: "Which week?",
  thisWeek: "These 7 days",
  before: "7 days before",
  older: "7 days further back",
  span: (from: string, to: string) => `${from} to ${to}`,
  outTitle: "To ask about",
  nothingOut: "Nothing stands out.",
  people: "People",
  nobody: "Nothing was recorded in this time.",
  unnamed: "Name not here yet",
  unreadable: (n: number) =>
    `${one(n, "entry", "entries")} cannot be read here yet. Another auditor gives the keys at their next sync.`,
  remarks: {
    missed_often: (n: number) => one(n, "wrong PIN", "wrong PINs"),
    only_looked: (n: number) =>
      `Looked at ${one(n, "episode", "episodes")} and wrote in none of them`,
    silent: () => "This device synced, and told nothing",
  },
  opened: (n: number) => `Opened ${one(n, "time", "times")}`,
  looked: (n: number) => `Looked at ${one(n, "episode", "episodes")}`,
  wrote: (saves: number, episodes: number) =>
    `${one(saves, "save", "saves")} in ${one(episodes, "episode", "episodes")}`,
  missed: (n: number) => one(n, "wrong PIN", "wrong PINs"),
  membership: (n: number) => `${one(n, "change", "changes")} to people, devices or rights`,
  rowsHelp: "Newest first. Times are those of the device.",
  server: "The server",
  serverNone: "It has not signed for a whole day in this time yet. It does so once a day.",
  serverDays: (days: number, requests: number) =>
    `It signed for ${one(days, "day", "days")}: ${one(requests, "request", "requests")}.`,
  serverRefused: (n: number, unknown: number) =>
    `It refused ${n}. ${one(unknown, "of them was", "of them were")} from nobody it knows.`,
  more: (n: number) => `${one(n, "older line is", "older lines are")} not shown.`,
  episode: (id: string) => `episode ${id}`,
  times: (n: number) => `${n}\u00a0×`,
  noNames: "No child’s name, no answers, no notes: only who did what, and when.",
  incident: "An incident?",
  incidentHow:
    "Write these 7 days into a file for those who look into it. Anybody can check it. It has no child’s name and no answers.",
  incidentWrite: "Write the file",
  incidentWritten: (rows: number) => `${one(rows, "line is", "lines are")} in it.`,
  incidentText: (file: string) => `To read, with the names of staff: ${file}`,
  incidentFile: (file: string) => `To check: ${file}`,
  incidentHour:
    "Report within one hour of finding it: the agency’s security officer, a registrar, the station lead. The file to read lists them.",
};
