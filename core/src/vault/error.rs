//! What can go wrong with the vault, in terms a person can act on.

use rusqlite::ErrorCode;
use thiserror::Error;

/// A vault that could not do what was asked. Nothing was half done: every act is one transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum VaultError {
    /// There is no vault file where one was expected.
    #[error("there is no vault here")]
    Missing,
    /// There is a file already where a new vault was to be made.
    #[error("there is a vault here already")]
    AlreadyThere,
    /// The first page does not open with this key: another vault's key, or a damaged file.
    #[error("the vault does not open with this key")]
    Unreadable,
    /// The file opens, but a page in it is damaged.
    #[error("the vault file is damaged")]
    Corrupt,
    /// The file was written by a newer version of the app.
    #[error("the vault was written by a newer version: {found}, known here up to {known}")]
    Future {
        /// The schema version of the file.
        found: i64,
        /// The newest schema version known here.
        known: i64,
    },
    /// The device is out of space. What was there before is untouched.
    #[error("the device is out of space")]
    Full,
    /// Another process has this vault open.
    #[error("the vault is open elsewhere")]
    Busy,
    /// The file or its folder may not be written.
    #[error("the vault may not be written")]
    ReadOnly,
    /// A number is outside what the store can hold (0 to 2^63 − 1).
    #[error("a number is too large to be stored")]
    TooLarge,
    /// A row with the same identity is there already.
    #[error("this row is there already")]
    Exists,
    /// Something of it is only on this device, so it cannot be removed.
    #[error("something of it is only on this device")]
    Unsent,
    /// The operating system failed to read or write.
    #[error("the device failed to read or write: {code}")]
    Io {
        /// `SQLite`'s extended result code, or the system's error number.
        code: i32,
    },
    /// The store refused a statement; a mistake in this program.
    #[error("the store refused a statement: {code}")]
    Internal {
        /// `SQLite`'s extended result code, 0 when it was not `SQLite` that refused.
        code: i32,
    },
}

impl VaultError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "vault.missing",
            Self::AlreadyThere => "vault.already-there",
            Self::Unreadable => "vault.unreadable",
            Self::Corrupt => "vault.corrupt",
            Self::Future { .. } => "vault.future",
            Self::Full => "vault.full",
            Self::Busy => "vault.busy",
            Self::ReadOnly => "vault.read-only",
            Self::TooLarge => "vault.too-large",
            Self::Exists => "vault.exists",
            Self::Unsent => "vault.unsent",
            Self::Io { .. } => "vault.io",
            Self::Internal { .. } => "vault.internal",
        }
    }

    /// Whether the file itself is unfit, so that it should be set aside and kept.
    #[must_use]
    pub const fn is_damage(self) -> bool {
        matches!(self, Self::Unreadable | Self::Corrupt)
    }
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        let Some(sqlite) = error.sqlite_error() else {
            return Self::Internal { code: 0 };
        };
        let code = sqlite.extended_code;
        match sqlite.code {
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::NotADatabase => Self::Unreadable,
            ErrorCode::DatabaseCorrupt => Self::Corrupt,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => Self::ReadOnly,
            ErrorCode::SystemIoFailure => Self::Io { code },
            ErrorCode::ConstraintViolation => match code {
                rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY => Self::Exists,
                _ => Self::Internal { code },
            },
            _ => Self::Internal { code },
        }
    }
}

impl From<std::io::Error> for VaultError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            std::io::ErrorKind::AlreadyExists => Self::AlreadyThere,
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Full,
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Io { code: error.raw_os_error().unwrap_or(0) },
        }
    }
}
