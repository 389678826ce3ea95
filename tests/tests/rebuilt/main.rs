//! A server that was lost with everything on it, made again from what three phones hold.

mod copies;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use first72_core::notebook::Compartment;
use first72_core::protocol::condition::StepState;
use first72_server::{Config, RebuildError, Rebuilt, rebuild};
use first72_tests::county::{County, Device, Realm, STATION, choice, contact, done, now};
use first72_tests::programs::program;
use first72_wire::entry::SealedEntry;
use first72_wire::holdings::{Held, Holdings, HoldingsReader, Kept};
use first72_wire::id::{EpisodeId, Hash, RealmId};
use first72_wire::request_log::{RequestRow, route};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A night that all three have worked on, synced to its end, and the server gone.
struct Lost {
    demo: County,
    episode: EpisodeId,
    /// Size and root of what the server last signed.
    head: (u64, Hash),
    files: tempfile::TempDir,
}

impl Lost {
    fn after_a_night(seed: u64) -> Self {
        let mut demo = County::found(seed);
        demo.open();
        let episode = demo.deputy.open().new_contact(contact(STATION), now()).unwrap();
        demo.deputy.open().answer(episode, "language", choice("spanish"), now()).unwrap();
        // Nobody else can read this: only the deputy's phone has it.
        demo.deputy.open().note(episode, Compartment::Le, "invented, of the investigation".into(), now()).unwrap();
        let all = |demo: &County| {
            for device in [&demo.deputy, &demo.advocate, &demo.lead] {
                device.sync(demo.county.id, &demo.county.relay()).unwrap();
            }
        };
        all(&demo);
        demo.advocate.open().step(episode, "ID-02", done(), now()).unwrap();
        demo.deputy.open().step(episode, "ID-01", done(), now()).unwrap();
        // Repairs, and what each has seen of the log.
        (0..2).for_each(|_| all(&demo));
        let heads = [&demo.deputy, &demo.advocate, &demo.lead].map(|device| head(device, demo.county.id));
        let head = heads.into_iter().max_by_key(|(size, _)| *size).unwrap();
        demo.county.stop();
        assert_eq!(head.0, size_of_store(&demo.county), "who wrote last has seen all of it");
        fs::rename(demo.county.data(), demo.county.data().with_extension("lost")).unwrap();
        Self { demo, episode, head, files: tempfile::tempdir().unwrap() }
    }

    fn file(&self, device: &Device, name: &str) -> PathBuf {
        let held = device.open().holdings(self.demo.county.id).unwrap().unwrap();
        self.put(name, &held.bytes)
    }

    fn three(&self) -> [PathBuf; 3] {
        let County { deputy, advocate, lead, .. } = &self.demo;
        [(deputy, "deputy"), (advocate, "advocate"), (lead, "lead")].map(|(device, name)| self.file(device, name))
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.files.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn config(&self) -> Config {
        config(&self.demo.county)
    }
}

/// Size and root of the newest state that a device has seen.
fn head(device: &Device, realm: RealmId) -> (u64, Hash) {
    let seen = device.open().server_head(realm).unwrap().unwrap();
    let root = STANDARD.decode(seen.note.lines().nth(2).unwrap()).unwrap();
    (seen.size, Hash::from_slice(&root).unwrap())
}

fn size_of_store(realm: &Realm) -> u64 {
    let store = rusqlite::Connection::open(realm.data().join("relay.sqlite")).unwrap();
    let count: i64 = store.query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).unwrap();
    u64::try_from(count).unwrap()
}

fn config(realm: &Realm) -> Config {
    Config::loopback(realm.data(), realm.realm_file())
}

fn read(path: &Path) -> Vec<Held> {
    let bytes = fs::read(path).unwrap();
    let mut reader = HoldingsReader::open(bytes.as_slice()).unwrap();
    std::iter::from_fn(|| reader.next_item().unwrap()).collect()
}

