// Looks into an episode in an emergency, as the fake shell answers them. Every name is invented for these tests.
import type { Commands, GlassPage, GlassView } from "../../src/bridge/types";
import { trouble } from "./desk";
import { HandOverFake } from "./hand_over";

const HOUR = 3_600_000;
const WORDS = 13;

export class GlassFake extends HandOverFake {
  /** Tests empty this where the agency does not allow it. */
  lets_look_in = true;

  glass_page = (): GlassPage => ({
    realms:
      this.lets_look_in && this.role === "deputy" ? [{ realm: "c0", agency: "Demo County" }] : [],
    looks: this.looks,
    number_words: WORDS,
    now_ms: this.now,
  });

  glass_break = ({ number, reason }: Commands["glass_break"]["ask"]): GlassPage => {
    if (number.trim().split(/\s+/).length !== WORDS) throw trouble("glass.number-length");
    this.needsPin("break_glass");
    this.looks = [
      {
        ...this.#look(),
        mine: true,
        name: "D. Rivera",
        episode: null,
        handle: null,
        reason: this.own(reason),
        state: "waits",
      },
    ];
    return this.glass_page();
  };

  glass_end = ({ grant }: Commands["glass_end"]["ask"]): GlassPage => {
    this.needsPin("grant_end");
    this.looks = this.looks.map((look) =>
      look.grant === grant ? { ...look, state: "ended", can_end: false } : look,
    );
    return this.glass_page();
  };

  glassRunning(): GlassView[] {
    return this.looks.filter(({ state }) => state === "open" || state === "waits");
  }

  /** Somebody looked into the first episode of this person. */
  lookedInto(): void {
    this.looks = [this.#look()];
  }

  #look(): GlassView {
    const [first] = this.episodes;
    return {
      realm: "c0",
      grant: "g-look",
      episode: first?.id ?? null,
      handle: first?.handle ?? null,
      name: "N. Rivera",
      mine: false,
      reason: this.say([
        "She is at the clinic now and asks for the medicine she takes. Nobody who has it picks up.",
        "Ella está ahora en la clínica y pide la medicina que toma. Nadie que lo tiene contesta.",
      ]),
      from: { ms: this.now - 2 * HOUR, plus_minus_ms: null },
      until: { ms: this.now + 70 * HOUR, plus_minus_ms: null },
      state: "open",
      can_end: true,
    };
  }
}
