// Recovery, as the fake shell answers: paper keys, announcements, and shares that are numbers in a code. All invented.
import type { Commands, RecoveryPage, RecoveryRealm } from "../../src/bridge/types";
import { trouble } from "./desk";
import { AuditFake } from "./audit";

const SHARE = /^F72-SHARE-1:([1-3])/;
const NEEDED = 2;
const DAY = 86_400_000;

export class RecoveryFake extends AuditFake {
  recovery_announced: RecoveryRealm["announced"] = [];
  recovery_unseen = false;
  recovery_drill: RecoveryRealm["drill"] = {
    set_up: false,
    used: false,
    last_ms: null,
    by: null,
    due_ms: null,
    due: false,
    ours: false,
  };
  #holders: number[] = [];
  #opened: number | null = null;

  recovery = (): RecoveryPage => {
    this.recovery_unseen = false;
    return { realms: [this.#realm()] };
  };

  recovery_announce = (ask: Commands["recovery_announce"]["ask"]): RecoveryPage => {
    this.needsPin("recovery_announce");
    const device = this.#devices().find((one) => one.device === ask.device);
    if (device === undefined) throw trouble("notebook.no-member");
    this.recovery_announced = [
      {
        statement: `r${this.recovery_announced.length + 1}`,
        compartment: ask.compartment,
        device,
        by: this.own("R. Bell"),
        open: ask.compartment !== "MED",
        reason: this.own(ask.reason),
        custodians: ask.custodians
          .filter((name) => name.trim() !== "")
          .map((name) => this.own(name)),
        held_ms: null,
      },
      ...this.recovery_announced,
    ];
    return this.recovery();
  };

  recovery_share = ({ share }: Commands["recovery_share"]["ask"]): RecoveryPage => {
    const text = new TextDecoder().decode(new Uint8Array(share));
    const holder = Number(SHARE.exec(text)?.[1] ?? 0);
    if (holder === 0) throw trouble(text.includes(" ") ? "share.checksum" : "share.form");
    if (this.#holders.includes(holder)) throw trouble("share.twice");
    this.#holders.push(holder);
    return this.recovery();
  };

  recovery_open = (): RecoveryPage => {
    if (this.#holders.length < NEEDED) throw trouble("share.too-few");
    this.needsPin("recovery_open");
    this.#holders = [];
    this.#opened = this.#isDrill() ? 1 : 14;
    return this.recovery();
  };

  recovery_end = (): RecoveryPage => {
    if (this.#opened !== null && this.#isDrill()) this.#held();
    this.#holders = [];
    this.#opened = null;
    return this.recovery();
  };

  /** A recovery of operations that is meant for this device. */
  announceHere(): void {
    this.recovery_announced = [
      {
        statement: "r0",
        compartment: "OPS",
        device: this.#devices()[0] ?? { device: "d1", label: null, name: null, this: true },
        by: this.own("R. Bell"),
        open: true,
        reason: this.own("Both phones of the night were lost in the river."),
        custodians: [this.own("A. Invented"), this.own("C. Invented")],
        held_ms: null,
      },
    ];
    this.recovery_unseen = true;
  }

  /** A drill that is meant for this device, with test shares of this year. */
  drillHere(): void {
    this.announceHere();
    this.recovery_announced = this.recovery_announced.map((one) => ({
      ...one,
      compartment: "TEST",
      reason: this.own("The drill of this year."),
    }));
    this.recovery_drill = { ...this.recovery_drill, set_up: true, used: true, due: true };
  }

  /** The last drill was more than a year ago. */
  drillDue(): void {
    const last = this.now - 400 * DAY;
    this.recovery_drill = {
      ...this.recovery_drill,
      set_up: true,
      due: true,
      last_ms: last,
      due_ms: last + 365 * DAY,
      by: this.own("R. Bell"),
    };
  }

  /** Said to those who see to it. */
  protected get drill_is_due(): boolean {
    return this.recovery_drill.due && this.role === "lead";
  }

  #isDrill(): boolean {
    return this.recovery_announced.at(0)?.compartment === "TEST";
  }

  #held(): void {
    this.recovery_announced = this.recovery_announced.map((one) => ({
      ...one,
      held_ms: this.now,
    }));
    this.recovery_drill = {
      ...this.recovery_drill,
      due: false,
      last_ms: this.now,
      due_ms: this.now + 365 * DAY,
      by: this.own("R. Bell"),
    };
  }

  #realm(): RecoveryRealm {
    const lead = this.role === "lead";
    return {
      realm: "c0",
      agency: "Demo County",
      may_announce: lead,
      keys: [
        { compartment: "OPS", spaces: 12, not_recoverable: 0 },
        { compartment: "LE", spaces: 9, not_recoverable: 2 },
        { compartment: "MED", spaces: 0, not_recoverable: 0 },
        { compartment: "AUDIT", spaces: 4, not_recoverable: 1 },
      ],
      announced: this.recovery_announced,
      devices: lead ? this.#devices() : [],
      shares:
        this.#holders.length === 0
          ? null
          : {
              compartment: this.#isDrill() ? "TEST" : "OPS",
              needed: NEEDED,
              holders: this.#holders,
              enough: this.#holders.length >= NEEDED,
            },
      work: this.#work(),
      drill: { ...this.recovery_drill, ours: lead },
    };
  }

  #work(): RecoveryRealm["work"] {
    if (this.#opened === null) return null;
    return this.#isDrill()
      ? { compartment: "TEST", opened: this.#opened, number: "4821 7703" }
      : { compartment: "OPS", opened: this.#opened, number: null };
  }

  #devices() {
    return [
      { device: "d1", label: this.own("Computer"), name: this.own("R. Bell"), this: true },
      { device: "d2", label: this.own("Phone"), name: this.own("D. Rivera"), this: false },
    ];
  }
}
