//! Whatever is said, in whatever order it arrives: everybody comes to the same directory.

use super::Directory;
use crate::directory::grant::Right;
use crate::directory::invented::{InventedRealm, LAST_DAY_MS, device, grant, named};
use crate::directory::scope::Scope;
use crate::directory::statement::{Draft, Given, Logged, SealedPart};
use crate::directory::{EndReason, Ending, Under, Verdict};
use crate::seal::{DeviceKeys, RootKey, Signer, SystemRandomness};
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, GrantId, Hash, MatterId, PersonId, SpaceId};
use first72_wire::policy::Policy;
use first72_wire::statement::{ChainHead, Opening, RecoveryCase};
use std::rc::Rc;

const SETS: u64 = 1_000;
const SHUFFLES: u64 = 5;
const SAID: usize = 24;

/// Numbers that are the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// The same invented hands in every set; what they are to the realm differs.
struct Cast {
    devices: Vec<DeviceKeys>,
    roots: Vec<Rc<RootKey>>,
}

impl Cast {
    fn new() -> Self {
        let root = || Rc::new(RootKey::make(&SystemRandomness::new()).unwrap());
        Self { devices: (0..8).map(|_| device()).collect(), roots: vec![root(), root()] }
    }

    fn speaker(&self, realm: &InventedRealm, dice: &mut Dice) -> Rc<dyn Signer + '_> {
        let roots = [&realm.root, &self.roots[0], &self.roots[1]];
        match dice.below(11) {
            number @ 0..3 => Rc::<RootKey>::clone(roots[number]) as Rc<dyn Signer>,
            number => Rc::new(Borrowed(&self.devices[number - 3])),
        }
    }

    /// Anything that anybody can say, sensible or not.
    fn draft(&self, realm: &InventedRealm, dice: &mut Dice) -> Draft {
        let device = |dice: &mut Dice| &self.devices[dice.below(self.devices.len())];
        let person = |dice: &mut Dice| PersonId([dice.below(5) as u8; 16]);
        let statement = |dice: &mut Dice| realm.log[dice.below(realm.log.len())].hash;
        let class = |dice: &mut Dice| [Compartment::Ops, Compartment::Le, Compartment::Med][dice.below(3)];
        let scope = |dice: &mut Dice| {
            [Scope::Realm, Scope::Station("harbor".into()), Scope::Case(EpisodeId([7; 16]))][dice.below(3)].clone()
        };
        match dice.below(32) {
            0 => {
                let policy = Policy::of_packs(vec![[dice.below(9) as u8; 32]], vec![], vec![]);
                Draft::policy(policy.with_break_glass(dice.one_in(2)))
            }
            1 => Draft::recovery_key(class(dice), dice.below(5) as u32, [4; 65]),
            2 | 30 | 31 => {
                let later = dice.one_in(4);
                let old = if later { self.roots[0].author_id() } else { realm.root.author_id() };
                Draft::root_rotate(old, self.roots[dice.below(2)].public())
            }
            3 => Draft::registrar_add(person(dice), device(dice).public()),
            4 => {
                let device = device(dice).device_id();
                let head = realm.head(&device).unwrap_or((0, Hash::ZERO));
                let cut = if dice.one_in(3) { (head.0.saturating_sub(1), statement(dice)) } else { head };
                Draft::registrar_end(device, cut)
            }
            5 => named(person(dice)),
            6 | 7 => Draft::device_add(person(dice), device(dice).public(), LAST_DAY_MS, "x".into()),
            8 => {
                let head = |seq| ChainHead { space: SpaceId([1; 16]), seq, hash: Hash([2; 32]) };
                let heads = dice.one_in(2).then(|| head(dice.below(9) as u64)).into_iter().collect();
                Draft::device_end(device(dice).device_id(), Ending::of(EndReason::Lost, true), heads)
            }
            9 | 10 => {
                let rights: &[Right] =
                    [&[Right::Write, Right::Assign][..], &[Right::Write], &[Right::Open]][dice.below(3)];
                grant(dice.below(5) as u8, person(dice), scope(dice), rights)
            }
            11 => Draft::grant_end(GrantId([dice.below(5) as u8; 16])),
            12 => Draft::cosign(statement(dice)),
            13 => {
                let case = RecoveryCase { compartment: class(dice), device_id: device(dice).device_id(), epoch: 1 };
                Draft::recovery_use(case, "invented".into(), vec![])
            }
            14 => {
                let head = ChainHead { space: SpaceId([1; 16]), seq: dice.below(9) as u64, hash: Hash([2; 32]) };
                Draft::adopt(device(dice).device_id(), vec![head])
            }
            15 | 16 => Draft::relief(person(dice), EpisodeId([7; 16])),
            17 => Draft::cleared(vec![statement(dice)]),
            20 | 21 => Draft::break_glass(EpisodeId([7; 16]), dice.below(9) as i64, "An invented emergency.".into()),
            number @ 23..=29 => shared(number, person(dice), statement(dice), dice),
            // Handed on: one episode, by whoever speaks.
            18 | 19 => {
                let to = PersonId([3 + dice.below(2) as u8; 16]);
                let draft = grant(dice.below(9) as u8, to, Scope::Case(EpisodeId([7; 16])), &[Right::Write]);
                of_classes(draft, &[Compartment::Ops, Compartment::Le][..1 + dice.below(2)])
            }
            _ => Draft::pack_part(Hash([dice.below(2) as u8; 32]), dice.below(2) as u16, 2, vec![1]),
        }
    }
}

