// Every screen in every state, one line a scene: its name, how the stand-in starts, the acts that lead there.
// The start is an address: role=lead language=es theme=day text=largest size=desktop (phone, turned, tablet, desktop),
// door=locked, empty=1, many=500; whole=1 shows the page to its end. A scene that fixes none of language, theme, text and
// size is also worn by day, in high contrast and in Spanish at 200 % (variants.mjs); one whose page stays as it began is
// walked to anew for each.
import {
  approval,
  begun,
  choose,
  commonPhrase,
  episode,
  fails,
  fourTaps,
  heading,
  left,
  metBefore,
  missTwice,
  newContact,
  refuses,
  openDetails,
  rights,
  scanning,
  sign,
  sixWords,
  step,
  tap,
  walk,
  to,
  topic,
  waiver,
  whoLocked,
  withoutCamera,
  whoTaken,
} from "./acts.mjs";
import { advocateScenes, copiesScenes } from "./advocate.mjs";
import { auditScenes } from "./audit.mjs";
import { cardScenes } from "./card.mjs";
import { drillScenes } from "./drill.mjs";
import { glassScenes } from "./glass.mjs";
import { handOverScenes } from "./hand_over.mjs";
import { packScenes } from "./packs.mjs";
import { recoveryScenes } from "./recovery.mjs";
import { rosterScenes } from "./roster.mjs";
import { secondPinScenes } from "./second_pin.mjs";
import { stateScenes } from "./states.mjs";
import { syncScenes } from "./sync.mjs";

const RIGHTS = "Tell: right to an advocate";
const NEEDS = "Basic needs and small choices";

/** A note that was just saved. */
const noted = (name, save) =>
  walk(
    episode,
    to(name),
    async (page) => {
      await page.locator("textarea").fill("For another young person.");
    },
    tap(save),
  );
const noteSaved = noted("Private notes", "Save the note");

