// The registrar's pages; see scenes.mjs for how a scene is written. The stand-in's lead is a registrar too.
import { choose, heading, missTwice, pinAgain, tap, walk, to } from "./acts.mjs";

const roster = walk(to("Settings"), to("People and devices"));
const rosterEs = walk(to("Ajustes"), to("Personas y aparatos"));
const rivera = walk(roster, tap("D. Rivera"), heading("Diego Rivera"));
const riveraEs = walk(rosterEs, tap("D. Rivera"), heading("Diego Rivera"));
const waits = async (page) => {
  await page.evaluate(() => window.stage.rosterWaits());
  await page.getByText("Waits for a second registrar").waitFor();
};
const filled = async (page) => {
  await page.getByLabel("Code of the new device").fill("F72-REQUEST-1:4K7QX2M9");
  await page.getByLabel("Full name").fill("Carla Invented");
  await page.getByLabel("Name beside what they write").fill("C. Invented");
};
const takingIn = walk(roster, tap("Take in a device"), heading("Take in a device"), filled);
const answered = walk(
  takingIn,
  choose("Deputy"),
  choose("I see the person"),
  tap("Take it in"),
  pinAgain,
  heading("Hand over the answer"),
);
const gone = walk(rivera, tap("This device is gone"), heading("A device is gone"));
const goneEs = walk(riveraEs, tap("Este aparato ya no está"), heading("Un aparato ya no está"));
const ended = walk(
  gone,
  choose("It is lost"),
  choose("Open"),
  tap("End this device"),
  pinAgain,
  async (page) => page.getByText("It is ended").waitFor(),
  tap("Back"),
  heading("Diego Rivera"),
);
const released = walk(
  roster,
  tap("Somebody forgot their PIN"),
  heading("A forgotten PIN"),
  async (page) => page.getByLabel("Code of the locked device").fill("F72-RELEASE-1:4K7QX2M9"),
  tap("Get the code"),
  pinAgain,
);
const ending = walk(
  gone,
  choose("It is lost"),
  tap("End this device"),
  heading("Your PIN, once more"),
);
const endingEs = walk(
  goneEs,
  choose("Se perdi"),
  tap("Cerrar este aparato"),
  heading("Su PIN, otra vez"),
);

const agency = walk(roster, to("An agency leaves"), choose("Demo Advocacy"), async (page) =>
  page.getByText("Who loses what").waitFor(),
);
const agencyEs = walk(rosterEs, to("Una agencia se va"), choose("Demo Advocacy"), async (page) =>
  page.getByText("Quién pierde qué").waitFor(),
);

const holds = walk(roster, to("What must not be destroyed"));
const holding = walk(holds, async (page) => {
  await page
    .getByLabel("The 13 words")
    .fill("river amber quiet maple silver field harbor cloud apple orange lemon winter zebra");
  await page.getByLabel("Why?").fill("Invented order 7.");
});

export const rosterScenes = [
  ["roster", "role=lead", roster],
  ["roster-waits", "role=lead&whole=1", walk(roster, waits)],
  ["roster-desktop", "role=lead&size=desktop", roster],
  ["roster-person", "role=lead&whole=1", rivera],
  ["roster-person-give", "role=lead&whole=1", walk(rivera, tap("Give a right"), choose("Deputy"))],
  ["roster-person-end", "role=lead&whole=1", walk(rivera, tap("End this right"))],
  ["roster-take-in", "role=lead&whole=1", walk(takingIn, choose("Deputy"))],
  ["roster-answer", "role=lead&whole=1", answered],
  ["roster-answer-text", "role=lead&whole=1", walk(answered, choose("As text"))],
  ["roster-take-in-called", "role=lead&whole=1", walk(takingIn, choose("I called them"))],
  [
    "roster-gone",
    "role=lead&whole=1",
    walk(gone, choose("It is lost"), choose("Locked"), choose("Yes")),
  ],
  [
    "roster-gone-es",
    "role=lead&whole=1&language=es",
    walk(goneEs, choose("Se perdi"), choose("Abierto")),
  ],
  ["roster-gone-ended", "role=lead&whole=1", ended],
  ["roster-agency", "role=lead&whole=1", agency],
  ["roster-agency-es", "role=lead&language=es&whole=1", agencyEs],
  ["confirm", "role=lead", ending],
  ["confirm-missed", "role=lead&whole=1", walk(ending, missTwice)],
  ["confirm-es", "role=lead&language=es", endingEs],
  ["confirm-turned", "role=lead&size=turned", ending],
  [
    "confirm-desktop",
    "role=lead&secret=passphrase&size=desktop",
    walk(gone, choose("It is lost"), tap("End this device"), heading("Your passphrase, once more")),
  ],
  ["roster-release", "role=lead&whole=1", released],
  ["holds", "role=lead&holds=1&whole=1", holding],
  ["holds-none", "role=lead&whole=1", holds],
  ["holds-desktop", "role=lead&holds=1&size=desktop", holds],
  [
    "holds-set",
    "role=lead&holds=1&whole=1",
    walk(holding, tap("Hold it"), pinAgain, async (page) => {
      await page.getByText("Held. Sync now").waitFor();
    }),
  ],
  ["enrol-was-ended", "door=no_profile&ended=1&whole=1"],
  ["enrol-was-ended-es", "door=no_profile&ended=1&language=es&whole=1"],
];
