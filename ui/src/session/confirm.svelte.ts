// The PIN, asked for again before an act: which one waits, and what comes of it. The page below stays as it is meanwhile.
import { confirmBy } from "../bridge/call";

interface Waiting {
  act: string;
  answer: (given: boolean) => void;
}

class Confirming {
  asked = $state.raw<Waiting | null>(null);
  #before: { focused: Element | null; top: number } = { focused: null, top: 0 };

  constructor() {
    confirmBy((act) => this.#ask(act));
  }

  /** The PIN was right, or the act is given up. */
  answer(given: boolean): void {
    const waiting = this.asked;
    this.asked = null;
    waiting?.answer(given);
  }

  /** Back to where the act was tapped. */
  restore(): void {
    scrollTo(0, this.#before.top);
    if (this.#before.focused instanceof HTMLElement)
      this.#before.focused.focus({ preventScroll: true });
  }

  #ask(act: string): Promise<boolean> {
    this.answer(false);
    this.#before = { focused: document.activeElement, top: scrollY };
    return new Promise((answer) => {
      this.asked = { act, answer };
    });
  }
}

export const confirming = new Confirming();
