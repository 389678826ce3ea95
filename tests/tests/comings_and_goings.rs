//! T15: people leave and come back while others write, keys change with every leaving, and messages are lost, doubled or
//! late. In the end everybody who is entitled holds the same record, and nothing that was saved is missing.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use first72_core::directory::{GrantTerms, Right, Role, Scope};
use first72_core::notebook::{NewGrant, NotebookError};
use first72_core::sync::{MemoryRelay, RelayError};
use first72_tests::county::{Device, Member, Realm, STATION, Twisted, contact, first_answer, now};
use first72_wire::compartment::Compartment::{self, Le, Ops};
use first72_wire::id::{EpisodeId, Hash, PersonId};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

const CASES: u32 = 300;
/// So many cases happen at one station. Who comes back fetches everything of it again, so that one that grew for ever would cost
/// more with each case and show no more.
const AT_ONE_STATION: u32 = 30;
const PEOPLE: usize = 4;
const SPACES: [Compartment; 2] = [Ops, Le];

#[derive(Clone, Debug)]
enum Act {
    Save(usize, usize),
    Sync(usize),
    /// The request with this number does not arrive.
    Lost(usize, usize),
    /// It arrives, and its answer does not.
    Unheard(usize, usize),
    Leave(usize),
    Join(usize),
}

fn act() -> impl Strategy<Value = Act> {
    let who = 0..PEOPLE;
    prop_oneof![
        5 => (who.clone(), 0..SPACES.len()).prop_map(|(who, space)| Act::Save(who, space)),
        4 => who.clone().prop_map(Act::Sync),
        1 => (who.clone(), 0..3_usize).prop_map(|(who, at)| Act::Lost(who, at)),
        1 => (who.clone(), 0..3_usize).prop_map(|(who, at)| Act::Unheard(who, at)),
        // The first stays, so that there is always somebody who has the keys.
        2 => (1..PEOPLE).prop_map(Act::Leave),
        2 => who.prop_map(Act::Join),
    ]
}

/// What happened in all cases together.
#[derive(Default)]
struct Counted {
    saves: AtomicUsize,
    leaves: AtomicUsize,
    joins: AtomicUsize,
    faults: AtomicUsize,
    refused: AtomicUsize,
}

struct Station<'a> {
    realm: Realm,
    server: MemoryRelay,
    devices: Vec<Device>,
    people: Vec<PersonId>,
    counted: &'a Counted,
}

fn one(counter: &AtomicUsize) {
    counter.fetch_add(1, Ordering::Relaxed);
}

impl<'a> Station<'a> {
    fn open(counted: &'a Counted) -> Self {
        let realm = Realm::found(51, "Demo County", &SPACES);
        let devices: Vec<Device> = (0..PEOPLE as u64).map(|who| Device::new(61 + who)).collect();
        for (who, device) in devices.iter().enumerate() {
            let name = format!("Deputy {who}");
            let compartments = SPACES.to_vec();
            realm.enrol(device, Member { name, role: Role::Deputy, station: STATION.into(), compartments });
        }
        let people = (0..PEOPLE).map(|who| person_of(&realm, &format!("Deputy {who}"))).collect();
        let server = realm.in_memory();
        realm.registrar.sync(realm.id, &server).unwrap();
        let station = Self { realm, server, devices, people, counted };
        station.quiet();
        station
    }

    /// Everybody syncs until a whole round brought nothing: a key that was wrapped anew needs a round to arrive.
    fn quiet(&self) {
        for _ in 0..8 {
            let moved = self.devices.iter().map(|device| {
                let report = device.sync(self.realm.id, &self.server).unwrap().report;
                report.stored + report.received
            });
            if moved.sum::<usize>() == 0 {
                return;
            }
        }
        panic!("something goes back and forth without end");
    }

    fn is_in(&self, who: usize) -> bool {
        let people = self.realm.registrar.open().people(self.realm.id).unwrap();
        people.iter().any(|line| line.person == self.people[who] && !line.grants.is_empty())
    }

    fn leave(&self, who: usize) {
        let mut registrar = self.realm.registrar.open();
        let people = registrar.people(self.realm.id).unwrap();
        let grants = people.into_iter().filter(|line| line.person == self.people[who]).flat_map(|line| line.grants);
        for grant in grants {
            registrar.end_grant(self.realm.id, grant.grant, now()).unwrap();
            one(&self.counted.leaves);
        }
        drop(registrar);
        self.realm.registrar.sync(self.realm.id, &self.server).unwrap();
    }

