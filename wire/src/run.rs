//! Pages: how many entries travel at once. A page is runs of chains without what can be derived.
//!
//! ```text
//! page  = "FCP1" form run*             form: 0 upload, 2 download (entries have places)
//! run   = space16 device16 seq prev32 item+
//! item  = flags [kind] [key_id16] [commit32] [pos dir_pos leaf] body_len body signature64
//! flags = 1 kind follows · 2 key_id follows · 4 commit follows · 128 last item of its run
//! ```
//! Numbers are LEB128 in their shortest form. Within a run `seq` counts up, `prev` is the hash of
//! the item before, kind (at first 1) and key id (at first zero) stay until they change, commit is
//! zero unless it follows, and `pos`, `dir_pos` and `leaf` are differences to the item before.
//! Form 1 was a download without `leaf`.
//! The receiver rebuilds the exact bytes of each entry before it does anything else with them.

mod pack;
mod unpack;
mod varint;

pub use pack::Packer;
pub use unpack::{PageError, Wrong, unpack};

use crate::entry::{Malformed, SealedEntry, signing_input, verify};
use crate::id::{DeviceId, Hash, SpaceId};

/// The first four bytes of every page.
pub const MAGIC: [u8; 4] = *b"FCP1";

/// Which way a page travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Form {
    /// From a device; entries have no place yet.
    Upload = 0,
    /// To a device; entries have places.
    Download = 2,
}

/// Where an entry stands on the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// 1, 2, 3 … in its space, without gaps.
    pub pos: u64,
    /// How many entries the realm's directory had when this one was appended. An entry is *late*
    /// when its author's `device_end` stands at or before this position of the directory.
    pub dir_pos: u64,
    /// Its number among all entries of the server, from 0: its leaf of the tree (RFC 6962). A lost server is made again
    /// from what devices hold, in this order.
    pub leaf: u64,
}

/// Consecutive entries of one author in one space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The space of all of them.
    pub space: SpaceId,
    /// The author of all of them.
    pub device: DeviceId,
    /// At least one, in the order of the chain.
    pub items: Vec<Item>,
}

/// One entry of a run, rebuilt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The entry; or why it is none that this version knows (a later kind). Its neighbours are not harmed.
    pub entry: Result<SealedEntry, Malformed>,
    /// The exact bytes when they are no entry that this version knows, to be kept; else empty.
    pub raw: Vec<u8>,
    /// The entry hash, computed from the rebuilt bytes.
    pub hash: Hash,
    /// Its place; zero in an upload.
    pub place: Place,
}

impl Run {
    /// How many items from the start of the run are authentic: the newest signature that holds
    /// carries every item before it, because each entry's hash binds the hash of the one before.
    ///
    /// It says nothing about the signatures of those earlier items; whoever needs one of them on
    /// its own (for court) checks it on its own.
    #[must_use]
    pub fn authentic(&self, sig_pk: &[u8; 32]) -> usize {
        let holds = |item: &Item| {
            item.entry.as_ref().is_ok_and(|entry| verify(sig_pk, &signing_input(&item.hash), &entry.signature))
        };
        self.items.iter().rposition(holds).map_or(0, |last| last + 1)
    }
}
