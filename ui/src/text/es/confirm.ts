import type { Catalogue } from "../en";

export const confirm: Catalogue["confirm"] = {
  title: "Su PIN, otra vez",
  titlePhrase: "Su frase secreta, otra vez",
  help: "Escriba el PIN de este aparato y queda hecho.",
  helpPhrase: "Escriba la frase secreta de este aparato y queda hecho.",
  act: "Esto lo tiene que hacer usted.",
  acts: {
    person_add: "Para añadir a una persona",
    device_take: "Para inscribir un aparato",
    device_end: "Para cerrar un aparato",
    grant_add: "Para dar un permiso",
    grant_end: "Para cerrar un permiso",
    hand_over: "Para pasar un episodio",
    break_glass: "Para mirar un episodio que no es suyo",
    copy_give: "Para compartir una parte de un episodio",
    cosign: "Para dar la segunda firma",
    adopt: "Para aceptar cambios que llegaron tarde",
    release: "Para ver el código de un PIN olvidado",
    recovery_announce: "Para anunciar una recuperación",
    lock_later: "Para que este aparato se cierre más tarde",
  },
  go: "Seguir",
  notNow: "Ahora no",
  missed: "Ese no es.",
  care: "¿No está seguro? Toque «Ahora no». No se pierde nada. Tras cinco intentos fallidos el aparato se cierra y solo un registrador puede abrirlo.",
};
