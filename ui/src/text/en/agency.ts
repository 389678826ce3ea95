import { one } from "../count";

export const agency = {
  title: "An agency leaves",
  help: "Look at what ends, then end all of it at once.",
  which: "Which agency?",
  none: "No other agency has a right or a device here.",
  people: "Who loses what",
  oneEpisode: (n: number) => one(n, "single episode", "single episodes"),
  episodes: "Episodes on this device that lose a reader",
  noEpisodes: "None.",
  devices: "What about their devices?",
  devicesTo: {
    keep: "Leave them as they are",
    end: "End them",
    wipe: "End them, and they destroy what they hold",
  } as Record<string, string>,
  lines: [
    "From the next sync on these people have no right here.",
    "What is written from then on has a key that they do not get.",
    "What their devices had loaded stays on them. Whoever opens one can read that.",
  ],
  end: "End all of it",
  ended: "All of it is ended. Sync now, so that the server knows.",
};
