//! What somebody with bad intent could say, and that it has no effect.

use super::tests::{directory, harbor, ops};
use super::*;
use crate::directory::invented::{InventedRealm, LAST_DAY_MS, device, grant, named};
use crate::directory::statement::Draft;
use crate::directory::{EndReason, Ending, Reason, Right, Scope};
use crate::seal::{DevicePublic, RootKey, SystemRandomness};
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, SpaceId};
use first72_wire::policy::Policy;
use first72_wire::statement::PublicPart;

const REFUSED: Option<Verdict> = Some(Verdict::Refused(Reason::NotAuthorized));

#[test]
fn a_device_that_enters_itself_is_nobody() {
    let mut realm = InventedRealm::new();
    let (_, person) = realm.registrar(1);
    let stranger = device();
    let add = realm.say(&stranger, Draft::device_add(person, stranger.public(), LAST_DAY_MS, "mine".into()));
    let directory = directory(&realm);
    assert_eq!(directory.verdict(&add), Some(Verdict::Waits(Reason::UnknownAuthor)));
    assert!(directory.device(&stranger.device_id()).is_none());
}

// cjis:AC-5
#[test]
fn a_member_enters_and_entitles_nobody() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (deputy, person) = realm.member(&registrar, 2);
    let friend = device();
    let said = [
        realm.say(&deputy, Draft::device_add(person, friend.public(), LAST_DAY_MS, "friend".into())),
        realm.say(&deputy, Draft::registrar_add(person, deputy.public())),
        realm.say(&deputy, grant(1, person, Scope::Realm, &Right::ALL)),
        realm.say(&deputy, named(PersonId([9; 16]))),
        realm.say(&deputy, Draft::device_end(registrar.device_id(), Ending::of(EndReason::Lost, true), vec![])),
        realm.say(&deputy, Draft::grant_end(GrantId([1; 16]))),
        realm.say(&deputy, Draft::policy(policy(1))),
        realm.say(&registrar, Draft::policy(policy(2))),
        realm.say(&deputy, Draft::pack_part(Hash([3; 32]), 0, 1, vec![1])),
    ];
    let directory = directory(&realm);
    for hash in said {
        assert_eq!(directory.verdict(&hash), REFUSED);
    }
    assert!(directory.device(&friend.device_id()).is_none() && directory.grants().count() == 0);
    assert!(directory.is_registrar(&registrar.device_id()) && !directory.is_registrar(&deputy.device_id()));
    assert!(directory.policy().is_none() && directory.packs_handed_on().next().is_none());
}

fn policy(byte: u8) -> Policy {
    Policy::of_packs(vec![[byte; 32]], vec![[byte; 32]], vec!["mine".into()])
}

// cjis:AC-5
#[test]
fn a_registrar_makes_no_registrar() {
    let mut realm = InventedRealm::new();
    let (registrar, person) = realm.registrar(1);
    let other = device();
    let add = realm.say(&registrar, Draft::registrar_add(person, other.public()));
    let directory = directory(&realm);
    assert_eq!(directory.verdict(&add), REFUSED);
    assert!(!directory.is_registrar(&other.device_id()));
}

#[test]
fn another_root_makes_no_registrar() {
    let mut realm = InventedRealm::new();
    let (_, person) = realm.registrar(1);
    let (stranger, other) = (RootKey::make(&SystemRandomness::new()).unwrap(), device());
    realm.say(&stranger, Draft::registrar_add(person, other.public()));
    assert_eq!(directory(&realm).registrars().count(), 1);
}

#[test]
fn a_signature_of_another_hand_is_refused() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (deputy, person) = realm.member(&registrar, 2);
    let given = realm.say(&registrar, grant(1, person, harbor(), &[Right::Write]));
    realm.log.last_mut().unwrap().signature[0] ^= 1;
    let directory = directory(&realm);
    assert_eq!(directory.verdict(&given), Some(Verdict::Refused(Reason::Signature)));
    assert!(!directory.entitled(&deputy.device_id(), &ops()));
}

#[test]
fn a_copy_with_a_broken_signature_does_not_hide_the_good_one() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let mut broken = realm.log.clone();
    broken.iter_mut().for_each(|logged| logged.signature[0] ^= 1);
    for log in [[broken.clone(), realm.log.clone()].concat(), [realm.log.clone(), broken].concat()] {
        assert!(Directory::evaluate(&realm.genesis, &log).is_registrar(&registrar.device_id()));
    }
}

