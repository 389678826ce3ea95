use super::*;
use crate::directory::invented::{InventedRealm, LAST_DAY_MS, device, grant, named};
use crate::directory::statement::Draft;
use crate::directory::{Circumstances, EndReason, Ending, Reason, Right, Scope, SpaceFacts, Standing, Written};
use crate::episode::Dependency;
use crate::seal::DeviceKeys;
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, SpaceId};
use first72_wire::statement::{ChainHead, PublicPart};
use proptest::prelude::*;

pub(super) fn directory(realm: &InventedRealm) -> Directory {
    Directory::evaluate(&realm.genesis, &realm.log)
}

pub(super) fn ops() -> SpaceFacts {
    SpaceFacts { station: Some("harbor".into()), episode: Some(EpisodeId([7; 16])), ..SpaceFacts::of(Compartment::Ops) }
}

pub(super) fn harbor() -> Scope {
    Scope::Station("harbor".into())
}

fn end(keys: &DeviceKeys) -> Draft {
    Draft::device_end(keys.device_id(), Ending::of(EndReason::Lost, true), vec![])
}

// cjis:AC-2 cjis:IA-2 cjis:IA-8
#[test]
fn people_with_devices_and_grants_are_entitled() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (deputy, person) = realm.member(&registrar, 2);
    realm.say(&registrar, grant(1, person, harbor(), &[Right::Write]));
    let directory = directory(&realm);
    assert!(directory.verdicts().all(|(_, verdict)| verdict == Verdict::Counts));
    assert!(directory.is_registrar(&registrar.device_id()) && !directory.is_registrar(&deputy.device_id()));
    assert!(directory.entitled(&deputy.device_id(), &ops()));
    assert!(directory.may_write(&deputy.device_id(), &ops()));
    assert!(!directory.entitled(&registrar.device_id(), &ops()), "the office alone reads nothing");
    let names = directory.person_of(&deputy.device_id()).unwrap().facts.as_ref().unwrap();
    assert_eq!(names.short_name, "Invented");
    assert_eq!(directory.device(&deputy.device_id()).unwrap().label.as_deref(), Some("phone"));
    let entitled: Vec<_> = directory.entitled_devices(0, &ops()).iter().map(|device| device.device_id).collect();
    assert_eq!(entitled, [deputy.device_id()]);
    assert_eq!(directory.members_at(0).len(), 2);
}

// cjis:AC-2(3)
#[test]
fn dates_stop_wrapping_and_never_undo_what_was_written() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (deputy, person) = realm.member(&registrar, 2);
    realm.say(&registrar, grant(1, person, harbor(), &[Right::Write]));
    let (directory, id) = (directory(&realm), deputy.device_id());
    assert!(directory.entitled_at(LAST_DAY_MS - 1, &id, &ops()));
    assert!(!directory.entitled_at(LAST_DAY_MS, &id, &ops()));
    assert!(!directory.entitled_at(-1, &id, &ops()), "not before its first day");
    assert!(directory.entitled_devices(LAST_DAY_MS, &ops()).is_empty());
    assert_eq!(directory.standing(&id, &ops(), Some(99), &[]), Standing::Good);
    assert_eq!(directory.members_at(LAST_DAY_MS).len(), 1, "a registrar's device has no date");
}

#[test]
fn a_grant_allows_only_what_the_realm_keeps_and_one_registrar_can_give() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (deputy, person) = realm.member(&registrar, 2);
    realm.say(&registrar, grant(1, person, Scope::Realm, &[Right::Write]));
    let directory = directory(&realm);
    let reads = |class| directory.entitled(&deputy.device_id(), &SpaceFacts::of(class));
    assert!(reads(Compartment::Ops) && reads(Compartment::Le));
    assert!(!reads(Compartment::Med), "two registrars must sign for it");
    assert!(!reads(Compartment::Adv), "the realm does not keep it");
}