/// What is said of copies that are given for a time, and of holds.
fn shared(number: usize, to: PersonId, statement: Hash, dice: &mut Dice) -> Draft {
    let mut space = || SpaceId([dice.below(2) as u8; 16]);
    let (first, second) = (space(), space());
    let matter = MatterId([dice.below(2) as u8; 16]);
    match number {
        23..=25 => {
            let opening = Opening { space: first, matter, end_ms: dice.below(9) as i64 };
            let supersedes = dice.one_in(3).then_some(second);
            Draft::release_open(opening, Given { to, from_ms: 0, may_keep: dice.one_in(2), supersedes })
        }
        26 | 27 => Draft::release_close(first),
        28 => Draft::hold(matter, "An invented order.".into(), 0),
        _ if dice.one_in(2) => Draft::hold_end(statement),
        _ => Draft::opened(vec![statement]),
    }
}

/// The same grant for these classes of content.
fn of_classes(mut draft: Draft, classes: &[Compartment]) -> Draft {
    if let Some(SealedPart::Grant(terms)) = &mut draft.sealed {
        terms.compartments = classes.to_vec();
    }
    draft
}

/// A device of the cast as somebody who signs.
struct Borrowed<'a>(&'a DeviceKeys);

impl Signer for Borrowed<'_> {
    fn author(&self) -> first72_wire::id::DeviceId {
        self.0.author()
    }

    fn sign_message(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign_message(message)
    }
}

