//! Why a command was not carried out: a stable code, an exit code, and one sentence with what to do.

use first72_core::directory::ceremony::CeremonyError;
use first72_core::notebook::NotebookError;
use first72_core::protocol::problem::PackErrors;
use first72_core::protocol::scenario::ScenarioFailure;
use first72_core::seal::{NoRandomness, UnlockError};
use first72_core::sync::SyncError;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The command was not understood.
pub(crate) const USAGE: u8 = 2;
const REFUSED: u8 = 3;
const UNLOCK: u8 = 4;
const NETWORK: u8 = 5;
const STORAGE: u8 = 6;
const NOT_FOUND: u8 = 7;

/// Why a command was not carried out.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error("no vault was named; use --vault DIR or FIRST72_VAULT")]
    NoVaultNamed,
    #[error("no secret was given; type it when asked, or use --secret-file, FIRST72_SECRET, or a pipe")]
    NoSecret,
    #[error("the two secrets differ, and nothing was made; try again")]
    SecretsDiffer,
    #[error("there is no vault in {}; make one with `first72 vault create`", path.display())]
    NoFolder { path: PathBuf },
    #[error("{}: {error}; check the path and its permissions", path.display())]
    File { path: PathBuf, error: io::Error },
    #[error("{} is there already and is not overwritten; name a new folder", path.display())]
    Taken { path: PathBuf },
    #[error("{argument} cannot be read; {wanted}")]
    Argument { argument: &'static str, wanted: &'static str },
    #[error("there is no {thing} {wanted} here; {advice}")]
    NoSuch { thing: &'static str, wanted: String, advice: &'static str },
    #[error("{wanted} means more than one {thing}; give more of its id")]
    Several { thing: &'static str, wanted: String },
    #[error("{error}; {}", advice(error))]
    Notebook { error: NotebookError },
    #[error("the realm was not founded: {0}; nothing was written")]
    Ceremony(#[from] CeremonyError),
    #[error("{0}")]
    Pack(PackErrors),
    #[error("the pack's own scenarios do not hold; mend the pack or the scenario:{}", listed(.0))]
    Scenarios(Vec<ScenarioFailure>),
    #[error("the line is not a command: {0}; see `first72 script --help`")]
    Line(serde_json::Error),
}

impl Failure {
    pub(crate) fn file(path: &Path, error: io::Error) -> Self {
        Self::File { path: path.to_owned(), error }
    }

    /// The stable code.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::NoVaultNamed => "cli.no-vault-named",
            Self::NoSecret => "cli.no-secret",
            Self::SecretsDiffer => "cli.secrets-differ",
            Self::NoFolder { .. } => "notebook.no-profile",
            Self::File { .. } => "cli.file",
            Self::Taken { .. } => "cli.taken",
            Self::Argument { .. } => "cli.argument",
            Self::NoSuch { .. } => "cli.no-such",
            Self::Several { .. } => "cli.several",
            Self::Notebook { error } => error.code(),
            Self::Ceremony(error) => error.code(),
            Self::Pack(errors) => errors.code(),
            Self::Scenarios(_) => "pack.scenarios",
            Self::Line(_) => "cli.line",
        }
    }

    /// The exit code.
    pub(crate) fn exit(&self) -> u8 {
        match self {
            Self::NoVaultNamed
            | Self::NoSecret
            | Self::SecretsDiffer
            | Self::Argument { .. }
            | Self::Several { .. }
            | Self::Line(_) => USAGE,
            Self::File { error, .. } if error.kind() == io::ErrorKind::NotFound => NOT_FOUND,
            Self::File { .. } => STORAGE,
            Self::NoFolder { .. } | Self::NoSuch { .. } => NOT_FOUND,
            Self::Taken { .. } | Self::Ceremony(_) | Self::Pack(_) | Self::Scenarios(_) => REFUSED,
            Self::Notebook { error } => exit_of(error),
        }
    }
}

impl From<NotebookError> for Failure {
    fn from(error: NotebookError) -> Self {
        Self::Notebook { error }
    }
}

impl From<NoRandomness> for Failure {
    fn from(error: NoRandomness) -> Self {
        NotebookError::from(error).into()
    }
}

fn exit_of(error: &NotebookError) -> u8 {
    match error {
        NotebookError::Unlock(UnlockError::Weak(_)) => REFUSED,
        NotebookError::Unlock(UnlockError::Files | UnlockError::Damaged) => STORAGE,
        NotebookError::Unlock(_) => UNLOCK,
        NotebookError::Sync(SyncError::Vault(_)) => STORAGE,
        NotebookError::Relay(_) | NotebookError::Sync(_) => NETWORK,
        NotebookError::Vault(_) | NotebookError::KeyStore(_) | NotebookError::Damaged => STORAGE,
        NotebookError::NoProfile
        | NotebookError::NoEpisode
        | NotebookError::NoPack { .. }
        | NotebookError::NoField { .. }
        | NotebookError::NoStep { .. } => NOT_FOUND,
        _ => REFUSED,
    }
}

fn advice(error: &NotebookError) -> &'static str {
    match error {
        NotebookError::NotEnrolled => "ask a registrar to take this device in, beginning with `first72 device request`",
        NotebookError::NotEntitled { .. } => "a registrar can give the entitlement",
        NotebookError::NoKey => "sync, and try again",
        NotebookError::NoProfile => "make one with `first72 vault create`",
        NotebookError::ProfileExists => "use it, or name another folder",
        NotebookError::NoEpisode => "`first72 list` shows those that are here",
        NotebookError::NoPack { .. } => "`first72 pack show` lists the packs",
        NotebookError::NoField { .. } | NotebookError::NoStep { .. } => "`first72 pack show PACK` lists what it has",
        NotebookError::FixedList { .. } => "answer the items that the pack offers",
        NotebookError::Answer(_) => "`first72 pack show PACK` says what is allowed",
        NotebookError::Unlock(UnlockError::Weak(_)) => "choose a longer secret",
        NotebookError::Unlock(UnlockError::NeedsRelease) => "call the registrar",
        NotebookError::Unlock(UnlockError::Wiped) => "ask a registrar to take the device in anew",
        NotebookError::Unlock(_) => "wait and try again with the right secret",
        NotebookError::Release(_) => "read the code again, or ask the registrar for it again",
        NotebookError::AlreadyEnrolled => "nothing is left to do",
        NotebookError::NotRegistrar => "use the registrar's device",
        NotebookError::DemoOnly => "make the vault without --emulated-chip for a real realm",
        NotebookError::Enrol(_) => "compare the codes on both devices and ask for a new one",
        NotebookError::Relay(_) | NotebookError::Sync(_) => "everything is still on this device; try again later",
        NotebookError::Vault(_) | NotebookError::KeyStore(_) | NotebookError::Random(_) => {
            "check the device's space and permissions; what was saved before is untouched"
        }
        NotebookError::Op(_) | NotebookError::Seal(_) | NotebookError::Wrap(_) => "nothing was saved",
        NotebookError::Damaged => "keep the folder as it is and call the registrar",
    }
}

fn listed(failures: &[ScenarioFailure]) -> String {
    failures.iter().map(|failure| format!("\n{failure}")).collect()
}
