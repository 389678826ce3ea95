//! What a device checks when a server with a long log shows that an entry is in it, and that it only grew.

use std::convert::Infallible;

use first72_wire::id::Hash;
use first72_wire::tree::{Edge, Nodes, consistency, inclusion, is_consistent, is_included, leaf_hash, node_hash};

use super::super::floor::bare;
use super::super::row::{Row, Unit};
use super::super::watch::Samples;
use super::Run;
use crate::invented::Chance;

const LINE: &str = "proof";

/// Every full subtree of a log, by level; level 0 is its leaves.
struct Tree(Vec<Vec<Hash>>);

impl Tree {
    fn of(leaves: u64) -> Self {
        let mut levels = vec![(0..leaves).map(|leaf| leaf_hash(&leaf.to_be_bytes())).collect::<Vec<_>>()];
        while levels.last().is_some_and(|level| level.len() > 1) {
            let below = levels.last().expect("there is one");
            levels.push(below.chunks_exact(2).map(|pair| node_hash(&pair[0], &pair[1])).collect());
        }
        Self(levels)
    }

    /// The root of the log when it had so many leaves.
    fn root(&self, size: usize) -> Hash {
        let mut edge = Edge::default();
        self.0[0][..size].iter().for_each(|leaf| edge.push(*leaf));
        edge.root()
    }
}

impl Nodes for Tree {
    type Error = Infallible;

    fn node(&self, level: u32, index: u64) -> Result<Hash, Infallible> {
        Ok(self.0[level as usize][index as usize])
    }
}

pub(super) fn rows(run: &Run<'_>) -> Vec<Row> {
    let size: u64 = if run.options.quick { 5_000 } else { 1_000_000 };
    let (tree, mut chance) = (Tree::of(size), Chance::from_seed(8));
    let root = tree.root(size as usize);
    let leaves: Vec<u64> = (0..run.sizes.readings * 50).map(|_| chance.below(size)).collect();
    let Ok(paths) = leaves.iter().map(|leaf| inclusion(&tree, *leaf, size)).collect::<Result<Vec<_>, _>>();
    let older: Vec<(u64, Hash)> = (0..run.sizes.readings / 10)
        .map(|_| 1 + chance.below(size - 1))
        .map(|size| (size, tree.root(size as usize)))
        .collect();
    let Ok(grown) = older.iter().map(|(from, _)| consistency(&tree, *from, size)).collect::<Result<Vec<_>, _>>();
    let is_in = || {
        for (leaf, path) in leaves.iter().zip(&paths) {
            assert!(is_included(*leaf, &tree.0[0][*leaf as usize], size, &root, path));
        }
    };
    let only_grew = || {
        for ((from, old), proof) in older.iter().zip(&grown) {
            assert!(is_consistent(*from, old, size, &root, proof));
        }
    };
    let (in_it, in_it_floor) = each(run, is_in, &paths);
    let (grew, grew_floor) = each(run, only_grew, &grown);
    let entries = Unit::Count.show(size as f64);
    vec![
        Row::new(LINE, format!("an inclusion proof in a log of {entries} entries, checked"), in_it, Unit::Micros)
            .floor(in_it_floor)
            .note(said(&paths)),
        Row::new(LINE, "… a consistency proof with an older log", grew, Unit::Micros)
            .floor(grew_floor)
            .note(format!("{}; whoever checks works out two roots from them", said(&grown))),
    ]
}

fn said(of: &[Vec<Hash>]) -> String {
    let mean = hashes(of) as f64 / of.len() as f64;
    format!("{mean:.1} hashes on average; floor: as many bare SHA-256 over two hashes")
}

fn hashes(of: &[Vec<Hash>]) -> usize {
    of.iter().map(Vec::len).sum()
}

/// Microseconds of one check, and of its bare hashes, each the median of some rounds.
fn each(run: &Run<'_>, check: impl Fn(), proofs: &[Vec<Hash>]) -> (f64, f64) {
    let own = Samples::of(1, run.sizes.runs, &check).median();
    let bare: Samples = (0..run.sizes.runs).map(|_| bare::node_hashes_ms(hashes(proofs))).collect();
    (own * 1e3 / proofs.len() as f64, bare.median() * 1e3 / proofs.len() as f64)
}
