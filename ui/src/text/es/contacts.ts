import type { Catalogue } from "../en";

export const contacts: Catalogue["contacts"] = {
  openAlways: "Contestan día y noche",
  openUntil: (time) => `Contestan ahora, hasta ${time}`,
  opensAt: (time) => `Cerrado ahora. Abre ${time}`,
  opensOn: (day) => `Cerrado ahora. Abre el ${day}`,
  closed: "Cerrado ahora. No se sabe cuándo abre.",
  comesOut: "Ahora puede venir alguien.",
  comesOutFrom: (time) => `Ahora no viene nadie. Desde ${time}`,
  comesOutNotNow: "Ahora no viene nadie.",
  unsure: {
    hours_not_published: "No hay horario publicado. Pruebe.",
    times_not_published: "Quizá abra hoy. Pruebe.",
    holiday: "Día festivo: quizá cierre. Pruebe.",
  },
  noNumber: "Este número aún no está en la lista. Pregunte en su estación.",
  areas: (areas) => `Atiende: ${areas}. Vea si es su zona.`,
  checked: (day) => `Número revisado el ${day}`,
  checkedLongAgo: (day) => `Número revisado el ${day}. Puede haber cambiado.`,
  use: {
    call: "Llamar",
    outside: "Desde fuera de la zona",
    tty: "Teléfono de texto (TTY)",
    text: "Mensaje de texto",
  },
};
