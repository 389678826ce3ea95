//! An app that its agency calls too old: it goes on with what is open, and begins nothing.

use super::recovery::device_of;
use super::*;
use crate::directory::{EndReason, Ending};
use first72_wire::policy::app_version::AppVersion;

/// Newer than this app will be for as long as the tests live.
const NEWER: AppVersion = AppVersion { major: 9_999, minor: 0, patch: 0 };

fn say(county: &Realm, oldest: Option<AppVersion>, devices: &[&Device]) {
    let policy = policy().with_oldest_app(oldest);
    county.registrar.open().set_policy(county.id, &county.root, policy, now()).unwrap();
    county.registrar.sync(county);
    devices.iter().for_each(|device| drop(device.sync(county)));
}

fn begins(device: &Device) -> Result<EpisodeId, &'static str> {
    device.open().new_contact(contact(), now()).map_err(|error| error.code())
}

// masvs:CODE-2 cjis:SI-2
#[test]
fn an_older_app_begins_no_episode_and_goes_on_with_those_that_are_open() {
    let (county, deputy, advocate, episode) = two_with_an_episode();
    assert!(THIS_APP < NEWER && deputy.open().too_old_for().is_empty());
    say(&county, Some(NEWER), &[&deputy, &advocate]);
    let known = deputy.open().too_old_for();
    assert_eq!((known.len(), known[0].oldest, known[0].name.as_str()), (1, NEWER, "Demo County"));
    assert_eq!(begins(&deputy), Err("app.too-old"));
    // Reading, clocks, steps, notes and syncs are as before, after a lock too.
    let deputy = deputy.reopen();
    let before = deputy.open().record(episode).unwrap().notes().len();
    deputy.open().note(episode, Compartment::Ops, "Asked for water.".into(), now()).unwrap();
    let step = deputy.open().plan(episode, now()).unwrap().steps.first().unwrap().step.id.clone();
    deputy.open().step(episode, &step, done(), now()).unwrap();
    deputy.sync(&county);
    advocate.sync(&county);
    assert_eq!(advocate.open().record(episode).unwrap().notes().len(), before + 1);
    assert!(!deputy.open().tonight(now()).unwrap().is_empty());
    // What is only here can be written out for another device.
    deputy.open().note(episode, Compartment::Ops, "Slept.".into(), now()).unwrap();
    assert!(!deputy.open().unsent_of(county.id).unwrap().is_empty());
    // The root takes it back, from an app that is too old as well.
    say(&county, None, &[&deputy]);
    assert!(begins(&deputy).is_ok());
}

// masvs:CODE-2
#[test]
fn a_version_that_is_new_enough_changes_nothing() {
    let (county, deputy, ..) = two_with_an_episode();
    say(&county, Some(THIS_APP), &[&deputy]);
    assert!(deputy.open().too_old_for().is_empty() && begins(&deputy).is_ok());
}

// masvs:CODE-2 cjis:SI-2
#[test]
fn an_older_registrar_takes_in_nobody_and_still_ends_a_lost_phone() {
    let (county, deputy, advocate, _) = two_with_an_episode();
    say(&county, Some(NEWER), &[]);
    let mut registrar = county.registrar.open();
    let person = NewPerson { name: "New".into(), short_name: "New".into(), agency: "invented".into(), guest: false };
    let refused = |error: NotebookError| assert_eq!(error.code(), "app.too-old");
    refused(registrar.add_person(county.id, person, now()).unwrap_err());
    let target = device_of(&advocate);
    let (why, names) = ("x".to_owned(), vec![]);
    refused(registrar.announce_recovery(county.id, Compartment::Ops, target, why, names, now()).unwrap_err());
    let whose = registrar.people(county.id).unwrap().iter().find(|line| !line.grants.is_empty()).unwrap().person;
    let terms = registrar.terms_of_role(county.id, "deputy", Scope::Realm).unwrap();
    refused(registrar.add_grant(county.id, whose, NewGrant { terms, days: 1 }, now()).unwrap_err());
    registrar.end_device(county.id, device_of(&deputy), Ending::of(EndReason::Lost, false), now()).unwrap();
}

// masvs:CODE-2
#[test]
fn only_the_root_says_how_old_an_app_may_be() {
    let (county, deputy, ..) = two_with_an_episode();
    let other = RootKey::make(&SystemRandomness::new()).unwrap();
    let policy = policy().with_oldest_app(Some(NEWER));
    let forged = county.registrar.open().set_policy(county.id, &other, policy, now());
    assert_eq!(forged.unwrap_err().code(), "notebook.other-root");
    county.registrar.sync(&county);
    deputy.sync(&county);
    assert!(begins(&deputy).is_ok());
}
