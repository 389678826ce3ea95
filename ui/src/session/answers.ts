// Whether somebody who can be called answers now, in words. Pure: now and the words are passed in.
import type { AnswersView, Language } from "../bridge/types";
import type { Catalogue } from "../text/en";
import { clockTime } from "./time";

/** "Answers now, until 17:00", "Closed now. Opens Mon 08:00". */
export function answersWords(
  answers: AnswersView,
  now: number,
  language: Language,
  t: Catalogue,
): string {
  switch (answers.kind) {
    case "open":
      return answers.until_ms === null
        ? t.contacts.openAlways
        : t.contacts.openUntil(clockTime(answers.until_ms, now, language));
    case "may_be_open":
      return t.contacts.unsure[answers.why];
    case "closed":
      if (answers.opens_ms === null) return t.contacts.closed;
      return answers.time_known
        ? t.contacts.opensAt(clockTime(answers.opens_ms, now, language))
        : t.contacts.opensOn(weekday(answers.opens_ms, language));
  }
}

/** Whether somebody comes out now, where that differs from answering. */
export function comesOutWords(
  comesOut: AnswersView,
  now: number,
  language: Language,
  t: Catalogue,
): string {
  if (comesOut.kind === "open") return t.contacts.comesOut;
  if (comesOut.kind === "may_be_open") return t.contacts.unsure[comesOut.why];
  return comesOut.opens_ms === null
    ? t.contacts.comesOutNotNow
    : t.contacts.comesOutFrom(clockTime(comesOut.opens_ms, now, language));
}

/** "May 1, 2026": the day of a check, which has no time zone. */
export function checkDay(day: string, language: Language): string {
  return new Date(`${day}T12:00:00`).toLocaleDateString(language, {
    day: "numeric",
    month: "short",
    year: "numeric",
  });
}

function weekday(ms: number, language: Language): string {
  return new Date(ms).toLocaleDateString(language, { weekday: "long" });
}
