// Half-typed words, handed to the shell as they are typed. While one hand-over is under way only the newest text waits,
// so the shell sets the pace and nothing is timed here.
import * as commands from "../bridge/commands";
import { asTrouble } from "../bridge/call";
import type { Trouble } from "../bridge/types";

// Nothing on the screen depends on this list.
// eslint-disable-next-line svelte/prefer-svelte-reactivity
const open = new Set<Draft>();

export class Draft {
  text = $state("");
  trouble = $state.raw<Trouble | null>(null);
  readonly key: string;
  #waiting: string | null = null;
  #sending: Promise<void> | null = null;

  constructor(key: string) {
    this.key = key;
    open.add(this);
  }

  /** Brings back what was typed before, unless typing has begun already. */
  async recall(): Promise<void> {
    try {
      const { text } = await commands.draftGet(this.key);
      if (text !== null && this.text === "") this.text = text;
    } catch (thrown) {
      this.trouble = asTrouble(thrown);
    }
  }

  /** What was kept as a value rather than as words; null when there is none or it is not of this version. */
  value(): unknown {
    try {
      return this.text === "" ? null : JSON.parse(this.text);
    } catch {
      return null;
    }
  }

  put(text: string): void {
    this.text = text;
    this.#waiting = text;
    this.#sending ??= this.#send();
  }

  /** Forgets the draft, once its words are saved for good. */
  async clear(): Promise<void> {
    this.put("");
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.#sending;
  }

  /** The screen is gone; what waits is still handed over. */
  close(): void {
    open.delete(this);
  }

  async #send(): Promise<void> {
    while (this.#waiting !== null) {
      const text = this.#waiting;
      this.#waiting = null;
      try {
        await commands.draftPut(this.key, text);
        this.trouble = null;
      } catch (thrown) {
        this.trouble = asTrouble(thrown);
      }
    }
    this.#sending = null;
  }
}

/** Waits until every open draft is with the shell; called before the notebook closes. */
export async function draftsHandedOver(): Promise<void> {
  await Promise.all([...open].map((draft) => draft.settled()));
}
