import type { Catalogue } from "../en";

export const due: Catalogue["due"] = {
  now: "Ahora",
  late: (span) => `Atrasado ${span}`,
  in: (span) => `En ${span}`,
  at: (time) => `a las ${time}`,
  nowSince: (span) => `Ahora, desde hace ${span}`,
  within: (within) => `± ${within}`,
  estimated: (within) => `Aproximado, ± ${within}: la hora de inicio es aproximada.`,
  assumed: (clock) => `Contado desde «${clock}» hasta que se sepa su hora.`,
  beyondCalendar: "El calendario judicial termina antes. Pueden faltar días feriados en la cuenta.",
  turn: (n, of) => (of === null ? `Vez ${n}` : `Vez ${n} de ${of}`),
  setAside: (by) => `Apartado: ${by}`,
  pressing: {
    late: "Atrasado",
    now: "Ahora",
    soon: "Pronto",
    later: "Después",
    waits: "En espera",
  },
  off: "Ya no es parte de este episodio",
  waits: (clock) => `Espera: ${clock}`,
};
