// What a screen asked the shell for: the answer, or the trouble, asked again when records change underneath.
import { onMount } from "svelte";
import { asTrouble } from "../bridge/call";
import type { TimeView, Trouble } from "../bridge/types";
import { afterFrame } from "./after_frame";
import { clock } from "./clock.svelte";
import { hear } from "./news";

export class Loading<T> {
  value = $state.raw<T | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  readonly #ask: () => Promise<T>;
  #taken = 0;
  #asking: Promise<void> | null = null;
  #once = false;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  /**
   * Asks; done when an answer to this asking stands. One question is out at a time, and whoever asks meanwhile waits for
   * one more: an answer that came is shown, however often something changes.
   */
  again(): Promise<void> {
    if (this.#asking !== null) {
      this.#once = true;
      return this.#asking;
    }
    this.#asking = this.#answers().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #answers(): Promise<void> {
    do {
      this.#once = false;
      const taken = this.#taken;
      try {
        const value = await this.#ask();
        // What a command brought meanwhile is newer than what was asked before it; both are in the next answer.
        if (taken === this.#taken) this.#show(value);
        else this.#once = true;
      } catch (thrown) {
        if (taken === this.#taken) this.trouble = asTrouble(thrown);
      }
    } while (this.#once);
  }

  /** Takes an answer that a command brought with it. */
  take(value: T): void {
    this.#taken++;
    this.#show(value);
  }

  #show(value: T): void {
    this.value = value;
    this.trouble = null;
    const { now_ms: nowMs, time } = value as { now_ms?: unknown; time?: TimeView };
    if (typeof nowMs === "number") clock.anchor(nowMs);
    if (time !== undefined) clock.time = time;
  }
}

/**
 * Asks when the screen appears, and again whenever the shell tells of a change: behind the next frame, so that what a tap has brought is
 * painted first.
 */
export function load<T>(ask: () => Promise<T>): Loading<T> {
  const loading = new Loading(ask);
  onMount(() => {
    void loading.again();
    return hear((told) => {
      if (told.kind !== "locked") afterFrame(() => void loading.again());
    });
  });
  return loading;
}
