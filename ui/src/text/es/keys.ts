import type { Catalogue } from "../en";

export const keys: Catalogue["keys"] = {
  title: "Teclas",
  button: "Teclas",
  lines: "Una línea abajo o arriba",
  columns: "A la columna de al lado",
  open: "Abrir la línea",
  back: "Atrás",
  leave: "Salida rápida",
  search: "Buscar en Esta noche",
  menu: "Menú principal, del primero al último",
  list: "Esta lista",
  skip: "Saltar al contenido",
};
