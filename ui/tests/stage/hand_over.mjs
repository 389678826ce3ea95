// Handing an episode over; see scenes.mjs for how a scene is written.
import { choose, episode, heading, pinAgain, tap, then, to } from "./acts.mjs";

const page = then(episode, to("Hand the episode over"));
const pageEs = then(episode, to("Pasar el episodio"));
const chosen = then(page, choose("E. Tran"));
const chosenEs = then(pageEs, choose("E. Tran"));
const done = then(chosen, tap("Hand it over to E. Tran"), pinAgain, async (stage) => {
  await stage.getByText("Not confirmed yet").waitFor();
});
const fromBoard = then(to("Board"), tap("Hand the episode over"), heading("Hand the episode over"));
const fromBoardEs = then(to("Tablero"), tap("Pasar el episodio"), heading("Pasar el episodio"));
const handed = async (stage) => {
  await stage.getByText("handed it to you").first().waitFor();
};

export const handOverScenes = [
  ["hand-over", "whole=1", page],
  ["hand-over-chosen", "whole=1", chosen],
  [
    "hand-over-pin",
    "",
    then(chosen, tap("Hand it over to E. Tran"), heading("Your PIN, once more")),
  ],
  ["hand-over-done", "whole=1", done],
  ["hand-over-chosen-es-200", "language=es&text=largest&whole=1", chosenEs],
  ["hand-over-lead", "role=lead&handed=half&whole=1", fromBoard],
  ["hand-over-late", "role=lead&handed=late&whole=1", fromBoard],
  ["hand-over-late-es-200", "role=lead&handed=late&language=es&text=largest&whole=1", fromBoardEs],
  ["hand-over-late-board", "role=lead&handed=late", to("Board")],
  ["hand-over-late-episode", "handed=late", episode],
  ["hand-over-lead-day", "role=lead&handed=half&theme=day&whole=1", fromBoard],
  ["hand-over-desktop", "size=desktop", chosen],
  ["hand-over-to-me", "handed=me", episode],
  ["hand-over-tonight", "handed=me", handed],
  ["hand-over-to-me-es-200", "handed=me&language=es&text=largest&whole=1", episode],
];
