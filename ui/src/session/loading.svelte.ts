// What a screen asked the shell for: the answer, or the trouble, asked again when records change underneath.
import { onMount } from "svelte";
import { asTrouble } from "../bridge/call";
import type { TimeView, Trouble } from "../bridge/types";
import { clock } from "./clock.svelte";
import { hear } from "./news";

export class Loading<T> {
  value = $state.raw<T | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  readonly #ask: () => Promise<T>;
  #asked = 0;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  /** Asks; only the answer to the newest asking is shown. */
  async again(): Promise<void> {
    const turn = ++this.#asked;
    try {
      const value = await this.#ask();
      if (turn === this.#asked) this.take(value);
    } catch (thrown) {
      if (turn === this.#asked) this.trouble = asTrouble(thrown);
    }
  }

  /** Takes an answer that a command brought with it. */
  take(value: T): void {
    this.#asked++;
    this.value = value;
    this.trouble = null;
    const { now_ms: nowMs, time } = value as { now_ms?: unknown; time?: TimeView };
    if (typeof nowMs === "number") clock.anchor(nowMs);
    if (time !== undefined) clock.time = time;
  }
}

/** Asks when the screen appears, and again whenever the shell tells of a change. */
export function load<T>(ask: () => Promise<T>): Loading<T> {
  const loading = new Loading(ask);
  onMount(() => {
    void loading.again();
    return hear((told) => {
      if (told.kind !== "locked") void loading.again();
    });
  });
  return loading;
}
