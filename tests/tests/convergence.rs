//! Whatever order, loss or repetition: in the end every device holds the same record, and nothing
//! that anybody saved is missing from its history.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use first72_core::directory::Role;
use first72_core::episode::{Record, StepEvent, StepKind};
use first72_core::sync::{Answer, MemoryRelay, RelayError, Request};
use first72_tests::county::{Device, Member, Realm, STATION, Twisted, choice, contact, done, first_answer, now, text};
use first72_wire::compartment::Compartment::{Le, Ops};
use first72_wire::id::{EpisodeId, Hash};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::sync::Mutex;

const CASES: u32 = 300;

/// What goes wrong with one request of a sync, counted from 0.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Nothing,
    /// It never arrives.
    Lost(usize),
    /// It arrives, and its answer does not.
    AnswerLost(usize),
    /// It arrives twice.
    Twice(usize),
    /// The answer of an earlier request of its kind comes instead.
    Stale(usize),
}

#[derive(Clone, Debug)]
enum Act {
    Answer(usize, u8),
    Step(usize, u8),
    Note(usize, u8),
    Amend(usize),
    Left(usize, bool),
    Police(usize, u8),
    Sync(usize, Fault),
}

fn act() -> impl Strategy<Value = Act> {
    let fault = prop_oneof![
        2 => Just(Fault::Nothing),
        1 => (0..2_usize).prop_map(Fault::Lost),
        2 => (0..2_usize).prop_map(Fault::AnswerLost),
        1 => (0..2_usize).prop_map(Fault::Twice),
        1 => (0..2_usize).prop_map(Fault::Stale),
    ];
    let who = 0..3_usize;
    prop_oneof![
        3 => (who.clone(), any::<u8>()).prop_map(|(who, what)| Act::Answer(who, what)),
        2 => (who.clone(), any::<u8>()).prop_map(|(who, what)| Act::Step(who, what)),
        1 => (who.clone(), any::<u8>()).prop_map(|(who, what)| Act::Note(who, what)),
        1 => who.clone().prop_map(Act::Amend),
        1 => (who.clone(), any::<bool>()).prop_map(|(who, gone)| Act::Left(who, gone)),
        1 => (who.clone(), any::<u8>()).prop_map(|(who, what)| Act::Police(who, what)),
        4 => (who, fault).prop_map(|(who, fault)| Act::Sync(who, fault)),
    ]
}

/// Three deputies' devices of one realm.
struct Three {
    realm: Realm,
    server: MemoryRelay,
    devices: [Device; 3],
    stale: Mutex<Vec<(Request, Answer)>>,
    disturbed: AtomicUsize,
}

impl Three {
    fn enrolled() -> Self {
        let realm = Realm::found(31, "Demo County", &[Ops, Le]);
        let devices = [41, 42, 43].map(Device::new);
        for (device, name) in devices.iter().zip(["D. Rivera", "K. Ito", "M. Bell"]) {
            let member =
                Member { name: name.into(), role: Role::Deputy, station: STATION.into(), compartments: vec![Ops, Le] };
            realm.enrol(device, member);
        }
        let server = realm.in_memory();
        realm.registrar.sync(realm.id, &server).unwrap();
        let three = Self { realm, server, devices, stale: Mutex::default(), disturbed: AtomicUsize::new(0) };
        (0..3).for_each(|who| three.honest(who));
        three
    }

    fn honest(&self, who: usize) {
        self.devices[who].sync(self.realm.id, &self.server).unwrap();
    }

    /// A sync in which one request goes wrong. It may end with an error; nothing may be lost by it.
    fn disturbed(&self, who: usize, fault: Fault) {
        let count = AtomicUsize::new(0);
        let relay = Twisted::new(&self.server, |server, request| {
            let at = count.fetch_add(1, Ordering::Relaxed);
            let hit = |wanted| wanted == at && self.disturbed.fetch_add(1, Ordering::Relaxed) < usize::MAX;
            match fault {
                Fault::Lost(wanted) if hit(wanted) => return Err(RelayError::Away),
                Fault::AnswerLost(wanted) if hit(wanted) => {
                    first_answer(server, request)?;
                    return Err(RelayError::Cut);
                }
                Fault::Twice(wanted) if hit(wanted) => {
                    let first = first_answer(server, request);
                    // The second of two is refused by its counter, and its answer reaches nobody.
                    let _second = first_answer(server, request);
                    return first;
                }
                Fault::Stale(wanted) if hit(wanted) => {
                    let same =
                        |(old, _): &&(Request, Answer)| std::mem::discriminant(old) == std::mem::discriminant(request);
                    if let Some((_, old)) = self.stale.lock().unwrap().iter().rev().find(same) {
                        first_answer(server, request)?;
                        return Ok(old.clone());
                    }
                }
                _ => {}
            }
            let answer = first_answer(server, request)?;
            let mut stale = self.stale.lock().unwrap();
            stale.push((request.clone(), answer.clone()));
            let surplus = stale.len().saturating_sub(12);
            stale.drain(..surplus);
            drop(stale);
            Ok(answer)
        });
        let _ended = self.devices[who].sync(self.realm.id, &relay);
    }

