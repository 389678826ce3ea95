// Sync, its problems, and two phones held beside each other; see scenes.mjs for how a scene is written.
import { tap, then, to } from "./acts.mjs";

const ES200 = "language=es&text=largest&whole=1";
const page = then(to("Sync"), to("Compare with another phone", "Compare two phones"));
const pageEs = then(to("Sincronizar"), to("Comparar con otro teléfono", "Comparar dos teléfonos"));

/** Puts in what the other phone shows, and compares. */
const against = (label, go, note) =>
  then(
    async (page) => page.getByLabel(label).fill(note),
    tap(go),
    async (page) => page.locator("section.card[role=status], [role=alert]").first().waitFor(),
  );
const compared = then(page, against("Code of the other phone", "Compare", "first72.invented"));
const comparedEs = then(
  pageEs,
  against("Código del otro teléfono", "Comparar", "first72.invented"),
);

export const syncScenes = [
  ["sync", "role=advocate", to("Sync")],
  ["sync-day-es", "role=advocate&language=es&theme=day", to("Sincronizar")],
  ["sync-desktop", "role=advocate&size=desktop", to("Sync")],
  ["sync-caught", "caught=1&whole=1", to("Sync")],
  ["sync-held-back", "held=quiet&whole=1", to("Sync")],
  ["sync-missing", "held=missing&whole=1", to("Sync")],
  ["sync-held-back-day-es", "held=quiet&theme=day&language=es&whole=1", to("Sincronizar")],
  ["sync-held-back-es-200", `held=quiet&${ES200}`, to("Sincronizar")],
  ["tonight-held-back", "held=quiet"],
  ["tonight-held-back-day", "held=quiet&theme=day"],
  ["tonight-held-back-es-200", `held=quiet&${ES200}`],
  ["tonight-missing", "held=missing"],
  ["tonight-held-back-desktop", "held=quiet&size=desktop"],
  ["problems", "", then(to("Sync"), to("1 problem", "Problems"))],
  ["problems-tablet", "size=tablet", then(to("Sync"), to("1 problem", "Problems"))],
  ["compare", "whole=1", page],
  ["compare-none", "head=none", page],
  ["compare-same", "whole=1", compared],
  ["compare-ahead", "head=they_are_ahead&whole=1", compared],
  ["compare-behind", "head=we_are_ahead&whole=1", compared],
  ["compare-two", "head=two_histories&whole=1", compared],
  ["compare-stopped", "caught=1&whole=1", page],
  ["compare-slip", "whole=1", then(page, against("Code of the other phone", "Compare", "hello"))],
  ["compare-day", "theme=day&whole=1", page],
  ["compare-contrast", "head=two_histories&theme=contrast&whole=1", compared],
  ["compare-200", "head=they_are_ahead&text=largest&whole=1", compared],
  ["compare-es-200", ES200, pageEs],
  ["compare-two-es-200", `head=two_histories&${ES200}`, comparedEs],
  ["compare-two-day-es", "head=two_histories&theme=day&language=es", comparedEs],
  ["compare-desktop", "size=desktop", page],
];
