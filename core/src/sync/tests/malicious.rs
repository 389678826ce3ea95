//! What a hostile server, or a hostile network inside a demo, can do: be refused, and be seen.

use super::super::{Answer, Relay, Report, SyncError};
use super::between::Between;
use super::world::{Device, EPISODE, World, introduced, log_key, server_of};
use crate::vault::invented::Author;
use crate::vault::{OutboxCount, ProblemState};
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::RealmId;
use first72_wire::outcome::{EntryOutcome, PullAnswer, PushAnswer};
use first72_wire::request::Cursor;
use first72_wire::run::{Form, Packer, Place, unpack};
use first72_wire::statement::{PublicPart, StatementBody};
use ring::signature::Ed25519KeyPair;
use std::sync::Mutex;

/// A deputy whose five saves and their key are on the server, and an advocate who may read them.
fn before_the_advocates_sync() -> (World, Device, Device) {
    let mut world = World::new();
    let (mut deputy, advocate) = (world.enrol(2), world.enrol(3));
    deputy.write_for(&[advocate.author.id], 5);
    deputy.sync(&world.relay).unwrap();
    (world, deputy, advocate)
}

fn episode_entries(device: &Device) -> usize {
    device.judge.accepted.iter().filter(|entry| entry.header.space == EPISODE).count()
}

/// The advocate syncs with a server whose pages are altered, then with the honest one, and has
/// everything in the end.
fn pulled_through(twist: impl FnMut(&mut Vec<SealedEntry>) + Send) -> (Result<Report, SyncError>, Device, World) {
    let (world, deputy, mut advocate) = before_the_advocates_sync();
    let report = advocate.sync(&altering_pages(&world, twist));
    advocate.sync(&world.relay).unwrap();
    assert_eq!(episode_entries(&advocate), 6, "all of it, once the server is honest");
    assert_eq!(advocate.count(world.realm()), deputy.count(world.realm()));
    (report, advocate, world)
}

/// Alters the entries of the episode in every page; their places stay.
fn altering_pages(world: &World, mut twist: impl FnMut(&mut Vec<SealedEntry>) + Send) -> impl Relay {
    let realm = world.realm();
    Between::new(&world.relay, move |_, answer| {
        let Answer::Pull(bytes) = answer else { return answer };
        let mut answer = PullAnswer::parse(&bytes).unwrap();
        let mut packer = Packer::new(Form::Download);
        for run in unpack(realm, Form::Download, &answer.page).unwrap() {
            let places: Vec<Place> = run.items.iter().map(|item| item.place).collect();
            let mut entries: Vec<SealedEntry> = run.items.into_iter().map(|item| item.entry.unwrap()).collect();
            if run.space == EPISODE {
                twist(&mut entries);
            }
            for (entry, place) in entries.iter().zip(places) {
                packer.push(entry, &entry.hash(), place);
            }
        }
        answer.page = packer.into_bytes();
        Answer::Pull(answer.to_bytes())
    })
}

fn codes(device: &Device, realm: RealmId) -> Vec<String> {
    device.vault.problems(realm).unwrap().into_iter().map(|problem| problem.code).collect()
}

// cjis:SI-4
#[test]
fn an_altered_entry_is_refused_kept_aside_and_asked_for_again() {
    let (report, advocate, world) = pulled_through(|entries| entries[3].body[0] ^= 1);
    let report = report.unwrap();
    assert!(report.refused > 0, "{report:?}");
    assert!(codes(&advocate, world.realm()).contains(&"entry.signature".to_owned()));
}

#[test]
fn an_altered_signature_harms_no_neighbour_and_is_asked_for_again() {
    let (report, advocate, world) = pulled_through(|entries| entries[5].signature[0] ^= 1);
    assert_eq!((report.unwrap().refused, codes(&advocate, world.realm())), (1, vec!["entry.signature".to_owned()]));
}

#[test]
fn swapped_bodies_are_refused() {
    let (report, ..) = pulled_through(|entries| {
        let (a, b) = entries.split_at_mut(3);
        std::mem::swap(&mut a[2].body, &mut b[0].body);
        std::mem::swap(&mut a[2].header.body_len, &mut b[0].header.body_len);
    });
    assert!(report.unwrap().refused > 0);
}

