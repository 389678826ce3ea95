//! The readable side of an incident's file: what happened in order, in English or Spanish, and who must be told within an hour.

use super::{IncidentFile, Row};
use crate::audit::AuditEvent;
use chrono::{DateTime, SecondsFormat};
use std::collections::BTreeSet;

/// In which language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
}

/// What people call a device: whose it is, and what it is called; nothing where that is not known.
pub type Called<'a> = dyn Fn(&str) -> Option<String> + 'a;

impl IncidentFile {
    /// The text that stands beside the file. `called` gives the names of staff and devices; no other name is in it.
    #[must_use]
    pub fn readable(&self, agency: &str, language: Language, called: &Called<'_>) -> String {
        let said = language.words();
        let name = |device: &str| called(device).unwrap_or_else(|| format!("{} {device}", said.device));
        let span = format!("{} {} – {}", said.span, at(self.from_ms), at(self.to_ms));
        let mut lines = vec![format!("{}: {agency}", said.title), span, String::new(), said.within_an_hour.to_owned()];
        lines.extend(said.told.iter().map(|who| format!("[ ] {who}: ____________________  {}", said.when)));
        let mut part = |title: String, of: Vec<String>| {
            lines.extend([String::new(), title]);
            let none = of.is_empty().then(|| said.none.to_owned());
            lines.extend(of.into_iter().chain(none));
        };
        let unbounded = self.rows.iter().any(|row| self.known(row, said).is_none());
        let silent = unbounded.then(|| said.unbounded.to_owned());
        let rows = self.rows.iter().flat_map(|row| self.lines_of(row, said, &name));
        part(format!("{} ({})", said.happened, self.rows.len()), silent.into_iter().chain(rows).collect());
        let episodes: BTreeSet<&String> = self.rows.iter().filter_map(|row| row.episode.as_ref()).collect();
        part(said.episodes.to_owned(), episodes.into_iter().cloned().collect());
        let refused = self.refused.iter().map(|one| format!("{}  {}", one.code, name(&one.device)));
        part(said.refused.to_owned(), refused.collect());
        part(said.ended.to_owned(), self.ended.iter().map(|one| name(&one.device)).collect());
        lines.extend([String::new(), format!("{} {}", said.proofs, self.proofs.len()), String::new()]);
        let others = self.other_log_keys.iter().map(|other| (said.log, &other.key));
        let numbers = [(said.genesis, &self.genesis), (said.log, &self.log_key)].into_iter().chain(others);
        lines.push(said.check.to_owned());
        lines.extend(numbers.map(|(what, number)| format!("{what} {number}")));
        lines.join("\n") + "\n"
    }

    /// What was done, by whom, and, where devices have said so, when the server had it.
    fn lines_of(&self, row: &Row, said: &Words, name: &dyn Fn(&str) -> String) -> Vec<String> {
        let event = row.event.as_deref().map_or(said.later, |code| said.event(code));
        let times = if row.amount > 1 { format!(" ({})", row.amount) } else { String::new() };
        let episode = row.episode.as_ref().map_or_else(String::new, |id| format!(" · {} {}", said.episode, short(id)));
        let done = format!("{}  {event}{times} · {}{episode}", at(row.at_ms), name(&row.device));
        let known = self.known(row, said).map(|known| format!("    {known}"));
        std::iter::once(done).chain(known).collect()
    }

    /// When the server had a row, as the devices' words on its log bound it; nothing while none has said so.
    fn known(&self, row: &Row, said: &Words) -> Option<String> {
        let carried = self.carried.get(row.carried)?;
        let after = carried.not_before_ms.map(|ms| format!("{} {}", said.after, at(ms)));
        let by = carried.not_after_ms.map(|ms| format!("{} {}", said.by, at(ms)));
        let bounds: Vec<String> = after.into_iter().chain(by).collect();
        (!bounds.is_empty()).then(|| bounds.join("; "))
    }
}

/// The sentences of one language.
struct Words {
    title: &'static str,
    span: &'static str,
    within_an_hour: &'static str,
    told: [&'static str; 4],
    when: &'static str,
    happened: &'static str,
    device: &'static str,
    episode: &'static str,
    after: &'static str,
    by: &'static str,
    unbounded: &'static str,
    later: &'static str,
    none: &'static str,
    episodes: &'static str,
    refused: &'static str,
    ended: &'static str,
    proofs: &'static str,
    check: &'static str,
    genesis: &'static str,
    log: &'static str,
    events: &'static [(&'static str, &'static str)],
}

impl Words {
    fn event(&self, code: &str) -> &'static str {
        self.events.iter().find(|(known, _)| *known == code).map_or(self.later, |(_, words)| *words)
    }
}

