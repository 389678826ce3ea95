// Instants and spans in words. Pure: now and the words are passed in.
import type { DueAtView, DueView, Language, When } from "../bridge/types";
import type { Catalogue } from "../text/en";

const MINUTE = 60_000;
const SOON_MS = 30 * MINUTE;
const DAY_H = 24;
const DAY_MS = DAY_H * 60 * MINUTE;
/** Wider than this says only that it is wide. */
const WIDE_MS = 7 * DAY_MS;

/** The zone of the county, in which every time is shown, wherever the device thinks it is. The device's own until known. */
let zone: string | undefined;

/** Shows times in this zone from now on; one that the webview does not know changes nothing. */
export function useZone(name: string | null): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name ?? undefined });
    zone = name ?? undefined;
  } catch {
    zone = undefined;
  }
}

/** The county's place, where the device is set to a zone with other hours now; null where nobody has to be told. */
export function otherZone(now: number): string | null {
  if (zone === undefined || hours(now, zone) === hours(now, undefined)) return null;
  return zone.split("/").at(-1)?.replaceAll("_", " ") ?? null;
}

const hours = (ms: number, timeZone: string | undefined) =>
  new Date(ms).toLocaleString("en", { timeZone, dateStyle: "short", timeStyle: "short" });

/** The day in the county, as a text that differs from day to day. */
const dayOf = (ms: number) => new Date(ms).toLocaleDateString("en-CA", { timeZone: zone });

/** "14:02" today, "Tue 14:02" on another day. */
export function clockTime(ms: number, now: number, language: Language): string {
  const when = new Date(ms);
  const time = when.toLocaleTimeString(language, {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  if (dayOf(ms) === dayOf(now)) return time;
  const near = Math.abs(ms - now) < 6 * DAY_MS;
  const day = when.toLocaleDateString(
    language,
    near
      ? { timeZone: zone, weekday: "short" }
      : { timeZone: zone, day: "numeric", month: "short" },
  );
  return `${day} ${time}`;
}

/** "Nov 24, 2026": the day in the county, for what is far off. */
export function dayWords(ms: number, language: Language): string {
  return new Date(ms).toLocaleDateString(language, { timeZone: zone, dateStyle: "medium" });
}

/** The instant of a time of day in the county, on the day of `near` there. Where it comes twice, the first; null where
 * there is no such time. */
export function timeOnDay(near: number, hour: number, minute: number): number | null {
  if (!(hour >= 0 && hour < DAY_H && minute >= 0 && minute < 60)) return null;
  const wanted = hour * 60 + minute;
  const fits = (ms: number) => minuteOf(ms) === wanted && dayOf(ms) === dayOf(near);
  let at = Math.floor(near / MINUTE) * MINUTE;
  // Once by the clock; once more where the clocks change in between.
  for (let turn = 0; turn < 2 && !fits(at); turn++) at += (wanted - minuteOf(at)) * MINUTE;
  if (!fits(at)) return null;
  return fits(at - 60 * MINUTE) ? at - 60 * MINUTE : at;
}

/** Minutes since midnight by the county's clocks. */
function minuteOf(ms: number): number {
  const [hour, minute] = new Date(ms)
    .toLocaleTimeString("en", {
      timeZone: zone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    })
    .split(":");
  return Number(hour) * 60 + Number(minute);
}

/** The same, with "about" and the width for an estimate. */
export function whenWords(when: When, now: number, language: Language, t: Catalogue): string {
  const time = clockTime(when.ms, now, language);
  return when.plus_minus_ms === null ? time : t.time.about(time, within(when.plus_minus_ms, t));
}

/** Half the width of an estimate: whole minutes, upwards; beyond a week that it is more than a week. */
export function within(plusMinusMs: number, t: Catalogue): string {
  if (plusMinusMs > WIDE_MS) return t.clock.moreThan(span(WIDE_MS, t));
  return span(Math.ceil(plusMinusMs / MINUTE) * MINUTE, t);
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
  const about = due.plus_minus_ms > 0 ? ` (${t.due.within(within(due.plus_minus_ms, t))})` : "";
  const [long, when] = [span(left, t) + about, t.due.at(clockTime(due.ms, now, language))];
  const words = left < 0 ? t.due.late(long) : `${t.due.in(span(left, t))}, ${when}${about}`;
  return { pressing, words, span: long, when: left < 0 ? null : when, notes };
}

function dueNotes(due: DueAtView, t: Catalogue): string[] {
  return [
    ...(due.plus_minus_ms > 0 ? [t.due.estimated(within(due.plus_minus_ms, t))] : []),
    ...(due.assumed_from === null ? [] : [t.due.assumed(due.assumed_from)]),
    ...(due.beyond_calendar ? [t.due.beyondCalendar] : []),
  ];
}
