// Recovery on the screen; see scenes.mjs for how a scene is written. The stand-in's lead is a registrar too.
import { choose, pinAgain, tap, walk, to } from "./acts.mjs";

const LEAD = "role=lead&whole=1";
const page = walk(to("Settings"), to("Recovery"));
const pageEs = walk(to("Ajustes"), to("Recuperación"));
const announce = walk(page, to("Announce a recovery"));
const filled = walk(
  announce,
  choose("Times, needs and steps"),
  async (page) => page.getByLabel("For which device?").selectOption("d2"),
  async (page) => page.getByLabel("Why?").fill("All phones were lost."),
  async (page) => page.getByLabel("Whose shares are used?").fill("A. Invented\nB. Invented"),
);
const shares = walk(page, to("Put in the custodians’ shares", "Custodians’ shares"));
const share = (label, go, text) =>
  walk(
    async (page) => page.getByLabel(label).fill(text),
    tap(go),
    async (page) => page.locator("section.card[role=status], [role=alert]").first().waitFor(),
  );
const take = (number) =>
  share("Words or code of a share", "Take this share in", `F72-SHARE-1:${number}MADEUP`);
const settled = (button) => async (page) =>
  page.getByRole("button", { name: button }).first().waitFor();
const enough = walk(shares, take(1), take(3), settled("Open the records"));

export const recoveryScenes = [
  ["recovery", LEAD, page],
  ["recovery-announced", `recovery=1&${LEAD}`, page],
  ["recovery-member", "recovery=1&whole=1", page],
  ["recovery-day-es", `recovery=1&theme=day&language=es&${LEAD}`, pageEs],
  ["recovery-200", `recovery=1&text=largest&${LEAD}`, page],
  ["recovery-desktop", "recovery=1&role=lead&size=desktop", page],
  ["recovery-announce", LEAD, filled],
  ["recovery-announce-said", LEAD, walk(filled, tap("Announce it"), pinAgain)],
  ["recovery-shares", `recovery=1&${LEAD}`, shares],
  ["recovery-shares-one", `recovery=1&${LEAD}`, walk(shares, take(1))],
  ["recovery-shares-slip", `recovery=1&${LEAD}`, walk(shares, take(9))],
  ["recovery-shares-enough", `recovery=1&${LEAD}`, enough],
  [
    "recovery-opened",
    `recovery=1&${LEAD}`,
    walk(enough, tap("Open the records"), pinAgain, settled("End the recovery")),
  ],
  ["recovery-drill-due", `recovery=due&${LEAD}`, page],
  ["recovery-drill-announce", `recovery=due&${LEAD}`, walk(page, to("Announce a drill"))],
  ["recovery-drill-shares", `recovery=drill&${LEAD}`, walk(shares, take(1))],
  [
    "recovery-drill-opened",
    `recovery=drill&${LEAD}`,
    walk(
      shares,
      take(1),
      take(3),
      settled("Open the test entry"),
      tap("Open the test entry"),
      pinAgain,
      settled("End the drill"),
    ),
  ],
  ["tonight-recovery-drill", "recovery=drill"],
  ["tonight-old-app", "old=1"],
  ["board-recovery-drill-due", "recovery=due&role=lead"],
  ["tonight-recovery", "recovery=1"],
];