#[test]
fn keys_under_another_devices_id_are_refused() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (deputy, person) = realm.member(&registrar, 2);
    let mine = device();
    let swapped = DevicePublic { device_id: deputy.device_id(), ..*mine.public() };
    let add = realm.say(&registrar, Draft::device_add(person, device().public(), LAST_DAY_MS, "x".into()));
    // The entry cannot even be parsed with such keys, so they are put behind its parser.
    let statement = realm.log.last_mut().unwrap().statement.as_mut().unwrap();
    statement.public = Draft::device_add(person, &swapped, LAST_DAY_MS, "x".into()).public;
    let directory = directory(&realm);
    assert_eq!(directory.verdict(&add), Some(Verdict::Refused(Reason::DeviceId)));
    assert_eq!(directory.device(&deputy.device_id()).unwrap().kem_pk, deputy.public().kem_pk);
}

#[test]
fn what_an_ended_registrar_says_later_does_not_count() {
    let mut realm = InventedRealm::new();
    let (stolen, _) = realm.registrar(1);
    let (honest, _) = realm.registrar(2);
    let (deputy, person) = realm.member(&stolen, 3);
    realm.say(&stolen, grant(1, person, harbor(), &[Right::Write]));
    realm.say(&honest, Draft::device_end(stolen.device_id(), Ending::of(EndReason::Lost, true), vec![]));
    let (late, late_person) = realm.member(&stolen, 4);
    let given = realm.say(&stolen, grant(2, person, Scope::Realm, &Right::ALL));
    let unlogged = realm.say_unlogged(&stolen, grant(3, person, Scope::Realm, &Right::ALL));
    let directory = directory(&realm);
    for hash in [given, unlogged] {
        assert_eq!(directory.verdict(&hash), Some(Verdict::Refused(Reason::AfterEnd)));
    }
    assert!(directory.device(&late.device_id()).is_none() && directory.person(&late_person).is_none());
    assert!(directory.entitled(&deputy.device_id(), &ops()), "what it said before still counts");
}

#[test]
fn a_registrar_who_ended_themselves_says_nothing_more_whatever_the_server_claims() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (_, person) = realm.member(&registrar, 2);
    realm.say(&registrar, Draft::device_end(registrar.device_id(), Ending::of(EndReason::Untrusted, false), vec![]));
    let given = realm.say(&registrar, grant(1, person, harbor(), &[Right::Write]));
    // A server that puts the grant in front of the end cannot turn the chain round.
    realm.log.last_mut().unwrap().pos = Some(0);
    assert_eq!(directory(&realm).verdict(&given), Some(Verdict::Refused(Reason::AfterEnd)));
}

#[test]
fn removal_by_an_ended_registrar_still_wins() {
    let mut realm = InventedRealm::new();
    let (stolen, _) = realm.registrar(1);
    let (honest, _) = realm.registrar(2);
    let (deputy, _) = realm.member(&honest, 3);
    realm.say(&honest, Draft::device_end(stolen.device_id(), Ending::of(EndReason::Lost, true), vec![]));
    realm.say(&stolen, Draft::device_end(deputy.device_id(), Ending::of(EndReason::Lost, true), vec![]));
    assert!(!directory(&realm).device(&deputy.device_id()).unwrap().is_live());
}

#[test]
fn a_gap_in_a_chain_holds_back_what_follows() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (deputy, person) = realm.member(&registrar, 2);
    realm.say(&registrar, named(PersonId([8; 16])));
    let missing = realm.log.pop().unwrap();
    let given = realm.say(&registrar, grant(1, person, harbor(), &[Right::Write]));
    let before = directory(&realm);
    assert_eq!(before.verdict(&given), Some(Verdict::Waits(Reason::Gap)));
    assert!(!before.entitled(&deputy.device_id(), &ops()));
    realm.log.push(missing);
    assert!(directory(&realm).entitled(&deputy.device_id(), &ops()));
}

#[test]
fn two_entries_in_one_place_are_both_kept_and_shown() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let mut fork = realm.split();
    let left = realm.say(&registrar, named(PersonId([8; 16])));
    let right = fork.say(&registrar, named(PersonId([9; 16])));
    realm.log.extend(fork.log);
    let directory = directory(&realm);
    assert_eq!(directory.forks().len(), 1);
    let mut both = [left, right];
    both.sort();
    assert_eq!(directory.forks()[0].entries, both);
    assert!(directory.person(&PersonId([8; 16])).is_some() && directory.person(&PersonId([9; 16])).is_some());
}