#[test]
fn a_device_is_entered_only_for_a_person_who_is_known() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (keys, person) = (device(), PersonId([9; 16]));
    let add = realm.say(&registrar, Draft::device_add(person, keys.public(), LAST_DAY_MS, "phone".into()));
    let given = realm.say(&registrar, grant(1, person, harbor(), &[Right::Write]));
    let before = directory(&realm);
    assert!(before.device(&keys.device_id()).is_none());
    for hash in [add, given] {
        assert_eq!(before.verdict(&hash), Some(Verdict::Waits(Reason::UnknownPerson)));
    }
    realm.say(&registrar, named(person));
    assert!(directory(&realm).entitled(&keys.device_id(), &ops()));
}

#[test]
fn a_grant_whose_sealed_part_is_not_open_allows_nothing_yet() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (deputy, person) = realm.member(&registrar, 2);
    let given = realm.say(&registrar, grant(1, person, harbor(), &[Right::Write]));
    let opened = realm.log.last_mut().unwrap().statement.as_mut().unwrap().sealed.take();
    let before = directory(&realm);
    assert_eq!(before.verdict(&given), Some(Verdict::Waits(Reason::Sealed)));
    assert!(!before.entitled(&deputy.device_id(), &ops()));
    assert_eq!(before.standing(&deputy.device_id(), &ops(), Some(9), &[]), Standing::NotEntitled);
    realm.log.last_mut().unwrap().statement.as_mut().unwrap().sealed = opened;
    assert!(directory(&realm).entitled(&deputy.device_id(), &ops()));
}

#[test]
fn an_end_takes_away_reading_and_makes_later_saves_late() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (deputy, person) = realm.member(&registrar, 2);
    realm.say(&registrar, grant(1, person, harbor(), &[Right::Write]));
    let ended = realm.say(&registrar, end(&deputy));
    let pos = realm.log.last().unwrap().pos.unwrap();
    let (directory, id) = (directory(&realm), deputy.device_id());
    assert!(!directory.entitled(&id, &ops()) && directory.may_write(&id, &ops()));
    assert_eq!(directory.standing(&id, &ops(), Some(pos - 1), &[]), Standing::Good);
    assert_eq!(directory.standing(&id, &ops(), Some(pos + 1), &[]), Standing::Late);
    assert_eq!(directory.standing(&id, &ops(), None, &[]), Standing::Late, "a save that was never sent");
    let record = directory.device(&id).unwrap();
    assert_eq!((record.ends.len(), record.ends[0].wipe, record.ends[0].reason), (1, true, Some(EndReason::Lost)));
    let seen = Dependency::on(registrar.device_id(), record.ends[0].seq, &ended);
    assert_eq!(directory.standing(&id, &ops(), Some(pos + 1), &[seen]), Standing::EndSeen);
    let other = Dependency { hash8: [0; 8], ..seen };
    assert_eq!(directory.standing(&id, &ops(), Some(pos + 1), &[other]), Standing::Late);
}

#[test]
fn what_was_known_at_the_end_is_not_late_and_what_came_after_is() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (deputy, person) = realm.member(&registrar, 2);
    realm.say(&registrar, grant(1, person, harbor(), &[Right::Write]));
    let (id, space) = (deputy.device_id(), SpaceId([9; 16]));
    let head = |seq| ChainHead { space, seq, hash: Hash([seq as u8; 32]) };
    let last_seen = Circumstances { locked: Some(true), pin_known: None };
    let ending = Ending { last_seen, ..Ending::of(EndReason::Lost, true) };
    let ended = realm.say(&registrar, Draft::device_end(id, ending, vec![head(4)]));
    let pos = realm.log.last().unwrap().pos.map(|pos| pos + 1);
    let standing = |directory: &Directory, seq, deps: &[Dependency]| {
        directory.standing_of(&id, &ops(), &Written { space, seq, hash: head(seq).hash, pos }, deps)
    };
    let first = directory(&realm);
    assert_eq!([3, 4, 5].map(|seq| standing(&first, seq, &[])), [Standing::Good, Standing::Good, Standing::Late]);
    assert_eq!(first.device(&id).unwrap().ends[0].last_seen, Some(last_seen));
    let seen = Dependency::on(registrar.device_id(), first.device(&id).unwrap().ends[0].seq, &ended);
    assert_eq!(
        standing(&first, 3, &[seen]),
        Standing::EndSeen,
        "whoever has seen the end is known by nobody before it"
    );

    // The thief ends the device too, with heads of their own choice: nothing is won by that.
    realm.say(&deputy, Draft::device_end(id, Ending::of(EndReason::Replaced, false), vec![head(99)]));
    let second = directory(&realm);
    assert_eq!([4, 5].map(|seq| standing(&second, seq, &[])), [Standing::Good, Standing::Late]);

    // While the sealed part waits for its key, the end and its heads count already.
    realm.log.iter_mut().filter_map(|logged| logged.statement.as_mut()).for_each(|said| {
        if matches!(said.public, PublicPart::DeviceEnd { .. }) {
            said.sealed = None;
        }
    });
    assert_eq!(directory(&realm).device(&id).unwrap().ends.len(), 2);
}

