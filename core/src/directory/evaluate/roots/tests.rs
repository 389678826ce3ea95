//! Roots that follow each other, registrars who are ended, and second signatures.

use crate::directory::evaluate::tests::{directory, harbor, ops};
use crate::directory::invented::{InventedRealm, LAST_DAY_MS, device, grant, named};
use crate::directory::statement::Draft;
use crate::directory::{EndReason, Ending, Reason, Right, Scope, SpaceFacts, Verdict};
use crate::seal::{DeviceKeys, RootKey, SystemRandomness};
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, Hash, PersonId, SpaceId};
use first72_wire::policy::Policy;
use first72_wire::statement::{ChainHead, RecoveryCase};
use std::rc::Rc;

const COUNTS: Option<Verdict> = Some(Verdict::Counts);

fn refused(reason: Reason) -> Option<Verdict> {
    Some(Verdict::Refused(reason))
}

fn new_root() -> RootKey {
    RootKey::make(&SystemRandomness::new()).unwrap()
}

/// A realm with so many registrars.
fn realm_of(registrars: u8) -> (InventedRealm, Vec<DeviceKeys>) {
    let mut realm = InventedRealm::new();
    let registrars = (1..=registrars).map(|byte| realm.registrar(byte).0).collect();
    (realm, registrars)
}

fn rotation(realm: &InventedRealm, to: &RootKey) -> Draft {
    Draft::root_rotate(realm.root.author_id(), to.public())
}

#[test]
fn a_root_names_its_successor_and_says_nothing_more() {
    let (mut realm, registrars) = realm_of(1);
    let (root, next) = (Rc::clone(&realm.root), new_root());
    realm.say(&*root, Draft::policy(Policy::of_packs(vec![[1; 32]], vec![], vec![])));
    let rotated = realm.say(&*root, rotation(&realm, &next));
    let late = realm.say(&*root, Draft::policy(Policy::of_packs(vec![[2; 32]], vec![], vec![])));
    let second = device();
    let added = realm.say(&next, Draft::registrar_add(PersonId([2; 16]), second.public()));
    let directory = directory(&realm);
    assert_eq!(directory.root(), Some(next.author_id()));
    assert_eq!((directory.verdict(&rotated), directory.verdict(&late)), (COUNTS, refused(Reason::AfterEnd)));
    assert_eq!(directory.verdict(&added), COUNTS);
    assert!(directory.is_registrar(&second.device_id()) && directory.is_registrar(&registrars[0].device_id()));
    assert_eq!(directory.policy().unwrap().pack_authors, [[1; 32]]);
    assert_eq!(directory.root_key(&root.author_id()), Some(&root.public()), "its old signatures can still be checked");
    assert!(!directory.has_two_roots());
}

#[test]
fn two_thirds_of_the_registrars_replace_a_lost_root_and_one_alone_never_does() {
    for (registrars, votes, enough) in
        [(1, 1, false), (2, 1, false), (2, 2, true), (3, 1, false), (3, 2, true), (4, 2, false), (4, 3, true)]
    {
        let (mut realm, people) = realm_of(registrars);
        let next = new_root();
        for voter in people.iter().take(votes) {
            realm.say(voter, rotation(&realm, &next));
        }
        let expected = if enough { next.author_id() } else { realm.root.author_id() };
        assert_eq!(directory(&realm).root(), Some(expected), "{votes} of {registrars}");
    }
}

#[test]
fn one_person_with_two_devices_has_one_vote() {
    let (mut realm, people) = realm_of(2);
    let (root, next, second) = (Rc::clone(&realm.root), new_root(), device());
    realm.say(&*root, Draft::registrar_add(PersonId([1; 16]), second.public()));
    for voter in [&people[0], &second] {
        realm.say(voter, rotation(&realm, &next));
    }
    assert_eq!(directory(&realm).root(), Some(root.author_id()));
    realm.say(&people[1], rotation(&realm, &next));
    assert_eq!(directory(&realm).root(), Some(next.author_id()));
}

