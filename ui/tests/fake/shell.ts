// A fake of the shell for tests and screenshots: keeps everything in memory, answers as the commands do.
import type {
  AnswerView,
  Choice,
  ClockView,
  Commands,
  EpisodeHead,
  Kept,
  Language,
  ListView,
  LiveAnswer,
  NoteView,
  PlanLine,
  Question,
  Settings,
  Status,
  StepChange,
  StepPage,
  StepState,
  SyncLine,
  Trouble,
  ValueView,
} from "../../src/bridge/types";
import * as county from "./county";

const MIN = 60_000;
const H = 60 * MIN;

export type Role = "deputy" | "advocate" | "lead";

interface FakeEpisode {
  id: string;
  handle: string;
  station: string;
  t0: number;
  tc: number | null;
  leftAt: number | null;
  answers: Map<string, LiveAnswer[]>;
  history: Map<string, StepChange[]>;
  evidence: Map<string, ValueView>;
  notes: NoteView[];
  kept: Kept;
}

export interface Start {
  role?: Role;
  language?: Language;
  text?: Settings["text_size"];
  door?: Status["door"];
  secret?: Status["secret"];
  seeded?: boolean;
  now?: number;
}

type Handlers = { [C in keyof Commands]: (ask: Commands[C]["ask"]) => Commands[C]["answer"] };

export class FakeShell implements Handlers {
  /** Tests set this to make the next command fail. */
  failNext: Trouble | null = null;
  readonly asked: { command: string; ask: unknown }[] = [];
  readonly drafts = new Map<string, string>();
  readonly pin = "25801470";
  misses = 0;
  door: Status["door"];
  line: SyncLine = { kind: "only_here", waiting: 3, last_ms: null };
  now: number;
  #role: Role;
  #secret: Status["secret"];
  #settings: Settings;
  #episodes: FakeEpisode[] = [];
  #changes = 0;
  #waitMs = 0;

