//! What a sync does when everyone means well and only luck is bad.

use super::super::{MemoryRelay, Pages, Relay, RelayError, Step, SyncError};
use super::world::{Device, EPISODE, World, introduced};
use crate::vault::invented::Author;
use crate::vault::{ChainPlace, OutboxCount, VaultError};
use first72_wire::header::Kind;
use first72_wire::hello::{HelloAnswer, HelloRequest};
use first72_wire::id::Hash;
use first72_wire::statement::{PublicPart, StatementBody};

fn deputy_and_advocate() -> (World, Device, Device) {
    let mut world = World::new();
    let (deputy, advocate) = (world.enrol(2), world.enrol(3));
    (world, deputy, advocate)
}

#[test]
fn what_one_device_saves_another_receives() {
    let (world, mut deputy, mut advocate) = deputy_and_advocate();
    deputy.write_for(&[advocate.author.id], 5);
    let sent = deputy.sync(&world.relay).unwrap();
    assert_eq!((sent.stored, sent.refused_own), (6, 0));
    assert_eq!(deputy.vault.outbox_count(world.realm()).unwrap(), OutboxCount::default());
    let came = advocate.sync(&world.relay).unwrap();
    assert_eq!((came.parked, came.refused, came.withheld), (0, 0, 0));
    let theirs: Vec<_> = advocate.judge.accepted.iter().filter(|entry| entry.header.space == EPISODE).collect();
    assert_eq!(theirs.len(), 6);
    assert_eq!(deputy.count(world.realm()), advocate.count(world.realm()));
}

#[test]
fn a_receipt_tells_when_the_server_took_an_entry_and_where_it_stands() {
    let (world, mut deputy, _) = deputy_and_advocate();
    world.relay.set_time(1_234_567);
    deputy.write_for(&[], 1);
    deputy.sync(&world.relay).unwrap();
    let mut own = Vec::new();
    deputy.vault.entries_in(world.realm(), EPISODE, 0, |stored| own.push(stored)).unwrap();
    assert_eq!(own.len(), 2);
    for (pos, stored) in (1u64..).zip(&own) {
        let place = ChainPlace::of(&stored.entry.header, stored.hash);
        assert_eq!(deputy.vault.received_ms(&place).unwrap(), Some(1_234_567));
        assert_eq!(stored.pos, Some(pos));
        assert_eq!(deputy.vault.receipt_of(&place).unwrap().unwrap().len(), 8 + 64 + 2 * 40);
        let other = ChainPlace { hash: Hash([9; 32]), ..place };
        assert_eq!(deputy.vault.received_ms(&other).unwrap(), None, "another entry with the same number");
    }
}

#[test]
fn a_sync_without_news_is_one_request_with_a_new_save_or_without() {
    let (world, mut deputy, _) = deputy_and_advocate();
    deputy.write_for(&[], 1);
    deputy.sync(&world.relay).unwrap();
    assert_eq!(deputy.sync(&world.relay).unwrap().requests, 1);
    let entry = deputy.author.write(EPISODE, b"sealed");
    deputy.save(&[entry]);
    assert_eq!(deputy.sync(&world.relay).unwrap().requests, 1);
    deputy.now.boot_ms += 10 * 60 * 1_000;
    assert_eq!(deputy.sync(&world.relay).unwrap().requests, 2, "the nonce is too old, so a hello comes first");
}

#[test]
fn own_entries_come_back_only_where_they_are_missing() {
    let (world, mut deputy, _) = deputy_and_advocate();
    deputy.write_for(&[], 20);
    deputy.sync(&world.relay).unwrap();
    assert!(!deputy.vault.wants_own(world.realm(), deputy.author.id).unwrap());
    // The same device with a new vault, as after its file was lost.
    let author = Author::of(world.realm(), 2);
    let mut again = Device::new(&world.genesis, author);
    assert!(again.vault.wants_own(world.realm(), again.author.id).unwrap());
    again.sync(&world.relay).unwrap();
    assert_eq!(again.count(world.realm()), deputy.count(world.realm()));
    assert!(!again.vault.wants_own(world.realm(), again.author.id).unwrap());
}

