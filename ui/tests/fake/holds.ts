// What a registrar keeps from being destroyed, as the fake shell answers it. Every reason is invented for these tests.
import type { Commands, HoldsPage, HoldView } from "../../src/bridge/types";
import { CopiesFake } from "./copies";
import { trouble } from "./desk";

export class HoldsFake extends CopiesFake {
  holdsHere: HoldView[] = [];

  holds = (): HoldsPage => ({
    agency: "Demo County",
    holds: this.holdsHere,
    number_words: 13,
    now_ms: this.now,
  });

  hold_set = ({ copy, number, reason }: Commands["hold_set"]["ask"]): HoldsPage => {
    if (copy === null && number.trim().split(/\s+/).length !== 13)
      throw trouble("glass.number-length");
    this.needsPin("hold");
    const since = { ms: this.now, plus_minus_ms: null };
    const held = { reason: this.own(reason), by: this.own("R. Bell"), since };
    this.holdsHere = [this.#hold("h-new", { held }), ...this.holdsHere];
    return this.holds();
  };

  hold_end = ({ id }: Commands["hold_end"]["ask"]): HoldsPage => {
    this.needsPin("hold_end");
    this.holdsHere = this.holdsHere.map((one) =>
      one.hold === id ? { ...one, stands: false } : one,
    );
    return this.holds();
  };

  /** One that stands, on an episode that is here, and one that was ended. */
  heldSome(): void {
    const reason = this.say(["An invented subpoena.", "Una citación inventada."]);
    const over = { held: { ...this.held(), reason, by: null }, handle: null, stands: false };
    this.holdsHere = [this.#hold("h-1"), this.#hold("h-2", { ...over, copies: 1 })];
  }

  #hold(hold: string, differs: Partial<HoldView> = {}): HoldView {
    const handle = this.episodes[0]?.handle ?? null;
    return { hold, held: this.held(), handle, stands: true, copies: 2, ...differs };
  }
}
