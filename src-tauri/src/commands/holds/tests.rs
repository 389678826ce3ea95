//! Holds as the window asks for them: a registrar's, with the PIN only, refusals by name.

use super::super::drill::in_a_drill;
use super::*;
use crate::invented::{PIN, registrar};
use crate::view::CopyTap;
use first72_core::directory::Right;
use first72_core::episode::{Answer, Instant};
use first72_core::notebook::{Hash, NewContact, SpaceId};

const REASON: &str = "An invented order.";

fn at(folder: &std::path::Path) -> Desk {
    let now = Moment::read();
    let (notebook, _) = registrar(folder, now);
    let desk = Desk::at(folder.to_owned(), Box::new(|_| {}));
    desk.take(notebook, now);
    desk
}

fn ask(number: &str, reason: &str) -> HoldNew {
    HoldNew { number: number.into(), copy: None, reason: reason.into() }
}

fn type_pin(desk: &Desk, act: SensitiveAct) {
    desk.with(|notebook, now| Ok(notebook.confirm(act, PIN, now)?)).unwrap();
}

/// The words of an episode's number, as its holder reads them out.
fn number() -> String {
    let mut words = String::new();
    in_a_drill(|desk| {
        let number = desk.with(|notebook, now| {
            let contact = NewContact {
                at: Instant::exact(now.wall_ms),
                station: notebook.stations(Right::Open).remove(0),
                medical_need_now: Answer::Unknown,
                pack: notebook.usual_pack().unwrap(),
            };
            let episode = notebook.new_contact(contact, now)?;
            Ok(notebook.episode_number(episode)?)
        });
        words = number.unwrap();
    });
    words
}

// masvs:AUTH-3 cjis:AC-3 cjis:IA-11
#[test]
fn a_registrar_sets_and_ends_a_hold_with_the_pin_once_more() {
    let folder = tempfile::tempdir().unwrap();
    let desk = at(folder.path());
    assert!(list(&desk).unwrap().holds.is_empty());
    let refused = set(&desk, &ask(&number(), REASON)).err().unwrap();
    assert_eq!((refused.code.as_str(), refused.fields["act"].as_str()), ("confirm.needed", "hold"));
    type_pin(&desk, SensitiveAct::Hold);
    let slips = [("abandon", REASON, "glass.number-length"), (&number(), " ", "disclosure.reason")];
    for (number, reason, code) in slips {
        assert_eq!(set(&desk, &ask(number, reason)).err().unwrap().code, code, "a slip costs no second PIN");
    }
    let page = set(&desk, &ask(&number(), REASON)).unwrap();
    let [hold] = &page.holds[..] else { panic!("one hold") };
    assert_eq!((hold.held.reason.as_str(), hold.held.by.as_deref()), (REASON, Some("R. Bell")));
    assert!(hold.stands && hold.held.since.is_some() && hold.copies == 0 && hold.handle.is_none());
    assert_eq!((page.agency.as_str(), page.number_words), ("Demo County", 13));

    let tap = |id: &str| RosterTap { id: id.into() };
    let refused = end(&desk, &tap(&hold.hold)).err().unwrap();
    assert_eq!((refused.code.as_str(), refused.fields["act"].as_str()), ("confirm.needed", "hold_end"));
    type_pin(&desk, SensitiveAct::HoldEnd);
    assert_eq!(end(&desk, &tap(&Hash([9; 32]).to_string())).err().unwrap().code, "disclosure.no-hold");
    assert_eq!(end(&desk, &tap("x")).err().unwrap().code, "shell.unreadable");
    assert!(!end(&desk, &tap(&hold.hold)).unwrap().holds[0].stands);
}

#[test]
fn a_copy_that_is_not_known_and_whoever_is_no_registrar_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let desk = at(folder.path());
    let realm = desk.with(|notebook, _| Ok(notebook.office().unwrap().to_string())).unwrap();
    let of = |copy: String| HoldNew { copy: Some(CopyTap { realm: realm.clone(), copy }), ..ask("", REASON) };
    type_pin(&desk, SensitiveAct::Hold);
    assert_eq!(set(&desk, &of(SpaceId([9; 16]).to_string())).err().unwrap().code, "disclosure.none");
    assert_eq!(set(&desk, &of("x".into())).err().unwrap().code, "shell.unreadable");
    in_a_drill(|desk| {
        assert_eq!(list(desk).err().unwrap().code, "notebook.not-registrar");
        assert_eq!(set(desk, &ask(&number(), REASON)).err().unwrap().code, "notebook.not-registrar");
    });
}
