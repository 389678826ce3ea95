//! A device that has not heard from its server for long says so, then asks for a sync; a clock that cannot be right closes nothing.

use super::*;

const DAY_MS: i64 = 86_400_000;

fn day(days: i64) -> Moment {
    let ms = days * DAY_MS;
    Moment { wall_ms: NOW + ms, boot_id: [1; 16], boot_ms: 5_000 + u64::try_from(ms).unwrap() }
}

fn sync_at(device: &Device, realm: &Realm, at: Moment) {
    realm.relay.set_time(at.wall_ms);
    sync(&device.door, realm.id, &realm.relay, &move || at).unwrap();
}

// cjis:5.13.5 cjis:AC-19
#[test]
fn after_three_days_it_says_so_and_after_fourteen_older_episodes_wait_for_a_sync() {
    let (county, deputy, _advocate, episode) = two_with_an_episode();
    deputy.sync(&county);
    let mut open = deputy.open();
    assert_eq!(open.away(day(2)), None);
    let away = open.away(day(3)).unwrap();
    assert_eq!((away.days, away.asks_first, away.name.as_str()), (3, false, "Demo County"));
    assert!(!open.asks_for_sync(episode, day(13)));
    assert!(open.away(day(14)).unwrap().asks_first && open.asks_for_sync(episode, day(14)));
    // A child may stand before them: a contact begins, and is shown.
    let new = open.new_contact(contact(), day(14)).unwrap();
    assert!(!open.asks_for_sync(new, day(15)));
    assert!(open.record(episode).is_some_and(|record| !record.is_empty()), "nothing went");
    drop(open);
    sync_at(&deputy, &county, day(14));
    let open = deputy.open();
    assert_eq!((open.away(day(15)), open.asks_for_sync(episode, day(15))), (None, false));
}

#[test]
fn it_is_remembered_over_a_lock_and_without_any_sync_counts_from_the_enrolment() {
    let (county, deputy, _advocate, episode) = two_with_an_episode();
    sync_at(&deputy, &county, day(5));
    let deputy = deputy.reopen();
    assert_eq!(deputy.open().away(day(7)), None);
    assert_eq!(deputy.open().away(day(8)).unwrap().days, 3);
    assert!(!deputy.open().asks_for_sync(episode, day(18)));
    let stranger = Device::new();
    assert_eq!(stranger.open().away(day(100)), None, "in no realm there is no server to hear");
}

#[test]
fn nothing_goes_out_of_sight_while_somebody_works_on_it() {
    let (county, deputy, _advocate, episode) = two_with_an_episode();
    deputy.sync(&county);
    let Device { place, door, _folder } = deputy;
    door.into_inner().unwrap().lock().unwrap();
    let unlock = |at| Notebook::unlock(&place, PIN, packs(), random(), at).unwrap();
    let open = unlock(day(13));
    assert!(!open.asks_for_sync(episode, day(15)), "it was open before the fourteenth day");
    assert_eq!(open.away(day(15)).map(|away| (away.days, away.asks_first)), Some((15, false)));
    open.lock().unwrap();
    assert!(unlock(day(15)).asks_for_sync(episode, day(15)), "and asks when it is opened the next time");
}
