// A drill's own screens, and others in its colours; see scenes.mjs for how a scene is written.
import { heading, left, tap, walk, to } from "./acts.mjs";

const list = walk(tap("Practice with a drill"), heading("Drills"));
const begun = walk(list, tap("Start this drill"), heading("Planned operation"));
const started = walk(begun, tap("Start the clock"), heading("Tonight"));
const called = walk(
  started,
  tap("The drill: what was heard"),
  heading("Planned operation"),
  tap(/Child Protection Hotline/),
);
const debrief = walk(
  started,
  tap("The drill: what was heard"),
  tap("Finish: see how it went"),
  heading("How it went"),
);

export const drillScenes = [
  ["drills", "door=locked&whole=1", list],
  ["drills-inside", "whole=1", walk(to("Settings"), list)],
  ["drill-briefing", "door=locked", begun],
  ["drill-tonight", "door=locked", started],
  ["drill-tonight-turned", "door=locked&size=turned", started],
  ["drill-tonight-desktop", "door=locked&size=desktop", started],
  ["drill-episode", "door=locked", walk(started, to("amber river"))],
  [
    "drill-step",
    "door=locked&whole=1",
    walk(started, to("amber river"), to("Tell: right to an advocate")),
  ],
  ["drill-heard", "door=locked&whole=1", called],
  ["drill-debrief", "door=locked&whole=1", debrief],
  ["drill-debrief-desktop", "door=locked&size=desktop", debrief],
  ["drill-left-plain", "door=locked&theme=night", walk(started, left)],
];
