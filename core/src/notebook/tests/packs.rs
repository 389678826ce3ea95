//! Packs on a device: who may begin with which, and what holds an episode to its own.

use super::*;
use crate::protocol::edition::Edition;
use crate::protocol::signature::{PackStanding, Untrusted};

const DAY: i64 = 86_400_000;

pub(super) fn later(days: i64) -> Moment {
    Moment { wall_ms: NOW + days * DAY, boot_id: [2; 16], boot_ms: 10 }
}

/// The pack under another version, with one step under another id.
pub(super) fn next_version(version: &str) -> Edition {
    let edit = |(name, text): &(String, String)| {
        let text = match name.as_str() {
            "pack.toml" => text.replacen("version = \"2026.1\"", &format!("version = \"{version}\""), 1),
            _ => text.replace("\"ID-07\"", "\"ID-07b\""),
        };
        (name.clone(), text)
    };
    let edition = Edition::of(los_angeles().files().iter().map(edit).collect(), &[]);
    assert_ne!(edition.hash(), los_angeles().hash());
    edition
}

pub(super) fn begin(notebook: &mut Notebook, at: Moment) -> Result<EpisodeId, NotebookError> {
    let contact = NewContact {
        at: Instant::exact(at.wall_ms),
        station: "harbor-demo".into(),
        medical_need_now: Answer::NotAsked,
        pack: "los-angeles".into(),
    };
    notebook.new_contact(contact, at)
}

pub(super) fn deputy() -> (Realm, Device) {
    let realm = realm("Packs County", &[Compartment::Ops]);
    let device = Device::new();
    join(&device, &realm, "Rivera", Role::Deputy, &[Compartment::Ops]);
    (realm, device)
}

