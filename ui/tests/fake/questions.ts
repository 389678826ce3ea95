// The invented county's questions. Nothing here is a real form.
import type { Both, FakeAsked, FakeOption } from "./county";

const yesNo: FakeOption[] = [
  { code: "yes", label: ["Yes", "Sí"] },
  { code: "no", label: ["No", "No"] },
];

const ops: Both = ["everyone on this episode", "todos en este episodio"];

export interface FakeList {
  id: string;
  label: Both;
  items: FakeOption[];
  questions: FakeAsked[];
}

export const team: FakeList = {
  id: "team",
  label: ["The team", "El equipo"],
  items: [
    { code: "advocate", label: ["Advocate", "Defensora"] },
    { code: "worker", label: ["County worker", "Trabajadora del condado"] },
  ],
  questions: [
    { id: "team_notified", label: ["Told at", "Hora de aviso"], kind: "instant" },
    { id: "team_arrived", label: ["Arrived at", "Hora de llegada"], kind: "instant" },
    { id: "team_badge", label: ["Badge or car", "Placa o carro"], kind: "line", most: 40 },
  ],
};

export const topics: { id: string; title: Both; questions: FakeAsked[]; list?: FakeList }[] = [
  {
    id: "needs",
    title: ["What is needed now", "Qué hace falta ahora"],
    questions: [
      {
        id: "needs",
        label: ["What would help right now?", "¿Qué ayudaría ahora mismo?"],
        kind: "choices",
        say: ["What would help right now?", "¿Qué te ayudaría ahora mismo?"],
        seenBy: ops,
        options: [
          { code: "water", label: ["Water", "Agua"] },
          { code: "food", label: ["Food", "Comida"] },
          { code: "clothes", label: ["Clothes, shoes", "Ropa, zapatos"] },
          { code: "bath", label: ["Bathroom", "Baño"] },
          { code: "sleep", label: ["Sleep, quiet", "Dormir, silencio"] },
          { code: "charger", label: ["Charger", "Cargador"] },
        ],
      },
    ],
  },
  {
    id: "who",
    title: ["Name and language", "Nombre e idioma"],
    questions: [
      {
        id: "name_to_use",
        label: ["What name should I use?", "¿Qué nombre uso?"],
        kind: "name",
        help: [
          "Any name. It need not be the legal one.",
          "Cualquier nombre. No tiene que ser el legal.",
        ],
        say: ["What name should I use?", "¿Cómo quieres que te llame?"],
        seenBy: ops,
      },
      {
        id: "language",
        label: ["Language", "Idioma"],
        kind: "choice",
        seenBy: ops,
        options: [
          { code: "en", label: ["English", "Inglés"] },
          { code: "es", label: ["Spanish", "Español"] },
          { code: "other", label: ["Another", "Otro"] },
        ],
      },
      {
        id: "age_stated",
        label: ["Age as told", "Edad que dice"],
        kind: "number",
        least: 0,
        most: 25,
        seenBy: ops,
      },
    ],
  },
  {
    id: "health",
    title: ["Health", "Salud"],
    questions: [
      {
        id: "exam_window",
        label: [
          "Could something have happened in the last four days that needs a doctor?",
          "¿Pudo pasar algo en los últimos cuatro días que necesite un médico?",
        ],
        kind: "choice",
        help: [
          "Ask once, only if the youth is able. Any answer but a clear no keeps the exam open.",
          "Pregunte una vez, solo si la persona joven puede. Salvo un no claro, el examen sigue disponible.",
        ],
        seenBy: [
          "health staff; officers see only yes or no",
          "personal de salud; los agentes solo ven sí o no",
        ],
        options: yesNo,
      },
      {
        id: "last_latest",
        label: ["When, about", "Cuándo, más o menos"],
        kind: "instant",
        seenBy: ops,
      },
    ],
  },
  {
    id: "phone",
    title: ["The phone", "El teléfono"],
    questions: [
      {
        id: "phone_state",
        label: ["Where is the phone?", "¿Dónde está el teléfono?"],
        kind: "choice",
        seenBy: ops,
        options: [
          { code: "none", label: ["No phone", "No tiene"] },
          { code: "on", label: ["With the youth, on", "Lo tiene, encendido"] },
          {
            code: "off",
            label: ["With the youth, off by choice", "Lo tiene, apagado por decisión propia"],
          },
          { code: "held", label: ["Held as evidence", "Guardado como evidencia"] },
        ],
      },
      {
        id: "birth",
        label: ["Birth date, if known", "Fecha de nacimiento, si se sabe"],
        kind: "date",
        later: true,
        lookUp: true,
        seenBy: ops,
      },
      { id: "age_range", label: ["Age, between", "Edad, entre"], kind: "range", seenBy: ops },
      {
        id: "interpreter",
        label: ["Is an interpreter needed?", "¿Hace falta intérprete?"],
        kind: "flag",
        seenBy: ops,
      },
    ],
  },
  { id: "team", title: ["The team", "El equipo"], questions: [], list: team },
];
