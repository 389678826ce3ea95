import type { Catalogue } from "../en";

export const card: Catalogue["card"] = {
  open: "Tarjeta para mostrar",
  title: "Tarjeta para la persona joven",
  help: "Elija el idioma, lea cómo volver y muéstrela.",
  language: "Su idioma",
  says: "Dice",
  wayBack: "¿Cómo vuelve usted?",
  byPin: "Con mi PIN",
  byPhrase: "Con mi frase",
  byUpper: "Las dos esquinas de arriba",
  byLower: "Las dos esquinas de abajo",
  how: "Para volver",
  howPin:
    "Deje el dedo dos segundos en una esquina de arriba. Luego abra como siempre. Mientras tanto está cerrado.",
  howUpper: "Deje los dos pulgares dos segundos en las esquinas de arriba.",
  howLower: "Deje los dos pulgares dos segundos en las esquinas de abajo.",
  byKeys: "Con teclado, escriba 7 2 7 2.",
  never: "Nada más lleva de vuelta. Si se cierra la aplicación, queda cerrada con llave.",
  show: "Mostrarla ahora",
  planTitle: "Mostrar el plan",
  planName: "Mi plan",
  planHelp: "Lea cómo volver y muéstrelo.",
  planEmpty: "Todavía no hay nada escrito en el plan.",
  planSafe: "Fíjese en que nadie más en el cuarto pueda leer la pantalla.",
};
