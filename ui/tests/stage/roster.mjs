// The registrar's pages; see scenes.mjs for how a scene is written. The stand-in's lead is a registrar too.
import { choose, heading, missTwice, pinAgain, tap, then, to } from "./acts.mjs";

const roster = then(to("Settings"), to("People and devices"));
const rosterEs = then(to("Ajustes"), to("Personas y aparatos"));
const rivera = then(roster, tap("D. Rivera"), heading("Diego Rivera"));
const riveraEs = then(rosterEs, tap("D. Rivera"), heading("Diego Rivera"));
const waits = async (page) => {
  await page.evaluate(() => window.stage.rosterWaits());
  await page.getByText("Waits for a second registrar").waitFor();
};
const filled = async (page) => {
  await page.getByLabel("Code of the new device").fill("F72-REQUEST-1:4K7QX2M9");
  await page.getByLabel("Full name").fill("Carla Invented");
  await page.getByLabel("Name beside what they write").fill("C. Invented");
};
const takingIn = then(roster, tap("Take in a device"), heading("Take in a device"), filled);
const answered = then(
  takingIn,
  choose("Deputy"),
  choose("I see the person"),
  tap("Take it in"),
  pinAgain,
  heading("Hand over the answer"),
);
const gone = then(rivera, tap("This device is gone"), heading("A device is gone"));
const goneEs = then(riveraEs, tap("Este aparato ya no está"), heading("Un aparato ya no está"));
const released = then(
  roster,
  tap("Somebody forgot their PIN"),
  heading("A forgotten PIN"),
  async (page) => page.getByLabel("Code of the locked device").fill("F72-RELEASE-1:4K7QX2M9"),
  tap("Get the code"),
  pinAgain,
);
const ending = then(
  gone,
  choose("It is lost"),
  tap("End this device"),
  heading("Your PIN, once more"),
);
const endingEs = then(
  goneEs,
  choose("Se perdi"),
  tap("Cerrar este aparato"),
  heading("Su PIN, otra vez"),
);

const holds = then(roster, to("What must not be destroyed"));
const holdsEs = then(rosterEs, to("Lo que no se debe destruir"));
const holding = then(holds, async (page) => {
  await page
    .getByLabel("The 13 words")
    .fill("river amber quiet maple silver field harbor cloud apple orange lemon winter zebra");
  await page.getByLabel("Why?").fill("Invented order 7.");
});

export const rosterScenes = [
  ["roster", "role=lead", roster],
  ["roster-waits", "role=lead&whole=1", then(roster, waits)],
  ["roster-es-200", "role=lead&language=es&text=largest&whole=1", rosterEs],
  ["roster-day", "role=lead&theme=day", roster],
  ["roster-desktop", "role=lead&size=desktop", roster],
  ["roster-person", "role=lead&whole=1", rivera],
  ["roster-person-give", "role=lead&whole=1", then(rivera, tap("Give a right"), choose("Deputy"))],
  ["roster-person-es-200", "role=lead&language=es&text=largest&whole=1", riveraEs],
  ["roster-person-end", "role=lead&whole=1", then(rivera, tap("End this right"))],
  ["roster-take-in", "role=lead&whole=1", then(takingIn, choose("Deputy"))],
  ["roster-answer", "role=lead&whole=1", answered],
  ["roster-answer-text", "role=lead&whole=1", then(answered, choose("As text"))],
  ["roster-take-in-called", "role=lead&whole=1", then(takingIn, choose("I called them"))],
  ["roster-gone", "role=lead&whole=1", then(gone, choose("It is lost"))],
  [
    "roster-gone-es-200",
    "role=lead&language=es&text=largest&whole=1",
    then(goneEs, choose("Se perdi")),
  ],
  ["confirm", "role=lead", ending],
  ["confirm-missed", "role=lead&whole=1", then(ending, missTwice)],
  ["confirm-es", "role=lead&language=es", endingEs],
  ["confirm-es-200", "role=lead&language=es&text=largest&whole=1", endingEs],
  ["confirm-day", "role=lead&theme=day", ending],
  ["confirm-turned", "role=lead&size=turned", ending],
  [
    "confirm-desktop",
    "role=lead&secret=passphrase&size=desktop",
    then(gone, choose("It is lost"), tap("End this device"), heading("Your passphrase, once more")),
  ],
  ["roster-release", "role=lead&whole=1", released],
  ["holds", "role=lead&holds=1&whole=1", holding],
  ["holds-none-day", "role=lead&theme=day&whole=1", holds],
  ["holds-es-200", "role=lead&holds=1&language=es&text=largest&whole=1", holdsEs],
  ["holds-desktop", "role=lead&holds=1&size=desktop", holds],
  [
    "holds-set",
    "role=lead&holds=1&whole=1",
    then(holding, tap("Hold it"), pinAgain, async (page) => {
      await page.getByText("Held. Sync now").waitFor();
    }),
  ],
  ["enrol-was-ended", "door=no_profile&ended=1&whole=1"],
  ["enrol-was-ended-es", "door=no_profile&ended=1&language=es&whole=1"],
];
