import type { Catalogue } from "../en";

export const secondPin: Catalogue["secondPin"] = {
  first: "Su PIN",
  firstPhrase: "Su frase secreta",
  firstWhy: "¿Alguien lo ha visto? Ponga otro.",
  change: "Cambiarlo",
  newPin: "Su PIN nuevo",
  newPhrase: "Su frase secreta nueva",
  helpChange: "Apréndase lo nuevo. Al final, escriba lo de hoy.",
  changed: "Desde ahora solo lo nuevo abre este aparato.",
  title: "Un segundo PIN",
  titlePhrase: "Una segunda frase",
  openWhy:
    "Si alguien le obliga a abrir este aparato, escriba otro PIN. Verá registros de práctica, y los suyos siguen cerrados.",
  openWhyPhrase:
    "Si alguien le obliga a abrir este aparato, escriba otra frase. Verá registros de práctica, y los suyos siguen cerrados.",
  open: "Cómo funciona",
  shows: "Muestra registros de práctica",
  showsWhat:
    "Parecen trabajo hecho. No hay en ellos nada de ninguna persona joven. Lo que haga ahí se queda ahí.",
  closes: "Cierra sus propios registros",
  closesWhat:
    "Desde entonces su primera clave ya no abre este aparato. Solo un registrador puede volver a abrir sus registros. No se pierde nada.",
  calls: "No avisa a nadie",
  callsWhat:
    "No se envía nada. Cuando un registrador haya vuelto a abrir sus registros, los auditores pueden ver cuándo se usó. Quien tenga el aparato y lo estudie mucho tiempo puede descubrirlo antes.",
  again: "Ninguna página dice si usted tiene uno. Si crea uno ahora, ocupa el lugar del anterior.",
  make: "Crearlo",
  help: "Lea lo que hace. Luego créelo, o vuelva.",
  helpNew: "Apréndalo. No es el que abre sus propios registros.",
  yours: "Su segundo PIN",
  yoursPhrase: "Su segunda frase",
  typeBack: "Escriba su segundo PIN",
  making: "Se están creando los registros de práctica. Tarda unos segundos.",
  doneTitle: "Ya está",
  done: "Úselo solo si le obligan. No lo pruebe: cierra sus propios registros.",
  doneBack: "Volver a los ajustes",
  helpDone: "Vuelva a los ajustes.",
};
