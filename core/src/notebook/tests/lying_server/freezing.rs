//! A server that shows one device no news, or leaves out one statement: registrars' heartbeats give it away within a day.

use super::super::*;
use super::Night;
use super::liar::with_history;
use crate::directory::{EndReason, Ending};
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::statement::{PublicPart, StatementBody};

const HOUR_MS: i64 = 3_600_000;

/// So many hours after everybody was taken in.
fn at(hours: i64) -> Moment {
    let passed = hours * HOUR_MS;
    Moment { wall_ms: NOW + passed, boot_id: [1; 16], boot_ms: 5_000 + u64::try_from(passed).unwrap() }
}

/// What a device makes of a sync with this server at this moment, by the server's own clock.
fn after_sync(device: &Device, county: &Realm, server: &MemoryRelay, hours: i64, now: Moment) -> Option<HeldBack> {
    server.set_time(NOW + hours * HOUR_MS);
    device.open().seats.iter_mut().for_each(|seat| seat.exchange = None);
    sync(&device.door, county.id, server, &move || now).unwrap();
    device.open().sync_state().unwrap()[0].held_back
}

fn heartbeats(server: &MemoryRelay) -> usize {
    let is_one = |entry: &SealedEntry| {
        entry.header.kind == Kind::Statement
            && matches!(StatementBody::parse(&entry.body).unwrap().public, PublicPart::Heartbeat(_))
    };
    server.entries_from(0).iter().filter(|entry| is_one(entry)).count()
}

#[test]
fn a_frozen_server_is_noticed_within_a_day_and_an_honest_one_never() {
    let night = Night::begin();
    let (county, honest) = (&night.county, &night.county.relay);
    for hour in (8..=56).step_by(4) {
        if hour % 8 == 0 {
            after_sync(&county.registrar, county, honest, hour, at(hour));
        }
        assert_eq!(after_sync(&night.advocate, county, honest, hour, at(hour)), None, "honest at hour {hour}");
    }
    let frozen = with_history(county, &honest.entries_from(0));
    let frozen_at = 60;
    let mut noticed = None;
    for hour in frozen_at..=frozen_at + 24 {
        if hour % 8 == 0 {
            after_sync(&county.registrar, county, honest, hour, at(hour));
        }
        assert_eq!(after_sync(&night.deputy, county, honest, hour, at(hour)), None, "honest at hour {hour}");
        let seen = after_sync(&night.advocate, county, &frozen, hour, at(hour));
        noticed = noticed.or(seen.map(|why| (hour - frozen_at, why)));
    }
    let (after, why) = noticed.expect("within 24 hours");
    println!("T14   attack 7, a frozen view: noticed by heartbeats after {after} hours");
    assert_eq!((after, why), (21, HeldBack::Quiet { since_ms: NOW + 56 * HOUR_MS }));
}

#[test]
fn an_end_of_a_device_that_is_hidden_is_missed_with_the_next_registrar_s_heartbeat() {
    let night = Night::begin();
    let (county, second) = (&night.county, Device::new());
    join(&second, county, "R. Bell", Role::Registrar, &[Compartment::Ops]);
    let office = second.open().device_in(county.id).unwrap();
    county.registrar.open().add_registrar(county.id, &county.root, office, now()).unwrap();
    for device in [&county.registrar, &second, &night.advocate] {
        after_sync(device, county, &county.relay, 0, at(0));
    }
    let lost = night.deputy.open().device_in(county.id).unwrap();
    county.registrar.open().end_device(county.id, lost, Ending::of(EndReason::Lost, true), at(1)).unwrap();
    after_sync(&county.registrar, county, &county.relay, 1, at(1));
    after_sync(&second, county, &county.relay, 7, at(7));
    let hides = |entry: &SealedEntry| {
        let end = |body: StatementBody| matches!(body.public, PublicPart::DeviceEnd { .. });
        entry.header.kind == Kind::Statement && StatementBody::parse(&entry.body).is_ok_and(end)
    };
    let entries = county.relay.entries_from(0);
    let shown: Vec<SealedEntry> = entries.iter().filter(|entry| !hides(entry)).cloned().collect();
    assert_eq!(shown.len() + 1, entries.len());
    let hiding = with_history(county, &shown);
    assert_eq!(after_sync(&night.advocate, county, &hiding, 7, at(7)), Some(HeldBack::Missing));
    let honest = after_sync(&second, county, &county.relay, 8, at(8));
    assert_eq!(honest, None);
}

#[test]
fn a_realm_whose_registrars_never_made_one_raises_no_alarm() {
    let night = Night::begin();
    let county = &night.county;
    for hour in [1, 30, 2_000] {
        assert_eq!(after_sync(&night.advocate, county, &county.relay, hour, at(hour)), None);
    }
    assert_eq!(heartbeats(&county.relay), 0);
}

#[test]
fn a_wall_clock_that_is_set_raises_no_alarm_because_the_reckoned_time_counts() {
    let night = Night::begin();
    let county = &night.county;
    after_sync(&county.registrar, county, &county.relay, 7, at(7));
    assert_eq!(after_sync(&night.advocate, county, &county.relay, 8, at(8)), None);
    let set_ahead = Moment { wall_ms: NOW + 200 * HOUR_MS, ..at(9) };
    assert_eq!(after_sync(&night.advocate, county, &county.relay, 9, set_ahead), None);
}

#[test]
fn one_heartbeat_in_six_hours_is_enough_for_all_registrars_of_a_realm() {
    let night = Night::begin();
    let county = &night.county;
    for hour in 1..=24 {
        after_sync(&county.registrar, county, &county.relay, hour, at(hour));
        after_sync(&night.deputy, county, &county.relay, hour, at(hour));
    }
    assert_eq!(heartbeats(&county.relay), 4);
}
