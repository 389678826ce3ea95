// Lo que salió mal, de dos en dos: qué pasó, qué hacer. Las mismas claves que en inglés.
import type { TroubleKey, TroubleWords } from "../en/troubles";
import { esCarryTroubles } from "./carryTroubles";
import { esKeyTroubles } from "./keyTroubles";
import { esShareTroubles } from "./shareTroubles";

const SIGUE = "Siga trabajando. El teléfono lo intenta de nuevo solo.";
const APARTE = "No hay que hacer nada. Se conserva aparte. Avise a su registrador.";

export const esCommonTroubles = {
  "scan.size": [
    "Esta imagen es demasiado grande.",
    "Ponga solo el código ante la cámara, o pegue el texto.",
  ],
  "scan.no-picture": [
    "Este archivo no es una imagen.",
    "Abra una imagen que muestre el código, o pegue el texto.",
  ],
  "scan.no-code": [
    "No se pudo leer ningún código en esta imagen.",
    "Pruebe otra vez: más cerca, nítida y con más luz. O pegue el texto.",
  ],
  "scan.no-camera": [
    "La cámara no se encendió.",
    "Permítala en los ajustes de este aparato. O abra una imagen del código, o pegue el texto.",
  ],
  "shell.unreachable": [
    "La aplicación no respondió.",
    "Ciérrela y ábrala otra vez. Lo guardado está a salvo.",
  ],
  "offline.sync-first": [
    "Este aparato lleva mucho sin sincronizar.",
    "Sincronice ahora y ábralo otra vez. Todo sigue aquí.",
  ],
  "shell.locked": [
    "El cuaderno está cerrado.",
    "Ábralo y siga. Lo que estaba a medio escribir se conserva.",
  ],
  "shell.broke-down": [
    "Algo falló en la aplicación y por eso se cerró con llave. Lo que se guardó está a salvo.",
    "Desbloquéela. Mire si lo último está ahí; si no, hágalo otra vez.",
  ],
  shell: ["La aplicación no entendió eso.", "Vuelva atrás e intente otra vez."],

  "call.no-contact": [
    "La lista no tiene ese número, así que no se llamó.",
    "Elija a alguien de la lista.",
  ],
  "rights.no-clear-no": [
    "No hay un no claro, así que no se guardó ninguna renuncia.",
    "Consiga a la persona defensora. La renuncia solo sigue a un no claro.",
  ],

  "confirm.not-given": ["No se cambió nada.", "Hace falta su PIN. Hágalo cuando lo tenga."],
  "confirm.drill": [
    "Un simulacro no cambia esto.",
    "Termine el simulacro, abra su cuaderno y cámbielo allí.",
  ],
  confirm: ["Antes hace falta su PIN.", "Inténtelo otra vez y escríbalo."],

  "vault.full": [
    "Este aparato está lleno y esto no se guardó.",
    "Libere espacio e intente otra vez. Lo guardado antes está a salvo.",
  ],
  "vault.read-only": [
    "Este aparato no deja escribir a la aplicación.",
    "Hasta entonces no se guarda nada nuevo. Lo guardado antes está a salvo. Llame a su registrador.",
  ],
  "vault.busy": [
    "Otra ventana de la aplicación está guardando.",
    "Intente otra vez en un momento.",
  ],
  "vault.corrupt": [
    "El archivo del cuaderno está dañado. Se conserva aparte, no se borró.",
    "No quite la aplicación. Llame a su registrador.",
  ],
  "vault.future": [
    "Una versión más nueva escribió este cuaderno.",
    "Actualice la aplicación y ábralo otra vez.",
  ],
  "vault.unsent": [
    "Una parte está solo en este teléfono, así que se queda.",
    "Sincronice. Se borra cuando el servidor lo tenga todo.",
  ],
  "vault.too-large": ["Es demasiado largo para guardarlo de una vez.", "Guárdelo en dos partes."],
  vault: [
    "El cuaderno no se pudo leer o escribir.",
    "Intente otra vez. Si sigue igual, llame a su registrador.",
  ],

  "holdings.none": [
    "Este teléfono no guarda nada que el servidor haya tenido.",
    "Sincronice primero. En un simulacro no hay nada que dar.",
  ],
  holdings: [
    "No se pudo escribir el archivo.",
    "Libere espacio o revise la carpeta de descargas e intente otra vez. No se pierde nada.",
  ],

  "unlock.wiped": [
    "Hubo muchos intentos y este aparato se vació.",
    "Lo sincronizado está a salvo en el servidor. Pida a su registrador que lo inscriba otra vez.",
  ],
  "unlock.needs-release": [
    "Hubo muchos intentos y este aparato se cerró.",
    "No se perdió nada. Pida a su registrador que lo abra.",
  ],
  "unlock.resources": [
    "El aparato tiene muy poca memoria libre.",
    "Cierre otras aplicaciones e intente otra vez.",
  ],
  release: [
    "Eso no es un código completo.",
    "Escuche otra vez y escriba los cuatro grupos. Un error no cuesta un intento.",
  ],
  unlock: [
    "El aparato no se pudo abrir.",
    "Intente otra vez. Si sigue igual, llame a su registrador.",
  ],
  "shared.name": [
    "Eso no puede ser un nombre corto.",
    "Escriba de 1 a 64 letras, por ejemplo sus iniciales.",
  ],
  "shared.taken": [
    "Alguien en este aparato usa ese nombre.",
    "Elija otro. Si es usted, toque Seguir.",
  ],
  "shared.full": ["Treinta personas ya usan este aparato.", "Use otro aparato."],
  shared: ["El aparato no se pudo preparar así.", "Vuelva e intente otra vez. No cambió nada."],
  "secret.short": ["Es demasiado corto.", "Elija algo más largo."],
  "secret.common": [
    "Es de las primeras que otra persona probaría.",
    "Elija cuatro palabras o más que no tengan que ver entre sí.",
  ],
  "secret.taken": ["Ese ya abre sus propios registros.", "Elija otro. No cambió nada."],
  "secret.long": ["Es demasiado largo.", "Elija algo más corto."],
  secret: ["Eso no se puede usar aquí.", "Elija otra cosa."],
  keystore: [
    "El candado interno de este aparato no responde.",
    "Reinicie el aparato e intente otra vez. Si sigue igual, llame a su registrador.",
  ],

  "enrol.other-request": [
    "Esta aprobación es para otro aparato.",
    "Pida a su registrador la aprobación de la solicitud que se ve aquí.",
  ],
  "enrol.keys": [
    "La solicitud no trae claves que sirvan.",
    "Muestre una solicitud nueva en el aparato nuevo y léala.",
  ],
  "enrol.too-old": [
    "Esta solicitud tiene más de siete días.",
    "Muestre una solicitud nueva y pida otra vez la aprobación.",
  ],
  "enrol.form": [
    "Esto no es una aprobación, o le falta una parte.",
    "Copie todo el texto e intente otra vez.",
  ],
  "enrol.version": [
    "La aprobación viene de una versión más nueva.",
    "Actualice la aplicación e intente otra vez.",
  ],
  "enrol.other-server": [
    "El servidor no es el que nombró su registrador.",
    "No siga. Llame a su registrador.",
  ],
  "enrol.no-server": [
    "No se llega al servidor de su agencia.",
    "Busque una red y pruebe otra vez. O pida la respuesta como texto.",
  ],
  "enrol.not-entered-yet": [
    "El aparato de su registrador aún no envió la aprobación al servidor.",
    "Pídale que sincronice e intente otra vez.",
  ],
  "enrol.too-many-devices": ["Esta persona ya tiene cuatro aparatos.", "Dé de baja uno primero."],
  "enrol.ended": ["Esta aprobación fue retirada.", "Pida una nueva a su registrador."],
  enrol: [
    "La aprobación no es correcta y no se aceptó.",
    "Pida una nueva a su registrador, en persona.",
  ],
  code: ["El código no se leyó bien.", "Revíselo e intente otra vez."],

  "relay.away": ["No se alcanza el servidor.", SIGUE],
  "relay.slow": ["El servidor tarda demasiado.", SIGUE],
  "relay.cut": ["La conexión se cortó.", SIGUE],
  "relay.busy": ["El servidor pide esperar.", SIGUE],
  "relay.full": ["El servidor ya no tiene espacio.", "Siga trabajando. Avise a su registrador."],
  "relay.nonsense": [
    "La respuesta del servidor no tiene sentido y no se aceptó.",
    "Siga trabajando. Avise a su registrador.",
  ],
  "relay.untrusted": [
    "Algo distinto responde en lugar de su servidor. No se envió nada.",
    "Siga trabajando. Llame a su registrador. Si el servidor es nuevo, el teléfono de un colega puede decírselo al suyo: Sincronizar, Llevar a mano.",
  ],
  "relay.refused": [
    "El servidor rechazó la sincronización.",
    "Siga trabajando. Dé el código a su registrador.",
  ],
  "server.went-back": [
    "El servidor muestra menos de lo que tenía. Se paró la sincronización con él.",
    "Siga trabajando; todo está en este teléfono. Llame a quien registra. La prueba queda guardada.",
  ],
  "server.two-histories": [
    "El servidor no muestra lo mismo a todos. Se paró la sincronización con él.",
    "Siga trabajando; todo está en este teléfono. Llame a quien registra. La prueba queda guardada.",
  ],
  "server.unproven": [
    "El servidor no puede mostrar que guardó todo. Se paró la sincronización con él.",
    "Siga trabajando; todo está en este teléfono. Llame a quien registra. La prueba queda guardada.",
  ],
  server: [
    "Se paró la sincronización con este servidor.",
    "Siga trabajando; todo está en este teléfono. Llame a quien registra.",
  ],
  "head.form": [
    "Ese no es el código entero de otro teléfono.",
    "Muéstrelo otra vez en el otro teléfono y ponga todo el texto.",
  ],
  "head.origin": [
    "Ese código es del servidor de otra agencia.",
    "Abra la misma agencia en el otro teléfono y ponga su código.",
  ],
  "head.signature": [
    "El servidor de esta agencia no firmó ese código. No dice nada.",
    "Muéstrelo otra vez. Si sigue así, llame a quien registra.",
  ],
  proof: [
    "El servidor no mostró que guardó todo, así que no se tomó nada de él.",
    "Siga trabajando. Avise a quien registra: quizá haya que actualizar el servidor.",
  ],
  relay: ["La sincronización no terminó.", SIGUE],
  device: [
    "Este aparato ya no puede sincronizar con esta agencia.",
    "Lo que tiene se queda en él. Llame a su registrador.",
  ],

  "own.device.ended": [
    "Este aparato fue dado de baja y el servidor no aceptó lo que guardó.",
    "Queda en este aparato. Llame a su registrador.",
  ],
  "own.device.expired": [
    "Terminó el tiempo de este aparato con la agencia y el servidor no aceptó lo que guardó.",
    "Queda en este aparato. Pida a su registrador que lo inscriba otra vez.",
  ],
  "own.chain.gap": [
    "Al servidor le falta algo que usted guardó antes.",
    "Sincronice otra vez. Si sigue igual, avise a su registrador.",
  ],
  "own.chain.prev": [
    "Al servidor le falta algo que usted guardó antes.",
    "Sincronice otra vez. Si sigue igual, avise a su registrador.",
  ],
  own: [
    "El servidor no aceptó algo que usted guardó. Queda guardado en este aparato.",
    "Siga trabajando. Dé el código a su registrador.",
  ],
  "entry.signature": ["La firma de un elemento es incorrecta y no se aceptó.", APARTE],
  "chain.fork": ["Dos elementos distintos piden el mismo lugar; el segundo no se aceptó.", APARTE],
  entry: ["Un elemento no es correcto y no se aceptó.", APARTE],
  directory: ["Un cambio de personas o aparatos no es correcto y no se aceptó.", APARTE],
  "drill.in-real": [
    "Esto es de un simulacro y no se aceptó. En un simulacro nadie es real.",
    "Pida el verdadero a su registrador.",
  ],
  "drill.real-in-drill": [
    "Esto es real y el simulacro no lo aceptó.",
    "Salga del simulacro y hágalo en su propio cuaderno.",
  ],
  pack: [
    "Un archivo de protocolo tiene un error.",
    "Sigue en uso el último bueno. Avise a su registrador.",
  ],

  "answer.empty": ["Todavía no hay nada que guardar.", "Escriba o toque primero una respuesta."],
  "answer.too_long": ["Es demasiado largo.", "Acórtelo y guarde otra vez."],
  "answer.bounds": ["Ese número no puede ser correcto aquí.", "Cámbielo y guarde otra vez."],
  "answer.range_reversed": [
    "El primer número es mayor que el segundo.",
    "Cámbielos de lugar y guarde otra vez.",
  ],
  "answer.referral_length": [
    "El número de referencia tiene 19 cifras. Faltan cifras, así que esto no se guardó.",
    "Termine el número o bórrelo, y guarde otra vez.",
  ],
  "answer.no_such_day": ["Ese día no existe.", "Cambie la fecha y guarde otra vez."],
  answer: ["Esa respuesta no va con la pregunta.", "Cámbiela y guarde otra vez."],
  "notebook.not-enrolled": [
    "Este aparato no está inscrito para esto.",
    "Inscríbase con la agencia en Ajustes, o pregunte a su registrador.",
  ],
  "notebook.already-enrolled": ["Este aparato ya está inscrito allí.", "No hay que hacer nada."],
  "notebook.not-entitled": [
    "Usted no puede escribir en esta parte del episodio.",
    "Hable con la persona a cargo de la estación.",
  ],
  "notebook.no-key": [
    "La llave de esta parte del episodio aún no está aquí.",
    "Sincronice e intente otra vez. La llave viene del teléfono de un colega.",
  ],
  "notebook.no-episode": ["Este episodio no está en este aparato.", "Vuelva a Esta noche."],
  "notebook.no-pack": [
    "El protocolo de este episodio no está en este aparato.",
    "Lo guardado está a salvo. Actualice la aplicación.",
  ],
  "notebook.no-step": ["Este paso ya no está en la lista.", "Vuelva a la lista."],
  "notebook.not-auditor": [
    "Solo quien revisa puede leer lo que se hizo.",
    "Si le toca a usted, pregunte en su registro.",
  ],
  "notebook.not-registrar": [
    "Solo el registro de esta agencia puede hacerlo.",
    "Use el aparato del registro.",
  ],
  "app.too-old": [
    "Esta app es muy antigua para eso. Su agencia pide una más nueva.",
    "Actualice la app. Mientras tanto siga con los episodios abiertos o use otro aparato.",
  ],
  "notebook.no-member": ["Eso ya no está.", "Sincronice y mire la lista otra vez."],
  "device.wiped": ["El registro cerró este aparato.", "Muestre su recibo al registro."],
  "notebook.damaged": [
    "Una parte de lo guardado en este aparato no se abre.",
    "No quite la aplicación. Llame a su registrador.",
  ],
  notebook: ["El cuaderno no pudo hacer eso.", "Vuelva atrás e intente otra vez."],
  random: [
    "Ahora el aparato no puede hacer números al azar.",
    "Reinicie el aparato e intente otra vez.",
  ],

  "pack.no-policy": [
    "Su condado no ha dicho quién puede firmar los protocolos.",
    "Por ahora anote en papel. Llame a quien registra.",
  ],
  "pack.other-place": [
    "Este protocolo es de otro lugar.",
    "Sincronice y pruebe otra vez. Si sigue así, llame a quien registra.",
  ],
  "pack.unsigned": [
    "El protocolo de este aparato no está firmado.",
    "Sincronice y pruebe otra vez. Si sigue así, anote en papel y llame a quien registra.",
  ],
  "pack.altered": [
    "El protocolo de este aparato cambió después de firmarse.",
    "Sincronice y pruebe otra vez. Si sigue así, anote en papel y llame a quien registra.",
  ],
  "pack.unknown-signer": [
    "Firmó el protocolo alguien que su condado no nombra.",
    "Sincronice y pruebe otra vez. Si sigue así, anote en papel y llame a quien registra.",
  ],
  "pack.one-signer": [
    "Solo firmó el protocolo una de las dos personas.",
    "Sincronice y pruebe otra vez. Si sigue así, anote en papel y llame a quien registra.",
  ],
  "pack.expired": [
    "El protocolo venció. Dos personas deben firmarlo otra vez.",
    "Sincronice y pruebe otra vez. Los episodios abiertos siguen. Si sigue así, llame a quien registra.",
  ],

  unexpected: [
    "Algo salió mal y la aplicación no tiene palabras para eso.",
    "Intente otra vez. Si sigue igual, dé el código a su registrador.",
  ],
} as const satisfies Partial<Record<TroubleKey, TroubleWords>>;

export const esTroubles: Record<TroubleKey, TroubleWords> = {
  ...esCommonTroubles,
  ...esCarryTroubles,
  ...esKeyTroubles,
  ...esShareTroubles,
};