    fn join(&self, who: usize) {
        if self.is_in(who) {
            return;
        }
        let terms = GrantTerms {
            role: Role::Deputy,
            scope: Scope::Station(STATION.into()),
            compartments: SPACES.to_vec(),
            rights: vec![Right::Open, Right::Write],
            basis: "assignment".into(),
        };
        let grant = NewGrant { terms, days: 30 };
        self.realm.registrar.open().add_grant(self.realm.id, self.people[who], grant, now()).unwrap();
        self.realm.registrar.sync(self.realm.id, &self.server).unwrap();
        one(&self.counted.joins);
    }

    /// A sync in which one request goes wrong. It may end with an error; nothing may be lost by it.
    fn disturbed(&self, who: usize, at: usize, arrives: bool) {
        let count = AtomicUsize::new(0);
        let relay = Twisted::new(&self.server, |server, request| {
            if count.fetch_add(1, Ordering::Relaxed) != at {
                return first_answer(server, request);
            }
            one(&self.counted.faults);
            if arrives {
                first_answer(server, request)?;
            }
            Err(RelayError::Cut)
        });
        let _ended = self.devices[who].sync(self.realm.id, &relay);
    }

    /// One save, where the notebook takes it.
    fn save(&self, who: usize, episode: EpisodeId, space: usize, number: usize) -> Option<Hash> {
        let mut open = self.devices[who].open();
        let Some(before) = history(&open, episode) else {
            // Who has left has nothing of it any more.
            one(&self.counted.refused);
            return None;
        };
        match open.note(episode, SPACES[space], format!("note {number} of {who}"), now()) {
            Ok(()) => {
                let after = history(&open, episode).unwrap();
                assert!(before.is_subset(&after), "saving takes nothing away");
                one(&self.counted.saves);
                after.difference(&before).next().copied()
            }
            Err(NotebookError::NotEntitled { .. }) => {
                one(&self.counted.refused);
                assert_eq!(history(&open, episode).unwrap(), before, "and nothing half there");
                None
            }
            Err(other) => panic!("{other}"),
        }
    }

    fn act(&self, episode: EpisodeId, number: usize, act: &Act) -> Option<Hash> {
        match act {
            Act::Save(who, space) => return self.save(*who, episode, *space, number),
            Act::Sync(who) => drop(self.devices[*who].sync(self.realm.id, &self.server)),
            Act::Lost(who, at) => self.disturbed(*who, *at, false),
            Act::Unheard(who, at) => self.disturbed(*who, *at, true),
            Act::Leave(who) => self.leave(*who),
            Act::Join(who) => self.join(*who),
        }
        None
    }
}

fn person_of(realm: &Realm, name: &str) -> PersonId {
    let people = realm.registrar.open().people(realm.id).unwrap();
    people.into_iter().find(|line| line.short_name.as_deref() == Some(name)).unwrap().person
}

fn history(open: &first72_core::notebook::Notebook, episode: EpisodeId) -> Option<BTreeSet<Hash>> {
    Some(open.record(episode)?.history().iter().map(|save| save.hash()).collect())
}

#[test]
fn everybody_who_is_back_holds_the_same_and_nothing_that_was_saved_is_missing() {
    let counted = Counted::default();
    let (station, cases) = (RefCell::new(Station::open(&counted)), Cell::new(0));
    let config = Config { cases: CASES, failure_persistence: None, max_shrink_iters: 64, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let ran = runner.run(&vec(act(), 6..16), |acts| {
        if cases.replace(cases.get() + 1) % AT_ONE_STATION == AT_ONE_STATION - 1 {
            *station.borrow_mut() = Station::open(&counted);
        }
        let station = station.borrow();
        let episode = station.devices[0].open().new_contact(contact(STATION), now()).unwrap();
        let mut written = history(&station.devices[0].open(), episode).unwrap();
        station.quiet();
        for (number, act) in acts.iter().enumerate() {
            written.extend(station.act(episode, number, act));
        }
        (0..PEOPLE).for_each(|who| station.join(who));
        station.quiet();
        let first = history(&station.devices[0].open(), episode).unwrap();
        prop_assert_eq!(&first, &written);
        for device in &station.devices {
            prop_assert_eq!(&history(&device.open(), episode).unwrap(), &first);
        }
        Ok(())
    });
    ran.unwrap();
    // A record that nobody was kept from would prove nothing.
    let [saves, leaves, joins, faults, refused] =
        [&counted.saves, &counted.leaves, &counted.joins, &counted.faults, &counted.refused]
            .map(|counter| counter.load(Ordering::Relaxed));
    println!(
        "T15   {CASES} cases, {PEOPLE} devices: {saves} saves, {leaves} leaves, {joins} joins, {faults} requests lost; \
         {refused} saves kept from somebody who had left; nothing lost"
    );
    assert!(saves > 1_000 && leaves > 100 && joins > 100 && faults > 100 && refused > 5);
}
