//! Moving an episode to another version: what is shown, what is kept, and the way back.

use super::packs::{begin, deputy, later, next_version};
use super::*;
use crate::protocol::diff::StepAspect;
use crate::protocol::signature::Untrusted;

/// A later version: one step under another id, one due sooner, a question that is no longer asked under its name, and
/// other words.
fn reworded() -> Edition {
    let renamed = next_version("2026.2");
    let edit = |(name, text): &(String, String)| {
        let text = match name.as_str() {
            "steps.toml" => text.replacen("due = \"PT30M\"", "due = \"PT20M\"", 1),
            "texts.en.toml" => text.replacen("title = \"", "title = \"New: ", 1),
            _ => text.clone(),
        };
        (name.clone(), text)
    };
    signed(&Edition::of(renamed.files().iter().map(edit).collect(), &[]), NOW + 365 * 86_400_000)
}

/// Some minutes later on the same evening: a server takes a request by the time of the device.
fn soon(minutes: i64) -> Moment {
    let boot_ms = now().boot_ms + minutes.unsigned_abs() * 60_000;
    Moment { wall_ms: NOW + minutes * 60_000, boot_ms, ..now() }
}

fn done() -> StepEvent {
    StepEvent { kind: StepKind::Done, at: Instant::exact(NOW), reason: None, to: None, evidence: BTreeMap::new() }
}

#[test]
fn a_move_shows_what_changes_keeps_what_was_said_and_can_be_taken_back() {
    let (realm, device) = deputy();
    // The server knows a device once the registrar has told it.
    realm.registrar.sync(&realm);
    let episode = begin(&mut device.open(), now()).unwrap();
    device.open().step(episode, "ID-07", done(), now()).unwrap();
    let newer = reworded();
    device.open().install_pack(&newer.to_copy().unwrap(), now()).unwrap();
    let first = device.open().episode_pack(episode, now()).unwrap().named;
    let difference = device.open().pack_difference(episode, &newer.hash(), "en", now()).unwrap();
    assert_eq!(difference.packs.steps_dropped, ["ID-07"]);
    assert_eq!(difference.packs.steps_added, ["ID-07b"]);
    assert!(difference.packs.steps_changed.iter().any(|step| step.what == [StepAspect::Due] && step.due.is_some()));
    assert!(difference.comes.iter().any(|(id, _)| id == "ID-07b") && difference.steps_kept == ["ID-07"]);
    assert!(difference.stands.contains("ID-07b") && !difference.stands.contains("ID-07"), "that one is done");
    assert!(!difference.due_moves.is_empty());
    assert!(difference.texts.iter().any(|text| text.new.as_deref().is_some_and(|new| new.starts_with("New: "))));

    device.open().move_pack(episode, &newer.hash(), soon(1)).unwrap();
    device.sync(&realm);
    let device = device.reopen();
    let notebook = device.open();
    assert_eq!(notebook.pack_of(episode).unwrap().version, "2026.2");
    let record = notebook.record(episode).unwrap();
    let moves = record.pack_moves();
    assert_eq!((moves.len(), moves[0].from, moves[0].to.version.as_str()), (1, &first, "2026.2"));
    assert_eq!((moves[0].save.op().when.wall_ms, moves[0].save.person().is_some()), (soon(1).wall_ms, true));
    assert_eq!(record.marks("ID-07").len(), 1, "what was said about a step that is gone stays");
    let plan = notebook.plan(episode, now()).unwrap();
    assert_eq!(plan.unnamed.iter().map(|gone| gone.step.as_str()).collect::<Vec<_>>(), ["ID-07"]);
    drop(notebook);

    device.open().move_pack(episode, &first.hash.unwrap(), soon(2)).unwrap();
    let notebook = device.open();
    assert_eq!(notebook.pack_of(episode).unwrap().version, "2026.1");
    let moves = notebook.record(episode).unwrap().pack_moves();
    assert_eq!(moves.iter().map(|moved| moved.settled).collect::<Vec<_>>(), [true, false], "both stay in the history");
    assert!(notebook.plan(episode, now()).unwrap().step("ID-07").is_some());
}

