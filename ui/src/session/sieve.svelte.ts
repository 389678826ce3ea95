// What tonight's list is narrowed to. Kept while the notebook is open, so that coming back finds the list as it was left;
// forgotten when it closes.
import { OPEN_SIEVE, type Sieve } from "./sift";

class Chosen {
  now = $state.raw<Sieve>(OPEN_SIEVE);

  set(change: Partial<Sieve>): void {
    this.now = { ...this.now, ...change };
  }

  forget(): void {
    this.now = OPEN_SIEVE;
  }
}

export const sieve = new Chosen();