#[test]
fn an_entry_of_another_space_or_author_does_not_pass_in_this_one() {
    let (report, ..) = pulled_through(|entries| entries[2].header.device.0[0] ^= 1);
    assert!(report.unwrap().parked > 0, "nobody knows that author");
    let (report, ..) = pulled_through(|entries| entries[2].header.space.0[0] ^= 1);
    assert!(report.unwrap().refused > 0);
}

#[test]
fn an_entry_that_nobody_signed_is_refused() {
    let (world, _, mut advocate) = before_the_advocates_sync();
    let realm = world.realm();
    let relay = Between::new(&world.relay, |_, answer| {
        let Answer::Pull(bytes) = answer else { return answer };
        let mut answer = PullAnswer::parse(&bytes).unwrap();
        let mut stranger = Author::of(realm, 0x66);
        let mut packer = Packer::new(Form::Download);
        for (pos, body) in [(1, b"added by the server"), (2, b"and another of them")] {
            let entry = stranger.write(EPISODE, body);
            packer.push(&entry, &entry.hash(), Place { pos, dir_pos: 0, leaf: pos });
        }
        answer.page = packer.into_bytes();
        answer.cursors = vec![Cursor { space: EPISODE, pos: 2 }];
        Answer::Pull(answer.to_bytes())
    });
    let report = advocate.sync(&relay).unwrap();
    assert_eq!((report.received, report.parked), (0, 2));
    assert_eq!(episode_entries(&advocate), 0);
}

#[test]
fn a_statement_of_another_realm_adds_nobody() {
    let (world, _, mut advocate) = before_the_advocates_sync();
    let (realm, directory, registrar) = (world.realm(), world.directory(), world.registrar.author.id);
    let relay = Between::new(&world.relay, |_, answer| {
        let Answer::Pull(bytes) = answer else { return answer };
        let mut answer = PullAnswer::parse(&bytes).unwrap();
        let mut packer = Packer::new(Form::Download);
        for run in unpack(realm, Form::Download, &answer.page).unwrap() {
            for item in run.items {
                packer.push(&item.entry.unwrap(), &item.hash, item.place);
            }
        }
        // A registrar of another realm adds a reader; the server passes it off as one of ours.
        let mut foreign = Author::of(RealmId([0x77; 16]), 0x67);
        let reader = PublicPart::DeviceAdd { device: introduced(&Author::new(0x68)), not_after_ms: i64::MAX };
        let mut entry = foreign.write_kind(Kind::Statement, directory, &StatementBody::new(reader).to_bytes());
        entry.header.realm = realm;
        packer.push(&entry, &entry.hash(), Place { pos: 50, dir_pos: 49, leaf: 50 });
        entry.header.device = registrar;
        packer.push(&entry, &entry.hash(), Place { pos: 51, dir_pos: 50, leaf: 51 });
        answer.page = packer.into_bytes();
        Answer::Pull(answer.to_bytes())
    });
    let report = advocate.sync(&relay).unwrap();
    assert_eq!((report.parked, report.refused), (1, 1), "one of an unknown author, one not signed by the registrar");
    let added = Author::new(0x68).id;
    let believed = advocate.judge.accepted.iter().any(|entry| {
        entry.header.kind == Kind::Statement
            && StatementBody::parse(&entry.body).unwrap().public.introduces().is_some_and(|it| it.device_id == added)
    });
    assert!(!believed);
    assert_eq!(episode_entries(&advocate), 6, "and the rest of the page is not harmed");
}

#[test]
fn an_answer_that_is_cut_anywhere_changes_nothing() {
    let (world, _, mut advocate) = before_the_advocates_sync();
    let lengths = Mutex::new(0..);
    let relay = Between::new(&world.relay, |_, answer| match answer {
        Answer::Pull(mut bytes) => {
            let length = lengths.lock().unwrap().next().unwrap();
            bytes.truncate(length.min(bytes.len() - 1));
            Answer::Pull(bytes)
        }
        other => other,
    });
    for length in 0..900 {
        let cut = advocate.sync(&relay).unwrap_err();
        assert!(matches!(cut, SyncError::Answer { .. }), "{length}: {cut:?}");
    }
    assert_eq!(advocate.count(world.realm()), 0);
    advocate.sync(&world.relay).unwrap();
    assert_eq!(episode_entries(&advocate), 6);
}

