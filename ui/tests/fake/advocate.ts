// The advocate's own pages in the fake shell. The plan, the contacts and the people are made up.
import type {
  Commands,
  ContactLine,
  CopyReadersView,
  NextDue,
  OwnWords,
  Question,
} from "../../src/bridge/types";
import { contact, needs, plan, results, tells } from "./agency";
import { Calls } from "./calls";
import type { Both, FakeAsked } from "./county";
import type { FakeEpisode } from "./episodes";

const MIN = 60_000;
const H = 60 * MIN;

const AGENCY = "Demo Advocacy";

export class AdvocateFake extends Calls {
  protected made = new Map<string, number>();
  protected explained = new Map<string, number>();
  protected contacts = new Map<string, ContactLine[]>();
  protected resting = new Set<string>();
  protected offered = new Set<string>();

  protected override askedOf(field: string): FakeAsked | undefined {
    const own = [...plan, ...contact, ...needs].find(({ id }) => id === field);
    return own ?? super.askedOf(field);
  }

  /** The same words in whatever language the screen is. */
  protected own = (text: string): string => this.say([text, text]);
  protected both = (both: Both): string => this.say(both);

  protected asks(episode: FakeEpisode, asked: FakeAsked[]): Question[] {
    return asked.map((one) => this.questionOf(episode, one));
  }

  limits = ({ episode }: Commands["limits"]["ask"]): Commands["limits"]["answer"] => {
    const at = this.explained.get(episode);
    return {
      episode,
      handle: this.found(episode).handle,
      step: "M90-11",
      words: [
        {
          language: "en",
          say: [
            this.own("What you tell me stays with me. The police don't get to hear it from me."),
            this.own("There are a few things that I can't keep to myself. I'd tell you first."),
          ],
          ask: this.own("Is that okay for you? What would you like to ask?"),
        },
        {
          language: "es",
          say: [
            this.own("Lo que me cuentas se queda conmigo. La policía no lo oye de mí."),
            this.own("Hay unas pocas cosas que no puedo callar. Te lo diría primero."),
          ],
          ask: this.own("¿Está bien para ti? ¿Qué quieres preguntar?"),
        },
      ],
      spoken: [
        { code: "english", label: this.both(["English", "Inglés"]) },
        { code: "spanish", label: this.both(["Spanish", "Español"]) },
      ],
      spoken_as: "limits_language",
      explained: at === undefined ? null : { ms: at, plus_minus_ms: null },
      shown: [],
      may_write: true,
      now_ms: this.now,
    };
  };

  /** What a tap on a step means for these pages. */
  protected tapped({ episode, step, at, evidence }: Commands["step_event"]["ask"]): void {
    if (step === "M90-11") this.explained.set(episode, at.ms);
    if (step === "BR-REFUSE-03") this.offered.add(episode);
    const decision = evidence["day90_decision"];
    if (decision?.kind === "choice" && decision.code !== "go_on") this.resting.add(episode);
  }

  tells = ({ episode }: Commands["tells"]["ask"]) => ({
    handle: this.found(episode).handle,
    tells: tells.map(({ id, label, say, may, never, release }) => ({
      id,
      label: this.both(label),
      say: this.both(say),
      may: may.map(this.both),
      never: never.map(this.both),
      release: release.map(this.both),
      verified: false,
    })),
    now_ms: this.now,
  });

  needs = ({ episode }: Commands["needs"]["ask"]): Commands["needs"]["answer"] => {
    const found = this.found(episode);
    const [asked, given, bag, ...sizes] = this.asks(found, needs) as [Question, Question, Question];
    return {
      episode,
      handle: found.handle,
      asked,
      given,
      bag,
      sizes,
      may_write: true,
      now_ms: this.now,
    };
  };

  safety_plan = ({ episode }: Commands["safety_plan"]["ask"]) => {
    const made = this.made.get(episode);
    return {
      ...this.planOf(episode, plan),
      made: made === undefined ? null : { ms: made, plus_minus_ms: null },
      look_ms: this.now + 20 * H,
      look_now: made === undefined,
    };
  };
  safety_plan_look = ({ episode, at }: Commands["safety_plan_look"]["ask"]) => {
    this.made.set(episode, at.ms);
    return this.safety_plan({ episode });
  };
  safety_plan_show = ({ episode }: Commands["safety_plan_show"]["ask"]) => ({
    parts: this.wordsOf(episode, plan),
  });
  contact_plan = ({ episode }: Commands["contact_plan"]["ask"]) => this.planOf(episode, contact);

  private planOf(episode: string, asked: FakeAsked[]): Commands["contact_plan"]["answer"] {
    const found = this.found(episode);
    return {
      episode,
      handle: found.handle,
      agency: AGENCY,
      parts: this.asks(found, asked),
      made: null,
      look_ms: null,
      look_now: false,
      may_write: true,
      now_ms: this.now,
    };
  }

  protected wordsOf(episode: string, asked: FakeAsked[]): OwnWords[] {
    const found = this.found(episode);
    const words = asked.map((one) => {
      const lines = (found.answers.get(one.id) ?? []).flatMap(({ answer }) => {
        if (answer.kind !== "given") return [];
        if (answer.value.kind === "text") return [answer.value.text];
        if (answer.value.kind !== "choices") return [];
        return answer.value.codes.map((code) => this.labelOf(one.options ?? [], code) ?? code);
      });
      return { label: this.both(one.label), lines };
    });
    return words.filter(({ lines }) => lines.length > 0);
  }

