// Shorter keys change nothing that is said: they are shortened wherever they stand, or nowhere.
import { expect, test } from "vitest";
import { keysToShorten, shortened, sourcesBelow } from "../../build/short_keys.js";

const sources = (files: Record<string, string>) => new Map(Object.entries(files));

test("only a key that is known nowhere else is shortened", () => {
  const keys = keysToShorten(
    sources({
      "src/text/en/tonight.ts":
        "export const tonight = {\n  onlyMine: 'Mine',\n  allDone: 'Done',\n  title: 'Tonight',\n  innerHeight: 'x',\n  byName: 'x',\n  takeOver: 'x',\n};",
      "src/screens/Tonight.svelte": '{words.t.tonight.onlyMine} {t["byName"]}',
      "src/bridge/calls.ts": "export const takeOver = () => call();",
    }),
  );
  expect(keys).toEqual(["allDone", "onlyMine"]);
});

test("a shortened key is the same where it is written and where it is read, and code does what it did", async () => {
  const code = `
    const words = { tonight: { onlyMine: (n) => n + " of mine", allDone: "All done" } };
    const { allDone } = words.tonight;
    const first = Object.values(words.tonight)[0];
    export const said = [words.tonight.onlyMine(3), allDone, first(4), Object.keys(words.tonight).length];`;
  const [made = ""] = await shortened([code], ["allDone", "onlyMine"]);
  expect(made).not.toMatch(/onlyMine|allDone/);
  const module = (await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(made)}`
  )) as { said: unknown };
  expect(module.said).toEqual(["3 of mine", "All done", "4 of mine", 2]);
});

test("what a compiled component is given keeps its name, since it is asked for as text", async () => {
  const code = `
    const words = { typeBack: "Type it" };
    const given = (props, name) => props[name];
    export const said = given({ typeBack: words.typeBack }, "typeBack");`;
  const [made = ""] = await shortened([code], ["typeBack"]);
  const module = (await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(made)}`
  )) as { said: unknown };
  expect(module.said).toBe("Type it");
});

test("a key is the same in every piece of the code, or is not shortened in any", async () => {
  const words = "export const words = { onlyMine: 'Mine', allDone: 'Done', typeBack: 'Type' };";
  const reads =
    "export const read = (words) => [words.allDone, words.onlyMine, words['typeBack']];";
  const [one = "", other = ""] = await shortened(
    [words, reads],
    ["onlyMine", "allDone", "typeBack"],
  );
  const load = async (code: string) =>
    (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)) as {
      words: unknown;
      read: (words: unknown) => unknown;
    };
  expect((await load(other)).read((await load(one)).words)).toEqual(["Done", "Mine", "Type"]);
  expect(one + other).not.toMatch(/onlyMine|allDone/);
});

test("most keys of the catalogue are shortened, and none that the bridge or a browser knows", () => {
  const keys = keysToShorten(sourcesBelow("src"));
  expect(keys.length).toBeGreaterThan(500);
  expect(keys.filter((key) => key.includes("_") || key === key.toLowerCase())).toEqual([]);
});
