use super::*;
use crate::directory::invented::{InventedRealm, LAST_DAY_MS, device, grant};
use crate::directory::statement::Given;
use crate::directory::{Draft, EndReason, Ending, Right, Scope};
use crate::seal::DeviceKeys;
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, GrantId, MatterId, SpaceId};
use first72_wire::statement::Opening;

fn ops() -> SpaceFacts {
    SpaceFacts { station: Some("harbor".into()), episode: Some(EpisodeId([7; 16])), ..SpaceFacts::of(Compartment::Ops) }
}

fn harbor() -> Scope {
    Scope::Station("harbor".into())
}

fn wrapped(newest: &[&DeviceKeys], older: &[&DeviceKeys]) -> Wrapped {
    let ids = |keys: &[&DeviceKeys]| keys.iter().map(|keys| keys.device_id()).collect::<BTreeSet<_>>();
    Wrapped { newest: ids(newest), any: ids(newest).union(&ids(older)).copied().collect() }
}

struct Scene {
    realm: InventedRealm,
    registrar: DeviceKeys,
    deputy: DeviceKeys,
    deputy_is: PersonId,
}

fn scene() -> Scene {
    let mut realm = InventedRealm::new();
    let (registrar, _) = realm.registrar(1);
    let (deputy, deputy_is) = realm.member(&registrar, 2);
    realm.say(&registrar, grant(1, deputy_is, harbor(), &[Right::Write]));
    Scene { realm, registrar, deputy, deputy_is }
}

impl Scene {
    fn readers(&self, now_ms: i64, wrapped: &Wrapped) -> Vec<(Option<PersonId>, Access)> {
        let directory = Directory::evaluate(&self.realm.genesis, &self.realm.log);
        directory.readers(now_ms, &ops(), wrapped).into_iter().map(|reader| (reader.person, reader.access)).collect()
    }
}

#[test]
fn a_key_and_a_grant_together_read_and_a_grant_alone_will() {
    let scene = scene();
    let person = Some(scene.deputy_is);
    assert_eq!(scene.readers(0, &wrapped(&[&scene.deputy], &[])), [(person, Access::Reads)]);
    assert_eq!(scene.readers(0, &Wrapped::default()), [(person, Access::WillRead)]);
    assert_eq!(
        scene.readers(0, &wrapped(&[], &[&scene.deputy])),
        [(person, Access::WillRead)],
        "an older key is not it"
    );
    let directory = Directory::evaluate(&scene.realm.genesis, &scene.realm.log);
    assert_eq!(directory.readers(0, &ops(), &Wrapped::default())[0].roles, [Role::Deputy]);
}

#[test]
fn who_runs_the_office_and_who_works_elsewhere_is_not_named() {
    let mut scene = scene();
    let (elsewhere, person) = scene.realm.member(&scene.registrar, 3);
    scene.realm.say(&scene.registrar, grant(2, person, Scope::Station("hills".into()), &[Right::Write]));
    assert_eq!(scene.readers(0, &wrapped(&[&scene.deputy], &[])).len(), 1);
    // Somebody gave them a key all the same: that is said.
    let given = scene.readers(0, &wrapped(&[&scene.deputy, &elsewhere], &[]));
    assert_eq!(given[1], (Some(person), Access::HadKey { newest: true }));
}

#[test]
fn an_end_takes_nothing_back_that_was_there_and_the_next_key_is_another() {
    let mut scene = scene();
    let person = Some(scene.deputy_is);
    scene.realm.say(&scene.registrar, Draft::grant_end(GrantId([1; 16])));
    assert_eq!(scene.readers(0, &wrapped(&[&scene.deputy], &[])), [(person, Access::HadKey { newest: true })]);
    assert_eq!(scene.readers(0, &wrapped(&[], &[&scene.deputy])), [(person, Access::HadKey { newest: false })]);
    assert!(scene.readers(0, &Wrapped::default()).is_empty(), "who never had a key is not named");
}