#[test]
fn many_entries_travel_in_many_pages() {
    let (world, mut deputy, mut advocate) = deputy_and_advocate();
    world.relay.set_page_bytes(2_000);
    deputy.write_for(&[advocate.author.id], 2_100);
    let sent = deputy.sync(&world.relay).unwrap();
    assert_eq!(sent.stored, 2_101);
    let came = advocate.sync(&world.relay).unwrap();
    assert_eq!(came.withheld, 0);
    assert_eq!(came.requests, 2, "a hello, and one pull for all of them");
    assert_eq!(advocate.count(world.realm()), deputy.count(world.realm()));
}

/// A way on which each answer to a pull ends after so many pages: by its own, or by a cut.
struct Short<'a> {
    server: &'a MemoryRelay,
    pages: usize,
    cut: bool,
}

impl Relay for Short<'_> {
    fn hello(&self, request: &HelloRequest) -> Result<HelloAnswer, RelayError> {
        self.server.hello(request)
    }

    fn push(&self, auth: &str, body: &[u8]) -> Result<Vec<u8>, RelayError> {
        self.server.push(auth, body)
    }

    fn pull(&self, auth: &str, body: &[u8]) -> Result<Pages<'_>, RelayError> {
        let end = self.cut.then_some(Err(RelayError::Cut));
        Ok(Box::new(self.server.pull(auth, body)?.take(self.pages).chain(end)))
    }

    fn prove(&self, auth: &str, path: &str) -> Result<Vec<u8>, RelayError> {
        self.server.prove(auth, path)
    }

    fn genesis(&self) -> Result<Vec<u8>, RelayError> {
        self.server.genesis()
    }

    fn authority(&self) -> Hash {
        self.server.authority()
    }
}

#[test]
fn an_answer_that_ends_after_any_page_is_asked_to_go_on() {
    let (world, mut deputy, mut advocate) = deputy_and_advocate();
    world.relay.set_page_bytes(2_000);
    deputy.write_for(&[advocate.author.id], 150);
    deputy.sync(&world.relay).unwrap();
    let report = advocate.sync(&Short { server: &world.relay, pages: 3, cut: false }).unwrap();
    assert!(report.requests > 3 && report.withheld == 0, "{report:?}");
    assert_eq!(advocate.count(world.realm()), deputy.count(world.realm()));
}

#[test]
fn pages_that_came_before_a_cut_are_kept_and_the_next_sync_goes_on_after_them() {
    let (world, mut deputy, mut advocate) = deputy_and_advocate();
    world.relay.set_page_bytes(2_000);
    deputy.write_for(&[advocate.author.id], 150);
    deputy.sync(&world.relay).unwrap();
    let (mut before, mut syncs) = (0, 0);
    loop {
        let ended = advocate.sync(&Short { server: &world.relay, pages: 2, cut: true });
        let now = advocate.count(world.realm());
        // The last answer has two pages and no third, so it is cut when all of it is here.
        if ended.is_ok() || now == before {
            break;
        }
        assert_eq!(ended.unwrap_err().code(), "relay.cut");
        (before, syncs) = (now, syncs + 1);
    }
    assert!(syncs > 3, "{syncs} syncs, each further than the one before");
    assert_eq!(advocate.count(world.realm()), deputy.count(world.realm()));
    assert_eq!(advocate.sync(&world.relay).unwrap().received, 0);
}