impl Language {
    /// What was done, in words; the same for every event that this version does not know.
    #[must_use]
    pub fn said_of(self, event: Option<AuditEvent>) -> &'static str {
        let words = self.words();
        event.map_or(words.later, |event| words.event(event.code()))
    }

    const fn words(self) -> &'static Words {
        match self {
            Self::En => &EN,
            Self::Es => &ES,
        }
    }
}

/// So much of an id tells two apart.
fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}

fn at(ms: i64) -> String {
    let time = DateTime::from_timestamp_millis(ms);
    time.map_or_else(|| ms.to_string(), |time| time.to_rfc3339_opts(SecondsFormat::Millis, true))
}

static EN: Words = Words {
    title: "Incident",
    span: "What was done, times in UTC:",
    within_an_hour: "Report it within one hour of finding it. Write down who was told, and when.",
    told: [
        "The agency’s security officer (LASO)",
        "The state’s CJIS security officer (CSO), where CJIS data may be concerned",
        "A registrar and the station lead",
        "The agency’s counsel, where a record may have been read",
    ],
    when: "at ________",
    happened: "In order, by the clocks of the devices",
    device: "device",
    episode: "episode",
    after: "the server had it after",
    by: "the server had it by",
    unbounded: "Where no time stands below a line, no device has said yet when the server had it.",
    later: "Something that a newer version records",
    none: "None.",
    episodes: "Episodes that were touched, by the number that only says which",
    refused: "Not taken in, and why, as a code",
    ended: "Devices that have been ended",
    proofs: "What the server was caught at, as proofs in the file:",
    check: "Anybody can check the file without a key: first72 audit check FILE. Compare two numbers with the agency’s paper.",
    genesis: "Realm:",
    log: "Server’s log:",
    events: &[
        ("unlocked", "Opened the notebook"),
        ("missed", "Wrong PIN"),
        ("locked_out", "Too many wrong PINs: closed until a registrar helped"),
        ("searched", "Searched the notebook"),
        ("granted", "Gave somebody a right"),
        ("grant_ended", "Ended somebody’s right"),
        ("cosigned", "Agreed as second registrar"),
        ("device_added", "Took in a device"),
        ("device_ended", "Ended a device"),
        ("registrar_changed", "Made or ended a registrar"),
        ("recovery_said", "Announced a recovery"),
        ("policy_set", "Set the agency’s rules"),
        ("pin_changed", "Changed the PIN"),
        ("clock_jumped", "The device’s clock cannot be right"),
        ("entry_missing", "The server did not show an entry"),
        ("app_changed", "Opened with another version of the app"),
        ("room_low", "The device is nearly full"),
        ("release_used", "Opened with a code for a forgotten PIN"),
        ("second_pin_used", "Opened the training records with the second PIN"),
        ("copy_read", "Read a copy that was shared"),
        ("copy_purged", "Destroyed a copy that was shared"),
        ("copy_given", "Shared a part of an episode"),
        ("copy_taken_back", "Took back a copy that was shared"),
        ("episode_seen", "Looked at an episode"),
        ("created", "Began an episode, or a part of it"),
        ("changed", "Wrote in an episode"),
        ("refused", "Something from the server was not taken in"),
        ("removed", "Removed what was handed over"),
        ("membership", "Changed people, devices or rights"),
        ("glass_broken", "Looked into an episode that is not theirs, in an emergency"),
        ("lock_set", "Set how soon the device locks"),
        ("enrolled", "This device was taken in"),
        ("release_given", "Read a code for a forgotten PIN"),
        ("recovered", "Opened records with a paper key"),
        ("rehearsed", "Opened the test entry in a recovery drill"),
        ("incident_out", "Wrote a file about an incident"),
        ("own_copy", "Made a young person’s own copy"),
        ("carried_out", "Wrote unsent saves into a file"),
        ("carried_in", "Brought in another device’s saves"),
        ("holdings_out", "Wrote all that the device holds into a file, for the server"),
        ("server_caught", "The server showed something that does not fit"),
        ("row_damaged", "A line could not be read any more"),
        ("audit_read", "Read what was done"),
        ("not_recorded", "Looking could not be recorded"),
    ],
};