#[test]
fn a_page_that_is_replayed_is_kept_once_and_a_receipt_that_is_replayed_is_refused() {
    let (world, _, mut advocate) = before_the_advocates_sync();
    let (mut page, mut receipt) = (None, None);
    let replaying = Between::new(&world.relay, move |_, answer| match answer {
        Answer::Pull(bytes) => Answer::Pull(page.get_or_insert(bytes).clone()),
        Answer::Push(bytes) => Answer::Push(receipt.get_or_insert(bytes).clone()),
        other => other,
    });
    let write = |advocate: &mut Device, body: &[u8]| {
        let entry = advocate.author.write(EPISODE, body);
        advocate.save(&[entry]);
    };
    write(&mut advocate, b"first");
    advocate.sync(&replaying).unwrap();
    write(&mut advocate, b"second");
    let report = advocate.sync(&replaying).unwrap();
    assert_eq!(report.troubles, ["receipt.signature"]);
    assert_eq!(report.received, 0);
    assert_eq!(advocate.vault.outbox_count(world.realm()).unwrap(), OutboxCount { waiting: 1, stuck: 0 });
    assert_eq!(advocate.sync(&world.relay).unwrap().stored, 1);
}

fn push_answered_with(twist: impl Fn(&mut PushAnswer) + Send + Sync) -> (Result<Report, SyncError>, Device, World) {
    let mut world = World::new();
    let mut deputy = world.enrol(2);
    deputy.write_for(&[], 2);
    let relay = Between::new(&world.relay, |_, answer| match answer {
        Answer::Push(bytes) => {
            let mut answer = PushAnswer::parse(&bytes).unwrap();
            twist(&mut answer);
            Answer::Push(answer.to_bytes())
        }
        other => other,
    });
    let report = deputy.sync(&relay);
    (report, deputy, world)
}

#[test]
fn a_receipt_that_the_log_key_did_not_sign_takes_nothing_out_of_the_outbox() {
    let stranger = Ed25519KeyPair::from_seed_unchecked(&[0x55; 32]).unwrap();
    let (report, mut deputy, world) = push_answered_with(move |answer| {
        answer.receipt.signature = stranger.sign(b"anything").as_ref().try_into().unwrap();
    });
    let report = report.unwrap();
    assert_eq!((report.stored, report.troubles.as_slice()), (0, ["receipt.signature"].as_slice()));
    assert_eq!(deputy.vault.outbox_count(world.realm()).unwrap().waiting, 3);
    assert_eq!(deputy.sync(&world.relay).unwrap().stored, 3, "the honest server has them already");
}

#[test]
fn a_receipt_for_fewer_entries_or_other_places_is_refused() {
    for twist in [
        (|answer| drop(answer.outcomes.pop())) as fn(&mut PushAnswer),
        |answer| answer.outcomes[0] = EntryOutcome::Stored { pos: 99 },
        |answer| answer.outcomes.swap(0, 2),
        |answer| answer.outcomes[1] = EntryOutcome::Fork,
        |answer| answer.receipt.server_ms += 1,
    ] {
        let (report, deputy, world) = push_answered_with(twist);
        assert_eq!(report.unwrap().stored, 0);
        assert_eq!(deputy.vault.outbox_count(world.realm()).unwrap(), OutboxCount { waiting: 3, stuck: 0 });
    }
}

#[test]
fn a_hello_of_another_server_or_an_old_one_is_refused() {
    let (world, _, mut advocate) = before_the_advocates_sync();
    let stranger = Ed25519KeyPair::from_seed_unchecked(&[0x55; 32]).unwrap();
    let other = server_of(&world.genesis, stranger);
    assert_eq!(advocate.sync(&other).unwrap_err(), SyncError::Answer { what: "hello.signature" });
    let mut old = None;
    let replaying = Between::new(&world.relay, move |_, answer| match answer {
        Answer::Hello(answer, by) => Answer::Hello(old.get_or_insert(answer).clone(), by),
        other => other,
    });
    advocate.sync(&replaying).unwrap();
    advocate.now.boot_ms += 3_600_000;
    assert_eq!(advocate.sync(&replaying).unwrap_err(), SyncError::Answer { what: "hello.signature" });
}