#[test]
fn a_server_that_was_restarted_is_greeted_again_and_nothing_is_sent_twice() {
    let (world, mut deputy, _) = deputy_and_advocate();
    deputy.sync(&world.relay).unwrap();
    let size = world.relay.size();
    world.relay.restart();
    deputy.write_for(&[], 3);
    let report = deputy.sync(&world.relay).unwrap();
    assert_eq!(report.troubles, ["session.forgotten"]);
    assert_eq!((report.stored, world.relay.size() - size), (4, 4));
}

#[test]
fn a_full_server_takes_nothing_and_still_gives() {
    let (world, mut deputy, mut advocate) = deputy_and_advocate();
    deputy.write_for(&[advocate.author.id], 3);
    deputy.sync(&world.relay).unwrap();
    world.relay.set_full(true);
    let entry = advocate.author.write(EPISODE, b"sealed");
    advocate.save(&[entry]);
    let report = advocate.sync(&world.relay).unwrap();
    assert_eq!(report.troubles, ["relay.full"]);
    assert_eq!(advocate.vault.outbox_count(world.realm()).unwrap().waiting, 1);
    assert_eq!(advocate.judge.accepted.iter().filter(|entry| entry.header.space == EPISODE).count(), 4);
    world.relay.set_full(false);
    assert_eq!(advocate.sync(&world.relay).unwrap().stored, 1);
}

#[test]
fn an_answer_that_was_lost_on_the_way_is_asked_for_again() {
    let (world, mut deputy, _) = deputy_and_advocate();
    deputy.write_for(&[], 3);
    deputy.exchange.begin(deputy.exchange.terms().clone());
    let random = crate::seal::SystemRandomness::new();
    for lost in [false, true] {
        let sign = |bytes: &[u8]| deputy.author.sign(bytes);
        let request = deputy.exchange.next(&mut deputy.vault, &sign, &random, deputy.now).unwrap().unwrap();
        let answer = world.relay.carry(&request).next().unwrap();
        let answer = if lost { Err(RelayError::Cut) } else { answer };
        let taken = deputy.exchange.take(&mut deputy.vault, &mut deputy.judge, answer, deputy.now);
        assert_eq!(taken.is_err(), lost);
    }
    let size = world.relay.size();
    let report = deputy.sync(&world.relay).unwrap();
    assert_eq!((report.stored, report.withheld), (4, 0), "the server says that it has them already");
    assert_eq!(world.relay.size(), size);
    assert_eq!(deputy.vault.outbox_count(world.realm()).unwrap(), OutboxCount::default());
}

#[test]
fn own_entries_are_one_request_while_nobody_else_has_written() {
    let (world, mut deputy, mut advocate) = deputy_and_advocate();
    deputy.write_for(&[advocate.author.id], 1);
    for device in [&mut deputy, &mut advocate] {
        device.sync(&world.relay).unwrap();
        device.sync(&world.relay).unwrap();
    }
    let write = |device: &mut Device, body: &[u8]| {
        let entry = device.author.write(EPISODE, body);
        device.save(&[entry]);
        let report = device.sync(&world.relay).unwrap();
        (report.requests, report.stored, report.received)
    };
    assert_eq!(write(&mut deputy, b"one"), (1, 1, 0), "no pull: there is nothing to come");
    assert_eq!(write(&mut deputy, b"two"), (1, 1, 0));
    assert_eq!(write(&mut advocate, b"three"), (2, 1, 2), "what others wrote still comes with one's own");
    assert_eq!(write(&mut deputy, b"four"), (2, 1, 1));
    assert_eq!(write(&mut advocate, b"five"), (2, 1, 1));
    deputy.sync(&world.relay).unwrap();
    assert_eq!(deputy.count(world.realm()), advocate.count(world.realm()), "and nothing is passed over");
}

