import type { Catalogue } from "../en";

export const glass: Catalogue["glass"] = {
  open: "Un episodio que no es mío",
  title: "En una emergencia",
  help: "Escriba el número y por qué no puede esperar. Luego toque «Mirar».",
  helpNone: "Lea cómo están las veces que usted miró.",
  first: "Primero llame a quien lo tiene, o a una jefatura. Pueden ayudarle enseguida.",
  realm: "¿De quién es el episodio?",
  number: (n: number) => `Las ${n} palabras de su número`,
  numberHow:
    "Alguien que tiene el episodio se las lee. En su teléfono: «Quién puede leer esto» y luego «Número para leer en voz alta». Bastan cuatro letras de cada palabra.",
  reason: "Por qué no puede esperar",
  then: "Qué pasa entonces",
  thenLines: [
    "Usted lee sus horas, necesidades y pasos, y puede añadir. No recibe la investigación ni lo que guarda el bienestar infantil.",
    "Dura 72 horas. Después se borra de este teléfono.",
    "Todos los que tienen el episodio ven que usted miró, y por qué. También lo ven los auditores.",
    "Se abre cuando este teléfono se ha sincronizado, y después uno que tiene el episodio.",
  ],
  go: "Mirar",
  said: "Dicho. Sincronice ya. Se abre cuando también se haya sincronizado un teléfono que lo tiene.",
  yours: "Sus veces",
  unnamed: "Alguien cuyo nombre no se conoce aquí",
  somewhere: "un episodio que no está aquí",
  looked: (name: string, handle: string) => `${name} miró ${handle} en una emergencia.`,
  mine: (handle: string) => `Usted miró ${handle} en una emergencia.`,
  asked: "Usted dijo que tiene que mirar un episodio.",
  states: {
    waits: "Espera las claves. Sincronice y pida a quien lo tiene que sincronice.",
    open: "Está abierto.",
    ended: "Se terminó.",
    over: "Su tiempo se acabó.",
  },
  until: (time: string) => `Hasta: ${time}`,
  end: "Terminarlo",
  ended: "Terminado. Sincronice ya para que termine en todas partes.",
  see: "Quién puede leer esto",
  showNumber: "Número para leer en voz alta",
  numberFor:
    "Lea estas palabras a quien tiene que mirar. Por sí solas no abren nada: todos ven quién miró, y por qué.",
};
