// The auditor's pages; see scenes.mjs for how a scene is written.
import { choose, episode, heading, pinAgain, tap, walk, to } from "./acts.mjs";

const audit = walk(to("Settings"), to("What was done"));

const copy = walk(episode, to("Who can read this"), to("Their own copy"));
const copied = (button, name) =>
  walk(tap(button), pinAgain, async (page) => page.getByRole("button", { name }).waitFor());

export const auditScenes = [
  ["audit", "role=auditor&whole=1", audit],
  ["audit-day-desktop", "role=auditor&theme=day&size=desktop", audit],
  [
    "audit-earlier",
    "role=auditor&whole=1",
    walk(audit, choose("7 days before"), tap("7 days further back"), async (page) => {
      await page.getByText("Nothing was recorded in this time.").waitFor();
    }),
  ],
  ["own-copy", "whole=1", copy],
  ["own-copy-made", "whole=1", walk(copy, copied("Make the copy", "Write it into a file"))],
  [
    "audit-incident",
    "role=auditor&whole=1",
    walk(audit, tap("Write the file"), pinAgain, async (page) =>
      page.getByText("143 lines are in it.").waitFor(),
    ),
  ],
  ["audit-person", "role=auditor&whole=1", walk(audit, tap("D. Rivera"), heading("D. Rivera"))],
];
