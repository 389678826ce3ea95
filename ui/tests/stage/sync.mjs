// Sync, its problems, and two phones held beside each other; see scenes.mjs for how a scene is written.
import { tap, walk, to } from "./acts.mjs";

const page = walk(to("Sync"), to("Compare with another phone", "Compare two phones"));

/** Puts in what the other phone shows, and compares. */
const against = (label, go, note) =>
  walk(
    async (page) => page.getByLabel(label).fill(note),
    tap(go),
    async (page) => page.locator("section.card[role=status], [role=alert]").first().waitFor(),
  );
const compared = walk(page, against("Code of the other phone", "Compare", "first72.invented"));

const byHand = walk(to("Sync"), to("Carry by hand"));
const byHandEs = walk(to("Sincronizar"), to("Llevar a mano"));
const codes = async (page) => page.getByRole("img").first().waitFor();
/** A file of another device is opened. */
const opens = async (page) => {
  const file = {
    name: "invented.unsent",
    mimeType: "application/octet-stream",
    buffer: Buffer.from("x"),
  };
  await page.locator("input[type=file]").last().setInputFiles(file);
};
const unfolded = (words) => async (page) => page.getByText(words).first().click();
const said = (words) => async (page) => page.getByText(words).first().waitFor();

export const syncScenes = [
  ["carry", "whole=1", byHand],
  ["carry-codes", "whole=1", walk(byHand, tap("Show codes"), codes)],
  ["carry-file", "whole=1", walk(byHand, tap("Write a file"), said(/Give this file/))],
  ["carry-taken", "whole=1", walk(byHand, opens, said(/4 new saves are here/))],
  ["carry-part", "took=part&whole=1", walk(byHand, opens, said(/3 of 9/))],
  ["carry-receipts", "took=receipts&whole=1", walk(byHand, opens, said(/signed for them/))],
  ["carry-directory", "took=directory&whole=1", walk(byHand, opens, said(/the way to the server/))],
  ["carry-members", "whole=1", walk(byHand, unfolded("For a phone that cannot reach the server"))],
  [
    "carry-members-es",
    "language=es&text=largest&whole=1",
    walk(byHandEs, unfolded("Para un teléfono que no llega al servidor")),
  ],
  ["carry-signed", "carried=signed&whole=1", byHand],
  ["carry-refused", "carried=refused&whole=1", byHand],
  ["carry-signed-es", "carried=signed&language=es&text=largest&whole=1", byHandEs],
  [
    "carry-lead",
    "role=lead&carried=waits&folder=/srv/shared&whole=1",
    walk(to("Board"), to("Collect from phones", "Carry by hand")),
  ],
  ["carry-desktop", "role=lead&carried=signed&size=desktop", walk(to("Sync"), to("Carry by hand"))],
  ["sync", "role=advocate", to("Sync")],
  ["sync-day-es", "role=advocate&language=es&theme=day", to("Sincronizar")],
  ["sync-desktop", "role=advocate&size=desktop", to("Sync")],
  ["sync-caught", "caught=1&whole=1", to("Sync")],
  [
    "sync-caught-proof",
    "caught=1&whole=1",
    walk(to("Sync"), tap("Write the proof into a file"), async (page) =>
      page.getByText(/first72-1\.proof/).waitFor(),
    ),
  ],
  ["tonight-days-away", "days=4"],
  ["tonight-days-away-long", "days=15"],
  ["sync-held-back", "held=quiet&whole=1", to("Sync")],
  ["sync-missing", "held=missing&whole=1", to("Sync")],
  ["tonight-held-back", "held=quiet"],
  ["tonight-missing", "held=missing"],
  ["tonight-held-back-desktop", "held=quiet&size=desktop"],
  ["problems", "", walk(to("Sync"), to("1 problem", "Problems"))],
  ["problems-tablet", "size=tablet", walk(to("Sync"), to("1 problem", "Problems"))],
  ["compare", "whole=1", page],
  ["compare-none", "head=none", page],
  ["compare-same", "whole=1", compared],
  ["compare-ahead", "head=they_are_ahead&whole=1", compared],
  ["compare-behind", "head=we_are_ahead&whole=1", compared],
  ["compare-two", "head=two_histories&whole=1", compared],
  ["compare-stopped", "caught=1&whole=1", page],
  ["compare-slip", "whole=1", walk(page, against("Code of the other phone", "Compare", "hello"))],
  ["compare-200", "head=they_are_ahead&text=largest&whole=1", compared],
  ["compare-desktop", "size=desktop", page],
];
