// Whether something that was tapped takes so long that a person should be told. Most taps are done in the same moment, and a
// word that comes and goes with each of them would only disturb.

const LONG_MS = 600;

class Waiting {
  #at = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Something has been on its way for longer than a moment. */
  long = $state(false);

  begin(): void {
    if (this.#at++ === 0) this.#timer = setTimeout(() => (this.long = true), LONG_MS);
  }

  end(): void {
    if (--this.#at > 0) return;
    clearTimeout(this.#timer);
    this.long = false;
  }
}

export const waiting = new Waiting();
