//! What opens and closes the notebook on the desk.

use super::*;
use crate::view::Told;
use first72_core::notebook::{Chip, Place};
use std::path::Path;

fn at(boot_ms: u64) -> Moment {
    Moment { wall_ms: 1_780_000_000_000, boot_id: [1; 16], boot_ms }
}

#[test]
fn a_notebook_that_a_sync_still_holds_can_be_closed_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
    let place = Place::new(folder.path(), Chip::Emulated).unwrap();
    let (notebook, _) = Notebook::create(&place, b"25801470", packs(), random(), at(0)).unwrap();
    desk.take(notebook, at(0));
    let by_a_sync = desk.notebook(at(1)).unwrap();
    assert!(desk.close());
    assert!(!desk.has(&by_a_sync), "the sync learns that it was closed");
    drop(by_a_sync);
    assert!(Notebook::unlock(&place, b"25801470", packs(), random(), at(2)).is_ok());
}

// cjis:AC-2(5) cjis:AC-12
#[test]
fn a_notebook_left_alone_closes_and_says_so_and_a_touch_keeps_it_open() {
    let folder = tempfile::tempdir().unwrap();
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&told);
    let desk = Desk::at(folder.path().to_owned(), Box::new(move |said| held(&heard).push(said)));
    let place = Place::new(folder.path(), Chip::Emulated).unwrap();
    let (notebook, _) = Notebook::create(&place, b"25801470", packs(), random(), at(0)).unwrap();
    desk.take(notebook, at(0));
    desk.touch(at(899_000));
    assert!(!desk.close_when_left_alone(at(1_798_000)), "a touch begins the time anew");
    assert!(desk.notebook(at(1_798_000)).is_ok());
    assert_eq!(desk.notebook(at(1_799_000)).err().unwrap().code, "shell.locked");
    assert_eq!(*held(&told), [Told::Locked]);
    desk.touch(at(1_799_001));
    assert!(!desk.is_open(), "a touch opens nothing");
    assert!(Notebook::unlock(&place, b"25801470", packs(), random(), at(1_800_000)).is_ok());
}

// masvs:PLATFORM-3 cjis:AC-11
#[test]
fn a_call_of_twenty_seconds_costs_nothing_and_a_longer_one_the_keys_but_no_half_typed_word() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
    let place = Place::new(folder.path(), Chip::Emulated).unwrap();
    let (notebook, _) = Notebook::create(&place, b"25801470", packs(), random(), at(0)).unwrap();
    desk.take(notebook, at(0));
    held(&desk.notebook(at(1)).unwrap()).draft_put("note:made up", "She asked for wat", at(1)).unwrap();
    desk.put_behind(true, at(1_000));
    assert!(!desk.close_when_left_alone(at(21_000)));
    desk.put_behind(false, at(21_000));
    assert!(desk.notebook(at(60_000)).is_ok(), "the call is over");
    desk.put_behind(true, at(70_000));
    assert!(!desk.close_when_left_alone(at(99_999)));
    desk.put_behind(false, at(100_000));
    assert!(!desk.is_open(), "too late: the keys are gone before the page can be seen");
    let again = Notebook::unlock(&place, b"25801470", packs(), random(), at(110_000)).unwrap();
    assert_eq!(
        again.draft("note:made up").unwrap().as_deref().map(Vec::as_slice),
        Some(b"She asked for wat".as_slice())
    );
}

#[test]
fn a_command_that_breaks_down_is_answered_and_the_notebook_is_read_anew() {
    let folder = tempfile::tempdir().unwrap();
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&told);
    let desk = Desk::at(folder.path().to_owned(), Box::new(move |said| held(&heard).push(said)));
    let place = Place::new(folder.path(), Chip::Emulated).unwrap();
    let (notebook, _) = Notebook::create(&place, b"25801470", packs(), random(), at(0)).unwrap();
    desk.take(notebook, Moment::read());
    desk.with(|notebook, now| Ok(notebook.draft_put("note:made up", "Kept before", now)?)).unwrap();
    let broken: Result<(), Trouble> = desk.with(|_, _| panic!("invented"));
    assert_eq!(broken.unwrap_err().code, "shell.broke-down");
    assert!(!desk.is_open());
    assert_eq!(*held(&told), [Told::Locked]);
    let again = Notebook::unlock(&place, b"25801470", packs(), random(), at(1)).unwrap();
    assert!(again.draft("note:made up").unwrap().is_some());
    desk.take(again, Moment::read());
    assert!(desk.with(|_, _| Ok(())).is_ok(), "and everything works on");
}

/// Something that can be asked for, and how it is asked.
type Way = (&'static str, fn(&Desk));

/// A desk with an open notebook in this folder, and the place of its profile.
fn open_desk(folder: &Path) -> (Desk, Place) {
    let desk = Desk::at(folder.to_owned(), Box::new(|_| {}));
    let place = Place::new(folder, Chip::Emulated).unwrap();
    let (notebook, _) = Notebook::create(&place, b"25801470", packs(), random(), at(0)).unwrap();
    desk.take(notebook, Moment::read());
    (desk, place)
}

// cjis:AC-14
#[test]
fn whatever_is_asked_while_a_page_is_shown_to_the_young_person_closes_the_notebook() {
    let ways: [Way; 4] = [
        ("a question to the notebook", |desk| assert_eq!(desk.with(|_, _| Ok(())).unwrap_err().code, "shell.locked")),
        ("something to save", |desk| assert_eq!(desk.saving(|_, _| Ok(())).unwrap_err().code, "shell.locked")),
        ("a sync", |desk| assert_eq!(crate::syncing::all(desk).unwrap_err().code, "shell.locked")),
        ("the door", |desk| {
            assert_eq!(crate::commands::where_it_stands(desk).unwrap().door, crate::view::Door::Locked);
        }),
    ];
    for (what, asks) in ways {
        let folder = tempfile::tempdir().unwrap();
        let (desk, place) = open_desk(folder.path());
        desk.guard(true);
        desk.guard(false);
        assert!(desk.with(|_, _| Ok(())).is_ok(), "the holder is back");
        desk.guard(true);
        asks(&desk);
        assert!(!desk.is_open(), "{what}");
        assert!(Notebook::unlock(&place, b"25801470", packs(), random(), at(1)).is_ok());
    }
}

#[test]
fn a_page_for_the_young_person_keeps_no_notebook_open_longer_than_any_other() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = open_desk(folder.path());
    let now = Moment::read();
    let later = |ms: u64| Moment { boot_ms: now.boot_ms + ms, ..now };
    desk.guard(true);
    desk.put_behind(true, now);
    assert!(!desk.close_when_left_alone(later(29_000)));
    assert!(desk.close_when_left_alone(later(31_000)), "the screen went dark in the child's hand");
    desk.guard(false);
    assert!(!desk.is_open(), "and the holder's way back leads to the locked door");
}

#[test]
fn the_next_holder_begins_without_the_last_one_s_guard() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, place) = open_desk(folder.path());
    desk.guard(true);
    desk.close();
    let (again, now) = (Notebook::unlock(&place, b"25801470", packs(), random(), at(1)).unwrap(), Moment::read());
    desk.take(again, now);
    assert!(desk.with(|_, _| Ok(())).is_ok());
}
