//! The keys whose signature is the word of a realm's server: that of the founding until the root names others. While two
//! are good the server may sign with either. One that was ended signs nothing any more; what it had signed before, up to
//! the size of the log that the root's device had seen then, stays true.

use super::Notebook;
use super::error::NotebookError;
use super::seat::Seat;
use crate::moment::Moment;
use crate::seal::RootKey;
use crate::sync::{Caught, NotAProof};
use crate::vault::ServerProof;
use first72_wire::checkpoint::Checkpoint;
use first72_wire::derived::server_author;
use first72_wire::id::{DeviceId, RealmId};
use first72_wire::log_keys::{LogKey, LogKeys};
use thiserror::Error;

/// Why a log key was not named, or not ended. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LogKeyError {
    /// It was named before, or there is no room for another.
    #[error("this log key was named before, or there is no room for another")]
    NoRoom,
    /// It is not one of those that are good, or it is the last.
    #[error("this log key is not good any more, or it is the only one that is")]
    NotOneOfTwo,
    /// The server signs with it.
    #[error("the server still signs with this log key")]
    InUse,
}

impl LogKeyError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoRoom => "log-key.no-room",
            Self::NotOneOfTwo => "log-key.not-one-of-two",
            Self::InUse => "log-key.in-use",
        }
    }
}

/// A log key of a realm's server, as this device knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogKeyLine {
    /// The key, and up to where its word counts.
    pub key: LogKey,
    /// Whether the server signed with it what this device saw last.
    pub in_use: bool,
}

impl Notebook {
    /// The log keys of a realm's server, the newest first, ended ones among them.
    ///
    /// # Errors
    /// When this device is not in that realm, or its store cannot be read.
    pub fn log_keys(&self, realm: RealmId) -> Result<Vec<LogKeyLine>, NotebookError> {
        let seat = self.seat_of(realm)?;
        let signer = self.log_key_met(seat)?;
        let line = |key: &LogKey| LogKeyLine { key: *key, in_use: signer == Some(key.public) };
        Ok(seat.log_keys().iter().map(line).collect())
    }

    /// The root names another log key beside those that are good. Devices take the server's word under it once they have
    /// synced; only then may the server sign with it.
    ///
    /// # Errors
    /// [`NotebookError::LogKey`], and those of [`Notebook::set_policy`].
    pub fn trust_log_key(
        &mut self,
        realm: RealmId,
        root: &RootKey,
        public: [u8; 32],
        now: Moment,
    ) -> Result<(), NotebookError> {
        let named = self.seat_of(realm)?.log_keys().with(public).ok_or(LogKeyError::NoRoom)?;
        self.amend_policy(realm, root, |policy| policy.with_log_keys(Some(named)), now)
    }

    /// The root ends one of two log keys at the size of the log that this device has seen. Says that size. `anyway` is for
    /// a key that was stolen, whatever the server signs with.
    ///
    /// # Errors
    /// [`NotebookError::LogKey`], and those of [`Notebook::set_policy`].
    pub fn end_log_key(
        &mut self,
        realm: RealmId,
        root: &RootKey,
        public: &[u8; 32],
        anyway: bool,
        now: Moment,
    ) -> Result<u64, NotebookError> {
        let seat = self.seat_of(realm)?;
        let size = self.vault.checkpoint_of(realm)?.map_or(0, |known| known.size);
        let rest = seat.log_keys().ended(public, size).ok_or(LogKeyError::NotOneOfTwo)?;
        if !anyway && self.log_key_met(seat)? == Some(*public) {
            return Err(LogKeyError::InUse.into());
        }
        self.amend_policy(realm, root, |policy| policy.with_log_keys(Some(rest)), now)?;
        Ok(size)
    }

    /// Forgets what an ended key has signed beyond its end: whoever stole it could have. What the server shows next is held
    /// against the rest, and gets what this device had sent to somebody else. Once for each end: what comes later is held
    /// against the keys of its day.
    pub(super) fn forget_words_beyond_an_end(&mut self, realm: RealmId, now: Moment) -> Result<(), NotebookError> {
        let seat = self.seat_of(realm)?;
        let (keys, device) = (seat.log_keys(), seat.device());
        // Up to the first end whatever was told is the server's, whoever came after.
        let Some(until) = keys.iter().filter_map(|key| key.until).min() else { return Ok(()) };
        let (heeded, these) = (heeded(realm), keys.hash());
        if self.vault.setting(&heeded)?.is_some_and(|done| done == these.0) {
            return Ok(());
        }
        let counts =
            |note: &[u8]| std::str::from_utf8(note).is_ok_and(|note| Checkpoint::open(note, &realm, &keys).is_ok());
        self.vault.forget_words((realm, device), until, counts)?;
        self.lift_what_nobody_signed(realm, &keys, now)?;
        Ok(self.vault.set(&heeded, &these.0)?)
    }

    /// A server that was stopped because it did not fit what a thief had signed goes on.
    fn lift_what_nobody_signed(&mut self, realm: RealmId, keys: &LogKeys, now: Moment) -> Result<(), NotebookError> {
        let stopping = self.vault.server_proofs(realm)?.into_iter().filter(|proof| proof.lifted_ms.is_none());
        let is_void = |proof: &ServerProof| {
            let caught = Caught::parse(&proof.proof).map(|caught| Caught { keys: keys.clone(), ..caught });
            caught.is_ok_and(|caught| caught.check() == Err(NotAProof::Signature))
        };
        let stopping: Vec<bool> = stopping.map(|proof| is_void(&proof)).collect();
        if !stopping.is_empty() && stopping.into_iter().all(|is_void| is_void) {
            self.vault.lift_server_proofs(realm, now.wall_ms)?;
        }
        Ok(())
    }

    /// For a new device: the key with which the server signs today.
    pub(super) fn log_key_for_new(&self, seat: &Seat) -> [u8; 32] {
        let keys = seat.log_keys();
        let met = self.log_key_met(seat).ok().flatten().filter(|met| keys.is_good(met));
        met.or_else(|| keys.good().next().copied()).unwrap_or(seat.enrolment.log_pk)
    }

    /// The key that signed what this device has seen last.
    fn log_key_met(&self, seat: &Seat) -> Result<Option<[u8; 32]>, NotebookError> {
        let Some(known) = self.vault.checkpoint_of(seat.realm())? else { return Ok(None) };
        let note = std::str::from_utf8(&known.note).unwrap_or_default();
        let signed = |key: &&LogKey| Checkpoint::open(note, &seat.realm(), &LogKeys::of(key.public)).is_ok();
        Ok(seat.log_keys().iter().find(signed).map(|key| key.public))
    }
}

/// The setting that names the keys whose ends were heeded: the hash of all of them.
fn heeded(realm: RealmId) -> String {
    format!("log-keys/{realm}")
}

impl Seat {
    /// Those that the root named, or else that of the founding, which came with the enrolment.
    pub(super) fn log_keys(&self) -> LogKeys {
        let named = self.directory.policy().and_then(|policy| policy.log_keys.as_ref());
        named.cloned().unwrap_or_else(|| LogKeys::of(self.enrolment.log_pk))
    }

    /// The log key under which the server is the author of what it says of its own days.
    pub(super) fn log_key_of(&self, author: &DeviceId) -> Option<LogKey> {
        self.log_keys().iter().find(|key| server_author(&key.public) == *author).copied()
    }
}
