//! T04: a thousand unlock files. Nothing but its own secret opens a slot, and neither the files nor the slots that nobody
//! uses look like anything but noise.
//!
//! A derivation costs a third of a second on purpose, so a thousand files cannot have several each in a test. Of a secret
//! a slot takes the 32 bytes that the derivation gave and nothing else: for the many those are drawn here, as if a
//! derivation had given them. A few files are made and tried at the real door, with the real derivation.

use super::*;
use crate::seal::PublicBytes;
use crate::seal::noise::{Noise, chi_square_between, is_of_chance};
use crate::seal::random::draw;
use crate::seal::unlock_file::{SLOTS, number};

const FILES: usize = 1_000;
const AT_THE_REAL_DOOR: usize = 6;
/// What every profile fills when it is made.
const ALWAYS: [ChipKey; 2] = [ChipKey::Pin, ChipKey::Release];

/// What opens one slot of one file.
struct Key {
    known: Vec<u8>,
    chip: Secret<32>,
    master: Option<Secret<32>>,
}

/// A file, and for each slot what opens it, or would if it were filled.
struct Drawn {
    profile: [u8; 16],
    file: UnlockFile,
    keys: Vec<Key>,
}

impl Drawn {
    /// Every other file uses all eight slots, the others those of a profile as it is made.
    fn number(number: usize, random: &PublicBytes) -> Self {
        let (profile, mut file) = (draw(random).unwrap(), UnlockFile::blank(random).unwrap());
        let mut keys = Vec::new();
        for slot in SLOTS {
            let known = match slot {
                ChipKey::Biometric => Vec::new(),
                ChipKey::Release => draw::<16>(random).unwrap().to_vec(),
                _ => draw::<32>(random).unwrap().to_vec(),
            };
            let mut key = Key { known, chip: Secret::random(random).unwrap(), master: None };
            if number.is_multiple_of(2) || ALWAYS.contains(&slot) {
                let master = Secret::random(random).unwrap();
                file.fill(&slot_keys(slot, &profile, &key.known, &key.chip), &master, random).unwrap();
                key.master = Some(master);
            }
            keys.push(key);
        }
        Self { profile, file, keys }
    }

    /// Whether each filled slot opens for its own and gives the key that was put there. Says how many did.
    fn own_keys_open(&self) -> usize {
        let opens = |(slot, key): (&ChipKey, &Key)| {
            let opened = self.file.open(&slot_keys(*slot, &self.profile, &key.known, &key.chip));
            assert!(opened == key.master, "{slot:?}");
            usize::from(opened.is_some())
        };
        SLOTS.iter().zip(&self.keys).map(opens).sum()
    }

    /// Tries each slot, filled or not, with what is not its own. Says how many tries there were, none of which may open.
    fn others_open_nothing(&self, another: &Self, random: &PublicBytes) -> usize {
        let mut tries = 0;
        let mut closed = |slot, profile: &[u8; 16], known: &[u8], chip: &Secret<32>| {
            tries += 1;
            assert!(self.file.open(&slot_keys(slot, profile, known, chip)).is_none(), "{slot:?}");
        };
        let drawn = Secret::random(random).unwrap();
        for (slot, key) in SLOTS.into_iter().zip(&self.keys) {
            for (_, foreign) in SLOTS.into_iter().zip(&self.keys).filter(|(other, _)| *other != slot) {
                closed(slot, &self.profile, &foreign.known, &key.chip);
                closed(slot, &self.profile, &key.known, &foreign.chip);
                closed(slot, &self.profile, &foreign.known, &foreign.chip);
            }
            let theirs = &another.keys[number(slot).unwrap()];
            closed(slot, &self.profile, &theirs.known, &theirs.chip);
            closed(slot, &another.profile, &key.known, &key.chip);
            closed(slot, &self.profile, &key.known, &drawn);
            closed(slot, &self.profile, &key.known, &Secret::zeroed());
            for bit in 0..usize::from(!key.known.is_empty()) * 8 {
                let mut near = key.known.clone();
                near[bit] ^= 1 << bit;
                closed(slot, &self.profile, &near, &key.chip);
            }
            if slot != ChipKey::Biometric {
                closed(slot, &self.profile, drawn.expose(), &key.chip);
            }
            if key.master.is_none() {
                closed(slot, &self.profile, &key.known, &key.chip);
            }
        }
        tries
    }
}

