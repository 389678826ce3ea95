import { one } from "../count";
import type { Catalogue } from "../en";

export const carry: Catalogue["carry"] = {
  collect: "Recoger de los teléfonos",
  title: "Llevar a mano",
  help: "Deje que otro teléfono lea los códigos, o lea los suyos.",
  why: "Otro teléfono de su agencia puede llevar lo guardado al servidor, sellado.",
  ours: "De este teléfono",
  allSent: "Todo está en el servidor.",
  show: "Mostrar códigos",
  write: "Escribir un archivo",
  written: (file) => `Dé este archivo al otro aparato: ${file}`,
  hold: "Ponga aquí la cámara del otro teléfono hasta leer todos.",
  code: (n, all) => `Código ${n} de ${all}`,
  halt: "Parar",
  turn: "Pasar solos",
  next: "Código siguiente",
  theirs: "De otro teléfono",
  parts: (have, all) => `${have} de ${one(all, "código leído", "códigos leídos")}`,
  hadIt: "Todo esto ya estaba aquí.",
  entries: (n) =>
    `${one(n, "registro nuevo está", "registros nuevos están")} aquí. La próxima sincronización los lleva al servidor.`,
  strange: (n) => `${n} son de un teléfono que aquí no se conoce. Sincronice y pruebe otra vez.`,
  receipts: (n) =>
    `El servidor tiene ${one(n, "registro", "registros")} de este teléfono y lo ha firmado.`,
  learnt: (n) =>
    n === 0
      ? "Todo ya estaba aquí."
      : `${one(n, "cambio es nuevo", "cambios son nuevos")} aquí: quién es quién y el camino al servidor. Sincronice ahora.`,
  members: "Para un teléfono que no llega al servidor",
  membersWhy:
    "Un teléfono que no vio un cambio del servidor puede tomar de aquí el nuevo camino y quién es quién.",
  others: "Llevado para otros",
  nobody: "Nombre aún no conocido",
  waits: (n) => `${one(n, "registro espera", "registros esperan")} la próxima sincronización.`,
  signed: (n) =>
    `${one(n, "registro está", "registros están")} en el servidor. Deje que el otro teléfono tome estos recibos.`,
  refused: (n) =>
    `El servidor rechazó ${one(n, "registro", "registros")}. El otro teléfono aún los tiene.`,
  done: "Ya los tienen",
  heard: "Lo más nuevo aquí",
  folder: "Una carpeta compartida",
  folderWhy: "Lo que solo está aquí va allí, sellado. Quien llega al servidor lo lleva.",
  folderPath: "Ruta de la carpeta",
  folderUse: "Usar esta carpeta",
  folderEnd: "No usar carpeta",
};
