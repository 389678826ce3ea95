//! Python itself: it still makes the golden files, and it opens what Rust makes.

use crate::copies::{copy_for_python, ground_for_python};
use crate::realm::{Decided, golden_folder, space_key, to_hex};
use first72_core::seal::wrap::seal_old_keys;
use first72_core::seal::{
    ChainSlot, DeviceKeys, Randomness, SpaceKey, SystemRandomness, WrapPlace, seal_entry, seal_statement_part,
    sign_clear_entry, wrap_key,
};
use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::{Hash, PersonId, RealmId, SpaceId};
use first72_wire::key_body::{KeyBody, SpaceClass};
use first72_wire::statement::{PublicPart, StatementBody};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A Python with the one package of requirements.txt, made once for each version of that file.
fn python() -> PathBuf {
    let wanted = std::fs::read_to_string(golden_folder().join("requirements.txt")).unwrap();
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden-python");
    let (program, stamp) = (place.join("bin/python"), place.join("requirements.txt"));
    if std::fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
        return program;
    }
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&place));
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
    run(Command::new(&program).args(install).arg(golden_folder().join("requirements.txt")));
    std::fs::write(stamp, wanted).unwrap();
    program
}

fn run(command: &mut Command) -> String {
    let done = command.env("PYTHONDONTWRITEBYTECODE", "1").output().expect("python3 with venv is on this machine");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success(), "{command:?}: {said}{}", String::from_utf8_lossy(&done.stderr));
    said
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Python makes the golden files anew, and every byte is what stands in the repository.
fn makes_the_golden_files(python: &Path) {
    let made = tempfile::tempdir().unwrap();
    run(Command::new(python).arg(golden_folder().join("make.py")).arg(made.path()));
    let kept = golden_folder().join("realm");
    assert_eq!(names(made.path()), names(&kept));
    for name in names(&kept) {
        let (made, kept) = (std::fs::read(made.path().join(&name)), std::fs::read(kept.join(&name)));
        assert!(made.unwrap() == kept.unwrap(), "{name} is made differently now");
    }
}

/// Keys that are random, and known to this test so that it can tell Python.
struct Author {
    keys: DeviceKeys,
    ikm: Vec<u8>,
}

impl Author {
    fn make() -> Self {
        let (seed, ikm) = (fresh(), fresh());
        Self { keys: DeviceKeys::make(&Decided::new([seed, ikm.clone()])).unwrap(), ikm }
    }

    fn slot(&self, seq: u64) -> ChainSlot {
        ChainSlot { realm: RealmId([1; 16]), space: SpaceId([2; 16]), seq, prev: Hash([3; 32]) }
    }
}

fn fresh() -> Vec<u8> {
    let mut bytes = vec![0; 32];
    SystemRandomness::new().fill(&mut bytes).unwrap();
    bytes
}

struct Folder {
    place: tempfile::TempDir,
    entries: Vec<Value>,
}

impl Folder {
    fn keep(&mut self, author: &Author, entry: &SealedEntry, mut said: Value) {
        let file = format!("{}.entry", self.entries.len());
        std::fs::write(self.place.path().join(&file), entry.to_bytes()).unwrap();
        said["file"] = json!(file);
        said["kind"] = json!(entry.header.kind as u8);
        said["sig_pk"] = json!(to_hex(&author.keys.public().sig_pk));
        self.entries.push(said);
    }

    fn save(&mut self, author: &Author, payload: &[u8]) {
        self.save_that_says(author, payload, json!({}));
    }

    fn save_that_says(&mut self, author: &Author, payload: &[u8], mut said: Value) {
        let key = fresh();
        let random = SystemRandomness::new();
        let entry = seal_entry(&author.keys, author.slot(5), &space_key(&key, 1), payload, &random).unwrap();
        said["key"] = json!(to_hex(&key));
        said["payload"] = json!(to_hex(payload));
        self.keep(author, &entry, said);
    }

    fn key(&mut self, author: &Author, older: &[Vec<u8>]) {
        let (bytes, random) = (fresh(), SystemRandomness::new());
        let key = space_key(&bytes, 3);
        let (slot, public) = (author.slot(6), *author.keys.public());
        let place = WrapPlace { realm: slot.realm, space: slot.space, author: public.device_id };
        let older_keys: Vec<SpaceKey> = (1..).zip(older).map(|(version, bytes)| space_key(bytes, version)).collect();
        let old_keys =
            (!older.is_empty()).then(|| seal_old_keys(&key, slot.space, older_keys.iter(), &random).unwrap());
        let body = KeyBody {
            class: SpaceClass::Compartment(Compartment::Le),
            version: 3,
            key_id: key.id(),
            wraps: vec![wrap_key(&key, &place, public.device_id, &public.kem_pk, &random).unwrap()],
            recovery: None,
            old_keys,
        };
        let entry = sign_clear_entry(&author.keys, slot, Kind::Key, body.to_bytes()).unwrap();
        let older: Vec<String> = older.iter().map(|bytes| to_hex(bytes)).collect();
        let recipient = to_hex(public.device_id.as_bytes());
        let said = json!({ "ikm": to_hex(&author.ikm), "recipient": recipient, "key": to_hex(&bytes), "older": older });
        self.keep(author, &entry, said);
    }

    fn statement(&mut self, author: &Author) {
        let (key, random) = (fresh(), SystemRandomness::new());
        let body = StatementBody::new(PublicPart::Person { person_id: PersonId([7; 16]) });
        let plain = b"\x85\x07\x61A\x61B\x61C\xf4";
        let slot = author.slot(7);
        let sealed = seal_statement_part(&space_key(&key, 1), slot.space, &body.public_bytes, plain, &random).unwrap();
        let bytes = body.with_sealed(sealed).to_bytes();
        let entry = sign_clear_entry(&author.keys, slot, Kind::Statement, bytes).unwrap();
        self.keep(author, &entry, json!({ "key": to_hex(&key), "sealed_plain": to_hex(plain) }));
    }
}

/// Rust makes saves, a copy and its ground among them, keys and a statement under random keys, and Python opens them.
fn opens_what_rust_makes(python: &Path) {
    let author = Author::make();
    let mut folder = Folder { place: tempfile::tempdir().unwrap(), entries: Vec::new() };
    // CBOR byte strings of random bytes: nothing that compression would shorten.
    folder.save(&author, b"\xa0");
    folder.save(&author, &[&b"\x58\x20"[..], &fresh()].concat());
    let long: Vec<u8> = (0..32).flat_map(|_| fresh()).collect();
    folder.save(&author, &[&b"\x59\x04\x00"[..], &long].concat());
    let (payload, copy) = copy_for_python();
    folder.save_that_says(&author, &payload, json!({ "copy": copy }));
    let purpose: Vec<u8> = long.iter().copied().take(240).collect();
    let (payload, ground) = ground_for_python(purpose.as_slice().try_into().unwrap());
    folder.save_that_says(&author, &payload, json!({ "ground": ground }));
    folder.key(&author, &[]);
    folder.key(&author, &[fresh(), fresh()]);
    folder.statement(&author);
    let index = json!({ "entries": folder.entries });
    std::fs::write(folder.place.path().join("index.json"), index.to_string()).unwrap();
    let said = run(Command::new(python).arg(golden_folder().join("check.py")).arg(folder.place.path()));
    assert!(said.starts_with("8 entries opened, "), "{said}");
}

// masvs:CRYPTO-1
#[test]
fn python_makes_the_golden_files_and_opens_what_rust_makes() {
    let python = python();
    makes_the_golden_files(&python);
    opens_what_rust_makes(&python);
}
