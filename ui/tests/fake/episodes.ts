// What the fake shell holds, and how it is told in the chosen language.
import type {
  AnswerView,
  EpisodeHead,
  HandedView,
  Kept,
  LinkKind,
  LinkedLine,
  LinkedView,
  ListView,
  LiveAnswer,
  NoteView,
  PlanLine,
  Question,
  StepChange,
  StepState,
  ValueView,
  LateView,
} from "../../src/bridge/types";
import * as callout from "./callout";
import { clocksOf } from "./clocks";
import * as county from "./county";
import { Desk, trouble, type Start } from "./desk";
import * as questions from "./questions";

const MIN = 60_000;
const H = 60 * MIN;

export interface FakeEpisode {
  id: string;
  handle: string;
  station: string;
  t0: number;
  tc: number | null;
  leftAt: number | null;
  /** What stood before the last tap about it. */
  leftBefore: number | null;
  answers: Map<string, LiveAnswer[]>;
  earlier: Map<string, LiveAnswer[]>;
  history: Map<string, StepChange[]>;
  evidence: Map<string, ValueView>;
  notes: NoteView[];
  callout: callout.FakeCallout;
  handed: HandedView[];
  /** Handed on by this person, and still here. */
  goes: boolean;
  kept: Kept;
}

export class Episodes extends Desk {
  protected episodes: FakeEpisode[] = [];
  /** Saves of the first episode that came late, by their devices. */
  came_late: LateView[] = [];

  constructor(start: Start) {
    super(start);
    if (start.seeded ?? true) this.seed();
    for (let at = 0; at < Number(start.many ?? 0); at++) this.seedOneMore(at);
  }

  /** The language of the first episode was answered so often before. */
  answeredBefore(times: number): void {
    const codes = ["en", "es", "other"];
    const one = (_: unknown, at: number) => ({
      ...this.liveOf({
        kind: "given",
        value: { kind: "choice", code: codes[at % codes.length] ?? "en" },
      }),
      at_ms: this.now - (at + 2) * 4 * MIN,
    });
    this.episodes[0]?.earlier.set("language", Array.from({ length: times }, one));
  }

  lateSaves(episode: FakeEpisode): number {
    const first = this.episodes[0] === episode;
    return first ? this.came_late.reduce((sum, one) => sum + one.saves, 0) : 0;
  }

  protected seed(): void {
    const first = this.addEpisode(
      "amber river",
      "harbor",
      this.now - 72 * MIN,
      this.now - 66 * MIN,
    );
    first.history.set("ID-05", [this.eventOf("done", first.t0 + 3 * MIN)]);
    first.history.set("M90-01", [this.eventOf("done", this.now - 66 * MIN)]);
    first.answers.set("language", [
      this.liveOf({ kind: "given", value: { kind: "choice", code: "es" } }),
    ]);
    first.answers.set("age_stated", [
      this.liveOf({ kind: "given", value: { kind: "number", number: 15 } }),
      { ...this.liveOf({ kind: "given", value: { kind: "number", number: 16 } }), by: "A. Okafor" },
    ]);
    first.callout = callout.coming("A. Okafor", this.now + 26 * MIN);
    first.notes = [
      {
        note: this.newChange(),
        text: "Wants to be called by the nickname only. Likes to text after school, not before three.",
        beside: [],
        shown: [],
        by: "A. Okafor",
        at_ms: this.now - 20 * MIN,
        amended_ms: null,
        taken_back: null,
        kept: { kind: "on_server", at_ms: this.now - 12 * MIN },
      },
    ];
    const second = this.addEpisode("silver field", "harbor", this.now - 21 * H, this.now - 20 * H);
    second.leftAt = this.now - 19 * H;
    second.callout = callout.there("B. Lindqvist", second.t0 + 80 * MIN);
    second.kept = { kind: "on_server", at_ms: this.now - 3 * H };
    for (const id of ["ID-05", "ID-07", "ID-10", "M90-01"]) {
      second.history.set(id, [this.eventOf("done", second.t0 + 10 * MIN)]);
    }
    second.history.set("M90-08", [this.eventOf("missed", second.t0 + 2 * H)]);
    second.history.set("H72-01", [this.eventOf("declined", second.t0 + 3 * H)]);
    second.history.set("M90-09", [
      this.eventOf("done", second.t0 + H),
      { ...this.eventOf("missed", second.t0 + 2 * H), by: "A. Okafor" },
    ]);
    if (this.role === "advocate") {
      this.addEpisode("gentle meadow", "harbor", this.now - 18 * MIN, this.now - 15 * MIN);
    }
  }