/// The file with its entries altered.
fn altered(path: &Path, alter: impl FnOnce(&mut Vec<Held>)) -> Vec<u8> {
    let bytes = fs::read(path).unwrap();
    let reader = HoldingsReader::open(bytes.as_slice()).unwrap();
    let mut entries = read(path);
    alter(&mut entries);
    let mut file = Holdings::new(reader.realm(), reader.note().as_bytes()).unwrap();
    for held in &entries {
        match &held.what {
            Kept::Whole(entry) => file.push(held.leaf, entry),
            Kept::Cut(cut) => file.push_cut(held.leaf, *cut),
        }
    }
    file.into_bytes()
}

fn whole(held: &mut Held) -> &mut SealedEntry {
    match &mut held.what {
        Kept::Whole(entry) => entry,
        Kept::Cut(_) => panic!("entry {} is destroyed", held.leaf),
    }
}

fn no_store(realm: &Realm) -> bool {
    let left = fs::read_dir(realm.data()).unwrap().map(|file| file.unwrap().file_name());
    left.into_iter().eq(["lock"])
}

// cjis:CP-9
#[test]
fn a_server_that_was_deleted_is_made_again_from_three_phones_with_the_same_root_and_they_go_on() {
    let mut lost = Lost::after_a_night(31);
    let files = lost.three();
    let server = program("first72-server").unwrap();
    let mut command = Command::new(server);
    command.arg("--data").arg(lost.demo.county.data()).arg("--realm").arg(lost.demo.county.realm_file());
    files.iter().for_each(|file| _ = command.arg("--rebuild").arg(file));
    let out = command.output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let said: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    println!("T24   a deleted server from three phones: {} entries, the same root", said["rebuilt"]);
    assert_eq!(said["rebuilt"], lost.head.0);
    assert_eq!(said["root"], lost.head.1.to_string());

    lost.demo.county.start();
    let County { county, deputy, advocate, lead, .. } = &lost.demo;
    for device in [deputy, advocate, lead, &county.registrar] {
        // The server does not remember whom it has greeted, as after every restart; nothing else is amiss.
        let end = device.sync(county.id, &county.relay()).unwrap();
        assert_eq!((end.report.refused_own, end.report.refused), (0, 0));
        assert!(end.report.troubles.iter().all(|code| ["session.forgotten", "pull.mark"].contains(code)));
        assert_eq!(device.open().server_proofs().unwrap().len(), 0, "nobody has caught it at anything");
    }
    deputy.open().step(lost.episode, "ID-09", done(), now()).unwrap();
    deputy.sync(county.id, &county.relay()).unwrap();
    lead.sync(county.id, &county.relay()).unwrap();
    let open = lead.open();
    assert_eq!(open.plan(lost.episode, now()).unwrap().step("ID-09").unwrap().state, StepState::Done);
    assert_eq!(open.problems().unwrap(), []);
}

/// What the store's own log says was done.
fn acts(config: &Config) -> Vec<u8> {
    let store = rusqlite::Connection::open(config.data.join("relay.sqlite")).unwrap();
    let mut rows = store.prepare("SELECT row FROM request ORDER BY id").unwrap();
    let rows = rows.query_map((), |row| row.get::<_, Vec<u8>>(0)).unwrap();
    rows.map(|row| RequestRow::parse(&row.unwrap()).unwrap().route).collect()
}

// cjis:AU-2
#[test]
fn a_registrar_whose_word_is_newer_than_every_file_is_caught_up_by_its_own_next_sync() {
    let mut lost = Lost::after_a_night(32);
    let files = lost.three();
    let made = rebuild(&lost.config(), &files).unwrap();
    assert_eq!(made, Rebuilt { entries: lost.head.0, signed: lost.head.0, destroyed: 0, root: lost.head.1 });
    assert_eq!(acts(&lost.config()), [route::REBUILT], "who runs a server leaves a row of it, too");
    let newcomer = Device::new(77);
    let member = first72_tests::county::Member {
        name: "N. Park".into(),
        role: first72_core::directory::Role::Deputy,
        station: STATION.into(),
        compartments: vec![Compartment::Ops],
    };
    lost.demo.county.enrol(&newcomer, member);
    lost.demo.county.start();
    let county = &lost.demo.county;
    county.registrar.sync(county.id, &county.relay()).unwrap();
    newcomer.sync(county.id, &county.relay()).unwrap();
    let again = rebuild(&lost.config(), &files).unwrap_err();
    assert_eq!(again.code(), "data.in-use", "never beside a server that runs");
}

