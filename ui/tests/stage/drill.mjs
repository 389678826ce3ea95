// A drill's own screens, and others in its colours; see scenes.mjs for how a scene is written.
import { heading, tap, then, to } from "./acts.mjs";

const list = then(tap("Practise with a drill"), heading("Drills"));
const begun = then(list, tap("Start this drill"), heading("Planned operation"));
const started = then(begun, tap("Start the clock"), heading("Tonight"));
const called = then(
  started,
  tap("The drill: what was heard"),
  heading("Planned operation"),
  tap(/Child Protection Hotline/),
);
const debrief = then(
  started,
  tap("The drill: what was heard"),
  tap("Finish: see how it went"),
  heading("How it went"),
);
const es = {
  started: then(
    tap("Practicar con un simulacro"),
    heading("Simulacros"),
    tap("Empezar este simulacro"),
    heading("Operación planeada"),
    tap("Poner en marcha el reloj"),
    heading("Esta noche"),
  ),
};
const esDebrief = then(
  es.started,
  tap("El simulacro: lo que se oyó"),
  tap("Terminar: ver cómo le fue"),
  heading("Cómo le fue"),
);

export const drillScenes = [
  ["drills", "door=locked&whole=1", list],
  [
    "drills-es-200",
    "door=locked&language=es&text=largest&whole=1",
    tap("Practicar con un simulacro"),
  ],
  ["drill-briefing", "door=locked", begun],
  ["drill-tonight", "door=locked", started],
  ["drill-tonight-day", "door=locked&theme=day", started],
  ["drill-tonight-contrast", "door=locked&theme=contrast", started],
  ["drill-tonight-es-200", "door=locked&language=es&text=largest&whole=1", es.started],
  ["drill-tonight-turned", "door=locked&size=turned", started],
  ["drill-tonight-desktop", "door=locked&size=desktop", started],
  ["drill-episode", "door=locked", then(started, to("amber river"))],
  [
    "drill-step",
    "door=locked&whole=1",
    then(started, to("amber river"), to("Tell: right to an advocate")),
  ],
  ["drill-heard", "door=locked&whole=1", called],
  ["drill-debrief", "door=locked&whole=1", debrief],
  ["drill-debrief-day", "door=locked&theme=day&whole=1", debrief],
  ["drill-debrief-es-200", "door=locked&language=es&text=largest&whole=1", esDebrief],
  ["drill-debrief-desktop", "door=locked&size=desktop", debrief],
  ["drill-left-plain", "door=locked", then(started, to("Quick exit", "Notes"))],
];
