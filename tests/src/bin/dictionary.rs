//! Trains the dictionary of the body format on invented records, and says what it buys.
//!
//! The bytes are part of the format: once records exist, another dictionary is another codec number.
//! Without `--write` it only measures the one that is there.

#![expect(clippy::print_stdout, reason = "a tool's answer")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use first72_core::seal::codec::DICTIONARY_V1;
use first72_tests::invented::{Chance, Invented, Kind, contact};
use first72_tests::packs;

/// 12, 16 and 24 KiB were tried and packed no better.
const SIZE: usize = 8 * 1024;
const LEVEL: i32 = 9;
const CONTACTS: u64 = 120;
/// What stands before the payload in a body, and the steps a body is padded to.
const PREFIX: usize = 37;
const STEPS: [usize; 4] = [256, 1024, 4096, 16384];

fn main() {
    let write = std::env::args().any(|argument| argument == "--write");
    let training = invented(Chance::from_seed(1), CONTACTS);
    let unseen = invented(Chance::from_seed(1_000_001).with_unseen_sentences(), 20);
    println!("{} invented saves to train on, {} unseen to measure with", training.len(), unseen.len());
    measure("no dictionary", &[], &unseen);
    measure("the dictionary that is there", DICTIONARY_V1, &unseen);
    let trained = zstd::dict::from_samples(&bytes_of(&training), SIZE).expect("there are enough samples");
    measure("the newly trained one", &trained, &unseen);
    if write {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../core/src/seal/dictionary-v1.bin");
        std::fs::write(&path, &trained).expect("the file can be written");
        println!("written: {} bytes", trained.len());
    }
}

fn invented(mut chance: Chance, contacts: u64) -> Vec<Invented> {
    let packs = packs::all();
    let of_pack = |_| packs.iter().flat_map(|pack| contact(pack, &mut chance)).collect::<Vec<_>>();
    (0..contacts).flat_map(of_pack).collect()
}

fn bytes_of(saves: &[Invented]) -> Vec<Vec<u8>> {
    saves.iter().map(|save| save.op.encode().expect("an invented save is a save")).collect()
}

fn measure(name: &str, dictionary: &[u8], saves: &[Invented]) {
    let mut packer = zstd::bulk::Compressor::with_dictionary(LEVEL, dictionary).expect("the dictionary is usable");
    packer.include_checksum(false).expect("an option of the packer");
    packer.include_dictid(false).expect("an option of the packer");
    let mut by_kind: BTreeMap<Kind, Vec<(usize, usize)>> = BTreeMap::new();
    for (save, bytes) in saves.iter().zip(bytes_of(saves)) {
        let packed = packer.compress(&bytes).expect("a save can be packed").len().min(bytes.len());
        by_kind.entry(save.kind).or_default().push((bytes.len(), packed));
    }
    println!("\n{name}, {} bytes", dictionary.len());
    println!("  kind       saves  plain  packed   in a body of 256 / 1,024 / 4,096 / 16,384");
    for (kind, sizes) in by_kind {
        let median = |pick: fn(&(usize, usize)) -> usize| {
            let mut all: Vec<usize> = sizes.iter().map(pick).collect();
            all.sort_unstable();
            all[all.len() / 2]
        };
        let in_step = |at: usize| {
            let fits = |size: &&(usize, usize)| STEPS.iter().position(|step| size.1 + PREFIX <= *step) == Some(at);
            sizes.iter().filter(fits).count() * 100 / sizes.len()
        };
        let steps = (0..STEPS.len()).map(|at| format!("{:>3} %", in_step(at))).collect::<Vec<_>>().join("  ");
        let kind = format!("{kind:?}");
        println!("  {kind:<9} {:>6} {:>6} {:>7}   {steps}", sizes.len(), median(|size| size.0), median(|size| size.1));
    }
}
