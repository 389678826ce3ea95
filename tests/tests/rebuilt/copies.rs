//! Copies that are over by the time a lost server is made again: nobody may have them any more, and the tree stays what it was.

use super::{altered, config, head, no_store, read, size_of_store};
use first72_core::episode::{Basis, How, Signature, Signed, Told};
use first72_core::notebook::{Giving, Part, Recipient, Signing};
use first72_server::{RebuildError, Rebuilt, rebuild};
use first72_tests::county::{County, Device, STATION, contact, now, text};
use first72_wire::header::{HEADER_LEN, Kind};
use first72_wire::holdings::{CutEntry, Held, Kept};
use first72_wire::id::{EpisodeId, Hash, SpaceId};
use std::fs;
use std::path::{Path, PathBuf};

/// An advocate gave a deputy a copy; the server is gone.
struct Shared {
    demo: County,
    space: SpaceId,
    /// The copy's entries on the lost server.
    in_copy: u64,
    head: (u64, Hash),
    files: tempfile::TempDir,
}

impl Shared {
    /// With what is done between the giving and the loss.
    fn and(seed: u64, then: impl FnOnce(&County, SpaceId)) -> Self {
        let mut demo = County::found(seed);
        demo.open();
        let episode = demo.deputy.open().new_contact(contact(STATION), now()).unwrap();
        all(&demo);
        demo.advocate.open().answer(episode, "plan_safe_people", text("an invented aunt"), now()).unwrap();
        demo.advocate.sync(demo.agency.id, &demo.agency.relay()).unwrap();
        let space = give(&demo, episode);
        all(&demo);
        then(&demo, space);
        (0..3).for_each(|_| all(&demo));
        let heads = [&demo.deputy, &demo.advocate, &demo.lead].map(|device| head(device, demo.county.id));
        let head = heads.into_iter().max_by_key(|(size, _)| *size).unwrap();
        demo.county.stop();
        assert_eq!(head.0, size_of_store(&demo.county));
        let in_copy = rows(&demo, space).len() as u64;
        fs::rename(demo.county.data(), demo.county.data().with_extension("lost")).unwrap();
        Self { demo, space, in_copy, head, files: tempfile::tempdir().unwrap() }
    }

