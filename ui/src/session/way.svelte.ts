// Where the person is: a stack of places. The address in the window never changes and names nothing.
// A wide window shows the last two or three places beside each other; a tap in one of them opens the next to its right.

import type { CopyTap, LinkTo } from "../bridge/types";

/** A screen and what it shows. */
export type Place =
  | { at: "tonight" }
  | { at: "board" }
  | { at: "sync" }
  | { at: "settings" }
  | { at: "problems" }
  | { at: "compare"; realm: string }
  | { at: "carry" }
  | { at: "enrol" }
  | { at: "contact"; link?: LinkTo }
  | { at: "episode"; episode: string }
  | { at: "step"; episode: string; step: string }
  | { at: "record"; episode: string; topic: string | null }
  | { at: "times"; episode: string }
  | { at: "saves"; episode: string }
  | { at: "linked"; episode: string }
  | { at: "notes"; episode: string }
  | { at: "pack"; episode: string }
  | { at: "callout"; episode: string }
  | { at: "calls"; episode: string; step: string | null }
  | { at: "rights"; episode: string }
  | { at: "waiver"; episode: string }
  | { at: "limits"; episode: string }
  | { at: "tells"; episode: string }
  | { at: "needs"; episode: string }
  | { at: "safety_plan"; episode: string }
  | { at: "contact_plan"; episode: string }
  | { at: "follow_up"; episode: string }
  | { at: "plan_show"; episode: string }
  | { at: "card"; episode: string }
  | { at: "readers"; episode: string }
  | { at: "own_copy"; episode: string }
  | { at: "hand_over"; episode: string }
  | { at: "glass" }
  | { at: "share"; episode: string; instead?: CopyTap }
  | { at: "copies"; said: "given" | null }
  | { at: "copy"; realm: string; copy: string }
  | { at: "roster" }
  | { at: "roster_person"; person: string }
  | { at: "roster_approve"; person: string | null }
  | { at: "roster_end"; device: string }
  | { at: "roster_agency" }
  | { at: "roster_release" }
  | { at: "holds"; copy?: CopyTap }
  | { at: "new_pin" }
  | { at: "second_pin" }
  | { at: "audit" }
  | { at: "audit_person"; person: string | null; weeksBack: number }
  | { at: "recovery" }
  | { at: "recovery_announce"; realm: string; drill?: boolean }
  | { at: "recovery_shares"; realm: string }
  | { at: "phone" }
  | { at: "server" }
  | { at: "drills" }
  | { at: "drill_heard" }
  | { at: "drill_debrief" };

const FAST_BACK_MS = 1_500;
const FAST_BACKS = 3;
const REWOUND_WITHIN_MS = 200;
const HOME: Place = { at: "tonight" };

class Way {
  #stack = $state.raw<readonly Place[]>([HOME]);
  #backs: number[] = [];
  #asked = 0;
  /** Entries of the window's history that lie before the first place: those of places that were forgotten. */
  #behind = 0;
  /** The place that is being tapped in, where that is not the last one. */
  #tapped: Place | null = null;

  get here(): Place {
    return this.#stack.at(-1) ?? HOME;
  }

  /** The place that all others were reached from. */
  get first(): Place {
    return this.#stack[0] ?? HOME;
  }

  /** Whether the person is at this very place. */
  isAt(place: Place): boolean {
    return (
      place.at === this.here.at &&
      idOf(place) === idOf(this.here) &&
      episodeOf(place) === episodeOf(this.here)
    );
  }

  get deep(): boolean {
    return this.#stack.length > 1;
  }

  /** The last so many places, the one furthest in last. */
  last(columns: number): readonly Place[] {
    return this.#stack.slice(-columns);
  }

  /** Whether something of a list is open further in: the list marks it. */
  holds(at: Place["at"], id: string): boolean {
    return this.#stack.some((place) => place.at === at && idOf(place) === id);
  }

  /** One screen further; back returns to the one that was tapped in. What was open beyond that one closes. */
  go(place: Place): void {
    const from = this.#from();
    const before = this.#stack.length;
    this.#stack = [...this.#stack.slice(0, from + 1), place];
    if (before === from + 1) history.pushState({ depth: from + 1 }, "");
    else this.#rewind(before - this.#stack.length);
  }

  /** Another screen in the place of this one. */
  instead(place: Place): void {
    const from = this.#from();
    const before = this.#stack.length;
    this.#stack = [...this.#stack.slice(0, from), place];
    this.#rewind(before - this.#stack.length);
  }

  /** A first screen, from wherever: everything deeper closes. */
  home(place: Place): void {
    const before = this.#stack.length;
    this.#stack = [place];
    this.#rewind(before - 1);
  }

  /** Goes back by the arrow on the screen: somebody in a hurry to the first screen does not want to leave the app. */
  back(): void {
    if (!this.deep) return;
    this.#asked++;
    history.back();
  }

  /** Says in which place the next step is taken, until the tap is over. */
  tappedIn(place: Place): void {
    this.#tapped = place;
    setTimeout(() => (this.#tapped = null));
  }

  /** Forgets every place and stands at the first one, after a lock or an unlock. */
  forget(first: Place = HOME): void {
    this.#behind += this.#stack.length - 1;
    this.#stack = [first];
    history.replaceState({ depth: 0 }, "");
  }

  /** Goes back to where this document's history begins. A document that takes its place there has nothing before it that a
      back gesture could come to. */
  async rewound(): Promise<void> {
    const by = this.#behind + this.#stack.length - 1;
    if (by === 0) return;
    this.#asked++;
    await new Promise((done) => {
      addEventListener("popstate", done, { once: true });
      // A window that does not move is no reason to keep what stands in it.
      setTimeout(done, REWOUND_WITHIN_MS);
      history.go(-by);
    });
  }

  /** Follows the device's own back gesture; three in quick succession call `leave`. Returns a function that stops. */
  follow(leave: () => void): () => void {
    const popped = (event: PopStateEvent) => {
      const length = Math.max(1, Math.min(this.#stack.length, depthOf(event.state) + 1));
      if (length !== this.#stack.length) this.#stack = this.#stack.slice(0, length);
      if (this.#asked > 0) this.#asked--;
      else this.hurried(leave);
    };
    history.replaceState({ depth: 0 }, "");
    addEventListener("popstate", popped);
    return () => removeEventListener("popstate", popped);
  }

  /** Counts one way back that nobody aimed; the third in quick succession leaves. */
  hurried(leave: () => void): void {
    const at = performance.now();
    this.#backs = [...this.#backs.filter((before) => at - before < FAST_BACK_MS), at];
    if (this.#backs.length >= FAST_BACKS) leave();
  }

  #from(): number {
    const at = this.#tapped === null ? -1 : this.#stack.indexOf(this.#tapped);
    return at < 0 ? this.#stack.length - 1 : at;
  }

  #rewind(by: number): void {
    if (by <= 0) return;
    this.#asked++;
    history.go(-by);
  }
}

function idOf(place: Place): string | null {
  if (place.at === "step") return place.step;
  if (place.at === "record") return place.topic;
  return episodeOf(place);
}

const episodeOf = (place: Place) => ("episode" in place ? place.episode : null);

function depthOf(state: unknown): number {
  const depth = (state as { depth?: unknown } | null)?.depth;
  return typeof depth === "number" ? depth : 0;
}

export const way = new Way();
