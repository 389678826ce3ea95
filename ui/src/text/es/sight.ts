import type { Catalogue } from "../en";
import { one } from "../count";

export const sight: Catalogue["sight"] = {
  readers: "Quién puede leer esto",
  readersHelp: "Vea quién tiene una llave. Si un nombre está mal, avise a su registrador.",
  readersHow:
    "Esto se calcula de las llaves y de los permisos firmados. Ningún ajuste lo puede cambiar.",
  spaces: {
    OPS: "Horas, necesidades y pasos",
    LE: "Investigación",
    CW: "Protección de menores",
    MED: "Salud",
    ADV: "Lo que guarda la defensora",
    STAT: "Horas para la estación",
    AGG: "Recuentos",
    AUDIT: "Lo que se hizo",
    TEST: "Simulacro: nada real",
  },
  in: (agency: string) => `Lo guarda ${agency}`,
  reads: "Lo puede leer",
  willRead: "Tiene permiso. Recibe la llave en la próxima sincronización.",
  hadNewest: "Tenía la llave. Al guardar otra vez se hace una nueva.",
  hadOlder: "Tenía una llave. Se queda con lo que había hasta entonces.",
  somebody: "Alguien cuyo nombre no se conoce aquí",
  me: "usted",
  devices: (n: number) => one(n, "aparato", "aparatos"),
  recovery: (agency: string) =>
    `${agency} lo puede abrir con su llave de rescate, que está en papel.`,
  noRecovery: "Todavía no tiene llave de rescate.",
  keys: (n: number) => one(n, "llave hasta ahora", "llaves hasta ahora"),
  copy: (parts: string) => (parts === "" ? "Una copia de algunas partes" : `Una copia: ${parts}`),
  elsewhere: "otra agencia",
  copyUnknown: "Aquí no se sabe si se abrió.",
  copySigned: "Este teléfono no tiene sus llaves. Esto viene de lo que se firmó.",
  hadCopy: "Tenía su llave",
  on: {
    unheard: (label: string) => `${label}: sin abrir, por lo que se sabe aquí`,
    opened: (label: string) => `${label}: abierta`,
    purged: (label: string) => `${label}: destruida sin abrir`,
    both: (label: string) => `${label}: abierta y luego destruida`,
  },
  onlyHeld: "Solo está lo que tiene este teléfono. No puede decir qué tienen otros.",

  phone: "Qué hay en este teléfono",
  phoneHelp: "Lea qué guarda este teléfono y por cuánto tiempo.",
  holds: "Guarda",
  episodes: (n: number) => one(n, "episodio", "episodios"),
  entries: (n: number, size: string) =>
    `${one(n, "guardado sellado", "guardados sellados")}, ${size}`,
  drafts: (n: number) => one(n, "texto a medias", "textos a medias"),
  noDrafts: "Ningún texto a medias",
  from: (agency: string) => `De ${agency}`,
  how: "Cómo está guardado",
  howLines: [
    "Cada guardado está sellado por separado. Todos están en un archivo cifrado.",
    "Al cerrarse, las llaves salen de la memoria. Nada se abre sin su PIN y este teléfono.",
    "No hay fotos, ni sonido, ni mapa de por dónde anduvo nadie.",
    "Nada va por sí solo a una copia en la nube, al portapapeles ni a otra aplicación.",
  ],
  locks: (n: number) => `Se cierra solo después de ${one(n, "minuto", "minutos")} sin tocarlo.`,
  onlyHere: (n: number) =>
    n === 0
      ? "Todo está también en un servidor."
      : `${one(n, "guardado está", "guardados están")} solo aquí.`,

  lost: "Si el servidor se pierde",
  lostWhy:
    "Se puede hacer otra vez con lo que guardan los teléfonos. Cuando su registrador lo pida, ponga en un archivo todo lo que guarda este teléfono. Sigue sellado.",
  write: (agency: string) => `Escribirlo para ${agency}`,
  written: (n: number, file: string) =>
    `${one(n, "guardado sellado está", "guardados sellados están")} en el archivo ${file}. Entréguelo a su registrador.`,
  notThere: (n: number) =>
    n === 1
      ? "1 guardado no está en él, porque el servidor nunca lo tuvo. La próxima sincronización lo envía."
      : `${n} guardados no están en él, porque el servidor nunca los tuvo. La próxima sincronización los envía.`,

  server: "Qué ve el servidor",
  serverHelp: "Lea qué puede ver un servidor y qué no verá nunca.",
  sees: "Ve",
  never: "Nunca ve",
  at: (host: string) => `Servidor: ${host}`,
  seesCounts: (entries: number, spaces: number, devices: number) =>
    `${entries} guardados sellados. Están en ${spaces} cajones sin nombre. Vienen de ${one(devices, "aparato", "aparatos")}.`,
  seesSize: (size: string) => `Su tamaño, redondeado hacia arriba: ${size} en total`,
  seesContact: (time: string) => `Cuándo habló este teléfono con él por última vez: ${time}`,
  seesNoContact: "Este teléfono no ha hablado con él desde que se abrió.",
  seesLines: [
    "Qué aparato escribe en qué cajón, en qué orden y cuándo llega",
    "Cuándo pregunta cada aparato y qué recibió. Lo guarda tres años.",
    "La dirección de internet de la red que usa este teléfono",
    "Qué aparatos se agregaron o terminaron, y hasta cuándo vale un permiso",
  ],
  neverLines: [
    "Un nombre, un lugar, un número de caso, una palabra del registro",
    "Qué cajones son de una misma persona joven",
    "Quién es usted, su función, su estación",
    "Qué abrió, buscó o miró",
    "El servidor del condado: si una defensora escribió algo. Eso va al servidor propio de las defensoras.",
  ],
  bytes: (n: number) => `${n} bytes`,
  kilobytes: (n: number) => `${n} KB`,
  megabytes: (n: string) => `${n} MB`,
};
