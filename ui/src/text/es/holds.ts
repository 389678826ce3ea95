import { one } from "../count";
import type { Catalogue } from "../en";

export const holds: Catalogue["holds"] = {
  title: "Lo que no se debe destruir",
  help: "Retenga lo que un tribunal o una ley manda conservar. Termínelo cuando eso acabe.",
  what: "Así no se destruye lo que se compartió de un episodio. Si alguien lo retira, igual se deja de leer.",
  none: "No hay nada retenido.",
  copies: (n: number) => `${one(n, "copia", "copias")} hasta ahora`,
  newOne: "Retener algo más",
  ofCopy: "Es para el episodio de la copia que usted tocó.",
  reason: "¿Por qué? Escriba la orden o la ley.",
  reasonHow:
    "Lo leen los miembros de su agencia y sus invitados. No nombre a ninguna persona joven.",
  set: "Retenerlo",
  said: "Retenido. Sincronice ya para que nada de eso se destruya.",
  end: "Terminar esta retención",
  ended: "Terminada. Sincronice ya. Lo que ya había acabado se destruye entonces.",
  over: "Esta retención terminó.",
};
