import { expect, test } from "vitest";
import type { DueView, PlanLine } from "../bridge/types";
import { nextOf } from "./next";

const NOW = 1_000_000;

function line(step: string, due: DueView, more: Partial<PlanLine> = {}): PlanLine {
  return {
    step,
    phase: "scene",
    title: step,
    state: "open",
    due,
    standing: { kind: "on" },
    turn: null,
    at: null,
    roles: [],
    mine: true,
    kind: "protocol",
    conflict: false,
    ...more,
  };
}

const at = (ms: number): DueView => ({
  kind: "at",
  due: { ms, plus_minus_ms: 0, assumed_from: null, beyond_calendar: false },
});
const waits: DueView = { kind: "no_clock_yet", clock: "Hotline call" };
const now: DueView = { kind: "now", since_ms: null };
const occasion: DueView = { kind: "occasion", what: "With the report", due: null };

test("what is late comes first, then what is due at once, then by time, then by occasion", () => {
  const steps = [line("occasion", occasion), line("later", at(NOW + 9)), line("soon", at(NOW + 5))];
  expect(nextOf(steps, NOW)?.step).toBe("soon");
  expect(nextOf([...steps, line("now", now), line("now too", now)], NOW)?.step).toBe("now");
  expect(nextOf([...steps, line("now", now), line("late", at(NOW - 1))], NOW)?.step).toBe("late");
  expect(nextOf([line("occasion", occasion)], NOW)?.step).toBe("occasion");
});

test("what waits for a clock, is finished, set aside or another's is not next", () => {
  const steps = [
    line("waits", waits),
    line("done", now, { state: "done" }),
    line("off", now, { standing: { kind: "off" } }),
    line("another's", now, { mine: false }),
  ];
  expect(nextOf(steps, NOW)).toBeNull();
});
