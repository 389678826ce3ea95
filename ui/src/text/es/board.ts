import { one } from "../count";
import type { Catalogue } from "../en";

export const board: Catalogue["board"] = {
  title: "Tablero",
  noNames: "Claves, relojes y responsables. Sin nombres.",
  empty: "Ningún episodio abierto en esta estación.",
  owner: (who) => `Responsable: ${who}`,
  unconfirmed: "Todavía sin confirmar",
  noOwner: "Nadie es responsable",
  missing: (n) => `${n === 1 ? "Falta" : "Faltan"} ${n}`,
  nothingMissing: "No falta nada",
  late: (n) => one(n, "paso atrasado", "pasos atrasados"),
  next: "Sigue",
};