  constructor(start: Start = {}) {
    this.now = start.now ?? Date.UTC(2026, 10, 24, 9, 14);
    this.#role = start.role ?? "deputy";
    this.#secret = start.secret ?? "pin";
    this.door = start.door ?? "open";
    this.#settings = {
      language: start.language ?? "en",
      text_size: start.text ?? "normal",
      idle_minutes: 2,
    };
    if (start.seeded ?? true) this.#seed();
  }

  // ---- the desk

  status = (): Status => ({
    door: this.door,
    demo: true,
    language: this.#settings.language,
    text_size: this.#settings.text_size,
    secret: this.#secret,
    wait_ms: this.#waitMs,
    now_ms: this.now,
    me:
      this.door === "open"
        ? {
            short_name: { deputy: "D. Rivera", advocate: "A. Okafor", lead: "L. Tran" }[this.#role],
            roles: [this.#say(this.#roleWords())],
            agencies:
              this.#role === "advocate" ? ["Demo County", "Demo Advocacy"] : ["Demo County"],
            may: {
              new_contact: this.#role === "deputy",
              notes: this.#role === "advocate",
              board: this.#role === "lead",
            },
          }
        : null,
  });
  awake = () => null;
  lock = () => {
    this.door = "locked";
    return this.status();
  };
  quick_exit = () => {
    this.door = "locked";
    return null;
  };
  unlock = ({ secret }: Commands["unlock"]["ask"]): Commands["unlock"]["answer"] => {
    if (String.fromCharCode(...secret) === this.pin) {
      this.misses = 0;
      this.#waitMs = 0;
      this.door = "open";
      return { kind: "opened", status: this.status() };
    }
    this.misses += 1;
    if (this.misses >= 5) {
      this.door = "release_needed";
      return { kind: "release_needed" };
    }
    this.#waitMs = [0, 0, 2_000, 10_000, 30_000][this.misses] ?? 30_000;
    return { kind: "missed", wait_ms: this.#waitMs };
  };
  settings_get = () => ({
    settings: this.#settings,
    version: "0.1.0",
    packs:
      this.door === "open"
        ? [{ name: "Demo County", version: "2026.1", calendar_ends: "2027-12-31" }]
        : [],
  });
  settings_set = (settings: Settings) => {
    this.#settings = settings;
    return this.settings_get();
  };
  draft_put = ({ key, text }: Commands["draft_put"]["ask"]) => {
    if (text === "") this.drafts.delete(key);
    else this.drafts.set(key, text);
    return null;
  };
  draft_get = ({ key }: Commands["draft_get"]["ask"]) => ({ text: this.drafts.get(key) ?? null });

  // ---- enrolment

  enrol_secret = (): Commands["enrol_secret"]["answer"] =>
    this.#secret === "pin"
      ? { kind: "pin", digits: [...this.pin].map((digit) => digit.charCodeAt(0)) }
      : { kind: "passphrase", least: 16 };
  enrol_begin = () => {
    this.door = "enrolling";
    return this.status();
  };
  enrol_request = () => ({ text: `F72-REQUEST-1 ${"4K7QX2M9".repeat(12)}`, qr: picture(33) });
  enrol_accept = ({ approval }: Commands["enrol_accept"]["ask"]) => {
    if (!approval.includes("F72-APPROVAL")) throw trouble("enrol.unreadable");
    return {
      agency: "Demo County",
      words: ["harbor", "violin", "maple", "ticket", "seven", "lantern"],
    };
  };
  enrol_confirm = ({ same }: Commands["enrol_confirm"]["ask"]) => {
    if (same) this.door = "open";
    return this.status();
  };

  // ---- episodes

  tonight = () => ({
    now_ms: this.now,
    sync: this.line,
    episodes: this.#episodes.map((episode) => ({
      episode: episode.id,
      handle: episode.handle,
      station: this.#station(episode.station),
      started: { ms: episode.t0, plus_minus_ms: null },
      next: this.#next(episode),
      mine_open: this.#lines(episode).filter((line) => line.mine && line.state === "open").length,
      left: episode.leftAt !== null,
      kept: episode.kept,
    })),
  });
  new_contact_form = () => ({
    now_ms: this.now,
    stations: county.stations.map(this.#choice),
    medical: county.medical.map(this.#choice),
    say: this.#say([
      "You are not in trouble. I am here to get you somewhere safe.",
      "No estás en problemas. Estoy aquí para llevarte a un lugar seguro.",
    ]),
  });
  new_contact = ({ at, station }: Commands["new_contact"]["ask"]) => {
    const episode = this.#add("quiet maple", station, at.ms, null);
    return { episode: episode.id, handle: episode.handle };
  };
  episode = ({ episode }: Commands["episode"]["ask"]): EpisodeHead =>
    this.#head(this.#find(episode));
  plan = ({ episode }: Commands["plan"]["ask"]) => ({
    episode,
    phases: county.phases.map(({ id, name }) => ({
      phase: id,
      name: this.#say(name),
      ends_ms: null,
    })),
    steps: this.#lines(this.#find(episode)),
    warnings: [],
    now_ms: this.now,
  });
  left = ({ episode, kind, at }: Commands["left"]["ask"]) => {
    const found = this.#find(episode);
    found.leftAt = kind === "left" ? at.ms : null;
    return this.#head(found);
  };
  step = ({ episode, step }: Commands["step"]["ask"]): StepPage => {
    const found = this.#find(episode);
    const fake = county.steps.find(({ id }) => id === step);
    const line = this.#lines(found).find((one) => one.step === step);
    if (fake === undefined || line === undefined) throw trouble("step.gone");
    return {
      line,
      do_text: this.#say(fake.do),
      when: null,
      why: this.#say(fake.why),
      say: fake.say ? this.#say(fake.say) : null,
      because: [{ kind: "always" }],
      sources: fake.source ? [this.#say(fake.source)] : [],
      verified: false,
      evidence: (fake.evidence ?? []).map((asked) => ({
        id: asked.id,
        label: this.#say(asked.label),
        hint: null,
        kind: asked.kind,
        limits: { least: asked.least ?? null, most: asked.most ?? null },
        options: (asked.options ?? []).map(this.#choice),
        value: found.evidence.get(`${step}.${asked.id}`) ?? null,
      })),
      contacts: (fake.contacts ?? []).map(({ name, number, note }) => ({
        name: this.#say(name),
        number,
        say: null,
        hours: note ? this.#say(note) : null,
      })),
      hand_to: county.handTo.map(this.#choice),
      history: [...(found.history.get(step) ?? [])].reverse(),
      may_write: this.#role !== "lead",
      now_ms: this.now,
    };
  };
  step_event = (ask: Commands["step_event"]["ask"]) => {
    const found = this.#find(ask.episode);
    const before = found.history.get(ask.step) ?? [];
    found.history.set(ask.step, [
      ...before.map((change) =>
        ask.replaces.includes(change.change) ? { ...change, live: false } : change,
      ),
      {
        change: this.#change(),
        kind: ask.kind,
        at: ask.at,
        by: this.status().me?.short_name ?? "",
        reason: ask.reason,
        to: this.#label(county.handTo, ask.to),
        live: true,
      },
    ]);
    for (const [id, value] of Object.entries(ask.evidence)) {
      found.evidence.set(`${ask.step}.${id}`, value);
      if (id === "tc_call" && value.kind === "instant") found.tc = value.at.ms;
    }
    return this.step(ask);
  };

  // ---- the record

  record_form = ({ episode }: Commands["record_form"]["ask"]) => {
    const found = this.#find(episode);
    return {
      episode,
      handle: found.handle,
      may_write: this.#role !== "lead",
      now_ms: this.now,
      topics: county.topics.map(({ id, title, questions, list }) => ({
        topic: id,
        title: this.#say(title),
        questions: questions.map((asked) => this.#question(found, asked)),
        lists: list === undefined ? [] : [this.#list(found, list)],
      })),
    };
  };
  answer = ({ episode, field, answer, replaces }: Commands["answer"]["ask"]) => {
    const found = this.#find(episode);
    const asked = this.#asked(field);
    if (asked === undefined) throw trouble("answer.no_such_field");
    const rest = (found.answers.get(field) ?? []).filter(
      ({ change }) => !replaces.includes(change),
    );
    found.answers.set(field, [...rest, this.#live(answer)]);
    return { question: this.#question(found, asked), kept: { kind: "only_here" as const } };
  };
  item_add = ({ episode }: Commands["item_add"]["ask"]) => this.record_form({ episode });
  note_list = ({ episode }: Commands["note_list"]["ask"]) => {
    const found = this.#find(episode);
    return { agency: "Demo Advocacy", handle: found.handle, notes: found.notes, now_ms: this.now };
  };
  note_add = ({ episode, text, amends }: Commands["note_add"]["ask"]) => {
    const found = this.#find(episode);
    if (amends === null) {
      found.notes.unshift({
        note: this.#change(),
        text,
        by: "A. Okafor",
        at_ms: this.now,
        amended_ms: null,
        kept: { kind: "only_here" },
      });
    } else {
      found.notes = found.notes.map((note) =>
        note.note === amends ? { ...note, text, amended_ms: this.now } : note,
      );
    }
    return this.note_list({ episode });
  };

  // ---- the lead, and sync

  board = () => ({
    station: "Harbor Demo",
    now_ms: this.now,
    rows: this.#episodes.map((episode, at) => ({
      episode: episode.id,
      handle: episode.handle,
      started: { ms: episode.t0, plus_minus_ms: null },
      clocks: this.#clocks(episode),
      owner: at === 0 ? "D. Rivera" : null,
      missing: this.#lines(episode)
        .filter((line) => line.state === "open")
        .slice(0, 2 - at)
        .map((line) => line.title),
      next: this.#next(episode),
      late: at === 0 ? 1 : 0,
      left: episode.leftAt !== null,
      kept: episode.kept,
    })),
  });
  sync_now = () => {
    this.line = { kind: "all_sent", at_ms: this.now };
    for (const episode of this.#episodes) episode.kept = { kind: "on_server", at_ms: this.now };
    return this.sync_state();
  };
  sync_state = (): Commands["sync_state"]["answer"] => ({
    now_ms: this.now,
    problems: 1,
    realms: [
      {
        agency: "Demo County",
        line: this.line,
        trouble:
          this.line.kind === "only_here"
            ? { code: "sync.no_server", fields: {}, at_ms: this.now - 2 * MIN }
            : null,
        next_try_ms: this.line.kind === "only_here" ? this.now + 5 * MIN : null,
      },
      ...(this.#role === "advocate"
        ? [
            {
              agency: "Demo Advocacy",
              line: { kind: "all_sent" as const, at_ms: this.now - 12 * MIN },
              trouble: null,
              next_try_ms: null,
            },
          ]
        : []),
    ],
  });
  problems = () => ({
    problems: [
      {
        id: "1",
        code: "entry.signature",
        fields: {},
        agency: "Demo County",
        outgoing: false,
        at_ms: this.now - 40 * MIN,
      },
    ],
  });

  // ---- inside

  #seed(): void {
    const first = this.#add("amber river", "harbor", this.now - 72 * MIN, this.now - 66 * MIN);
    first.history.set("ID-05", [this.#event("done", first.t0 + 3 * MIN)]);
    first.history.set("M90-01", [this.#event("done", this.now - 66 * MIN)]);
    first.answers.set("language", [
      this.#live({ kind: "given", value: { kind: "choice", code: "es" } }),
    ]);
    first.answers.set("age_stated", [
      this.#live({ kind: "given", value: { kind: "number", number: 15 } }),
      { ...this.#live({ kind: "given", value: { kind: "number", number: 16 } }), by: "A. Okafor" },
    ]);
    first.notes = [
      {
        note: this.#change(),
        text: "Wants to be called by the nickname only. Likes to text after school, not before three.",
        by: "A. Okafor",
        at_ms: this.now - 20 * MIN,
        amended_ms: null,
        kept: { kind: "on_server", at_ms: this.now - 12 * MIN },
      },
    ];
    const second = this.#add("silver field", "harbor", this.now - 21 * H, this.now - 20 * H);
    second.leftAt = this.now - 19 * H;
    second.kept = { kind: "on_server", at_ms: this.now - 3 * H };
    for (const id of ["ID-05", "ID-07", "ID-10", "M90-01"]) {
      second.history.set(id, [this.#event("done", second.t0 + 10 * MIN)]);
    }
    second.history.set("M90-08", [this.#event("missed", second.t0 + 2 * H)]);
    second.history.set("H72-01", [this.#event("declined", second.t0 + 3 * H)]);
  }

  #add(handle: string, station: string, t0: number, tc: number | null): FakeEpisode {
    const episode: FakeEpisode = {
      id: `e${this.#episodes.length + 1}`,
      handle,
      station,
      t0,
      tc,
      leftAt: null,
      answers: new Map(),
      history: new Map(),
      evidence: new Map(),
      notes: [],
      kept: { kind: "only_here" },
    };
    this.#episodes.push(episode);
    return episode;
  }

  #find(id: string): FakeEpisode {
    const found = this.#episodes.find((episode) => episode.id === id);
    if (found === undefined) throw trouble("episode.unknown");
    return found;
  }

  #head(episode: FakeEpisode): EpisodeHead {
    return {
      episode: episode.id,
      handle: episode.handle,
      station: this.#station(episode.station),
      started: { ms: episode.t0, plus_minus_ms: null },
      clocks: this.#clocks(episode),
      left_at: episode.leftAt === null ? null : { ms: episode.leftAt, plus_minus_ms: null },
      pack: "Demo County 2026.1",
      may_write: this.#role !== "lead",
      notes: this.#role === "advocate",
      answered: episode.answers.size,
      questions: county.topics.flatMap(({ questions }) => questions).length,
      kept: episode.kept,
      now_ms: this.now,
    };
  }

  #clocks({ t0, tc }: FakeEpisode): ClockView[] {
    const exact = (ms: number) => ({ ms, plus_minus_ms: null });
    return [
      {
        clock: "TC",
        name: this.#say([
          "Team beside the youth, 90 min",
          "Equipo junto a la persona joven, 90 min",
        ]),
        zero: tc === null ? null : exact(tc),
        ends_ms: tc === null ? null : tc + 90 * MIN,
        main: true,
        met: false,
        assumed: false,
      },
      {
        clock: "T0",
        name: this.#say(["The first 72 hours", "Las primeras 72 horas"]),
        zero: exact(t0),
        ends_ms: t0 + 72 * H,
        main: true,
        met: false,
        assumed: false,
      },
      {
        clock: "TK",
        name: this.#say(["Written report, 36 h", "Informe por escrito, 36 h"]),
        zero: { ms: t0, plus_minus_ms: 10 * MIN },
        ends_ms: t0 + 36 * H,
        main: false,
        met: false,
        assumed: false,
      },
    ];
  }

  #lines(episode: FakeEpisode): PlanLine[] {
    return county.steps.map((step) => {
      const live = (episode.history.get(step.id) ?? []).filter((change) => change.live);
      const last = live.at(-1);
      const state = stateOf(last);
      return {
        step: step.id,
        phase: step.phase,
        title: this.#say(step.title),
        state,
        standing: { kind: "on" },
        turn: step.turn ?? null,
        due: step.due(episode, (both) => this.#say(both)),
        at: state === "open" ? null : (last?.at ?? null),
        roles: [this.#say(step.who)],
        mine: step.role === this.#role,
        kind: step.kind,
        conflict: new Set(live.map(({ kind }) => kind)).size > 1,
      };
    });
  }

  #next(episode: FakeEpisode) {
    const open = this.#lines(episode).filter((line) => line.state === "open");
    const first = open.find((line) => line.mine) ?? open[0];
    return first === undefined
      ? null
      : { step: first.step, title: first.title, due: first.due, mine: first.mine };
  }

  #asked(field: string): county.FakeAsked | undefined {
    const [id] = field.split("@");
    const found = county.topics
      .flatMap(({ questions, list }) => [...questions, ...(list?.questions ?? [])])
      .find((question) => question.id === id);
    return found && { ...found, id: field };
  }

  #list(episode: FakeEpisode, list: county.FakeList): ListView {
    return {
      list: list.id,
      label: this.#say(list.label),
      help: null,
      may_add: false,
      items: list.items.map(({ code, label }) => ({
        item: code,
        label: this.#say(label),
        questions: list.questions.map((asked) =>
          this.#question(episode, { ...asked, id: `${asked.id}@${code}` }),
        ),
      })),
    };
  }

  #question(episode: FakeEpisode, asked: county.FakeAsked): Question {
    return {
      field: asked.id,
      label: this.#say(asked.label),
      help: asked.help ? this.#say(asked.help) : null,
      say: asked.say ? this.#say(asked.say) : null,
      kind: asked.kind,
      limits: { least: asked.least ?? null, most: asked.most ?? null },
      options: (asked.options ?? []).map(this.#choice),
      ask_youth: asked.lookUp !== true,
      later: asked.later === true,
      live: episode.answers.get(asked.id) ?? [],
      seen_by: asked.seenBy ? [this.#say(asked.seenBy)] : [],
    };
  }

  #live(answer: AnswerView): LiveAnswer {
    return { change: this.#change(), answer, by: "D. Rivera", at_ms: this.now };
  }

  #event(kind: StepChange["kind"], ms: number): StepChange {
    const at = { ms, plus_minus_ms: null };
    return {
      change: this.#change(),
      kind,
      at,
      by: "D. Rivera",
      reason: null,
      to: null,
      live: true,
    };
  }

  #change(): string {
    this.#changes += 1;
    return `c${this.#changes}`;
  }

  #roleWords(): county.Both {
    if (this.#role === "deputy") return ["Deputy", "Agente"];
    if (this.#role === "advocate") return ["Advocate", "Defensora"];
    return ["Station lead", "A cargo de la estación"];
  }

  #station(code: string): string {
    return this.#label(county.stations, code) ?? code;
  }

  #label(options: county.FakeOption[], code: string | null): string | null {
    const found = options.find((option) => option.code === code);
    return found === undefined ? null : this.#say(found.label);
  }

  #say([en, es]: county.Both): string {
    return this.#settings.language === "es" ? es : en;
  }

  #choice = ({ code, label }: county.FakeOption): Choice => ({ code, label: this.#say(label) });
}

export function trouble(code: string): Trouble {
  return { code, fields: {} };
}

function stateOf(change: StepChange | undefined): StepState {
  if (change === undefined || change.kind === "undone" || change.kind === "reopened") return "open";
  return change.kind;
}

/** A grid that looks like a code; it holds nothing. */
function picture(size: number) {
  const rows = Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_, x) => ((x * 7 + y * 13 + x * y) % 3 === 0 ? "1" : "0")).join(
      "",
    ),
  );
  return { size, rows };
}
