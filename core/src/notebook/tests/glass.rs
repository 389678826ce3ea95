//! In an emergency somebody looks into an episode that is not theirs: everybody sees it, it ends by itself and by a word, and
//! nothing of it stays behind.

use super::hand_over::{Station, person};
use super::*;
use crate::seal::{LocalUse, VaultDeviceKey};

const OPS: Compartment = Compartment::Ops;
const REASON: &str = "An invented emergency.";

fn allow(station: &Station, break_glass: bool) {
    let Station { county, first, second, lead, .. } = station;
    let policy = policy().with_break_glass(break_glass);
    county.registrar.open().set_policy(county.id, &county.root, policy, now()).unwrap();
    county.registrar.sync(county);
    station.sync(&[first, second, lead]);
}

/// The second deputy looks in, and has it.
fn looked_in() -> (Station, GrantId) {
    let station = Station::new();
    allow(&station, true);
    let Station { county, first, second, lead, episode } = &station;
    let number = first.open().episode_number(*episode).unwrap();
    second.open().break_glass(county.id, &number, REASON, now()).unwrap();
    let grant = second.open().glass(now())[0].grant;
    station.sync(&[second, first, lead, second]);
    (station, grant)
}

fn states(device: &Device, at: Moment) -> Vec<(GlassState, bool)> {
    device.open().glass(at).iter().map(|line| (line.state, line.can_end)).collect()
}

fn later(ms: i64) -> Moment {
    Moment { wall_ms: NOW + ms, boot_id: [1; 16], boot_ms: 5_000 + ms as u64 }
}

// cjis:AC-2 cjis:AC-3
#[test]
fn somebody_looks_in_and_everybody_who_reads_it_sees_who_and_why() {
    let (station, grant) = looked_in();
    let Station { county, first, second, lead, episode } = &station;
    assert_eq!(station.classes(second), [OPS], "and nothing of the investigation");
    assert!(station.notes(second).is_empty());
    assert_eq!(second.open().record(*episode).unwrap().answers("language").len(), 1, "with what stood before");
    for (device, can_end) in [(first, false), (lead, true), (second, true)] {
        let line = device.open().glass(now())[0].clone();
        let seen = (line.grant, line.person, line.episode, line.reason.as_str(), line.state, line.can_end);
        assert_eq!(seen, (grant, person(second), *episode, REASON, GlassState::Open, can_end));
        assert_eq!((line.from_ms, line.until_ms), (NOW, NOW + 72 * 3_600_000));
    }
    second.open().note(*episode, OPS, "Seen at the door.".into(), now()).unwrap();
    station.sync(&[second, first]);
    assert!(station.notes(first).contains(&"Seen at the door.".to_owned()));
    // They hold nothing: it is still the first deputy's, and is not theirs to give.
    assert!(!second.open().has_in_hand(*episode, now()) && !second.open().can_hand_over(*episode, now()));
    assert_eq!(second.open().takers(*episode, now()).unwrap(), []);
    let number = first.open().episode_number(*episode).unwrap();
    let code = |device: &Device| device.open().break_glass(county.id, &number, REASON, now()).unwrap_err().code();
    assert_eq!((code(first), code(second), code(lead)), ("glass.reads-it", "glass.stands", "glass.not-allowed"));
    // After a lock all of it is as it was.
    let Station { second, episode, .. } = station;
    let second = second.reopen();
    assert!(second.open().record(episode).is_some());
    assert_eq!(states(&second, now()), [(GlassState::Open, true)]);
}

