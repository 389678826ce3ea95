import { afterEach, expect, test, vi } from "vitest";
import type { DueAtView, DueView } from "../bridge/types";
import { en } from "../text/en";
import { es } from "../text/es";
import {
  clockTime,
  dueWords,
  otherZone,
  span,
  timeOnDay,
  useZone,
  whenWords,
  within,
} from "./time";

const MIN = 60_000;
const NOW = Date.UTC(2026, 10, 24, 9, 0);

afterEach(() => {
  useZone(null);
  vi.unstubAllEnvs();
});

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
  expect(due.words).toBe("In 0 min, at " + clockTime(NOW, NOW, "en") + " (± 1 min)");
  expect(due.notes).toEqual([
    "Estimated, ± 1 min: the start time is an estimate.",
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

test("an estimate says how far off it may be, and one that is very wide only that it is", () => {
  const when = { ms: NOW, plus_minus_ms: 90_000 };
  expect(whenWords(when, NOW, "en", en)).toMatch(/^about .* \(± 2 min\)$/);
  expect(within(26 * 60 * MIN, es)).toBe("1 día 2 h");
  expect(within(20_000 * 24 * 60 * MIN, en)).toBe("more than 7 days");
});

test("times are those of the county, wherever the device thinks it is", () => {
  // 7 March 2026, 21:30 in Los Angeles: the next day in UTC.
  const evening = Date.UTC(2026, 2, 8, 5, 30);
  useZone("America/Los_Angeles");
  expect(clockTime(evening, evening + MIN, "en")).toBe("21:30");
  expect(clockTime(evening, evening + 3 * 60 * MIN, "en")).toBe("Sat 21:30");
  vi.stubEnv("TZ", "UTC");
  expect(otherZone(evening)).toBe("Los Angeles");
  vi.stubEnv("TZ", "America/Los_Angeles");
  expect(otherZone(evening)).toBeNull();
  useZone("Asia/Tokyo");
  expect(clockTime(evening, evening, "en")).toBe("14:30");
  expect(otherZone(evening)).toBe("Tokyo");
  useZone("Nowhere/At_All");
  expect(otherZone(evening)).toBeNull();
});

test("a time of day is found on its day, over both nights in which the clocks change", () => {
  useZone("America/Los_Angeles");
  const at = (text: string) => Date.parse(text);
  const short = at("2026-03-08T12:00:00-07:00");
  expect(timeOnDay(short, 1, 30)).toBe(at("2026-03-08T01:30:00-08:00"));
  expect(timeOnDay(short, 2, 30)).toBeNull();
  expect(timeOnDay(short, 23, 59)).toBe(at("2026-03-08T23:59:00-07:00"));
  const long = at("2026-11-01T12:00:00-08:00");
  expect(timeOnDay(long, 1, 30)).toBe(at("2026-11-01T01:30:00-07:00"));
  expect(timeOnDay(long, 0, 0)).toBe(at("2026-11-01T00:00:00-07:00"));
  expect(timeOnDay(long, 24, 0)).toBeNull();
  expect(timeOnDay(long, 3, 60)).toBeNull();
});
