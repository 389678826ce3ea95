//! Everything that somebody without the right could say, by every hand that could say it: none of it changes anything.

use super::tests::harbor;
use super::{Directory, Verdict};
use crate::directory::grant::Right;
use crate::directory::invented::{InventedRealm, LAST_DAY_MS, device, grant, named};
use crate::directory::scope::Scope;
use crate::directory::statement::Draft;
use crate::directory::{EndReason, Ending};
use crate::seal::{DeviceKeys, RootKey, Signer, SystemRandomness};
use first72_wire::compartment::Compartment;
use first72_wire::id::{GrantId, Hash, PersonId, SpaceId};
use first72_wire::policy::Policy;
use first72_wire::statement::{ChainHead, PublicPart, RecoveryCase};
use std::rc::Rc;

/// A realm with an honest registrar, a deputy and a lead, and everybody who might wish it ill.
struct Stage {
    realm: InventedRealm,
    honest: DeviceKeys,
    deputy: DeviceKeys,
    deputy_person: PersonId,
    medical: Hash,
    ill: Vec<(&'static str, Rc<dyn Signer>)>,
}

impl Stage {
    fn set() -> Self {
        let mut realm = InventedRealm::new();
        let root = Rc::clone(&realm.root);
        let (honest, _) = realm.registrar(1);
        let (ended, _) = realm.registrar(2);
        let (cut, _) = realm.registrar(3);
        let (lead, lead_person) = realm.member(&honest, 4);
        let (deputy, deputy_person) = realm.member(&honest, 5);
        let (gone, _) = realm.member(&honest, 6);
        realm.say(&honest, grant(1, lead_person, harbor(), &[Right::Write, Right::Assign]));
        realm.say(&honest, grant(2, deputy_person, harbor(), &[Right::Write]));
        let medical = realm.say(&honest, grant(3, deputy_person, Scope::Realm, &[Right::Write]));
        realm.say(&honest, Draft::device_end(ended.device_id(), Ending::of(EndReason::Lost, true), vec![]));
        realm.say(&honest, Draft::device_end(gone.device_id(), Ending::of(EndReason::Lost, true), vec![]));
        let last = realm.head(&cut.device_id()).unwrap();
        realm.say(&*root, Draft::registrar_end(cut.device_id(), last));
        let next = RootKey::make(&SystemRandomness::new()).unwrap();
        realm.say(&*root, Draft::root_rotate(root.author_id(), next.public()));
        let strange = RootKey::make(&SystemRandomness::new()).unwrap();
        let ill: Vec<(&'static str, Rc<dyn Signer>)> = vec![
            ("a stranger", Rc::new(device())),
            ("a deputy whose phone was ended", Rc::new(gone)),
            ("a lead", Rc::new(lead)),
            ("an ended registrar", Rc::new(ended)),
            ("a registrar whom the root ended", Rc::new(cut)),
            ("a root that named its successor", root),
            ("another realm's root", Rc::new(strange)),
        ];
        Self { realm, honest, deputy, deputy_person, medical, ill }
    }

