// An invented county for tests of the screen: a few steps and questions in two languages. Nothing here is a real protocol.
import type {
  AnswersView,
  DueView,
  QuestionKind,
  StepKind,
  TurnView,
} from "../../src/bridge/types";

/** English and Spanish. */
export type Both = readonly [en: string, es: string];

export interface FakeOption {
  code: string;
  label: Both;
}

export interface FakeAsked {
  id: string;
  label: Both;
  kind: QuestionKind;
  options?: FakeOption[];
  help?: Both;
  say?: Both;
  seenBy?: Both;
  most?: number;
  least?: number;
  lookUp?: boolean;
  later?: boolean;
}

export interface FakeStep {
  id: string;
  phase: string;
  title: Both;
  do: Both;
  why: Both;
  say?: Both;
  source?: Both;
  turn?: TurnView;
  role: "deputy" | "advocate" | "lead" | "other";
  who: Both;
  kind: StepKind;
  due: (clocks: { t0: number; tc: number | null }, say: (both: Both) => string) => DueView;
  evidence?: FakeAsked[];
  contacts?: { name: Both; number: string; answers: AnswersView }[];
  /** Questions of the record on the step's page. */
  asks?: string[];
  /** Belongs to the rights. */
  rights?: true;
}

const MIN = 60_000;
const H = 60 * MIN;
const dueAt = (ms: number) => ({
  ms,
  plus_minus_ms: 0,
  assumed_from: null,
  beyond_calendar: false,
});
const at = (ms: number): DueView => ({ kind: "at", due: dueAt(ms) });
const fromCall = (tc: number | null, ms: number, clock: string): DueView =>
  tc === null ? { kind: "no_clock_yet", clock } : at(tc + ms);

export const stations: FakeOption[] = [
  { code: "harbor", label: ["Harbor Demo", "Harbor Demo"] },
  { code: "hills", label: ["Hills Demo", "Hills Demo"] },
  { code: "valley", label: ["Valley Demo", "Valley Demo"] },
];

export const medical: FakeOption[] = [
  { code: "none_seen", label: ["None seen", "No se ve"] },
  { code: "ems", label: ["Yes, paramedics called", "Sí, vienen paramédicos"] },
  { code: "driving", label: ["Yes, we drive there", "Sí, vamos en camino"] },
];

export const phases: { id: string; name: Both }[] = [
  { id: "identify", name: ["At the scene", "En el lugar"] },
  { id: "first_90_min", name: ["First 90 minutes", "Primeros 90 minutos"] },
  { id: "first_48h", name: ["36 and 48 hours", "36 y 48 horas"] },
  { id: "first_72h", name: ["Within 72 hours", "Dentro de 72 horas"] },
];

const deputy: Both = ["Deputy", "Agente"];
const advocate: Both = ["Advocate", "Defensora"];
const worker: Both = ["County worker", "Trabajadora del condado"];

