import type { Catalogue } from "../en";

export const ownCopy: Catalogue["ownCopy"] = {
  title: "Su propia copia",
  help: "Léanla juntos. Esa persona decide si se la lleva.",
  open: "Su propia copia",
  openWhy: "Lo que está anotado sobre la persona joven, para ella, en palabras simples.",
  before: "Qué tiene",
  beforeLines: [
    "Lo que se le dijo, lo que decidió y lo que se le puede mostrar. Quién lo puede leer.",
    "Nada de la investigación, ninguna nota y ningún nombre de otra persona.",
    "Un archivo o papel no está sellado. Pregunte quién podría encontrarlo. Lo más seguro es leerlo aquí.",
    "Quienes revisan ven que se hizo una copia.",
  ],
  make: "Hacer la copia",
  write: "Escribirla en un archivo",
  written: (file) =>
    `Está en el archivo ${file}. Désela solo a la persona joven y bórrela de aquí.`,
};
