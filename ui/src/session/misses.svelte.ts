// What a missed PIN says on the screen: that it was missed, and for how long no other is taken.
const SECOND = 1_000;

export class Misses {
  missed = $state(false);
  #openAt = $state(0);
  #nowAt = $state(performance.now());
  readonly seconds = $derived(Math.max(0, Math.ceil((this.#openAt - this.#nowAt) / SECOND)));

  constructor(waitMs = 0) {
    this.#openAt = this.#nowAt + waitMs;
  }

  /** A try begins. */
  begin(): void {
    this.missed = false;
  }

  /** It was missed. */
  miss(waitMs: number): void {
    this.missed = true;
    this.#nowAt = performance.now();
    this.#openAt = this.#nowAt + waitMs;
  }

  /** Counts down until it is stopped. */
  run(): () => void {
    const ticking = setInterval(() => (this.#nowAt = performance.now()), SECOND / 4);
    return () => clearInterval(ticking);
  }
}
