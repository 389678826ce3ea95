//! Two devices beside each other, as the window asks for it.

use super::super::contact::stations;
use super::super::drill::in_a_drill;
use super::*;
use crate::desk::{packs, random};
use crate::syncing;
use first72_core::directory::Right;
use first72_core::episode::{Answer, Instant, Value};
use first72_core::notebook::{Chip, NewContact, Place};

fn realm(desk: &Desk) -> String {
    desk.with(|notebook, _| Ok(notebook.realms().next().map(|realm| realm.to_string()).unwrap_or_default())).unwrap()
}

fn shown(desk: &Desk) -> HeadView {
    seen(desk, &OfServer { realm: realm(desk) }).unwrap().head.unwrap()
}

fn against(desk: &Desk, note: &str) -> Result<HeadOutcome, Trouble> {
    compare(desk, &HeadTheirs { realm: realm(desk), note: note.to_owned() }).map(|compared| compared.outcome)
}

fn saves_something(desk: &Desk) {
    desk.saving(|notebook, now| {
        let contact = NewContact {
            at: Instant::exact(now.wall_ms),
            station: stations(notebook, Right::Open)?.remove(0).code,
            medical_need_now: Answer::Given(Value::Choice("none_seen".into())),
            pack: "los-angeles".into(),
        };
        Ok(notebook.new_contact(contact, now).map(drop)?)
    })
    .unwrap();
}

#[test]
fn what_two_devices_saw_is_the_same_or_left_to_the_next_sync() {
    in_a_drill(|desk| {
        saves_something(desk);
        syncing::all(desk).unwrap();
        let head = shown(desk);
        assert_eq!(head.qr.rows.len(), head.qr.size as usize);
        assert_eq!(against(desk, &head.note), Ok(HeadOutcome::Same));
        let as_a_mail_makes_it = head.note.replace('\n', "\r\n");
        assert_eq!(against(desk, &as_a_mail_makes_it), Ok(HeadOutcome::Same));
        saves_something(desk);
        syncing::all(desk).unwrap();
        assert!(shown(desk).items > head.items);
        assert_eq!(against(desk, &head.note), Ok(HeadOutcome::WeAreAhead));
    });
}

#[test]
fn what_is_no_word_of_this_server_is_said_and_stops_nothing() {
    in_a_drill(|desk| {
        saves_something(desk);
        syncing::all(desk).unwrap();
        let note = shown(desk).note;
        let code = |note: &str| against(desk, note).unwrap_err().code;
        assert_eq!(code("hello"), "head.form");
        assert_eq!(code(&note.replacen("/", "/0", 1)), "head.origin");
        let (text, signature) = note.split_once("\n\n").unwrap();
        let larger = text.replacen('\n', "\n9", 1);
        assert_eq!(code(&format!("{larger}\n\n{signature}")), "head.signature");
        assert!(!seen(desk, &OfServer { realm: realm(desk) }).unwrap().caught);
    });
}

#[test]
fn a_device_that_is_in_no_such_agency_shows_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
    let place = Place::new(folder.path(), Chip::Emulated).unwrap();
    let (notebook, _) = Notebook::create(&place, b"25801470", packs(), random(), Moment::read()).unwrap();
    desk.take(notebook, Moment::read());
    let code = |realm: &str| seen(&desk, &OfServer { realm: realm.to_owned() }).unwrap_err().code;
    assert_eq!(code("nonsense"), "shell.unreadable");
    assert_eq!(code(&RealmId([7; 16]).to_string()), "notebook.not-enrolled");
}