  private seedOneMore(at: number): void {
    const handles = ["copper hill", "green lantern", "quiet harbor", "blue meadow", "early train"];
    const station = county.stations[at % county.stations.length]?.code ?? "harbor";
    const t0 = this.now - (at + 2) * 7 * MIN;
    const handle = `${handles[at % handles.length] ?? ""} ${at + 1}`;
    const made = this.addEpisode(handle, station, t0, at % 2 === 0 ? t0 + 5 * MIN : null);
    if (at % 7 === 3) made.leftAt = t0 + 40 * MIN;
    if (at % 3 === 0) made.kept = { kind: "on_server", at_ms: this.now - at * MIN };
    if (at % 4 === 0) made.history.set("ID-07", [this.eventOf("done", t0 + 10 * MIN)]);
  }

  protected addEpisode(
    handle: string,
    station: string,
    t0: number,
    tc: number | null,
  ): FakeEpisode {
    const episode: FakeEpisode = {
      id: `e${this.episodes.length + 1}`,
      handle,
      station,
      t0,
      tc,
      leftAt: null,
      leftBefore: null,
      answers: new Map(),
      earlier: new Map(),
      history: new Map(),
      evidence: new Map(),
      notes: [],
      callout: callout.waits(),
      handed: [],
      goes: false,
      kept: { kind: "only_here" },
    };
    this.episodes.push(episode);
    return episode;
  }

  protected found(id: string): FakeEpisode {
    const found = this.episodes.find((episode) => episode.id === id);
    if (found === undefined) throw trouble("notebook.no-episode");
    return found;
  }

  /** Episodes that went from here. */
  removed = 0;

  protected handOf(episode: FakeEpisode): HandedView[] {
    return episode.handed;
  }

  /** Who handed it to this person, while that waits to be confirmed. */
  protected handedBy(episode: FakeEpisode): string | null {
    const [now] = episode.handed;
    return now?.to_me && now.taken === null ? (now.by ?? "") : null;
  }

  protected headOf(episode: FakeEpisode): EpisodeHead {
    return {
      episode: episode.id,
      handle: episode.handle,
      station: this.stationName(episode.station),
      started: { ms: episode.t0, plus_minus_ms: null },
      clocks: clocksOf(episode, (both) => this.say(both)),
      left_at: episode.leftAt === null ? null : { ms: episode.leftAt, plus_minus_ms: null },
      left_shown: [],
      after_leaving: episode.leftAt === null ? [] : this.linesOf(episode).slice(0, 4),
      pack: "Demo County 2026.1",
      protocol: null,
      may_write: this.role !== "lead",
      rights: true,
      notes: this.role === "advocate",
      callout: callout.lineOf(episode.callout),
      linked: this.linkedOf(episode),
      card: true,
      answered: episode.answers.size,
      questions: questions.topics.flatMap(({ questions }) => questions).length,
      differ: this.differing(episode),
      handed: this.handOf(episode).at(0) ?? null,
      late_saves: this.lateSaves(episode),
      goes_from_here: episode.goes,
      can_hand_over: !episode.goes && this.role !== "advocate",
      kept: episode.kept,
      time: this.time,
      now_ms: this.now,
    };
  }

  /** Links by the later episode: kind and id of the earlier. */
  protected readonly links: { from: string; to: string; kind: LinkKind }[] = [];

  private linkedOf(episode: FakeEpisode): LinkedView {
    const touching = this.links.filter(({ from, to }) => [from, to].includes(episode.id));
    const lines = touching.map(({ from, to, kind }): LinkedLine => {
      const other = this.found(from === episode.id ? to : from);
      const advocate = other.callout.by;
      const started = { ms: other.t0, plus_minus_ms: null };
      const earlier = to === other.id;
      return { episode: other.id, kind, handle: other.handle, started, earlier, advocate };
    });
    const before = lines.some(({ kind, earlier }) => kind === "same_youth" && earlier);
    const step = { code: "ID-05", label: this.say(["Recovered again", "Otra vez encontrada"]) };
    return { lines, tell_first: before ? step : null };
  }

