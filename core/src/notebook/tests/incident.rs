//! An incident as a file: in order, checkable without a key, and with nothing of any record in it.

use super::audit::{auditor, county, id};
use super::*;
use crate::audit::AuditEvent;
use crate::directory::{EndReason, Ending};
use crate::incident::{IncidentError, IncidentFile, Language};
use crate::seal::needle::{Needle, found};
use std::collections::BTreeMap;

/// What somebody wrote about a young person.
const WRITTEN: [&str; 2] = ["Marisol Invented", "asked for water at the harbor"];

/// A night: an episode with words in it, a look, wrong PINs, a lost phone that is ended, and the auditor's device.
fn night() -> (Realm, Device, Device, EpisodeId) {
    let (county, deputy) = county();
    let auditor = auditor(&county, "U. Lind");
    let lost = Device::new();
    join(&lost, &county, "L. Shaw", Role::Deputy, &[Compartment::Ops]);
    county.registrar.sync(&county);
    auditor.sync(&county);
    deputy.sync(&county);
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    for written in WRITTEN {
        deputy.open().note(episode, Compartment::Ops, written.into(), now()).unwrap();
    }
    deputy.open().look_at(episode, now());
    deputy.sync(&county);
    county.registrar.open().end_device(county.id, id(&lost), Ending::of(EndReason::Lost, true), now()).unwrap();
    let registrar = &county.registrar;
    registrar.open().note_lock_set(5, now());
    registrar.sync(&county);
    let deputy = deputy.reopen();
    deputy.sync(&county);
    auditor.sync(&county);
    (county, deputy, auditor, episode)
}

fn made(auditor: &Device, county: &Realm) -> IncidentFile {
    auditor.open().incident(county.id, (NOW - 60_000, NOW + 60_000), now()).unwrap()
}

// cjis:IR-4 cjis:AU-6
#[test]
fn an_auditor_makes_one_file_of_what_happened_that_anybody_can_check_without_a_key() {
    let (county, deputy, auditor, episode) = night();
    let file = made(&auditor, &county);
    assert_eq!(file.check(), Ok(()));
    let read = IncidentFile::parse(file.to_text().as_bytes()).unwrap();
    assert_eq!((&read, read.check()), (&file, Ok(())));
    assert!(file.rows.windows(2).all(|pair| pair[0].at_ms <= pair[1].at_ms), "in order");
    let of = |event: AuditEvent| file.rows.iter().filter(|row| row.event.as_deref() == Some(event.code())).count();
    assert!(of(AuditEvent::Created) == 1 && of(AuditEvent::EpisodeSeen) == 1 && of(AuditEvent::Changed) >= 2);
    let touched = file.rows.iter().filter(|row| row.episode == Some(episode.to_string()));
    assert!(touched.into_iter().all(|row| row.device == id(&deputy).to_string()));
    assert_eq!(file.ended.len(), 1, "the lost phone");
    assert!(file.carried.iter().all(|carried| carried.leaf.is_some()));
    assert_eq!(file.genesis, county.genesis.genesis().hash().to_string());
    // Another time has other rows, and one without any is a file too.
    let empty = auditor.open().incident(county.id, (0, 1), now()).unwrap();
    assert_eq!((empty.rows.len(), empty.carried.len(), empty.check()), (0, 0, Ok(())));
    // It is an auditor's, and leaves a row.
    let refused = deputy.open().incident(county.id, (0, NOW), now()).unwrap_err();
    assert_eq!(refused.code(), "notebook.not-auditor");
    let auditor = auditor.reopen();
    auditor.sync(&county);
    let again = made(&auditor, &county);
    assert!(again.rows.iter().any(|row| row.event.as_deref() == Some("incident_out")));
}

