// The page of a call in the fake shell. Who comes and why not is made up.
import type {
  CalloutCard,
  CalloutFact,
  CalloutLine,
  CalloutPage,
  CalloutRefusal,
  CalloutState,
  CalloutWord,
  When,
} from "../../src/bridge/types";
import type { Both, FakeOption } from "./county";

const MIN = 60_000;

export interface FakeCallout {
  state: CalloutState;
  by: string | null;
  eta: When | null;
  arrived: When | null;
  refusals: CalloutRefusal[];
}

export const waits = (): FakeCallout => ({
  state: "waits",
  by: null,
  eta: null,
  arrived: null,
  refusals: [],
});

export const coming = (by: string, ms: number): FakeCallout => ({
  ...waits(),
  state: "coming",
  by,
  eta: { ms, plus_minus_ms: 10 * MIN },
});

export const there = (by: string, ms: number): FakeCallout => ({
  ...waits(),
  state: "there",
  by,
  arrived: { ms, plus_minus_ms: null },
});

const reasons: FakeOption[] = [
  { code: "too_far", label: ["Too far to be there in time", "Está muy lejos para llegar"] },
  {
    code: "with_another_youth",
    label: ["With another young person", "Está con otra persona joven"],
  },
  { code: "no_transport", label: ["No way to get there", "No tiene cómo llegar"] },
  { code: "not_on_call", label: ["Not on call now", "No está de guardia ahora"] },
];

const facts: { label: Both; value: Both | null }[] = [
  {
    label: ["Where?", "¿Dónde?"],
    value: ["Harbor Demo, near the pier", "Harbor Demo, cerca del muelle"],
  },
  { label: ["About how old?", "¿Qué edad, más o menos?"], value: ["15 to 17", "De 15 a 17"] },
  { label: ["Language", "Idioma"], value: ["Spanish", "Español"] },
  { label: ["Interpreter?", "¿Intérprete?"], value: null },
  {
    label: ["What is a danger here?", "¿Qué es un peligro aquí?"],
    value: ["Somebody calls the phone", "Alguien llama al teléfono"],
  },
];

export const cardOf = (
  episode: string,
  handle: string,
  say: (both: Both) => string,
): CalloutCard => ({
  episode,
  handle,
  area: say(facts[0]?.value ?? ["Harbor Demo", "Harbor Demo"]),
});

export const lineOf = (callout: FakeCallout): CalloutLine => ({ ...callout });

export function pageOf(
  episode: string,
  handle: string,
  callout: FakeCallout,
  me: string,
  now: number,
  say: (both: Both) => string,
): CalloutPage {
  const refused = callout.refusals.some(({ by }) => by === me);
  const told = facts.map(({ label, value }): CalloutFact => ({
    label: say(label),
    value: value && say(value),
  }));
  return {
    episode,
    handle,
    facts: told,
    state: callout.state,
    mine: refused || callout.by === me,
    refused,
    by: callout.by,
    eta: callout.eta,
    arrived: callout.arrived,
    eta_minutes: [20, 40, 60, 90],
    reasons: reasons.map(({ code, label }) => ({ code, label: say(label) })),
    shown: [],
    may_answer: true,
    now_ms: now,
  };
}

/** The call after somebody answered it. */
export function answered(
  callout: FakeCallout,
  word: CalloutWord,
  me: string,
  now: number,
  say: (both: Both) => string,
): FakeCallout {
  const others = callout.refusals.filter(({ by }) => by !== me);
  if (word.kind === "coming") {
    return { ...coming(me, now + word.minutes * MIN), refusals: others };
  }
  if (word.kind === "there") return { ...there(me, word.at.ms), refusals: others };
  const label = reasons.find(({ code }) => code === word.reason)?.label;
  const reason = label === undefined ? null : say(label);
  return { ...waits(), refusals: [...others, { by: me, reason, at_ms: now }] };
}
