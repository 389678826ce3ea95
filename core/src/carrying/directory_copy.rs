//! A copy of a realm's directory, for a device that cannot reach the server any more: who belongs to the realm, its rules and the
//! server's authorities, sealed and signed as they are.
//!
//! `F72DIRCP`, then each entry behind its length as 4 bytes, as in a bundle of what was not sent. The other beginning tells them apart: a
//! bundle is brought to the server, a copy is learnt from.

use crate::directory::ended::{EndedError, bundled, unbundled};
use first72_wire::entry::SealedEntry;

const BEGINNING: &[u8; 8] = b"F72DIRCP";

/// Entries of a directory in one file.
pub struct DirectoryCopy;

impl DirectoryCopy {
    /// Whether bytes begin as a copy does.
    #[must_use]
    pub fn is_one(bytes: &[u8]) -> bool {
        bytes.starts_with(BEGINNING)
    }

    /// The bytes of the file.
    #[must_use]
    pub fn to_bytes(entries: &[SealedEntry]) -> Vec<u8> {
        bundled(BEGINNING, entries)
    }

    /// Reads a file. Nothing in it has been checked but its form.
    ///
    /// # Errors
    /// [`EndedError::Bundle`].
    pub fn parse(bytes: &[u8]) -> Result<Vec<SealedEntry>, EndedError> {
        unbundled(BEGINNING, bytes)
    }
}
