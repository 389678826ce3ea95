//! The bounds of the time of each entry, held against the true time that only these tests know: nights of several phones with
//! their own clocks, that are offline for hours, under a server that tells the truth and under one that does not.

use super::*;
use crate::notebook::EntryTimes;
use first72_wire::id::Hash;
use std::collections::BTreeMap;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// A small row of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 40).unwrap() % sides
    }
}

/// The clocks of a phone whose wall clock is off by so much.
fn at(passed: i64, off: i64) -> Moment {
    let boot_ms = u64::try_from(passed).unwrap() + now().boot_ms;
    Moment { wall_ms: NOW + passed + off, boot_ms, ..now() }
}

struct Night {
    county: Realm,
    phones: Vec<(Device, i64)>,
    episode: EpisodeId,
    /// When each save was truly made.
    made: BTreeMap<Hash, i64>,
    passed: i64,
    /// How far the server's clock is off.
    lie: i64,
}

impl Night {
    /// Three phones of one station, each with its own clock; the first opens an episode that all three read.
    fn begin(offs: [i64; 3]) -> Self {
        let county = realm("Demo County", &[Compartment::Ops, Compartment::Le]);
        let phones: Vec<(Device, i64)> = offs.map(|off| (Device::new(), off)).into();
        for (nth, (phone, _)) in phones.iter().enumerate() {
            let name = ["D. Rivera", "L. Shaw", "M. Tran"][nth];
            join(phone, &county, name, Role::Deputy, &[Compartment::Ops, Compartment::Le]);
        }
        county.relay.set_time(NOW);
        county.registrar.sync(&county);
        let episode = phones[0].0.open().new_contact(contact(), at(0, offs[0])).unwrap();
        let mut night = Self { county, phones, episode, made: BTreeMap::new(), passed: 0, lie: 0 };
        night.note_new(0);
        for phone in [0, 1, 2, 0] {
            night.sync(phone);
        }
        night
    }

    fn note_new(&mut self, phone: usize) {
        let open = self.phones[phone].0.open();
        let Some(record) = open.record(self.episode) else { return };
        for save in record.history() {
            self.made.entry(save.hash()).or_insert(NOW + self.passed);
        }
    }

    /// Somebody writes; false while the episode is not on this phone.
    fn write(&mut self, phone: usize) -> bool {
        let (device, off) = &self.phones[phone];
        let written = device.open().note(self.episode, Compartment::Ops, "invented".into(), at(self.passed, *off));
        self.note_new(phone);
        written.is_ok()
    }

    fn sync(&self, phone: usize) {
        self.county.relay.set_time(NOW + self.passed + self.lie);
        let (device, off) = &self.phones[phone];
        sync(&device.door, self.county.id, &self.county.relay, &|| at(self.passed, *off)).unwrap();
    }

    fn times(&self, phone: usize) -> EntryTimes {
        self.phones[phone].0.open().save_times(self.episode).unwrap()
    }
}

/// Hours of writing and syncing, as the dice fall.
fn played(seed: u64, offs: [i64; 3], lie: impl Fn(&mut Dice) -> i64) -> Night {
    let (mut dice, mut night) = (Dice(seed), Night::begin(offs));
    for _ in 0..24 {
        night.passed += MINUTE + dice.roll(40 * MINUTE);
        let phone = usize::try_from(dice.roll(3)).unwrap();
        if dice.roll(5) < 3 {
            night.write(phone);
        } else {
            night.lie = lie(&mut dice);
            night.sync(phone);
        }
    }
    // Twice, an hour apart: what came down is bounded by the log that the next greeting shows.
    for _ in 0..2 {
        night.passed += HOUR;
        night.lie = lie(&mut dice);
        (0..3).for_each(|phone| night.sync(phone));
    }
    night
}

