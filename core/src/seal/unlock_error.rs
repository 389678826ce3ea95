//! Why a profile did not open: what a person may know, and no more.

use super::attempts::AttemptsError;
use super::keystore::KeyStoreError;
use super::random::NoRandomness;
use super::typed_secret::WeakSecret;

/// Why a profile did not open. What a person sees must not tell a near miss from a far one, and
/// does not: every wrong secret is [`UnlockError::Wrong`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnlockError {
    /// The secret does not open this profile. It was counted.
    #[error("this does not open the profile; the next attempt is possible in {wait_ms} ms")]
    Wrong {
        /// Milliseconds until the next attempt.
        wait_ms: u64,
    },
    /// Too early after the last miss. Nothing was tried and nothing counted.
    #[error("the next attempt is possible in {wait_ms} ms")]
    Wait {
        /// Milliseconds until the next attempt.
        wait_ms: u64,
    },
    /// Five misses in a row, or the counter is gone: only a registrar's release opens the profile.
    #[error("a registrar must release this profile")]
    NeedsRelease,
    /// Ten misses: the keys of this profile are destroyed.
    #[error("the keys of this profile are destroyed")]
    Wiped,
    /// The new secret is not good enough for this device.
    #[error(transparent)]
    Weak(#[from] WeakSecret),
    /// The chip does not answer.
    #[error(transparent)]
    Chip(#[from] KeyStoreError),
    /// The files of the profile cannot be read or written (disk full, no permission, gone).
    #[error("the files of this profile cannot be read or written")]
    Files,
    /// The unlock file is not one.
    #[error("the unlock file is damaged")]
    Damaged,
    /// Not enough memory for the password derivation (64 MiB), or no random bytes.
    #[error("not enough memory or randomness to unlock")]
    Resources,
}

impl UnlockError {
    /// Stable code for screens and logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Wrong { .. } => "unlock.wrong",
            Self::Wait { .. } => "unlock.wait",
            Self::NeedsRelease => "unlock.needs-release",
            Self::Wiped => "unlock.wiped",
            Self::Weak(inner) => inner.code(),
            Self::Chip(inner) => inner.code(),
            Self::Files => "unlock.files",
            Self::Damaged => "unlock.damaged",
            Self::Resources => "unlock.resources",
        }
    }
}

impl From<NoRandomness> for UnlockError {
    fn from(_: NoRandomness) -> Self {
        Self::Resources
    }
}

impl From<AttemptsError> for UnlockError {
    fn from(error: AttemptsError) -> Self {
        match error {
            AttemptsError::Files => Self::Files,
            AttemptsError::Chip(inner) => Self::Chip(inner),
        }
    }
}
