// A fake of the door: the PIN, the settings, what is half typed, and how a device joins.
import type { Commands, Notice, Settings, Status } from "../../src/bridge/types";
import type { Both } from "./county";
import { Drills } from "./drills";
import { trouble, type Start } from "./desk";
import { picture } from "./picture";

/** An invented notice. */
const USE_NOTICE: Both = [
  "For people of Demo County and those it asked.\nWhat is done here is recorded. Somebody else who uses it can be punished.",
  "Para personas del Condado de Demostración y quienes este invitó.\nLo que se hace aquí queda anotado. Quien lo use sin permiso puede ser castigado.",
];

export class Door extends Drills {
  readonly drafts = new Map<string, string>();
  pin = "25801470";
  misses = 0;
  /** Whether the system shows reminders while the window is not in front. */
  showsOutside: boolean;
  notices: Notice[] = [];
  door: Status["door"];
  leftBehind: Status["left_behind"] = null;
  shared: Status["shared"] = null;
  /** Names that have a vault on a device that several people use. */
  readonly people: string[] = [];
  #secret: Status["secret"];
  #waitMs = 0;
  readonly #said: boolean;
  secondPinOffered: boolean;
  secondPin: string | null = null;

  constructor(start: Start = {}) {
    super(start);
    this.#secret = start.secret ?? "pin";
    this.#said = start.said !== undefined;
    this.secondPinOffered = start.second !== undefined;
    this.door = start.door ?? "open";
    if (start.shared !== undefined) this.shared = { unused: start.shared === "unused" };
    if (start.shared === "used") this.people.push("d. rivera");
    this.showsOutside = start.notices !== "none";
  }