fn slot_keys<'a>(slot: ChipKey, profile: &'a [u8; 16], known: &'a [u8], chip: &'a Secret<32>) -> SlotKeys<'a> {
    SlotKeys { slot, profile, known, chip }
}

// masvs:AUTH-2 cjis:IA-5(1)(e)
#[test]
fn of_a_thousand_files_none_opens_for_another_secret_and_all_of_them_look_like_noise() {
    let random = PublicBytes::of(b"T04");
    let drawn: Vec<Drawn> = (0..FILES).map(|number| Drawn::number(number, &random)).collect();
    let opened: usize = drawn.iter().map(Drawn::own_keys_open).sum();
    let neighbour = |number: usize| &drawn[(number + 1) % FILES];
    let tries = drawn.iter().enumerate().map(|(number, one)| one.others_open_nothing(neighbour(number), &random));
    let tries: usize = tries.sum();
    println!(
        "T04   {FILES} files below the derivation: {opened} slots open for their own, 0 of {tries} tries with others"
    );

    let whole: Vec<u8> = drawn.iter().flat_map(|one| one.file.bytes().to_vec()).collect();
    let slots = |used: bool| -> Vec<u8> {
        let of_file = |one: &Drawn| {
            let these = SLOTS.into_iter().zip(&one.keys).filter(|(_, key)| key.master.is_some() == used);
            these.flat_map(|(slot, _)| one.file.slot_bytes(slot).to_vec()).collect::<Vec<u8>>()
        };
        drawn.iter().flat_map(of_file).collect()
    };
    let (used, unused) = (slots(true), slots(false));
    for (what, bytes) in [("whole files", &whole), ("slots in use", &used), ("slots not in use", &unused)] {
        let noise = Noise::of(bytes);
        println!("T04   {what:<17} {noise}");
        assert!(noise.objections().is_empty(), "{what}: {:?}", noise.objections());
    }
    let between = chi_square_between(&used, &unused);
    println!("T04   slots in use against those that are not: chi-square {between:.1}");
    assert!(is_of_chance(between), "{between}");
    assert_eq!((opened, whole.len()), (FILES * 5, FILES * 4_096));
}

#[test]
fn at_the_real_door_only_the_pin_opens() {
    let mut derivations = 0;
    for number in 0..AT_THE_REAL_DOOR {
        let (folder, chip, mut now) = (tempfile::tempdir().unwrap(), MemoryKeyStore::new(), calm());
        let pin = format!("{:08}", 25_801_470 + 7_654_321 * number);
        let near = format!("{:08}", 25_801_471 + 7_654_321 * number);
        let made =
            ProfileLock::create(folder.path(), PROFILE, &chip, pin.as_bytes(), Rung::Floor, &now(), &random()).unwrap();
        let missed = made.0.unlock(near.as_bytes(), &now(), &random()).err();
        assert!(matches!(missed, Some(UnlockError::Wrong { .. })), "{missed:?}");
        let opened = made.0.unlock(pin.as_bytes(), &now(), &random()).unwrap();
        assert!(opened.database_key() == made.1.database_key());
        derivations += 3;
    }
    println!(
        "T04   {AT_THE_REAL_DOOR} files at the real door, {derivations} whole derivations: each opens for its PIN, none for the next number"
    );
}

// cjis:IA-5(1)(a)
#[test]
fn no_byte_of_a_file_and_no_measured_device_gives_a_cost_below_the_floor() {
    let random = PublicBytes::of(b"T04 costs");
    let mut halves = Halves::make(&MemoryKeyStore::new(), Rung::Floor, &random).unwrap().to_bytes();
    let mut costs = Vec::new();
    for byte in 0..=u8::MAX {
        halves[0] = byte;
        costs.extend(Halves::from_bytes(&halves).map(|read| read.rung()));
    }
    let slowest = 60_000;
    let measured = (0..=slowest).map(Rung::for_floor_of).filter(|rung| *rung < Rung::Floor).count();
    println!(
        "T04   costs that a file can name: {} of 256, the least {} passes; devices measured from 0 to {slowest} ms below it: {measured}",
        costs.len(),
        costs.iter().min().map_or(0, |rung| *rung as u8)
    );
    assert_eq!((costs.len(), costs.iter().min(), measured), (4, Some(&Rung::Floor), 0));
}
