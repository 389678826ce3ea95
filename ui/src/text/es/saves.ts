import { one } from "../count";
import type { Catalogue } from "../en";

export const saves: Catalogue["saves"] = {
  title: "Todo lo guardado",
  more: "Quién guardó qué y cuándo pudo ser",
  intro:
    "El aparato dijo cuándo guardó. El registro del servidor muestra entre qué horas pudo ser. Nadie puede cambiar después ni una ni otra.",
  said: (by, time) => `${by} · el aparato dijo ${time}`,
  someone: "Alguien",
  between: (after, by) => `Según el registro: entre ${after} y ${by}.`,
  notAfter: (by) => `Según el registro: no después de ${by}.`,
  notBefore: (after) => `Según el registro: no antes de ${after}.`,
  onlyHere: "Todavía no está en el servidor.",
  nextSync: "La próxima sincronización muestra hasta cuándo.",
  unfit: "Estas horas no cuadran. Un reloj estaba mal. Pregunte a quien lo guardó cuándo fue.",
  ahead: (span) => `El reloj del servidor iba ${span} por delante del de ese aparato.`,
  behind: (span) => `El reloj del servidor iba ${span} por detrás del de ese aparato.`,
  late: "Llegó tarde. Cuenta cuando alguien lo admita.",
  leftOut: (n) =>
    `${one(n, "lectura del registro queda", "lecturas del registro quedan")} fuera, porque las horas no cuadran. Un reloj estaba mal, o el servidor.`,
  opened: "Episodio iniciado",
  note: "Nota",
  link: "Episodios que van juntos",
  hand_over: "Tiene el episodio ahora",
  unnamed: "Algo que el protocolo ya no pregunta",
  pack: "Protocolo",
  copy: "Copia para otra persona",
  later: "Algo de una versión más nueva de la aplicación",
  andMore: (n) => `y ${n} más`,
};