#[test]
fn a_server_that_went_back_is_stopped_at_hello_and_so_are_two_histories() {
    let (world, mut deputy, mut advocate) = before_the_advocates_sync();
    advocate.sync(&world.relay).unwrap();
    deputy.sync(&world.relay).unwrap();
    advocate.now.boot_ms += 3_600_000;
    let had = world.relay.size();
    let emptied = server_of(&world.genesis, log_key());
    assert_eq!(advocate.sync(&emptied).unwrap_err(), SyncError::WentBack { had, has: 0 });
    // The same number of entries, but others.
    let mut root = Author::of(world.realm(), 0x90);
    root.id = world.genesis.genesis().root_id();
    root.introduced_by = world.genesis.genesis().hash();
    for byte in 0..had {
        let person = PublicPart::Person { person_id: first72_wire::id::PersonId([byte as u8; 16]) };
        let body = StatementBody::new(person).to_bytes();
        let stored = emptied.take_in(root.write_kind(Kind::Statement, world.directory(), &body));
        assert!(matches!(stored, EntryOutcome::Stored { .. }), "{stored:?}");
    }
    assert_eq!(advocate.sync(&emptied).unwrap_err(), SyncError::TwoHistories { size: had });
}

#[test]
fn what_a_server_passes_over_is_noticed_and_asked_for_again() {
    let (world, _, mut advocate) = before_the_advocates_sync();
    let realm = world.realm();
    let hiding = Between::new(&world.relay, |_, answer| {
        let Answer::Pull(bytes) = answer else { return answer };
        let mut answer = PullAnswer::parse(&bytes).unwrap();
        let mut packer = Packer::new(Form::Download);
        for run in unpack(realm, Form::Download, &answer.page).unwrap() {
            for item in run.items {
                if run.space != EPISODE || item.place.pos < 4 {
                    packer.push(&item.entry.unwrap(), &item.hash, item.place);
                }
            }
        }
        answer.page = packer.into_bytes();
        Answer::Pull(answer.to_bytes())
    });
    let report = advocate.sync(&hiding).unwrap();
    assert_eq!(report.withheld, 3);
    assert_eq!(episode_entries(&advocate), 3);
    assert_eq!(advocate.sync(&world.relay).unwrap().withheld, 0);
    assert_eq!(episode_entries(&advocate), 6);
}

#[test]
fn a_server_that_says_more_without_end_is_left() {
    let (world, _, mut advocate) = before_the_advocates_sync();
    let endless = Between::new(&world.relay, |_, answer| match answer {
        Answer::Pull(bytes) => {
            let mut answer = PullAnswer::parse(&bytes).unwrap();
            answer.more = true;
            Answer::Pull(answer.to_bytes())
        }
        other => other,
    });
    assert_eq!(advocate.sync(&endless).unwrap_err(), SyncError::Answer { what: "pull.no-progress" });
    assert_eq!(episode_entries(&advocate), 6, "what came before is kept");
}

#[test]
fn places_that_cannot_be_are_refused() {
    let (world, _, mut advocate) = before_the_advocates_sync();
    for pos in [u64::MAX, u64::MAX / 2, 1 << 63] {
        let leaping = Between::new(&world.relay, |_, answer| match answer {
            Answer::Pull(bytes) => {
                let mut answer = PullAnswer::parse(&bytes).unwrap();
                answer.cursors.push(Cursor { space: EPISODE, pos });
                Answer::Pull(answer.to_bytes())
            }
            other => other,
        });
        assert_eq!(advocate.sync(&leaping).unwrap_err(), SyncError::Answer { what: "page.place" });
    }
    advocate.sync(&world.relay).unwrap();
    assert_eq!(episode_entries(&advocate), 6);
}

#[test]
fn a_flood_of_entries_that_can_never_be_judged_does_not_fill_the_device() {
    let (world, _, mut advocate) = before_the_advocates_sync();
    let realm = world.realm();
    let mut stranger = Author::of(realm, 0x66);
    let mut pos = 0;
    let flooding = Between::new(&world.relay, move |_, answer| {
        let Answer::Pull(bytes) = answer else { return answer };
        let mut answer = PullAnswer::parse(&bytes).unwrap();
        let mut packer = Packer::new(Form::Download);
        for _ in 0..1_000 {
            pos += 1;
            let entry = stranger.write(EPISODE, b"noise");
            packer.push(&entry, &entry.hash(), Place { pos, dir_pos: 0, leaf: pos });
        }
        answer.more = true;
        answer.cursors = vec![Cursor { space: EPISODE, pos }];
        answer.page = packer.into_bytes();
        Answer::Pull(answer.to_bytes())
    });
    assert_eq!(advocate.sync(&flooding).unwrap_err(), SyncError::TooManyParked);
    let kept = advocate.vault.problems(realm).unwrap();
    assert!(kept.len() <= 4_096 && kept.iter().all(|problem| problem.state == ProblemState::Parked));
}
