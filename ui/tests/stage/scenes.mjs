// Every screen in every state, one line a scene: its name, how the stand-in starts, the acts that lead there.
// The start is an address: role=lead language=es theme=day text=largest size=desktop (phone, turned, tablet, desktop),
// door=locked, empty=1, many=500; whole=1 shows the page to its end.
import {
  approval,
  approvalEs,
  begun,
  choose,
  commonPhrase,
  episode,
  fails,
  fourTaps,
  heading,
  metBefore,
  missTwice,
  newContact,
  openDetails,
  rights,
  scanning,
  sign,
  sixWords,
  step,
  tap,
  then,
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
import { syncScenes } from "./sync.mjs";

const RIGHTS = "Tell: right to an advocate";
const NEEDS = "Basic needs and small choices";

/** A note that was just saved. */
const noted = (name, save) =>
  then(
    episode,
    to(name),
    async (page) => {
      await page.locator("textarea").fill("For another young person.");
    },
    tap(save),
  );
const noteSaved = noted("Private notes", "Save the note");
const noteSavedEs = noted("Notas privadas", "Guardar la nota");

export const scenes = [
  ["unlock", "door=locked"],
  ["unlock-said", "door=locked&said=1"],
  ["unlock-said-es-200", "door=locked&said=1&language=es&text=largest&whole=1"],
  ["unlock-said-turned", "door=locked&said=1&size=turned"],
  ["unlock-missed", "door=locked", missTwice],
  ["unlock-es-200", "door=locked&language=es&text=largest&whole=1"],
  ["unlock-day", "door=locked&theme=day"],
  ["unlock-turned", "door=locked&size=turned"],
  ["unlock-desktop", "door=locked&secret=passphrase&size=desktop"],
  ["unlock-passphrase", "door=locked&secret=passphrase"],
  ["unlock-who", "door=who&shared=used"],
  ["unlock-who-first", "door=who&shared=unused"],
  ["unlock-who-es-200", "door=who&shared=used&language=es&text=largest&whole=1"],
  ["unlock-who-first-es-200", "door=who&shared=unused&language=es&text=largest&whole=1"],
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
  [
    "enrol-passphrase-common-es-200",
    "door=no_profile&secret=passphrase&language=es&text=largest&whole=1",
    commonPhrase("Su frase secreta", "La misma frase otra vez", "Seguir"),
  ],
  ["enrol-request", "door=enrolling&whole=1"],
  ["enrol-request-day", "door=enrolling&theme=day&whole=1"],
  ["enrol-approval", "door=enrolling", approval],
  ["enrol-approval-es-200", "door=enrolling&language=es&text=largest&whole=1", approvalEs],
  ["enrol-scan", "door=enrolling&whole=1", scanning],
  ["enrol-scan-day", "door=enrolling&theme=day&whole=1", scanning],
  ["enrol-scan-refused", "door=enrolling&whole=1", withoutCamera],
  ["enrol-words", "door=enrolling", sixWords],

  ["tonight", ""],
  ["tonight-empty", "empty=1"],
  ["tonight-es", "language=es"],
  ["tonight-200", "text=largest&whole=1"],
  ["tonight-day", "theme=day"],
  ["tonight-contrast", "theme=contrast"],
  ["tonight-turned", "size=turned"],
  ["tonight-tablet", "size=tablet"],
  ["tonight-desktop", "size=desktop"],
  ["tonight-clock", "clock=behind"],
  ["tonight-clock-es-200", "clock=moved&language=es&text=largest&whole=1"],
  ["tonight-trouble", "", fails("vault.full")],

  ["contact", "", newContact],
  ["contact-earlier", "whole=1", then(newContact, fourTaps)],
  ["contact-es", "language=es", to("Nuevo contacto")],
  ["contact-200", "text=largest&whole=1", newContact],
  ["contact-day", "theme=day", then(newContact, fourTaps)],
  ["contact-turned", "size=turned", newContact],
  ["contact-desktop", "size=desktop", newContact],

  ["contact-another", "whole=1", then(episode, to("Another young person here", "New contact"))],
  ["contact-before", "whole=1", then(newContact, choose("Harbor Demo"), metBefore)],
  [
    "contact-before-es-200",
    "whole=1&language=es&text=largest",
    then(to("Nuevo contacto"), openDetails),
  ],

  ["episode", "", episode],
  [
    "episode-met-before",
    "whole=1",
    then(newContact, fourTaps, metBefore, to("Start", "quiet maple")),
  ],
  ["episode-linked", "whole=1", then(episode, to("Other episodes"), tap("Same young person"))],
  [
    "episode-linked-es-200",
    "whole=1&language=es&text=largest",
    then(episode, to("Otros episodios"), tap("La misma persona joven")),
  ],
  ["episode-whole", "whole=1", episode],
  ["episode-all", "whole=1", then(episode, choose("All"))],
  ["episode-left", "", then(episode, tap("The youth left"))],
  ["episode-read-only", "role=lead&whole=1", episode],
  ["episode-es", "language=es&whole=1", episode],
  ["episode-200", "text=largest&whole=1", episode],
  ["episode-day", "theme=day", episode],
  ["episode-contrast", "theme=contrast", episode],
  ["episode-turned", "size=turned", episode],
  ["episode-tablet", "size=tablet", episode],
  ["episode-desktop", "size=desktop", episode],
  ["episode-desktop-day-es", "size=desktop&theme=day&language=es", episode],

  ["times", "whole=1", then(episode, to("Clock times"))],
  ["times-correct", "whole=1", then(episode, to("Clock times"), tap("Correct this time"))],
  [
    "times-es-200",
    "language=es&text=largest&whole=1",
    then(episode, to("Horas de los relojes"), tap("Corregir esta hora")),
  ],
  ["times-desktop-day", "size=desktop&theme=day", then(episode, to("Clock times"))],
  ["step", "", step(RIGHTS)],
  [
    "step-call",
    "empty=1&whole=1",
    then(
      newContact,
      fourTaps,
      tap("Start"),
      heading("quiet maple"),
      to("Call the child protection hotline"),
    ),
  ],
  ["step-done", "", then(step(NEEDS), tap("Done"))],
  ["step-other", "whole=1", then(step(NEEDS), tap("Did not happen"))],
  [
    "step-es-200",
    "language=es&text=largest&whole=1",
    then(episode, to("Decir: derecho a una defensora")),
  ],
  ["step-day", "theme=day&whole=1", step(RIGHTS)],
  ["step-contrast", "theme=contrast", step(RIGHTS)],
  ["step-turned", "size=turned", step(RIGHTS)],
  ["step-tablet", "size=tablet", step(RIGHTS)],
  ["step-desktop", "size=desktop", step(RIGHTS)],
  [
    "step-conflict",
    "whole=1",
    then(to("silver field"), choose("All"), tap("finished steps"), to("County worker is on scene")),
  ],
  ["step-full-disk", "", then(step(NEEDS), fails("vault.full"), tap("Done"))],

  ["calls", "whole=1", then(episode, to("Call"))],
  ["calls-begun", "", begun],
  ["calls-answered", "whole=1", then(begun, tap("Answered"))],
  ["calls-log", "whole=1", then(begun, tap("No answer"))],
  ["calls-begun-200", "text=largest&whole=1", begun],
  ["calls-es", "language=es&whole=1", then(episode, to("Llamar"))],
  ["calls-desktop", "size=desktop", begun],

  ["rights", "whole=1", rights("Rights")],
  ["rights-es-200", "language=es&text=largest&whole=1", rights("Derechos")],
  ["rights-day", "theme=day&whole=1", rights("Rights")],
  ["rights-waived", "whole=1", then(waiver, sign, to("Save with this signature", "Rights"))],
  ["waiver", "", then(waiver, sign)],
  ["waiver-desktop", "size=desktop", then(waiver, sign)],
  [
    "waiver-es-200",
    "language=es&text=largest&whole=1",
    then(
      rights("Derechos"),
      choose("Un no claro"),
      to("Leer juntos la renuncia", "Decidir hablar sin persona defensora"),
    ),
  ],

  ["record", "", then(episode, to("Questions"))],
  ["record-who", "whole=1", topic("Questions", "Name and language")],
  ["record-who-day", "theme=day&whole=1", topic("Questions", "Name and language")],
  ["record-needs-es", "language=es", topic("Preguntas", "Qué hace falta ahora")],
  ["record-phone", "whole=1", topic("Questions", "The phone")],
  ["record-health-200", "text=largest&whole=1", topic("Questions", "Health")],
  ["record-turned", "size=turned", topic("Questions", "The phone")],
  ["record-tablet", "size=tablet", topic("Questions", "The phone")],
  ["record-desktop", "size=desktop", topic("Questions", "Name and language")],

  ["notes", "role=advocate", then(episode, to("Private notes"))],
  [
    "notes-es-200",
    "role=advocate&language=es&text=largest&whole=1",
    then(episode, to("Notas privadas")),
  ],
  ["notes-saved", "role=advocate", noteSaved],
  ["notes-taken-back", "role=advocate&whole=1", then(noteSaved, tap("Undo"), openDetails)],
  [
    "notes-taken-back-es-200",
    "role=advocate&language=es&text=largest&whole=1",
    then(noteSavedEs, tap("Deshacer"), openDetails),
  ],
  ["notes-desktop", "role=advocate&size=desktop", then(episode, to("Private notes"))],

  ["board", "role=lead&whole=1"],
  ["board-es", "role=lead&language=es"],
  ["board-day", "role=lead&theme=day"],
  ["board-200", "role=lead&text=largest&whole=1"],
  ["board-tablet", "role=lead&size=tablet"],
  ["board-desktop", "role=lead&size=desktop"],

  ["settings", "whole=1", to("Settings")],
  ["settings-day", "theme=day&whole=1", to("Settings")],
  ["settings-contrast", "theme=contrast&whole=1", to("Settings")],
  ["settings-es-200", "language=es&text=largest&whole=1", to("Ajustes")],
  ["settings-no-notices", "notices=none&whole=1", to("Settings")],
  ["settings-no-notices-es-200", "notices=none&language=es&text=largest&whole=1", to("Ajustes")],
  ["settings-desktop", "size=desktop", to("Settings")],
  ["settings-shared", "shared=used&whole=1", to("Settings")],
  ["keys-desktop", "size=desktop", async (page) => page.keyboard.press("?")],
  ["plain", "", to("Quick exit", "Notes")],
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
];
