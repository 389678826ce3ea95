import { one } from "../count";
import type { Catalogue } from "../en";

export const contact: Catalogue["contact"] = {
  title: "Nuevo contacto",
  noName: "Sin nombre. Sin escribir.",
  when: "Primer contacto",
  station: "Estación",
  medical: "¿Necesidad médica ahora?",
  start: "Empezar",
  starting: "Empezando…",
  say: "Puede decir",
  missing: "Falta tocar:",
  others: (n) => one(n, "estación más", "estaciones más"),
  unsure: "No es seguro",
};