  private next(step: string, title: Both, ms: number): NextDue {
    const due = { ms, plus_minus_ms: 0, assumed_from: null, beyond_calendar: false };
    return { step, title: this.both(title), due: { kind: "at", due }, mine: true };
  }

  follow_up = ({ episode }: Commands["follow_up"]["ask"]): Commands["follow_up"]["answer"] => {
    const found = this.found(episode);
    const contacts = this.contacts.get(episode) ?? [];
    const last = contacts.findIndex(({ result }) => result === "made");
    const resting = this.resting.has(episode);
    return {
      episode,
      handle: found.handle,
      agency: AGENCY,
      support: resting ? "paused" : "goes_on",
      next: resting
        ? null
        : this.next("H72-05", ["Advocate keeps contact", "Contacto diario"], found.t0 + 24 * H),
      tries: last < 0 ? contacts.length : last,
      rules: this.wordsOf(episode, contact),
      contacts,
      results: results.map(this.choice),
      ways: (contact[0]?.options ?? []).map(this.choice),
      look: {
        due: this.next("D90-08", ["Day 90", "Día 90"], found.t0 + 90 * 24 * H),
        choices: [
          { code: "go_on", label: this.both(["Go on", "Seguir"]) },
          { code: "pause", label: this.both(["Take a break", "Tomar una pausa"]) },
          { code: "end", label: this.both(["End it", "Terminar"]) },
        ],
        evidence: "day90_decision",
        say: this.both([
          "How is this working for you? Do you want to go on, take a break, or stop?",
          "¿Cómo te va con esto? ¿Quieres seguir, tomar una pausa o parar?",
        ]),
        shown: [],
      },
      offer:
        found.leftAt === null || this.offered.has(episode)
          ? null
          : {
              due: this.next(
                "BR-REFUSE-03",
                ["Offer help again", "Ofrecer ayuda"],
                this.now + 3 * H,
              ),
              say: this.both([
                "No pressure. I only want you to know that the offer is still there.",
                "Sin presión. Solo quiero que sepas que la oferta sigue ahí.",
              ]),
              shown: [],
            },
      may_write: true,
      now_ms: this.now,
    };
  };
  contact_log = ({ episode, result, how, at, plan_seen }: Commands["contact_log"]["ask"]) => {
    const line: ContactLine = {
      item: this.newChange(),
      at,
      result,
      result_words: this.labelOf(results, result),
      how: this.labelOf(contact[0]?.options ?? [], how),
      plan_seen,
      by: this.myName(),
      kept: { kind: "only_here" },
    };
    this.contacts.set(episode, [line, ...(this.contacts.get(episode) ?? [])]);
    return this.follow_up({ episode });
  };
  support_set = ({ episode, pause, how, at }: Commands["support_set"]["ask"]) => {
    if (pause) this.resting.add(episode);
    else {
      this.resting.delete(episode);
      this.contact_log({ episode, result: "made", how, at, plan_seen: false });
    }
    return this.follow_up({ episode });
  };

  // ---- who can read, what is here, what the server sees

  readers = ({ episode }: Commands["readers"]["ask"]): Commands["readers"]["answer"] => {
    const reader = (name: string, role: Both, agency: string) => ({
      name,
      agency,
      roles: [this.both(role)],
      access: "reads" as const,
      devices: 1,
      me: name === this.myName(),
    });
    const deputy = reader("D. Rivera", ["Deputy", "Agente"], "Demo County");
    const advocate = reader("A. Okafor", ["Advocate", "Defensora"], "Demo Advocacy");
    const lead = reader("L. Tran", ["Station lead", "A cargo de la estación"], "Demo County");
    return {
      episode,
      handle: this.found(episode).handle,
      now_ms: this.now,
      number: "river amber quiet maple silver field harbor cloud apple orange lemon winter zebra"
        .split(" ")
        .map((word) => this.own(word))
        .join(" "),
      looks: this.looks.filter(({ state }) => state === "open"),
      spaces: [
        {
          compartment: "OPS",
          agency: "Demo County",
          readers: [
            deputy,
            advocate,
            lead,
            {
              ...reader("N. Rivera", ["Deputy", "Agente"], "Demo County"),
              access: "will_read",
            },
            { ...deputy, name: "E. Tran", roles: [], access: "had_older", devices: 2, me: false },
          ],
          recovery: true,
          keys: 2,
        },
        ...(this.role === "advocate"
          ? [{ compartment: "ADV", agency: AGENCY, readers: [advocate], recovery: true, keys: 1 }]
          : []),
      ],
      copies: this.copied(),
    };
  };
  /** Who can read what was shared. */
  protected copied(): CopyReadersView[] {
    return [];
  }
  sight = (): Commands["sight"]["answer"] => ({
    removed: this.removed,
    realms: [
      {
        realm: "c0",
        agency: "Demo County",
        server: "https://demo-county.example:7272",
        episodes: 2,
        entries: 143,
        on_server: 140,
        spaces: 5,
        devices: 4,
        bytes: 98_304,
        last_contact_ms: this.now - 4 * MIN,
        last_receipt_ms: this.now - 4 * MIN,
      },
      ...(this.role === "advocate"
        ? [
            {
              realm: "a0",
              agency: AGENCY,
              server: "https://demo-advocacy.example:7272",
              episodes: 1,
              entries: 12,
              on_server: 12,
              spaces: 2,
              devices: 2,
              bytes: 9_216,
              last_contact_ms: this.now - 12 * MIN,
              last_receipt_ms: this.now - 12 * MIN,
            },
          ]
        : []),
    ],
    drafts: 1,
    idle_minutes: this.settings.idle_minutes,
    now_ms: this.now,
  });
}
