// Instants and spans in words. Pure: now and the words are passed in.
import type { DueAtView, DueView, Language, When } from "../bridge/types";
import type { Catalogue } from "../text/en";

const MINUTE = 60_000;
const SOON_MS = 30 * MINUTE;
const DAY_H = 24;

/** "14:02" today, "Tue 14:02" on another day. */
export function clockTime(ms: number, now: number, language: Language): string {
  const when = new Date(ms);
  const today = new Date(now);
  const time = when.toLocaleTimeString(language, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  if (when.toDateString() === today.toDateString()) return time;
  const near = Math.abs(ms - now) < 6 * DAY_H * 60 * MINUTE;
  const day = when.toLocaleDateString(
    language,
    near ? { weekday: "short" } : { day: "numeric", month: "short" },
  );
  return `${day} ${time}`;
}

/** The same, with "about" before an estimate. */
export function whenWords(when: When, now: number, language: Language, t: Catalogue): string {
  const time = clockTime(when.ms, now, language);
  return when.plus_minus_ms === null ? time : t.time.about(time);
}

/** "12 min", "1 h 20 min", "2 days 4 h": as exact as is of use. */
export function span(ms: number, t: Catalogue): string {
  const minutes = Math.floor(Math.abs(ms) / MINUTE);
  if (minutes < 60) return t.time.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < DAY_H) return t.time.hours(hours, minutes % 60);
  return t.time.days(Math.floor(hours / DAY_H), hours % DAY_H);
}

/** How pressing something is; a screen adds colour and icon to it, never colour alone. */
export type Pressing = "late" | "now" | "soon" | "later" | "waits";

/** The same as in `dueWords`, without the words. */
export function pressingOf(due: DueView, now: number): Pressing {
  switch (due.kind) {
    case "now":
      return "now";
    case "no_clock_yet":
      return "waits";
    case "occasion":
      return due.due === null ? "soon" : pressingAt(due.due.ms - now);
    case "at":
      return pressingAt(due.due.ms - now);
  }
}

function pressingAt(left: number): Pressing {
  if (left < 0) return "late";
  return left < SOON_MS ? "soon" : "later";
}

export interface DueWords {
  pressing: Pressing;
  words: string;
  /** The span alone, for a line under a heading that says how pressing it is. */
  span: string | null;
  /** The moment or the occasion alone. */
  when: string | null;
  /** What to know about the time itself: an estimate, a clock that stands in, a calendar that ends. */
  notes: string[];
}

/** A due time in words. */
export function dueWords(due: DueView, now: number, language: Language, t: Catalogue): DueWords {
  switch (due.kind) {
    case "now": {
      const since = due.since_ms === null ? 0 : now - due.since_ms;
      const words = since < MINUTE ? t.due.now : t.due.nowSince(span(since, t));
      return { pressing: "now", words, span: null, when: null, notes: [] };
    }
    case "no_clock_yet":
      return {
        pressing: "waits",
        words: t.due.waits(due.clock),
        span: null,
        when: due.clock,
        notes: [],
      };
    case "occasion": {
      if (due.due === null)
        return { pressing: "soon", words: due.what, span: null, when: due.what, notes: [] };
      const at = instantDue(due.due, now, language, t);
      return { ...at, words: `${due.what}. ${at.words}`, when: due.what };
    }
    case "at":
      return instantDue(due.due, now, language, t);
  }
}

function instantDue(due: DueAtView, now: number, language: Language, t: Catalogue): DueWords {
  const left = due.ms - now;
  const notes = dueNotes(due, t);
  const pressing = pressingAt(left);
  const [long, when] = [span(left, t), t.due.at(clockTime(due.ms, now, language))];
  const words = left < 0 ? t.due.late(long) : `${t.due.in(long)}, ${when}`;
  return { pressing, words, span: long, when: left < 0 ? null : when, notes };
}

function dueNotes(due: DueAtView, t: Catalogue): string[] {
  return [
    ...(due.plus_minus_ms > 0 ? [t.due.estimated] : []),
    ...(due.assumed_from === null ? [] : [t.due.assumed(due.assumed_from)]),
    ...(due.beyond_calendar ? [t.due.beyondCalendar] : []),
  ];
}
