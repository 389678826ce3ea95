//! Entries into a page.

use super::{Form, MAGIC, Place, varint};
use crate::entry::{SIGNATURE_LEN, SealedEntry};
use crate::header::Kind;
use crate::id::{DeviceId, Hash, KeyId, SpaceId};

pub(super) const KIND: u8 = 1;
pub(super) const KEY_ID: u8 = 2;
pub(super) const COMMIT: u8 = 4;
pub(super) const LAST: u8 = 128;

/// Builds a page entry by entry. Entries of one chain that follow each other become one run, so
/// sorting by chain first makes the page smaller; nothing else depends on the order.
pub struct Packer {
    out: Vec<u8>,
    form: Form,
    run: Option<Open>,
    count: usize,
}

struct Open {
    space: SpaceId,
    device: DeviceId,
    next_seq: Option<u64>,
    hash: Hash,
    kind: Kind,
    key_id: KeyId,
    place: Place,
    flags_at: usize,
}

impl Packer {
    /// The most that a page grows by one entry, beyond the length of its body.
    pub const MOST_OVERHEAD: usize = (16 + 16 + 10 + 32) + (1 + 1 + 16 + 32 + 10 + 10 + 10 + 3) + SIGNATURE_LEN;

    /// An empty page.
    #[must_use]
    pub fn new(form: Form) -> Self {
        let mut out = MAGIC.to_vec();
        out.push(form as u8);
        Self { out, form, run: None, count: 0 }
    }

    /// Length of the page so far in bytes.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.out.len()
    }

    /// How many entries are in the page.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count
    }

    /// Whether no entry is in the page.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether a page of `most` bytes has room for an entry with a body of this length, whatever its header.
    #[must_use]
    pub const fn has_room(&self, body_len: usize, most: usize) -> bool {
        self.out.len() + Self::MOST_OVERHEAD + body_len <= most
    }

    /// Appends an entry. `hash` is its entry hash; `place` counts in downloads only.
    pub fn push(&mut self, entry: &SealedEntry, hash: &Hash, place: Place) {
        let mut run = match self.run.take() {
            Some(open) if continues(&open, entry, place) => self.continue_run(open),
            _ => self.start_run(entry),
        };
        self.item(&mut run, entry, place);
        run.hash = *hash;
        run.next_seq = entry.header.seq.checked_add(1);
        self.run = Some(run);
        self.count += 1;
    }

    /// The page.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    fn continue_run(&mut self, open: Open) -> Open {
        if let Some(flags) = self.out.get_mut(open.flags_at) {
            *flags &= !LAST;
        }
        open
    }

    fn start_run(&mut self, entry: &SealedEntry) -> Open {
        let header = &entry.header;
        self.out.extend_from_slice(&header.space.0);
        self.out.extend_from_slice(&header.device.0);
        varint::write(&mut self.out, header.seq);
        self.out.extend_from_slice(&header.prev.0);
        Open {
            space: header.space,
            device: header.device,
            next_seq: None,
            hash: Hash::ZERO,
            kind: Kind::Op,
            key_id: KeyId::ZERO,
            place: Place::default(),
            flags_at: 0,
        }
    }

    fn item(&mut self, run: &mut Open, entry: &SealedEntry, place: Place) {
        let header = &entry.header;
        run.flags_at = self.out.len();
        let flag = |on: bool, bit: u8| if on { bit } else { 0 };
        let kind = flag(header.kind != run.kind, KIND);
        let key_id = flag(header.key_id != run.key_id, KEY_ID);
        let commit = flag(!header.commit.is_zero(), COMMIT);
        self.out.push(kind | key_id | commit | LAST);
        if kind != 0 {
            self.out.push(header.kind as u8);
            run.kind = header.kind;
        }
        if key_id != 0 {
            self.out.extend_from_slice(&header.key_id.0);
            run.key_id = header.key_id;
        }
        if commit != 0 {
            self.out.extend_from_slice(&header.commit.0);
        }
        if self.form == Form::Download {
            varint::write(&mut self.out, place.pos.saturating_sub(run.place.pos));
            varint::write(&mut self.out, place.dir_pos.saturating_sub(run.place.dir_pos));
            varint::write(&mut self.out, place.leaf.saturating_sub(run.place.leaf));
            run.place = place;
        }
        varint::write(&mut self.out, entry.body.len() as u64);
        self.out.extend_from_slice(&entry.body);
        self.out.extend_from_slice(&entry.signature);
    }
}

fn continues(open: &Open, entry: &SealedEntry, place: Place) -> bool {
    let header = &entry.header;
    open.space == header.space
        && open.device == header.device
        && open.next_seq == Some(header.seq)
        && open.hash == header.prev
        && open.place.pos <= place.pos
        && open.place.dir_pos <= place.dir_pos
        && open.place.leaf <= place.leaf
}
