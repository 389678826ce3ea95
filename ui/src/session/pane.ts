// What a screen knows of the pane it stands in, and what a place remembers while another screen covers it: how far it was
// read, and what was tapped in it. Coming back brings both again, so that nobody looks for their line twice.
import { getContext, setContext } from "svelte";
import type { Place } from "./way.svelte";

interface Standing {
  /** The pane furthest in: titles take the focus there, and the quick exit lies over its corner. */
  readonly front: boolean;
}

const KEY = Symbol("pane");
const ALONE: Standing = { front: true };

export const standIn = (standing: Standing) => setContext(KEY, standing);

/** Where this screen stands; a screen before the door stands alone. */
export const myPane = () => getContext<Standing | undefined>(KEY) ?? ALONE;

export interface Remembered {
  /** How far it was scrolled, in pixels. */
  top: number;
  /** Which line had the focus last: its `data-to`. */
  to: string | null;
}

const remembered = new WeakMap<Place, Remembered>();

/** What is remembered of a place, and whether it was there before. */
export function memoryOf(place: Place): { kept: Remembered; before: Readonly<Remembered> | null } {
  const kept = remembered.get(place);
  if (kept !== undefined) return { kept, before: { ...kept } };
  const fresh = { top: 0, to: null };
  remembered.set(place, fresh);
  return { kept: fresh, before: null };
}

/** The line of a pane that leads somewhere. */
export function lineTo(pane: HTMLElement, to: string | null): HTMLElement | null {
  const lines = [...pane.querySelectorAll<HTMLElement>("[data-to]")];
  return lines.find((line) => line.dataset["to"] === to) ?? null;
}

const TOUCHED = ["pointerdown", "keydown", "wheel"] as const;

/** Waits for the lines, then scrolls and focuses as it was; a touch in between counts more. Returns a function that stops. */
export function bringBack(
  pane: HTMLElement,
  scroller: Element,
  before: Readonly<Remembered>,
  focus: () => boolean,
): () => void {
  const watching = new MutationObserver(attempt);
  function stop(): void {
    watching.disconnect();
    for (const event of TOUCHED) removeEventListener(event, stop);
  }
  function attempt(): void {
    const line = lineTo(pane, before.to);
    const longEnough = scroller.scrollHeight >= before.top + scroller.clientHeight;
    if (line === null && (!longEnough || pane.querySelector("[data-to]") === null)) return;
    stop();
    scroller.scrollTop = before.top;
    if (focus()) line?.focus({ preventScroll: true });
  }
  for (const event of TOUCHED) addEventListener(event, stop, { once: true });
  watching.observe(pane, { childList: true, subtree: true });
  attempt();
  return stop;
}
