//! The Merkle tree over everything that a server holds (RFC 6962, section 2.1), and what proves something about it.
//!
//! Leaves are the exact bytes of entries, in the order in which the server appended them, counted from 0. Nothing here
//! stores anything: who makes a proof hands over the tree's nodes ([`Nodes`]), who checks one needs roots and hashes only.
//!
//! ```text
//! inclusion     this leaf stands at this place of the tree with this root            RFC 6962, 2.1.1
//! consistency   the tree with this root begins with the tree with that root          RFC 6962, 2.1.2
//! growth        both at once, for whoever has kept the edge of the smaller tree      `growth.rs`
//! ```

mod consistency;
mod edge;
mod growth;
mod inclusion;
#[cfg(test)]
mod tests;

pub use consistency::{consistency, is_consistent};
pub use edge::Edge;
pub use growth::{LeafRun, growth};
pub use inclusion::{inclusion, is_included, root_with, witnesses_of};

use crate::id::Hash;
use crate::label::plain_digest;

/// Most hashes in a proof about one leaf or one older tree: a tree of 2^63 leaves needs no more.
pub const MAX_PATH: usize = 64;

/// Hash of an entry as a leaf.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    plain_digest(&[&[0], entry])
}

/// Hash of two neighbouring subtrees.
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    plain_digest(&[&[1], &left.0, &right.0])
}

/// The root of a tree without leaves.
#[must_use]
pub fn empty_root() -> Hash {
    plain_digest(&[])
}

/// Where the nodes of a tree come from.
pub trait Nodes {
    /// Why a node could not be had.
    type Error;

    /// The root of the full subtree over the leaves `index × 2^level` up to `(index + 1) × 2^level`. Level 0 is leaves.
    /// It is asked only for subtrees that lie within the tree whole.
    ///
    /// # Errors
    /// The store's own.
    fn node(&self, level: u32, index: u64) -> Result<Hash, Self::Error>;
}

/// The largest power of two below `leaves`: where RFC 6962 parts a tree of more than one leaf.
const fn split(leaves: u64) -> u64 {
    match leaves {
        0 | 1 => 0,
        _ => 1 << (63 - (leaves - 1).leading_zeros()),
    }
}

/// The root over the leaves from `from` up to `to`, which is a subtree of RFC 6962.
fn subtree<N: Nodes>(nodes: &N, from: u64, to: u64) -> Result<Hash, N::Error> {
    let leaves = to - from;
    match leaves {
        0 => Ok(empty_root()),
        _ if leaves.is_power_of_two() => nodes.node(leaves.trailing_zeros(), from >> leaves.trailing_zeros()),
        _ => {
            let middle = from + split(leaves);
            Ok(node_hash(&subtree(nodes, from, middle)?, &subtree(nodes, middle, to)?))
        }
    }
}