// cjis:IR-4
#[test]
fn no_name_no_key_and_no_word_of_an_episode_is_in_the_file() {
    let (county, deputy, auditor, _) = night();
    let file = made(&auditor, &county);
    let json = file.to_text();
    let text = [Language::En, Language::Es].map(|language| file.readable("Demo County", language, &|_| None)).concat();
    let handle = {
        let open = deputy.open();
        open.records.values().find_map(|record| record.opened()).unwrap().handle
    };
    let hidden = WRITTEN.into_iter().chain([handle.as_str(), "harbor-demo", "none_seen"]);
    let mut needles: Vec<Needle> = hidden.map(Needle::word).collect();
    for device in [&deputy, &auditor, &county.registrar] {
        for seat in &device.open().seats {
            needles.extend(seat.keyring.needles().into_iter().chain(seat.keys.needles()));
        }
    }
    assert!(needles.len() > 10);
    let whole = [json.as_bytes(), text.as_bytes()].concat();
    assert_eq!(found(&needles, &whole), BTreeMap::new());
    for staff in ["D. Rivera", "U. Lind", "L. Shaw"] {
        assert!(!json.contains(staff), "{staff}");
    }
}

// cjis:IR-4 cjis:AU-9
#[test]
fn whatever_is_altered_in_the_file_is_found_and_named() {
    let (county, _, auditor, _) = night();
    let file = made(&auditor, &county);
    let found = |alter: &dyn Fn(&mut IncidentFile)| {
        let mut altered = file.clone();
        alter(&mut altered);
        altered.check().unwrap_err()
    };
    let flip = |text: &mut String, at: usize| {
        let digit = if text.as_bytes()[at] == b'0' { "1" } else { "0" };
        text.replace_range(at..=at, digit);
    };
    assert_eq!(found(&|file| drop(file.rows.pop())), IncidentError::Rows);
    assert_eq!(found(&|file| file.rows[0].at_ms += 1), IncidentError::Rows);
    assert_eq!(found(&|file| file.rows[0].event = Some("unlocked!".into())), IncidentError::Rows);
    assert_eq!(found(&|file| drop(file.carried.remove(0))).code(), "incident.rows");
    assert_eq!(found(&|file| flip(&mut file.carried[0].payload, 40)), IncidentError::Entry(0));
    assert_eq!(found(&|file| flip(&mut file.carried[0].r32, 3)), IncidentError::Entry(0));
    assert_eq!(found(&|file| flip(&mut file.carried[0].entry, 60)), IncidentError::Entry(0));
    assert_eq!(found(&|file| file.carried[0].not_after_ms = Some(1)), IncidentError::Bounds(0));
    assert!(matches!(found(&|file| flip(&mut file.authors[0].sig_pk, 3)), IncidentError::Author(_)));
    assert_eq!(found(&|file| file.authors.clear()), IncidentError::Entry(0));
    for text in ["", "{}", "[1]", "{\"format\":\"first72-incident/2\"}"] {
        assert_eq!(IncidentFile::parse(text.as_bytes()), Err(IncidentError::Form));
    }
}

// cjis:IR-4
#[test]
fn the_readable_side_says_who_must_be_told_within_an_hour_and_what_happened_in_both_languages() {
    let (county, deputy, auditor, episode) = night();
    let file = made(&auditor, &county);
    let own = id(&deputy).to_string();
    let called = |device: &str| (device == own).then(|| "D. Rivera, phone".to_owned());
    let english = file.readable("Demo County", Language::En, &called);
    for part in [
        "Report it within one hour",
        "security officer (LASO)",
        "Looked at an episode · D. Rivera, phone",
        "Devices that have been ended",
        &episode.to_string(),
        "first72 audit check FILE",
    ] {
        assert!(english.contains(part), "{part}: {english}");
    }
    let spanish = file.readable("Demo County", Language::Es, &called);
    assert!(spanish.contains("Avise antes de una hora") && spanish.contains("Miró un episodio · D. Rivera, phone"));
    // What nobody knows is said once, not below each line.
    let bounded = |after: Option<i64>| {
        let mut file = made(&auditor, &county);
        file.carried.iter_mut().for_each(|carried| (carried.not_before_ms, carried.not_after_ms) = (after, None));
        file.readable("Demo County", Language::En, &called)
    };
    assert_eq!(bounded(None).matches("no device has said").count(), 1);
    let known = bounded(Some(0));
    assert_eq!(known.matches("the server had it after 1970-01-01T00:00:00.000Z").count(), file.rows.len());
    assert!(!known.contains("no device has said"));
}
