import type { Catalogue } from "../en";

// Lo que puede estar en una pantalla cerrada, y nada más: la lista está en src-tauri/src/reminding.rs
export const reminder: Catalogue["reminder"] = {
  soon: "Pronto toca un paso.",
};
