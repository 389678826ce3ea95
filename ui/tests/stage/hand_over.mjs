// Handing an episode over; see scenes.mjs for how a scene is written.
import { choose, episode, heading, pinAgain, tap, walk, to } from "./acts.mjs";

const page = walk(episode, to("Hand the episode over"));
const chosen = walk(page, choose("E. Tran"));
const done = walk(chosen, tap("Hand it over to E. Tran"), pinAgain, async (stage) => {
  await stage.getByText("Not confirmed yet").waitFor();
});
const fromBoard = walk(to("Board"), tap("Hand the episode over"), heading("Hand the episode over"));
const handed = async (stage) => {
  await stage.getByText("handed it to you").first().waitFor();
};

export const handOverScenes = [
  ["hand-over", "whole=1", page],
  ["hand-over-chosen", "whole=1", chosen],
  [
    "hand-over-pin",
    "",
    walk(chosen, tap("Hand it over to E. Tran"), heading("Your PIN, once more")),
  ],
  ["hand-over-done", "whole=1", done],
  ["hand-over-lead", "role=lead&handed=half&whole=1", fromBoard],
  ["hand-over-late", "role=lead&handed=late&whole=1", fromBoard],
  ["hand-over-late-board", "role=lead&handed=late", to("Board")],
  ["hand-over-late-episode", "handed=late", episode],
  ["hand-over-desktop", "size=desktop", chosen],
  ["hand-over-to-me", "handed=me", episode],
  ["hand-over-tonight", "handed=me", handed],
];