  status = (): Status => ({
    door: this.door,
    shared: this.shared,
    demo: !this.drill.open,
    language: this.settings.language,
    text_size: this.settings.text_size,
    theme: this.settings.theme,
    use_notices: this.door === "open" || !this.#said ? [] : [this.say(USE_NOTICE)],
    left_behind: this.door === "no_profile" ? this.leftBehind : null,
    secret: this.#secret,
    pin_digits: this.pin.length,
    wait_ms: this.#waitMs,
    now_ms: this.now,
    time: this.door === "open" ? this.time : null,
    zone: null,
    me:
      this.door === "open"
        ? {
            short_name: this.myName(),
            roles: [this.say(this.roleWords())],
            agencies: this.role === "advocate" ? ["Demo County", "Demo Advocacy"] : ["Demo County"],
            may: {
              new_contact: this.role === "deputy",
              notes: this.role === "advocate",
              board: this.role === "lead",
              register: this.role === "lead",
              audit: this.role === "auditor",
            },
          }
        : null,
    drill: this.drill.mark(),
  });
  awake = () => null;
  behind = () => null;
  lock = () => {
    this.door = this.shared ? "who" : "locked";
    return this.status();
  };
  quick_exit = () => {
    this.door = this.shared ? "who" : "locked";
    return null;
  };
  #known = true;
  who = ({ name, new: fresh }: Commands["who"]["ask"]) => {
    const typed = name?.trim().toLowerCase() ?? null;
    if (typed === "") throw trouble("shared.name");
    this.#known = typed !== null && this.people.includes(typed);
    if (fresh && this.#known) throw trouble("shared.taken");
    if (fresh && typed !== null) this.people.push(typed);
    this.door = typed === null ? "who" : fresh ? "no_profile" : "locked";
    return this.status();
  };
  share = () => {
    this.shared = { unused: true };
    this.door = "who";
    return this.status();
  };
  unshare = () => {
    this.shared = null;
    this.door = "no_profile";
    return this.status();
  };
  unlock = ({ secret }: Commands["unlock"]["ask"]): Commands["unlock"]["answer"] => {
    if (this.shared && !this.#known) return { kind: "missed", wait_ms: 0 };
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
  confirm = ({ act, secret }: Commands["confirm"]["ask"]): Commands["confirm"]["answer"] => {
    const outcome = this.unlock({ secret });
    if (outcome.kind !== "opened") return outcome;
    this.confirmed(act);
    return { kind: "confirmed" };
  };
  release_requests = () => ({
    requests: [{ text: `F72-RELEASE-1:${"4K7QX2M9".repeat(12)}`, qr: picture(33) }],
  });
  release_check = ({ code }: Commands["release_check"]["ask"]) => {
    if (code.replace(/[ -]/g, "").length !== 28) throw trouble("release.form");
    return null;
  };
  release = (): Commands["release"]["answer"] => {
    this.misses = 0;
    this.door = "open";
    return { kind: "opened", status: this.status() };
  };
  settings_get = () => ({
    settings: this.settings,
    reminders_outside: this.showsOutside,
    version: "0.1.0",
    packs:
      this.door === "open"
        ? [
            {
              name: "Demo County",
              version: "2026.1",
              calendar_ends: "2027-12-31",
              standing: this.standing(),
            },
          ]
        : [],
    second_pin: this.door === "open" && this.secondPinOffered,
  });
  second_pin = ({ secret }: Commands["second_pin"]["ask"]) => {
    this.needsPin("second_pin");
    if (String.fromCharCode(...secret) === this.pin) throw trouble("secret.taken");
    this.secondPin = String.fromCharCode(...secret);
    return null;
  };
  pin_change = ({ secret }: Commands["pin_change"]["ask"]) => {
    this.needsPin("pin_change");
    if (String.fromCharCode(...secret) === this.secondPin) throw trouble("secret.taken");
    this.pin = String.fromCharCode(...secret);
    return null;
  };
  settings_set = (settings: Settings) => {
    if (settings.idle_minutes > this.settings.idle_minutes) this.needsPin("lock_later");
    this.settings = settings;
    return this.settings_get();
  };
  reminder_seen = () => null;
  draft_put = ({ key, text }: Commands["draft_put"]["ask"]) => {
    if (text === "") this.drafts.delete(key);
    else this.drafts.set(key, text);
    return null;
  };
  draft_get = ({ key }: Commands["draft_get"]["ask"]) => ({ text: this.drafts.get(key) ?? null });

  // ---- enrolment

  /** The PIN that is offered: the door's own, or, where one opens it already, a second one. */
  #fresh = () => (this.door === "open" ? "37410958" : this.pin);
  enrol_secret = (): Commands["enrol_secret"]["answer"] =>
    this.#secret === "pin"
      ? { kind: "pin", digits: [...this.#fresh()].map((digit) => digit.charCodeAt(0)) }
      : { kind: "passphrase", least: 16 };
  enrol_begin = ({ secret }: Commands["enrol_begin"]["ask"]) => {
    if (new TextDecoder().decode(new Uint8Array(secret)).startsWith("password"))
      throw trouble("secret.common");
    this.door = "enrolling";
    if (this.shared) this.shared = { unused: false };
    return this.status();
  };
  enrol_request = () => ({ text: `F72-REQUEST-1 ${"4K7QX2M9".repeat(12)}`, qr: picture(33) });
  enrol_accept = ({ approval }: Commands["enrol_accept"]["ask"]) => {
    if (!approval.includes("F72-APPROVAL")) throw trouble("enrol.form");
    return {
      agency: "Demo County",
      words: ["harbor", "violin", "maple", "ticket", "seven", "lantern"],
    };
  };
  /** What the camera or a picture will show, one look after the other; then nothing. */
  seen: (string | null)[] = [];
  scan = ({ width, height, grey }: Commands["scan"]["ask"]) => {
    if (atob(grey).length !== width * height) throw trouble("scan.size");
    return { text: this.seen.shift() ?? null };
  };
  enrol_confirm = ({ same }: Commands["enrol_confirm"]["ask"]) => {
    if (same) this.door = "open";
    return this.status();
  };
}
