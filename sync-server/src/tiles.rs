//! The tree as it is kept: in tiles of 32 neighbouring nodes, so that any node is had by reading one row.
//!
//! Level 0 holds the leaves; each tile that is full becomes one node of the level above. A tile is never altered but by
//! growing, so a reader that sees a newer one finds in it what was there before.

use first72_wire::id::Hash;
use first72_wire::tree::node_hash;

/// Nodes of a full tile are `2^BITS`.
pub(crate) const BITS: u32 = 5;
/// Nodes of a full tile.
pub(crate) const WIDTH: usize = 1 << BITS;

/// A tile that has grown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tile {
    /// 0 for leaves.
    pub(crate) level: u32,
    /// 0, 1, 2 … in its level.
    pub(crate) place: u64,
    /// Its nodes so far.
    pub(crate) nodes: Vec<Hash>,
}

/// The unfinished tiles at the right edge, and those that were finished since the last commit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tiles {
    size: u64,
    open: Vec<Vec<Hash>>,
    full: Vec<Tile>,
    /// How many levels have grown since the last commit.
    touched: usize,
}

impl Tiles {
    /// The tiles of a tree of this size, whose unfinished ones are read level by level; nothing when one does not fit.
    pub(crate) fn read<E>(
        size: u64,
        mut tile: impl FnMut(u32, u64) -> Result<Option<Vec<Hash>>, E>,
    ) -> Result<Option<Self>, E> {
        let mut open = Vec::new();
        let mut level = 0;
        while nodes_of(size, level) > 0 {
            let nodes = nodes_of(size, level);
            let last = if nodes.is_multiple_of(WIDTH as u64) { None } else { tile(level, nodes >> BITS)? };
            let last = last.unwrap_or_default();
            if last.len() as u64 != nodes % WIDTH as u64 {
                return Ok(None);
            }
            open.push(last);
            level += 1;
        }
        Ok(Some(Self { size, open, full: Vec::new(), touched: 0 }))
    }

    /// How many leaves there are.
    pub(crate) const fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf.
    pub(crate) fn push(&mut self, leaf: Hash) {
        let (mut node, mut level) = (leaf, 0u32);
        loop {
            let at = level as usize;
            self.touched = self.touched.max(at + 1);
            if self.open.len() <= at {
                self.open.push(Vec::with_capacity(WIDTH));
            }
            let Some(open) = self.open.get_mut(at) else { break };
            open.push(node);
            if open.len() < WIDTH {
                break;
            }
            let nodes = std::mem::take(open);
            node = fold(&nodes);
            self.full.push(Tile { level, place: self.size >> (BITS * (level + 1)), nodes });
            level += 1;
        }
        self.size += 1;
    }

    /// What has grown since the last time, to be kept. A tile that was there already is replaced.
    pub(crate) fn take_grown(&mut self) -> Vec<Tile> {
        let mut grown = std::mem::take(&mut self.full);
        for (level, nodes) in (0u32..).zip(self.open.iter().take(self.touched)) {
            if !nodes.is_empty() {
                let place = nodes_of(self.size, level) >> BITS;
                grown.push(Tile { level, place, nodes: nodes.clone() });
            }
        }
        self.touched = 0;
        grown
    }
}

/// How many nodes a level has in a tree of this size.
fn nodes_of(size: u64, level: u32) -> u64 {
    size.checked_shr(BITS * level).unwrap_or(0)
}

/// The root over nodes whose number is a power of two.
pub(crate) fn fold(nodes: &[Hash]) -> Hash {
    match nodes {
        [node] => *node,
        _ => {
            let (left, right) = nodes.split_at(nodes.len() / 2);
            node_hash(&fold(left), &fold(right))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use first72_wire::tree::{Edge, leaf_hash};
    use std::collections::BTreeMap;
    use std::convert::Infallible;

    #[test]
    fn tiles_that_were_kept_grow_on_like_those_in_memory_at_every_size() {
        let mut kept: BTreeMap<(u32, u64), Vec<Hash>> = BTreeMap::new();
        let (mut tiles, mut edge) = (Tiles::default(), Edge::default());
        for size in 1..=2_200u64 {
            tiles.push(leaf_hash(&size.to_be_bytes()));
            edge.push(leaf_hash(&size.to_be_bytes()));
            for tile in tiles.take_grown() {
                assert!(tile.nodes.len() <= WIDTH);
                kept.insert((tile.level, tile.place), tile.nodes);
            }
            let read = |level, place| Ok::<_, Infallible>(kept.get(&(level, place)).cloned());
            assert_eq!(Tiles::read(size, read).unwrap().as_ref(), Some(&tiles), "size {size}");
        }
        assert_eq!(kept[&(1, 0)][0], fold(&kept[&(0, 0)]));
        assert_eq!(kept[&(2, 0)][0], fold(&kept[&(1, 0)]));
        assert_eq!(kept.keys().filter(|(level, _)| *level == 0).count(), 2_200usize.div_ceil(WIDTH));
    }

    #[test]
    fn a_tile_that_is_missing_or_too_short_is_noticed() {
        let mut tiles = Tiles::default();
        (0..40u8).for_each(|leaf| tiles.push(leaf_hash(&[leaf])));
        let none = |_, _| Ok::<_, Infallible>(None);
        assert_eq!(Tiles::read(40, none), Ok(None));
        let short = |level, _| Ok::<_, Infallible>(Some(vec![Hash([1; 32]); if level == 0 { 7 } else { 1 }]));
        assert_eq!(Tiles::read(40, short), Ok(None));
    }
}
