// The auditor's pages, as the fake shell answers them. Every name is invented for these tests.
import type {
  AuditLine,
  AuditPage,
  AuditPerson,
  AuditRows,
  Commands,
} from "../../src/bridge/types";
import { trouble } from "./desk";
import { RosterFake } from "./roster";

const MIN = 60_000;
const DAY_MS = 24 * 60 * MIN;
const NONE = { opened: 0, looked: 0, wrote: 0, saves: 0, missed: 0, membership: 0 };

export class AuditFake extends RosterFake {
  audit_quiet = false;
  audit_unreadable = 0;

  audit = ({ weeks_back: back }: Commands["audit"]["ask"]): AuditPage => {
    if (this.role !== "auditor") throw trouble("notebook.not-auditor");
    const to = this.now - back * 7 * DAY_MS;
    const quiet = this.audit_quiet || back > 1;
    return {
      agency: "Demo County",
      from_ms: to - 7 * DAY_MS,
      to_ms: to,
      remarks: quiet
        ? []
        : [
            { kind: "missed_often", name: this.own("D. Rivera"), event: null, count: 4 },
            { kind: "only_looked", name: this.own("L. Shaw"), event: null, count: 6 },
            {
              kind: "happened",
              name: this.own("R. Bell"),
              event: this.say([
                "Opened records with a paper key",
                "Abrió datos con una llave de papel",
              ]),
              count: 1,
            },
            {
              kind: "happened",
              name: this.own("R. Bell"),
              event: this.say([
                "Wrote unsent saves into a file",
                "Escribió en un archivo lo no enviado",
              ]),
              count: 12,
            },
            { kind: "silent", name: this.own("Phone"), event: null, count: 0 },
          ],
      people: quiet && back > 1 ? [] : this.#people(),
      server: quiet
        ? { days: 0, requests: 0, refused: 0, unknown: 0 }
        : { days: 6, requests: 1204, refused: 12, unknown: 3 },
      unreadable: this.audit_unreadable,
    };
  };

  own_copy = ({
    episode,
    language,
    write,
  }: Commands["own_copy"]["ask"]): Commands["own_copy"]["answer"] => {
    this.needsPin("own_copy");
    const own = ([en, es]: [string, string]) => this.own(language === "es" ? es : en);
    return {
      language,
      name: own(["What is recorded about you", "Lo que está anotado sobre ti"]),
      parts: [
        {
          title: own(["What you decided", "Lo que decidiste"]),
          lines: [own(["Do you want an advocate?: yes", "¿Quieres una defensora?: sí"])],
        },
      ],
      file: write ? `/home/invented/Downloads/first72-${episode.slice(0, 8)}.txt` : null,
    };
  };

  audit_incident = ({
    weeks_back: back,
  }: Commands["audit_incident"]["ask"]): Commands["audit_incident"]["answer"] => {
    this.needsPin("incident");
    const name = `/home/invented/Downloads/first72-incident-${1_790_000_000 - back}`;
    return { file: `${name}.json`, text: `${name}.txt`, rows: 143 };
  };

  holdings_write = (): Commands["holdings_write"]["answer"] => {
    this.needsPin("holdings");
    return {
      file: "/home/invented/Downloads/first72-c0ffee00.held",
      entries: 140,
      without_number: 3,
    };
  };

  audit_rows = ({ person }: Commands["audit_rows"]["ask"]): AuditRows => {
    const line = (
      minutes: number,
      en: string,
      es: string,
      more?: Partial<AuditLine>,
    ): AuditLine => ({
      at_ms: this.now - minutes * MIN,
      event: this.say([en, es]),
      device: this.own("Phone"),
      episode: null,
      count: 1,
      ...more,
    });
    return {
      name: this.#people().find((one) => one.person === person)?.name ?? null,
      lines: [
        line(12, "Wrote in an episode", "Escribió en un episodio", { episode: "3f2a91c0" }),
        line(14, "Looked at an episode", "Miró un episodio", { episode: "3f2a91c0" }),
        line(20, "Opened the notebook", "Abrió el cuaderno"),
        line(21, "Wrong PIN", "PIN equivocado", { count: 2 }),
        line(
          26 * 60,
          "Something that a newer version records",
          "Algo que anota una versión más nueva",
        ),
        line(50 * 60, "Wrote unsent saves into a file", "Escribió en un archivo lo no enviado", {
          count: 12,
          device: null,
        }),
      ],
      more: person === "p1" ? 41 : 0,
    };
  };

  #people(): AuditPerson[] {
    return [
      {
        ...NONE,
        person: "p1",
        name: this.own("D. Rivera"),
        opened: 31,
        looked: 9,
        wrote: 7,
        saves: 118,
        missed: 4,
      },
      { ...NONE, person: "p2", name: this.own("L. Shaw"), opened: 12, looked: 6 },
      { ...NONE, person: "p3", name: this.own("R. Bell"), opened: 3, membership: 5 },
      { ...NONE, person: null, name: null, opened: 1 },
    ];
  }
}
