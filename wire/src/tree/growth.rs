//! How a tree grew, for whoever kept its edge: the subtrees that came, between the leaves that are known already.
//!
//! Its length follows what is new, not what is there. Who sends entries and hears that nothing else has come needs no
//! hash at all, and still knows that the tree holds these entries and begins with the tree that was there before.

use super::{Edge, Nodes};
use crate::id::Hash;

/// Neighbouring leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeafRun {
    /// The first of them, counted from 0.
    pub first: u64,
    /// How many; at least 1.
    pub count: u64,
}

impl LeafRun {
    /// The leaf after the last; nothing where no tree reaches that far.
    #[must_use]
    pub fn end(&self) -> Option<u64> {
        self.first.checked_add(self.count).filter(|end| *end <= MOST_LEAVES)
    }
}

/// No store holds more.
const MOST_LEAVES: u64 = 1 << 62;

/// The proof: roots of the full subtrees between `from` and `to` that lie outside the runs `known`, from left to
/// right. The runs are ordered; of a run below `from` only the part from there on counts.
///
/// # Errors
/// Those of the nodes.
pub fn growth<N: Nodes>(nodes: &N, from: u64, to: u64, known: &[LeafRun]) -> Result<Vec<Hash>, N::Error> {
    let mut proof = Vec::new();
    let mut at = from;
    for run in known {
        pieces(at, run.first.min(to)).try_for_each(|(level, index)| {
            proof.push(nodes.node(level, index)?);
            Ok(())
        })?;
        at = at.max(run.end().unwrap_or(to));
    }
    pieces(at, to).try_for_each(|(level, index)| {
        proof.push(nodes.node(level, index)?);
        Ok(())
    })?;
    Ok(proof)
}

impl Edge {
    /// The edge of the tree of `to` leaves that grew out of this one by `proof` and by these leaves, ordered, none
    /// below this edge. The caller compares its root with the one that was signed: then the signed tree begins with
    /// this one and holds the leaves. Nothing when the proof is not of the length that belongs here.
    #[must_use]
    pub fn grown(&self, to: u64, proof: &[Hash], leaves: &[(u64, Hash)]) -> Option<Self> {
        if to > MOST_LEAVES {
            return None;
        }
        let mut grown = self.clone();
        let mut proof = proof.iter();
        for (at, leaf) in leaves {
            if *at < grown.size() || *at >= to {
                return None;
            }
            grown.take(*at, &mut proof)?;
            grown.push(*leaf);
        }
        grown.take(to, &mut proof)?;
        (proof.next().is_none() && grown.size() == to).then_some(grown)
    }

    fn take<'a>(&mut self, to: u64, proof: &mut impl Iterator<Item = &'a Hash>) -> Option<()> {
        for (level, _) in pieces(self.size(), to) {
            self.append(level, *proof.next()?);
        }
        Some(())
    }
}

/// The largest full subtrees, as level and index, that fill the leaves from `from` up to `to`.
fn pieces(from: u64, to: u64) -> impl Iterator<Item = (u32, u64)> {
    let mut at = from;
    std::iter::from_fn(move || {
        let left = to.checked_sub(at).filter(|left| *left > 0)?;
        let level = at.trailing_zeros().min(left.ilog2());
        let piece = (level, at >> level);
        at += 1 << level;
        Some(piece)
    })
}
