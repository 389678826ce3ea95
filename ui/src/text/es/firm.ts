import type { Catalogue } from "../en";

export const firm: Catalogue["firm"] = {
  law: "Ley",
  protocol: "Protocolo del condado",
  agency: "Orden de la agencia",
  state_model: "Modelo del estado",
  advice: "Buena práctica",
};