/// A log in which much was said, some of it forked, unsent or lost.
fn said(cast: &Cast, dice: &mut Dice) -> InventedRealm {
    let mut realm = InventedRealm::new();
    let root = Rc::clone(&realm.root);
    if dice.one_in(2) {
        realm.say(&*root, Draft::policy(Policy::default().with_break_glass(true)));
    }
    for (byte, registrar) in (0u8..).zip(&cast.devices[..3]) {
        realm.say(&*root, Draft::registrar_add(PersonId([byte; 16]), registrar.public()));
        realm.say(registrar, named(PersonId([byte; 16])));
    }
    // In every other realm two people could have opened an episode, and so be handed one.
    for byte in [3, 4].into_iter().filter(|_| dice.one_in(2)) {
        let (registrar, person) = (&cast.devices[0], PersonId([byte; 16]));
        realm.say(registrar, named(person));
        realm.say(
            registrar,
            Draft::device_add(person, cast.devices[usize::from(byte)].public(), LAST_DAY_MS, "x".into()),
        );
        realm.say(registrar, grant(10 + byte, person, Scope::Station("harbor".into()), &[Right::Open]));
    }
    let before = realm.log.len();
    while realm.log.len() < before + SAID {
        let speaker = cast.speaker(&realm, dice);
        // Who was never introduced can speak only now and then.
        if realm.head(&speaker.author()).is_none() && !dice.one_in(8) {
            continue;
        }
        let draft = cast.draft(&realm, dice);
        if dice.one_in(10) {
            let mut copied = realm.split();
            copied.say_unlogged(&*speaker, draft);
            realm.log.append(&mut copied.log);
        } else if dice.one_in(6) {
            realm.say_unlogged(&*speaker, draft);
        } else {
            realm.say(&*speaker, draft);
        }
    }
    realm.log.retain(|_| !dice.one_in(30));
    realm
}

/// The same entries in another order, some twice, some of these from before their key and place came.
fn arrived(log: &[Logged], dice: &mut Dice) -> Vec<Logged> {
    let mut arrived = log.to_vec();
    for _ in 0..dice.below(6) {
        let mut copy = log[dice.below(log.len())].clone();
        copy.pos = None;
        if let Some(statement) = &mut copy.statement {
            statement.sealed = None;
        }
        arrived.push(copy);
    }
    dice.shuffle(&mut arrived);
    arrived
}

#[test]
fn a_thousand_sets_of_statements_mean_the_same_in_every_order() {
    let cast = Cast::new();
    let (mut statements, mut counted, mut second_roots, mut torn, mut handed_on, mut relieved) = (0, 0, 0, 0, 0, 0);
    let (mut looked_in, mut given, mut taken_back, mut held) = (0, 0, 0, 0);
    for set in 0..SETS {
        let mut dice = Dice(set);
        let realm = said(&cast, &mut dice);
        let expected = Directory::evaluate(&realm.genesis, &realm.log);
        statements += realm.log.len();
        counted += expected.verdicts().filter(|(_, verdict)| *verdict == Verdict::Counts).count();
        second_roots += usize::from(expected.root() != Some(realm.root.author_id()));
        torn += usize::from(expected.has_two_roots());
        let is_handed_on = |under: &Under| matches!(under, Under::Holder(..));
        handed_on += expected.grants().filter(|grant| grant.under.iter().any(is_handed_on)).count();
        relieved += expected.grants().filter(|grant| !grant.reliefs.is_empty()).count();
        looked_in += expected.broken_glass().count();
        given += expected.disclosures().count();
        taken_back += expected.disclosures().filter(|disclosure| !disclosure.closes.is_empty()).count();
        held += expected.legal_holds().count();
        for shuffle in 0..SHUFFLES {
            let log = arrived(&realm.log, &mut dice);
            assert_eq!(Directory::evaluate(&realm.genesis, &log), expected, "set {set}, shuffle {shuffle}");
        }
    }
    println!(
        "T13   {SETS} statement sets x {SHUFFLES} shuffles converge ({statements} statements, {counted} of them \
         count, {second_roots} sets with another root, {torn} with two, {handed_on} episodes handed on, {relieved} grants relieved, \
         {looked_in} looks in an emergency, {given} copies given and {taken_back} of them taken back, {held} holds)"
    );
    // Sets in which nothing happens would prove nothing.
    assert!(counted > statements / 3 && second_roots > 20 && torn > 2, "{counted} {second_roots} {torn}");
    assert!(given > 50 && taken_back > 20 && held > 50, "{given} {taken_back} {held}");
    assert!(handed_on > 10 && relieved > 50 && looked_in > 50, "{handed_on} {relieved} {looked_in}");
}
