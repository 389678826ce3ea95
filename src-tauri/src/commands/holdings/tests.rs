//! Holdings as the window asks for them: nothing before the first sync and in a drill, and a file that can be found.

use super::super::drill::in_a_drill;
use super::*;
use crate::invented::{Founded, founded};
use first72_core::moment::Moment;
use first72_core::notebook::Compartment;

fn refused(desk: &Desk, realm: &str) -> String {
    write(desk, &OfServer { realm: realm.into() }).unwrap_err().code
}

#[test]
fn before_the_first_sync_and_in_a_drill_there_is_nothing_to_write() {
    let folder = tempfile::tempdir().unwrap();
    let now = Moment::read();
    let Founded { notebook, realm, .. } = founded(folder.path(), &[Compartment::Ops], now);
    let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
    desk.take(notebook, now);
    assert_eq!(refused(&desk, &realm.to_string()), "holdings.none");
    assert_eq!(refused(&desk, "x"), "shell.unreadable");
    assert_eq!(refused(&desk, &RealmId([9; 16]).to_string()), "notebook.not-enrolled");
    assert!(!desk.shelf().exists(), "and nothing is made for it");
    in_a_drill(|desk| {
        let realm = desk.with(|notebook, _| Ok(notebook.realms().next().unwrap().to_string())).unwrap();
        assert_eq!(refused(desk, &realm), "holdings.none");
    });
}

#[test]
fn the_file_s_name_says_nothing_of_the_agency() {
    assert_eq!(name(RealmId([0xab; 16])), "first72-abababab.held");
}
