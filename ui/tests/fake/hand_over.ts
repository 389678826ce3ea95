// Handing an episode over, as the fake shell answers it. Every name is invented for these tests.
import type { Commands, HandOverPage, LeavingView, TakerView } from "../../src/bridge/types";
import { trouble } from "./desk";
import type { FakeEpisode } from "./episodes";
import { CarryFake } from "./carry";

const MIN = 60_000;

export class HandOverFake extends CarryFake {
  /** Tests empty this for a station where nobody else could take it. */
  nobody_takes = false;
  /** Devices of those who had it before. */
  leaving: LeavingView[] = [];

  hand_over_page = ({ episode }: Commands["hand_over_page"]["ask"]): HandOverPage =>
    this.#page(this.found(episode));

  hand_over = ({ episode, person }: Commands["hand_over"]["ask"]): HandOverPage => {
    const found = this.found(episode);
    const taker = this.#takers(found).find((one) => one.person === person);
    if (taker === undefined) throw trouble("notebook.no-member");
    this.needsPin("hand_over");
    found.handed = [
      {
        grant: `g-${person}`,
        to: taker.name,
        by: this.role === "lead" ? "S. Whitcomb" : "D. Rivera",
        to_me: false,
        given: { ms: this.now, plus_minus_ms: null },
        taken: null,
      },
    ];
    if (this.role === "lead")
      this.leaving = [{ name: "D. Rivera", devices: [{ label: "work phone", cleared: false }] }];
    else found.goes = true;
    return this.#page(found);
  };

  take_over = ({
    episode,
    grant,
  }: Commands["take_over"]["ask"]): Commands["take_over"]["answer"] => {
    const found = this.found(episode);
    const handed = found.handed.find((one) => one.grant === grant && one.to_me);
    if (handed === undefined) throw trouble("notebook.no-member");
    found.handed = found.handed.map((one) =>
      one === handed ? { ...one, taken: { ms: this.now, plus_minus_ms: null } } : one,
    );
    return this.headOf(found);
  };

  late_take_in = ({ episode, device }: Commands["late_take_in"]["ask"]): HandOverPage => {
    this.needsPin("adopt");
    this.came_late = this.came_late.filter((one) => one.device !== device);
    return this.#page(this.found(episode));
  };

  /** What somebody wrote without a network came after the end of it. */
  cameLate(): void {
    const at = { ms: this.now - 50 * MIN, plus_minus_ms: null };
    const said = this.say([
      "She asked for her own blanket. It is in the car.",
      "Pidió su propia cobija. Está en el coche.",
    ]);
    this.came_late = [
      {
        realm: "c0",
        device: "d7",
        name: "E. Tran",
        saves: 2,
        said: [
          { at, words: said },
          { at, words: this.say(["Language: Spanish", "Idioma: español"]) },
        ],
        can_take_in: this.role === "lead",
      },
    ];
  }

  /** What was handed on is gone from here. */
  forgets(episode: string): void {
    this.episodes = this.episodes.filter(({ id }) => id !== episode);
    this.removed += 1;
  }

  /** Somebody handed the first episode to this person. */
  handMe(): void {
    const [first] = this.episodes;
    if (first === undefined) return;
    first.handed = [
      {
        grant: "g-me",
        to: "D. Rivera",
        by: "E. Tran",
        to_me: true,
        given: { ms: this.now - 12 * MIN, plus_minus_ms: null },
        taken: null,
      },
    ];
  }

  /** A lead looks at a hand-over of which one phone has not heard. */
  halfGone(): void {
    this.handMe();
    const [first] = this.episodes;
    if (first === undefined) return;
    const taken = { ms: this.now - 4 * MIN, plus_minus_ms: null };
    first.handed = first.handed.map((one) => ({ ...one, to: "N. Rivera", to_me: false, taken }));
    this.leaving = [
      {
        name: "E. Tran",
        devices: [
          { label: "work phone", cleared: true },
          { label: "patrol car 12", cleared: false },
        ],
      },
    ];
  }

  #takers(episode: FakeEpisode): TakerView[] {
    if (this.nobody_takes || episode.goes) return [];
    const role = this.say(["Deputy", "Agente"]);
    const classes = this.role === "lead" ? ["OPS"] : ["OPS", "LE"];
    return ["E. Tran", "N. Rivera"].map((name) => ({
      realm: "c0",
      person: `p-${name}`,
      name,
      role,
      agency: "Demo County",
      classes,
    }));
  }

  #page(episode: FakeEpisode): HandOverPage {
    return {
      episode: episode.id,
      handle: episode.handle,
      takers: this.#takers(episode),
      handed: episode.handed,
      leaving: this.leaving,
      late: this.lateSaves(episode) > 0 ? this.came_late : [],
      goes_from_here: episode.goes,
      holds: this.role !== "lead",
      now_ms: this.now,
    };
  }
}
