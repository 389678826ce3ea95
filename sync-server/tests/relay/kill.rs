//! `kill -9` at any moment: whatever had a receipt is there.

use crate::process::Program;
use crate::support::{Client, County, Http, SPACE};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const ROUNDS: usize = 12;

#[test]
fn whatever_had_a_receipt_is_there_after_kill_9() {
    let mut county = County::make();
    let (mut author, device_add) = county.enrol(0x20);
    let mut acknowledged = HashSet::new();
    let mut unsent = vec![device_add, author.wraps(SPACE, 1, &[author.device()])];
    for round in 0..ROUNDS {
        let mut program = Program::start(&county);
        // The registrar carries everything; it is known from the realm file on.
        let mut client = Client::open(Http::connect(program.addr), &county, county.registrar.key());
        let answered = Arc::new(AtomicUsize::new(0));
        let killer = {
            let answered = Arc::clone(&answered);
            let pid = program.child.id().to_string();
            // Another number of answers each round, so that the kill falls into different places.
            let after = 3 + round * 7;
            std::thread::spawn(move || {
                while answered.load(Ordering::Acquire) < after {
                    std::thread::yield_now();
                }
                std::process::Command::new("kill").args(["-9", &pid]).status().unwrap()
            })
        };
        loop {
            if unsent.is_empty() {
                unsent = author.ops(SPACE, 1 + round % 5);
            }
            let Some(told) = client.try_push(&unsent) else { break };
            let answer = told.unwrap();
            assert!(answer.outcomes.iter().all(|outcome| outcome.pos().is_some()), "{answer:?}");
            acknowledged.extend(unsent.drain(..).map(|entry| entry.hash()));
            answered.fetch_add(1, Ordering::Release);
        }
        killer.join().unwrap();
        program.child.wait().unwrap();
    }
    let program = Program::start(&county);
    let mut client = Client::open(Http::connect(program.addr), &county, author.key());
    let found: HashSet<_> = client.pull_all().into_values().flatten().map(|item| item.hash).collect();
    let missing = acknowledged.difference(&found).count();
    assert_eq!(missing, 0, "of {} acknowledged", acknowledged.len());
    assert!(acknowledged.len() > ROUNDS * 3);
}
