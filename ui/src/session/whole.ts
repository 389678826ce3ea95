// Whether what was typed is a whole value yet. Half a number or half a day is a draft; the notebook refuses it as an answer.
import type { Limits, QuestionKind, ValueView } from "../bridge/types";

interface Day {
  year: number;
  month: number;
  day: number;
}

const FIRST_YEAR = 1900;

/** Whether there is such a day. */
export function isDay({ year, month, day }: Day): boolean {
  if (year < FIRST_YEAR || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether a value has all its parts, so that there is something to save. */
export function isWhole(
  value: ValueView,
  { kind, limits }: { kind: QuestionKind; limits: Limits },
): boolean {
  if (value.kind === "date") return isDay(value);
  if (kind === "digits" && value.kind === "text") return value.text.length === limits.most;
  return true;
}
