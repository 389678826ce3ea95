//! The realm's Merkle tree (RFC 6962), kept as the roots of its full subtrees.

use first72_wire::checkpoint::{Checkpoint, node_hash};
use first72_wire::id::Hash;
use first72_wire::label::plain_digest;

/// A tree that grows at its right edge. Cloning costs at most 64 hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tree {
    size: u64,
    /// Roots of the full subtrees, largest first: one for each set bit of `size`.
    peaks: Vec<Hash>,
}

impl Tree {
    /// A tree as it was kept; nothing when the parts do not belong together.
    pub(crate) fn from_parts(size: u64, peaks: &[u8]) -> Option<Self> {
        let peaks: Vec<Hash> = peaks.chunks(32).map(Hash::from_slice).collect::<Option<_>>()?;
        let expected = usize::try_from(size.count_ones()).ok()?;
        (peaks.len() == expected).then_some(Self { size, peaks })
    }

    /// The peaks one after the other, as they are kept.
    pub(crate) fn peak_bytes(&self) -> Vec<u8> {
        self.peaks.iter().flat_map(|peak| peak.0).collect()
    }

    /// How many leaves there are.
    pub(crate) const fn size(&self) -> u64 {
        self.size
    }

    /// Appends the hash of a leaf.
    pub(crate) fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                node = node_hash(&left, &node);
            }
        }
        self.peaks.push(node);
        self.size += 1;
    }

    /// Size and root.
    pub(crate) fn checkpoint(&self) -> Checkpoint {
        let root = self.peaks.iter().rev().copied().reduce(|right, left| node_hash(&left, &right));
        Checkpoint { size: self.size, root: root.unwrap_or_else(|| plain_digest(&[])) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use first72_wire::checkpoint::leaf_hash;
    use first72_wire::hex;

    /// The leaves and roots that Certificate Transparency implementations test themselves with.
    #[test]
    fn the_roots_are_those_of_certificate_transparency() {
        let leaves =
            ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let mut tree = Tree::default();
        for (size, (leaf, root)) in (1..).zip(leaves.into_iter().zip(roots)) {
            tree.push(leaf_hash(&hex::decode(leaf).unwrap()));
            assert_eq!(tree.checkpoint(), Checkpoint { size, root: root.parse().unwrap() });
        }
    }

    #[test]
    fn an_empty_tree_has_the_root_of_nothing() {
        let root = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".parse().unwrap();
        assert_eq!(Tree::default().checkpoint(), Checkpoint { size: 0, root });
    }

    #[test]
    fn a_kept_tree_grows_on_and_a_torn_one_is_refused() {
        let mut tree = Tree::default();
        (0..11u8).for_each(|leaf| tree.push(leaf_hash(&[leaf])));
        let mut kept = Tree::from_parts(11, &tree.peak_bytes()).unwrap();
        assert_eq!(kept, tree);
        kept.push(leaf_hash(&[11]));
        tree.push(leaf_hash(&[11]));
        assert_eq!(kept.checkpoint(), tree.checkpoint());
        assert_eq!(Tree::from_parts(12, &Tree::default().peak_bytes()), None);
        assert_eq!(Tree::from_parts(1, &[0; 31]), None);
    }
}