  protected differing(episode: FakeEpisode) {
    return questions.topics.flatMap((topic) =>
      topic.questions
        .filter(({ id }) => {
          const live = episode.answers.get(id) ?? [];
          return new Set(live.map(({ answer }) => JSON.stringify(answer))).size > 1;
        })
        .map(({ id, label }) => ({ field: id, label: this.say(label), topic: topic.id })),
    );
  }

  protected linesOf(episode: FakeEpisode): PlanLine[] {
    return county.steps.map((step) => {
      const live = (episode.history.get(step.id) ?? []).filter((change) => change.live);
      const last = live.at(-1);
      const state = stateOf(last);
      return {
        step: step.id,
        phase: step.phase,
        title: this.say(step.title),
        state,
        standing: { kind: "on" },
        turn: step.turn ?? null,
        due: step.due(episode, (both) => this.say(both)),
        at: state === "open" ? null : (last?.at ?? null),
        roles: [this.say(step.who)],
        mine: step.role === this.role,
        kind: step.kind,
        conflict: new Set(live.map(({ kind }) => kind)).size > 1,
      };
    });
  }

  protected late(episode: FakeEpisode): number {
    return this.linesOf(episode).filter(
      ({ state, due }) => state === "open" && due.kind === "at" && due.due.ms < this.now,
    ).length;
  }

  protected nextOf(episode: FakeEpisode) {
    const open = this.linesOf(episode).filter((line) => line.state === "open");
    const first = open.find((line) => line.mine) ?? open[0];
    return first === undefined
      ? null
      : { step: first.step, title: first.title, due: first.due, mine: first.mine };
  }

  protected askedOf(field: string): county.FakeAsked | undefined {
    const [id] = field.split("@");
    const found = questions.topics
      .flatMap(({ questions, list }) => [...questions, ...(list?.questions ?? [])])
      .find((question) => question.id === id);
    return found && { ...found, id: field };
  }

  protected listOf(episode: FakeEpisode, list: questions.FakeList): ListView {
    return {
      list: list.id,
      label: this.say(list.label),
      help: null,
      may_add: false,
      items: list.items.map(({ code, label }) => ({
        item: code,
        may_remove: false,
        shown: [],
        label: this.say(label),
        questions: list.questions.map((asked) =>
          this.questionOf(episode, { ...asked, id: `${asked.id}@${code}` }),
        ),
      })),
    };
  }

  protected questionOf(episode: FakeEpisode, asked: county.FakeAsked): Question {
    return {
      field: asked.id,
      label: this.say(asked.label),
      help: asked.help ? this.say(asked.help) : null,
      say: asked.say ? this.say(asked.say) : null,
      kind: asked.kind,
      limits: { least: asked.least ?? null, most: asked.most ?? null },
      options: (asked.options ?? []).map(this.choice),
      ask_youth: asked.lookUp !== true,
      later: asked.later === true,
      live: episode.answers.get(asked.id) ?? [],
      earlier: (episode.earlier.get(asked.id) ?? []).slice(0, 8),
      earlier_count: episode.earlier.get(asked.id)?.length ?? 0,
      seen_by: asked.seenBy ? [this.say(asked.seenBy)] : [],
    };
  }

  protected liveOf(answer: AnswerView): LiveAnswer {
    return { change: this.newChange(), answer, by: "D. Rivera", at_ms: this.now };
  }

  protected eventOf(kind: StepChange["kind"], ms: number): StepChange {
    const at = { ms, plus_minus_ms: null };
    return {
      change: this.newChange(),
      kind,
      at,
      by: "D. Rivera",
      reason: null,
      to: null,
      to_code: null,
      live: true,
    };
  }

  /** Calls that wait for this person. */
  protected waiting(): FakeEpisode[] {
    if (this.role !== "advocate") return [];
    const refused = ({ callout: { refusals } }: FakeEpisode) =>
      refusals.some(({ by }) => by === this.myName());
    return this.episodes.filter((one) => one.callout.state === "waits" && !refused(one));
  }

  protected calloutOf(episode: FakeEpisode) {
    const { id, handle } = episode;
    return callout.pageOf(id, handle, episode.callout, this.myName(), this.now, (both) =>
      this.say(both),
    );
  }
}

function stateOf(change: StepChange | undefined): StepState {
  if (change === undefined || change.kind === "undone" || change.kind === "reopened") return "open";
  return change.kind;
}
