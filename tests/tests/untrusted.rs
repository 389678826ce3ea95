//! Bytes from outside never panic: every parser reads its seeds, and thousands of small damages to them.
//!
//! `cargo xtask fuzz` goes on from here for as long as it is given.

use first72_tests::invented::Chance;
use first72_tests::untrusted::{TARGETS, Target, seeds_folder};
use std::fs;

/// Damages to each cheap parser's seeds together. A parser of whole files costs milliseconds, so it gets a part of them, and
/// one that makes a key of a passphrase each time gets a few.
const DAMAGES: usize = 4_000;
const DAMAGES_TO_FILES: usize = 60;
const DAMAGES_TO_KEYS: usize = 12;

fn seeds(target: &Target) -> Vec<Vec<u8>> {
    let Ok(entries) = fs::read_dir(seeds_folder(target.name)) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// One small damage: a bit turned, a byte written over, a cut, a piece left out, doubled, or filled with one byte.
fn damaged(seed: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    let mut below = |end: usize| usize::try_from(chance.below(end as u64)).unwrap();
    let at = below(bytes.len().max(1)).min(bytes.len());
    let end = (at + 1 + below(16)).min(bytes.len());
    match below(6) {
        0 => bytes.get_mut(at).into_iter().for_each(|byte| *byte ^= 1 << (at % 8)),
        1 => bytes.get_mut(at).into_iter().for_each(|byte| *byte = [0, 0xff, 0x7f, 0x80][at % 4]),
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(at..end)),
        4 => {
            let piece = bytes[at..end].to_vec();
            bytes.splice(at..at, piece);
        }
        _ => bytes[at..end].fill(0xff),
    }
    bytes
}

#[test]
fn every_parser_takes_a_seed_of_its_own() {
    for target in TARGETS.iter().filter(|target| !target.name.starts_with("page_") && target.name != "unlock_files") {
        let seeds = seeds(target);
        assert!(seeds.iter().any(|seed| (target.read)(seed)), "{} has no seed that it takes", target.name);
    }
}

// masvs:CODE-4 cjis:SI-10
#[test]
fn no_damage_to_any_seed_makes_a_parser_panic() {
    let mut read = 0;
    for target in TARGETS {
        let mut seeds = seeds(target);
        seeds.push(Vec::new());
        let mut chance = Chance::from_seed(72);
        let most = match target.name {
            "drill_script" | "pack" | "unlock_files" => DAMAGES_TO_FILES,
            "key_files" => DAMAGES_TO_KEYS,
            _ => DAMAGES,
        };
        for number in 0..most {
            let seed = &seeds[number % seeds.len()];
            (target.read)(&damaged(seed, &mut chance));
            read += 1;
        }
    }
    println!("T19   {} parsers read {read} damaged seeds: 0 panics", TARGETS.len());
}