// cjis:AC-2 cjis:MP-6 cjis:AC-2(2)
#[test]
fn after_72_hours_it_is_over_and_gone_and_what_follows_is_not_theirs() {
    let (station, _) = looked_in();
    let Station { county, first, second, episode, .. } = &station;
    let day_four = later(72 * 3_600_000);
    county.relay.set_time(day_four.wall_ms);
    let end = sync(&second.door, county.id, &county.relay, &|| day_four).unwrap();
    assert_eq!((end.removed, station.kept(second)), (1, (0, 0)));
    assert_eq!(states(second, day_four), [(GlassState::Over, false)]);
    assert_eq!(states(first, day_four), [(GlassState::Over, false)]);
    // Whoever gave the key, the first deputy knows of it.
    sync(&first.door, county.id, &county.relay, &|| day_four).unwrap();
    first.open().note(*episode, OPS, "On the fourth day.".into(), day_four).unwrap();
    let read = first.open().readers(*episode, day_four).unwrap();
    let operations = read.iter().find(|space| space.compartment == OPS).unwrap();
    assert_eq!(operations.keys, 2, "a new key");
    sync(&first.door, county.id, &county.relay, &|| day_four).unwrap();
    assert_eq!(sync(&second.door, county.id, &county.relay, &|| day_four).unwrap().removed, 0);
    assert_eq!(station.kept(second), (0, 0));
}

#[test]
fn a_lead_ends_it_and_so_does_who_looked_in() {
    for by_lead in [true, false] {
        let (station, grant) = looked_in();
        let Station { county, first, second, lead, .. } = &station;
        let by = if by_lead { lead } else { second };
        let refused = first.open().end_glass(county.id, grant, now()).unwrap_err();
        assert_eq!(refused.code(), "notebook.no-member");
        by.open().end_glass(county.id, grant, now()).unwrap();
        station.sync(&[by, second, first]);
        assert_eq!(station.kept(second), (0, 0));
        for device in [first, second] {
            assert_eq!(states(device, now()), [(GlassState::Ended, false)]);
        }
        let again = by.open().end_glass(county.id, grant, now()).unwrap_err();
        assert_eq!(again.code(), "notebook.no-member");
    }
}

#[test]
fn nothing_opens_before_a_holder_has_synced_and_nobody_who_does_not_read_it_is_told() {
    let station = Station::new();
    let Station { county, first, second, episode, .. } = &station;
    let number = first.open().episode_number(*episode).unwrap();
    let refused =
        |typed: &str, reason: &str| second.open().break_glass(county.id, typed, reason, now()).unwrap_err().code();
    assert_eq!(refused(&number, REASON), "glass.not-allowed", "unless the root says so");
    allow(&station, true);
    assert_eq!(refused("abandon", REASON), "glass.number-length");
    assert_eq!(refused(&number, " \n "), "glass.reason");
    assert_eq!(second.open().episode_number(*episode).unwrap_err().code(), "notebook.no-episode");
    second.open().break_glass(county.id, &number, REASON, now()).unwrap();
    assert_eq!(states(second, now()), [(GlassState::Waits, true)]);
    station.sync(&[second]);
    assert_eq!(states(second, now()), [(GlassState::Waits, true)]);
    assert!(second.open().record(*episode).is_none());
    // A third deputy, who reads other episodes only, learns nothing.
    let third = Device::new();
    join(&third, county, "M. Third", Role::Deputy, &[Compartment::Stat]);
    county.registrar.sync(county);
    station.sync(&[&third]);
    assert_eq!(third.open().glass(now()), []);
    assert_eq!(third.open().may_break_glass(now()), []);
}

// cjis:AU-2 cjis:AU-12
#[test]
fn it_leaves_a_row_of_its_own_for_the_auditors() {
    let station = Station::new();
    allow(&station, true);
    let Station { county, first, second, episode, .. } = &station;
    let number = first.open().episode_number(*episode).unwrap();
    let rows = |device: &Device| {
        let open = device.open();
        let key: &VaultDeviceKey = &open.device_key;
        let waiting = open.vault.audit_waiting(county.id, 10_000).unwrap();
        let plain =
            waiting.iter().map(|(_, row)| key.open_local(LocalUse::Audit, county.id.as_bytes(), &row.sealed).unwrap());
        let rows: Vec<_> = plain.filter_map(|plain| crate::audit::AuditRow::parse(&plain).ok()).collect();
        rows.iter()
            .filter(|row| row.event() == Some(crate::audit::AuditEvent::GlassBroken))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(rows(second), []);
    second.open().break_glass(county.id, &number, REASON, now()).unwrap();
    let rows = rows(second);
    assert_eq!((rows.len(), rows[0].episode), (1, Some(*episode)));
}
