//! A tablet of two invented people, at its door.

use super::*;
use crate::desk::{packs, random};
use crate::view::{Door, UnlockOutcome};
use first72_core::moment::Moment;
use first72_core::notebook::{Chip, Notebook, Place};
use std::path::Path;

const HERS: &[u8] = b"25801470";
const HIS: &[u8] = b"90817263";

fn desk(folder: &Path) -> Desk {
    Place::new(folder, Chip::Emulated).unwrap();
    Desk::at(folder.to_owned(), Box::new(|_| ()))
}

fn door(desk: &Desk) -> Door {
    where_it_stands(desk).unwrap().door
}

/// What the first start does for somebody who is new here.
fn settle(desk: &Desk, name: &str, pin: &[u8]) {
    desk.step_up(Some(name), true).unwrap();
    assert_eq!(door(desk), Door::NoProfile);
    let place = desk.place_for_new().unwrap();
    let (notebook, _) = Notebook::create(&place, pin, packs(), random(), Moment::read()).unwrap();
    desk.settled();
    desk.take(notebook, Moment::read());
    assert_eq!(door(desk), Door::Enrolling);
}

fn typed(desk: &Desk, pin: &[u8]) -> &'static str {
    match super::super::unlock::open(desk, pin).unwrap() {
        UnlockOutcome::Opened { .. } => "opened",
        UnlockOutcome::Missed { wait_ms: 0 } => "missed",
        UnlockOutcome::Missed { .. } => "missed, wait",
        UnlockOutcome::ReleaseNeeded => "release",
    }
}

// cjis:IA-2
#[test]
fn each_opens_their_own_and_a_closed_door_remembers_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    assert_eq!((door(&desk), where_it_stands(&desk).unwrap().shared), (Door::NoProfile, None));
    desk.device().unwrap().share().unwrap();
    assert_eq!(door(&desk), Door::Who);
    settle(&desk, "D. Rivera", HERS);
    desk.close();
    assert_eq!(door(&desk), Door::Who, "whoever locks it is not remembered");
    settle(&desk, "A. Okafor", HIS);
    desk.close();

    desk.step_up(Some("d. rivera"), false).unwrap();
    assert_eq!(door(&desk), Door::Locked);
    assert_eq!((typed(&desk, HIS), typed(&desk, HERS)), ("missed", "opened"));
    desk.step_up(Some("A. Okafor"), false).unwrap();
    assert!(!desk.is_open(), "opening one closes the other");
    assert_eq!(typed(&desk, HIS), "opened");
    assert_eq!(desk.with(|notebook, _| Ok(notebook.realms().count())).unwrap(), 0);
    assert!(!where_it_stands(&desk).unwrap().shared.unwrap().unused);
}

#[test]
fn a_name_that_nobody_has_stands_before_a_door_that_never_opens() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    desk.device().unwrap().share().unwrap();
    settle(&desk, "D. Rivera", HERS);
    desk.step_up(Some("Nobody Here"), false).unwrap();
    assert_eq!(door(&desk), Door::Locked, "as for somebody who has a vault here");
    for _ in 0..7 {
        assert_eq!(typed(&desk, HERS), "missed");
    }
    assert_eq!(desk.place().err().unwrap().code(), "shared.nobody");
    desk.step_up(Some("D. Rivera"), false).unwrap();
    assert_eq!(typed(&desk, HERS), "opened", "and none of it counted for her");
}

#[test]
fn a_slip_is_taken_back_and_a_taken_or_empty_name_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    desk.device().unwrap().share().unwrap();
    assert!(where_it_stands(&desk).unwrap().shared.unwrap().unused);
    desk.device().unwrap().shared().unwrap().unshare().unwrap();
    assert_eq!(door(&desk), Door::NoProfile);

    desk.device().unwrap().share().unwrap();
    assert_eq!(desk.place_for_new().err().unwrap().code(), "shared.whose");
    settle(&desk, "D. Rivera", HERS);
    let code = |refused: Result<(), Trouble>| refused.unwrap_err().code;
    assert_eq!(code(desk.step_up(Some("D.  RIVERA"), true)), "shared.taken");
    assert_eq!(code(desk.step_up(Some("  "), false)), "shared.name");
    assert_eq!(door(&desk), Door::Who);
    assert_eq!(desk.device().unwrap().shared().unwrap().unshare().err().unwrap().code(), "shared.in-use");
}

/// Before it is in a realm a notebook waits for its registrar; from then on a shared one is left alone for a minute.
#[test]
fn a_shared_device_is_left_alone_for_a_minute_whatever_was_chosen() {
    let (folder, own) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (desk, alone) = (desk(folder.path()), desk(own.path()));
    desk.device().unwrap().share().unwrap();
    settle(&desk, "D. Rivera", HERS);
    let minutes = |minutes| crate::view::Settings { idle_minutes: minutes, ..desk.settings() };
    desk.set_settings(minutes(15)).unwrap();
    assert_eq!(desk.idle_minutes(), 1);
    alone.set_settings(minutes(15)).unwrap();
    assert_eq!(alone.idle_minutes(), 15);
}
