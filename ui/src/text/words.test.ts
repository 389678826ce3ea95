import { afterEach, expect, test } from "vitest";
import { en } from "./en";
import { es } from "./es";
import { words } from "./words.svelte";

afterEach(() => words.use("en"));

const said = (code: string) => words.trouble({ code, fields: {} });

test("a code with words of its own has them in both languages", () => {
  expect(said("relay.away")).toEqual(en.troubles["relay.away"]);
  words.use("es");
  expect(said("relay.away")).toEqual(es.troubles["relay.away"]);
});

test("a code without words of its own is said by its family", () => {
  expect(said("vault.internal")).toEqual(en.troubles.vault);
  expect(said("chain.gap")).toEqual(en.troubles.entry);
  expect(said("statement.gap")).toEqual(en.troubles.directory);
});

test("a code of no family still says what to do", () => {
  expect(said("moon.phase")).toEqual(en.troubles.unexpected);
});

/** Every sentence of a catalogue; functions are called with stand-ins. */
function sentences(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return [String((value as (...a: unknown[]) => unknown)(2, 3))];
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(sentences);
  return [];
}

test("no sentence blames a child or says what must not be on a screen", () => {
  const forbidden =
    /prostitut|promiscu|runaway|uncooperative|suspect|arrest|credible|fugitiv|sospechos/i;
  for (const catalogue of [en, es]) {
    const bad = sentences(catalogue).filter((sentence) => forbidden.test(sentence));
    expect(bad).toEqual([]);
  }
});

test("no sentence is empty, and the two languages are not the same words", () => {
  const english = sentences(en);
  const spanish = sentences(es);
  expect(english.every((sentence) => sentence.trim() !== "")).toBe(true);
  expect(spanish).toHaveLength(english.length);
  const same = english.filter((sentence, at) => sentence === spanish[at] && sentence.length > 12);
  expect(same).toEqual([]);
});