#[test]
fn a_save_whose_author_had_seen_something_after_the_end_had_seen_the_end() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (deputy, person) = realm.member(&registrar, 2);
    let given = grant(1, person, harbor(), &[Right::Write]);
    realm.say(&registrar, given);
    realm.say(&registrar, Draft::grant_end(GrantId([1; 16])));
    let later = realm.say(&registrar, named(PersonId([8; 16])));
    let directory = directory(&realm);
    let (seq, head) = directory.head(&registrar.device_id()).unwrap();
    assert_eq!(head, later);
    let seen = [Dependency::on(registrar.device_id(), seq, &later)];
    let standing = |deps| directory.standing(&deputy.device_id(), &ops(), Some(50), deps);
    assert_eq!(standing(&seen), Standing::EndSeen);
    assert_eq!(standing(&[]), Standing::Late);
}

#[test]
fn another_grant_that_has_not_ended_keeps_a_save_good() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (deputy, person) = realm.member(&registrar, 2);
    realm.say(&registrar, grant(1, person, harbor(), &[Right::Write]));
    realm.say(&registrar, grant(2, person, Scope::Realm, &[Right::Write]));
    realm.say(&registrar, Draft::grant_end(GrantId([1; 16])));
    let directory = directory(&realm);
    assert_eq!(directory.standing(&deputy.device_id(), &ops(), Some(50), &[]), Standing::Good);
    assert!(directory.entitled(&deputy.device_id(), &ops()));
}

#[test]
fn a_persons_own_device_can_end_another_of_theirs() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (first, person) = realm.member(&registrar, 2);
    let second = device();
    realm.say(&registrar, Draft::device_add(person, second.public(), LAST_DAY_MS, "spare".into()));
    realm.say(&second, end(&first));
    let directory = directory(&realm);
    assert!(!directory.device(&first.device_id()).unwrap().is_live());
    assert!(directory.device(&second.device_id()).unwrap().is_live());
}

// cjis:AC-2(3) cjis:IA-5(f)
#[test]
fn meeting_the_person_again_lets_a_device_live_longer() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (deputy, person) = realm.member(&registrar, 2);
    for not_after_ms in [LAST_DAY_MS + 5, LAST_DAY_MS - 5] {
        realm.say(&registrar, Draft::device_add(person, deputy.public(), not_after_ms, "phone".into()));
    }
    let directory = directory(&realm);
    let record = directory.device(&deputy.device_id()).unwrap();
    assert_eq!(record.not_after_ms, Some(LAST_DAY_MS + 5));
    assert_eq!(record.introductions.len(), 3);
    assert!(record.introductions.iter().all(|hash| record.is_introduced_by(hash)));
}

#[test]
fn a_lead_assigns_single_episodes_within_reach() {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (lead, lead_person) = realm.member(&registrar, 2);
    let (deputy, person) = realm.member(&registrar, 3);
    realm.say(&registrar, grant(1, lead_person, harbor(), &[Right::Write, Right::Assign]));
    let case = Scope::Case(EpisodeId([7; 16]));
    let given = realm.say(&lead, grant(2, person, case, &[Right::Write]));
    let before = directory(&realm);
    assert_eq!(before.verdict(&given), Some(Verdict::Counts));
    assert!(before.entitled(&deputy.device_id(), &ops()));
    let elsewhere = SpaceFacts { station: Some("hills".into()), ..ops() };
    assert!(!before.entitled(&deputy.device_id(), &elsewhere), "the lead's own reach ends at the station");
    realm.say(&lead, Draft::grant_end(GrantId([2; 16])));
    assert!(!directory(&realm).entitled(&deputy.device_id(), &ops()));
}

