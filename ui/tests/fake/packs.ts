// The protocol of an episode, as the fake shell answers it: two versions of an invented county's.
import type {
  Commands,
  EpisodeHead,
  Notice,
  PackChange,
  PackChoiceView,
  PackMoveView,
  PackPage,
  ProtocolLine,
  StandingOfPack,
} from "../../src/bridge/types";
import { RecoveryFake } from "./recovery";
import type { Both } from "./county";
import { trouble, type Start } from "./desk";
import { type FakeEpisode } from "./episodes";

const MIN = 60_000;
const YEAR = 365 * 24 * 60 * MIN;
const OLD = "01".repeat(32);
const NEW = "02".repeat(32);
const VERSIONS: Record<string, string> = { [OLD]: "2026.1", [NEW]: "2026.2" };

/** How the protocol stands: a newer one waits, two people disagree, or something is wrong with it. */
export type PackState = NonNullable<Start["pack"]>;

export class PackFake extends RecoveryFake {
  /** Tests and scenes choose how the protocol of every episode stands. */
  pack: PackState;
  readonly moves = new Map<string, PackMoveView[]>();

  constructor(start: Start) {
    super(start);
    this.pack = start.pack ?? "plain";
  }

  protected override headOf(episode: FakeEpisode): EpisodeHead {
    const version = VERSIONS[this.#at(episode.id)] ?? "";
    return {
      ...super.headOf(episode),
      pack: `Demo County ${version}`,
      protocol: this.#line(episode.id),
    };
  }

  #at(episode: string): string {
    return this.moves.get(episode)?.[0]?.to === "2026.2" ? NEW : OLD;
  }

  #line(episode: string): ProtocolLine | null {
    const last = this.moves.get(episode)?.[0];
    if (this.pack === "differ") return { kind: "differ" };
    if (this.pack === "not_here") return { kind: "not_here", version: "2025.4" };
    if (this.pack === "newer" && this.#at(episode) === OLD)
      return { kind: "newer", version: "2026.2" };
    return last ? { kind: "moved", version: last.to, at_ms: last.at_ms } : null;
  }

  protected standing(): StandingOfPack {
    const code = this.untrusted();
    return code === null
      ? { kind: "signed", until_ms: this.now + YEAR }
      : { kind: "untrusted", code };
  }

  /** Whether the agency wants a newer app. */
  app_old = false;

  protected protocolNotices(): Notice[] {
    if (this.app_old)
      return [{ kind: "app_too_old", agency: "Demo County", oldest: "1.4.0", this: "0.1.0" }];
    const code = this.untrusted();
    if (this.role !== "deputy") return [];
    if (this.pack === "ends") return [{ kind: "protocol_ends", at_ms: this.now + YEAR / 50 }];
    return code === null ? [] : [{ kind: "protocol_stopped", code }];
  }

  /** Why no new contact may begin, as a code. */
  protected untrusted(): string | null {
    const wrong: readonly PackState[] = ["expired", "unsigned", "altered"];
    return wrong.includes(this.pack) ? `pack.${this.pack}` : null;
  }

  pack_page = ({ episode, to }: Commands["pack_page"]["ask"]): PackPage => {
    const at = this.#at(episode);
    const signed: StandingOfPack = { kind: "signed", until_ms: this.now + YEAR };
    const moves = this.moves.get(episode) ?? [];
    const choices: PackChoiceView[] =
      this.pack === "newer" || this.pack === "differ" || moves.length > 0
        ? [NEW, OLD]
            .filter((pack) => pack !== at)
            .map((pack) => ({
              pack,
              version: VERSIONS[pack] ?? "",
              standing: signed,
              was_here: pack === OLD || moves.some((move) => move.from === VERSIONS[pack]),
            }))
        : [];
    const chosen = choices.find(({ pack }) => to === null || pack === to);
    return {
      episode,
      handle: this.found(episode).handle,
      name: this.own("Demo County"),
      named: this.pack === "not_here" ? "2025.4" : (VERSIONS[at] ?? ""),
      shown: VERSIONS[at] ?? "",
      pack: at,
      fit: this.pack === "not_here" ? "other_version" : "exact",
      standing: this.standing(),
      differ: this.pack === "differ",
      choices,
      change: chosen ? this.#change(chosen) : null,
      moves,
      may_move: this.role !== "lead",
      now_ms: this.now,
    };
  };

  pack_move = ({ episode, to }: Commands["pack_move"]["ask"]): PackPage => {
    const [from, version] = [VERSIONS[this.#at(episode)], VERSIONS[to]];
    if (from === undefined || version === undefined) throw trouble("notebook.no-pack");
    if (this.pack === "differ") this.pack = "newer";
    const line = { from, to: version, by: this.myName(), at_ms: this.now };
    this.moves.set(episode, [line, ...(this.moves.get(episode) ?? [])]);
    return this.pack_page({ episode, to: null });
  };

  #change(to: PackChoiceView): PackChange {
    const say = (both: Both) => this.say(both);
    const step: Both = ["Ask about a safe place to sleep", "Preguntar por un lugar seguro"];
    const call: Both = ["Call the advocate again", "Llamar otra vez a la defensora"];
    const food: Both = ["Basic needs and small choices", "Necesidades y pequeñas elecciones"];
    const forward = to.pack === NEW;
    const coming = { title: say(step), due_ms: this.now + 45 * MIN };
    const times = [this.now + 20 * MIN, this.now + 10 * MIN] as const;
    return {
      to,
      comes: forward ? [coming] : [{ ...coming, title: say(call) }],
      goes: [say(forward ? call : step)],
      due_moves: [
        {
          title: say(food),
          was_ms: forward ? times[0] : times[1],
          is_ms: forward ? times[1] : times[0],
        },
      ],
      steps_changed: [
        {
          title: say(["Call the child protection hotline", "Llamar a la línea de protección"]),
          what: ["evidence", "contacts"],
        },
      ],
      elsewhere: [say(["Call the school", "Llamar a la escuela"])],
      questions_new: forward ? [say(["Who is safe to call?", "¿A quién se puede llamar?"])] : [],
      questions_gone: forward ? [] : [say(["Who is safe to call?", "¿A quién se puede llamar?"])],
      questions_changed: [{ title: say(["Language", "Idioma"]), what: ["answers"] }],
      contacts: [say(["Demo hotline", "Línea de la demostración"])],
      clocks: [],
      kept: forward ? [say(call)] : [],
      words: [
        {
          about: say(food),
          was: say(["Offer water and food.", "Ofrezca agua y comida."]),
          is: say(["Offer water, food and a blanket.", "Ofrezca agua, comida y una manta."]),
        },
      ],
    };
  }
}
