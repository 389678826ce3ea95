import { one } from "../count";
import type { Catalogue } from "../en";

export const tonight: Catalogue["tonight"] = {
  title: "Esta noche",
  newContact: "Nuevo contacto",
  mine: "Episodios abiertos",
  empty: "Ningún episodio abierto.",
  emptyHow:
    "Cuando encuentre a una persona joven que puede necesitar ayuda, toque Nuevo contacto. No pide ningún nombre.",
  started: (time) => `Desde ${time}`,
  mineOpen: (n) => (n === 0 ? "Nada espera por usted" : one(n, "paso es suyo", "pasos son suyos")),
  next: "Sigue",
  search: "Buscar claves y lo escrito",
  narrow: "Mostrar solo",
  onlyMine: "Lo mío",
  onlyLate: "Atrasado",
  onlyLeft: "Se fue",
  onlyUnsent: "Sin enviar",
  onlyDiffers: "Respuestas distintas",
  station: "Estación",
  allStations: "Todas las estaciones",
  found: (n, of) =>
    n === of ? one(n, "episodio", "episodios") : `${n} de ${one(of, "episodio", "episodios")}`,
  noneFound: "Ningún episodio es así.",
  showAll: "Mostrar todos",
  more: (n) => `Mostrar ${n} más`,
  left: "La persona joven se fue. El registro sigue abierto.",
  handed: (by: string) => `${by} se lo pasó. Ábralo y confirme.`,
  handedBySomebody: "Se lo pasaron. Ábralo y confirme.",
  allDone: "No hay nada pendiente.",
  protocolEnds: (day) =>
    `El protocolo está firmado hasta el ${day}. Después no se puede empezar ningún contacto. Pida a quien registra que lo firmen otra vez.`,
  appTooOld: (agency, oldest, current) =>
    `Esta app es muy antigua para ${agency}. Es la ${current} y hace falta la ${oldest}. Los episodios abiertos siguen. Aquí no se puede empezar uno nuevo. Actualice la app o pida ayuda a quien registra.`,
  protocolStopped: "En este teléfono no se puede empezar un contacto.",
  away: (agency, days, hidden) =>
    hidden === null
      ? `Van ${days} días sin datos de ${agency}. Sincronice cuando tenga señal.`
      : `Van ${days} días sin datos de ${agency}. Sincronice y verá ${one(hidden, "episodio más viejo", "episodios más viejos")}. Ya puede empezar un contacto.`,
  notRecorded:
    "Este teléfono está lleno. Ahora no se anota lo que se mira. Siga trabajando y haga espacio pronto.",
  lowOnSpace: "Este aparato está casi lleno. Aún puede guardar. Libere espacio pronto.",
  storeSetAside:
    "Se encontró un archivo dañado y se conserva aparte. No quite la aplicación. Llame a su registrador.",
};
