import type { Catalogue } from "../en";

export const scan: Catalogue["scan"] = {
  camera: "Leerlo con la cámara",
  picture: "Abrir una imagen",
  reading: "Leyendo…",
  read: "El código está puesto.",
  view: "Lo que ve la cámara",
  looking: "Sostenga el código sin moverlo, hasta que llene la imagen.",
  stop: "Apagar la cámara",
};
