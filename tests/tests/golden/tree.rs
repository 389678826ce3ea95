//! Roots and proofs of the Merkle tree are those that Python makes from the text of RFC 6962.

use crate::realm::golden_folder;
use first72_wire::id::Hash;
use first72_wire::tree::{Edge, LeafRun, Nodes, consistency, growth, inclusion, is_consistent, is_included, node_hash};
use serde_json::Value;
use std::convert::Infallible;
use std::process::Command;

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

fn hashes(said: &Value) -> Vec<Hash> {
    said.as_array().unwrap().iter().map(|hash| hash.as_str().unwrap().parse().unwrap()).collect()
}

fn three(said: &Value) -> Vec<(u64, u64, Vec<Hash>)> {
    let one = |item: &Value| (item[0].as_u64().unwrap(), item[1].as_u64().unwrap(), hashes(&item[2]));
    said.as_array().unwrap().iter().map(one).collect()
}

#[test]
fn python_makes_the_same_roots_and_the_same_proofs() {
    let made = Command::new("python3").arg(golden_folder().join("tree.py")).arg("make").output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let said: Value = serde_json::from_slice(&made.stdout).unwrap();
    let (leaves, roots) = (Leaves(hashes(&said["leaves"])), hashes(&said["roots"]));
    let edges: Vec<Edge> = (0..roots.len())
        .map(|size| {
            let mut edge = Edge::default();
            leaves.0[..size].iter().for_each(|leaf| edge.push(*leaf));
            edge
        })
        .collect();
    assert_eq!(edges.iter().map(Edge::root).collect::<Vec<_>>(), roots);
    let (paths, steps) = (three(&said["inclusion"]), three(&said["consistency"]));
    assert_eq!((paths.len(), steps.len()), (210, 210));
    for (leaf, size, path) in paths {
        assert_eq!(inclusion(&leaves, leaf, size), Ok(path.clone()), "leaf {leaf} of {size}");
        assert!(is_included(leaf, &leaves.0[leaf as usize], size, &roots[size as usize], &path));
    }
    for (from, to, proof) in steps {
        assert_eq!(consistency(&leaves, from, to), Ok(proof.clone()), "{from} in {to}");
        assert!(is_consistent(from, &roots[from as usize], to, &roots[to as usize], &proof));
    }
    for item in said["growth"].as_array().unwrap() {
        let (from, to) = (item[0].as_u64().unwrap(), item[1].as_u64().unwrap());
        let known: Vec<u64> = item[2].as_array().unwrap().iter().map(|at| at.as_u64().unwrap()).collect();
        let runs: Vec<LeafRun> = known.iter().map(|at| LeafRun { first: *at, count: 1 }).collect();
        let proof = hashes(&item[3]);
        assert_eq!(growth(&leaves, from, to, &runs), Ok(proof.clone()), "{from} to {to} with {known:?}");
        let known: Vec<(u64, Hash)> = known.iter().map(|at| (*at, leaves.0[*at as usize])).collect();
        assert_eq!(edges[from as usize].grown(to, &proof, &known), Some(edges[to as usize].clone()));
    }
}
