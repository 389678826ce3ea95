// The fake shell's calls: whom the invented county calls, and what came of it.
import type { CallLine, CallPage, Commands, ContactView } from "../../src/bridge/types";
import type { Both } from "./county";
import { Rights } from "./rights";
import { trouble } from "./desk";
import { type FakeEpisode } from "./episodes";

interface FakeContact {
  id: string;
  what: CallPage["groups"][number]["what"];
  name: Both;
  say: Both | null;
  numbers: ContactView["numbers"];
  answers: ContactView["answers"];
  address: Both | null;
}

const line = (usage: ContactView["numbers"][number]["usage"], number: string) => ({
  usage,
  number,
  dialled: number.replaceAll("-", ""),
});

export const people: FakeContact[] = [
  {
    id: "hotline",
    what: "first",
    name: ["Demo hotline", "Línea de la demostración"],
    say: [
      "This is a first-responder call for a young person. My handle is the two words on my screen.",
      "Llamo como primer respondiente por una persona joven. Mi clave son las dos palabras de mi pantalla.",
    ],
    numbers: [
      line("call", "800-555-0100"),
      line("outside", "213-555-0101"),
      line("tty", "800-555-0102"),
    ],
    answers: { kind: "open", until_ms: null },
    address: null,
  },
  {
    id: "hub",
    what: "medical_hub",
    name: ["Demo medical hub", "Centro médico de la demostración"],
    say: ["I need a time for a first exam.", "Necesito una cita para un primer examen."],
    numbers: [line("call", "424-555-0103")],
    answers: { kind: "closed", opens_ms: Date.UTC(2026, 10, 24, 16, 0), time_known: true },
    address: ["1 Invented Street", "Calle Inventada 1"],
  },
  {
    id: "talk",
    what: "crisis",
    name: ["Demo crisis line", "Línea de crisis de la demostración"],
    say: null,
    numbers: [line("call", "800-555-0104"), line("text", "55501")],
    answers: { kind: "may_be_open", why: "hours_not_published" },
    address: null,
  },
];

const results: { code: string; label: Both }[] = [
  { code: "answered", label: ["Answered", "Contestaron"] },
  { code: "no_answer", label: ["No answer", "Nadie contestó"] },
  { code: "busy", label: ["Busy", "Ocupado"] },
  { code: "voicemail", label: ["Voicemail", "Buzón de voz"] },
];

interface FakeCall {
  item: string;
  contact: string;
  number: string;
  at: number;
  step: string | null;
  result: string | null;
}

export class Calls extends Rights {
  canDial = false;
  #calls = new Map<string, FakeCall[]>();

  calls = ({ episode, step }: Commands["calls"]["ask"]): CallPage => {
    const found = this.found(episode);
    const kinds = [...new Set(people.map(({ what }) => what))];
    return {
      episode,
      handle: found.handle,
      step: step === null ? null : this.stepOf(found, step),
      groups: kinds.map((what) => ({
        what,
        contacts: people.filter((one) => one.what === what).map((one) => this.contactOf(one)),
      })),
      calls: this.callsOf(episode).map((call) => this.lineOf(found, call)),
      results: results.map(this.choice),
      can_dial: this.canDial,
      may_write: this.role !== "lead",
      now_ms: this.now,
    };
  };

  call_begin = ({ episode, step, contact, usage }: Commands["call_begin"]["ask"]): CallPage => {
    const number = people
      .find(({ id }) => id === contact)
      ?.numbers.find((one) => one.usage === usage);
    if (number === undefined) throw trouble("call.no-contact");
    const call = {
      item: this.newChange(),
      contact,
      number: number.number,
      at: this.now,
      step,
      result: null,
    };
    this.#calls.set(episode, [call, ...this.callsOf(episode)]);
    return this.calls({ episode, step });
  };

  call_end = ({ episode, step, item, result }: Commands["call_end"]["ask"]): CallPage => {
    const put = (call: FakeCall) => (call.item === item ? { ...call, result } : call);
    this.#calls.set(episode, this.callsOf(episode).map(put));
    return this.calls({ episode, step });
  };

  call_drop = ({ episode, step, item }: Commands["call_drop"]["ask"]): CallPage => {
    this.#calls.set(
      episode,
      this.callsOf(episode).filter((call) => call.item !== item),
    );
    return this.calls({ episode, step });
  };

  protected stepOf(_: FakeEpisode, step: string): CallPage["step"] {
    return { step, title: step, evidence: [], shown: [], open: true };
  }

  private callsOf(episode: string): FakeCall[] {
    return this.#calls.get(episode) ?? [];
  }

  private contactOf({ id, name, say, numbers, answers, address }: FakeContact): ContactView {
    return {
      id,
      name: this.say(name),
      numbers,
      say: say && this.say(say),
      hint: null,
      address: address && this.say(address),
      answers,
      comes_out: null,
      check_areas: [],
      checked_on: "2026-05-01",
      check_is_old: false,
    };
  }

  private lineOf(episode: FakeEpisode, call: FakeCall): CallLine {
    const who = people.find(({ id }) => id === call.contact);
    const result = results.find(({ code }) => code === call.result);
    return {
      item: call.item,
      name: who ? this.say(who.name) : call.contact,
      number: call.number,
      say: who?.say ? this.say(who.say) : null,
      at: { ms: call.at, plus_minus_ms: null },
      step: call.step,
      result: result ? this.say(result.label) : null,
      answered: call.result === "answered",
      spoke_with: this.questionOf(episode, {
        id: `call_spoke_with@${call.item}`,
        label: ["Who answered", "Quién contestó"],
        kind: "line",
      }),
    };
  }
}
