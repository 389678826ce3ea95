//! What can go wrong with a window.

use std::path::PathBuf;

/// Why a window could not be opened, or did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum WindowTrouble {
    /// A program that windows need did not start; `cargo xtask test` installs it.
    #[error("{program} did not start: {source}")]
    NotStarted {
        /// The program's name.
        program: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// A program that windows need ended, or did not say that it is ready, within ten seconds.
    #[error("{program} started and was not ready in time")]
    NotReady {
        /// The program's name.
        program: &'static str,
    },
    /// The driver could not be reached.
    #[error("{command}: the webview's driver does not answer: {source}")]
    Unreachable {
        /// What was asked.
        command: String,
        /// What the connection said.
        source: ureq::Error,
    },
    /// The driver refused, with the code of the W3C's list and its own words.
    #[error("{command}: {code}: {words}")]
    Refused {
        /// What was asked.
        command: String,
        /// Such as `no such element`.
        code: String,
        /// The driver's message.
        words: String,
    },
    /// The driver answered something that its standard does not allow.
    #[error("{command}: the driver's answer cannot be read")]
    Unreadable {
        /// What was asked.
        command: String,
    },
    /// A condition that did not come true in time.
    #[error("did not come true in time: {what}")]
    NeverHeld {
        /// The condition.
        what: String,
    },
    /// A tap that something else got, because the page moved under it.
    #[error("a tap on {aimed} reached {hit}")]
    Missed {
        /// What was aimed at, and where it stood.
        aimed: String,
        /// What was there instead when the tap came.
        hit: String,
    },
    /// The screen's packages are not installed.
    #[error("{} is missing: run npm ci in ui", path.display())]
    NoAxe {
        /// Where axe-core should be.
        path: PathBuf,
    },
}

impl WindowTrouble {
    /// Whether a script ended because its document did.
    pub(super) fn is_of_a_document_that_went(&self) -> bool {
        matches!(self, Self::Refused { words, .. } if words.contains("unload"))
    }
}
