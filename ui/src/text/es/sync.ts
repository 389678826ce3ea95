import { one } from "../count";
import type { Catalogue } from "../en";

export const sync: Catalogue["sync"] = {
  allSent: (time) => `Todo está en el servidor (${time})`,
  nothingYet: "Todavía no hay nada que enviar",
  onlyHere: (n) =>
    one(n, "registro está solo en este teléfono", "registros están solo en este teléfono"),
  lastSync: (time) => `Última sincronización ${time}`,
  never: "Aún sin sincronizar",
  sending: (n) => (n === 0 ? "Buscando novedades" : `Enviando ${one(n, "registro", "registros")}`),
  refused: (n) => one(n, "elemento fue rechazado", "elementos fueron rechazados"),
  title: "Sincronizar",
  now: "Sincronizar ahora",
  nextTry: (time) => `El teléfono lo intenta otra vez solo a las ${time}.`,
  works: "Puede seguir trabajando sin red. No se pierde nada.",
  problems: (n) => (n === 0 ? "Sin problemas" : one(n, "problema", "problemas")),
  problemsTitle: "Problemas",
  noProblems: "Nada fue rechazado. Lo que no sea correcto aparece aquí y se conserva.",
  incoming: "Llegó y no se aceptó",
  caughtWhy: "Hable antes con quien registra. Luego puede preguntar otra vez.",
  proof: "Escribir la prueba en un archivo",
  proofIn: (files) => `Cualquiera puede comprobarla: ${files}`,
  goOn: "Preguntar otra vez al servidor",
  quiet: (agency, time) => `Sin noticias de quien registra en ${agency} desde ${time}.`,
  quietTodo:
    "Quizá nadie del registro sincronizó. Quizá el servidor guarda algo nuevo. Siga con su trabajo. Compare con otro teléfono o pregunte en su estación qué hay de nuevo.",
  missing: (agency) =>
    `El servidor de ${agency} no da a este teléfono algo que quien registra sí tiene.`,
  missingTodo:
    "Quizá guarda algo nuevo. Siga con su trabajo. Compare con otro teléfono y avise a quien registra.",
  outgoing: "Se envió y fue rechazado. Se conserva en este teléfono.",
};
