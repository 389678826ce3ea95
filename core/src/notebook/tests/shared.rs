//! A device that several people use: each opens their own vault and no other, and nothing on the disk says who they are.

use super::*;
use crate::notebook::{MOST_PEOPLE, NotebookError, SharedDevice, SharedError};
use crate::seal::{ShortName, UnlockError};
use std::path::Path;

const HERS: &[u8] = b"25801470";
const HIS: &[u8] = b"90817263";

fn named(text: &str) -> ShortName {
    ShortName::typed(text).unwrap()
}

fn tablet(folder: &Path) -> Place {
    crate::seal::passphrase::light::turn_on();
    Place::new(folder, Chip::Emulated).unwrap()
}

fn settle(device: &SharedDevice, name: &str, pin: &[u8]) -> Notebook {
    let place = device.place_for(&named(name), &*random()).unwrap();
    Notebook::create(&place, pin, packs(), random(), now()).unwrap().0
}

fn unlock(device: &SharedDevice, name: &str, pin: &[u8]) -> Result<Notebook, NotebookError> {
    let place = device.place_of(&named(name)).unwrap().unwrap();
    Notebook::unlock(&place, pin, packs(), random(), now())
}

fn code<T>(refused: Result<T, NotebookError>) -> &'static str {
    refused.err().map_or("none", |error| error.code())
}

/// Every file below a folder, by its path and its bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(folder).unwrap().flatten() {
        if item.path().is_dir() {
            found.extend(files(&item.path()));
        } else {
            found.push((item.path().display().to_string(), std::fs::read(item.path()).unwrap()));
        }
    }
    found
}

// cjis:IA-2 cjis:IA-4
#[test]
fn each_opens_their_own_vault_and_nothing_on_the_disk_names_them() {
    let folder = tempfile::tempdir().unwrap();
    let device = tablet(folder.path()).share().unwrap();
    assert!(device.is_unused().unwrap());
    settle(&device, "D. Rivera", HERS).lock().unwrap();
    settle(&device, "A. Okafor", HIS).lock().unwrap();
    assert!(!device.is_unused().unwrap());

    let (hers, his) = (unlock(&device, "d. rivera", HERS).unwrap(), unlock(&device, "A.  OKAFOR", HIS).unwrap());
    assert_ne!(hers.profile.id(), his.profile.id());
    assert_ne!(hers.profile.folder(), his.profile.folder());
    assert_eq!(code(unlock(&device, "A. Okafor", HERS)), "unlock.wrong");

    let kept = files(folder.path());
    assert!(kept.len() > 10, "two vaults with their files and chip keys: {}", kept.len());
    for (path, bytes) in &kept {
        for name in ["rivera", "okafor"] {
            let has = |text: &[u8]| text.windows(name.len()).any(|part| part.eq_ignore_ascii_case(name.as_bytes()));
            assert!(!has(path.as_bytes()) && !has(bytes), "{name} stands in {path}");
        }
    }
    let mut folders: Vec<_> = kept.iter().filter(|(path, _)| path.ends_with("/u")).map(|(path, _)| path).collect();
    folders.dedup();
    assert_eq!(folders.len(), 2, "each has an unlock file of their own");
}

#[test]
fn one_persons_misses_lock_nobody_else_out() {
    let folder = tempfile::tempdir().unwrap();
    let device = tablet(folder.path()).share().unwrap();
    settle(&device, "D. Rivera", HERS).lock().unwrap();
    settle(&device, "A. Okafor", HIS).lock().unwrap();
    let place = device.place_of(&named("D. Rivera")).unwrap().unwrap();
    for minute in 1..=5 {
        let later = Moment { boot_ms: now().boot_ms + minute * 60_000, ..now() };
        assert!(Notebook::unlock(&place, HIS, packs(), random(), later).is_err());
    }
    assert_eq!(code(unlock(&device, "D. Rivera", HERS)), "unlock.needs-release");
    assert!(unlock(&device, "A. Okafor", HIS).is_ok());
}

