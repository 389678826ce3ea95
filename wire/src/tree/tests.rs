//! The vectors of Certificate Transparency, an independent reading of RFC 6962, and every size up to 300.

use super::*;
use crate::hex;
use proptest::prelude::*;
use std::convert::Infallible;

/// RFC 6962, 2.1, as it stands there: the reference that shares nothing with the code above but the two hashes.
fn reference(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => plain_digest(&[]),
        [leaf] => *leaf,
        _ => {
            let mut k = 1;
            while k * 2 < leaves.len() {
                k *= 2;
            }
            node_hash(&reference(&leaves[..k]), &reference(&leaves[k..]))
        }
    }
}

/// RFC 6962, 2.1.1, as it stands there.
fn reference_path(m: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() <= 1 {
        return Vec::new();
    }
    let mut k = 1;
    while k * 2 < leaves.len() {
        k *= 2;
    }
    let (inner, sibling) = if m < k {
        (reference_path(m, &leaves[..k]), reference(&leaves[k..]))
    } else {
        (reference_path(m - k, &leaves[k..]), reference(&leaves[..k]))
    };
    inner.into_iter().chain([sibling]).collect()
}

struct Leaves(Vec<Hash>);

impl Nodes for Leaves {
    type Error = Infallible;

    fn node(&self, level: u32, index: u64) -> Result<Hash, Infallible> {
        let from = (index << level) as usize;
        Ok(reference(&self.0[from..from + (1 << level)]))
    }
}

fn leaves(count: usize) -> Leaves {
    Leaves((0..count).map(|leaf| leaf_hash(&leaf.to_be_bytes())).collect())
}

fn edge(leaves: &[Hash]) -> Edge {
    let mut edge = Edge::default();
    leaves.iter().for_each(|leaf| edge.push(*leaf));
    edge
}

fn known() -> Leaves {
    let texts = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    Leaves(texts.iter().map(|text| leaf_hash(&hex::decode(text).unwrap())).collect())
}

fn hashes(texts: &[&str]) -> Vec<Hash> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

#[test]
fn roots_are_those_of_certificate_transparency() {
    let roots = hashes(&[
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]);
    let leaves = known();
    for (size, root) in roots.into_iter().enumerate() {
        let edge = edge(&leaves.0[..size]);
        assert_eq!((edge.size(), edge.root()), (size as u64, root));
        assert_eq!(subtree(&leaves, 0, size as u64), Ok(root));
    }
}

#[test]
fn proofs_are_those_of_certificate_transparency() {
    let leaves = known();
    let a = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    let b = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    let c = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
    let d = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    let e = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    let f = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
    let g = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
    let h = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f";
    let i = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
    let j = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
    let paths: [(u64, u64, &[&str]); 5] =
        [(0, 1, &[]), (0, 8, &[a, b, c]), (5, 8, &[d, e, f]), (2, 3, &[i]), (1, 5, &[j, b, d])];
    for (leaf, size, path) in paths {
        assert_eq!(inclusion(&leaves, leaf, size), Ok(hashes(path)), "leaf {leaf} of {size}");
    }
    let steps: [(u64, u64, &[&str]); 6] =
        [(1, 1, &[]), (1, 8, &[a, b, c]), (6, 8, &[g, e, f]), (2, 5, &[b, d]), (6, 7, &[g, h, f]), (2, 8, &[b, c])];
    for (from, to, proof) in steps {
        assert_eq!(consistency(&leaves, from, to), Ok(hashes(proof)), "{from} in {to}");
    }
}

/// Every proof that differs from a good one by a hash that is altered, missing, doubled or in another place.
fn altered(proof: &[Hash]) -> Vec<Vec<Hash>> {
    let mut all = vec![[proof, &[Hash([7; 32])]].concat(), [&[Hash([7; 32])], proof].concat()];
    for at in 0..proof.len() {
        let mut flipped = proof.to_vec();
        flipped[at].0[at % 32] ^= 1;
        let mut shorter = proof.to_vec();
        shorter.remove(at);
        all.extend([flipped, shorter]);
        if at > 0 && proof[at] != proof[at - 1] {
            let mut swapped = proof.to_vec();
            swapped.swap(at, at - 1);
            all.push(swapped);
        }
    }
    all
}

