// The sentences of the shipped drills are as easy to read as those of the screen.
import { expect, test } from "vitest";
import { counted, englishSyllables, fleschKincaid, inflesz, spanishSyllables } from "./ease";

const FILES = import.meta.glob<string>("../../../drills/**/*.toml", {
  query: "?raw",
  import: "default",
  eager: true,
});
const FEWEST_WORDS = 8;

/** Every sentence in a language, with the file that it stands in. */
function sentences(language: "en" | "es") {
  return Object.entries(FILES).flatMap(([name, text]) => {
    const found = text.matchAll(new RegExp(`\\b${language} = (?:"""([^]*?)"""|"([^"]*)")`, "g"));
    return [...found].map(([, long, short]) => ({ name, text: (long ?? short ?? "").trim() }));
  });
}

test("there are four drills with many sentences, as many in each language", () => {
  expect(new Set(sentences("en").map(({ name }) => name)).size).toBeGreaterThanOrEqual(4);
  expect(sentences("en").length).toBeGreaterThan(100);
  expect(sentences("es")).toHaveLength(sentences("en").length);
});

test("no sentence of a drill is hard to read in English", () => {
  const hard = sentences("en").filter(({ text }) => {
    const counts = counted(text, englishSyllables);
    return counts.words >= FEWEST_WORDS && fleschKincaid(counts) > 8;
  });
  expect(hard).toEqual([]);
});

test("no sentence of a drill is hard to read in Spanish", () => {
  const hard = sentences("es").filter(({ text }) => {
    const counts = counted(text, spanishSyllables);
    return counts.words >= FEWEST_WORDS && inflesz(counts) < 55;
  });
  expect(hard).toEqual([]);
});
