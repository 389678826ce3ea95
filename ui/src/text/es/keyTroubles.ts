// Lo que salió mal con las llaves de papel y sus partes, y al mirar un episodio en una emergencia.

export const esKeyTroubles = {
  "recovery.none-open": [
    "No hay para este aparato una recuperación abierta de esta clase de datos.",
    "Quien registra la anuncia antes, y otra persona firma si hacen falta dos. Luego sincronice.",
  ],
  "recovery.other-shares": [
    "Esta parte es de una llave más vieja, o de una que aquí nadie conoce.",
    "Tome la hoja más nueva de esta persona.",
  ],
  recovery: ["No se pudo hacer la recuperación.", "Vuelva y pruebe otra vez."],
  "share.form": [
    "Esa no es una parte de una llave de papel.",
    "Escriba las palabras en su orden, o el código entero. Un error no cuesta nada.",
  ],
  "share.word": [
    "Una de las palabras no está en la lista.",
    "Lea la hoja otra vez y escriba todo. Un error no cuesta nada.",
  ],
  "share.checksum": [
    "La parte no cuadra. Algo está mal o falta.",
    "Lea la hoja otra vez y escriba todo. Un error no cuesta nada.",
  ],
  "share.other-realm": [
    "Esta parte es de la llave de otra agencia.",
    "Pida a esta persona la hoja de esta agencia.",
  ],
  "share.twice": ["Esta parte ya está.", "Ahora ponga la suya otra persona."],
  "share.mixed": [
    "Esta parte es de otra llave que las que ya están.",
    "Tome hojas hechas a la vez. O olvide estas partes y empiece otra vez.",
  ],
  "share.too-few": ["Aún faltan partes.", "Ahora ponga la suya otra persona."],
  share: [
    "Las partes no forman la llave.",
    "Empiece otra vez, cada parte de su hoja. Si sigue así, llame a quien guarda la raíz.",
  ],
  "glass.not-allowed": [
    "Aquí usted no puede mirar de esta manera.",
    "Llame a quien tiene el episodio, o a una jefatura. Pueden pasárselo.",
  ],
  "glass.reads-it": ["Usted ya puede leer este episodio.", "Búsquelo en su lista."],
  "glass.stands": [
    "Usted ya lo dijo.",
    "Sincronice y pida a quien tiene el episodio que también sincronice.",
  ],
  "glass.reason": [
    "Todavía falta el motivo, o es demasiado largo.",
    "Escriba en una o dos frases por qué no puede esperar.",
  ],
  "glass.number-length": [
    "No son tantas palabras.",
    "Pida otra vez las 13 palabras y escríbalas en su orden.",
  ],
  "glass.number-word": [
    "Una de las palabras no está en la lista.",
    "Pida otra vez las palabras. Todas son palabras en inglés.",
  ],
  "glass.number-checksum": [
    "Las palabras no cuadran. Una de ellas es otra.",
    "Pídalas todas otra vez, en su orden.",
  ],
} as const;