#[test]
fn every_inclusion_up_to_size_300_is_shown_and_no_altered_one() {
    let all = leaves(300);
    for size in 0..=300 {
        let root = reference(&all.0[..size]);
        let step = if size <= 40 { 1 } else { 7 };
        for leaf in (0..size).step_by(step) {
            let (place, hash, count) = (leaf as u64, &all.0[leaf], size as u64);
            let path = inclusion(&all, place, count).unwrap();
            assert_eq!(path, reference_path(leaf, &all.0[..size]));
            assert!(is_included(place, hash, count, &root, &path), "leaf {leaf} of {size}");
            assert!(altered(&path).iter().all(|path| !is_included(place, hash, count, &root, path)));
            assert!(!is_included(place, &Hash([7; 32]), count, &root, &path), "another leaf");
            assert!(!is_included(place, hash, count, &Hash([7; 32]), &path), "another root");
            let mut others = (0..count).filter(|other| *other != place && size <= 40);
            assert!(!others.any(|other| is_included(other, hash, count, &root, &path)), "another place");
        }
        assert!(!is_included(size as u64, &all.0[0], size as u64, &root, &[]), "a leaf outside");
    }
}

#[test]
fn every_consistency_up_to_size_300_is_shown_and_no_altered_one() {
    let all = leaves(300);
    let roots: Vec<Hash> = (0..=300).map(|size| edge(&all.0[..size]).root()).collect();
    for to in 0..=300usize {
        for from in (0..=to).filter(|from| to <= 40 || (to + from) % 11 == 0) {
            let (old, new) = (&roots[from], &roots[to]);
            let proof = consistency(&all, from as u64, to as u64).unwrap();
            assert!(is_consistent(from as u64, old, to as u64, new, &proof), "{from} in {to}");
            let refused = |proof: &[Hash]| !is_consistent(from as u64, old, to as u64, new, proof);
            assert!(altered(&proof).iter().all(|proof| refused(proof)), "{from} in {to}");
            assert!(!is_consistent(from as u64, &Hash([7; 32]), to as u64, new, &proof), "another older root");
            if from < to && from > 0 {
                assert!(!is_consistent(from as u64, old, to as u64, &Hash([7; 32]), &proof), "another newer root");
                assert!(!is_consistent(to as u64, new, from as u64, old, &proof), "the other way round");
            }
        }
    }
}

#[test]
fn every_growth_up_to_size_300_is_shown_and_no_altered_one() {
    let all = leaves(300);
    let edges: Vec<Edge> = (0..=300).map(|size| edge(&all.0[..size])).collect();
    for to in 0..=300usize {
        for from in (0..=to).filter(|from| to <= 40 || (to + from) % 11 == 0) {
            let proof = growth(&all, from as u64, to as u64, &[]).unwrap();
            assert_eq!(edges[from].grown(to as u64, &proof, &[]), Some(edges[to].clone()), "{from} to {to}");
            for proof in altered(&proof) {
                let grown = edges[from].grown(to as u64, &proof, &[]);
                assert!(grown.is_none_or(|grown| grown.root() != edges[to].root()), "{from} to {to}");
            }
        }
    }
}

