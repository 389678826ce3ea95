// Where the person is: a stack of places. The address in the window never changes and names nothing.

/** A screen and what it shows. */
export type Place =
  | { at: "tonight" }
  | { at: "board" }
  | { at: "sync" }
  | { at: "settings" }
  | { at: "problems" }
  | { at: "enrol" }
  | { at: "contact" }
  | { at: "episode"; episode: string }
  | { at: "step"; episode: string; step: string }
  | { at: "record"; episode: string; topic: string | null }
  | { at: "notes"; episode: string };

const FAST_BACK_MS = 1_500;
const FAST_BACKS = 3;
const HOME: Place = { at: "tonight" };

class Way {
  #stack = $state<Place[]>([HOME]);
  #backs: number[] = [];
  #asked = 0;

  get here(): Place {
    return this.#stack.at(-1) ?? HOME;
  }

  get deep(): boolean {
    return this.#stack.length > 1;
  }

  /** One screen further; back returns to this one. */
  go(place: Place): void {
    this.#stack.push(place);
    history.pushState({ depth: this.#stack.length - 1 }, "");
  }

  /** Another screen in the place of this one. */
  instead(place: Place): void {
    this.#stack[this.#stack.length - 1] = place;
  }

  /** Goes back by the arrow on the screen: somebody in a hurry to the first screen does not want to leave the app. */
  back(): void {
    if (!this.deep) return;
    this.#asked++;
    history.back();
  }

  /** Forgets every place and stands at the first one, after a lock or an unlock. */
  forget(first: Place = HOME): void {
    this.#stack = [first];
    history.replaceState({ depth: 0 }, "");
  }

  /** Follows the device's own back gesture; three in quick succession call `leave`. Returns a function that stops. */
  follow(leave: () => void): () => void {
    const popped = (event: PopStateEvent) => {
      this.#stack.length = Math.max(1, Math.min(this.#stack.length, depthOf(event.state) + 1));
      if (this.#asked > 0) {
        this.#asked--;
        return;
      }
      const at = performance.now();
      this.#backs = [...this.#backs.filter((before) => at - before < FAST_BACK_MS), at];
      if (this.#backs.length >= FAST_BACKS) leave();
    };
    history.replaceState({ depth: 0 }, "");
    addEventListener("popstate", popped);
    return () => removeEventListener("popstate", popped);
  }
}

function depthOf(state: unknown): number {
  const depth = (state as { depth?: unknown } | null)?.depth;
  return typeof depth === "number" ? depth : 0;
}

export const way = new Way();
