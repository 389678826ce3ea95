//! Proofs about the tree: after uploads of many, over a restart, and for a store that was made before there were any.

use crate::support::{Relay, SPACE, space};
use first72_wire::checkpoint::Checkpoint;
use first72_wire::hello::HelloRequest;
use first72_wire::hello::Hex;
use first72_wire::outcome::EntryOutcome;
use first72_wire::proof::Asked;
use first72_wire::tree::{is_consistent, is_included, leaf_hash};

#[test]
fn every_device_is_shown_that_the_tree_holds_its_entries_and_only_grew_whoever_writes_meanwhile() {
    let mut relay = Relay::start();
    let (mut one, mut other) = (relay.enrol(0x20), relay.enrol(0x21));
    let (mut first, mut second) = (relay.client(&one), relay.client(&other));
    // The helper checks each answer: it fails when the tree is not shown to hold all of it.
    for round in 0..12 {
        first.push(&one.ops(SPACE, 1 + round * 3)).unwrap();
        second.push(&other.ops(space(0x52), 7)).unwrap();
    }
    let lost = one.ops(SPACE, 3);
    second.push(&lost).unwrap();
    second.push(&other.ops(space(0x52), 1)).unwrap();
    first.hello();
    let again = first.push(&[lost, one.ops(SPACE, 2)].concat()).unwrap();
    let known = again.outcomes.iter().filter(|outcome| matches!(outcome, EntryOutcome::Duplicate { .. }));
    assert_eq!(known.count(), 3, "what another device had brought is shown to be there, too");
}

#[test]
fn older_trees_and_single_leaves_are_proven_on_request_also_after_a_restart() {
    let mut relay = Relay::start();
    let mut author = relay.enrol(0x20);
    let mut client = relay.client(&author);
    let mut seen = vec![Checkpoint::of(&client.seen)];
    let mut last = None;
    for count in [1, 30, 5, 70] {
        let batch = author.ops(SPACE, count);
        last = batch.last().map(|entry| leaf_hash(&entry.to_bytes()));
        client.push(&batch).unwrap();
        seen.push(Checkpoint::of(&client.seen));
    }
    relay.restart();
    let mut client = relay.client(&author);
    let newest = *seen.last().unwrap();
    assert_eq!(Checkpoint::of(&client.seen), newest, "the same tree");
    let from: Vec<u64> = seen.iter().map(|checkpoint| checkpoint.size).collect();
    let proofs = client.prove(&Asked::Consistency { from, to: newest.size }).unwrap().proofs;
    assert_eq!(proofs.len(), seen.len());
    for (older, proof) in seen.iter().zip(&proofs) {
        assert!(is_consistent(older.size, &older.root, newest.size, &newest.root, proof), "{older:?}");
    }
    let leaf = newest.size - 1;
    let path = client.prove(&Asked::Inclusion { leaf, to: newest.size }).unwrap().proofs.remove(0);
    assert!(is_included(leaf, &last.unwrap(), newest.size, &newest.root, &path));
    for beyond in [Asked::Inclusion { leaf: newest.size, to: newest.size + 1 }, Asked::Inclusion { leaf: 9, to: 9 }] {
        assert_eq!(client.prove(&beyond).unwrap_err().status, 400);
    }
    let backwards = Asked::Consistency { from: vec![9], to: 8 };
    assert_eq!(client.prove(&backwards).unwrap_err().body.code, "request.form");
}

#[test]
fn a_hello_shows_growth_from_any_size_and_nothing_from_a_larger_one() {
    let mut relay = Relay::start();
    let mut author = relay.enrol(0x20);
    let mut client = relay.client(&author);
    client.push(&author.ops(SPACE, 40)).unwrap();
    let size = client.seen.size();
    let ask = |client: &mut crate::support::Client, tree_size| {
        let asked = HelloRequest { device_id: author.device(), client_nonce: Hex([1; 16]), tree_size };
        let answer = client.http.ask("POST", "/v1/hello", &[], &serde_json::to_vec(&asked).unwrap());
        serde_json::from_slice::<first72_wire::hello::HelloAnswer>(&answer.body).unwrap().growth
    };
    assert_eq!(ask(&mut client, None), []);
    assert_eq!(ask(&mut client, Some(size)), []);
    assert_eq!(ask(&mut client, Some(size + 1)), []);
    assert_eq!(ask(&mut client, Some(0)).len(), size.count_ones() as usize);
}
