// Recovery on the screen; see scenes.mjs for how a scene is written. The stand-in's lead is a registrar too.
import { choose, pinAgain, tap, then, to } from "./acts.mjs";

const ES200 = "language=es&text=largest&whole=1";
const LEAD = "role=lead&whole=1";
const page = then(to("Settings"), to("Recovery"));
const pageEs = then(to("Ajustes"), to("Recuperación"));
const announce = then(page, to("Announce a recovery"));
const announceEs = then(pageEs, to("Anunciar una recuperación"));
const filled = then(
  announce,
  choose("Times, needs and steps"),
  async (page) => page.getByLabel("For which device?").selectOption("d2"),
  async (page) => page.getByLabel("Why?").fill("All phones were lost."),
  async (page) => page.getByLabel("Whose shares are used?").fill("A. Invented\nB. Invented"),
);
const shares = then(page, to("Put in the custodians’ shares", "Custodians’ shares"));
const sharesEs = then(pageEs, to("Poner las partes de la llave", "Partes de la llave"));
const share = (label, go, text) =>
  then(
    async (page) => page.getByLabel(label).fill(text),
    tap(go),
    async (page) => page.locator("section.card[role=status], [role=alert]").first().waitFor(),
  );
const take = (number) =>
  share("Words or code of a share", "Take this share in", `F72-SHARE-1:${number}MADEUP`);
const takeEs = (number) =>
  share("Palabras o código de una parte", "Aceptar esta parte", `F72-SHARE-1:${number}MADEUP`);
const settled = (button) => async (page) =>
  page.getByRole("button", { name: button }).first().waitFor();
const enough = then(shares, take(1), take(3), settled("Open the records"));

export const recoveryScenes = [
  ["recovery", LEAD, page],
  ["recovery-announced", `recovery=1&${LEAD}`, page],
  ["recovery-member", "recovery=1&whole=1", page],
  ["recovery-day-es", `recovery=1&theme=day&language=es&${LEAD}`, pageEs],
  ["recovery-es-200", `recovery=1&role=lead&${ES200}`, pageEs],
  ["recovery-200", `recovery=1&text=largest&${LEAD}`, page],
  ["recovery-desktop", "recovery=1&role=lead&size=desktop", page],
  ["recovery-announce", LEAD, filled],
  ["recovery-announce-day", `theme=day&${LEAD}`, filled],
  ["recovery-announce-es-200", `role=lead&${ES200}`, announceEs],
  ["recovery-announce-said", LEAD, then(filled, tap("Announce it"), pinAgain)],
  ["recovery-shares", `recovery=1&${LEAD}`, shares],
  ["recovery-shares-one", `recovery=1&${LEAD}`, then(shares, take(1))],
  ["recovery-shares-one-es-200", `recovery=1&role=lead&${ES200}`, then(sharesEs, takeEs(1))],
  ["recovery-shares-slip", `recovery=1&${LEAD}`, then(shares, take(9))],
  ["recovery-shares-enough", `recovery=1&${LEAD}`, enough],
  [
    "recovery-opened",
    `recovery=1&${LEAD}`,
    then(enough, tap("Open the records"), settled("End the recovery")),
  ],
  [
    "recovery-opened-day",
    `recovery=1&theme=day&${LEAD}`,
    then(enough, tap("Open the records"), settled("End the recovery")),
  ],
  ["recovery-drill-due", `recovery=due&${LEAD}`, page],
  ["recovery-drill-due-es-200", `recovery=due&role=lead&${ES200}`, pageEs],
  ["recovery-drill-announce", `recovery=due&${LEAD}`, then(page, to("Announce a drill"))],
  [
    "recovery-drill-announce-es-200",
    `recovery=due&role=lead&${ES200}`,
    then(pageEs, to("Anunciar un simulacro")),
  ],
  ["recovery-drill-shares", `recovery=drill&${LEAD}`, then(shares, take(1))],
  [
    "recovery-drill-opened",
    `recovery=drill&${LEAD}`,
    then(
      shares,
      take(1),
      take(3),
      settled("Open the test entry"),
      tap("Open the test entry"),
      settled("End the drill"),
    ),
  ],
  [
    "recovery-drill-opened-es-200",
    `recovery=drill&role=lead&${ES200}`,
    then(
      sharesEs,
      takeEs(1),
      takeEs(3),
      settled("Abrir la entrada de prueba"),
      tap("Abrir la entrada de prueba"),
      settled("Cerrar el simulacro"),
    ),
  ],
  ["tonight-recovery-drill", "recovery=drill"],
  ["tonight-old-app", "old=1"],
  ["tonight-old-app-es-200", `old=1&whole=1&${ES200}`],
  ["tonight-recovery-drill-due-es-200", `recovery=due&role=lead&whole=1&${ES200}`],
  ["tonight-recovery", "recovery=1"],
  ["tonight-recovery-es-200", `recovery=1&${ES200}`],
];
