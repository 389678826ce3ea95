//! Asked at once for many spaces, the directory says what it says of each device and space alone.

use super::*;
use crate::directory::device::End;
use crate::directory::invented::InventedRealm;
use crate::directory::{GrantTerms, Relief, Right, Role, Under};
use first72_wire::compartment::Compartment;
use first72_wire::id::{GrantId, Hash};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use std::cell::Cell;

const CLASSES: [Compartment; 3] = [Compartment::Ops, Compartment::Le, Compartment::Med];
/// Dates are drawn from so few that beginnings, ends and moments meet.
const MOMENTS: std::ops::Range<i64> = 0..6;

fn end() -> End {
    let by = DeviceId([9; 16]);
    End { statement: Hash([9; 32]), by, seq: 1, pos: None, reason: None, wipe: false, heads: vec![], last_seen: None }
}

fn ends() -> impl Strategy<Value = Vec<End>> {
    prop_oneof![3 => Just(vec![]), 1 => Just(vec![end()])]
}

fn episode() -> impl Strategy<Value = EpisodeId> {
    (0..3u8).prop_map(|byte| EpisodeId([byte; 16]))
}

fn person() -> impl Strategy<Value = PersonId> {
    (0..4u8).prop_map(|byte| PersonId([byte; 16]))
}

fn station() -> impl Strategy<Value = String> {
    prop_oneof![Just("harbor".to_owned()), Just("hills".to_owned())]
}

fn scope() -> impl Strategy<Value = Scope> {
    prop_oneof![Just(Scope::Realm), station().prop_map(Scope::Station), episode().prop_map(Scope::Case)]
}

fn terms() -> impl Strategy<Value = GrantTerms> {
    let compartments = btree_set(prop::sample::select(CLASSES.to_vec()), 1..=3);
    let rights = btree_set(prop::sample::select(Right::ALL.to_vec()), 0..4);
    (scope(), compartments, rights).prop_map(|(scope, compartments, rights)| GrantTerms {
        role: Role::Deputy,
        scope,
        compartments: Vec::from_iter(compartments),
        rights: Vec::from_iter(rights),
        basis: "assignment".into(),
    })
}

fn grant() -> impl Strategy<Value = GrantRecord> {
    let lead = terms().prop_map(Under::Lead);
    let holder = (person(), terms()).prop_map(|(person, terms)| Under::Holder(person, terms));
    let under = prop_oneof![2 => Just(vec![]), 1 => vec(prop_oneof![lead, holder], 1..3)];
    let relief = vec(terms(), 0..2).prop_map(|under| Relief { under, end: end() });
    let reliefs = prop_oneof![2 => Just(BTreeMap::new()), 1 => btree_map(episode(), vec(relief, 1..2), 1..2)];
    let said = (person(), prop::option::weighted(0.9, terms()), under, reliefs);
    (said, MOMENTS, MOMENTS, ends()).prop_map(|((person_id, terms, under, reliefs), not_before_ms, lasts_ms, ends)| {
        GrantRecord {
            grant_id: GrantId([0; 16]),
            person_id,
            terms,
            not_before_ms,
            not_after_ms: not_before_ms + lasts_ms,
            statement: Hash([0; 32]),
            by: DeviceId([9; 16]),
            seq: 1,
            pos: None,
            under,
            awaits_cosign: vec![],
            ends,
            reliefs,
        }
    })
}

fn device() -> impl Strategy<Value = DeviceRecord> {
    (person(), prop::option::of(MOMENTS), ends()).prop_map(|(person_id, not_after_ms, ends)| DeviceRecord {
        device_id: DeviceId([0; 16]),
        person_id,
        sig_pk: [0; 32],
        kem_pk: [0; 65],
        label: None,
        introduced_by: Hash([0; 32]),
        introductions: vec![],
        is_registrar: false,
        taken_in: true,
        not_after_ms,
        ends,
    })
}

fn space() -> impl Strategy<Value = SpaceFacts> {
    let class = prop::sample::select(CLASSES.to_vec());
    (class, prop::option::of(station()), prop::option::of(episode()), prop::option::of(person()))
        .prop_map(|(compartment, station, episode, opened_by)| SpaceFacts { compartment, station, episode, opened_by })
}

/// A directory with these devices and grants, numbered as they come.
fn directory(realm: &InventedRealm, devices: Vec<DeviceRecord>, grants: Vec<GrantRecord>) -> Directory {
    let mut directory = Directory::evaluate(&realm.genesis, &[]);
    for (number, device) in (0u8..).zip(devices) {
        let device_id = DeviceId([number; 16]);
        directory.devices.insert(device_id, DeviceRecord { device_id, ..device });
    }
    for (number, grant) in (0u8..).zip(grants) {
        let grant_id = GrantId([number; 16]);
        directory.grants_by_person.entry(grant.person_id).or_default().push(grant_id);
        directory.grants.insert(grant_id, GrantRecord { grant_id, ..grant });
    }
    directory
}

#[test]
fn many_spaces_at_once_come_out_as_each_alone() {
    let realm = InventedRealm::new();
    let held = Cell::new(0);
    let drawn = (vec(device(), 0..12), vec(grant(), 0..32), vec(space(), 1..12));
    let config = ProptestConfig::with_cases(512);
    proptest!(config, |((devices, grants, spaces) in drawn)| {
        let directory = directory(&realm, devices, grants);
        for now_ms in MOMENTS {
            let in_force = directory.in_force(now_ms);
            for space in &spaces {
                let alone = directory.entitled_devices(now_ms, space).into_iter().map(|device| device.device_id);
                let alone = BTreeSet::from_iter(alone);
                held.set(held.get() + alone.len());
                prop_assert_eq!(in_force.holders(space), alone, "{:?} at {}", space, now_ms);
            }
        }
    });
    // Spaces that nobody may hold would prove nothing; about six thousand are held.
    assert!(held.get() > 1_000, "{}", held.get());
}
