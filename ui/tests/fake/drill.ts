// The drills of the fake shell: one that can be begun, two things that are heard, and a debrief.
import type {
  DrillDebrief,
  DrillHeard,
  DrillList,
  DrillMark,
  DrillPlace,
  DrillView,
} from "../../src/bridge/types";
import type { Both } from "./county";

const MIN = 60_000;
type Say = (both: Both) => string;

const TITLE: Both = [
  "Planned operation, two young people",
  "Operación planeada, dos personas jóvenes",
];

/** What the fake knows of drills. */
export class FakeDrill {
  open = false;
  waiting = false;
  running = false;
  begun = false;
  called = false;
  /** What the guide shows as open: the tests move it on. */
  go: DrillPlace | null = { at: "contact" };
  over = false;

  constructor(
    private readonly say: Say,
    private readonly now: () => number,
  ) {}

  mark(): DrillMark | null {
    const pace = this.running ? 10 : 0;
    return this.open ? { drill: "planned-sting", title: this.say(TITLE), pace } : null;
  }

  list(): DrillList {
    const line = (drill: string, title: Both, about: Both) => ({
      drill,
      title: this.say(title),
      about: this.say(about),
      waiting: this.waiting && drill === "planned-sting",
    });
    return {
      drills: [
        line("planned-sting", TITLE, [
          "The first drill. A motel at night, a girl and a boy. About ten minutes.",
          "El primer simulacro. Un motel de noche, una muchacha y un muchacho. Unos diez minutos.",
        ]),
        line(
          "motel-call",
          ["Motel call, hospital first", "Llamada de un motel, primero el hospital"],
          [
            "A girl is hard to wake. The doctor comes before the list.",
            "Una muchacha apenas despierta. El médico va antes que la lista.",
          ],
        ),
      ],
    };
  }

  heard(): DrillHeard[] {
    const all: DrillHeard[] = [
      {
        at_ms: this.now() - 6 * MIN,
        channel: "radio",
        by: null,
        text: this.say([
          "Your partner: I am with the boy by the car.",
          "Su pareja: Estoy con el muchacho junto al auto.",
        ]),
      },
    ];
    if (this.called) {
      all.unshift({
        at_ms: this.now() - MIN,
        channel: "phone",
        by: this.say(["Child Protection Hotline", "Línea de protección infantil"]),
        text: this.say([
          "The team is on its way. Write this down: 7001 2026 0306 0000 015.",
          "El equipo va en camino. Anote: 7001 2026 0306 0000 015.",
        ]),
      });
    }
    return this.begun ? all : [];
  }

  view(): DrillView {
    return {
      title: this.say(TITLE),
      briefing: [
        this.say([
          "It is Friday, 21:40. You are a deputy at a planned operation.",
          "Es viernes, 21:40. Usted es agente en una operación planeada.",
        ]),
        this.say(["Nobody here is real.", "Aquí nadie es real, ni nada de esto ocurrió."]),
      ],
      begun: this.begun,
      now_ms: this.now(),
      pace: this.running ? 10 : 0,
      full_pace: 10,
      guide: this.over
        ? null
        : {
            text: this.say([
              "Open a record for the girl in the blue jacket. No name.",
              "Abra un registro para la muchacha de chaqueta azul. Sin nombre.",
            ]),
            go: this.go,
          },
      heard: this.heard(),
      calls: [
        {
          code: "cph",
          label: this.say(["Child Protection Hotline", "Línea de protección infantil"]),
        },
      ],
      may_skip: this.begun,
      over: this.over,
    };
  }

  debrief(): DrillDebrief {
    const at = (minutes: number) => this.now() - minutes * MIN;
    return {
      title: this.say(TITLE),
      began_ms: at(110),
      now_ms: this.now(),
      well: [
        this.say([
          "You called the hotline. That one call brought the advocate and the worker.",
          "Usted llamó a la línea. Esa llamada trajo a la defensora y a la trabajadora.",
        ]),
      ],
      next_time: [
        this.say([
          "Tell about the right to an advocate before any interview.",
          "Diga el derecho a una persona defensora antes de cualquier entrevista.",
        ]),
      ],
      youths: [
        {
          who: this.say(["the girl in the blue jacket", "la muchacha de chaqueta azul"]),
          handle: "quiet maple",
          lines: [
            {
              step: "ID-07",
              title: this.say([
                "Basic needs and small choices",
                "Necesidades y pequeñas elecciones",
              ]),
              mine: true,
              due_ms: at(95),
              done_ms: at(101),
              by: "D. Rivera",
              outcome: { kind: "early", by_ms: 6 * MIN },
            },
            {
              step: "ID-01",
              title: this.say(["Make it safe and move apart", "Poner a salvo y apartarse"]),
              mine: true,
              due_ms: null,
              done_ms: at(108),
              by: "D. Rivera",
              outcome: { kind: "done", after_ms: 2 * MIN },
            },
            {
              step: "ID-09",
              title: this.say(["Missing, warrant and court check", "Revisar desaparición y corte"]),
              mine: true,
              due_ms: at(50),
              done_ms: at(30),
              by: "D. Rivera",
              outcome: { kind: "late", by_ms: 20 * MIN },
            },
            {
              step: "ID-08",
              title: this.say(["Name to use and age", "Nombre que usar y edad"]),
              mine: true,
              due_ms: at(80),
              done_ms: null,
              by: null,
              outcome: { kind: "missed", by_ms: 80 * MIN },
            },
            {
              step: "H36-01",
              title: this.say(["Written child-abuse report", "Reporte escrito de abuso"]),
              mine: true,
              due_ms: this.now() + 34 * 60 * MIN,
              done_ms: null,
              by: null,
              outcome: { kind: "ahead", in_ms: 34 * 60 * MIN },
            },
            {
              step: "M90-08",
              title: this.say(["Advocate is here", "La defensora está aquí"]),
              mine: false,
              due_ms: at(20),
              done_ms: at(55),
              by: "A. Okafor",
              outcome: { kind: "early", by_ms: 35 * MIN },
            },
          ],
          asked_twice: [
            {
              question: this.say(["What name should I use?", "¿Qué nombre uso?"]),
              answers: [
                { at_ms: at(90), by: "D. Rivera" },
                { at_ms: at(40), by: "M. Chen" },
              ],
            },
          ],
        },
        {
          who: this.say(["the boy with the backpack", "el muchacho con mochila"]),
          handle: null,
          lines: [],
          asked_twice: [],
        },
      ],
    };
  }
}
