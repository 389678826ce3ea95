// The registrar's pages, as the fake shell answers them. Every name is invented for these tests.
import type {
  AgencyLeaves,
  Commands,
  Roster,
  RosterMeaning,
  RosterPerson,
} from "../../src/bridge/types";
import { CardFake } from "./card";
import { trouble } from "./desk";
import { picture } from "./picture";

const YEAR_MS = 365 * 24 * 60 * 60_000;
const WORDS = ["amber", "river", "lemon", "stone", "cloud", "maple"];

export class RosterFake extends CardFake {
  roster_late: Roster["late"] = [];
  roster_unsigned: Roster["unsigned"] = [];
  roster_two_roots = false;
  #people: RosterPerson[] = [];
  #confirmed: string | null = null;

  /** The PIN was typed for this act. */
  protected confirmed(act: string): void {
    this.#confirmed = act;
  }

  /** An act that waits for the PIN, and is done once with it. */
  protected needsPin(act: string): void {
    if (this.#confirmed !== act) throw { code: "confirm.needed", fields: { act } };
    this.#confirmed = null;
  }

  roster = (): Roster => ({
    agency: "Demo County",
    people: this.#roster(),
    agencies: this.#guests().length === 0 ? [] : [this.own("Demo Advocacy")],
    roles: [
      { code: "deputy", label: this.say(["Deputy", "Agente"]) },
      { code: "station_lead", label: this.say(["Station lead", "Jefatura de estación"]) },
    ],
    stations: ["harbor-1"],
    late: this.roster_late,
    unsigned: this.roster_unsigned,
    two_roots: this.roster_two_roots,
    now_ms: this.now,
  });

  roster_person_add = (ask: Commands["roster_person_add"]["ask"]): Roster => {
    this.needsPin("person_add");
    this.#roster().push(this.#person(ask.short_name, ask.name, ask.agency, ask.guest));
    return this.roster();
  };

  roster_approve = (
    ask: Commands["roster_approve"]["ask"],
  ): Commands["roster_approve"]["answer"] => {
    if (!ask.request.trim().startsWith("F72-")) throw trouble("code.kind");
    this.needsPin("device_take");
    const new_ = ask.new_person;
    if (new_ !== null)
      this.#roster().push(this.#person(new_.short_name, new_.name, new_.agency, new_.guest));
    const person = new_ === null ? this.#found(ask.person ?? "") : this.#roster().at(-1);
    person?.devices.push({
      device: `d${this.#roster().length}-${person.devices.length}`,
      label: ask.label,
      registrar: false,
      this: false,
      until_ms: this.now + YEAR_MS,
    });
    return {
      text: `F72-ANSWER-1:${"4K7QX2M9".repeat(20)}`,
      words: [...WORDS].reverse(),
      picture: { qr: picture(45), words: WORDS },
    };
  };

  roster_gone = (ask: Commands["roster_gone"]["ask"]): Commands["roster_gone"]["answer"] => ({
    meaning: meaning(ask),
    episodes:
      ask.device === "d2" ? [{ handle: this.own("amber river"), compartments: ["OPS", "LE"] }] : [],
  });

  roster_device_end = (ask: Commands["roster_device_end"]["ask"]): Roster => {
    this.needsPin("device_end");
    for (const one of this.#roster()) {
      const gone = one.devices.filter((held) => held.device === ask.device);
      one.devices = one.devices.filter((held) => held.device !== ask.device);
      const said = { reason: ask.reason, meaning: meaning(ask), known: 41 };
      one.ended.push(...gone.map(({ device, label }) => ({ device, label, ...said })));
    }
    return this.roster();
  };

  roster_grant_add = ({ person, role }: Commands["roster_grant_add"]["ask"]): Roster => {
    this.needsPin("grant_add");
    this.#found(person).grants.push({
      grant: `g${this.#found(person).grants.length + 9}`,
      role: this.say(
        role.role === "deputy" ? ["Deputy", "Agente"] : ["Station lead", "Jefatura de estación"],
      ),
      station: role.station,
      one_episode: false,
      compartments: ["OPS"],
      waits_for_second: [],
      until_ms: this.now + role.days * 24 * 60 * 60_000,
    });
    return this.roster();
  };

  roster_grant_end = ({ id }: Commands["roster_grant_end"]["ask"]): Roster => {
    this.needsPin("grant_end");
    for (const one of this.#roster()) one.grants = one.grants.filter((held) => held.grant !== id);
    return this.roster();
  };

  agency_leaves = ({ agency }: Commands["agency_leaves"]["ask"]): AgencyLeaves => {
    const people = this.#guests();
    if (people.length === 0) throw trouble("notebook.no-member");
    return {
      agency,
      people: people.map((one) => ({
        person: one.person,
        name: one.name ?? "",
        guest: one.guest,
        grants: one.grants.length,
        devices: one.devices.length,
        everywhere: false,
        stations: one.grants.map((held) => held.station ?? ""),
        one_episode: 0,
      })),
      grants: people.flatMap((one) => one.grants).length,
      devices: people.flatMap((one) => one.devices).length,
      episodes: [this.own("amber heron")],
    };
  };

  agency_end = ({ devices }: Commands["agency_end"]["ask"]): Roster => {
    this.needsPin("agency_end");
    for (const one of this.#guests()) {
      one.grants = [];
      if (devices) one.devices = [];
    }
    return this.roster();
  };

  roster_cosign = ({ id }: Commands["roster_cosign"]["ask"]): Roster => {
    this.needsPin("cosign");
    this.roster_unsigned = this.roster_unsigned.filter((one) => one.statement !== id);
    return this.roster();
  };

  roster_adopt = ({ id }: Commands["roster_adopt"]["ask"]): Roster => {
    this.needsPin("adopt");
    this.roster_late = this.roster_late.filter((one) => one.device !== id);
    return this.roster();
  };

  roster_release = ({
    request,
  }: Commands["roster_release"]["ask"]): Commands["roster_release"]["answer"] => {
    if (!request.trim().startsWith("F72-")) throw trouble("code.kind");
    this.needsPin("release");
    return {
      name: this.own("D. Rivera"),
      code: "4K7QX2M-9AB3CDE-FGH8JKM-NPQ1RST",
      qr: picture(25),
    };
  };

  #roster(): RosterPerson[] {
    if (this.#people.length > 0) return this.#people;
    const bell = this.#person("R. Bell", "Rosa Bell", "Demo County", false);
    bell.devices = [
      { device: "d1", label: this.own("Computer"), registrar: true, this: true, until_ms: null },
    ];
    const rivera = this.#person("D. Rivera", "Diego Rivera", "Demo County", false);
    rivera.devices = [
      {
        device: "d2",
        label: this.own("Phone"),
        registrar: false,
        this: false,
        until_ms: this.now + YEAR_MS,
      },
    ];
    rivera.grants = [
      {
        grant: "g1",
        role: this.say(["Deputy", "Agente"]),
        station: "harbor-1",
        one_episode: false,
        compartments: ["OPS", "LE"],
        waits_for_second: [],
        until_ms: this.now + YEAR_MS,
      },
    ];
    const okafor = this.#person("A. Okafor", "Ada Okafor", "Demo Advocacy", true);
    okafor.devices = [
      {
        device: "d3",
        label: this.own("Phone"),
        registrar: false,
        this: false,
        until_ms: this.now + YEAR_MS,
      },
    ];
    okafor.grants = [
      {
        grant: "g2",
        role: this.say(["Advocate", "Persona de apoyo"]),
        station: "harbor-1",
        one_episode: false,
        compartments: ["OPS"],
        waits_for_second: [],
        until_ms: this.now + YEAR_MS,
      },
    ];
    this.#people = [okafor, rivera, bell];
    return this.#people;
  }

  /** Those of another agency who have something to lose. */
  #guests(): RosterPerson[] {
    return this.#roster().filter((one) => one.guest && one.grants.length + one.devices.length > 0);
  }

  #found(person: string): RosterPerson {
    const found = this.#roster().find((one) => one.person === person);
    if (found === undefined) throw trouble("notebook.no-member");
    return found;
  }

  #person(name: string, full: string, agency: string, guest: boolean): RosterPerson {
    return {
      person: `p-${name}`,
      name: this.own(name),
      full_name: this.own(full),
      agency: this.own(agency),
      guest,
      devices: [],
      ended: [],
      grants: [],
    };
  }
}

/** As the core decides it. */
function meaning({ locked, pin_known: pinKnown }: Commands["roster_gone"]["ask"]): RosterMeaning {
  if (locked === false || pinKnown === true) return "read";
  return locked === true && pinKnown === false ? "shut" : "unsure";
}