    fn file(&self, device: &Device, name: &str) -> PathBuf {
        self.put(name, &device.open().holdings(self.demo.county.id).unwrap().unwrap().bytes)
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.files.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn rebuild(&self, files: &[PathBuf]) -> Result<Rebuilt, RebuildError> {
        rebuild(&config(&self.demo.county), files)
    }

    fn items(&self, file: &Path) -> Vec<Held> {
        read(file).into_iter().filter(|held| held.what.header().space == self.space).collect()
    }
}

fn all(demo: &County) {
    for device in [&demo.deputy, &demo.advocate, &demo.lead, &demo.deputy] {
        device.sync(demo.county.id, &demo.county.relay()).unwrap();
    }
}

fn give(demo: &County, episode: EpisodeId) -> SpaceId {
    let recipients = demo.advocate.open().copy_recipients(now());
    let is_deputy = |to: &&Recipient| to.facts.as_ref().is_some_and(|facts| facts.short_name == "D. Rivera");
    let to = recipients.iter().find(is_deputy).unwrap().person;
    let giving = Giving {
        realm: demo.county.id,
        to,
        parts: vec![Part::Question("plan_safe_people".into())],
        purpose: "made up: whom to call".into(),
        how: How::OnDevice,
        language: "en".into(),
        days: 30,
        may_keep: false,
        basis: Basis::YoungPerson,
        supersedes: None,
    };
    let mut open = demo.advocate.open();
    let seen = open.copy_offer(episode, &giving, now()).unwrap().mark;
    let told = Told { effects: true, voluntary: true, taking_back: true };
    let signed = Some(Signed::Drawn(Signature::drawn(&[[(3, 4), (900, 390)]])));
    let signing = Signing { seen, text_version: "1".into(), told, signed, guardian: None, reference: None };
    open.give_copy(episode, &giving, signing, now()).unwrap()
}

fn taken_back(demo: &County, space: SpaceId) {
    demo.advocate.open().take_copy_back(demo.county.id, space, now()).unwrap();
}

/// Lengths of what the server has of a space.
fn rows(demo: &County, space: SpaceId) -> Vec<usize> {
    let store = rusqlite::Connection::open(demo.county.data().join("relay.sqlite")).unwrap();
    let mut rows = store.prepare("SELECT length(bytes) FROM entry WHERE space = ?1 ORDER BY pos").unwrap();
    let lengths = rows.query_map([space.0], |row| row.get::<_, u32>(0)).unwrap();
    lengths.map(|length| usize::try_from(length.unwrap()).unwrap()).collect()
}

// cjis:CP-9 cjis:MP-6
#[test]
fn a_copy_whose_time_ran_out_since_is_taken_in_and_ended_again() {
    // Its 30 days are over by the clock of the machine that rebuilds; no device has seen that yet.
    let lost = Shared::and(41, |_, _| {});
    let County { deputy, advocate, lead, .. } = &lost.demo;
    let files = [(deputy, "deputy"), (advocate, "advocate"), (lead, "lead")].map(|(who, name)| lost.file(who, name));
    let made = lost.rebuild(&files).unwrap();
    assert_eq!(made, Rebuilt { entries: lost.head.0, signed: lost.head.0, destroyed: 0, root: lost.head.1 });
    assert_eq!(rows(&lost.demo, lost.space), vec![HEADER_LEN; usize::try_from(lost.in_copy).unwrap()]);
}

// cjis:CP-9 cjis:MP-6
#[test]
fn a_copy_that_was_taken_back_leaves_its_places_and_the_server_needs_no_more_than_them() {
    let mut lost = Shared::and(42, taken_back);
    assert!(lost.in_copy >= 2);
    // The phone of who gave it is gone: what it held of the county, the others have too, but for the copy.
    let files = [lost.file(&lost.demo.deputy, "deputy"), lost.file(&lost.demo.lead, "lead")];
    let cut = |held: &Held| matches!(held.what, Kept::Cut(_));
    let places = lost.items(&files[0]);
    assert!(places.len() as u64 == lost.in_copy && places.iter().all(cut), "{places:?}");
    let made = lost.rebuild(&files).unwrap();
    let expected = Rebuilt { entries: lost.head.0, signed: lost.head.0, destroyed: lost.in_copy, root: lost.head.1 };
    assert_eq!(made, expected);
    println!("T24   a server without a copy that is over: {} of {} entries are places", made.destroyed, made.entries);
    assert_eq!(rows(&lost.demo, lost.space), vec![HEADER_LEN; usize::try_from(lost.in_copy).unwrap()]);
    lost.demo.county.start();
    let County { county, deputy, advocate, lead, .. } = &lost.demo;
    for device in [deputy, lead, advocate, &county.registrar, deputy] {
        let end = device.sync(county.id, &county.relay()).unwrap();
        assert_eq!((end.report.refused_own, end.report.refused), (0, 0));
        assert_eq!(device.open().server_proofs().unwrap().len(), 0, "nobody has caught it at anything");
        assert_eq!(device.open().problems().unwrap(), []);
    }
}

#[test]
fn all_of_an_entry_counts_more_than_its_place_and_is_ended_all_the_same() {
    let lost = Shared::and(43, taken_back);
    let County { deputy, advocate, lead, .. } = &lost.demo;
    for (name, order) in [("first", [deputy, advocate, lead]), ("last", [advocate, lead, deputy])] {
        let files = order.map(|device| lost.file(device, &format!("{name}-{:p}", &raw const *device)));
        let made = lost.rebuild(&files).unwrap();
        assert_eq!((made.destroyed, made.root), (0, lost.head.1), "who gave it holds all of it");
        assert_eq!(rows(&lost.demo, lost.space), vec![HEADER_LEN; usize::try_from(lost.in_copy).unwrap()]);
        fs::rename(lost.demo.county.data(), lost.demo.county.data().with_extension(name)).unwrap();
    }
}

#[test]
fn nothing_but_a_copy_that_is_over_can_be_missing_by_saying_that_it_was_destroyed() {
    let lost = Shared::and(44, taken_back);
    let files = [lost.file(&lost.demo.deputy, "deputy"), lost.file(&lost.demo.lead, "lead")];
    // The last of a chain: nothing behind it shows that it is not there.
    let say_cut = |kind: Kind, alter: &dyn Fn(&mut CutEntry)| {
        let is_it = |held: &Held| held.what.header().kind == kind && matches!(held.what, Kept::Whole(_));
        let leaf = read(&files[0]).iter().rev().find(|held| is_it(held)).expect("one of the kind").leaf;
        let cut = |path: &PathBuf, name: &str| {
            let bytes = altered(path, |entries| {
                for held in entries.iter_mut().filter(|held| held.leaf == leaf) {
                    let mut place = CutEntry::of(super::whole(held));
                    alter(&mut place);
                    held.what = Kept::Cut(place);
                }
            });
            lost.put(name, &bytes)
        };
        let why = lost.rebuild(&[cut(&files[0], "d"), cut(&files[1], "l")]).unwrap_err();
        assert!(no_store(&lost.demo.county), "{why}");
        why.code()
    };
    assert_eq!(say_cut(Kind::Op, &|_| {}), "rebuild.not-over");
    assert_eq!(say_cut(Kind::Statement, &|_| {}), "rebuild.refused");
    assert_eq!(say_cut(Kind::Op, &|place| place.leaf_hash = Hash([9; 32])), "rebuild.other-root");
    assert_eq!(say_cut(Kind::Op, &|place| place.header.prev = Hash([9; 32])), "rebuild.refused");
    let gone = |place: &mut CutEntry| place.header.space = lost.space;
    assert_eq!(say_cut(Kind::Op, &gone), "rebuild.refused", "nor by calling it a part of one");
}
