//! That leaves stand in a tree: one of them by its path (RFC 6962, 2.1.1), or several at once.

use super::{MAX_PATH, Nodes, node_hash, split, subtree};
use crate::id::Hash;

/// The path of a leaf in the tree of `size` leaves, from the leaf up. Empty where there is no such leaf.
///
/// # Errors
/// Those of the nodes.
pub fn inclusion<N: Nodes>(nodes: &N, leaf: u64, size: u64) -> Result<Vec<Hash>, N::Error> {
    let mut path = Vec::new();
    let (mut from, mut to) = (0, size);
    while leaf < size && to - from > 1 {
        let middle = from + split(to - from);
        if leaf < middle {
            path.push(subtree(nodes, middle, to)?);
            to = middle;
        } else {
            path.push(subtree(nodes, from, middle)?);
            from = middle;
        }
    }
    path.reverse();
    Ok(path)
}

/// Whether the path shows that this leaf stands at this place of the tree of `size` leaves with this root
/// (RFC 9162, 2.1.3.2).
#[must_use]
pub fn is_included(leaf: u64, hash: &Hash, size: u64, root: &Hash, path: &[Hash]) -> bool {
    if leaf >= size || path.len() > MAX_PATH {
        return false;
    }
    let (mut at, mut last, mut node) = (leaf, size - 1, *hash);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            node = node_hash(sibling, &node);
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            node = node_hash(&node, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && node == *root
}

/// What else is needed to come from these leaves, ordered and each once, to the root of the tree of `size` leaves:
/// the roots of the largest subtrees without any of them, from left to right.
///
/// # Errors
/// Those of the nodes.
pub fn witnesses_of<N: Nodes>(nodes: &N, leaves: &[u64], size: u64) -> Result<Vec<Hash>, N::Error> {
    let mut proof = Vec::new();
    gather(nodes, leaves, (0, size), &mut proof)?;
    Ok(proof)
}

fn gather<N: Nodes>(nodes: &N, leaves: &[u64], (from, to): (u64, u64), proof: &mut Vec<Hash>) -> Result<(), N::Error> {
    if leaves.is_empty() {
        proof.push(subtree(nodes, from, to)?);
        return Ok(());
    }
    if to - from <= 1 {
        return Ok(());
    }
    let middle = from + split(to - from);
    let (left, right) = leaves.split_at(leaves.partition_point(|leaf| *leaf < middle));
    gather(nodes, left, (from, middle), proof)?;
    gather(nodes, right, (middle, to), proof)
}

/// The root of the tree of `size` leaves that holds these leaves, ordered and each once, given [`witnesses_of`]
/// them. Nothing when the proof is not of the length that belongs here, or a leaf lies outside.
#[must_use]
pub fn root_with(leaves: &[(u64, Hash)], size: u64, proof: &[Hash]) -> Option<Hash> {
    let ordered = leaves.is_sorted_by(|one, next| one.0 < next.0);
    if !ordered || leaves.last().is_none_or(|last| last.0 >= size) {
        return None;
    }
    let mut proof = proof.iter();
    let root = climb(leaves, (0, size), &mut proof)?;
    proof.next().is_none().then_some(root)
}

fn climb<'a>(
    leaves: &[(u64, Hash)],
    (from, to): (u64, u64),
    proof: &mut impl Iterator<Item = &'a Hash>,
) -> Option<Hash> {
    match leaves {
        [] => proof.next().copied(),
        [(_, leaf)] if to - from == 1 => Some(*leaf),
        _ => {
            let middle = from + split(to - from);
            let (left, right) = leaves.split_at(leaves.partition_point(|leaf| leaf.0 < middle));
            let left = climb(left, (from, middle), &mut *proof)?;
            Some(node_hash(&left, &climb(right, (middle, to), proof)?))
        }
    }
}
