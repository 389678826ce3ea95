// Lo que salió mal, de dos en dos: qué pasó, qué hacer. Las mismas claves que en inglés.
import type { TroubleKey, TroubleWords } from "./troubles.en";

export const esTroubles: Record<TroubleKey, TroubleWords> = {
  "shell.unreachable": [
    "La aplicación no respondió.",
    "Ciérrela y ábrala otra vez. Lo guardado está a salvo.",
  ],
  "shell.locked": [
    "El cuaderno está cerrado.",
    "Ábralo y siga. Lo que estaba a medio escribir se conserva.",
  ],
  "shell.bad_request": ["La aplicación no entendió eso.", "Vuelva atrás e intente otra vez."],
  "vault.disk_full": [
    "Este aparato está lleno y esto no se guardó.",
    "Libere espacio e intente otra vez. Lo guardado antes está a salvo.",
  ],
  "vault.corrupt": [
    "El archivo del cuaderno está dañado. Se conserva aparte, no se borró.",
    "No quite la aplicación. Llame a su registrador.",
  ],
  "vault.future": [
    "Una versión más nueva escribió este cuaderno.",
    "Actualice la aplicación y ábralo otra vez.",
  ],
  vault: [
    "El cuaderno no se pudo leer o escribir.",
    "Intente otra vez. Si sigue igual, llame a su registrador.",
  ],
  unlock: [
    "El aparato no se pudo abrir.",
    "Intente otra vez. Si sigue igual, llame a su registrador.",
  ],
  "unlock.weak_secret": ["Eso es muy fácil de adivinar.", "Elija algo más largo."],
  "enrol.not_for_this_device": [
    "Esta aprobación es para otro aparato.",
    "Pida a su registrador la aprobación de la solicitud que se ve aquí.",
  ],
  "enrol.expired": [
    "Esta aprobación ya venció.",
    "Muestre su solicitud otra vez y pida una nueva.",
  ],
  "enrol.unreadable": [
    "Esto no es una aprobación, o le falta una parte.",
    "Copie todo el texto e intente otra vez.",
  ],
  enrol: [
    "La aprobación no es correcta y no se aceptó.",
    "Pida una nueva a su registrador, en persona.",
  ],
  "sync.no_server": [
    "No se alcanza el servidor.",
    "Siga trabajando. El teléfono lo intenta de nuevo solo.",
  ],
  "sync.slow": [
    "El servidor tarda demasiado.",
    "Siga trabajando. El teléfono lo intenta de nuevo solo.",
  ],
  "sync.nonsense": [
    "La respuesta del servidor no tiene sentido y no se aceptó.",
    "Siga trabajando. Avise a su registrador.",
  ],
  "sync.server_full": [
    "El servidor ya no tiene espacio.",
    "Siga trabajando. Avise a su registrador.",
  ],
  "sync.wrong_server": [
    "Este no es el servidor donde se inscribió.",
    "No siga sincronizando. Llame a su registrador.",
  ],
  "sync.ended": ["Este aparato ya no puede sincronizar.", "Llame a su registrador."],
  "sync.clock": [
    "El reloj de este aparato está muy desajustado.",
    "Ponga la hora y sincronice otra vez. Los plazos no se movieron.",
  ],
  sync: ["La sincronización no terminó.", "Siga trabajando. El teléfono lo intenta de nuevo solo."],
  "entry.signature": [
    "La firma de un elemento es incorrecta y no se aceptó.",
    "No hay que hacer nada. Se conserva aparte. Avise a su registrador.",
  ],
  "entry.fork": [
    "Dos elementos distintos piden el mismo lugar; el segundo no se aceptó.",
    "No hay que hacer nada. Se conserva aparte. Avise a su registrador.",
  ],
  "entry.not_entitled": [
    "Llegó un elemento de alguien que no puede escribirlo.",
    "No hay que hacer nada. Se conserva aparte. Avise a su registrador.",
  ],
  entry: [
    "Un elemento no es correcto y no se aceptó.",
    "No hay que hacer nada. Se conserva aparte. Avise a su registrador.",
  ],
  directory: [
    "Un cambio de personas o aparatos no es correcto.",
    "No se aceptó. Avise a su registrador.",
  ],
  pack: [
    "Un archivo de protocolo tiene un error.",
    "Sigue en uso el último bueno. Avise a su registrador.",
  ],
  answer: ["Esa respuesta no va con la pregunta.", "Cámbiela y guarde otra vez."],
  "step.gone": ["Este paso ya no está en la lista.", "Vuelva a la lista."],
  "episode.unknown": ["Este episodio no está en este aparato.", "Vuelva a Esta noche."],
  "episode.not_entitled": [
    "Usted no puede escribir en este episodio.",
    "Hable con la persona a cargo de la estación.",
  ],
  episode: ["El episodio no se pudo cambiar.", "Vuelva atrás e intente otra vez."],
  unexpected: [
    "Algo salió mal y la aplicación no tiene palabras para eso.",
    "Intente otra vez. Si sigue igual, dé el código a su registrador.",
  ],
};
