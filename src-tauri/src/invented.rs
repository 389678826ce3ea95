//! An invented registrar's notebook, for the shell's own tests.

use crate::desk::{packs, random};
use first72_core::directory::ceremony::{NewRealm, found_realm, standard_roles};
use first72_core::moment::Moment;
use first72_core::notebook::{Chip, Compartment, NewPerson, Notebook, PersonId, Place};
use std::path::Path;

/// The PIN of every notebook here.
pub(crate) const PIN: &[u8] = b"25801470";

/// A registrar's open notebook of an invented county, and where it lives.
pub(crate) fn registrar(folder: &Path, now: Moment) -> (Notebook, Place) {
    let place = Place::new(folder, Chip::Emulated).unwrap();
    let (mut notebook, _) = Notebook::create(&place, PIN, packs(), random(), now).unwrap();
    notebook.request_enrolment(now).unwrap();
    let new = NewRealm {
        name: "Demo County".into(),
        compartments: vec![Compartment::Ops],
        two_signatures: vec![],
        server_url: "http://127.0.0.1:1".into(),
        role_templates: standard_roles(&[Compartment::Ops]),
        limits: Default::default(),
        demo: true,
        policy: None,
        registrar_person: PersonId([7; 16]),
        registrar_device: notebook.requested_device().unwrap(),
        now_ms: now.wall_ms,
    };
    let made = found_realm(&new, b"an invented passphrase", &*random()).unwrap();
    let realm = notebook.accept_founding(&made.genesis, &made.entries, made.ca_der, now).unwrap().realm;
    let bell = NewPerson {
        name: "Rosa Bell".into(),
        short_name: "R. Bell".into(),
        agency: "Demo County".into(),
        guest: false,
    };
    notebook.name_myself(realm, bell, now).unwrap();
    (notebook, place)
}
