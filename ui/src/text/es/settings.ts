import type { Catalogue } from "../en";

export const settings: Catalogue["settings"] = {
  title: "Ajustes",
  language: "Idioma",
  text: "Tamaño del texto",
  textNormal: "Normal",
  textLarge: "Grande",
  textLargest: "El más grande",
  theme: "Colores",
  themeNight: "Noche",
  themeDay: "Día",
  themeContrast: "Alto contraste",
  themePhone: "Como el teléfono",
  idle: "Se cierra solo después de",
  idleShared:
    "Después de un minuto: varias personas usan este aparato. Tras 14 días sin uso su cuaderno se quita si nada se pierde.",
  reminders: "Avisarme antes de que algo venza",
  remindersHow:
    "Una línea dice que pronto toca un paso, también con la aplicación cerrada. Si la aplicación no está a la vista, el aparato muestra las mismas palabras en un aviso. Nunca dice qué paso ni de quién.",
  remindersInside:
    "Este aparato no muestra avisos fuera de la aplicación. Permítalos para First72 en los ajustes del aparato.",
  lock: "Cerrar ahora",
  quickExit: "Salida rápida",
  quickExitHow:
    "El botón de la esquina cierra la aplicación y muestra una página común de notas. Volver atrás tres veces rápido, o tres veces Esc, hace lo mismo. Para regresar, toque tres veces el título de esa página.",
  device: "Este aparato",
  who: (name, roles) => `${name}, ${roles}`,
  agencies: "Inscrito en",
  addAgency: "Inscribirse en otra agencia",
  packLine: (name, version) => `${name}, versión ${version}`,
  calendar: (day) => `El calendario judicial termina el ${day}`,
  version: (v) => `Versión ${v}`,
};
