//! Why a sync ended before its end.

use super::relay::RelayError;
use crate::seal::NoRandomness;
use crate::vault::VaultError;
use first72_wire::drill::Mixed;
use thiserror::Error;

/// A sync that stopped. What was kept until then stays kept; everything else works on.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SyncError {
    /// The server was away, slow, full, or said no.
    #[error(transparent)]
    Relay(#[from] RelayError),
    /// This device could not keep what came.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// No random bytes for a nonce.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// An answer does not hold: not signed by this realm's server, or not of the form agreed.
    #[error("the answer does not hold: {what}")]
    Answer {
        /// What does not hold, as a stable code.
        what: &'static str,
    },
    /// The server shows a smaller log than it once signed. Nothing more is exchanged with it.
    #[error("the server went back from {had} entries to {has}")]
    WentBack {
        /// The size it once signed.
        had: u64,
        /// The size it shows now.
        has: u64,
    },
    /// The server shows another log of the same size than it once signed.
    #[error("the server shows two histories of {size} entries")]
    TwoHistories {
        /// The size of both.
        size: u64,
    },
    /// The server cannot show that its log grew out of the one that it once signed and holds what was sent.
    #[error("the server cannot show that its log of {has} entries grew out of the one of {had}")]
    Unproven {
        /// The size it once signed; 0 for none.
        had: u64,
        /// The size it shows now.
        has: u64,
    },
    /// The server was caught before, and nobody has let the sync go on since.
    #[error("nothing is exchanged with this server: {code}")]
    Stopped {
        /// What it was caught at, as a stable code.
        code: String,
    },
    /// The server says that this device was ended and gives the entry. Whether that is true is
    /// for the notebook to check: only a registrar's signature counts.
    #[error("the server says that this device was ended")]
    DeviceEnded {
        /// The entry, unchecked; none when the server gave none.
        statement: Option<Vec<u8>>,
    },
    /// A drill's server answered a real notebook, or another server than its own answered a drill.
    #[error(transparent)]
    Mixed(#[from] Mixed),
    /// Too many entries wait for something that does not come.
    #[error("too many entries wait for something that does not come")]
    TooManyParked,
}

impl SyncError {
    /// Whether the server was caught just now: at going back, at two histories, or without a proof.
    #[must_use]
    pub const fn caught(&self) -> bool {
        matches!(self, Self::WentBack { .. } | Self::TwoHistories { .. } | Self::Unproven { .. })
    }

    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Relay(inner) => inner.code(),
            Self::Vault(inner) => inner.code(),
            Self::Random(inner) => inner.code(),
            Self::Answer { what } => what,
            Self::WentBack { .. } => "server.went-back",
            Self::TwoHistories { .. } => "server.two-histories",
            Self::Unproven { .. } => "server.unproven",
            Self::Stopped { .. } => "server.stopped",
            Self::DeviceEnded { .. } => "device.ended",
            Self::Mixed(inner) => inner.code(),
            Self::TooManyParked => "sync.too-many-parked",
        }
    }
}