#[test]
fn an_episode_moves_to_a_signed_version_or_back_to_its_own_and_nowhere_else() {
    let (_realm, device) = deputy();
    let mut notebook = device.open();
    let episode = begin(&mut notebook, now()).unwrap();
    let first = notebook.episode_pack(episode, now()).unwrap().named.hash.unwrap();
    let unsigned = next_version("2026.3");
    notebook.install_pack(&unsigned.to_copy().unwrap(), now()).unwrap();
    let refused = notebook.move_pack(episode, &unsigned.hash(), now());
    assert!(matches!(refused, Err(NotebookError::Untrusted { why: Untrusted::Unsigned, .. })));
    assert!(matches!(notebook.move_pack(episode, &Hash([9; 32]), now()), Err(NotebookError::NoPack { .. })));
    assert_eq!(notebook.pack_choices(episode, now()).unwrap(), []);
    let newer = reworded();
    notebook.install_pack(&newer.to_copy().unwrap(), now()).unwrap();
    let choices = notebook.pack_choices(episode, now()).unwrap();
    assert_eq!(choices.iter().map(|choice| choice.pack.version.as_str()).collect::<Vec<_>>(), ["2026.2"]);
    notebook.move_pack(episode, &newer.hash(), now()).unwrap();
    notebook.move_pack(episode, &newer.hash(), now()).unwrap();
    assert_eq!(notebook.record(episode).unwrap().pack_moves().len(), 1, "a move to where it is says nothing");
    // A year later nobody's signatures hold; the way back stays open.
    let back = notebook.pack_choices(episode, later(800)).unwrap();
    assert!(back.len() == 1 && back[0].was_here && !back[0].standing.runs());
    notebook.move_pack(episode, &first, later(800)).unwrap();
}

#[test]
fn two_people_who_move_it_without_a_network_agree_after_it_and_both_moves_stay() {
    let realm = realm("Packs County", &[Compartment::Ops]);
    let devices = ["Rivera", "Sato"].map(|name| {
        let device = Device::new();
        join(&device, &realm, name, Role::Deputy, &[Compartment::Ops]);
        device
    });
    let [first, second] = &devices;
    let episode = begin(&mut first.open(), now()).unwrap();
    for device in [&realm.registrar, first, second, first, second] {
        device.sync(&realm);
    }
    let versions = [signed(&next_version("2026.2"), NOW * 2), signed(&next_version("2026.3"), NOW * 2)];
    for (at, (device, version)) in (1..).zip(devices.iter().zip(&versions)) {
        for version in &versions {
            device.open().install_pack(&version.to_copy().unwrap(), now()).unwrap();
        }
        device.open().move_pack(episode, &version.hash(), soon(at)).unwrap();
    }
    for device in [first, second, first] {
        device.sync(&realm);
    }
    for device in &devices {
        let notebook = device.open();
        assert_eq!(notebook.pack_of(episode).unwrap().version, "2026.3", "the later word");
        let moves = notebook.record(episode).unwrap().pack_moves();
        assert_eq!(moves.iter().filter(|moved| !moved.settled).count(), 2, "nobody has settled it yet");
    }
    second.open().move_pack(episode, &versions[1].hash(), soon(3)).unwrap();
    for device in [second, first] {
        device.sync(&realm);
    }
    for device in &devices {
        let notebook = device.open();
        let moves = notebook.record(episode).unwrap().pack_moves();
        let standing: Vec<_> = moves.iter().filter(|moved| !moved.settled).map(|moved| &*moved.to.version).collect();
        assert_eq!((standing, moves.len()), (vec!["2026.3"], 3), "settled, and all three stay in the history");
    }
}