#[test]
fn a_found_root_cannot_undo_the_vote_by_making_more_registrars() {
    let (mut realm, people) = realm_of(3);
    let (root, next) = (Rc::clone(&realm.root), new_root());
    for voter in &people[..2] {
        realm.say(voter, rotation(&realm, &next));
    }
    let friends = [device(), device(), device()];
    let added =
        friends.each_ref().map(|friend| realm.say(&*root, Draft::registrar_add(PersonId([9; 16]), friend.public())));
    let directory = directory(&realm);
    assert_eq!(directory.root(), Some(next.author_id()));
    for statement in added {
        assert_eq!(directory.verdict(&statement), refused(Reason::AfterEnd));
    }
}

#[test]
fn a_registrar_who_ends_the_others_does_not_become_two_thirds() {
    let (mut realm, people) = realm_of(3);
    let next = new_root();
    for other in &people[1..] {
        realm.say(&people[0], Draft::device_end(other.device_id(), Ending::of(EndReason::Untrusted, true), vec![]));
    }
    realm.say(&people[0], rotation(&realm, &next));
    assert_eq!(directory(&realm).root(), Some(realm.root.author_id()));
}

#[test]
fn when_two_successors_stand_nothing_new_is_trusted_and_ends_still_count() {
    let (mut realm, people) = realm_of(2);
    let (_, person) = realm.member(&people[0], 5);
    let before = realm.say(&people[0], grant(1, person, harbor(), &[Right::Write]));
    let root = Rc::clone(&realm.root);
    let (mine, theirs) = (new_root(), new_root());
    let mut thief = realm.split();
    realm.say(&*root, rotation(&realm, &mine));
    thief.say(&*root, rotation(&realm, &theirs));
    let last = realm.log.last().unwrap().pos;
    thief.log[0].pos = last.map(|pos| pos + 1);
    realm.log.extend(thief.log);
    let later = realm.say(&people[0], grant(2, person, Scope::Realm, &Right::ALL));
    let end =
        realm.say(&people[1], Draft::device_end(people[0].device_id(), Ending::of(EndReason::Lost, false), vec![]));
    let directory = directory(&realm);
    assert!(directory.has_two_roots());
    assert_eq!(directory.root(), Some(root.author_id()), "neither of the two");
    assert_eq!((directory.verdict(&before), directory.verdict(&later)), (COUNTS, refused(Reason::TwoRoots)));
    assert_eq!(directory.verdict(&end), COUNTS);
    assert!(!directory.is_registrar(&people[0].device_id()));
}

#[test]
fn the_root_undoes_what_a_stolen_registrar_phone_did() {
    let (mut realm, people) = realm_of(2);
    let root = Rc::clone(&realm.root);
    let (deputy, person) = realm.member(&people[0], 5);
    let last = realm.head(&people[0].device_id()).unwrap();
    let (thief, thief_person) = realm.member(&people[0], 6);
    let taken = realm.say(&people[0], grant(1, thief_person, Scope::Realm, &Right::ALL));
    let ended = realm.say(&people[0], Draft::device_end(deputy.device_id(), Ending::of(EndReason::Lost, true), vec![]));
    let phantom = device();
    realm.say(&people[0], Draft::device_add(person, phantom.public(), LAST_DAY_MS, "x".into()));
    realm.say(&phantom, Draft::device_end(deputy.device_id(), Ending::of(EndReason::Lost, true), vec![]));
    assert!(!directory(&realm).device(&deputy.device_id()).unwrap().is_live());
    realm.say(&*root, Draft::registrar_end(people[0].device_id(), last));
    let directory = directory(&realm);
    for statement in [taken, ended] {
        assert_eq!(directory.verdict(&statement), refused(Reason::Cut));
    }
    assert!(directory.device(&deputy.device_id()).unwrap().is_live());
    assert!(directory.device(&thief.device_id()).is_none() && directory.device(&phantom.device_id()).is_none());
    assert!(!directory.device(&people[0].device_id()).unwrap().is_live(), "it was nothing but an office");
    assert_eq!(directory.registrars().count(), 1);
}