static ES: Words = Words {
    title: "Incidente",
    span: "Lo que se hizo, horas en UTC:",
    within_an_hour: "Avise antes de una hora desde que lo encontró. Anote a quién avisó y cuándo.",
    told: [
        "La persona de seguridad de la agencia (LASO)",
        "La persona de seguridad CJIS del estado (CSO), si puede haber datos CJIS",
        "Quien registra y la jefatura de turno",
        "La asesoría legal de la agencia, si alguien pudo leer un registro",
    ],
    when: "a las ________",
    happened: "En orden, según los relojes de los aparatos",
    device: "aparato",
    episode: "episodio",
    after: "el servidor lo tuvo después de",
    by: "el servidor ya lo tenía a las",
    unbounded: "Si debajo de una línea no hay hora, ningún aparato ha dicho aún cuándo la tuvo el servidor.",
    later: "Algo que anota una versión más nueva",
    none: "Nada.",
    episodes: "Episodios tocados, por el número que solo dice cuál",
    refused: "Lo que no se aceptó y por qué, como código",
    ended: "Aparatos que se cerraron",
    proofs: "Lo que se le probó al servidor, como pruebas en el archivo:",
    check: "Se puede comprobar el archivo sin ninguna llave: first72 audit check ARCHIVO. Compare dos números con el papel de la agencia.",
    genesis: "Agencia:",
    log: "Registro del servidor:",
    events: &[
        ("unlocked", "Abrió el cuaderno"),
        ("missed", "PIN equivocado"),
        ("locked_out", "Demasiados PIN equivocados: cerrado hasta que ayudó quien registra"),
        ("searched", "Buscó en el cuaderno"),
        ("granted", "Dio un permiso"),
        ("grant_ended", "Quitó un permiso"),
        ("cosigned", "Confirmó como segunda persona que registra"),
        ("device_added", "Registró un aparato"),
        ("device_ended", "Cerró un aparato"),
        ("registrar_changed", "Nombró o quitó a quien registra"),
        ("recovery_said", "Anunció una recuperación"),
        ("policy_set", "Cambió las reglas de la agencia"),
        ("pin_changed", "Cambió el PIN"),
        ("clock_jumped", "El reloj del aparato no puede estar bien"),
        ("entry_missing", "El servidor no mostró una entrada"),
        ("app_changed", "Abrió con otra versión de la app"),
        ("room_low", "El aparato está casi lleno"),
        ("release_used", "Abrió con un código por un PIN olvidado"),
        ("second_pin_used", "Abrió los registros de práctica con el segundo PIN"),
        ("copy_read", "Leyó una copia compartida"),
        ("copy_purged", "Destruyó una copia compartida"),
        ("copy_given", "Compartió una parte de un episodio"),
        ("copy_taken_back", "Retiró una copia compartida"),
        ("episode_seen", "Miró un episodio"),
        ("created", "Empezó un episodio o una parte"),
        ("changed", "Escribió en un episodio"),
        ("refused", "No se aceptó algo del servidor"),
        ("removed", "Quitó lo que pasó a otra persona"),
        ("membership", "Cambió personas, aparatos o permisos"),
        ("glass_broken", "Miró un episodio ajeno en una emergencia"),
        ("lock_set", "Cambió cuándo se cierra el aparato"),
        ("enrolled", "Este aparato se registró"),
        ("release_given", "Leyó un código por un PIN olvidado"),
        ("recovered", "Abrió datos con una llave de papel"),
        ("rehearsed", "Abrió la entrada de prueba en un simulacro de recuperación"),
        ("incident_out", "Escribió un archivo sobre un incidente"),
        ("own_copy", "Hizo la copia propia de una persona joven"),
        ("carried_out", "Escribió en un archivo lo no enviado"),
        ("carried_in", "Trajo lo guardado de otro aparato"),
        ("holdings_out", "Escribió en un archivo todo lo del aparato, para el servidor"),
        ("server_caught", "El servidor mostró algo que no cuadra"),
        ("row_damaged", "Una línea ya no se pudo leer"),
        ("audit_read", "Leyó lo que se hizo"),
        ("not_recorded", "No se pudo anotar lo que se miró"),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::AuditEvent;
    use crate::protocol::reading_ease::{HIGHEST_GRADE, Measure};

    #[test]
    fn every_event_has_words_of_its_own_in_both_languages() {
        for words in [&EN, &ES] {
            for event in AuditEvent::ALL {
                assert_ne!(words.event(event.code()), words.later, "{}", event.code());
            }
            assert_eq!(words.events.len(), AuditEvent::ALL.len());
        }
    }

    #[test]
    fn what_has_to_be_done_within_an_hour_is_read_in_the_eighth_grade_or_below() {
        for (measure, words) in [(Measure::English, &EN), (Measure::Spanish, &ES)] {
            let reading = measure.read(&format!("{} {}", words.within_an_hour, words.check), &[]).unwrap();
            assert!(reading.grade <= HIGHEST_GRADE, "{measure:?}: {reading:?}");
        }
    }
}