#[test]
fn own_leaves_among_what_came_need_no_hashes_of_their_own() {
    let all = leaves(300);
    let before = edge(&all.0[..100]);
    let own = |run: LeafRun| (run.first..run.end().unwrap()).map(|at| (at, all.0[at as usize]));
    let alone = LeafRun { first: 100, count: 7 };
    let proof = growth(&all, 100, 107, &[alone]).unwrap();
    assert_eq!(proof, []);
    assert_eq!(before.grown(107, &proof, &own(alone).collect::<Vec<_>>()), Some(edge(&all.0[..107])));
    let runs = [LeafRun { first: 103, count: 2 }, LeafRun { first: 150, count: 1 }, LeafRun { first: 299, count: 1 }];
    let proof = growth(&all, 100, 300, &runs).unwrap();
    let leaves: Vec<_> = runs.into_iter().flat_map(own).collect();
    assert_eq!(before.grown(300, &proof, &leaves), Some(edge(&all.0)));
    for at in 0..leaves.len() {
        let mut other = leaves.clone();
        other[at].1 = Hash([7; 32]);
        assert_ne!(before.grown(300, &proof, &other).unwrap().root(), reference(&all.0), "another leaf {at}");
        let mut fewer = leaves.clone();
        fewer.remove(at);
        let grown = before.grown(300, &proof, &fewer);
        assert!(grown.is_none_or(|grown| grown.root() != reference(&all.0)), "without leaf {at}");
    }
    assert_eq!(before.grown(300, &proof, &[(99, all.0[99])]), None, "a leaf that was there before");
    assert_eq!(before.grown(99, &[], &[]), None, "a smaller tree");
}

#[test]
fn a_kept_edge_grows_on_and_a_torn_one_is_refused() {
    let all = leaves(12);
    let before = edge(&all.0[..11]);
    let mut kept = Edge::from_parts(11, &before.peak_bytes()).unwrap();
    assert_eq!(kept, before);
    kept.push(all.0[11]);
    assert_eq!(kept.root(), reference(&all.0));
    assert_eq!(Edge::from_parts(12, &Edge::default().peak_bytes()), None);
    assert_eq!(Edge::from_parts(1, &[0; 31]), None);
}

proptest! {
    #[test]
    fn any_leaves_of_any_tree_are_shown_and_no_altered_ones(
        size in 1..300usize, picked in proptest::collection::btree_set(0..300usize, 1..12), at in any::<usize>(),
    ) {
        let all = leaves(size);
        let picked: Vec<u64> = picked.into_iter().filter(|leaf| *leaf < size).map(|leaf| leaf as u64).collect();
        prop_assume!(!picked.is_empty());
        let known: Vec<(u64, Hash)> = picked.iter().map(|leaf| (*leaf, all.0[*leaf as usize])).collect();
        let proof = witnesses_of(&all, &picked, size as u64).unwrap();
        let root = reference(&all.0);
        prop_assert_eq!(root_with(&known, size as u64, &proof), Some(root));
        for proof in altered(&proof) {
            prop_assert_ne!(root_with(&known, size as u64, &proof), Some(root));
        }
        let mut other = known.clone();
        let at = at % other.len();
        other[at].1 = Hash([7; 32]);
        prop_assert_ne!(root_with(&other, size as u64, &proof), Some(root));
        let doubled: Vec<_> = known.iter().chain(known.last()).copied().collect();
        prop_assert_eq!(root_with(&doubled, size as u64, &proof), None);
    }

    #[test]
    fn no_proof_makes_the_checks_panic(
        numbers in any::<[u64; 4]>(), hashes in proptest::collection::vec(any::<[u8; 32]>(), 0..80),
    ) {
        let [a, b, c, d] = numbers;
        let proof: Vec<Hash> = hashes.into_iter().map(Hash).collect();
        let root = Hash([7; 32]);
        prop_assert!(!is_included(a, &root, b, &root, &proof) || proof.is_empty());
        prop_assert!(!is_consistent(a, &root, b, &root, &proof) || a == b);
        let known = [(c.min(d), root), (c.max(d), root)];
        let _ = root_with(&known, a, &proof);
        let peaks: Vec<u8> = (0..b.count_ones()).flat_map(|_| [1; 32]).collect();
        let _ = Edge::from_parts(b, &peaks).and_then(|edge| edge.grown(a, &proof, &known));
    }
}
