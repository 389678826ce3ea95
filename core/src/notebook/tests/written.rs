//! A notebook with invented words in every kind of field, for tests that look whether one of them stayed somewhere.

use super::*;
use crate::seal::needle::canary;
use std::path::Path;

/// How many words there are.
pub(super) const CANARIES: usize = 50;
const SEED: u8 = 9;

/// One of the words that are nowhere else.
pub(super) fn word(number: usize) -> String {
    canary(SEED, number % CANARIES)
}

/// The words, to be looked for.
pub(super) fn words() -> Vec<crate::seal::needle::Needle> {
    crate::seal::needle::canaries(SEED, CANARIES)
}

/// A place whose chip's keys are files: another process can open the same notebook.
pub(super) fn place(folder: &Path) -> Place {
    // What is looked for afterwards is looked for after a real door, in the parent's process as in its child's.
    crate::seal::passphrase::light::turn_off();
    Place::new(folder, Chip::Emulated).unwrap()
}

/// Unlocks what lives there.
pub(super) fn unlock(folder: &Path) -> Notebook {
    Notebook::unlock(&place(folder), PIN, packs(), random(), now()).unwrap()
}

/// A new device in this folder that is in a realm and holds one episode with every word in it.
pub(super) fn written_in(folder: &Path, county: &Realm) -> (Device, EpisodeId) {
    use Compartment::{Le, Ops};
    let (notebook, _) = Notebook::create(&place(folder), PIN, packs(), random(), now()).unwrap();
    let device = Device { place: place(folder), door: Mutex::new(notebook), _folder: tempfile::tempdir().unwrap() };
    join(&device, county, "D. Rivera", Role::Deputy, &[Ops, Le]);
    county.registrar.sync(county);
    device.sync(county);
    let episode = device.open().new_contact(contact(), now()).unwrap();
    (0..CANARIES).for_each(|number| write(&mut device.open(), episode, number));
    (device, episode)
}

/// One save with one of the words: a note, an answer, a step's reason, a half-typed text.
pub(super) fn write(notebook: &mut Notebook, episode: EpisodeId, number: usize) {
    let said = |word: String| Answer::Given(Value::Text(word));
    match number % 10 {
        0 => notebook.answer(episode, "place_coarse", said(word(number)), now()).unwrap(),
        1 => notebook.answer(episode, "aliases_online", said(word(number)), now()).unwrap(),
        2 => {
            let event = StepEvent { kind: StepKind::Declined, reason: Some(word(number)), ..done() };
            notebook.step(episode, "ID-01", event, now()).unwrap();
        }
        3 => notebook.note(episode, Compartment::Le, word(number), now()).unwrap(),
        _ => notebook.note(episode, Compartment::Ops, word(number), now()).unwrap(),
    }
    if number == 7 {
        let draft = word(number);
        notebook.draft_put("note:made up", &draft, now()).unwrap();
        drop(zeroize::Zeroizing::new(draft));
    }
}

/// Every file below a folder.
pub(super) fn files(folder: &Path) -> BTreeMap<std::path::PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for item in std::fs::read_dir(folder).unwrap().flatten() {
        if item.path().is_dir() {
            found.extend(files(&item.path()));
        } else {
            found.insert(item.path(), std::fs::read(item.path()).unwrap());
        }
    }
    found
}
