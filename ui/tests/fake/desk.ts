// Who holds the fake device, and how everything is said to them in the chosen language.
import type {
  Choice,
  ClockTrouble,
  GlassView,
  Language,
  Settings,
  Status,
  TimeView,
  Trouble,
} from "../../src/bridge/types";
import * as county from "./county";

const H = 3_600_000;

export type Role = "deputy" | "advocate" | "lead" | "auditor";

export interface Start {
  role?: Role;
  language?: Language;
  text?: Settings["text_size"];
  theme?: Settings["theme"];
  door?: Status["door"];
  secret?: Status["secret"];
  /** "unused" or "used": a device that several people use. */
  shared?: "unused" | "used";
  seeded?: boolean;
  /** So many more episodes, each a little different. */
  many?: number | string;
  /** Sentences of the pack in brackets, as the catalogue's own are in the language that nobody speaks. */
  pseudo?: string;
  now?: number;
  /** How the protocol of every episode stands. */
  pack?: "plain" | "newer" | "differ" | "not_here" | "expired" | "unsigned" | "altered" | "ends";
  /** "none": the system shows nothing outside the window. */
  notices?: string;
  /** An agency says something at the door. */
  said?: string;
  /** An agency offers its people a second PIN. */
  second?: string;
  /** What is wrong with the device's clock. */
  clock?: ClockTrouble;
}

export class Desk {
  now: number;
  protected role: Role;
  protected settings: Settings;
  protected changes = 0;
  protected readonly pseudo: boolean;
  time: TimeView = { kind: "exact" };
  /** Looks into an episode in an emergency. */
  looks: GlassView[] = [];

  constructor(start: Start) {
    this.now = start.now ?? Date.UTC(2026, 10, 24, 9, 14);
    this.role = start.role ?? "deputy";
    this.pseudo = start.pseudo !== undefined;
    this.settings = {
      language: start.language ?? "en",
      text_size: start.text ?? "normal",
      theme: start.theme ?? "night",
      idle_minutes: 2,
      card_leave: "pin",
      reminders: true,
    };
    if (start.clock !== undefined)
      this.time = {
        kind: "problem",
        problem: start.clock,
        by_ms: -26 * H,
        plus_minus_ms: start.clock === "moved" ? null : 26 * H,
      };
  }

  protected newChange(): string {
    this.changes += 1;
    return `c${this.changes}`;
  }

  protected myName(): string {
    return { deputy: "D. Rivera", advocate: "A. Okafor", lead: "L. Tran", auditor: "U. Lind" }[
      this.role
    ];
  }

  protected roleWords(): county.Both {
    if (this.role === "deputy") return ["Deputy", "Agente"];
    if (this.role === "advocate") return ["Advocate", "Defensora"];
    if (this.role === "auditor") return ["auditor", "revisión"];
    return ["Station lead", "A cargo de la estación"];
  }

  protected stationName(code: string): string {
    return this.labelOf(county.stations, code) ?? code;
  }

  protected labelOf(options: county.FakeOption[], code: string | null): string | null {
    const found = options.find((option) => option.code === code);
    return found === undefined ? null : this.say(found.label);
  }

  protected say([en, es]: county.Both): string {
    const said = this.settings.language === "es" ? es : en;
    return this.pseudo ? `‹${said}›` : said;
  }

  protected choice = ({ code, label }: county.FakeOption): Choice => ({
    code,
    label: this.say(label),
  });
}

export function trouble(code: string): Trouble {
  return { code, fields: {} };
}
