// A fake of the shell for tests and screenshots: keeps everything in memory, answers as the commands do.
import type {
  CallPage,
  Commands,
  EpisodeHead,
  StepPage,
  Trouble,
  UnnamedAnswer,
  UnnamedStep,
} from "../../src/bridge/types";
import { answered, cardOf } from "./callout";
import { clocksOf } from "./clocks";
import * as county from "./county";
import { trouble } from "./desk";
import { type FakeEpisode } from "./episodes";
import * as questions from "./questions";
import { rightsAsked } from "./rights";
import { HoldsFake } from "./holds";
import { savesOf } from "./saves";

const REFERRAL_DIGITS = 19;

type Handlers = { [C in keyof Commands]: (ask: Commands[C]["ask"]) => Commands[C]["answer"] };

export class FakeShell extends HoldsFake implements Handlers {
  /** Tests set this to make the next command fail. */
  failNext: Trouble | null = null;
  /** Commands that are refused whenever they come, and commands that no answer has come to yet. */
  readonly refused = new Map<string, Trouble>();
  readonly unanswered = new Set<string>();
  readonly asked: { command: string; ask: unknown }[] = [];
  unnamedSteps: UnnamedStep[] = [];
  unnamedAnswers: UnnamedAnswer[] = [];

  // ---- episodes

  /** What somebody wrote, by episode: notes only, as the tests need no more. */
  mentions = ({ words }: Commands["mentions"]["ask"]) =>
    this.episodes
      .filter(({ notes }) =>
        notes.some(({ text }) => text.toLowerCase().includes(words.toLowerCase())),
      )
      .map(({ id }) => id);

