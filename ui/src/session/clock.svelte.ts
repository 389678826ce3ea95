// Now, as the notebook reckons it: each answer of the shell anchors it, the monotonic clock carries it on.
import type { TimeView } from "../bridge/types";

// The device's own wall clock is never read here, so that setting it back moves nothing on the screen. In a drill the time
// goes faster, or stands still: the pace says how many of its minutes pass in one.

const EVERY_MS = 5_000;

class Clock {
  now = $state(0);
  /** How well the device knows it, as the shell said last. */
  time = $state.raw<TimeView>({ kind: "exact" });
  #anchorMs = 0;
  #anchorAt = 0;
  #pace = 1;

  get paceNow(): number {
    return this.#pace;
  }

  anchor(nowMs: number): void {
    this.#anchorMs = nowMs;
    this.#anchorAt = performance.now();
    this.now = nowMs;
  }

  /** Half the width in which the truth lies, in milliseconds; 0 while the time is exact. */
  get wide(): number {
    return this.time.kind === "exact" ? 0 : (this.time.plus_minus_ms ?? 0);
  }

  /** From now on so many minutes pass in one. */
  keepPace(pace: number): void {
    if (pace === this.#pace) return;
    this.anchor(this.stamp());
    this.#pace = pace;
  }

  /** The exact moment, for stamping a tap. */
  stamp(): number {
    return Math.round(this.#anchorMs + (performance.now() - this.#anchorAt) * this.#pace);
  }

  /** Starts ticking; returns a function that stops it. A clock that runs faster is looked at more often. */
  run(): () => void {
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
      if (this.#pace > 1 || ticks % (EVERY_MS / FAST_MS) === 0) this.now = this.stamp();
    }, FAST_MS);
    return () => clearInterval(timer);
  }
}

const FAST_MS = 1_000;

export const clock = new Clock();
