//! A device's sync against a real server on a free port, over plain loopback HTTP and over TLS.

mod county;

use county::County;
use first72_core::sync::{RelayError, SyncError};

#[test]
fn what_one_device_saves_another_receives_over_plain_loopback_in_a_demo() {
    let county = County::demo();
    let (mut deputy, mut advocate) = county.two_devices();
    deputy.open_space_for(&advocate);
    deputy.save(40);
    let sent = deputy.sync(&county).unwrap();
    assert_eq!((sent.stored, sent.refused_own), (41, 0));
    let came = advocate.sync(&county).unwrap();
    assert_eq!((came.parked, came.refused, came.withheld), (0, 0, 0));
    assert_eq!(advocate.episode_entries(), 41);
    assert_eq!(advocate.sync(&county).unwrap().requests, 1, "without news one request is enough");
}

#[test]
fn what_one_device_saves_another_receives_over_tls_with_the_realms_own_authority() {
    let county = County::over_tls();
    let (mut deputy, mut advocate) = county.two_devices();
    deputy.open_space_for(&advocate);
    deputy.save(5);
    assert_eq!(deputy.sync(&county).unwrap().stored, 6);
    advocate.sync(&county).unwrap();
    assert_eq!(advocate.episode_entries(), 6);
    let elsewhere = County::over_tls();
    assert_eq!(county.relay_to(&elsewhere).carry_hello(), Err(RelayError::Untrusted));
}

#[test]
fn a_server_that_is_away_costs_nothing_and_one_that_was_restarted_takes_what_waits() {
    let mut county = County::demo();
    let (mut deputy, mut advocate) = county.two_devices();
    deputy.open_space_for(&advocate);
    deputy.save(3);
    deputy.sync(&county).unwrap();
    county.stop();
    deputy.save(3);
    assert_eq!(deputy.sync(&county).unwrap_err(), SyncError::Relay(RelayError::Away));
    assert_eq!(deputy.waiting(), 3);
    county.start();
    let report = deputy.sync(&county).unwrap();
    assert_eq!((report.stored, report.withheld), (3, 0));
    assert_eq!(deputy.waiting(), 0);
    advocate.sync(&county).unwrap();
    assert_eq!(advocate.episode_entries(), 7);
}

#[test]
fn more_than_a_page_travels_both_ways() {
    let county = County::demo();
    let (mut deputy, mut advocate) = county.two_devices();
    deputy.open_space_for(&advocate);
    deputy.save(2_500);
    assert_eq!(deputy.sync(&county).unwrap().stored, 2_501);
    let came = advocate.sync(&county).unwrap();
    assert_eq!(came.requests, 2, "a hello, and one pull that brings page after page: {came:?}");
    assert_eq!(advocate.episode_entries(), 2_501);
}

#[test]
fn a_server_that_lost_its_data_is_stopped_and_what_it_took_is_still_here() {
    let mut county = County::demo();
    let (mut deputy, advocate) = county.two_devices();
    deputy.open_space_for(&advocate);
    deputy.save(3);
    deputy.sync(&county).unwrap();
    let kept = deputy.kept();
    county.lose_data();
    let stopped = deputy.sync(&county).unwrap_err();
    assert!(matches!(stopped, SyncError::WentBack { .. }), "{stopped:?}");
    assert_eq!(deputy.kept(), kept);
}

#[test]
fn two_devices_that_write_at_once_have_the_same_in_the_end() {
    let county = County::demo();
    let (mut deputy, mut advocate) = county.two_devices();
    deputy.open_space_for(&advocate);
    deputy.save(1);
    let both = [&mut deputy, &mut advocate];
    for device in both {
        device.sync(&county).unwrap();
    }
    advocate.use_space_of(&deputy);
    for round in 0..5 {
        deputy.save(round);
        advocate.save(5 - round);
        deputy.sync(&county).unwrap();
        advocate.sync(&county).unwrap();
    }
    deputy.sync(&county).unwrap();
    assert_eq!(deputy.hashes(), advocate.hashes());
    assert_eq!(deputy.episode_entries(), 2 + 10 + 15);
}