#[test]
fn a_name_that_nobody_has_here_makes_nothing_and_counts_for_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let device = tablet(folder.path()).share().unwrap();
    device.miss(HERS).unwrap();
    settle(&device, "D. Rivera", HERS).lock().unwrap();
    let before = files(folder.path());
    for _ in 0..6 {
        assert!(device.place_of(&named("Nobody Here")).unwrap().is_none());
        device.miss(HIS).unwrap();
    }
    assert_eq!(files(folder.path()), before);
    assert!(unlock(&device, "D. Rivera", HERS).is_ok());
}

#[test]
fn a_name_is_taken_once_and_a_beginning_that_was_cut_short_is_taken_up_again() {
    let folder = tempfile::tempdir().unwrap();
    let device = tablet(folder.path()).share().unwrap();
    let begun = device.place_for(&named("D. Rivera"), &*random()).unwrap();
    let again = device.place_for(&named("D. Rivera"), &*random()).unwrap();
    assert_eq!(again.folder(), begun.folder(), "the same folder, however often it was begun");
    Notebook::create(&again, HERS, packs(), random(), now()).unwrap().0.lock().unwrap();
    assert_eq!(code(device.place_for(&named("d. RIVERA"), &*random())), "shared.taken");

    let nameless = folder.path().join("people").join("0".repeat(32));
    std::fs::create_dir(&nameless).unwrap();
    let place = device.place_for(&named("A. Okafor"), &*random()).unwrap();
    assert_eq!(place.folder(), nameless, "a folder that a crash left without a name");
}

#[test]
fn thirty_people_fit_and_the_next_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let device = tablet(folder.path()).share().unwrap();
    for number in 0..MOST_PEOPLE {
        device.place_for(&named(&format!("person {number}")), &*random()).unwrap();
    }
    assert_eq!(code(device.place_for(&named("one more"), &*random())), "shared.full");
    assert!(device.place_of(&named("person 17")).unwrap().is_some());
}

#[test]
fn a_device_is_shared_before_its_first_vault_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let place = tablet(folder.path());
    assert!(place.shared().is_none());
    place.share().unwrap().unshare().unwrap();
    assert!(place.shared().is_none(), "a slip can be taken back");
    Notebook::create(&place, HERS, packs(), random(), now()).unwrap().0.lock().unwrap();
    assert_eq!(code(place.share()), "shared.one-persons");

    let other = tempfile::tempdir().unwrap();
    let device = tablet(other.path()).share().unwrap();
    settle(&device, "D. Rivera", HERS).lock().unwrap();
    assert_eq!(code(tablet(other.path()).shared().unwrap().unshare()), "shared.in-use");
    assert!(unlock(&device, "D. Rivera", HERS).is_ok(), "and nothing of it went");
}

/// A folder is a place like any other: whoever lost the mark of a name still opens the vault by its folder.
#[test]
fn a_lost_or_damaged_mark_loses_no_vault() {
    let folder = tempfile::tempdir().unwrap();
    let device = tablet(folder.path()).share().unwrap();
    settle(&device, "D. Rivera", HERS).lock().unwrap();
    settle(&device, "A. Okafor", HIS).lock().unwrap();
    let home = device.place_of(&named("D. Rivera")).unwrap().unwrap().folder().to_owned();
    std::fs::write(home.join("name"), b"damaged").unwrap();
    assert!(device.place_of(&named("D. Rivera")).unwrap().is_none());
    assert!(unlock(&device, "A. Okafor", HIS).is_ok(), "and it costs nobody else theirs");
    let place = Place::existing(&home).unwrap();
    let wrong = Notebook::unlock(&place, HIS, packs(), random(), now()).err();
    assert!(matches!(wrong, Some(NotebookError::Unlock(UnlockError::Wrong { .. }))));
    assert!(Notebook::unlock(&place, HERS, packs(), random(), now()).is_ok());
}

#[test]
fn what_is_no_name_is_refused_by_its_code() {
    assert!(ShortName::typed("  ").is_none());
    let codes: BTreeSet<_> = [
        SharedError::Name,
        SharedError::Taken,
        SharedError::Full,
        SharedError::OnePersons,
        SharedError::InUse,
        SharedError::Whose,
        SharedError::Nobody,
    ]
    .map(|error| error.code())
    .into();
    assert_eq!(codes.len(), 7);
}