#[test]
fn the_last_save_of_a_phone_that_is_gone_comes_from_whoever_was_given_it_before_the_server_signed_again() {
    let mut demo = County::found(38);
    demo.open();
    let episode = demo.deputy.open().new_contact(contact(STATION), now()).unwrap();
    let sync = |device: &Device| device.sync(demo.county.id, &demo.county.relay()).map(drop).unwrap();
    for _ in 0..2 {
        [&demo.deputy, &demo.advocate, &demo.lead].into_iter().for_each(sync);
    }
    let files = tempfile::tempdir().unwrap();
    let file = |device: &Device, name: &str| {
        let path = files.path().join(name);
        fs::write(&path, device.open().holdings(demo.county.id).unwrap().unwrap().bytes).unwrap();
        path
    };
    demo.deputy.open().step(episode, "ID-01", done(), now()).unwrap();
    sync(&demo.deputy);
    // The deputy's phone is never seen again.
    sync(&demo.advocate);
    let advocate = file(&demo.advocate, "advocate");
    let seen = head(&demo.advocate, demo.county.id).0;
    let all = size_of_store(&demo.county);
    assert!(seen < all, "{seen} of {all}: the state over the save was not seen");
    demo.county.stop();
    fs::rename(demo.county.data(), demo.county.data().with_extension("lost")).unwrap();
    let made = rebuild(&config(&demo.county), &[advocate]).unwrap();
    assert_eq!((made.entries, made.signed), (all, seen));
    assert_eq!(made.root, head(&demo.deputy, demo.county.id).1, "which the deputy's phone would find right");
}

#[test]
fn what_is_in_no_file_is_counted_and_named_and_no_store_is_made() {
    let lost = Lost::after_a_night(33);
    let [_, _, lead] = lost.three();
    let missing = rebuild(&lost.config(), std::slice::from_ref(&lead)).unwrap_err();
    let RebuildError::Missing { size, gaps } = &missing else { panic!("{missing}") };
    // As far as the lead has seen.
    let seen = head(&lost.demo.lead, lost.demo.county.id).0;
    let held = read(&lead).iter().filter(|held| held.leaf < seen).count();
    assert_eq!((*size, gaps.count()), (seen, seen - held as u64));
    assert!(gaps.count() > 0 && missing.to_string().contains("bring the files of further devices"), "{missing}");
    assert!(no_store(&lost.demo.county));
}

#[test]
fn a_file_that_was_altered_makes_no_store() {
    let lost = Lost::after_a_night(34);
    let [deputy, advocate, lead] = lost.three();
    let with = |bytes: Vec<u8>| {
        let altered = lost.put("altered", &bytes);
        let why = rebuild(&lost.config(), &[altered, advocate.clone(), lead.clone()]).unwrap_err();
        assert!(no_store(&lost.demo.county), "{why}");
        why
    };
    // Only the deputy has what law enforcement writes for itself, and the own audit: nobody else has a claim on it.
    let others: Vec<u64> = [&advocate, &lead].into_iter().flat_map(|path| read(path)).map(|held| held.leaf).collect();
    let own = |entries: &[Held]| entries.iter().position(|held| !others.contains(&held.leaf)).expect("an own entry");
    let body = altered(&deputy, |entries| {
        let own = own(entries);
        whole(&mut entries[own]).body[0] ^= 1;
    });
    assert_eq!(with(body).code(), "rebuild.refused");
    let shared = altered(&deputy, |entries| {
        let own = own(entries);
        let shared = (0..entries.len()).find(|at| *at != own).unwrap();
        whole(&mut entries[shared]).body[0] ^= 1;
    });
    assert_eq!(with(shared).code(), "rebuild.two-claims");
    let signature = altered(&deputy, |entries| {
        let own = own(entries);
        let shared = (0..entries.len()).find(|at| *at != own).unwrap();
        whole(&mut entries[shared]).signature[0] ^= 1;
    });
    assert_eq!(with(signature).code(), "rebuild.two-claims", "the signature is part of the tree");
    let twice = altered(&deputy, |entries| entries.iter_mut().for_each(|held| held.leaf += 1));
    assert_eq!(with(twice).code(), "rebuild.two-claims");
    let note = fs::read(&deputy).unwrap();
    let digit = 8 + 16 + 2 + note[26..].iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let mut forged = note;
    forged[digit] = if forged[digit] == b'9' { b'8' } else { forged[digit] + 1 };
    assert_eq!(with(forged).code(), "checkpoint.signature");
    assert_eq!(with(b"no such file".to_vec()).code(), "holdings.form");
}

