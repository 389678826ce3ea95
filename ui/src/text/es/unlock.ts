import { one } from "../count";
import type { Catalogue } from "../en";

export const unlock: Catalogue["unlock"] = {
  title: "Abrir",
  pinLabel: "Su PIN",
  entered: (n) => one(n, "número escrito", "números escritos"),
  digit: (d) => `${d}`,
  erase: "Borrar el último número",
  open: "Abrir",
  opening: "Abriendo…",
  passphrase: "Su frase secreta",
  missed: "Con eso no se abrió.",
  wait: (seconds) => `Espere ${one(seconds, "segundo", "segundos")} e intente otra vez.`,
  tryAgain: "Intente otra vez.",
  release: "Hubo muchos intentos y este aparato se cerró.",
  releaseHow: "No se perdió nada. Pida a su registrador que lo abra, también por teléfono.",
  releaseShow: "Muestre esto a su registrador, o mande el texto. No es secreto.",
  releasePicture: "Solicitud para el registrador, como imagen",
  releaseText: "Lo mismo como texto",
  releaseCode: "El código que le lee su registrador: cuatro grupos de siete",
  otherAgency: "Preguntar a otra agencia",
  haveCode: "Tengo el código",
  newSecret: "Una nueva llave",
  whoTitle: "¿De quién es el cuaderno?",
  whoName: "Su nombre corto",
  whoHow:
    "Siempre el mismo, por ejemplo sus iniciales. Este aparato no guarda una lista de nombres y no muestra el suyo a nadie.",
  whoNew: "Es mi primera vez en este aparato",
  whoFirst: "Preparar mi cuaderno",
  whoAlone: "Solo una persona usa este aparato",
  notice: "Lea esto primero",
  noticeAccept: "Si sigue, acepta lo que dice aquí.",
};
