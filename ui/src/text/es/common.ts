import type { Catalogue } from "../en";

export const common: Catalogue["common"] = {
  back: "Atrás",
  close: "Cerrar",
  cancel: "Cancelar",
  save: "Guardar",
  saved: "Guardado",
  saving: "Guardando…",
  undo: "Deshacer",
  again: "Intentar otra vez",
  yes: "Sí",
  no: "No",
  loading: "Abriendo…",
  moment: "Un momento…",
  demo: "Demo",
  demoWhy: "Esto es una demostración. Todo lo que contiene es inventado.",
  quickExit: "Salida rápida",
  more: "Más",
  less: "Menos",
  mainMenu: "Menú principal",
  code: (code) => `Código: ${code}`,
};
