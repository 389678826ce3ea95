import { one } from "../count";
import type { Catalogue } from "../en";

export const clock: Catalogue["clock"] = {
  label: "Hora",
  exact: "Hora: exacta.",
  estimated: (within) => `Hora: aproximada, ± ${within}.`,
  estimatedDo: "Sincronice cuando pueda: el servidor dice la hora.",
  problem: "Problema con el reloj",
  movedBack: (span) => `El reloj de este aparato se atrasó ${span}.`,
  movedOn: (span) => `El reloj de este aparato se adelantó ${span}.`,
  behind: "El reloj de este aparato muestra una hora que ya pasó.",
  serverDiffers: (span) => `El reloj del servidor y el de este aparato difieren en ${span}.`,
  notChecked: "Este aparato se reinició. Nadie ha revisado su reloj desde entonces.",
  newExact: "Los plazos no se movieron. Las horas nuevas siguen siendo exactas.",
  newEstimated: (within) =>
    `Los plazos no se movieron. Las horas nuevas se guardan como aproximadas, ± ${within}.`,
  movedDo: "Deje que el aparato ponga la hora solo y sincronice.",
  behindDo: "Ponga la hora y sincronice. Mientras tanto, diga cuándo pasó algo según otro reloj.",
  serverDiffersDo: "Mire otro reloj. Diga a quien está a cargo de la estación cuál es el correcto.",
  notCheckedDo: "Sincronice cuando pueda: el servidor dice la hora.",
  moreThan: (span) => `más de ${span}`,
  title: "Horas de los relojes",
  open: "Horas de los relojes",
  help: "Cada reloj cuenta desde un momento. Si lo corrige, se mueve cada plazo que depende de él. La hora de antes queda aquí.",
  given: "Alguien dio esta hora.",
  byStep: (title) => `Por el paso: ${title}`,
  assumed: (name) => `Todavía no se sabe. Mientras tanto cuenta desde «${name}».`,
  nowhere: "Sin empezar.",
  steps: (n) => (n === 0 ? "Ningún paso pendiente depende de él." : counts(n)),
  correct: "Corregir esta hora",
  give: "Dar esta hora",
  save: "Guardar esta hora",
  saved: "Guardado. Los plazos se movieron con ella.",
  started: "En marcha",
  waiting: "Sin empezar",
  earlier: (n) => one(n, "respuesta anterior", "respuestas anteriores"),
  zone: (place) => `Las horas son las de ${place}.`,
};

function counts(n: number): string {
  return n === 1 ? "De él depende 1 paso pendiente." : `De él dependen ${n} pasos pendientes.`;
}
