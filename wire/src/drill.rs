//! The drill realm: its keys are public by design, and by them a drill is told from a real realm.
//!
//! The root key of the drill realm is drawn from a sentence that anybody can read, so everybody can
//! sign under it and nothing signed under it can be trusted. Every door of a notebook and of a server
//! asks for these constants, never for a flag that somebody could leave out.

use crate::genesis::Genesis;
use crate::id::RealmId;
use thiserror::Error;

/// The Ed25519 root key of every drill.
pub const ROOT_PK: [u8; 32] = [
    0xcc, 0xc3, 0x1e, 0x81, 0xb3, 0x77, 0x57, 0x7c, 0x18, 0xf4, 0x9c, 0x34, 0xf9, 0xb4, 0xf1, 0x7e, 0x78, 0x47, 0x37,
    0x43, 0x38, 0x1d, 0xd5, 0x45, 0xf7, 0x67, 0x9d, 0x4c, 0xbc, 0x0a, 0xef, 0x55,
];

/// The Ed25519 key that signs for a drill's server in memory.
pub const LOG_PK: [u8; 32] = [
    0xea, 0x3b, 0xfc, 0x46, 0x53, 0xb9, 0xf5, 0x29, 0xa0, 0x9f, 0x4a, 0x4c, 0xa8, 0xab, 0x7e, 0x99, 0x6d, 0x41, 0xa9,
    0x81, 0xd7, 0x53, 0x5d, 0xf3, 0x89, 0x09, 0xad, 0xdf, 0x4a, 0xac, 0x5f, 0x1a,
];

/// The drill realm as this version founds it.
pub const REALM: RealmId = RealmId(*b"\xf8\x51\xff\xe6\x71\xf4\x6a\x58\xc7\x8f\x80\x76\x04\xc6\x7e\xab");

/// Something of a drill came to a real place, or something real to a drill. Nothing of it was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Mixed {
    /// Drill content at the door of a real notebook or server.
    #[error("this belongs to a drill, and nothing of a drill goes into a real notebook")]
    DrillInReal,
    /// Real content at the door of a drill.
    #[error("this is real, and a drill takes in nothing real")]
    RealInDrill,
}

impl Mixed {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DrillInReal => "drill.in-real",
            Self::RealInDrill => "drill.real-in-drill",
        }
    }
}

impl Genesis {
    /// Whether the realm is a drill's: its root is the one whose key everybody has.
    #[must_use]
    pub fn is_drill(&self) -> bool {
        self.fields().root_pk == ROOT_PK
    }
}

/// Lets a realm in where it belongs: a drill's into a drill, every other one into a real notebook.
///
/// # Errors
/// [`Mixed`] when it is of the other kind.
pub fn realm_belongs(in_drill: bool, genesis: &Genesis) -> Result<(), Mixed> {
    belongs(in_drill, genesis.is_drill())
}

/// The same for what names its realm only by id: an entry, a code that pins a realm.
///
/// # Errors
/// As [`realm_belongs`].
pub fn id_belongs(in_drill: bool, realm: &RealmId) -> Result<(), Mixed> {
    belongs(in_drill, *realm == REALM)
}

const fn belongs(in_drill: bool, is_drill: bool) -> Result<(), Mixed> {
    match (in_drill, is_drill) {
        (false, true) => Err(Mixed::DrillInReal),
        (true, false) => Err(Mixed::RealInDrill),
        _ => Ok(()),
    }
}
