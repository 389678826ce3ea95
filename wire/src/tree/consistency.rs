//! That one tree begins with another (RFC 6962, 2.1.2), for whoever has nothing but the two roots.

use super::{MAX_PATH, Nodes, empty_root, node_hash, split, subtree};
use crate::id::Hash;

/// The proof that the tree of `to` leaves begins with the tree of `from` leaves. Empty where there is nothing to prove.
///
/// # Errors
/// Those of the nodes.
pub fn consistency<N: Nodes>(nodes: &N, from: u64, to: u64) -> Result<Vec<Hash>, N::Error> {
    let mut proof = Vec::new();
    if from > 0 && from < to {
        part(nodes, from, (0, to), true, &mut proof)?;
    }
    Ok(proof)
}

/// SUBPROOF of RFC 6962: `whole` while the older tree's own root needs no telling.
fn part<N: Nodes>(
    nodes: &N,
    old: u64,
    (from, to): (u64, u64),
    whole: bool,
    proof: &mut Vec<Hash>,
) -> Result<(), N::Error> {
    let leaves = to - from;
    if old == leaves {
        if !whole {
            proof.push(subtree(nodes, from, to)?);
        }
        return Ok(());
    }
    let middle = from + split(leaves);
    if old <= middle - from {
        part(nodes, old, (from, middle), whole, proof)?;
        proof.push(subtree(nodes, middle, to)?);
    } else {
        part(nodes, old - (middle - from), (middle, to), false, proof)?;
        proof.push(subtree(nodes, from, middle)?);
    }
    Ok(())
}

/// Whether the proof shows that the tree of `to` leaves with root `new` begins with the tree of `from` leaves with
/// root `old` (RFC 9162, 2.1.4.2).
#[must_use]
pub fn is_consistent(from: u64, old: &Hash, to: u64, new: &Hash, proof: &[Hash]) -> bool {
    if proof.len() > MAX_PATH || from > to {
        return false;
    }
    if from == to {
        return old == new && proof.is_empty();
    }
    if from == 0 {
        return *old == empty_root() && proof.is_empty();
    }
    // A full older tree is a node of the newer one, and its root stands for itself.
    let (first, rest) = match proof.split_first() {
        _ if from.is_power_of_two() => (old, proof),
        Some((first, rest)) => (first, rest),
        None => return false,
    };
    let levels = (from - 1).trailing_ones();
    let (mut older, mut newer) = ((from - 1) >> levels, (to - 1) >> levels);
    let (mut old_root, mut new_root) = (*first, *first);
    for hash in rest {
        if newer == 0 {
            return false;
        }
        if older & 1 == 1 || older == newer {
            old_root = node_hash(hash, &old_root);
            new_root = node_hash(hash, &new_root);
            while older & 1 == 0 && older != 0 {
                (older, newer) = (older >> 1, newer >> 1);
            }
        } else {
            new_root = node_hash(&new_root, hash);
        }
        (older, newer) = (older >> 1, newer >> 1);
    }
    newer == 0 && old_root == *old && new_root == *new
}
