import type { Catalogue } from "../en";

export const kept: Catalogue["kept"] = {
  onlyHere: "Solo en este teléfono",
  onServer: (time) => `En el servidor ${time}`,
  refused: "El servidor lo rechazó. Se conserva en este teléfono.",
};
