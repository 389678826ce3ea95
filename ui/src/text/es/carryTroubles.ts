// Qué falló con algo que otro aparato entregó. El otro aparato todavía lo tiene.

export const esCarryTroubles = {
  "carry.own": [
    "Esto es lo guardado en este mismo teléfono.",
    "La sincronización lo envía cuando hay red.",
  ],
  "carry.realm": [
    "Esto es de una agencia en la que este teléfono no está.",
    "Llévelo a un teléfono de esa agencia.",
  ],
  "carry.stranger": [
    "Nadie conocido aquí escribió esto.",
    "Primero sincronice, luego pruebe otra vez.",
  ],
  "carry.other-device": [
    "Estos recibos son para otro teléfono.",
    "Llévelos al teléfono que escribió lo guardado.",
  ],
  "carry.too-much": ["Es demasiado de una vez.", "Escriba un archivo, o sincronice por partes."],
  "carry.folder": ["No existe esa carpeta.", "Escriba la ruta entera."],
  carry: [
    "Esto no es lo que otro teléfono entrega, o falta una parte.",
    "Deje que el otro teléfono lo muestre otra vez.",
  ],
} as const;
