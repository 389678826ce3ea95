import { expect, test } from "vitest";
import type { DueAtView, DueView } from "../bridge/types";
import { en } from "../text/en";
import { es } from "../text/es";
import { dueWords, span } from "./time";

const MIN = 60_000;
const NOW = Date.UTC(2026, 10, 24, 9, 0);

test.each([
  [0, "0 min"],
  [59 * MIN, "59 min"],
  [80 * MIN, "1 h 20 min"],
  [24 * 60 * MIN, "1 day"],
  [53 * 60 * MIN, "2 days 5 h"],
])("a span of %d ms is said as %s", (ms, said) => {
  expect(span(ms, en)).toBe(said);
});

const at = (ms: number, more: Partial<DueAtView> = {}): DueView => ({
  kind: "at",
  due: { ms, plus_minus_ms: 0, assumed_from: null, beyond_calendar: false, ...more },
});

test("what is past its time is late, never cancelled", () => {
  const due = dueWords(at(NOW - 5 * MIN), NOW, "en", en);
  expect(due).toMatchObject({ pressing: "late", words: "Late by 5 min", notes: [] });
});

test("half an hour ahead is soon, more is later", () => {
  const pressing = (ms: number) => dueWords(at(NOW + ms), NOW, "es", es).pressing;
  expect(pressing(29 * MIN)).toBe("soon");
  expect(pressing(31 * MIN)).toBe("later");
});

test("an estimate, a clock that stands in and a calendar that ends are all said", () => {
  const due = dueWords(
    at(NOW, { plus_minus_ms: MIN, assumed_from: "First contact", beyond_calendar: true }),
    NOW,
    "en",
    en,
  );
  expect(due.notes).toEqual([
    en.due.estimated,
    "Counted from “First contact” until its own time is known.",
    en.due.beyondCalendar,
  ]);
});

test("what is due at once says for how long already", () => {
  const due = dueWords({ kind: "now", since_ms: NOW - 12 * MIN }, NOW, "en", en);
  expect(due).toMatchObject({ pressing: "now", words: "Now, for 12 min already" });
});

test("a clock that has not started is named", () => {
  const due = dueWords({ kind: "no_clock_yet", clock: "Hotline call" }, NOW, "en", en);
  expect(due).toMatchObject({ pressing: "waits", words: "Waits for: Hotline call" });
  expect(due.when).toBe("Hotline call");
});