#[test]
fn what_was_checked_once_is_not_checked_again_and_comes_out_the_same() {
    let mut realm = busy();
    let first = directory(&realm);
    first.mark_checked(&mut realm.log);
    let checked = realm.log.iter().filter(|logged| logged.checked).count();
    assert_eq!(checked, realm.log.len() - 1, "the stranger's statement stays unchecked");
    assert_eq!(directory(&realm), first);
}

#[test]
fn a_statement_that_does_not_count_stays_a_link_of_its_chain() {
    let mut realm = InventedRealm::new();
    let (registrar, person) = realm.registrar(1);
    let repeated = realm.say(&registrar, named(person));
    let seq = realm.log.last().unwrap().header.seq;
    let directory = directory(&realm);
    assert_eq!(directory.verdict(&repeated), Some(Verdict::Refused(Reason::Repeated)));
    assert!(directory.holds(&registrar.device_id(), seq, &repeated));
}

/// A log with every kind of statement, honest and not, some of it not on the server yet.
fn busy() -> InventedRealm {
    let mut realm = InventedRealm::new();
    let (first, _) = realm.registrar(1);
    let (second, _) = realm.registrar(2);
    let (lead, lead_person) = realm.member(&first, 3);
    let (deputy, person) = realm.member(&second, 4);
    let (other, other_person) = realm.member(&second, 5);
    realm.say(&first, grant(1, lead_person, harbor(), &[Right::Write, Right::Assign]));
    realm.say(&second, grant(2, person, harbor(), &[Right::Open]));
    realm.say(&lead, grant(3, other_person, Scope::Case(EpisodeId([7; 16])), &[Right::Write]));
    realm.say(&other, grant(4, other_person, Scope::Realm, &[Right::Write]));
    realm.say(&first, end(&second));
    realm.say(&second, end(&first));
    realm.say(&second, grant(5, person, Scope::Realm, &Right::ALL));
    realm.say(&first, named(PersonId([4; 16])));
    realm.say(&deputy, end(&deputy));
    realm.say(&lead, Draft::grant_end(GrantId([3; 16])));
    realm.say_unlogged(&first, grant(6, person, harbor(), &[Right::Write]));
    realm.say_unlogged(&lead, grant(7, person, Scope::Case(EpisodeId([7; 16])), &[Right::Write]));
    realm.say_unlogged(&device(), named(PersonId([6; 16])));
    realm
}

#[test]
fn a_busy_realm_comes_out_as_expected() {
    let realm = busy();
    let directory = directory(&realm);
    assert_eq!(directory.registrars().count(), 0, "two registrars who end each other are both ended");
    let given: Vec<_> = directory.grants().map(|grant| grant.grant_id.0[0]).collect();
    assert_eq!(given, [1, 2, 3, 7], "4 was not its author's to give, 5 and 6 came after their registrar's end");
    assert!(!directory.grant(&GrantId([3; 16])).unwrap().is_live());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    // cjis:AC-2(1) cjis:IA-5(2)
    #[test]
    fn order_of_arrival_and_repetition_never_matter(
        seed in any::<u64>(), again in proptest::collection::vec(any::<prop::sample::Index>(), 0..8),
    ) {
        let realm = busy();
        let expected = directory(&realm);
        let mut log = realm.log.clone();
        for index in again {
            // The same entry from a mule, before the server gave it a place and before its key came.
            let mut copy = index.get(&realm.log).clone();
            copy.pos = None;
            if let Some(statement) = &mut copy.statement {
                statement.sealed = None;
            }
            log.push(copy);
        }
        let mut state = seed;
        for at in (1..log.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            log.swap(at, (state >> 33) as usize % (at + 1));
        }
        prop_assert_eq!(Directory::evaluate(&realm.genesis, &log), expected);
    }
}
