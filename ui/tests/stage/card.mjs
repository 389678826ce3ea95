// Pages that are shown to the young person, what stands before them, and the reminder; see scenes.mjs for how a scene is written.
import { choose, episode, heading, reminded, tap, then, to } from "./acts.mjs";

const before = then(episode, tap("Card for them"), heading("Card for the young person"));
const beforeEs = then(episode, tap("Tarjeta"), heading("Tarjeta para la persona joven"));
const shown = (name) =>
  then(tap(name), async (page) => {
    await page.locator(".guarded").waitFor();
  });
const english = then(before, choose("English"), shown("Show it now"));
const spanish = then(before, shown("Show it now"));

/** A plan with words in two of its parts. */
const planned = then(
  episode,
  to("Safety plan"),
  tap("Who is safe"),
  async (page) => {
    await page.locator("textarea").fill("My aunt, and the coach from before.");
  },
  tap("Save these words"),
  tap("Close"),
  tap("Show it to them"),
  heading("Show the plan"),
);

export const cardScenes = [
  ["card", "whole=1", before],
  ["card-corners", "whole=1", then(before, choose("Hold both upper corners"))],
  ["card-day", "theme=day&whole=1", before],
  ["card-contrast", "theme=contrast&whole=1", before],
  ["card-es-200", "language=es&text=largest&whole=1", beforeEs],
  ["card-turned", "size=turned", before],
  ["card-desktop", "size=desktop&secret=passphrase", before],
  ["guarded", "", english],
  ["guarded-es", "", spanish],
  ["guarded-200", "text=largest&whole=1", english],
  ["guarded-es-200", "text=largest&whole=1", spanish],
  ["guarded-day", "theme=day", english],
  ["guarded-contrast", "theme=contrast", english],
  ["guarded-turned", "size=turned", english],
  ["guarded-desktop", "size=desktop", english],
  ["plan-show-empty", "role=advocate", then(episode, to("Safety plan"), tap("Show it to them"))],
  ["plan-show", "role=advocate&whole=1", planned],
  ["plan-guarded", "role=advocate", then(planned, shown("Show it now"))],
  ["reminder", "", reminded],
  ["reminder-day", "theme=day", reminded],
  ["reminder-locked", "door=locked", reminded],
  ["reminder-es-200", "language=es&text=largest&whole=1", reminded],
  ["reminder-desktop", "size=desktop", then(episode, reminded)],
];
