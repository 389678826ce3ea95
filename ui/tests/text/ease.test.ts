import { describe, expect, test } from "vitest";
import { en } from "../../src/text/en";
import { es } from "../../src/text/es";
import {
  counted,
  englishSyllables,
  fernandezHuerta,
  fleschKincaid,
  inflesz,
  spanishSyllables,
  sum,
  type Counted,
} from "./ease";
import { sentencesOf } from "./sentences";

/** Fewer words than this say nothing about how hard a text is: one long word would decide. */
const FEWEST_WORDS = 8;
const HIGHEST_GRADE = 8;
const LOWEST_INFLESZ = 55;

test.each([
  ["phone", 1],
  ["saved", 1],
  ["needed", 2],
  ["station", 2],
  ["episode", 3],
  ["registrar", 3],
])("the English word %s has %d syllables", (word, syllables) => {
  expect(englishSyllables(word)).toBe(syllables);
});

test.each([
  ["paz", 1],
  ["aparato", 4],
  ["registro", 3],
  ["día", 2],
  ["cierre", 2],
  ["guía", 2],
  ["porque", 2],
  ["ciudad", 2],
  ["servidor", 3],
])("the Spanish word %s has %d syllables", (word, syllables) => {
  expect(spanishSyllables(word)).toBe(syllables);
});

interface Measure {
  catalogue: unknown;
  syllables: (word: string) => number;
  /** What is too hard, with its figure; null when it is not. */
  hard: (counts: Counted) => string | null;
}

const languages: [string, Measure][] = [
  [
    "English",
    {
      catalogue: en,
      syllables: englishSyllables,
      hard: (counts) => {
        const grade = fleschKincaid(counts);
        return grade > HIGHEST_GRADE ? `grade ${grade.toFixed(1)}` : null;
      },
    },
  ],
  [
    "Spanish",
    {
      catalogue: es,
      syllables: spanishSyllables,
      hard: (counts) => {
        const ease = inflesz(counts);
        return ease < LOWEST_INFLESZ ? `INFLESZ ${ease.toFixed(0)}` : null;
      },
    },
  ],
];

describe.each(languages)("in %s", (_, { catalogue, syllables, hard }) => {
  const all = sentencesOf(catalogue).map((one) => ({
    ...one,
    counts: counted(one.text, syllables),
  }));

  test("no text of several words is hard to read", () => {
    const found = all.flatMap(({ name, text, counts }) => {
      const said = counts.words < FEWEST_WORDS ? null : hard(counts);
      return said === null ? [] : [`${said} · ${name}: ${text}`];
    });
    expect(found).toEqual([]);
  });
});

test("each catalogue as a whole is easier still", () => {
  const whole = (of: unknown, syllables: (word: string) => number) =>
    sum(sentencesOf(of).map(({ text }) => counted(text, syllables)));
  expect(fleschKincaid(whole(en, englishSyllables))).toBeLessThan(6);
  expect(inflesz(whole(es, spanishSyllables))).toBeGreaterThan(65);
  expect(fernandezHuerta(whole(es, spanishSyllables))).toBeGreaterThan(65);
});

/** As it is written elsewhere; the people who read this write American English. */
const ELSEWHERE =
  /\b(colour|practis|enrol(?!l)|organis|recognis|authoris|apologis|summaris|centre\b|licence|cancelled|behaviour|favour|neighbour|programme\b|defence|offence|whilst|learnt|labelled|counsell)/i;

test("English is written as in the counties that read it", () => {
  expect(ELSEWHERE.test("Colours") && ELSEWHERE.test("Enrol with")).toBe(true);
  expect(ELSEWHERE.test("Enroll, practice, colors")).toBe(false);
  const others = sentencesOf(en).filter(({ text }) => ELSEWHERE.test(text));
  expect(others).toEqual([]);
});