// cjis:AU-8
#[test]
fn the_true_time_of_every_save_lies_between_its_bounds_on_every_phone() {
    let (mut saves, mut bounded) = (0, 0);
    for seed in 0..8 {
        // One clock is right, one goes 20 seconds behind, and one is a whole day ahead or behind.
        let day = if seed % 2 == 0 { 24 * HOUR } else { -24 * HOUR };
        let night = played(seed, [0, -20_000, day], |_| 0);
        let wrong = audit::id(&night.phones[2].0);
        for phone in 0..3 {
            let times = night.times(phone);
            // Of the clock that is wrong by a day: its daily word on the log fits nobody else's.
            assert!(times.contradicting <= 2, "seed {seed}: {}", times.contradicting);
            assert_eq!(times.entries.len(), night.made.len(), "every save of the episode: seed {seed}, phone {phone}");
            for time in &times.entries {
                let made = night.made[&time.entry.hash];
                assert!(time.not_before_ms.is_none_or(|after| after <= made), "seed {seed}: {time:?}, made {made}");
                assert!(time.not_after_ms.is_some_and(|by| made <= by), "seed {seed}: {time:?}, made {made}");
                // Where nothing bounds it from the side on which its clock is wrong, nothing speaks against it.
                let open = day < 0 && time.not_before_ms.is_none();
                assert_eq!(time.fits(), time.entry.device != wrong || open, "seed {seed}: {time:?}");
                saves += 1;
                bounded += usize::from(time.not_before_ms.is_some());
            }
        }
    }
    assert!(bounded * 10 > saves * 5, "{bounded} of {saves} have a time before which they were not made");
}

// cjis:AU-8
#[test]
fn a_server_that_lies_by_an_hour_moves_no_bound_without_a_word_that_the_clocks_do_not_agree() {
    let mut moved = 0;
    for seed in 0..5 {
        for lie in [HOUR, -HOUR] {
            let night = played(seed, [0, 20_000, -20_000], |dice| if dice.roll(2) == 0 { lie } else { 0 });
            for phone in 0..3 {
                let times = night.times(phone);
                for time in &times.entries {
                    let made = night.made[&time.entry.hash];
                    let holds = time.not_before_ms.is_none_or(|after| after <= made)
                        && time.not_after_ms.is_none_or(|by| made <= by);
                    moved += usize::from(!holds);
                    let said = times.contradicting > 0
                        || !time.fits()
                        || time.said.is_some_and(|said| said.server_ahead_ms.is_some());
                    assert!(holds || said, "seed {seed}: {time:?}, made {made}");
                }
            }
        }
    }
    assert!(moved > 0, "the lies reach the bounds");
}

#[test]
fn what_no_server_has_is_open_to_one_side_and_what_is_before_it_in_the_chain_bounds_it_from_the_other() {
    let mut night = Night::begin([0, 0, 0]);
    night.passed = HOUR;
    night.sync(0);
    night.sync(1);
    night.passed = 2 * HOUR;
    assert!(night.write(0) && night.write(0));
    let times = night.times(0);
    let newest = times.entries.iter().max_by_key(|time| time.entry.seq).unwrap();
    assert_eq!((newest.leaf, newest.not_after_ms), (None, None));
    assert!(newest.not_before_ms.is_some_and(|after| after <= NOW + 2 * HOUR));
    night.passed = 3 * HOUR;
    night.sync(0);
    let after: Vec<_> = night.times(0).entries.into_iter().filter(|time| time.entry.seq >= newest.entry.seq).collect();
    assert!(!after.is_empty() && after.iter().all(|time| time.not_after_ms == Some(NOW + 3 * HOUR + MINUTE)));
    // Every entry of the realm has its line, statements and keys too.
    let whole = night.phones[0].0.open().entry_times(night.county.id).unwrap();
    let kinds: BTreeSet<_> = whole.entries.iter().map(|time| time.kind).collect();
    assert!(kinds.contains(&Kind::Statement) && kinds.contains(&Kind::Key));
    assert!(whole.entries.iter().all(|time| time.leaf.is_none() || time.not_after_ms.is_some()));
}

#[test]
fn a_clock_that_is_wrong_and_was_never_told_so_does_not_fit() {
    let county = realm("Demo County", &[Compartment::Ops, Compartment::Le]);
    let phone = Device::new();
    join(&phone, &county, "D. Rivera", Role::Deputy, &[Compartment::Ops, Compartment::Le]);
    county.relay.set_time(NOW);
    county.registrar.sync(&county);
    let episode = phone.open().new_contact(contact(), at(0, 24 * HOUR)).unwrap();
    county.relay.set_time(NOW + HOUR);
    sync(&phone.door, county.id, &county.relay, &|| at(HOUR, 24 * HOUR)).unwrap();
    let times = phone.open().save_times(episode).unwrap();
    assert!(
        times.entries.iter().all(|time| time.not_after_ms == Some(NOW + HOUR + MINUTE) && !time.fits()),
        "{times:?}"
    );
}
