// What tonight's list is narrowed to. Kept while the notebook is open, so that coming back finds the list as it was left;
// forgotten when it closes.
import { OPEN_SIEVE, type Sieve } from "./sift";

/** What a window holds at first: more is drawn as somebody reads on. */
const SCREENFUL = 8;

class Chosen {
  now = $state.raw<Sieve>(OPEN_SIEVE);
  /** How many of the found are drawn. Whoever comes back finds as many again, and their place among them. */
  drawn = $state(SCREENFUL);

  /** Another search begins at its top: what was drawn far below costs it nothing. */
  set(change: Partial<Sieve>): void {
    this.now = { ...this.now, ...change };
    this.drawn = SCREENFUL;
  }

  more(cards: number): void {
    this.drawn += cards;
  }

  forget(): void {
    this.set(OPEN_SIEVE);
  }
}

export const sieve = new Chosen();
