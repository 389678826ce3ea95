import { expect, test } from "vitest";
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

test("what is past its time is late, never cancelled", () => {
  const due = dueWords({ kind: "at", ms: NOW - 5 * MIN, estimated: false }, NOW, "en", en);
  expect(due).toMatchObject({ pressing: "late", words: "Late by 5 min" });
});

test("half an hour ahead is soon, more is later", () => {
  const at = (ms: number) =>
    dueWords({ kind: "at", ms: NOW + ms, estimated: false }, NOW, "es", es).pressing;
  expect(at(29 * MIN)).toBe("soon");
  expect(at(31 * MIN)).toBe("later");
});

test("an estimate stays an estimate", () => {
  expect(dueWords({ kind: "at", ms: NOW, estimated: true }, NOW, "en", en).estimated).toBe(true);
});

test("a clock that has not started is named", () => {
  const due = dueWords({ kind: "no_clock_yet", clock: "Hotline call" }, NOW, "en", en);
  expect(due).toMatchObject({ pressing: "waits", words: "Waits for: Hotline call" });
});
