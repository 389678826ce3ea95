//! The ten acts as the window asks for them: none without the PIN, each once with it.

use super::super::drill::in_a_drill;
use super::super::{roster, settings};
use super::*;
use crate::desk::{packs, random};
use crate::invented::PIN;
use crate::view::{Door, RosterApprove, RosterNewPerson, RosterRelease, Settings};
use first72_core::moment::Moment;
use first72_core::notebook::{Chip, Notebook, Place};
use std::path::Path;

const WRONG: &[u8] = b"73019264";

/// A registrar's desk of an invented county.
fn registrar(folder: &Path) -> (Desk, Place) {
    let now = Moment::read();
    let (notebook, place) = crate::invented::registrar(folder, now);
    let desk = Desk::at(folder.to_owned(), Box::new(|_| {}));
    desk.take(notebook, now);
    (desk, place)
}

fn type_for(desk: &Desk, act: SensitiveAct, secret: &[u8]) -> ConfirmOutcome {
    take(desk, Confirm { act: act.code().to_owned(), secret: secret.to_vec() }).unwrap()
}

fn people(desk: &Desk) -> usize {
    desk.with(|notebook, _| Ok(notebook.people(notebook.office().unwrap()).unwrap().len())).unwrap()
}

fn longer(desk: &Desk) -> Settings {
    Settings { idle_minutes: desk.settings().idle_minutes + 1, ..desk.settings() }
}

// masvs:AUTH-3 cjis:IA-11
#[test]
fn what_a_registrar_does_to_people_and_devices_waits_for_the_pin_and_takes_it_once() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = registrar(folder.path());
    let acts = [
        SensitiveAct::PersonAdd,
        SensitiveAct::DeviceEnd,
        SensitiveAct::GrantAdd,
        SensitiveAct::GrantEnd,
        SensitiveAct::Cosign,
        SensitiveAct::Adopt,
    ];
    for act in acts {
        let mut done = 0;
        let mut attempt = || {
            roster::changed(&desk, act, |_, _, _| {
                done += 1;
                Ok(())
            })
        };
        let refused = attempt().err().unwrap();
        assert_eq!((refused.code.as_str(), refused.fields["act"].as_str()), ("confirm.needed", act.code()));
        assert_eq!(type_for(&desk, act, PIN), ConfirmOutcome::Confirmed);
        assert!(attempt().is_ok());
        assert_eq!(attempt().err().unwrap().code, "confirm.needed");
        assert_eq!(done, 1, "{act:?}");
    }
}

// masvs:AUTH-3 cjis:IA-11
#[test]
fn no_device_is_taken_in_and_none_released_without_the_pin() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (desk, _) = registrar(folder.path());
    let place = Place::new(other.path(), Chip::Emulated).unwrap();
    let (mut phone, _) = Notebook::create(&place, PIN, packs(), random(), Moment::read()).unwrap();
    let request = phone.request_enrolment(Moment::read()).unwrap();
    let ask = || RosterApprove {
        request: request.clone(),
        person: None,
        new_person: Some(RosterNewPerson {
            name: "Diego Rivera".into(),
            short_name: "D. Rivera".into(),
            agency: "Demo County".into(),
            guest: false,
        }),
        label: "Phone".into(),
        role: None,
    };
    assert_eq!(roster::approve(&desk, ask()).err().unwrap().code, "confirm.needed");
    assert_eq!(people(&desk), 1, "nobody was entered");
    assert_eq!(type_for(&desk, SensitiveAct::DeviceTake, PIN), ConfirmOutcome::Confirmed);
    assert!(roster::approve(&desk, ask()).is_ok());
    assert_eq!(people(&desk), 2);

    let release = RosterRelease { request: "no request".into() };
    assert_eq!(roster::release(&desk, &release).err().unwrap().code, "confirm.needed");
    assert_eq!(type_for(&desk, SensitiveAct::Release, PIN), ConfirmOutcome::Confirmed);
    for _ in 0..2 {
        let slip = roster::release(&desk, &release).err().unwrap();
        assert_ne!(slip.code, "confirm.needed", "a slip of the request costs no second PIN");
    }
}

// masvs:AUTH-3
#[test]
fn a_phone_is_not_kept_open_longer_without_the_pin() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = registrar(folder.path());
    assert_eq!(settings::set(&desk, longer(&desk)).err().unwrap().code, "confirm.needed");
    let shorter = Settings { idle_minutes: 1, ..desk.settings() };
    assert!(settings::set(&desk, shorter).is_ok(), "what locks it sooner is free");
    type_for(&desk, SensitiveAct::LockLater, PIN);
    assert!(settings::set(&desk, longer(&desk)).is_ok());
    assert_eq!(desk.settings().idle_minutes, 2);
    desk.close();
    assert_eq!(settings::set(&desk, longer(&desk)).err().unwrap().code, "shell.locked");
    in_a_drill(|desk| {
        assert_eq!(settings::set(desk, longer(desk)).err().unwrap().code, "confirm.drill");
        assert!(settings::set(desk, desk.settings()).is_ok());
    });
}

// masvs:AUTH-3 cjis:AC-7
#[test]
fn the_fifth_wrong_pin_closes_the_notebook_until_it_is_released() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, place) = registrar(folder.path());
    // Four misses of an earlier boot: their delays are over.
    for minute in 1..=4 {
        let then = Moment { wall_ms: 0, boot_id: [9; 16], boot_ms: minute * 60_000 };
        assert!(Notebook::unlock(&place, WRONG, packs(), random(), then).is_err());
    }
    assert_eq!(type_for(&desk, SensitiveAct::DeviceEnd, WRONG), ConfirmOutcome::ReleaseNeeded);
    assert!(!desk.is_open());
    assert_eq!(super::super::where_it_stands(&desk).unwrap().door, Door::ReleaseNeeded);
}