#[test]
fn an_answer_to_nothing_and_no_answer_at_all_are_errors() {
    let (world, mut deputy, _) = deputy_and_advocate();
    let random = crate::seal::SystemRandomness::new();
    let terms = deputy.exchange.terms().clone();
    let sign = |bytes: &[u8]| deputy.author.sign(bytes);
    deputy.exchange.begin(terms.clone());
    assert!(deputy.exchange.next(&mut deputy.vault, &sign, &random, deputy.now).unwrap().is_some());
    let silent = deputy.exchange.next(&mut deputy.vault, &sign, &random, deputy.now);
    assert_eq!(silent.unwrap_err().code(), "answer.none", "the first request was never answered");
    assert!(deputy.exchange.next(&mut deputy.vault, &sign, &random, deputy.now).unwrap().is_none());
    assert!(deputy.sync(&world.relay).is_ok());
}

#[test]
fn a_device_that_the_server_does_not_know_yet_keeps_its_entries_and_sends_them_later() {
    let mut world = World::new();
    let mut deputy = world.enrol_unsent(2);
    deputy.write_for(&[], 2);
    let refused = deputy.sync(&world.relay).unwrap_err();
    assert_eq!(refused.code(), "relay.refused");
    assert_eq!(deputy.vault.outbox_count(world.realm()).unwrap().waiting, 3);
    world.registrar.sync(&world.relay).unwrap();
    assert_eq!(deputy.sync(&world.relay).unwrap().stored, 3);
}

#[test]
fn the_chains_of_a_device_that_became_a_registrar_s_may_begin_with_either_introduction() {
    let mut world = World::new();
    let mut second = world.enrol(2);
    second.write_for(&[], 1);
    assert_eq!(second.sync(&world.relay).unwrap().refused_own, 0);
    second.author.introduced_by = world.promote(&second.author).hash();
    let mut newcomer = Author::of(world.realm(), 3);
    let add = PublicPart::DeviceAdd { device: introduced(&newcomer), not_after_ms: i64::MAX };
    let body = StatementBody::new(add).to_bytes();
    let taken_in = second.author.write_kind(Kind::Statement, world.directory(), &body);
    second.save(std::slice::from_ref(&taken_in));
    let sent = second.sync(&world.relay).unwrap();
    assert_eq!((sent.stored, sent.refused_own), (1, 0));
    // And what it says as a registrar's device counts.
    newcomer.introduced_by = taken_in.hash();
    let mut newcomer = Device::new(&world.genesis, newcomer);
    assert!(newcomer.sync(&world.relay).is_ok());
}

#[test]
fn a_refused_entry_keeps_its_reason_and_what_can_change_is_tried_again() {
    let mut world = World::new();
    let mut mule = world.enrol(2);
    let mut other = world.enrol_unsent(3);
    // The mule carries an entry of a device that the server does not know yet.
    mule.save(&[other.author.write(EPISODE, b"sealed")]);
    assert_eq!(mule.sync(&world.relay).unwrap().refused_own, 1);
    let stuck = mule.vault.outbox_stuck(world.realm()).unwrap();
    assert_eq!(stuck.len(), 1);
    assert_eq!(stuck[0].code, "entry.author");
    assert_eq!(mule.vault.outbox_count(world.realm()).unwrap(), OutboxCount { waiting: 0, stuck: 1 });
    world.registrar.sync(&world.relay).unwrap();
    assert_eq!(mule.sync(&world.relay).unwrap().stored, 1);
    assert_eq!(mule.vault.outbox_stuck(world.realm()).unwrap(), []);
}

#[test]
fn a_copied_device_is_told_that_its_chain_forks() {
    let (world, mut deputy, _) = deputy_and_advocate();
    let mut copy = Author::of(world.realm(), 2);
    copy.introduced_by = deputy.author.introduced_by;
    let first = deputy.author.write(EPISODE, b"one");
    deputy.save(&[first]);
    deputy.sync(&world.relay).unwrap();
    deputy.save(&[copy.write(EPISODE, b"another")]);
    assert_eq!(deputy.sync(&world.relay).unwrap().refused_own, 1);
    assert_eq!(deputy.vault.outbox_stuck(world.realm()).unwrap()[0].code, "chain.fork");
    assert_eq!(deputy.sync(&world.relay).unwrap().requests, 1, "it is not sent again by itself");
    assert_eq!(deputy.vault.outbox_retry(world.realm(), &[]).unwrap(), 1, "but when a person asks for it");
}

