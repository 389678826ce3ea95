//! An episode is found by what stands in it, and nothing is found that stands nowhere.

use super::*;
use crate::audit::AuditEvent;
use std::collections::{BTreeMap, BTreeSet};

fn found(device: &Device, words: &str) -> BTreeSet<EpisodeId> {
    device.open().mentions(words)
}

#[test]
fn an_episode_is_found_by_its_answers_notes_and_evidence_without_accents_and_capitals() {
    let (_county, deputy, _advocate, episode) = two_with_an_episode();
    {
        let mut open = deputy.open();
        open.answer(episode, "plan_safe_people", Answer::Given(Value::Text("made up: tía Íñiga".into())), now()).ok();
        open.note(episode, Compartment::Ops, "Invented: waits at the Ferry terminal.".into(), now()).unwrap();
        let (at, reason) = (Instant::exact(NOW), Some("asked Q. Invented-Worker".into()));
        let event = StepEvent { kind: StepKind::NotApplicable, at, reason, to: None, evidence: BTreeMap::new() };
        open.step(episode, "ID-01", event, now()).unwrap();
    }
    let this = BTreeSet::from([episode]);
    for words in ["ferry", "FERRY term", "terminál", "invented wor", "worker q"] {
        assert_eq!(found(&deputy, words), this, "{words}");
    }
    for words in ["", " ", "f", "erry", "ferry boat", "terminals", "¿?"] {
        assert_eq!(found(&deputy, words), BTreeSet::new(), "{words}");
    }
}

#[test]
fn what_was_taken_back_is_not_found_any_more() {
    let (_county, deputy, _advocate, episode) = two_with_an_episode();
    let mut open = deputy.open();
    open.note(episode, Compartment::Ops, "Invented lighthouse.".into(), now()).unwrap();
    let note = open.record(episode).unwrap().notes()[0].reference;
    assert_eq!(open.mentions("lighthouse").len(), 1);
    open.take_note_back(episode, note, Before::Everything, now()).unwrap();
    assert_eq!(open.mentions("lighthouse").len(), 0);
}

// cjis:AU-2
#[test]
fn a_search_leaves_a_row_a_minute_without_what_was_sought() {
    let (county, deputy) = (realm("Demo County", &[Compartment::Ops, Compartment::Audit]), Device::new());
    join(&deputy, &county, "D. Rivera", Role::Deputy, &[Compartment::Ops]);
    let later = |ms: i64| Moment { wall_ms: NOW + ms, boot_id: [1; 16], boot_ms: 5_000 };
    let mut open = deputy.open();
    for (ms, found) in [(0, 3), (20_000, 2), (61_000, 1)] {
        open.note_search(found, later(ms));
    }
    let rows = open.vault.audit_waiting(county.id, 1_000).unwrap();
    let plain = rows.iter().filter_map(|(_, row)| {
        open.device_key.open_local(crate::seal::LocalUse::Audit, county.id.as_bytes(), &row.sealed).ok()
    });
    let rows: Vec<_> = plain.filter_map(|plain| crate::audit::AuditRow::parse(&plain).ok()).collect();
    let searched: Vec<_> = rows.iter().filter(|row| row.event() == Some(AuditEvent::Searched)).collect();
    assert_eq!(searched.iter().map(|row| row.amount).collect::<Vec<_>>(), [3, 1]);
    assert!(searched.iter().all(|row| row.object.is_empty() && row.episode.is_none()));
}