export const scenes = [
  ["unlock", "door=locked"],
  ["unlock-said", "door=locked&said=1"],
  ["unlock-said-turned", "door=locked&said=1&size=turned"],
  ["unlock-missed", "door=locked", missTwice],
  ["unlock-turned", "door=locked&size=turned"],
  ["unlock-desktop", "door=locked&secret=passphrase&size=desktop"],
  ["unlock-passphrase", "door=locked&secret=passphrase"],
  ["unlock-who", "door=who&shared=used"],
  ["unlock-who-first", "door=who&shared=unused"],
  ["unlock-who-taken", "door=who&shared=used", whoTaken],
  ["unlock-who-locked", "door=who&shared=used", whoLocked],
  ["unlock-release", "door=release_needed"],
  ["unlock-release-code", "door=release_needed", tap("I have the code")],
  ["enrol-pin", "door=no_profile"],
  ["enrol-pin-back", "door=no_profile", tap("I know it by heart")],
  ["enrol-passphrase", "door=no_profile&secret=passphrase"],
  [
    "enrol-passphrase-common",
    "door=no_profile&secret=passphrase",
    commonPhrase("Your passphrase", "The same passphrase again", "Next"),
  ],
  ["enrol-request", "door=enrolling&whole=1"],
  ["enrol-approval", "door=enrolling", approval],
  ["enrol-scan", "door=enrolling&whole=1", scanning],
  ["enrol-scan-refused", "door=enrolling&whole=1", withoutCamera],
  ["enrol-words", "door=enrolling", sixWords],
  [
    "enrol-open",
    "whole=1",
    walk(to("Settings"), tap("Enroll with another agency"), heading("Show this to your registrar")),
  ],

  ["tonight", ""],
  ["tonight-empty", "empty=1"],
  ["tonight-es", "language=es"],
  ["tonight-200", "text=largest&whole=1"],
  ["tonight-turned", "size=turned"],
  ["tonight-tablet", "size=tablet"],
  ["tonight-desktop", "size=desktop"],
  ["tonight-clock", "clock=behind"],
  ["tonight-clock-moved", "clock=moved"],
  ["tonight-trouble", "", fails("vault.full")],

  ["contact", "", newContact],
  ["contact-earlier", "whole=1", walk(newContact, fourTaps)],
  ["contact-es", "language=es", to("Nuevo contacto")],
  ["contact-200", "text=largest&whole=1", newContact],
  ["contact-turned", "size=turned", newContact],
  ["contact-desktop", "size=desktop", newContact],

  ["contact-another", "whole=1", walk(episode, to("Another young person here", "New contact"))],
  ["contact-before", "whole=1", walk(newContact, choose("Harbor Demo"), metBefore)],

  ["episode", "", episode],
  [
    "episode-met-before",
    "whole=1",
    walk(newContact, fourTaps, metBefore, to("Start", "quiet maple")),
  ],
  ["episode-linked", "whole=1", walk(episode, to("Other episodes"), tap("Same young person"))],
  ["episode-whole", "whole=1", episode],
  ["episode-all", "whole=1", walk(episode, choose("All"))],
  ["episode-left", "", walk(episode, tap("The youth left"))],
  ["episode-read-only", "role=lead&whole=1", episode],
  ["episode-es", "language=es&whole=1", episode],
  ["episode-200", "text=largest&whole=1", episode],
  ["episode-turned", "size=turned", episode],
  ["episode-tablet", "size=tablet", episode],
  ["episode-desktop", "size=desktop", episode],
  ["episode-desktop-day-es", "size=desktop&theme=day&language=es", episode],

  ["times", "whole=1", walk(episode, to("Clock times"))],
  ["times-correct", "whole=1", walk(episode, to("Clock times"), tap("Correct this time"))],
  ["saves", "whole=1", walk(episode, to("Clock times"), to("Every save"))],
  ["saves-differ", "clocks=differ&whole=1", walk(episode, to("Clock times"), to("Every save"))],
  ["saves-desktop", "size=desktop", walk(episode, to("Clock times"), to("Every save"))],
  ["times-desktop-day", "size=desktop&theme=day", walk(episode, to("Clock times"))],
  ["step", "", step(RIGHTS)],
  [
    "step-call",
    "empty=1&whole=1",
    walk(
      newContact,
      fourTaps,
      tap("Start"),
      heading("quiet maple"),
      to("Call the child protection hotline"),
    ),
  ],
  ["step-done", "", walk(step(NEEDS), tap("Done"))],
  ["step-other", "whole=1", walk(step(NEEDS), tap("Did not happen"))],
  ["step-turned", "size=turned", step(RIGHTS)],
  ["step-tablet", "size=tablet", step(RIGHTS)],
  ["step-desktop", "size=desktop", step(RIGHTS)],
  [
    "step-conflict",
    "whole=1",
    walk(to("silver field"), choose("All"), tap("finished steps"), to("County worker is on scene")),
  ],
  ["step-full-disk", "", walk(step(NEEDS), refuses("step_event", "vault.full"), tap("Done"))],

  ["calls", "whole=1", walk(episode, to("Call"))],
  ["calls-begun", "", begun],
  ["calls-answered", "whole=1", walk(begun, tap("Answered"))],
  ["calls-log", "whole=1", walk(begun, tap("No answer"))],
  ["calls-begun-200", "text=largest&whole=1", begun],
  ["calls-es", "language=es&whole=1", walk(episode, to("Llamar"))],
  ["calls-desktop", "size=desktop", begun],

  ["rights", "whole=1", rights("Rights")],
  ["rights-waived", "whole=1", walk(waiver, sign, to("Save with this signature", "Rights"))],
  ["waiver", "", walk(waiver, sign)],
  ["waiver-desktop", "size=desktop", walk(waiver, sign)],

  ["record", "", walk(episode, to("Questions"))],
  ["record-who", "whole=1", topic("Questions", "Name and language")],
  [
    "record-earlier",
    "before=19&whole=1",
    walk(topic("Questions", "Name and language"), async (page) => {
      await page.getByText("19 earlier answers").click();
    }),
  ],
  [
    "record-earlier-all",
    "before=19&whole=1",
    walk(
      topic("Questions", "Name and language"),
      async (page) => page.getByText("19 earlier answers").click(),
      tap("More"),
      async (page) => page.locator("details[open] li").nth(18).waitFor(),
    ),
  ],
  ["record-needs-es", "language=es", topic("Preguntas", "Qué hace falta ahora")],
  ["record-phone", "whole=1", topic("Questions", "The phone")],
  ["record-health-200", "text=largest&whole=1", topic("Questions", "Health")],
  ["record-turned", "size=turned", topic("Questions", "The phone")],
  ["record-tablet", "size=tablet", topic("Questions", "The phone")],
  ["record-desktop", "size=desktop", topic("Questions", "Name and language")],

  ["notes", "role=advocate", walk(episode, to("Private notes"))],
  ["notes-saved", "role=advocate", noteSaved],
  ["notes-taken-back", "role=advocate&whole=1", walk(noteSaved, tap("Undo"), openDetails)],
  ["notes-desktop", "role=advocate&size=desktop", walk(episode, to("Private notes"))],

  ["board", "role=lead&whole=1"],
  ["board-es", "role=lead&language=es"],
  ["board-200", "role=lead&text=largest&whole=1"],
  ["board-tablet", "role=lead&size=tablet"],
  ["board-desktop", "role=lead&size=desktop"],

  ["settings", "whole=1", to("Settings")],
  ["settings-no-notices", "notices=none&whole=1", to("Settings")],
  ["settings-desktop", "size=desktop", to("Settings")],
  ["settings-shared", "shared=used&whole=1", to("Settings")],
  ["keys-desktop", "size=desktop", async (page) => page.keyboard.press("?")],
  ["plain", "", left, "anew"],
  ...advocateScenes,
  ...cardScenes,
  ...drillScenes,
  ...packScenes,
  ...recoveryScenes,
  ...copiesScenes,
  ...glassScenes,
  ...secondPinScenes,
  ...handOverScenes,
  ...rosterScenes,
  ...auditScenes,
  ...syncScenes,
  ...stateScenes,
];