  tonight = () => ({
    now_ms: this.now,
    sync: this.line,
    notices: [...this.serverNotices(), ...this.protocolNotices(), ...this.notices],
    time: this.time,
    looks: this.glassRunning(),
    may_look_in: this.glass_page().realms.length > 0,
    shared: this.copies.length,
    callouts: this.waiting().map(({ id, handle }) => cardOf(id, handle, (both) => this.say(both))),
    episodes: this.episodes
      .filter((one) => !this.waiting().includes(one))
      .map((episode) => ({
        episode: episode.id,
        handle: episode.handle,
        station: this.stationName(episode.station),
        started: { ms: episode.t0, plus_minus_ms: null },
        next: this.nextOf(episode),
        mine_open: this.linesOf(episode).filter((line) => line.mine && line.state === "open")
          .length,
        late: this.late(episode),
        left: episode.leftAt !== null,
        differ: this.differing(episode).length,
        handed_by: this.handedBy(episode),
        kept: episode.kept,
      })),
  });
  new_contact_form = () => {
    if (this.app_old) throw trouble("app.too-old");
    const code = this.untrusted();
    if (code !== null) throw trouble(code);
    return this.#contactForm();
  };
  #contactForm = () => ({
    now_ms: this.now,
    stations: county.stations.map(this.choice),
    medical: county.medical.map(this.choice),
    say: this.say([
      "You are not in trouble. I am here to get you somewhere safe.",
      "No estás en problemas. Estoy aquí para llevarte a un lugar seguro.",
    ]),
    time: this.time,
  });
  new_contact = ({ at, station, link }: Commands["new_contact"]["ask"]) => {
    const episode = this.addEpisode("quiet maple", station, at.ms, null);
    if (link) this.links.push({ from: episode.id, to: link.episode, kind: link.kind });
    return { episode: episode.id, handle: episode.handle };
  };
  link = ({ episode, other, kind, on }: Commands["link"]["ask"]) => {
    const [one, two] = [this.found(episode), this.found(other)];
    const [from, to] = one.t0 < two.t0 ? [two.id, one.id] : [one.id, two.id];
    const at = this.links.findIndex((link) => link.from === from && link.to === to);
    if (at >= 0) this.links.splice(at, 1);
    if (on) this.links.push({ from, to, kind });
    return this.headOf(one);
  };
  episode = ({ episode }: Commands["episode"]["ask"]): EpisodeHead =>
    this.headOf(this.found(episode));
  plan = ({ episode }: Commands["plan"]["ask"]) => ({
    episode,
    phases: county.phases.map(({ id, name }) => ({
      phase: id,
      name: this.say(name),
      ends_ms: null,
    })),
    steps: this.linesOf(this.found(episode)),
    unnamed: this.unnamedSteps,
    warnings: [],
    now_ms: this.now,
  });
  times = ({ episode }: Commands["times"]["ask"]) => this.timesOf(this.found(episode));
  /** The clocks of those who saved do not agree. */
  clocksDiffer = false;
  saves = ({ episode }: Commands["saves"]["ask"]) =>
    savesOf(this.found(episode), this.now, (both) => this.say(both), this.clocksDiffer);
  left = ({ episode, kind, at }: Commands["left"]["ask"]) => {
    const found = this.found(episode);
    const before = found.leftAt;
    if (kind === "undo") found.leftAt = found.leftBefore;
    else found.leftAt = kind === "left" ? (at?.ms ?? this.now) : null;
    found.leftBefore = before;
    return this.headOf(found);
  };
  step = ({ episode, step }: Commands["step"]["ask"]): StepPage => {
    const found = this.found(episode);
    const fake = county.steps.find(({ id }) => id === step);
    const line = this.linesOf(found).find((one) => one.step === step);
    if (fake === undefined || line === undefined) throw trouble("notebook.no-step");
    return {
      line,
      do_text: this.say(fake.do),
      when: null,
      why: this.say(fake.why),
      say: fake.say ? this.say(fake.say) : null,
      because: [{ kind: "always" }],
      sources: fake.source ? [this.say(fake.source)] : [],
      verified: false,
      evidence: (fake.evidence ?? []).map((asked) => ({
        id: asked.id,
        label: this.say(asked.label),
        hint: null,
        kind: asked.kind,
        limits: { least: asked.least ?? null, most: asked.most ?? null },
        options: (asked.options ?? []).map(this.choice),
        value: found.evidence.get(`${step}.${asked.id}`) ?? null,
      })),
      asks: (fake.asks ?? []).flatMap((field) => {
        const asked = this.askedOf(field);
        return asked ? [this.questionOf(found, asked)] : [];
      }),
      rights: fake.rights === true,
      contacts: (fake.contacts ?? []).map(({ name, number, answers }) => ({
        id: number,
        name: this.say(name),
        numbers: [{ usage: "call" as const, number, dialled: number.replaceAll("-", "") }],
        say: null,
        hint: null,
        address: null,
        answers,
        comes_out: null,
        check_areas: [],
        checked_on: "2026-05-01",
        check_is_old: false,
      })),
      hand_to: county.handTo.map(this.choice),
      history: [...(found.history.get(step) ?? [])].reverse(),
      shown: (found.history.get(step) ?? []).flatMap(({ change, live }) => (live ? [change] : [])),
      may_write: this.role !== "lead",
      now_ms: this.now,
    };
  };
  protected override stepOf({ id }: FakeEpisode, step: string): CallPage["step"] {
    const { line, evidence, shown } = this.step({ episode: id, step });
    return { step, title: line.title, evidence, shown, open: line.state === "open" };
  }
  step_event = (ask: Commands["step_event"]["ask"]) => {
    const found = this.found(ask.episode);
    const number = ask.evidence["referral_number"];
    if (number?.kind === "text" && number.text.length !== REFERRAL_DIGITS)
      throw trouble("answer.referral_length");
    const before = found.history.get(ask.step) ?? [];
    found.history.set(ask.step, [
      ...before.map((change) =>
        ask.replaces.includes(change.change) ? { ...change, live: false } : change,
      ),
      {
        change: this.newChange(),
        kind: ask.kind,
        at: ask.at,
        by: this.status().me?.short_name ?? "",
        reason: ask.reason,
        to: this.labelOf(county.handTo, ask.to),
        to_code: ask.to,
        live: true,
      },
    ]);
    for (const [id, value] of Object.entries(ask.evidence)) {
      found.evidence.set(`${ask.step}.${id}`, value);
      if (id === "tc_call" && value.kind === "instant") found.tc = value.at.ms;
    }
    this.tapped(ask);
    // The advocate's pages tap steps that this county's list leaves out.
    const known = county.steps.some(({ id }) => id === ask.step);
    return this.step(known ? ask : { ...ask, step: county.steps[0]?.id ?? "" });
  };

  // ---- the record

  record_form = ({ episode }: Commands["record_form"]["ask"]) => {
    const found = this.found(episode);
    return {
      episode,
      handle: found.handle,
      may_write: this.role !== "lead",
      now_ms: this.now,
      unnamed: this.unnamedAnswers,
      topics: questions.topics.map(({ id, title, questions, list }) => ({
        topic: id,
        title: this.say(title),
        questions: questions.map((asked) => this.questionOf(found, asked)),
        lists: list === undefined ? [] : [this.listOf(found, list)],
      })),
    };
  };
  earlier_answers = ({ episode, field }: Commands["earlier_answers"]["ask"]) => ({
    answers: this.found(episode).earlier.get(field) ?? [],
  });
  answer = ({ episode, field, answer, replaces }: Commands["answer"]["ask"]) => {
    const found = this.found(episode);
    const label: county.Both = ["Clock", "Reloj"];
    const asked = field.startsWith("clock.")
      ? { id: field, label, kind: "instant" as const }
      : (this.askedOf(field) ?? Object.values(rightsAsked).find(({ id }) => id === field));
    if (asked === undefined) throw trouble("answer.no_such_field");
    const before = found.answers.get(field) ?? [];
    const rest = before.filter(({ change }) => !replaces.includes(change));
    const gone = before.filter(({ change }) => replaces.includes(change));
    found.earlier.set(field, [...gone, ...(found.earlier.get(field) ?? [])]);
    found.answers.set(field, [...rest, this.liveOf(answer)]);
    // In the invented county an interpreter stands and falls with the language.
    const title = this.say(["Interpreter by phone", "Intérprete por teléfono"]);
    const needed = answer.kind === "given" && field === "language";
    const unknown = answer.kind !== "given" && field === "language";
    return {
      question: this.questionOf(found, asked),
      kept: { kind: "only_here" as const },
      switched: { on: needed ? [title] : [], off: [], aside: [], kept: unknown ? [title] : [] },
    };
  };
  item_add = ({ episode }: Commands["item_add"]["ask"]) => this.record_form({ episode });
  item_remove = ({ episode }: Commands["item_remove"]["ask"]) => this.record_form({ episode });
  note_list = ({ episode }: Commands["note_list"]["ask"]) => {
    const found = this.found(episode);
    return { agency: "Demo Advocacy", handle: found.handle, notes: found.notes, now_ms: this.now };
  };
  note_add = ({ episode, text, amends }: Commands["note_add"]["ask"]) => {
    const found = this.found(episode);
    if (amends === null) {
      found.notes.unshift({
        note: this.newChange(),
        text,
        beside: [],
        shown: [],
        by: "A. Okafor",
        at_ms: this.now,
        amended_ms: null,
        taken_back: null,
        kept: { kind: "only_here" },
      });
    } else {
      found.notes = found.notes.map((note) =>
        note.note === amends ? { ...note, text, amended_ms: this.now, taken_back: null } : note,
      );
    }
    return this.note_list({ episode });
  };
  note_take_back = ({ episode, note: wanted }: Commands["note_take_back"]["ask"]) => {
    const found = this.found(episode);
    found.notes = found.notes.map((note) =>
      note.note === wanted ? { ...note, taken_back: { by: note.by, at_ms: this.now } } : note,
    );
    return this.note_list({ episode });
  };

  callout = ({ episode }: Commands["callout"]["ask"]) => this.calloutOf(this.found(episode));
  callout_answer = ({ episode, word }: Commands["callout_answer"]["ask"]) => {
    const found = this.found(episode);
    const say = (both: county.Both) => this.say(both);
    found.callout = answered(found.callout, word, this.myName(), this.now, say);
    return this.calloutOf(found);
  };

  // ---- the lead

  board = () => ({
    station: "Harbor Demo",
    looks: this.glassRunning(),
    time: this.time,
    now_ms: this.now,
    rows: this.episodes.map((episode, at) => ({
      episode: episode.id,
      handle: episode.handle,
      started: { ms: episode.t0, plus_minus_ms: null },
      clocks: clocksOf(episode, (both) => this.say(both)),
      owner: this.handOf(episode).at(0)?.to ?? (at === 0 ? "D. Rivera" : null),
      unconfirmed: this.handOf(episode).at(0)?.taken === null,
      can_hand_over: true,
      missing: this.linesOf(episode)
        .filter((line) => line.state === "open")
        .slice(0, 2 - at)
        .map((line) => line.title),
      next: this.nextOf(episode),
      callout: episode.callout,
      late: this.late(episode),
      late_saves: this.lateSaves(episode),
      left: episode.leftAt !== null,
      kept: episode.kept,
    })),
  });
}