export const steps: FakeStep[] = [
  {
    id: "ID-05",
    phase: "identify",
    title: ["Emergency medical need", "Urgencia médica"],
    do: [
      "Ask and look: injury, overdose, no sleep or food. If yes, paramedics or the nearest hospital come first. Everything else follows there.",
      "Pregunte y observe: heridas, sobredosis, sin dormir o sin comer. Si la hay, primero paramédicos o el hospital más cercano. Lo demás sigue allí.",
    ],
    why: ["Every contact starts with this.", "Todo contacto empieza con esto."],
    say: ["Are you hurt? Are you hungry or cold?", "¿Te duele algo? ¿Tienes hambre o frío?"],
    role: "deputy",
    who: deputy,
    kind: "agency",
    due: ({ t0 }) => ({ kind: "now", since_ms: t0 }),
    source: ["Order of the demo county, 2026", "Orden del condado de demostración, 2026"],
  },
  {
    id: "ID-07",
    asks: ["needs"],
    phase: "identify",
    title: ["Basic needs and small choices", "Necesidades básicas y pequeñas decisiones"],
    do: [
      "Water, food, coat, shoes, bathroom, where to sit, who sits with me.",
      "Agua, comida, abrigo, zapatos, baño, dónde sentarse, quién acompaña.",
    ],
    why: ["Always.", "Siempre."],
    say: [
      "You are not in trouble. I am here to get you somewhere safe.",
      "No estás en problemas. Estoy aquí para llevarte a un lugar seguro.",
    ],
    role: "deputy",
    who: deputy,
    kind: "advice",
    due: ({ t0 }) => at(t0 + 15 * MIN),
  },
  {
    id: "ID-10",
    rights: true,
    phase: "identify",
    title: [
      "Tell: right to an advocate and a support person",
      "Decir: derecho a una defensora y a una persona de apoyo",
    ],
    do: [
      "Say it aloud or show it in writing, before the first interview.",
      "Dígalo en voz alta o muéstrelo por escrito, antes de la primera entrevista.",
    ],
    why: ["Law: before any interview.", "Ley: antes de cualquier entrevista."],
    say: [
      "Someone who is only on your side can sit with you. What you tell them is private, with a few limits they will explain.",
      "Alguien que está solo de tu lado puede acompañarte. Lo que le digas es privado, con unos límites que te explicará.",
    ],
    role: "deputy",
    who: deputy,
    kind: "law",
    due: (_, say) => ({
      kind: "occasion",
      what: say(["Before the interview", "Antes de la entrevista"]),
      due: null,
    }),
    evidence: [
      { id: "advised_at", label: ["Time it was said", "Hora en que se dijo"], kind: "instant" },
      {
        id: "method",
        label: ["How", "Cómo"],
        kind: "choice",
        options: [
          { code: "oral", label: ["Aloud", "En voz alta"] },
          { code: "written", label: ["In writing", "Por escrito"] },
        ],
      },
    ],
  },
  {
    id: "M90-01",
    phase: "first_90_min",
    title: ["Call the child protection hotline", "Llamar a la línea de protección"],
    do: [
      "Say first that this is a first-responder call. Give handle, age, place, language, medical state and number of youths.",
      "Diga primero que es una llamada de primera respuesta. Dé la clave, edad, lugar, idioma, estado médico y número de jóvenes.",
    ],
    why: ["Starts the 90-minute clock.", "Pone en marcha el reloj de 90 minutos."],
    say: [
      "This is a first-responder call for one youth.",
      "Es una llamada de primera respuesta por una persona joven.",
    ],
    role: "deputy",
    who: deputy,
    kind: "protocol",
    due: ({ t0 }) => ({ kind: "now", since_ms: t0 }),
    evidence: [
      {
        id: "tc_call",
        label: ["Time the call was answered", "Hora en que contestaron"],
        kind: "instant",
      },
      {
        id: "hotline_worker",
        label: ["Name of the hotline worker", "Nombre de quien contestó"],
        kind: "name",
      },
      {
        id: "referral_number",
        label: ["Referral number, 19 digits", "Número de referencia, 19 cifras"],
        kind: "digits",
        most: 19,
      },
    ],
    contacts: [
      {
        name: ["Hotline (demo number)", "Línea (número de demostración)"],
        number: "555-0100",
        answers: { kind: "open", until_ms: null },
      },
    ],
  },
  {
    id: "M90-08",
    phase: "first_90_min",
    title: ["Advocate is with the youth", "La defensora está con la persona joven"],
    do: [
      "Meets the youth first, alone if the youth wants.",
      "Se encuentra primero con la persona joven, a solas si así lo quiere.",
    ],
    why: ["Within 90 minutes of the hotline call.", "Dentro de 90 minutos de la llamada."],
    role: "advocate",
    who: advocate,
    kind: "protocol",
    due: ({ tc }, say) => fromCall(tc, 90 * MIN, say(["Hotline call", "Llamada a la línea"])),
    evidence: [
      { id: "adv_arrived_at", label: ["Time of arrival", "Hora de llegada"], kind: "instant" },
    ],
  },
  {
    id: "M90-09",
    phase: "first_90_min",
    title: ["County worker is on scene", "La trabajadora del condado llegó"],
    do: [
      "Takes responsibility for the child-welfare side.",
      "Asume la parte de protección de menores.",
    ],
    why: ["Within 90 minutes of the hotline call.", "Dentro de 90 minutos de la llamada."],
    role: "other",
    who: worker,
    kind: "protocol",
    due: ({ tc }, say) => fromCall(tc, 90 * MIN, say(["Hotline call", "Llamada a la línea"])),
  },
  {
    id: "H36-01",
    phase: "first_48h",
    title: ["Written report", "Informe por escrito"],
    do: ["After the call. One per child.", "Después de la llamada. Uno por cada menor."],
    why: ["Law: within 36 hours.", "Ley: dentro de 36 horas."],
    role: "deputy",
    who: deputy,
    kind: "law",
    due: ({ t0 }) => at(t0 + 36 * H),
    evidence: [
      {
        id: "referral_number",
        label: ["Referral number, 19 digits", "Número de referencia, 19 cifras"],
        kind: "digits",
        most: 19,
      },
    ],
  },
  {
    id: "H72-01",
    phase: "first_72h",
    title: ["Health check at a medical hub", "Revisión en un centro médico"],
    do: [
      "Trained staff. The youth decides about each part.",
      "Personal capacitado. La persona joven decide sobre cada parte.",
    ],
    why: ["Every recovered youth.", "Toda persona joven recuperada."],
    role: "advocate",
    who: ["Advocate, county worker", "Defensora, trabajadora del condado"],
    kind: "protocol",
    due: ({ t0 }) => at(t0 + 72 * H),
    evidence: [{ id: "hub", label: ["Which hub", "Qué centro"], kind: "text" }],
  },
  {
    id: "H72-05",
    phase: "first_72h",
    title: ["Advocate keeps contact", "La defensora mantiene el contacto"],
    do: [
      "Each day, by the way the youth likes best.",
      "Cada día, por el medio que prefiera la persona joven.",
    ],
    why: ["In the first 72 hours.", "En las primeras 72 horas."],
    role: "advocate",
    who: advocate,
    kind: "advice",
    due: ({ t0 }) => at(t0 + 24 * H),
    turn: { number: 1, of: 3 },
  },
];

export const handTo: FakeOption[] = [
  { code: "okafor", label: ["A. Okafor, advocate", "A. Okafor, defensora"] },
  { code: "tran", label: ["L. Tran, station lead", "L. Tran, a cargo de la estación"] },
];