#[test]
fn a_fork_beside_the_named_entry_counts_for_nothing_and_a_missing_one_is_waited_for() {
    let (mut realm, people) = realm_of(1);
    let root = Rc::clone(&realm.root);
    let mut copied = realm.split();
    let honest = realm.say(&people[0], named(PersonId([8; 16])));
    let stolen = copied.say(&people[0], named(PersonId([9; 16])));
    realm.log.extend(copied.log);
    let last = realm.head(&people[0].device_id()).unwrap();
    realm.say(&*root, Draft::registrar_end(people[0].device_id(), last));
    assert_eq!(directory(&realm).verdict(&honest), COUNTS);
    assert_eq!(directory(&realm).verdict(&stolen), refused(Reason::Cut));
    realm.log.retain(|logged| logged.hash != honest);
    assert_eq!(directory(&realm).verdict(&stolen), Some(Verdict::Waits(Reason::Gap)));
}

#[test]
fn who_steps_down_as_a_registrar_keeps_the_device_that_a_registrar_took_in() {
    let (mut realm, people) = realm_of(1);
    let root = Rc::clone(&realm.root);
    let (deputy, person) = realm.member(&people[0], 5);
    realm.say(&people[0], grant(1, person, harbor(), &[Right::Write]));
    realm.say(&*root, Draft::registrar_add(person, deputy.public()));
    assert!(directory(&realm).is_registrar(&deputy.device_id()));
    let last = realm.head(&deputy.device_id()).unwrap();
    realm.say(&*root, Draft::registrar_end(deputy.device_id(), last));
    let directory = directory(&realm);
    assert!(!directory.is_registrar(&deputy.device_id()));
    assert!(directory.entitled(&deputy.device_id(), &ops()));
    assert_eq!(directory.device(&deputy.device_id()).unwrap().not_after_ms, Some(LAST_DAY_MS));
}

#[test]
fn the_most_sensitive_class_needs_a_second_person() {
    let (mut realm, people) = realm_of(2);
    let (root, second_device) = (Rc::clone(&realm.root), device());
    realm.say(&*root, Draft::registrar_add(PersonId([1; 16]), second_device.public()));
    let (clinician, person) = realm.member(&people[0], 5);
    let given = realm.say(&people[0], grant(1, person, Scope::Realm, &[Right::Write]));
    let reads =
        |realm: &InventedRealm| directory(realm).entitled(&clinician.device_id(), &SpaceFacts::of(Compartment::Med));
    assert!(!reads(&realm));
    let own = realm.say(&people[0], Draft::cosign(given));
    let same_person = realm.say(&second_device, Draft::cosign(given));
    let member = realm.say(&clinician, Draft::cosign(given));
    let nothing = realm.say(&people[1], Draft::cosign(Hash([3; 32])));
    let before = directory(&realm);
    for statement in [own, same_person, member] {
        assert_eq!(before.verdict(&statement), refused(Reason::NotAuthorized));
    }
    assert_eq!(before.verdict(&nothing), Some(Verdict::Waits(Reason::UnknownTarget)));
    assert_eq!(before.grants().next().unwrap().awaits_cosign, [Compartment::Med]);
    assert!(!reads(&realm));
    realm.say(&people[1], Draft::cosign(given));
    assert!(reads(&realm));
    assert!(directory(&realm).grants().next().unwrap().awaits_cosign.is_empty());
}

fn recovery(compartment: Compartment, device_id: DeviceId) -> Draft {
    let case = RecoveryCase { compartment, device_id, epoch: 1 };
    Draft::recovery_use(case, "The phones are gone.".into(), vec!["A. Invented".into()])
}