#[test]
fn an_ended_device_is_given_the_entry_that_ended_it() {
    let mut world = World::new();
    let mut deputy = world.enrol(2);
    let end = world.state(&PublicPart::DeviceEnd { device_id: deputy.author.id, reason: 1, wipe: true, heads: vec![] });
    world.registrar.sync(&world.relay).unwrap();
    let ended = SyncError::DeviceEnded { statement: Some(end.to_bytes()) };
    assert_eq!(deputy.sync(&world.relay).unwrap_err(), ended);
}

#[test]
fn when_this_device_is_full_nothing_of_a_page_is_kept_and_all_of_it_comes_later() {
    let (world, mut deputy, mut advocate) = deputy_and_advocate();
    advocate.sync(&world.relay).unwrap();
    deputy.write_for(&[advocate.author.id], 300);
    deputy.sync(&world.relay).unwrap();
    let before = (advocate.count(world.realm()), advocate.vault.cursors(world.realm()).unwrap());
    advocate.vault.limit_pages(Some(0));
    let full = advocate.sync(&world.relay).unwrap_err();
    assert_eq!(full, SyncError::Vault(VaultError::Full));
    assert_eq!((advocate.count(world.realm()), advocate.vault.cursors(world.realm()).unwrap()), before);
    advocate.vault.limit_pages(None);
    advocate.sync(&world.relay).unwrap();
    assert_eq!(advocate.count(world.realm()), deputy.count(world.realm()));
}

#[test]
fn a_damaged_row_is_set_aside_and_pulled_again() {
    let (world, mut deputy, mut advocate) = deputy_and_advocate();
    deputy.write_for(&[advocate.author.id], 5);
    deputy.sync(&world.relay).unwrap();
    advocate.sync(&world.relay).unwrap();
    let count = advocate.count(world.realm());
    advocate.vault.damage_last_row();
    let loaded = advocate.vault.entries(world.realm(), advocate.now.wall_ms, |_| {}).unwrap();
    assert_eq!((loaded.rows, loaded.damaged), (count - 1, 1));
    let problems = advocate.vault.problems(world.realm()).unwrap();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, "row.mac");
    advocate.sync(&world.relay).unwrap();
    assert_eq!(advocate.count(world.realm()), count);
}

#[test]
fn an_answer_of_an_earlier_sync_is_not_taken() {
    let (world, mut deputy, _) = deputy_and_advocate();
    let random = crate::seal::SystemRandomness::new();
    let terms = deputy.exchange.terms().clone();
    let sign = |bytes: &[u8]| deputy.author.sign(bytes);
    deputy.exchange.begin(terms.clone());
    let request = deputy.exchange.next(&mut deputy.vault, &sign, &random, deputy.now).unwrap().unwrap();
    let answer = world.relay.carry(&request).next().unwrap();
    deputy.exchange.begin(terms.clone());
    let taken: Result<Step, SyncError> = deputy.exchange.take(&mut deputy.vault, &mut deputy.judge, answer, deputy.now);
    assert_eq!(taken.unwrap_err().code(), "answer.not-asked");
}

// cjis:AU-8
#[test]
fn the_hello_bounds_this_devices_clock() {
    let (world, mut deputy, _) = deputy_and_advocate();
    world.relay.set_time(deputy.now.wall_ms + 60_000);
    deputy.sync(&world.relay).unwrap();
    let time = deputy.exchange.server_time().unwrap();
    let truth = 60_000 - 10;
    assert!((time.offset_ms - truth).abs() <= time.uncertainty_ms, "{time:?}");
    assert!(time.uncertainty_ms <= 6);
}
