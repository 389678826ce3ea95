// What an invented advocacy agency asks and says: plans, needs, what came of a contact, what may be told.
import type { Both, FakeAsked, FakeOption } from "./county";

export const plan: FakeAsked[] = [
  {
    id: "plan_danger",
    label: [
      "Who is a danger to me, and how could they reach me?",
      "¿Quién es un peligro para mí y cómo podría llegar a mí?",
    ],
    help: ["Use their own word for the person.", "Use la palabra que la persona joven usa."],
    kind: "text",
    most: 2000,
  },
  { id: "plan_safe", label: ["Who is safe for me?", "¿Con quién estoy a salvo?"], kind: "text" },
  {
    id: "plan_phone",
    label: ["My phone and apps", "Mi teléfono y mis aplicaciones"],
    kind: "choices",
    options: [
      { code: "location_off", label: ["Location is off", "Ubicación apagada"] },
      { code: "passwords_new", label: ["New passwords", "Contraseñas nuevas"] },
    ],
  },
  {
    id: "plan_helps",
    label: ["What helps me then", "Lo que me ayuda entonces"],
    kind: "text",
  },
];

export const contact: FakeAsked[] = [
  {
    id: "contact_ways",
    label: ["How may I reach you?", "¿Cómo te puedo contactar?"],
    kind: "choices",
    options: [
      { code: "call", label: ["Call", "Llamada"] },
      { code: "text", label: ["Text message", "Mensaje de texto"] },
      { code: "in_person", label: ["In person", "En persona"] },
    ],
  },
  {
    id: "contact_name_shown",
    label: ["What name should your phone show?", "¿Qué nombre debe mostrar tu teléfono?"],
    kind: "line",
    most: 60,
  },
];

const things: FakeOption[] = [
  { code: "water", label: ["Water", "Agua"] },
  { code: "food", label: ["Food", "Comida"] },
  { code: "clothes", label: ["Clothes", "Ropa"] },
  { code: "shoes", label: ["Shoes", "Zapatos"] },
  { code: "charger", label: ["Charger", "Cargador"] },
];

export const needs: FakeAsked[] = [
  {
    id: "needs",
    label: ["What do they need?", "¿Qué necesita?"],
    kind: "choices",
    options: things,
  },
  {
    id: "needs_given",
    label: ["What was given?", "¿Qué se le dio?"],
    kind: "choices",
    options: things,
  },
  { id: "comfort_bag_given", label: ["Bag given?", "¿Se dio la bolsa?"], kind: "flag" },
  { id: "clothes_size", label: ["Clothes size", "Talla de ropa"], kind: "line", most: 20 },
];

export const results: FakeOption[] = [
  { code: "made", label: ["We were in touch", "Hablamos"] },
  { code: "tried", label: ["I tried", "Lo intenté"] },
  { code: "could_not", label: ["I could not try", "No pude intentarlo"] },
];

export const tells: {
  id: string;
  label: Both;
  say: Both;
  may: Both[];
  never: Both[];
  release: Both[];
}[] = [
  {
    id: "officer",
    label: ["Officers", "Agentes"],
    say: [
      "I can't talk about what we talk about. I can tell you what they need right now.",
      "No puedo hablar de lo que hablamos. Le puedo decir lo que necesita ahora.",
    ],
    may: [
      [
        "What the young person needs now: food, rest, a break.",
        "Lo que necesita ahora: comida, descanso, una pausa.",
      ],
      [
        "That you explained what stays private, and when.",
        "Que explicó lo que queda en privado, y cuándo.",
      ],
    ],
    never: [
      [
        "What they told you. Not even “yes” or “no” to a guess.",
        "Lo que le contó. Ni un «sí» o un «no» a una suposición.",
      ],
      ["Your notes, or whether there are any.", "Sus notas, ni si las hay."],
    ],
    release: [
      [
        "Anything else that they want an officer to know.",
        "Otra cosa que quiera que un agente sepa.",
      ],
    ],
  },
  {
    id: "family",
    label: ["Parents and family", "Padres y familia"],
    say: ["I can't tell you anything about anyone.", "No puedo decirle nada de nadie."],
    may: [["Nothing. Give the number of the hotline.", "Nada. Dé el número de la línea."]],
    never: [["Whether you know them.", "Si la conoce."]],
    release: [
      [
        "A message that the young person wants to send.",
        "Un mensaje que la persona joven quiera mandar.",
      ],
    ],
  },
];
