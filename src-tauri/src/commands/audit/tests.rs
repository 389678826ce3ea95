//! The review as the window asks for it: an auditor's alone, and never behind a closed door.

use super::*;
use crate::desk::{packs, random};
use crate::view::AuditPerson;
use first72_core::directory::Scope;
use first72_core::directory::ceremony::{NewRealm, found_realm, standard_roles};
use first72_core::moment::Moment;
use first72_core::notebook::{Chip, Compartment, NewGrant, NewPerson, PersonId, Place};
use std::path::Path;

const KEPT: [Compartment; 2] = [Compartment::Ops, Compartment::Audit];

/// A registrar's desk of an invented county; with `auditor` they are its auditor too.
fn desk(folder: &Path, auditor: bool) -> Desk {
    let place = Place::new(folder, Chip::Emulated).unwrap();
    let now = Moment::read();
    let (mut notebook, _) = Notebook::create(&place, b"25801470", packs(), random(), now).unwrap();
    notebook.request_enrolment(now).unwrap();
    let person = PersonId([7; 16]);
    let new = NewRealm {
        name: "Demo County".into(),
        compartments: KEPT.to_vec(),
        two_signatures: vec![],
        server_url: "http://127.0.0.1:1".into(),
        role_templates: standard_roles(&KEPT),
        limits: Default::default(),
        demo: true,
        policy: None,
        registrar_person: person,
        registrar_device: notebook.requested_device().unwrap(),
        now_ms: now.wall_ms,
    };
    let made = found_realm(&new, b"an invented passphrase", &*random()).unwrap();
    let realm = notebook.accept_founding(&made.genesis, &made.entries, made.ca_der, now).unwrap().realm;
    let (name, short_name) = ("Rosa Bell".to_owned(), "R. Bell".to_owned());
    notebook
        .name_myself(realm, NewPerson { name, short_name, agency: "Demo County".into(), guest: false }, now)
        .unwrap();
    if auditor {
        let terms = notebook.terms_of_role(realm, "auditor", Scope::Station("harbor-demo".into())).unwrap();
        notebook.add_grant(realm, person, NewGrant { terms, days: 30 }, now).unwrap();
    }
    let desk = Desk::at(folder.to_owned(), Box::new(|_| {}));
    desk.take(notebook, now);
    desk
}

// cjis:AU-9 cjis:AU-6
#[test]
fn the_review_is_the_auditors_alone_and_wants_an_open_door() {
    let folder = tempfile::tempdir().unwrap();
    let others = desk(folder.path(), false);
    assert_eq!(review(&others, AuditAsk { weeks_back: 0 }).unwrap_err().code, "notebook.not-auditor");
    let folder = tempfile::tempdir().unwrap();
    let theirs = desk(folder.path(), true);
    let page = review(&theirs, AuditAsk { weeks_back: 0 }).unwrap();
    assert_eq!((page.agency.as_str(), page.people), ("Demo County", Vec::<AuditPerson>::new()));
    assert_eq!(page.to_ms - page.from_ms, WEEK_MS);
    let older = review(&theirs, AuditAsk { weeks_back: 1 }).unwrap();
    assert!((older.to_ms - page.from_ms).abs() < 60_000, "one week ends where the next begins");
    theirs.close();
    assert_eq!(review(&theirs, AuditAsk { weeks_back: 0 }).unwrap_err().code, "shell.locked");
}

#[test]
fn a_name_that_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let theirs = desk(folder.path(), true);
    let ask = AuditRowsAsk { person: Some("nobody".into()), weeks_back: 0 };
    assert_eq!(rows(&theirs, &ask).unwrap_err().code, "shell.unreadable");
    let none = rows(&theirs, &AuditRowsAsk { person: None, weeks_back: 200 }).unwrap();
    assert_eq!((none.lines.len(), none.more), (0, 0));
}
