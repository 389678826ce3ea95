import { one } from "../count";
import type { Catalogue } from "../en";

export const episode: Catalogue["episode"] = {
  clocks: "Relojes",
  clockLeft: (span) => `quedan ${span}`,
  clockOver: (span) => `pasado por ${span}`,
  clockMet: "Hecho",
  clockNotStarted: "Sin empezar",
  clockRunning: (span) => `desde hace ${span}`,
  moreClocks: (n) => one(n, "reloj más", "relojes más"),
  nextForYou: "Lo siguiente para usted",
  about: "cerca de",
  record: "Preguntas",
  recordCount: (n, of) => `${n} de ${of} contestadas`,
  notes: "Notas privadas",
  left: "La persona joven se fue",
  leftAt: (time) => `Se fue ${time}. El registro sigue abierto.`,
  back: "La persona joven volvió",
  leftEarlier: "¿Se fue antes? Elija cuándo",
  leftWhen: "¿Cuándo se fue?",
  leftSaved: "Guardado: la persona joven se fue.",
  backSaved: "Guardado: la persona joven volvió.",
  list: "Las 72 horas",
  mine: "Lo mío",
  all: "Todo",
  open: "Por hacer",
  everything: "También lo terminado",
  show: "Mostrar",
  nothingMine: "Aquí no hay nada suyo pendiente.",
  nothing: "Aquí no hay nada pendiente.",
  closed: (n) => one(n, "paso terminado", "pasos terminados"),
  others: "Para otros",
  readOnly: "Puede leer este episodio. No puede escribir en él.",
  conflict: "Se guardaron dos respuestas",
  pack: (name) => `Protocolo: ${name}`,
  calendarEnds: (day) =>
    `El calendario judicial de este teléfono termina el ${day}. Confirme las fechas con el juzgado.`,
  clockDisputed: (clock) =>
    `Se guardaron dos horas distintas para «${clock}». Cuenta la primera hasta que alguien diga cuál es la correcta.`,
  clockImplausible: (clock) =>
    `La hora guardada para «${clock}» no puede ser correcta y no se usa. Désela otra vez.`,
};
