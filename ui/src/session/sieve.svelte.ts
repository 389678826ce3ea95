// What tonight's list is narrowed to. Kept while the notebook is open, so that coming back finds the list as it was left;
// forgotten when it closes.
import * as commands from "../bridge/commands";
import { OPEN_SIEVE, type Sieve } from "./sift";

/** What a window holds at first: more is drawn as somebody reads on. */
const SCREENFUL = 8;

class Chosen {
  now = $state.raw<Sieve>(OPEN_SIEVE);
  /** Episodes in which the sought words stand, as far as the notebook has answered. */
  mentioned = $state.raw<readonly string[]>([]);
  /** How many of the found are drawn. Whoever comes back finds as many again, and their place among them. */
  drawn = $state(SCREENFUL);

  /** Another search begins at its top: what was drawn far below costs it nothing. */
  set(change: Partial<Sieve>): void {
    this.now = { ...this.now, ...change };
    this.drawn = SCREENFUL;
    if (change.words !== undefined) void this.#look(change.words);
  }

  /** The list narrows by handle at once; what stands inside comes with the answer to the newest words. */
  async #look(sought: string): Promise<void> {
    this.mentioned = [];
    if (sought.trim() === "") return;
    // Where the notebook closed meanwhile there is nothing to find any more.
    const found = await commands.mentions(sought).catch(() => []);
    if (this.now.words === sought) this.mentioned = found;
  }

  more(cards: number): void {
    this.drawn += cards;
  }

  forget(): void {
    this.set(OPEN_SIEVE);
  }
}

export const sieve = new Chosen();