#[test]
fn a_grant_whose_days_are_over_reads_nothing_more() {
    let scene = scene();
    let after = scene.readers(LAST_DAY_MS, &wrapped(&[&scene.deputy], &[]));
    assert_eq!(after, [(Some(scene.deputy_is), Access::HadKey { newest: true })]);
}

#[test]
fn a_person_with_two_phones_is_named_once_by_the_one_that_can_do_more() {
    let mut scene = scene();
    let second = device();
    scene
        .realm
        .say(&scene.registrar, Draft::device_add(scene.deputy_is, second.public(), LAST_DAY_MS, "second phone".into()));
    let lost = scene.deputy.device_id();
    scene.realm.say(&scene.registrar, Draft::device_end(lost, Ending::of(EndReason::Lost, true), vec![]));
    let both = wrapped(&[&second], &[&scene.deputy]);
    assert_eq!(scene.readers(0, &both), [(Some(scene.deputy_is), Access::Reads)]);
    let directory = Directory::evaluate(&scene.realm.genesis, &scene.realm.log);
    assert_eq!(directory.readers(0, &ops(), &both)[0].devices.len(), 2);
}

#[test]
fn a_device_that_nobody_has_introduced_is_named_as_nobody() {
    let scene = scene();
    let stranger = device();
    let readers = scene.readers(0, &wrapped(&[&scene.deputy, &stranger], &[]));
    assert_eq!(readers[1], (None, Access::HadKey { newest: true }));
}

// cjis:AC-3 masvs:PRIVACY-3
#[test]
fn a_copy_is_read_by_who_gave_it_and_who_got_it_and_whoever_else_has_its_key_is_named() {
    const COPY: SpaceId = SpaceId([9; 16]);
    let mut scene = scene();
    let (advocate, advocate_is) = scene.realm.member(&scene.registrar, 4);
    scene.realm.say(&scene.registrar, grant(2, advocate_is, harbor(), &[Right::Write]));
    let (stranger, stranger_is) = scene.realm.member(&scene.registrar, 5);
    let opening = Opening { space: COPY, matter: MatterId([8; 16]), end_ms: 5 };
    let given = Given { to: scene.deputy_is, from_ms: 0, may_keep: false, supersedes: None };
    scene.realm.say(&advocate, Draft::release_open(opening, given));
    let readers = |scene: &Scene, now_ms, wrapped: &Wrapped| {
        let directory = Directory::evaluate(&scene.realm.genesis, &scene.realm.log);
        let readers = directory.copy_readers(now_ms, directory.disclosure(&COPY).unwrap(), wrapped);
        assert!(readers.iter().all(|reader| reader.roles.is_empty()), "no role reads a copy");
        readers.into_iter().map(|reader| (reader.person.unwrap(), reader.access)).collect::<Vec<_>>()
    };
    let (reads, had) = (Access::Reads, Access::HadKey { newest: true });
    let (deputy_is, all) = (scene.deputy_is, wrapped(&[&advocate, &scene.deputy, &stranger], &[]));
    assert_eq!(readers(&scene, 0, &all), [(deputy_is, reads), (advocate_is, reads), (stranger_is, had)]);
    let one = wrapped(&[&advocate], &[]);
    assert_eq!(readers(&scene, 0, &one), [(advocate_is, reads), (deputy_is, Access::WillRead)]);
    assert_eq!(readers(&scene, 5, &all), [(advocate_is, reads), (deputy_is, had), (stranger_is, had)], "at its end");
    let ended_by = scene.realm.say(&advocate, Draft::release_close(COPY));
    assert_eq!(readers(&scene, 0, &one), [(advocate_is, reads)], "who never had the key is not named");
    scene.realm.say(&scene.deputy, Draft::cleared(vec![ended_by]));
    assert_eq!(readers(&scene, 0, &all), [(advocate_is, reads), (stranger_is, had)], "it says it has destroyed it");
}
