// One thing being done: busy while the shell works, trouble when it was not carried out.
import { asTrouble } from "../bridge/call";
import type { Trouble } from "../bridge/types";
import { waiting } from "./waiting.svelte";

export class Tap {
  busy = $state(false);
  trouble = $state.raw<Trouble | null>(null);

  /** Does one thing at a time; a second tap while busy is not taken. True when it was carried out. */
  async run(act: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    waiting.begin();
    this.trouble = null;
    try {
      await act();
      return true;
    } catch (thrown) {
      this.trouble = asTrouble(thrown);
      return false;
    } finally {
      this.busy = false;
      waiting.end();
    }
  }
}
