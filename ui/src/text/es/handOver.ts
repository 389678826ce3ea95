import { one } from "../count";
import type { Catalogue } from "../en";

export const handOver: Catalogue["handOver"] = {
  open: "Pasar el episodio",
  title: "Pasar el episodio",
  help: "Elija quién sigue con él y luego páselo.",
  helpNobody: "Pregunte a su jefatura o a su registrador quién puede seguir.",
  who: "¿Quién sigue con él?",
  nobody:
    "No hay a quién pasarlo. Los demás ya lo leen, o no pueden abrir episodios así. Un registrador puede dar ese permiso.",
  gets: "Recibe",
  unnamed: "Alguien cuyo nombre no se conoce aquí",
  then: "Qué pasa entonces",
  thenMine: [
    "Esa persona lee todo, desde el comienzo.",
    "Usted ya no lo tiene. Lo que está en este teléfono se borra en cuanto el servidor lo tenga todo.",
    "El teléfono avisa a los demás cuando ya no está.",
  ],
  thenLead: [
    "Esa persona lee lo que usted lee, desde el comienzo.",
    "Quien lo tenía ya no tiene eso. Su teléfono lo borra en la próxima sincronización y lo dice.",
    "Lo que esa persona escribió para la investigación se queda con ella. Solo ella puede pasarlo.",
  ],
  honest: "Nadie puede hacer que una persona olvide lo que leyó.",
  go: (name: string) => `Pasarlo a ${name}`,
  done: (name: string) => `Ahora lo tiene ${name}. Sincronice ya para que le llegue.`,
  gone: (name: string) => `Ahora lo tiene ${name}. Ya no está en este teléfono.`,
  helpGone: "Siga con su propia lista.",
  stands: "Quién lo tiene",
  hasIt: (name: string, by: string, time: string) => `Lo tiene ${name}. Se lo pasó ${by}: ${time}.`,
  confirmed: (time: string) => `Confirmado: ${time}`,
  unconfirmed: "Todavía sin confirmar",
  before: "Quién lo tenía antes",
  cleared: "Ya no está en este aparato.",
  notCleared:
    "Este aparato todavía no ha dicho que ya no lo tiene. Lo borra en su próxima sincronización.",
  device: "Un aparato sin nombre",
  goes: "Usted pasó este episodio a otra persona. Se borra de este teléfono cuando el servidor lo tenga todo.",
  helpLate: "Lea lo que llegó tarde. Luego acéptelo, o pregunte a la persona.",
  late: "Llegó después de pasarlo",
  lateHow:
    "Esto se guardó en un teléfono que todavía no sabía del final. No se pierde nada. Cuenta cuando una jefatura o quien registra lo acepta.",
  lateLine: (name: string, n: number) => `${name}: ${one(n, "guardado", "guardados")}`,
  lateTake: "Aceptarlo",
  lateTakeWhat: "Acepta todo lo que llegó tarde de este teléfono, también en otros episodios.",
  lateTaken: "Aceptado. Sincronice ya para que los demás lo vean.",
  lateWaits: (n: number) =>
    n === 1 ? "1 guardado llegó tarde y espera" : `${n} guardados llegaron tarde y esperan`,
  lateLook: "Leerlos",
  toMe: (by: string) => `${by} le pasó este episodio.`,
  take: "Lo tengo",
  taken: "Confirmado. Los demás ven que usted lo tiene.",
  removed: (n: number) =>
    `${one(n, "episodio pasó a otra persona y ya no está", "episodios pasaron a otra persona y ya no están")} en este teléfono.`,
};
