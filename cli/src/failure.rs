//! Why a command was not carried out: a stable code, an exit code, and one sentence with what to do.

use crate::advice;
use first72_core::directory::ceremony::CeremonyError;
use first72_core::drill::ScriptErrors;
use first72_core::incident::IncidentError;
use first72_core::notebook::{NotebookError, SharedError};
use first72_core::protocol::edition::CopyError;
use first72_core::protocol::problem::PackErrors;
use first72_core::protocol::ready::Lack;
use first72_core::protocol::scenario::ScenarioFailure;
use first72_core::protocol::signature_file::SignatureFileError;
use first72_core::seal::{NoRandomness, UnlockError};
use first72_core::sync::{NotAProof, SyncError};
use serde_json::Value;
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
    #[error("{} is there already and is not overwritten; name a new one", path.display())]
    Taken { path: PathBuf },
    #[error("{argument} cannot be read; {wanted}")]
    Argument { argument: &'static str, wanted: &'static str },
    #[error("there is no {thing} {wanted} here; {advice}")]
    NoSuch { thing: &'static str, wanted: String, advice: &'static str },
    #[error("{wanted} means more than one {thing}; give more of its id")]
    Several { thing: &'static str, wanted: String },
    #[error("{}", advice::sentence(error))]
    Notebook { error: NotebookError },
    /// Some realms' exchange ended well and is said all the same.
    #[error("{}", failed.iter().map(|(realm, error)| format!("{realm}: {}", advice::sentence(error))).collect::<Vec<_>>().join("\n         "))]
    Partly { text: String, realms: Vec<Value>, failed: Vec<(String, NotebookError)> },
    #[error("the realm was not founded and nothing was written: {error}; {}", advice::on_founding(error))]
    Ceremony {
        #[from]
        error: CeremonyError,
    },
    #[error("{0}")]
    Pack(PackErrors),
    #[error("{0}")]
    Signatures(SignatureFileError),
    #[error("the pack's own scenarios do not hold; mend the pack or the scenario:{}", listed(.0))]
    Scenarios(Vec<ScenarioFailure>),
    #[error("the pack is whole and not ready to be signed:{}", listed(.0))]
    NotReady(Vec<Lack>),
    #[error("{error}; export it again from the device that noticed it")]
    ServerProof {
        #[from]
        error: NotAProof,
    },
    #[error(
        "{error}; take the file as `first72 audit incident` wrote it, and if it is that one, keep it and ask its auditor"
    )]
    Incident {
        #[from]
        error: IncidentError,
    },
    #[error("{0}")]
    Script(ScriptErrors),
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
            Self::Partly { failed, .. } => failed.first().map_or("cli.partly", |(_, error)| error.code()),
            Self::Ceremony { error } => error.code(),
            Self::Pack(errors) => errors.code(),
            Self::Signatures(_) => "pack.signature-file",
            Self::Scenarios(_) => "pack.scenarios",
            Self::NotReady(_) => "pack.not-ready",
            Self::ServerProof { error } => error.code(),
            Self::Incident { error } => error.code(),
            Self::Script(errors) => errors.code(),
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
            Self::Taken { .. }
            | Self::Ceremony { .. }
            | Self::Pack(_)
            | Self::Signatures(_)
            | Self::Scenarios(_)
            | Self::NotReady(_)
            | Self::ServerProof { .. }
            | Self::Incident { .. }
            | Self::Script(_) => REFUSED,
            Self::Notebook { error } => exit_of(error),
            Self::Partly { failed, .. } => failed.first().map_or(REFUSED, |(_, error)| exit_of(error)),
        }
    }
}

impl From<NotebookError> for Failure {
    fn from(error: NotebookError) -> Self {
        Self::Notebook { error }
    }
}

impl From<CopyError> for Failure {
    fn from(error: CopyError) -> Self {
        NotebookError::from(error).into()
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
        NotebookError::Shared(SharedError::Whose | SharedError::Name) => USAGE,
        NotebookError::Shared(SharedError::Nobody)
        | NotebookError::NoProfile
        | NotebookError::NoEpisode
        | NotebookError::NoPack { .. }
        | NotebookError::NoField { .. }
        | NotebookError::NoStep { .. } => NOT_FOUND,
        _ => REFUSED,
    }
}

fn listed<T: std::fmt::Display>(failures: &[T]) -> String {
    failures.iter().map(|failure| format!("\n{failure}")).collect()
}
