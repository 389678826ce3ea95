import { one } from "../count";
import type { Catalogue } from "../en";

export const agency: Catalogue["agency"] = {
  title: "Una agencia se va",
  help: "Mire lo que se cierra y ciérrelo todo de una vez.",
  which: "¿Qué agencia?",
  none: "Ninguna otra agencia tiene aquí un permiso o un aparato.",
  people: "Quién pierde qué",
  oneEpisode: (n) => one(n, "episodio suelto", "episodios sueltos"),
  episodes: "Episodios de este aparato que pierden un lector",
  noEpisodes: "Ninguno.",
  devices: "¿Qué hacer con sus aparatos?",
  devicesTo: {
    keep: "Dejarlos como están",
    end: "Cerrarlos",
    wipe: "Cerrarlos, y destruyen lo que guardan",
  },
  lines: [
    "Tras la próxima vez que sincronice, ya no pueden hacer nada aquí.",
    "Lo que se escriba desde entonces lleva una clave que no reciben.",
    "Lo que sus aparatos ya tenían se queda en ellos. Quien abra uno puede leerlo.",
  ],
  end: "Cerrarlo todo",
  ended: "Todo está cerrado. Sincronice ahora, para que el servidor lo sepa.",
};
