// That the stage shows every screen there is, each by day, in high contrast, and in Spanish with text at 200 %.
import { expect, test } from "vitest";
import type { Door } from "../../src/bridge/types";
import { groups } from "../stage/groups.mjs";
import { scenes } from "../stage/scenes.mjs";
import { variantsOf } from "../stage/variants.mjs";
import { EVERYWHERE } from "./everywhere";

/** Every door that can be closed, and what else stands in the place of a screen; a new door does not compile. */
const DOORS: Record<Exclude<Door, "open">, string> = {
  locked: "door locked",
  who: "door who",
  release_needed: "door release_needed",
  no_profile: "door no_profile",
  enrolling: "door enrolling",
};
const ELSE = ["drill briefing", "pin asked", "guarded", "plain"];

const named = new Map(scenes.map((scene) => [scene[0], scene]));

test("every screen has a scene that stands for it", () => {
  const wanted = [...Object.keys(EVERYWHERE), ...Object.values(DOORS), ...ELSE];
  expect(Object.keys(groups).sort()).toEqual(wanted.sort());
});

test.each(Object.entries(groups))("%s is shown in each of its variants", (_, name) => {
  const scene = named.get(name);
  expect(scene).toBeDefined();
  const starts = (scene ? variantsOf(scene) : []).map(({ start }) => start);
  expect(starts).toEqual(["theme=day", "theme=contrast", "language=es&text=largest"]);
});

test("no two pictures have one name", () => {
  const names = scenes.flatMap((scene) => [scene[0], ...variantsOf(scene).map(({ name }) => name)]);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
