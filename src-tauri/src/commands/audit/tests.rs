//! The review as the window asks for it: an auditor's alone, and never behind a closed door.

use super::*;
use crate::invented::{BELL, Founded, PIN, founded};
use crate::view::AuditPerson;
use first72_core::directory::Scope;
use first72_core::incident::IncidentFile;
use first72_core::moment::Moment;
use first72_core::notebook::{Compartment, NewGrant};
use std::path::Path;

const KEPT: [Compartment; 2] = [Compartment::Ops, Compartment::Audit];

/// A registrar's desk of an invented county; with `auditor` they are its auditor too.
fn desk(folder: &Path, auditor: bool) -> Desk {
    let now = Moment::read();
    let Founded { mut notebook, realm, .. } = founded(folder, &KEPT, now);
    if auditor {
        let terms = notebook.terms_of_role(realm, "auditor", Scope::Station("harbor-demo".into())).unwrap();
        notebook.add_grant(realm, BELL, NewGrant { terms, days: 30 }, now).unwrap();
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

// cjis:IR-4 masvs:AUTH-3
#[test]
fn a_week_is_written_into_two_files_with_the_pin_only_and_by_an_auditor_only() {
    let folder = tempfile::tempdir().unwrap();
    let others = desk(folder.path(), false);
    let week = AuditAsk { weeks_back: 0 };
    assert_eq!(incident(&others, week).unwrap_err().code, "notebook.not-auditor");
    let folder = tempfile::tempdir().unwrap();
    let theirs = desk(folder.path(), true);
    let refused = incident(&theirs, week).unwrap_err();
    assert_eq!((refused.code.as_str(), refused.fields["act"].as_str()), ("confirm.needed", "incident"));
    assert!(!theirs.shelf().exists(), "nothing is made before");
    theirs.with(|notebook, now| Ok(notebook.confirm(SensitiveAct::Incident, PIN, now)?)).unwrap();
    let written = incident(&theirs, week).unwrap();
    let (json, text) = (std::fs::read(&written.file).unwrap(), std::fs::read_to_string(&written.text).unwrap());
    let file = IncidentFile::parse(&json).unwrap();
    assert_eq!((file.check(), file.rows.len()), (Ok(()), usize::try_from(written.rows).unwrap()));
    assert!(text.contains("Report it within one hour") && text.contains("Demo County"), "{text}");
    assert_eq!(std::fs::read_dir(theirs.shelf()).unwrap().count(), 2, "and nothing else");
}
