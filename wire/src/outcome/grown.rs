//! What shows that the server's tree grew out of the one that a device had seen, and holds what the device sent.

use super::{EntryOutcome, PushAnswer};
use crate::cbor::{CborError, Reader, Writer};
use crate::checkpoint::Checkpoint;
use crate::id::Hash;
use crate::limits::MAX_BATCH_ENTRIES;
use crate::tree::{Edge, LeafRun, root_with};
use thiserror::Error;

/// The proof in the answer to an upload.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grown {
    /// Where the entries with a position stand in the tree, in the order of the page; neighbours share a run.
    pub leaves: Vec<LeafRun>,
    /// What else came since the tree that the device had seen ([`crate::tree::growth`]).
    pub growth: Vec<Hash>,
    /// For entries that were there before that: what else the tree holds ([`crate::tree::witnesses_of`]).
    pub below: Vec<Hash>,
}

/// An answer that does not show what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unproven {
    /// There is no proof, as from a server that does not make any.
    #[error("the answer shows nothing about the server's tree")]
    Missing,
    /// The signed tree does not begin with the one that was seen, or does not hold what was sent.
    #[error("the signed tree is not one that has grown out of the one seen before and holds what was sent")]
    Wrong,
}

impl Unproven {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "proof.missing",
            Self::Wrong => "proof.wrong",
        }
    }
}

impl PushAnswer {
    /// Checks that the tree of `signed`, which the log key signed, grew out of the one with the edge `seen` and holds
    /// each entry that has a position. `leaves` are the leaf hashes of the page in its order. Says the edge of the new tree.
    ///
    /// # Errors
    /// [`Unproven`] when that is not shown.
    pub fn check_grown(&self, seen: &Edge, signed: &Checkpoint, leaves: &[Hash]) -> Result<Edge, Unproven> {
        let grown = self.grown.as_ref().ok_or(Unproven::Missing)?;
        let numbers = self.leaf_numbers().ok_or(Unproven::Wrong)?;
        let there = numbers.into_iter().zip(leaves).filter_map(|(number, leaf)| Some((number?, *leaf)));
        let mut there: Vec<(u64, Hash)> = there.collect();
        there.sort_unstable();
        there.dedup();
        let (before, since) = there.split_at(there.partition_point(|(at, _)| *at < seen.size()));
        let edge = seen.grown(signed.size, &grown.growth, since).filter(|edge| edge.root() == signed.root);
        let edge = edge.ok_or(Unproven::Wrong)?;
        let holds_before = match before {
            [] => grown.below.is_empty(),
            _ => root_with(before, signed.size, &grown.below) == Some(signed.root),
        };
        if holds_before { Ok(edge) } else { Err(Unproven::Wrong) }
    }

    /// The number of the leaf of each entry of the page, none for one without a position. Nothing at all without a proof, and
    /// when the proof speaks of more entries or of fewer. It is what the server says until [`PushAnswer::check_grown`] holds.
    #[must_use]
    pub fn leaf_numbers(&self) -> Option<Vec<Option<u64>>> {
        let runs = &self.grown.as_ref()?.leaves;
        let mut numbers = runs.iter().flat_map(|run| run.first..run.end().unwrap_or(run.first));
        let number = |outcome: &EntryOutcome| match outcome.pos() {
            Some(_) => numbers.next().map(Some),
            None => Some(None),
        };
        let each = self.outcomes.iter().map(number).collect::<Option<Vec<_>>>()?;
        numbers.next().is_none().then_some(each)
    }
}

impl Grown {
    /// How many elements of the answer it takes.
    pub(super) const PARTS: usize = 3;

