import { one } from "../count";
import type { Catalogue } from "../en";

export const recovery: Catalogue["recovery"] = {
  title: "Recuperación",
  help: "Vea qué se anunció y qué podrían traer de vuelta las llaves de papel.",
  open: "Recuperación",
  openWhy:
    "Las llaves de papel traen de vuelta los registros cuando ya no hay teléfono que los lea.",
  unseen: (agency) => `Se anunció una recuperación en ${agency}.`,
  unseenTodo: "Vea qué, para qué aparato y por qué. Si lo duda, llame a quien registra.",
  see: "Ver",

  announced: "Lo anunciado",
  none: "No se anunció ninguna recuperación.",
  noReason: "La razón aún no se puede leer aquí.",
  forThis: "Para este aparato",
  forDevice: (label, name) =>
    name === null
      ? "Para un aparato que ahora no se conoce aquí"
      : `Para ${label ?? "un aparato"} de ${name}`,
  by: (name) => `La anunció ${name}`,
  custodians: (names) => `Con las partes de ${names}`,
  waits: "Espera una segunda firma. Antes no se abre nada.",
  putIn: "Poner las partes de la llave",
  goOn: "Seguir con la recuperación",

  keys: "Llaves de papel",
  nothingHere: "Nada de esto está en este aparato.",
  allBack: (n) =>
    n === 1
      ? "1 episodio aquí. Se podría traer de vuelta."
      : `${n} episodios aquí. Todos se podrían traer de vuelta.`,
  someBack: (missing, n) =>
    `${one(n, "episodio", "episodios")} aquí. ${missing} aún no se podrían traer de vuelta.`,
  auditBack: (n, missing) =>
    missing === 0
      ? `De ${one(n, "aparato", "aparatos")}. Se podría traer de vuelta.`
      : `De ${one(n, "aparato", "aparatos")}. Lo de ${missing} aún no se podría traer de vuelta.`,
  repair: "Sincronice. Un aparato que tiene las llaves lo arregla solo.",

  announce: "Anunciar una recuperación",
  announceHelp: "Diga qué, para qué aparato y por qué.",
  what: "¿Qué hay que traer de vuelta?",
  device: "¿Para qué aparato?",
  choose: "Elija un aparato",
  reason: "¿Por qué?",
  reasonHow: "Toda la agencia lo puede leer. No nombre a ningún menor.",
  whose: "¿De quién son las partes?",
  whoseHow: "Un nombre en cada línea.",
  honest: "Qué significa",
  honestLines: [
    "Toda la agencia lo ve, con su nombre.",
    "El servidor da los registros sellados a ese aparato.",
    "Nada se abre hasta que haya allí partes suficientes.",
    "No se puede deshacer.",
  ],
  say: "Anunciarla",
  saidNow: "Está anunciada. Sincronice ya. Luego van a ese aparato quienes guardan las partes.",
  saidWaits: "Está anunciada. Falta una segunda firma. Sincronice ya y dé aviso.",

  sharesTitle: "Partes de la llave",
  helpShares: "Ponga una parte después de otra.",
  helpEnough: "Ya hay suficientes. Abra los registros.",
  helpWork: "Cuando todo esté aquí, cierre la recuperación.",
  secret:
    "Cada parte es secreta. La escribe quien la guarda y nadie más mira. Este aparato la olvida al cerrarse.",
  areIn: (have, needed) => `Hay ${have} de las ${needed} partes que hacen falta.`,
  holders: (numbers) => `Por los números de las hojas: ${numbers}`,
  share: "Palabras o código de una parte",
  shareFile: "Abrir la parte como archivo",
  take: "Aceptar esta parte",
  openNow: "Abrir los registros",
  opening: "Abriendo…",
  opened: (n) =>
    n === 0
      ? "Aún no se abrió ninguna llave."
      : `${one(n, "llave se abrió", "llaves se abrieron")}.`,
  openedHow:
    "Sincronice cuando tenga red; puede abrirse más. Lo que se abrió queda abierto en este aparato.",
  end: "Cerrar la recuperación",
  endedNow:
    "Está cerrada, y la llave de papel ya no está en este aparato. Ahora la raíz debe hacer una nueva.",
  forget: "Olvidar estas partes",

  drill: "Simulacro anual",
  drillWhy: "Una vez al año se practica. Se usan partes de prueba, que no abren nada real.",
  drillNotSetUp:
    "Aún no hay partes de prueba. La raíz las hace en la computadora de quien registra.",
  drillNever: "Aún no se hizo ningún simulacro.",
  drillLast: (day) => `El último: ${day}`,
  drillHeld: (day) => `Se hizo el ${day}.`,
  drillBy: (name) => `Lo anunció ${name}`,
  drillDueNow: "Toca hacerlo ya.",
  drillDueBy: (day) => `El próximo toca antes del ${day}.`,
  drillUsed: "Las partes de prueba ya se usaron. La raíz debe hacer otras antes del próximo.",
  drillAnnounce: "Anunciar un simulacro",
  drillAnnounceHelp: "Diga en qué aparato, por qué y con qué partes.",
  drillHonestLines: [
    "Toda la agencia lo ve, con su nombre, y ve que es un simulacro.",
    "Abre una entrada de prueba y nada real.",
    "Use las hojas que dicen que son para el simulacro. Deje selladas las reales.",
  ],
  drillSaidNow:
    "El simulacro está anunciado. Sincronice ya. Luego van a ese aparato quienes guardan las partes.",
  drillUnseen: (agency) => `Se anunció un simulacro de recuperación en ${agency}.`,
  drillUnseenTodo: "Es un simulacro. No se abrirá nada real.",
  drillIsDue: (agency) => `Toca hacer el simulacro anual de recuperación en ${agency}.`,
  drillIsDueTodo: "Acuerde el día con quienes guardan las partes.",
  drillSecret: "Es un simulacro. Use solo partes de prueba. Deje selladas las reales.",
  drillHelpWork: "Compare el número. Luego cierre el simulacro.",
  drillOpen: "Abrir la entrada de prueba",
  drillOpened: (number) => `La entrada de prueba dice: ${number}`,
  drillOpenedHow:
    "Compare el número con la hoja del simulacro. Si es el mismo, las partes sirven. No se abrió nada real.",
  drillWaits: "La entrada de prueba aún no está aquí.",
  drillWaitsHow:
    "Sincronice el aparato de quien registra. Luego cierre este simulacro y ponga las partes otra vez.",
  drillEnd: "Cerrar el simulacro",
  drillEnded:
    "El simulacro terminó. Sincronice para que lo vea toda la agencia. Ahora la raíz debe hacer nuevas partes de prueba.",
};
