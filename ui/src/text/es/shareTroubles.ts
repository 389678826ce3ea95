// Lo que salió mal donde se comparte una parte de un episodio por un tiempo.

export const esShareTroubles = {
  "disclosure.parts": ["No se eligió nada que usted pueda compartir.", "Elija una o más partes."],
  "disclosure.recipient": [
    "Esta persona no tiene ahora ningún derecho allí, o no tiene teléfono.",
    "Pregunte a quien lleva el registro, o elija a otra persona.",
  ],
  "disclosure.purpose": ["No dice para qué es.", "Escriba una o dos frases."],
  "disclosure.days": ["El número de días no sirve.", "Elija de 1 a 90 días."],
  "disclosure.changed": [
    "El registro cambió desde que usted miró esto.",
    "Mírelo otra vez. Luego firmen otra vez.",
  ],
  "disclosure.not-told": ["No se explicó todo.", "Explique cada punto y márquelo."],
  "disclosure.not-signed": [
    "Falta una firma.",
    "Deje que firme, o diga quién vio que puso su marca.",
  ],
  "disclosure.reference": [
    "La orden o el informe no tiene número ni fecha.",
    "Escriba su número o su fecha.",
  ],
  "disclosure.none": ["Esto ya no está aquí.", "Sincronice y mire otra vez la lista."],
  "disclosure.over": [
    "Esto se retiró, o su tiempo se acabó.",
    "Quien lo compartió puede compartirlo otra vez.",
  ],
  "disclosure.ordered": [
    "Esto se ordenó; nadie lo acordó. Termina en su fecha.",
    "Quien lleva el registro puede terminarlo antes.",
  ],
  "disclosure.not-theirs": [
    "Otra persona compartió esto.",
    "Pida que lo retire ella, quien lleva el registro o una jefatura.",
  ],
  "disclosure.other-copy": [
    "La anterior no era para esta persona y este episodio.",
    "Comparta esta como nueva. Retire la otra.",
  ],
  "disclosure.reason": ["No dice por qué.", "Escríbalo en una o dos frases."],
  "disclosure.no-hold": ["Esta retención ya terminó.", "Sincronice y mire otra vez la lista."],
  disclosure: ["Esto no se pudo compartir.", "Vuelva e inténtelo otra vez."],
} as const;
