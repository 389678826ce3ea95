//! The PIN, asked for again before an act.

use super::*;
use crate::notebook::confirm::SensitiveAct;

fn at(later_ms: u64) -> Moment {
    let now = now();
    Moment { boot_ms: now.boot_ms + later_ms, ..now }
}

fn act(notebook: &mut Notebook, act: SensitiveAct, at: Moment) -> Result<(), NotebookError> {
    notebook.confirmed(act, at, |_| Ok(()))
}

fn open(place: &Place, at: Moment) -> Notebook {
    let mut notebook = Notebook::unlock(place, PIN, packs(), random(), at).unwrap();
    notebook.stay_open();
    notebook
}

fn made() -> (tempfile::TempDir, Place) {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::new(folder.path(), Chip::Emulated).unwrap();
    Notebook::create(&place, PIN, packs(), random(), at(0)).unwrap().0.lock().unwrap();
    (folder, place)
}

// masvs:AUTH-3 cjis:IA-11
#[test]
fn each_act_wants_the_pin_for_itself_and_once() {
    let (_folder, place) = made();
    let mut notebook = open(&place, at(0));
    for one in SensitiveAct::ALL {
        let refused = act(&mut notebook, one, at(1)).err().unwrap();
        assert_eq!((refused.code(), SensitiveAct::named(one.code())), ("confirm.needed", Some(one)), "{one:?}");
    }
    notebook.confirm(SensitiveAct::DeviceEnd, PIN, at(1_000)).unwrap();
    assert!(act(&mut notebook, SensitiveAct::GrantAdd, at(1_001)).is_err(), "given for another act");
    assert!(act(&mut notebook, SensitiveAct::DeviceEnd, at(61_001)).is_err(), "given too long ago");
    assert!(act(&mut notebook, SensitiveAct::DeviceEnd, at(2_000)).is_ok());
    assert!(act(&mut notebook, SensitiveAct::DeviceEnd, at(2_001)).is_err(), "given once");
}

#[test]
fn what_was_refused_can_be_tried_again_without_the_pin() {
    let (_folder, place) = made();
    let mut notebook = open(&place, at(0));
    notebook.confirm(SensitiveAct::Release, PIN, at(0)).unwrap();
    let refused: Result<(), _> = notebook.confirmed(SensitiveAct::Release, at(1), |_| Err(NotebookError::NotRegistrar));
    assert!(matches!(refused, Err(NotebookError::NotRegistrar)));
    assert!(act(&mut notebook, SensitiveAct::Release, at(2)).is_ok());
}

// masvs:AUTH-3 cjis:AC-7
#[test]
fn a_wrong_pin_before_an_act_is_a_miss_like_one_at_the_door() {
    let (_folder, place) = made();
    let mut notebook = open(&place, at(0));
    notebook.confirm(SensitiveAct::DeviceEnd, PIN, at(60_000)).unwrap();
    for minute in 2..=5 {
        let missed = notebook.confirm(SensitiveAct::DeviceEnd, b"73019264", at(minute * 60_000)).err().unwrap();
        assert_eq!(missed.code(), "unlock.wrong");
        assert!(
            act(&mut notebook, SensitiveAct::DeviceEnd, at(minute * 60_000)).is_err(),
            "a miss takes what was confirmed"
        );
    }
    let early = notebook.confirm(SensitiveAct::DeviceEnd, PIN, at(5 * 60_000 + 1)).err().unwrap();
    assert_eq!(early.code(), "unlock.wait", "and delays the next one");
    let fifth = notebook.confirm(SensitiveAct::DeviceEnd, b"73019264", at(6 * 60_000)).err().unwrap();
    assert_eq!(fifth.code(), "unlock.needs-release");
    notebook.lock().unwrap();
    let door = Notebook::unlock(&place, PIN, packs(), random(), at(7 * 60_000)).err().unwrap();
    assert_eq!(door.code(), "unlock.needs-release", "the door counts the same misses");
}

#[test]
fn a_notebook_that_was_opened_for_one_thing_asks_nothing() {
    let (_folder, place) = made();
    let mut notebook = Notebook::unlock(&place, PIN, packs(), random(), at(0)).unwrap();
    assert!(act(&mut notebook, SensitiveAct::DeviceEnd, at(1)).is_ok());
}
