// A look into an episode in an emergency; see scenes.mjs for how a scene is written.
import { heading, pinAgain, tap, walk, to } from "./acts.mjs";

const type = (label, text) => async (stage) => stage.getByLabel(label).fill(text);

const page = to("An episode that is not mine", "In an emergency");
const typed = walk(
  page,
  type(
    /The 13 words/,
    "river amber quiet maple silver field harbor cloud apple orange lemon winter zebra",
  ),
  type("Why it cannot wait", "She is at the clinic now and asks for the medicine she takes."),
);
const said = walk(typed, tap("Look in"), pinAgain, async (stage) => {
  await stage.getByText("It waits for the keys").waitFor();
});
const number = walk(to("Who can read this"), async (stage) => {
  await stage.locator("main summary").last().click();
});

export const glassScenes = [
  ["glass", "whole=1", page],
  ["glass-typed", "whole=1", typed],
  ["glass-pin", "", walk(typed, tap("Look in"), heading("Your PIN, once more"))],
  ["glass-said", "whole=1", said],
  ["glass-tonight", "looks=1", async (stage) => stage.getByText("looked into").first().waitFor()],
  [
    "glass-board",
    "looks=1&role=lead",
    async (stage) => stage.getByText("looked into").first().waitFor(),
  ],
  ["glass-number", "looks=1&whole=1", number],
];