    /// Everything that would be worth saying, and whether only a root may.
    fn wishes(&self) -> Vec<(&'static str, Draft)> {
        let friend = device();
        let head = ChainHead { space: SpaceId([1; 16]), seq: 9, hash: Hash([1; 32]) };
        let medical = Draft { ..grant(9, self.deputy_person, Scope::Realm, &Right::ALL) };
        let case = |compartment| RecoveryCase { compartment, device_id: friend.device_id(), epoch: 1 };
        let mine = Policy::of_packs(vec![[7; 32]], vec![[7; 32]], vec!["mine".into()]);
        vec![
            ("policy", Draft::policy(mine)),
            ("recovery key", Draft::recovery_key(Compartment::Ops, 2, [9; 65])),
            ("root", Draft::root_rotate(self.realm.root.author_id(), [9; 32])),
            ("registrar", Draft::registrar_add(self.deputy_person, friend.public())),
            ("registrar's end", Draft::registrar_end(self.honest.device_id(), (0, Hash::ZERO))),
            ("person", named(PersonId([9; 16]))),
            ("device", Draft::device_add(self.deputy_person, friend.public(), LAST_DAY_MS, "mine".into())),
            (
                "device's end",
                Draft::device_end(self.honest.device_id(), Ending::of(EndReason::Untrusted, true), vec![]),
            ),
            (
                "deputy's device's end",
                Draft::device_end(self.deputy.device_id(), Ending::of(EndReason::Untrusted, true), vec![]),
            ),
            ("grant", grant(8, self.deputy_person, Scope::Realm, &Right::ALL)),
            ("grant of every right in one place", grant(7, self.deputy_person, harbor(), &Right::ALL)),
            ("medical grant", medical),
            ("grant's end", Draft::grant_end(GrantId([2; 16]))),
            ("second signature", Draft::cosign(self.medical)),
            ("recovery", Draft::recovery_use(case(Compartment::Ops), "mine".into(), vec![])),
            ("medical recovery", Draft::recovery_use(case(Compartment::Med), "mine".into(), vec![])),
            ("adoption", Draft::adopt(self.deputy.device_id(), vec![head])),
            ("pack", Draft::pack_part(Hash([9; 32]), 0, 1, vec![1])),
        ]
    }
}

/// What a directory means, without what became of which statement.
fn meaning(directory: &Directory) -> impl PartialEq + std::fmt::Debug + use<> {
    let mut directory = directory.clone();
    directory.verdicts.clear();
    directory.places.clear();
    directory.forks.clear();
    directory
}

/// What the specification lets this hand say.
fn is_allowed(who: &str, what: &Draft) -> bool {
    match (&what.public, who) {
        // Removal wins, also by a registrar who was ended.
        (PublicPart::DeviceEnd { .. } | PublicPart::GrantEnd { .. }, "an ended registrar") => true,
        (PublicPart::Adopt(_), "a lead") => true,
        // A second successor is the alarm: from then on nothing new is trusted, as the tests of roots show.
        (PublicPart::RootRotate(_), "a root that named its successor") => true,
        _ => false,
    }
}

fn assert_no_effect(stage: &Stage, mut realm: InventedRealm, hash: Hash, case: &str) {
    let before = Directory::evaluate(&stage.realm.genesis, &stage.realm.log);
    let mut log = stage.realm.log.clone();
    log.append(&mut realm.log);
    let after = Directory::evaluate(&stage.realm.genesis, &log);
    assert_eq!(meaning(&after), meaning(&before), "{case}");
    assert_ne!(after.verdict(&hash), Some(Verdict::Counts), "{case}");
}

#[test]
fn three_hundred_attacks_change_nothing() {
    let stage = Stage::set();
    let mut refused = 0;
    for (what, draft) in stage.wishes() {
        let hands = stage.ill.iter().filter(|(who, _)| !is_allowed(who, &draft));
        for (who, hand) in hands {
            for logged in [true, false] {
                let mut realm = stage.realm.split();
                let hash = match logged {
                    true => realm.say(&**hand, draft.clone()),
                    false => realm.say_unlogged(&**hand, draft.clone()),
                };
                // Behind everything that is there already.
                realm.log.iter_mut().for_each(|logged| logged.pos = logged.pos.map(|_| 1_000));
                assert_no_effect(&stage, realm, hash, &format!("{who} says: {what}"));
                refused += 1;
            }
        }
        refused += forgeries(&stage, what, &draft);
    }
    println!("T13   {refused} attacks by statements: 0 had an effect");
    assert!(refused >= 300, "{refused}");
}

/// The honest registrar's and the root's word with somebody else's signature, in another realm's name, and behind
/// an entry that is missing.
fn forgeries(stage: &Stage, what: &str, draft: &Draft) -> usize {
    let mut cases = 0;
    for (who, hand) in [("registrar", &stage.honest as &dyn Signer), ("root", &*stage.realm.root)] {
        let mut unsigned = stage.realm.split();
        let hash = unsigned.say(hand, draft.clone());
        unsigned.log[0].signature[5] ^= 4;
        unsigned.log[0].pos = Some(1_000);
        assert_no_effect(stage, unsigned, hash, &format!("with another hand's signature as {who}: {what}"));
        let mut elsewhere = stage.realm.split();
        let hash = elsewhere.say(hand, draft.clone());
        elsewhere.log[0].header.realm = first72_wire::id::RealmId([9; 16]);
        assert_no_effect(stage, elsewhere, hash, &format!("in another realm as {who}: {what}"));
        let mut gap = stage.realm.split();
        gap.say(hand, named(PersonId([8; 16])));
        let hash = gap.say(hand, draft.clone());
        gap.log.remove(0);
        gap.log[0].pos = Some(1_000);
        assert_no_effect(stage, gap, hash, &format!("behind a gap as {who}: {what}"));
        cases += 3;
    }
    cases
}
