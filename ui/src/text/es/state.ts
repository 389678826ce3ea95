import type { Catalogue } from "../en";

export const state: Catalogue["state"] = {
  open: "Por hacer",
  done: "Hecho",
  declined: "La persona joven dijo que no",
  not_applicable: "No se aplica",
  missed: "No ocurrió",
  transferred: "Entregado a otra persona",
};
