import { expect, test } from "vitest";
import { en } from "../text/en";
import { es } from "../text/es";
import { answersWords, checkDay, comesOutWords } from "./answers";

const now = new Date(2026, 2, 6, 10, 0).getTime();
const later = new Date(2026, 2, 6, 17, 0).getTime();
const monday = new Date(2026, 2, 9, 8, 0).getTime();

test("who answers, until when, and when the next opening is, in both languages", () => {
  expect(answersWords({ kind: "open", until_ms: null }, now, "en", en)).toBe(
    "Answers day and night",
  );
  expect(answersWords({ kind: "open", until_ms: later }, now, "en", en)).toBe(
    "Answers now, until 17:00",
  );
  const closed = { kind: "closed", opens_ms: monday, time_known: true } as const;
  expect(answersWords(closed, now, "en", en)).toBe("Closed now. Opens Mon 08:00");
  expect(answersWords(closed, now, "es", es)).toBe("Cerrado ahora. Abre lun 08:00");
});

test("an hour that was not published is not guessed", () => {
  const day = { kind: "closed", opens_ms: monday, time_known: false } as const;
  expect(answersWords(day, now, "en", en)).toBe("Closed now. Opens on Monday");
  const unsure = { kind: "may_be_open", why: "times_not_published" } as const;
  expect(answersWords(unsure, now, "en", en)).toBe("May be open today. Try.");
});

test("who answers at night need not come out at night", () => {
  const morning = { kind: "closed", opens_ms: later, time_known: true } as const;
  expect(comesOutWords(morning, now, "en", en)).toBe("Nobody comes out now. From 17:00");
  expect(comesOutWords({ kind: "open", until_ms: later }, now, "en", en)).toBe(
    "Somebody can come out now.",
  );
});

test("the day of a check is the same day everywhere", () => {
  expect(checkDay("2026-05-01", "en")).toBe("May 1, 2026");
});
