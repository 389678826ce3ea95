// A short touch back from the device where it has one: when something is saved, and when a clock begins to press. None for
// whoever asks their device for less motion, and none on the neutral screen: leaving stops it for good, until the app is
// started again.
import { isStill } from "./motion";

/** Milliseconds of shaking, with pauses between. */
const TOUCH = { saved: [12], pressing: [40, 80, 40] } as const;

let silent = false;

export function touch(kind: keyof typeof TOUCH): void {
  if (silent || document.hidden || !("vibrate" in navigator)) return;
  if (isStill()) return;
  navigator.vibrate([...TOUCH[kind]]);
}

/** Stops a touch that runs and lets none follow. */
export function silence(): void {
  silent = true;
  if ("vibrate" in navigator) navigator.vibrate(0);
}

export function unsilence(): void {
  silent = false;
}