#[track_caller]
fn refused(result: Result<EpisodeId, NotebookError>, wanted: Untrusted) {
    match result {
        Err(NotebookError::Untrusted { why, .. }) => assert_eq!(why, wanted),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_pack_that_nobody_signed_or_whose_signatures_ended_begins_nothing() {
    let (_realm, device) = deputy();
    let mut notebook = device.open();
    assert!(begin(&mut notebook, now()).is_ok());
    refused(begin(&mut notebook, later(366)), Untrusted::Expired { at_ms: NOW + 365 * DAY });
    notebook.packs = Packs::of([Arc::new(los_angeles())]);
    refused(begin(&mut notebook, now()), Untrusted::Unsigned);
    let altered = next_version("2026.1").with_signatures(signed(&los_angeles(), NOW + DAY).signatures());
    notebook.packs = Packs::of([Arc::new(altered)]);
    refused(begin(&mut notebook, now()), Untrusted::Altered);
}

#[test]
fn an_episode_goes_on_after_its_pack_expired_and_says_so() {
    let (_realm, device) = deputy();
    let mut notebook = device.open();
    let episode = begin(&mut notebook, now()).unwrap();
    let at = later(400);
    notebook.answer(episode, "language", Answer::Declined, at).unwrap();
    assert!(!notebook.plan(episode, at).unwrap().steps.is_empty());
    let pack = notebook.episode_pack(episode, at).unwrap();
    assert_eq!((pack.fit, pack.newer), (PackFit::Exact, None));
    assert_eq!(pack.standing, PackStanding::Untrusted(Untrusted::Expired { at_ms: NOW + 365 * DAY }));
}

#[test]
fn a_newer_pack_begins_new_episodes_and_leaves_a_running_one_alone() {
    let (_realm, device) = deputy();
    let old = begin(&mut device.open(), now()).unwrap();
    let newer = signed(&next_version("2026.2"), NOW + 365 * DAY);
    let kept = device.open().install_pack(&newer.to_copy().unwrap(), now()).unwrap();
    assert_eq!((kept.version.as_str(), kept.hash), ("2026.2", Some(newer.hash())));
    let new = begin(&mut device.open(), now()).unwrap();
    // An app that brings neither version any more: both come from the vault.
    let Device { place, door, _folder } = device;
    door.into_inner().unwrap().lock().unwrap();
    let notebook = Notebook::unlock(&place, PIN, Packs::default(), random(), now()).unwrap();
    let version = |episode| notebook.pack_of(episode).unwrap().version.clone();
    assert_eq!((version(old), version(new)), ("2026.1".to_owned(), "2026.2".to_owned()));
    assert!(notebook.plan(old, now()).unwrap().step("ID-07").is_some());
    let pack = notebook.episode_pack(old, now()).unwrap();
    assert_eq!((pack.fit, pack.newer), (PackFit::Exact, Some(kept)));
}

#[test]
fn without_its_exact_pack_an_episode_is_shown_with_the_nearest_and_says_so() {
    let (_realm, device) = deputy();
    let mut notebook = device.open();
    let episode = begin(&mut notebook, now()).unwrap();
    notebook.packs = Packs::of([Arc::new(next_version("2026.1"))]);
    assert_eq!(notebook.episode_pack(episode, now()).unwrap().fit, PackFit::SameVersion);
    notebook.packs = Packs::of([Arc::new(next_version("2026.9")), Arc::new(next_version("2026.10"))]);
    let pack = notebook.episode_pack(episode, now()).unwrap();
    assert_eq!((pack.fit, pack.shown.version.as_str()), (PackFit::OtherVersion, "2026.10"));
    assert!(!notebook.plan(episode, now()).unwrap().steps.is_empty());
    notebook.packs = Packs::default();
    assert!(matches!(notebook.plan(episode, now()), Err(NotebookError::NoPack { .. })));
    assert!(notebook.record(episode).is_some() && notebook.tonight(now()).unwrap().len() == 1, "the record stays");
}

#[test]
fn a_registrar_hands_a_pack_to_every_device_by_a_sync() {
    let (realm, device) = deputy();
    device.open().packs = Packs::of([Arc::new(los_angeles())]);
    refused(begin(&mut device.open(), now()), Untrusted::Unsigned);
    // The files are there: the signatures alone are enough.
    let sheet = signed(&los_angeles(), NOW + 365 * DAY).to_signature_copy().unwrap();
    assert_eq!(realm.registrar.open().hand_on_pack(realm.id, &sheet, now()).unwrap(), 1);
    assert_eq!(realm.registrar.open().hand_on_pack(realm.id, &sheet, now()).unwrap(), 0, "said once");
    realm.registrar.sync(&realm);
    device.sync(&realm);
    assert!(begin(&mut device.open(), now()).is_ok());
    // A version that this app never saw, larger than one entry.
    let newer = signed(&next_version("2026.2"), NOW + 365 * DAY);
    let parts = realm.registrar.open().hand_on_pack(realm.id, &newer.to_copy().unwrap(), now()).unwrap();
    assert!(parts > 1, "{parts} parts");
    realm.registrar.sync(&realm);
    device.sync(&realm);
    let device = device.reopen();
    let episode = begin(&mut device.open(), now()).unwrap();
    assert_eq!(device.open().pack_of(episode).unwrap().version, "2026.2");
    // Somebody who joins later gets it with the registrar's answer.
    let newcomer = Device::new();
    newcomer.open().packs = Packs::default();
    join(&newcomer, &realm, "Sato", Role::Deputy, &[Compartment::Ops]);
    assert!(newcomer.open().packs.exact(&newer.hash()).is_some());
}

#[test]
fn the_root_changes_who_may_sign_and_nobody_else_does() {
    let (realm, device) = deputy();
    let stranger = RootKey::make(&SystemRandomness::new()).unwrap();
    let nobody = Policy::of_packs(vec![[1; 32]], vec![[2; 32]], Vec::new());
    let other = realm.registrar.open().set_policy(realm.id, &stranger, nobody.clone(), now());
    assert!(matches!(other, Err(NotebookError::OtherRoot)));
    assert!(matches!(
        device.open().set_policy(realm.id, &realm.root, nobody.clone(), now()),
        Err(NotebookError::NotRegistrar)
    ));
    realm.registrar.open().set_policy(realm.id, &realm.root, nobody.clone(), now()).unwrap();
    realm.registrar.sync(&realm);
    device.sync(&realm);
    assert_eq!(device.open().policy(realm.id).unwrap(), Some(&nobody));
    refused(begin(&mut device.open(), now()), Untrusted::UnknownSigner);
}

#[test]
fn bytes_that_are_no_pack_and_a_pack_with_mistakes_are_not_kept() {
    let (_realm, device) = deputy();
    let mut notebook = device.open();
    assert!(matches!(notebook.install_pack(b"nonsense", now()), Err(NotebookError::Copy(_))));
    let whole = los_angeles();
    let spoiled = whole.files().iter().map(|(name, text)| (name.clone(), text.replacen("kind = ", "kid = ", 1)));
    let spoiled = Edition::of(spoiled.collect(), &[]);
    let refused = notebook.install_pack(&spoiled.to_copy().unwrap(), now());
    assert!(matches!(refused, Err(NotebookError::PackBroken(_))));
    assert!(notebook.packs.exact(&spoiled.hash()).is_none() && notebook.vault.packs().unwrap().is_empty());
}

#[test]
fn a_new_contact_under_each_pack_of_the_app_starts_its_clocks() {
    let (realm, device) = deputy();
    let (author, approver) = signers();
    let policy = Policy::of_packs(vec![author.public()], vec![approver.public()], Vec::new());
    realm.registrar.open().set_policy(realm.id, &realm.root, policy, now()).unwrap();
    realm.registrar.sync(&realm);
    device.sync(&realm);
    let all = crate::protocol::shipped::PACKS;
    let editions = all.iter().map(|shipped| Arc::new(signed(&shipped.edition(), NOW + DAY)));
    device.open().packs = Packs::of(editions);
    for shipped in all {
        let mut notebook = device.open();
        let episode = notebook.new_contact(NewContact { pack: shipped.id.into(), ..contact() }, now()).unwrap();
        let plan = notebook.plan(episode, now()).unwrap();
        let due = plan.steps.iter().filter(|planned| planned.due_at().is_some()).count();
        assert!(due >= 5, "{}: {due} steps have a due time after the four taps", shipped.id);
        let unasked = notebook
            .record(episode)
            .unwrap()
            .answered()
            .filter(|key| notebook.pack_of(episode).unwrap().field(key).is_none());
        assert_eq!(unasked.collect::<Vec<_>>(), Vec::<&str>::new(), "{} asks what a new contact answers", shipped.id);
    }
}

#[test]
fn a_pack_that_ends_soon_or_has_ended_is_said_before_somebody_has_to_be_met() {
    let (_realm, device) = deputy();
    let mut notebook = device.open();
    let ends = NOW + 365 * DAY;
    let said = |notebook: &Notebook, days| notebook.usual_pack_notice(later(days));
    assert_eq!(said(&notebook, 1), None);
    // The right to open episodes lasts 30 days here.
    notebook.packs = Packs::of([Arc::new(signed(&los_angeles(), NOW + 20 * DAY))]);
    assert_eq!(said(&notebook, 5), None);
    assert_eq!(said(&notebook, 7), Some(UsualPackNotice::EndsSoon { at_ms: NOW + 20 * DAY }));
    assert_eq!(said(&notebook, 21), Some(UsualPackNotice::Stopped { code: "pack.expired" }));
    assert_eq!(said(&notebook, 60), None, "who may open none is not told");
    notebook.packs = Packs::of([Arc::new(los_angeles())]);
    assert_eq!(said(&notebook, 1), Some(UsualPackNotice::Stopped { code: "pack.unsigned" }));
    notebook.packs = Packs::default();
    assert_eq!(said(&notebook, 1), Some(UsualPackNotice::Stopped { code: "notebook.no-pack" }));
    notebook.packs = Packs::of([Arc::new(signed(&los_angeles(), ends)), Arc::new(next_version("2026.1"))]);
    assert_eq!(said(&notebook, 1), None);
    assert_eq!(notebook.packs_in_use().into_iter().collect::<Vec<_>>(), ["los-angeles"]);
}
