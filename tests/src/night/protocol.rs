//! A newer protocol comes in the middle of an episode: what it would change is read, it is moved to, the phone dies, and the
//! move is taken back.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::Night;
use crate::demo::STATION;

/// The words of this story in one language.
struct Words {
    newer: &'static str,
    title: &'static str,
    due_moves: &'static str,
    move_to: &'static str,
    moved: &'static str,
    moved_line: &'static str,
    go_back: &'static str,
    back: &'static str,
}

const ENGLISH: Words = Words {
    newer: "A newer protocol is here: version 2027.1",
    title: "Protocol",
    due_moves: "Due at another time",
    move_to: "Move to version 2027.1",
    moved: "It runs on version 2027.1 now.",
    moved_line: "Moved to protocol version 2027.1",
    go_back: "Go back to version 2026.1",
    back: "It runs on version 2026.1 now.",
};

const SPANISH: Words = Words {
    newer: "Hay un protocolo más nuevo: versión 2027.1",
    title: "Protocolo",
    due_moves: "Vence a otra hora",
    move_to: "Pasar a la versión 2027.1",
    moved: "Ahora sigue la versión 2027.1.",
    moved_line: "Pasado a la versión 2027.1 del protocolo",
    go_back: "Volver a la versión 2026.1",
    back: "Ahora sigue la versión 2026.1.",
};

impl Night<'_> {
    /// Lives it, and says how many moves the record holds at the end.
    ///
    /// # Errors
    /// At the first screen that is not as the story says, or that somebody could not use.
    pub fn meets_a_newer_protocol(&self) -> Result<u64> {
        let words = if self.said.language == "es" { SPANISH } else { ENGLISH };
        let contact = json!({ "do": "contact", "station": STATION, "pack": "los-angeles", "medical": "none_seen" });
        let begun = self.county.script("deputy", &[contact])?;
        let handle =
            begun.first().and_then(|said| said["handle"].as_str()).context("a contact has a handle")?.to_owned();
        let newer = self.county.next_pack("2027.1")?;
        self.county.first72("deputy", &["pack", "install", newer.to_str().context("a path in UTF-8")?])?;

        let window = self.open("deputy")?;
        self.unlock(&window)?;
        window.tap_starting(&handle)?;
        self.arrive(&window, &handle)?;
        window.shows(words.newer)?;
        self.eye.look(&window, "episode-newer-protocol")?;
        window.tap_starting(words.newer)?;
        self.arrive(&window, words.title)?;
        window.shows(words.due_moves)?;
        self.eye.look(&window, "protocol")?;
        window.tap_starting(words.move_to)?;
        window.shows(words.moved)?;
        window.kill();

        let window = self.open("deputy")?;
        self.unlock(&window)?;
        window.tap_starting(&handle)?;
        self.arrive(&window, &handle)?;
        window.tap_starting(words.moved_line)?;
        self.arrive(&window, words.title)?;
        window.tap_starting(words.go_back)?;
        window.shows(words.back)?;
        self.eye.look(&window, "protocol-moved-back")?;
        window.kill();

        let record = self.county.first72("deputy", &["pack", "move", &handle])?;
        ensure!(record["version"] == "2026.1", "{record}");
        record["moves"].as_u64().context("the record counts its moves")
    }
}
