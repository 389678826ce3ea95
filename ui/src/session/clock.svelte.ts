// Now, as the notebook reckons it: each answer of the shell anchors it, the monotonic clock carries it on.
// The device's own wall clock is never read here, so that setting it back moves nothing on the screen.
import type { TimeView } from "../bridge/types";

const EVERY_MS = 5_000;

class Clock {
  now = $state(0);
  /** How well the device knows it, as the shell said last. */
  time = $state.raw<TimeView>({ kind: "exact" });
  #anchorMs = 0;
  #anchorAt = 0;

  anchor(nowMs: number): void {
    this.#anchorMs = nowMs;
    this.#anchorAt = performance.now();
    this.now = nowMs;
  }

  /** Half the width in which the truth lies, in milliseconds; 0 while the time is exact. */
  get wide(): number {
    return this.time.kind === "exact" ? 0 : (this.time.plus_minus_ms ?? 0);
  }

  /** The exact moment, for stamping a tap. */
  stamp(): number {
    return Math.round(this.#anchorMs + (performance.now() - this.#anchorAt));
  }

  /** Starts ticking; returns a function that stops it. */
  run(): () => void {
    const timer = setInterval(() => (this.now = this.stamp()), EVERY_MS);
    return () => clearInterval(timer);
  }
}

export const clock = new Clock();
