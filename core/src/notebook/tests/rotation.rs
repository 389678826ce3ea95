//! T23: one of twenty devices is ended. The next note makes a new key; what is written from then on opens with none of its keys,
//! and whoever comes later reads the whole history with one wrap.

use super::ciphertexts::Ciphertexts;
use super::hand_over::device_id;
use super::*;
use crate::directory::{EndReason, Ending};
use crate::seal::SpaceKey;
use crate::seal::open::opens;
use Compartment::{Le, Ops, Stat};
use first72_wire::id::{DeviceId, KeyId};

const DEVICES: usize = 20;
const BEFORE: usize = 60;
const LATER: usize = 500;
/// Those who write after the end; the others are away.
const WRITERS: usize = 4;
const LONGEST_TURN_MS: i64 = 7 * 60_000;

fn after_every_turn() -> Moment {
    Moment { wall_ms: NOW + LONGEST_TURN_MS, boot_ms: now().boot_ms + LONGEST_TURN_MS.unsigned_abs(), ..now() }
}

/// These devices write so many notes in turn, each behind what it knows already.
fn write(devices: &[Device], episode: EpisodeId, notes: usize) {
    for (number, device) in (0..notes).zip(devices.iter().cycle()) {
        device.open().note(episode, Ops, format!("Invented note {number}."), now()).unwrap();
    }
}

fn sync_all(devices: &[Device], county: &Realm) {
    devices.iter().for_each(|device| drop(device.sync(county)));
}

/// So many devices of one station, the first a deputy's, with one episode on all of them.
fn gathered(count: usize) -> (Realm, Vec<Device>, EpisodeId) {
    let county = realm("Demo County", &[Ops, Le, Stat]);
    let devices: Vec<Device> = (0..count).map(|_| Device::new()).collect();
    for (number, device) in devices.iter().enumerate() {
        let (role, reads) = if number == 0 { (Role::Deputy, &[Ops, Le][..]) } else { (Role::Advocate, &[Ops][..]) };
        join(device, &county, &format!("P. {number}"), role, reads);
    }
    county.registrar.sync(&county);
    sync_all(&devices, &county);
    let episode = devices[0].open().new_contact(contact(), now()).unwrap();
    sync_all(&devices, &county);
    sync_all(&devices, &county);
    (county, devices, episode)
}

/// The last of them is ended, and everybody else knows.
fn end(county: &Realm, devices: &mut Vec<Device>) -> Device {
    let ended = devices.pop().unwrap();
    county
        .registrar
        .open()
        .end_device(county.id, device_id(&ended), Ending::of(EndReason::Lost, false), now())
        .unwrap();
    county.registrar.sync(county);
    sync_all(devices, county);
    ended
}

/// Whether the keys that a device has, or can open from what the server holds, open each note of the operations, the
/// later ones apart.
fn opened(device: &Device, all: &Ciphertexts) -> [usize; 2] {
    let open = device.open();
    let seat = &open.seats[0];
    let wrapped = all.opened_by(&seat.keys, &mut 0);
    let kept = seat.keyring.spaces().flat_map(|space| seat.keyring.versions(space));
    let held: Vec<&SpaceKey> = wrapped.values().chain(kept).collect();
    let mut counts = [0; 2];
    for (entry, later) in all.saves.iter().filter(|(entry, _)| all.spaces[&entry.header.space] == Ops) {
        counts[usize::from(*later)] += usize::from(held.iter().any(|key| opens(key, entry)));
    }
    counts
}

/// Keys that seal notes of the operations, before and after the end.
fn sealed_with(all: &Ciphertexts) -> [BTreeSet<KeyId>; 2] {
    let with = |after| {
        let notes =
            all.saves.iter().filter(move |(entry, later)| *later == after && all.spaces[&entry.header.space] == Ops);
        notes.map(|(entry, _)| entry.header.key_id).collect()
    };
    [false, true].map(with)
}

fn wraps_for(device: DeviceId, all: &Ciphertexts) -> usize {
    let of_operations = all.keys.iter().filter(|wrapped| all.spaces[&wrapped.place.space] == Ops);
    of_operations.flat_map(|wrapped| &wrapped.body.wraps).filter(|wrap| wrap.device_id == device).count()
}

