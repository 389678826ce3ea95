// Pages that are shown to the young person, what stands before them, and the reminder; see scenes.mjs for how a scene is written.
import { choose, episode, heading, reminded, tap, walk, to } from "./acts.mjs";

const before = walk(episode, tap("Card for them"), heading("Card for the young person"));
const shown = (name) =>
  walk(tap(name), async (page) => {
    await page.locator(".guarded").waitFor();
  });
const english = walk(before, choose("English"), shown("Show it now"));
const spanish = walk(before, shown("Show it now"));

/** A plan with words in two of its parts. */
const planned = walk(
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
  ["card-corners", "whole=1", walk(before, choose("Hold both upper corners"))],
  ["card-turned", "size=turned", before],
  ["card-desktop", "size=desktop&secret=passphrase", before],
  ["guarded", "", english],
  ["guarded-es", "", spanish],
  ["guarded-200", "text=largest&whole=1", english],
  ["guarded-turned", "size=turned", english],
  ["guarded-desktop", "size=desktop", english],
  ["plan-show-empty", "role=advocate", walk(episode, to("Safety plan"), tap("Show it to them"))],
  ["plan-show", "role=advocate&whole=1", planned],
  ["plan-guarded", "role=advocate", walk(planned, shown("Show it now"))],
  ["reminder", "", reminded],
  ["reminder-locked", "door=locked", reminded],
  ["reminder-desktop", "size=desktop", walk(episode, reminded)],
];
