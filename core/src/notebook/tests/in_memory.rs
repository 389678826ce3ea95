//! T09: what stays in a process's memory after a lock. Another process lives the scenes; this one reads its memory.

use super::child::{Child, asked, stage};
use super::written::{CANARIES, place, unlock, words, write, written_in};
use super::*;
use crate::seal::ProfileLock;
use crate::seal::needle::{Needle, found};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

const TEST: &str = "notebook::tests::in_memory::after_a_lock_no_key_and_no_word_is_left_in_memory";
/// Three ways for a notebook to close, each after everything in it was read and all of it written once more.
const CLOSINGS: [&str; 3] = ["locked", "forgotten", "dropped"];

/// The classes of keys that an open notebook keeps as they are.
const STAYING: [&str; 3] = ["D_kem", "D_sig", "SK"];
/// Where the other process only holds all keys, so that it is known that each of them would be found.
const CONTROL: &str = "every key is held";

/// The other process.
fn live(scene: &str, folder: &std::path::Path) {
    if scene == CONTROL {
        let held = keys(&place(folder), &unlock(folder), folder);
        stage(CONTROL);
        return drop(held);
    }
    for closing in CLOSINGS {
        let mut notebook = unlock(folder);
        let episode = notebook.episodes().next().unwrap();
        (0..CANARIES).for_each(|number| write(&mut notebook, episode, number));
        let _ = Notebook::unlock(&place(folder), b"00000000", packs(), random(), now());
        drop(notebook.draft("note:made up").unwrap());
        stage("open");
        match closing {
            "locked" => notebook.lock().unwrap(),
            "forgotten" => {
                notebook.forget();
                notebook.lock().unwrap();
            }
            _ => drop(notebook),
        }
        stage(closing);
    }
}

/// The keys of nine classes: the PIN's and the chip's halves, the vault's four, the device's two, and the spaces'.
fn keys(place: &Place, open: &Notebook, folder: &std::path::Path) -> Vec<Needle> {
    let profile = place.profile().unwrap().unwrap();
    let chip = crate::seal::EmulatedChip::for_demo(&folder.join("emulated-chip")).unwrap();
    let mut keys = ProfileLock::at(profile.folder(), profile.id(), &chip).needles(PIN);
    keys.extend(open.seats[0].keys.needles());
    keys.extend(open.seats[0].keyring.needles());
    keys
}

/// The classes of these keys.
fn classes<'n>(names: impl Iterator<Item = &'n str>) -> BTreeSet<&'n str> {
    names.filter_map(|name| name.split(' ').next()).collect()
}

/// How often each of these stands in the writable memory of a process.
fn in_memory_of(pid: u32, needles: &[Needle]) -> BTreeMap<String, usize> {
    let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let mut memory = File::open(format!("/proc/{pid}/mem")).unwrap();
    let mut counts = BTreeMap::new();
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (start, end) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
        let (start, end) = (u64::from_str_radix(start, 16).unwrap(), u64::from_str_radix(end, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
        memory.seek(SeekFrom::Start(start)).unwrap();
        // What the system keeps for itself there cannot be read.
        if memory.read_exact(&mut bytes).is_ok() {
            for (name, count) in found(needles, &bytes) {
                *counts.entry(name.to_owned()).or_default() += count;
            }
        }
    }
    counts
}

// masvs:CRYPTO-2 masvs:STORAGE-1 cjis:AC-12 cjis:SC-4 cjis:5.13.3
#[test]
fn after_a_lock_no_key_and_no_word_is_left_in_memory() {
    if let Some((scene, folder)) = asked() {
        return live(&scene, &folder);
    }
    let folder = tempfile::tempdir().unwrap();
    let (device, _) = written_in(folder.path(), &realm("Demo County", &[Compartment::Ops, Compartment::Le]));
    let (keys, words) = (keys(&device.place, &device.open(), folder.path()), words());
    let all = classes(keys.iter().map(|key| key.name.as_str()));
    assert_eq!(all.len(), 9, "{all:?}");
    device.door.into_inner().unwrap().lock().unwrap();
    let mut control = Child::start(TEST, CONTROL, folder.path());
    control.until(CONTROL);
    let held = in_memory_of(control.id(), &keys);
    assert_eq!(classes(held.keys().map(String::as_str)), all, "where all of them are held, all of them are found");
    println!("T09   control, every key held: {} keys of {} classes found", held.len(), all.len());
    drop(control);
    let mut child = Child::start(TEST, "all", folder.path());
    for closing in CLOSINGS {
        child.until("open");
        let held = (in_memory_of(child.id(), &keys), in_memory_of(child.id(), &words));
        // The others are gone once the vault is open, or are kept as the states of a hash function only, or by the database.
        let working = classes(held.0.keys().map(String::as_str));
        assert_eq!(working, STAYING.into(), "while it is open these are found");
        assert_eq!(held.1.len(), CANARIES, "while it is open they are found: {held:?}");
        child.go_on();
        child.until(closing);
        let (left, said) = (in_memory_of(child.id(), &keys), in_memory_of(child.id(), &words));
        println!(
            "T09   {closing}: {} keys of 9 classes looked for, {} found; {} words, {} found; while open {} and {}",
            keys.len(),
            left.len(),
            words.len(),
            said.len(),
            held.0.len(),
            held.1.len()
        );
        assert_eq!((left, said), (BTreeMap::new(), BTreeMap::new()), "{closing}");
        child.go_on();
    }
}
