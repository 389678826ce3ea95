import { one } from "../count";
import type { Catalogue } from "../en";

export const compare: Catalogue["compare"] = {
  open: "Comparar con otro teléfono",
  title: "Comparar dos teléfonos",
  help: "Dé este código a la otra persona y ponga el suyo.",
  why: "Un servidor podría mostrar a cada teléfono algo distinto. Dos teléfonos juntos lo notan. El código no lleva nada de un registro.",
  ours: "Este teléfono",
  seen: (time, n) =>
    `Visto: ${time}. El servidor tenía ${one(n, "pieza sellada", "piezas selladas")}: registros, llaves y cambios de personas.`,
  lastWord: (time) => `Última vez que otro teléfono confirmó lo que muestra el servidor: ${time}.`,
  noWord: "Ningún otro teléfono ha confirmado aún lo que muestra el servidor.",
  picture: "El código de este teléfono como imagen",
  text: "El código como texto",
  theirs: "El otro teléfono",
  theirCode: "Código del otro teléfono",
  theirFile: "Abrir un archivo",
  compare: "Comparar",
  nothing: "Todavía no hay nada que comparar.",
  nothingTodo: "Sincronice una vez y vuelva.",
  caught:
    "La sincronización con este servidor está parada. Aún puede comparar lo que este teléfono vio.",
  toProof: "Ver la prueba en Problemas",
  outcomes: {
    same: {
      happened: "Los dos teléfonos vieron lo mismo.",
      todo: "No hay nada que hacer. Compare otra vez en el próximo cambio de turno.",
    },
    they_are_ahead: {
      happened: "El otro teléfono vio más.",
      todo: "Es normal si sincronizó después. Sincronice ahora. El servidor debe mostrar que lo uno sigue a lo otro, o todo se para.",
    },
    we_are_ahead: {
      happened: "Este teléfono vio más.",
      todo: "Es normal si sincronizó después. Sincronice ahora. El servidor debe mostrar que lo uno sigue a lo otro, o todo se para.",
    },
    two_histories: {
      happened: "El servidor no mostró lo mismo a los dos teléfonos.",
      todo: "La sincronización está parada en este teléfono y la prueba está guardada. Siga con su trabajo; todo está aquí. Ponga el código de este teléfono también en el otro. Luego llame a quien registra.",
    },
  },
};