#[test]
fn two_entries_in_each_other_s_place_lead_to_another_root() {
    let lost = Lost::after_a_night(35);
    let [deputy, advocate, lead] = lost.three();
    // Neighbours of two chains: in either order each of them is one that a server would take.
    let all: Vec<Held> = [&deputy, &advocate, &lead].into_iter().flat_map(|path| read(path)).collect();
    let at = |leaf: u64| all.iter().find(|held| held.leaf == leaf);
    let chain = |held: &Held| (held.what.header().space, held.what.header().device);
    let pairs = (0..lost.head.0 - 1).rev().filter(|leaf| {
        at(*leaf)
            .zip(at(leaf + 1))
            .is_some_and(|(one, next)| chain(one) != chain(next) && one.what.header().kind == next.what.header().kind)
    });
    let mut codes = Vec::new();
    for leaf in pairs.take(3) {
        let swap = |path: &PathBuf, name: &str| {
            let bytes = altered(path, |entries| {
                for held in entries.iter_mut().filter(|held| held.leaf == leaf || held.leaf == leaf + 1) {
                    held.leaf = leaf + leaf + 1 - held.leaf;
                }
            });
            lost.put(name, &bytes)
        };
        let files = [swap(&deputy, "d"), swap(&advocate, "a"), swap(&lead, "l")];
        codes.push(rebuild(&lost.config(), &files).unwrap_err().code());
        assert!(no_store(&lost.demo.county));
    }
    assert!(codes.contains(&"rebuild.other-root"), "{codes:?}");
}

#[test]
fn a_damaged_file_is_made_good_by_the_others_and_a_store_that_is_there_is_left_alone() {
    let mut lost = Lost::after_a_night(36);
    lost.demo.agency.stop();
    fs::rename(lost.demo.agency.data(), lost.demo.agency.data().with_extension("lost")).unwrap();
    let [deputy, advocate, lead] = lost.three();
    // Cut in the middle of an entry.
    let bytes = fs::read(&deputy).unwrap();
    let cut = lost.put("cut", &bytes[..bytes.len() / 2]);
    let made = rebuild(&lost.config(), &[cut, lost.put("whole", &bytes), advocate.clone(), lead.clone()]).unwrap();
    assert_eq!(made.root, lost.head.1);
    let before = fs::read(lost.demo.county.data().join("relay.sqlite")).unwrap();
    let again = rebuild(&lost.config(), &[deputy, advocate, lead]).unwrap_err();
    assert_eq!(again.code(), "rebuild.not-empty");
    assert_eq!(fs::read(lost.demo.county.data().join("relay.sqlite")).unwrap(), before);
    // Whoever removes the store alone leaves its journal, which would be written into the new one.
    let (store, journal) = ("relay.sqlite", "relay.sqlite-wal");
    fs::rename(lost.demo.county.data().join(store), lost.files.path().join(store)).unwrap();
    fs::write(lost.demo.county.data().join(journal), b"what an old store left").unwrap();
    let beside = rebuild(&lost.config(), &[lost.files.path().join("whole")]).unwrap_err();
    assert_eq!(beside.code(), "rebuild.not-empty");
    let elsewhere = config(&lost.demo.agency);
    let other = rebuild(&elsewhere, &[lost.files.path().join("whole")]).unwrap_err();
    assert_eq!(other.code(), "rebuild.other-realm");
}