// cjis:AC-2(13) cjis:PS cjis:SC-12 masvs:CRYPTO-2
#[test]
fn an_ended_device_opens_nothing_that_is_written_later_and_a_newcomer_everything_with_one_wrap() {
    let (county, mut devices, episode) = gathered(DEVICES);
    write(&devices, episode, BEFORE);
    sync_all(&devices, &county);

    let ended = end(&county, &mut devices);
    let before = county.relay.size();
    let writers = &devices[..WRITERS];
    write(&writers[..1], episode, 1);
    sync_all(writers, &county);
    write(writers, episode, LATER - 1);
    sync_all(writers, &county);
    sync_all(writers, &county);
    let newcomer = Device::new();
    join(&newcomer, &county, "N. Comer", Role::Advocate, &[Ops]);
    county.registrar.sync(&county);
    // Whose turn it is first may be away; the next gives the key some minutes later.
    sync_all(&writers[..1], &county);
    county.relay.set_time(NOW + LONGEST_TURN_MS);
    sync(&writers[0].door, county.id, &county.relay, &after_every_turn).unwrap();
    let came = newcomer.sync(&county).report;
    assert_eq!((came.parked, came.refused), (0, 0), "nothing waits for another sync");

    let all = Ciphertexts::of([(&county, before)]);
    let [earlier, later] = opened(&devices[1], &all);
    assert_eq!(later, LATER, "whoever stayed reads all of it");
    let [keys_before, keys_after] = sealed_with(&all);
    assert_eq!((keys_after.len(), keys_before.intersection(&keys_after).count()), (1, 0), "one new key");
    let by_ended = opened(&ended, &all);
    assert_eq!(by_ended, [earlier, 0], "what it had, and nothing more");
    let (by_newcomer, wraps) = (opened(&newcomer, &all), wraps_for(device_id(&newcomer), &all));
    assert_eq!((by_newcomer, wraps), ([earlier, LATER], 1));
    let read = newcomer.open().record(episode).unwrap().notes().len();
    assert_eq!(read, BEFORE + LATER, "and their app shows it");
    println!(
        "T23   1 of {DEVICES} devices ended: it opens 0 of {LATER} later entries; a newcomer opens {} of {} with {wraps} wrap",
        by_newcomer.iter().sum::<usize>(),
        earlier + later
    );
}

// cjis:PS
#[test]
fn two_who_make_a_new_key_at_once_settle_on_one_of_them() {
    let (county, mut devices, episode) = gathered(5);
    let ended = end(&county, &mut devices);
    let before = county.relay.size();
    // Neither knows of the other's.
    write(&devices[..1], episode, 1);
    write(&devices[1..2], episode, 1);
    sync_all(&devices, &county);
    sync_all(&devices, &county);
    let at_once = sealed_with(&Ciphertexts::of([(&county, before)]))[1].clone();
    assert_eq!(at_once.len(), 2);
    let settled = county.relay.size();
    write(&devices, episode, 12);
    sync_all(&devices, &county);
    let all = Ciphertexts::of([(&county, settled)]);
    let from_then = &sealed_with(&all)[1];
    assert!(from_then.len() == 1 && from_then.is_subset(&at_once), "{from_then:?} of {at_once:?}");
    assert_eq!(opened(&ended, &all)[1], 0);
    sync_all(&devices, &county);
    let read = |device: &Device| device.open().record(episode).unwrap().notes().len();
    assert!(devices.iter().all(|device| read(device) == 14), "and nobody misses what the other key sealed");
}

/// A clock that is a day behind knows of grants that, by it, have not begun. The phone that has it must not shut out the
/// people who have them: not after a server told it otherwise, and not where it is behind by less than a minute.
#[test]
fn a_phone_whose_clock_is_behind_shuts_nobody_out_who_was_let_in_today() {
    for behind in [24 * 60 * 60 * 1_000, 40_000] {
        let late = || Moment { wall_ms: NOW - behind, ..now() };
        let county = realm("Demo County", &[Ops, Le]);
        county.relay.set_time(NOW);
        let [slow, other] = [(); 2].map(|()| Device::new());
        join(&slow, &county, "D. Rivera", Role::Deputy, &[Ops, Le]);
        join(&other, &county, "L. Shaw", Role::Deputy, &[Ops, Le]);
        county.registrar.sync(&county);
        let sync_late = || sync(&slow.door, county.id, &county.relay, &late).unwrap();
        let episode = other.open().new_contact(contact(), now()).unwrap();
        other.sync(&county);
        sync_late();
        slow.open().note(episode, Ops, "invented".into(), late()).unwrap();
        assert!(slow.open().may_open(late()), "and its own person, let in today, begins an episode");
        slow.open().new_contact(contact(), late()).unwrap();
        sync_late();
        other.sync(&county);
        let open = other.open();
        let codes: Vec<String> = open.problems().unwrap().into_iter().map(|line| line.problem.code).collect();
        assert_eq!((open.record(episode).unwrap().notes().len(), codes), (1, Vec::new()), "behind by {behind}");
    }
}