#[test]
fn a_recovery_is_seen_by_everybody_and_waits_for_a_second_person_where_the_class_asks() {
    let (mut realm, people) = realm_of(2);
    let target = people[1].device_id();
    let plain = realm.say(&people[0], recovery(Compartment::Ops, target));
    let medical = realm.say(&people[0], recovery(Compartment::Med, target));
    let elsewhere = realm.say(&people[0], recovery(Compartment::Adv, target));
    let before = directory(&realm);
    let open = |directory: &crate::directory::Directory| -> Vec<Hash> {
        directory.recoveries().filter(|(_, case)| case.is_open).map(|(hash, _)| *hash).collect()
    };
    assert_eq!(open(&before), [plain]);
    assert_eq!(before.verdict(&medical), Some(Verdict::Waits(Reason::Cosign)));
    assert_eq!(before.verdict(&elsewhere), refused(Reason::Elsewhere));
    realm.say(&people[1], Draft::cosign(medical));
    assert_eq!(open(&directory(&realm)).len(), 2);
}

#[test]
fn the_root_replaces_a_recovery_key_and_only_forwards() {
    let (mut realm, people) = realm_of(1);
    let root = Rc::clone(&realm.root);
    let key = |directory: &crate::directory::Directory| directory.recovery_key(Compartment::Le).unwrap().epoch;
    let by_registrar = realm.say(&people[0], Draft::recovery_key(Compartment::Le, 9, [4; 65]));
    let second = realm.say(&*root, Draft::recovery_key(Compartment::Le, 2, [5; 65]));
    let again = realm.say(&*root, Draft::recovery_key(Compartment::Le, 2, [6; 65]));
    let elsewhere = realm.say(&*root, Draft::recovery_key(Compartment::Adv, 2, [6; 65]));
    let directory = directory(&realm);
    assert_eq!(key(&directory), 2);
    assert_eq!(directory.recovery_key(Compartment::Le).unwrap().kem_pk, [5; 65]);
    assert_eq!((directory.verdict(&second), directory.verdict(&again)), (COUNTS, refused(Reason::Repeated)));
    assert_eq!(directory.verdict(&by_registrar), refused(Reason::NotAuthorized));
    assert_eq!(directory.verdict(&elsewhere), refused(Reason::Elsewhere));
    assert!(directory.recovery_key(Compartment::Adv).is_none());
}

#[test]
fn late_entries_are_taken_in_by_registrars_and_by_leads_within_reach() {
    let (mut realm, people) = realm_of(1);
    let (lead, lead_person) = realm.member(&people[0], 5);
    let (deputy, _) = realm.member(&people[0], 6);
    realm.say(&people[0], grant(1, lead_person, harbor(), &[Right::Write, Right::Assign]));
    let (near, far) = (SpaceId([1; 16]), SpaceId([2; 16]));
    let head = |space, seq| ChainHead { space, seq, hash: Hash([seq as u8; 32]) };
    let by_lead = realm.say(&lead, Draft::adopt(deputy.device_id(), vec![head(near, 3), head(far, 3)]));
    let by_deputy = realm.say(&deputy, Draft::adopt(deputy.device_id(), vec![head(near, 9)]));
    let directory = directory(&realm);
    assert_eq!((directory.verdict(&by_lead), directory.verdict(&by_deputy)), (COUNTS, refused(Reason::NotAuthorized)));
    let elsewhere = SpaceFacts { station: Some("hills".into()), ..ops() };
    let adopted = |space: &SpaceId, seq: u64, facts: &SpaceFacts| {
        directory.is_adopted(&deputy.device_id(), space, seq, &Hash([seq as u8; 32]), facts)
    };
    assert!(adopted(&near, 2, &ops()) && adopted(&near, 3, &ops()));
    assert!(!adopted(&near, 4, &ops()), "behind the named entry");
    assert!(!adopted(&far, 2, &elsewhere), "the lead does not reach there");
    assert!(!directory.is_adopted(&deputy.device_id(), &near, 3, &Hash([9; 32]), &ops()), "a fork of the named entry");
}
