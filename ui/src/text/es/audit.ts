import { one } from "../count";
import type { Catalogue } from "../en";

export const audit: Catalogue["audit"] = {
  title: "Lo que se hizo",
  help: "Lea lo que llama la atención. Luego pregunte. Aquí no dice por qué.",
  open: "Lo que se hizo",
  openWhy: "Revise una semana: quién miró, quién escribió y qué llama la atención.",
  week: "¿Qué semana?",
  thisWeek: "Estos 7 días",
  before: "Los 7 de antes",
  older: "7 días más atrás",
  span: (from, to) => `del ${from} al ${to}`,
  outTitle: "Para preguntar",
  nothingOut: "Nada llama la atención.",
  people: "Personas",
  nobody: "No se anotó nada en este tiempo.",
  unnamed: "El nombre aún no está aquí",
  unreadable: (n) =>
    `${one(n, "registro aún no se puede", "registros aún no se pueden")} leer aquí. Otra persona que revisa da la llave al sincronizar.`,
  remarks: {
    missed_often: (n) => one(n, "PIN errado", "PIN errados"),
    only_looked: (n) => `Miró ${one(n, "episodio", "episodios")} y no escribió en ninguno`,
    silent: () => "Este aparato sincronizó y no contó nada",
  },
  opened: (n) => `Abrió ${one(n, "vez", "veces")}`,
  looked: (n) => `Miró ${one(n, "episodio", "episodios")}`,
  wrote: (saves, episodes) =>
    `${one(saves, "cambio", "cambios")} en ${one(episodes, "episodio", "episodios")}`,
  missed: (n) => one(n, "PIN errado", "PIN errados"),
  membership: (n) => `${one(n, "cambio", "cambios")} de personas, aparatos o permisos`,
  rowsHelp: "Lo nuevo primero. Las horas son las del aparato.",
  server: "El servidor",
  serverNone: "Todavía no ha firmado un día entero de este tiempo. Lo hace una vez al día.",
  serverDays: (days: number, requests: number) =>
    `Firmó ${one(days, "día", "días")}: ${one(requests, "petición", "peticiones")}.`,
  serverRefused: (n: number, unknown: number) =>
    `Rechazó ${n}. De ellas, ${unknown} de alguien que no conoce.`,
  more: (n) => `${one(n, "línea más vieja no se ve", "líneas más viejas no se ven")}.`,
  episode: (id) => `episodio ${id}`,
  times: (n) => `${n}\u00a0×`,
  noNames: "Sin nombres de menores, respuestas ni notas: solo quién hizo qué y cuándo.",
  incident: "¿Un incidente?",
  incidentHow:
    "Escriba estos 7 días en un archivo para quien lo investiga. Se puede comprobar. No tiene nombres de menores ni respuestas.",
  incidentWrite: "Escribir el archivo",
  incidentWritten: (rows) => `Tiene ${one(rows, "línea", "líneas")}.`,
  incidentText: (file) => `Para leer, con nombres del personal: ${file}`,
  incidentFile: (file) => `Para comprobar: ${file}`,
  incidentHour:
    "Avise antes de una hora desde que lo encontró: a la persona de seguridad de la agencia, a quien registra y a la jefatura de turno. El archivo para leer lo dice.",
};
