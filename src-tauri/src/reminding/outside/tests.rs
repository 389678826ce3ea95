//! When a reminder is shown outside the window, counted on a made-up lock screen.

use super::*;
use crate::desk::{packs, random};
use crate::lock_screen::LockScreen;
use crate::view::{Language, Settings};
use first72_core::moment::Moment;
use first72_core::notebook::{Chip, Notebook, Place};
use std::sync::{Arc, Mutex};

const NOW: i64 = 1_780_000_000_000;
const MIN: i64 = 60_000;
const BACK: &str = "taken back";

/// A lock screen that notes what it shows.
#[derive(Clone, Default)]
struct Noted(Arc<Mutex<Vec<&'static str>>>);

impl LockScreen for Noted {
    fn show(&self, sentence: &'static str) {
        held(&self.0).push(sentence);
    }

    fn take_back(&self) {
        held(&self.0).push(BACK);
    }

    fn shows(&self) -> bool {
        true
    }
}

struct Night {
    _folder: tempfile::TempDir,
    desk: Desk,
    noted: Noted,
}

fn at(boot_ms: u64) -> Moment {
    Moment { wall_ms: 0, boot_id: [1; 16], boot_ms }
}

/// A desk with an open notebook, in front, and something due in half an hour.
fn night() -> Night {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
    let noted = Noted::default();
    desk.install_lock_screen(Box::new(noted.clone()));
    open(&desk, folder.path());
    desk.focus(true);
    desk.reminders.take_stale();
    desk.reminders.reckon(&[NOW + 30 * MIN], NOW, at(0));
    Night { _folder: folder, desk, noted }
}

fn open(desk: &Desk, folder: &std::path::Path) {
    let place = Place::new(folder, Chip::Emulated).unwrap();
    let (notebook, _) = Notebook::create(&place, b"25801470", packs(), random(), at(0)).unwrap();
    desk.take(notebook, at(0));
}

impl Night {
    /// A look at the quarter of an hour before it is due.
    fn rings(&self) -> Vec<&'static str> {
        self.desk.look_at_reminders(at(15 * 60_000));
        self.shown()
    }

    fn looks(&self) -> Vec<&'static str> {
        self.desk.look_at_reminders(at(16 * 60_000));
        self.shown()
    }

    fn shown(&self) -> Vec<&'static str> {
        held(&self.noted.0).clone()
    }
}

const EN: &str = "A step is due soon.";

#[test]
fn whoever_has_the_window_before_them_sees_its_line_and_no_notice() {
    let night = night();
    assert!(night.rings().is_empty());
    night.desk.focus(false);
    assert!(night.looks().is_empty(), "it was seen: it does not come again when they turn away");
}

#[test]
fn with_the_window_behind_something_it_is_shown_once_in_neutral_words_and_goes_when_it_was_seen() {
    let night = night();
    night.desk.focus(false);
    assert_eq!(night.rings(), [EN]);
    assert_eq!(night.looks(), [EN], "once");
    night.desk.focus(true);
    assert_eq!(night.shown(), [EN, BACK]);
    night.desk.focus(false);
    assert_eq!(night.looks(), [EN, BACK]);
}

#[test]
fn with_the_page_hidden_it_is_shown_though_the_system_still_calls_the_window_focused() {
    let night = night();
    night.desk.put_behind(true, at(0));
    assert_eq!(night.rings(), [EN]);
}

#[test]
fn behind_the_closed_door_it_is_shown_and_goes_when_the_door_is_opened_or_its_line_was_put_away() {
    let locked = night();
    locked.desk.close();
    assert_eq!(locked.rings(), [EN]);
    locked.desk.take_back_outside();
    assert_eq!(locked.shown(), [EN, BACK]);
    let opened = night();
    opened.desk.close();
    assert_eq!(opened.rings(), [EN]);
    let folder = tempfile::tempdir().unwrap();
    open(&opened.desk, folder.path());
    opened.desk.look_outside();
    assert_eq!(opened.shown(), [EN, BACK]);
}

#[test]
fn it_is_in_the_language_of_the_screen() {
    let night = night();
    let spanish = Settings { language: Language::Es, ..night.desk.settings() };
    night.desk.set_settings(spanish).unwrap();
    night.desk.close();
    assert_eq!(night.rings(), ["Pronto toca un paso."]);
}

#[test]
fn behind_a_page_for_the_young_person_there_is_none_until_its_holder_is_back() {
    let night = night();
    night.desk.guard(true);
    night.desk.focus(false);
    assert!(night.rings().is_empty());
    night.desk.guard(false);
    assert_eq!(night.looks(), [EN], "the holder is back and looks elsewhere");
}

#[test]
fn above_the_plain_page_of_a_quick_exit_there_is_none_and_in_the_pocket_there_is() {
    let night = night();
    night.desk.front.leave(true);
    night.desk.close();
    assert!(night.rings().is_empty());
    night.desk.put_behind(true, at(15 * 60_000));
    assert_eq!(night.looks(), [EN]);
    night.desk.put_behind(false, at(16 * 60_000));
    assert_eq!(night.looks(), [EN, BACK], "somebody looks at the plain page");
}

#[test]
fn what_is_done_or_no_longer_wanted_is_taken_back() {
    let done = night();
    done.desk.close();
    assert_eq!(done.rings(), [EN]);
    done.desk.reminders.reckon(&[], NOW + 16 * MIN, at(16 * 60_000));
    done.desk.reminder_is_over();
    assert_eq!(done.shown(), [EN, BACK]);
    let unwanted = night();
    unwanted.desk.close();
    assert_eq!(unwanted.rings(), [EN]);
    unwanted.desk.set_settings(Settings { reminders: false, ..unwanted.desk.settings() }).unwrap();
    assert_eq!(unwanted.looks(), [EN, BACK]);
    assert_eq!(unwanted.looks(), [EN, BACK], "said once");
}

#[test]
fn in_a_drill_there_is_none_and_what_waited_comes_when_it_is_closed() {
    crate::commands::in_a_drill(|desk| {
        let noted = Noted::default();
        desk.install_lock_screen(Box::new(noted.clone()));
        desk.reminders.reckon(&[NOW + 30 * MIN], NOW, at(0));
        desk.look_at_reminders(at(15 * 60_000));
        assert!(held(&noted.0).is_empty());
        desk.put_away();
        desk.look_at_reminders(at(16 * 60_000));
        assert_eq!(*held(&noted.0), [EN]);
    });
}

#[test]
fn a_device_without_a_lock_screen_keeps_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
    assert!(desk.shows_outside(), "nothing is known against it");
    desk.reminders.reckon(&[NOW + 30 * MIN], NOW, at(0));
    desk.look_at_reminders(at(15 * 60_000));
    assert_eq!(*held(&desk.reminders.outside), Outside::Waits);
}
