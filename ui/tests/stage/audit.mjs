// The auditor's pages; see scenes.mjs for how a scene is written.
import { choose, episode, heading, pinAgain, tap, then, to } from "./acts.mjs";

const audit = then(to("Settings"), to("What was done"));
const auditEs = then(to("Ajustes"), to("Lo que se hizo"));

const copy = then(episode, to("Who can read this"), to("Their own copy"));
const copyEs = then(episode, to("Quién puede leer esto"), to("Su propia copia"));
const copied = (button, name) =>
  then(tap(button), pinAgain, async (page) => page.getByRole("button", { name }).waitFor());

export const auditScenes = [
  ["audit", "role=auditor&whole=1", audit],
  ["audit-es-200", "role=auditor&language=es&text=largest&whole=1", auditEs],
  ["audit-day-desktop", "role=auditor&theme=day&size=desktop", audit],
  [
    "audit-earlier",
    "role=auditor&whole=1",
    then(audit, choose("7 days before"), tap("7 days further back"), async (page) => {
      await page.getByText("Nothing was recorded in this time.").waitFor();
    }),
  ],
  ["own-copy", "whole=1", copy],
  ["own-copy-made", "whole=1", then(copy, copied("Make the copy", "Write it into a file"))],
  [
    "own-copy-made-es-200",
    "language=es&text=largest&whole=1",
    then(copyEs, copied("Hacer la copia", "Escribirla en un archivo")),
  ],
  [
    "audit-incident",
    "role=auditor&whole=1",
    then(audit, tap("Write the file"), pinAgain, async (page) =>
      page.getByText("143 lines are in it.").waitFor(),
    ),
  ],
  ["audit-person", "role=auditor&whole=1", then(audit, tap("D. Rivera"), heading("D. Rivera"))],
  [
    "audit-person-es-200",
    "role=auditor&language=es&text=largest&whole=1",
    then(auditEs, tap("D. Rivera"), heading("D. Rivera")),
  ],
];
