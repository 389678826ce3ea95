import type { Catalogue } from "../en";

export const notes: Catalogue["notes"] = {
  title: "Notas privadas",
  only: (agency) => `Solo ${agency} puede leer estas notas.`,
  never:
    "Nunca van al servidor del condado. Los agentes y el condado no pueden ver que existe una nota.",
  label: "Nota nueva",
  add: "Guardar la nota",
  empty: "Todavía no hay notas.",
  amend: "Cambiar",
  amending: "Cambiar la nota",
  amended: (time) => `cambiada ${time}`,
  beside: (by, time) => `${by} también la cambió, ${time}. Se guardan las dos.`,
  takenBack: (count) => `Retiradas: ${count}`,
  tookBack: (by, time) => `${by} la retiró, ${time}.`,
  tookBackBeside: (by, time) => `${by} la retiró, ${time}. Estas palabras siguen.`,
  wasTakenBack: "La nota queda retirada. Sigue en el historial.",
  putBack: "Restaurar",
  by: (who, time) => `${who}, ${time}`,
};
