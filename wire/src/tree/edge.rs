//! The right edge of a tree: the little that must be kept to let it grow.

use super::{empty_root, node_hash};
use crate::id::Hash;

/// The roots of a tree's full subtrees. Cloning costs at most 64 hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    /// Largest first: one for each set bit of `size`.
    peaks: Vec<Hash>,
}

impl Edge {
    /// An edge as it was kept; nothing when the parts do not belong together.
    #[must_use]
    pub fn from_parts(size: u64, peaks: &[u8]) -> Option<Self> {
        let peaks: Vec<Hash> = peaks.chunks(32).map(Hash::from_slice).collect::<Option<_>>()?;
        let expected = usize::try_from(size.count_ones()).ok()?;
        (peaks.len() == expected).then_some(Self { size, peaks })
    }

    /// The peaks one after the other, as they are kept.
    #[must_use]
    pub fn peak_bytes(&self) -> Vec<u8> {
        self.peaks.iter().flat_map(|peak| peak.0).collect()
    }

    /// How many leaves the tree has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        let root = self.peaks.iter().rev().copied().reduce(|right, left| node_hash(&left, &right));
        root.unwrap_or_else(empty_root)
    }

    /// Appends the hash of a leaf.
    pub fn push(&mut self, leaf: Hash) {
        self.append(0, leaf);
    }

    /// Appends a full subtree of `2^level` leaves. `size` must be a multiple of that.
    pub(super) fn append(&mut self, level: u32, root: Hash) {
        let mut node = root;
        for _ in 0..(self.size >> level).trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                node = node_hash(&left, &node);
            }
        }
        self.peaks.push(node);
        self.size += 1 << level;
    }
}