    /// Gathers the numbers of leaves, in the order of the page.
    #[must_use]
    pub fn runs(leaves: impl IntoIterator<Item = u64>) -> Vec<LeafRun> {
        let mut runs: Vec<LeafRun> = Vec::new();
        for leaf in leaves {
            match runs.last_mut() {
                Some(run) if run.end() == Some(leaf) => run.count += 1,
                _ => runs.push(LeafRun { first: leaf, count: 1 }),
            }
        }
        runs
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.array(self.leaves.len() * 2);
        for run in &self.leaves {
            writer.unsigned(run.first).unsigned(run.count);
        }
        writer.bytes(&bytes_of(&self.growth)).bytes(&bytes_of(&self.below));
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, CborError> {
        let at = reader.position();
        let wrong = || Reader::unexpected(at);
        let length = reader.array()?;
        if length % 2 != 0 || length / 2 > MAX_BATCH_ENTRIES {
            return Err(wrong());
        }
        let (mut leaves, mut all) = (Vec::with_capacity(length / 2), 0u64);
        for _ in 0..length / 2 {
            let run = LeafRun { first: reader.unsigned()?, count: reader.unsigned()? };
            all = all.saturating_add(run.count);
            if run.count == 0 || run.end().is_none() || all > MAX_BATCH_ENTRIES as u64 {
                return Err(wrong());
            }
            leaves.push(run);
        }
        let growth = hashes_of(reader.bytes()?).ok_or_else(wrong)?;
        Ok(Self { leaves, growth, below: hashes_of(reader.bytes()?).ok_or_else(wrong)? })
    }
}

fn bytes_of(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

fn hashes_of(bytes: &[u8]) -> Option<Vec<Hash>> {
    bytes.chunks(32).map(Hash::from_slice).collect()
}

#[cfg(test)]
pub(super) fn any() -> impl proptest::strategy::Strategy<Value = Grown> {
    use proptest::collection::vec;
    use proptest::prelude::*;
    let hashes = || vec(any::<[u8; 32]>().prop_map(Hash), 0..6);
    let runs = vec((0..1_000u64, 1..20u64).prop_map(|(first, count)| LeafRun { first, count }), 0..9);
    (runs, hashes(), hashes()).prop_map(|(leaves, growth, below)| Grown { leaves, growth, below })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::Why;
    use crate::receipt::Receipt;
    use crate::tree::{Nodes, growth, leaf_hash, node_hash, witnesses_of};
    use std::convert::Infallible;

    struct Leaves(Vec<Hash>);

    impl Nodes for Leaves {
        type Error = Infallible;

        fn node(&self, level: u32, index: u64) -> Result<Hash, Infallible> {
            match level {
                0 => Ok(self.0[index as usize]),
                _ => Ok(node_hash(&self.node(level - 1, index * 2)?, &self.node(level - 1, index * 2 + 1)?)),
            }
        }
    }

    fn edge(leaves: &[Hash]) -> Edge {
        let mut edge = Edge::default();
        leaves.iter().for_each(|leaf| edge.push(*leaf));
        edge
    }

    /// A device that has seen 20 of 50 leaves and sent five entries: two new ones, one that was there among the newer
    /// ones, one that was there long before, and one that was refused.
    fn answered() -> (PushAnswer, Edge, Checkpoint, Vec<Hash>, Edge) {
        let all = Leaves((0..50u64).map(|leaf| leaf_hash(&leaf.to_be_bytes())).collect());
        let places = [40u64, 41, 33, 7];
        let runs = Grown::runs(places);
        assert_eq!(runs.len(), 3, "neighbours share a run");
        let since = [LeafRun { first: 33, count: 1 }, LeafRun { first: 40, count: 2 }];
        let grown = Grown {
            leaves: runs,
            growth: growth(&all, 20, 50, &since).unwrap(),
            below: witnesses_of(&all, &[7], 50).unwrap(),
        };
        let outcomes = vec![
            EntryOutcome::Stored { pos: 1 },
            EntryOutcome::Stored { pos: 2 },
            EntryOutcome::Duplicate { pos: 9 },
            EntryOutcome::Refused(Why::Author),
            EntryOutcome::Duplicate { pos: 4 },
        ];
        let mut leaves: Vec<Hash> = places.iter().map(|at| all.0[*at as usize]).collect();
        leaves.insert(3, Hash([9; 32]));
        let receipt = Receipt { server_ms: 1, signature: [0; 64] };
        let answer = PushAnswer { outcomes, receipt, checkpoint: String::new(), news: true, grown: Some(grown) };
        let (seen, new) = (edge(&all.0[..20]), edge(&all.0));
        (answer, seen, Checkpoint::of(&new), leaves, new)
    }

    #[test]
    fn what_was_sent_is_shown_to_be_in_a_tree_that_only_grew() {
        let (answer, seen, signed, leaves, new) = answered();
        assert_eq!(answer.check_grown(&seen, &signed, &leaves), Ok(new));
        assert_eq!(answer.leaf_numbers(), Some(vec![Some(40), Some(41), Some(33), None, Some(7)]));
        let bytes = answer.to_bytes();
        assert_eq!(PushAnswer::parse(&bytes), Ok(answer));
    }

    #[test]
    fn no_answer_without_a_proof_and_none_with_an_altered_one_passes() {
        let (answer, seen, signed, leaves, _) = answered();
        let without = PushAnswer { grown: None, ..answer.clone() };
        assert_eq!(without.check_grown(&seen, &signed, &leaves), Err(Unproven::Missing));
        let alter: [fn(&mut Grown); 8] = [
            |grown| grown.growth[0].0[3] ^= 1,
            |grown| grown.growth.truncate(grown.growth.len() - 1),
            |grown| grown.below[1].0[3] ^= 1,
            |grown| grown.below.clear(),
            |grown| grown.leaves[0].first += 1,
            |grown| grown.leaves[0].count -= 1,
            |grown| grown.leaves.truncate(grown.leaves.len() - 1),
            |grown| grown.leaves.push(LeafRun { first: 44, count: 1 }),
        ];
        for alter in alter {
            let mut altered = answer.clone();
            alter(altered.grown.as_mut().unwrap());
            assert_eq!(altered.check_grown(&seen, &signed, &leaves), Err(Unproven::Wrong));
        }
        for at in [0, 1, 2, 4] {
            let mut other = leaves.clone();
            other[at].0[0] ^= 1;
            assert_eq!(
                answer.check_grown(&seen, &signed, &other),
                Err(Unproven::Wrong),
                "entry {at} is not in the tree"
            );
        }
        let rewritten = edge(&vec![Hash([7; 32]); 20]);
        assert_eq!(answer.check_grown(&rewritten, &signed, &leaves), Err(Unproven::Wrong), "another history");
    }
}
