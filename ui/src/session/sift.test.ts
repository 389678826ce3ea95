import { expect, test } from "vitest";
import type { EpisodeLine } from "../bridge/types";
import { OPEN_SIEVE, sift, stationsOf, type Sieve } from "./sift";

const line = (handle: string, more: Partial<EpisodeLine> = {}): EpisodeLine => ({
  episode: handle,
  handle,
  station: "Harbor",
  started: { ms: 0, plus_minus_ms: null },
  next: null,
  mine_open: 0,
  late: 0,
  left: false,
  differ: 0,
  handed_by: null,
  kept: { kind: "on_server", at_ms: 0 },
  ...more,
});

const lines = [
  line("amber river", { mine_open: 2, late: 1 }),
  line("silver field", { left: true, differ: 1, kept: { kind: "only_here" } }),
  line("quiet maple", { station: "Cañón", kept: { kind: "refused", code: "x" } }),
];
const found = (sieve: Partial<Sieve>) =>
  sift(lines, { ...OPEN_SIEVE, ...sieve }).map(({ handle }) => handle);

test("nothing chosen shows everything in its order", () => {
  expect(found({})).toEqual(["amber river", "silver field", "quiet maple"]);
});

test("words are found at the beginning of any word, in any order, without accents and capitals", () => {
  expect(found({ words: "RIV am" })).toEqual(["amber river"]);
  expect(found({ words: "iver" })).toEqual([]);
  expect(found({ words: "canon" })).toEqual(["quiet maple"]);
  expect(found({ words: "har s" })).toEqual(["silver field"]);
});

test("each choice narrows, and together they narrow further", () => {
  expect(found({ mine: true })).toEqual(["amber river"]);
  expect(found({ late: true })).toEqual(["amber river"]);
  expect(found({ left: true })).toEqual(["silver field"]);
  expect(found({ unsent: true })).toEqual(["silver field", "quiet maple"]);
  expect(found({ unsent: true, station: "Harbor" })).toEqual(["silver field"]);
  expect(found({ late: true, left: true })).toEqual([]);
  expect(found({ differs: true })).toEqual(["silver field"]);
});

test("500 episodes are sifted in far less than a frame", () => {
  const many = Array.from({ length: 500 }, (_, at) => line(`amber river ${at}`));
  const before = performance.now();
  for (let n = 0; n < 20; n++) sift(many, { ...OPEN_SIEVE, words: "riv 49" });
  expect((performance.now() - before) / 20).toBeLessThan(16);
});

test("stations are those that occur, once each", () => {
  expect(stationsOf(lines)).toEqual(["Cañón", "Harbor"]);
});
