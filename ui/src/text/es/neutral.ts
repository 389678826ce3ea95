import type { Catalogue } from "../en";

export const neutral: Catalogue["neutral"] = {
  title: "Notas",
  pages: [
    { head: "Mercado", body: "Leche, huevos, arroz, cebollas, jabón de platos" },
    { head: "Carro", body: "Cambio de aceite en marzo. Preguntar por el espejo izquierdo." },
    { head: "Llamar", body: "Dentista, martes después de las 3" },
    { head: "Libros", body: "Devolver dos a la biblioteca" },
  ],
};