#[test]
fn entries_of_another_realm_or_space_are_refused() {
    let mut realm = InventedRealm::new();
    let (_, person) = realm.registrar(1);
    let mut other = InventedRealm::new();
    let (stranger, _) = other.registrar(3);
    let given = other.say(&stranger, grant(1, person, Scope::Realm, &Right::ALL));
    realm.log.extend(other.log);
    let mut moved = realm.log[0].clone();
    moved.header.space = SpaceId([1; 16]);
    moved.hash = Hash([1; 32]);
    realm.log.push(moved);
    let directory = directory(&realm);
    for hash in [given, Hash([1; 32])] {
        assert_eq!(directory.verdict(&hash), Some(Verdict::Refused(Reason::Elsewhere)));
    }
    assert_eq!((directory.registrars().count(), directory.grants().count()), (1, 0));
}

// cjis:IA-4
#[test]
fn an_id_used_again_changes_nothing() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (deputy, person) = realm.member(&registrar, 2);
    realm.say(&registrar, grant(1, person, harbor(), &[]));
    let again = [
        realm.say(&registrar, grant(1, person, Scope::Realm, &Right::ALL)),
        realm.say(&registrar, named(person)),
        realm.say(&registrar, Draft::device_add(PersonId([1; 16]), deputy.public(), LAST_DAY_MS, "x".into())),
    ];
    let directory = directory(&realm);
    for hash in again {
        assert_eq!(directory.verdict(&hash), Some(Verdict::Refused(Reason::Repeated)));
    }
    assert_eq!(directory.device(&deputy.device_id()).unwrap().person_id, person);
    assert!(!directory.may_write(&deputy.device_id(), &ops()));
}

#[test]
fn an_ended_grant_or_device_does_not_come_back() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (deputy, person) = realm.member(&registrar, 2);
    realm.say(&registrar, grant(1, person, harbor(), &[Right::Write]));
    realm.say(&registrar, Draft::device_end(deputy.device_id(), Ending::of(EndReason::Lost, true), vec![]));
    realm.say(&registrar, Draft::grant_end(GrantId([1; 16])));
    realm.say(&registrar, Draft::device_add(person, deputy.public(), LAST_DAY_MS, "again".into()));
    realm.say(&registrar, grant(1, person, harbor(), &[Right::Write]));
    let directory = directory(&realm);
    assert!(!directory.device(&deputy.device_id()).unwrap().is_live());
    assert!(!directory.grant(&GrantId([1; 16])).unwrap().is_live());
}

// cjis:AC-5
#[test]
fn a_lead_gives_no_more_than_the_lead_holds() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (lead, lead_person) = realm.member(&registrar, 2);
    let (_, person) = realm.member(&registrar, 3);
    let mut held = grant(1, lead_person, harbor(), &[Right::Write, Right::Assign]);
    if let Some(crate::directory::SealedPart::Grant(terms)) = &mut held.sealed {
        terms.compartments = vec![Compartment::Ops];
    }
    realm.say(&registrar, held);
    let case = || Scope::Case(EpisodeId([7; 16]));
    let ops_only = |byte, scope, rights: &[Right]| {
        let mut draft = grant(byte, person, scope, rights);
        if let Some(crate::directory::SealedPart::Grant(terms)) = &mut draft.sealed {
            terms.compartments = vec![Compartment::Ops];
        }
        draft
    };
    let refused = [
        realm.say(&lead, ops_only(2, harbor(), &[Right::Write])),
        realm.say(&lead, ops_only(3, case(), &[Right::Assign])),
        realm.say(&lead, ops_only(4, case(), &[Right::Release])),
        realm.say(&lead, grant(5, person, case(), &[Right::Write])),
        realm.say(&lead, Draft::grant_end(GrantId([1; 16]))),
    ];
    let counted = realm.say(&lead, ops_only(6, case(), &[Right::Write]));
    realm.say(&registrar, Draft::grant_end(GrantId([1; 16])));
    let late = realm.say(&lead, ops_only(7, case(), &[Right::Write]));
    let directory = directory(&realm);
    for hash in refused {
        assert_eq!(directory.verdict(&hash), REFUSED);
    }
    assert_eq!(directory.verdict(&counted), Some(Verdict::Counts));
    assert_eq!(directory.verdict(&late), Some(Verdict::Refused(Reason::AfterEnd)));
}

#[test]
fn a_statement_of_a_later_version_is_kept_without_effect() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let later = realm.say(&registrar, Draft { public: PublicPart::Unknown { code: 99 }, sealed: None });
    let (_, person) = realm.member(&registrar, 2);
    let directory = directory(&realm);
    assert_eq!(directory.verdict(&later), Some(Verdict::Waits(Reason::Later)));
    assert!(directory.person(&person).is_some(), "the chain goes on behind it");
}
