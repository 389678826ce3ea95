// The advocate's own screens in every state; see scenes.mjs for how a scene is written.
import { tap, then, to } from "./acts.mjs";

const page = to("gentle meadow");

export const advocateScenes = [
  ["tonight-advocate", "role=advocate"],
  ["tonight-advocate-day", "role=advocate&theme=day"],
  ["tonight-advocate-es-200", "role=advocate&language=es&text=largest&whole=1"],
  ["callout", "role=advocate", page],
  ["callout-day", "role=advocate&theme=day", page],
  ["callout-eta", "role=advocate", then(page, tap("I am coming"))],
  ["callout-cannot", "role=advocate&whole=1", then(page, tap("I cannot come"))],
  ["callout-coming", "role=advocate", then(page, tap("I am coming"), tap("40 min"))],
  [
    "callout-es-200",
    "role=advocate&language=es&text=largest&whole=1",
    then(page, tap("Voy en camino")),
  ],
  ["callout-turned", "role=advocate&size=turned", page],
  ["callout-desktop", "role=advocate&size=desktop", page],
];
