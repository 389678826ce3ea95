// The drill that is open: what it says next, what was heard, and the list that stands in the place of the door.
import * as commands from "../bridge/commands";
import type { DrillView } from "../bridge/types";
import { clock } from "./clock.svelte";

class Drill {
  /** The list of drills stands before the closed door. */
  choosing = $state(false);
  view = $state.raw<DrillView | null>(null);
  /** How many of what was heard the person has put away. */
  #noted = $state(0);

  /** The newest thing that was heard and not put away yet. */
  get news() {
    const heard = this.view?.heard ?? [];
    return heard.length > this.#noted ? (heard[0] ?? null) : null;
  }

  take(view: DrillView): void {
    if (view.heard.length < this.#noted) this.#noted = 0;
    this.view = view;
    clock.keepPace(view.pace);
    clock.anchor(view.now_ms);
  }

  async ask(): Promise<void> {
    this.take(await commands.drillView());
  }

  /** What was heard is put away; it stays in the list. */
  note(): void {
    this.#noted = this.view?.heard.length ?? 0;
  }

  /** No drill is open any more. */
  forget(): void {
    this.view = null;
    this.#noted = 0;
    clock.keepPace(1);
  }
}

export const drill = new Drill();