    /// Does one thing; says which saves it made.
    fn act(&self, episode: EpisodeId, act: &Act) -> BTreeSet<Hash> {
        let (who, before) = match act {
            Act::Sync(who, fault) => {
                self.disturbed(*who, *fault);
                return BTreeSet::new();
            }
            Act::Answer(who, _)
            | Act::Step(who, _)
            | Act::Note(who, _)
            | Act::Left(who, _)
            | Act::Police(who, _)
            | Act::Amend(who) => (*who, history(self.devices[*who].open().record(episode).unwrap())),
        };
        let mut open = self.devices[who].open();
        let done = match act {
            Act::Answer(_, what) => match what % 3 {
                0 => open.answer(episode, "pronouns", text(&format!("p{what}")), now()),
                1 => open.answer(episode, "name_to_use", text(&format!("Name {what}")), now()),
                _ => open.answer(episode, "language", choice(["spanish", "korean"][usize::from(what % 2)]), now()),
            },
            Act::Step(_, what) => {
                let step = ["ID-01", "ID-02", "ID-09"][usize::from(what % 3)];
                let kind = [StepKind::Done, StepKind::Undone, StepKind::Reopened][usize::from(what / 3 % 3)];
                open.step(episode, step, StepEvent { kind, ..done() }, now())
            }
            Act::Note(_, what) => open.note(episode, [Ops, Le][usize::from(what % 2)], format!("note {what}"), now()),
            Act::Amend(_) => {
                let note = open.record(episode).unwrap().notes().first().map(|note| note.reference);
                note.map_or(Ok(()), |note| open.amend(episode, note, "put right".into(), now()))
            }
            Act::Left(_, gone) => open.left(episode, *gone, now()),
            Act::Police(_, what) => open.answer(episode, "aliases_online", text(&format!("alias {what}")), now()),
            Act::Sync(..) => Ok(()),
        };
        done.unwrap();
        let after = history(open.record(episode).unwrap());
        assert!(before.is_subset(&after), "saving takes nothing away");
        after.difference(&before).copied().collect()
    }
}

fn history(record: &Record) -> BTreeSet<Hash> {
    record.history().iter().map(|save| save.hash()).collect()
}

/// Everything that a record shows, in words: two devices must show the same.
fn shown(record: &Record) -> Vec<String> {
    let mut lines: Vec<String> = record.history().iter().map(|save| format!("{:?}", save.hash())).collect();
    for field in record.answered() {
        for one in record.answer_history(field) {
            let (save, answer) =
                (one.save.hash(), record.answers(field).first().is_some_and(|first| first.answer == one.answer));
            lines.push(format!("{field} {:?} {save:?} first:{answer} settled:{}", one.reference, one.settled));
        }
    }
    for step in record.marked() {
        for mark in record.mark_history(step) {
            lines.push(format!("{step} {:?} {:?} settled:{}", mark.reference, mark.event.kind, mark.settled));
        }
    }
    for note in record.notes() {
        let amended: Vec<_> = note.amendments.iter().map(|(text, save)| (*text, save.hash())).collect();
        lines.push(format!("{:?} {} {amended:?}", note.reference, note.text));
    }
    lines
}

#[test]
fn three_devices_agree_whatever_is_lost_repeated_or_late_and_no_save_is_missing() {
    let three = Three::enrolled();
    let config = Config { cases: CASES, failure_persistence: None, max_shrink_iters: 64, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let saved = AtomicUsize::new(0);
    let night = (0..3_usize, vec(act(), 4..14));
    let ran = runner.run(&night, |(opener, acts)| {
        let episode = three.devices[opener].open().new_contact(contact(STATION), now()).unwrap();
        let mut written = history(three.devices[opener].open().record(episode).unwrap());
        [opener, 0, 1, 2].iter().for_each(|who| three.honest(*who));
        for act in &acts {
            written.extend(three.act(episode, act));
        }
        (0..2).for_each(|_| (0..3).for_each(|who| three.honest(who)));
        saved.fetch_add(written.len(), Ordering::Relaxed);
        let open = [0, 1, 2].map(|who| three.devices[who].open());
        let records = [0, 1, 2].map(|who: usize| open[who].record(episode).unwrap());
        for record in records {
            prop_assert_eq!(&history(record), &written);
            prop_assert_eq!(shown(record), shown(records[0]));
        }
        for device in &open {
            prop_assert!(
                device.sync_state().unwrap().iter().all(|state| state.outbox.waiting + state.outbox.stuck == 0)
            );
        }
        Ok(())
    });
    ran.unwrap();
    let (saved, disturbed) = (saved.into_inner(), three.disturbed.load(Ordering::Relaxed));
    assert!(saved > 1_000 && disturbed > 200, "{saved} saves and {disturbed} faults are too few to prove anything");
    let Three { devices, realm, server, .. } = three;
    let before = devices.each_ref().map(|device| device.open().episodes().count());
    assert_eq!(before, [CASES as usize; 3]);
    // What was agreed on is in the vault and not only in memory.
    let [first, ..] = devices;
    let first = first.reopen();
    assert_eq!(first.open().episodes().count(), CASES as usize);
    assert_eq!(first.sync(realm.id, &server).unwrap().report.received, 0);
}
