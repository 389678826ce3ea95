//! How much one device, or one address, may ask for: counters in memory, nothing that is kept.
//!
//! A restart forgets them. They guard against floods and broken clients, not against people.

use crate::config::Limits;
use first72_wire::id::DeviceId;
use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;
/// Counters after which those of past windows are swept out.
const SWEEP: usize = 4_096;

/// Too much; try again in so many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooMuch {
    /// Seconds until the window is over, at least 1.
    pub(crate) retry_after_s: u32,
}

/// All counters.
pub(crate) struct Gates {
    requests: Counters<DeviceId>,
    hellos: Counters<DeviceId>,
    entries: Counters<DeviceId>,
    anonymous: Counters<IpAddr>,
}

impl Gates {
    /// With these limits.
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            requests: Counters::new(limits.requests_per_minute, MINUTE_MS),
            hellos: Counters::new(limits.requests_per_minute, MINUTE_MS),
            entries: Counters::new(limits.entries_per_day, DAY_MS),
            anonymous: Counters::new(limits.anonymous_per_minute, MINUTE_MS),
        }
    }

    /// One request of a known device.
    pub(crate) fn request(&self, device: DeviceId, now_ms: i64) -> Result<(), TooMuch> {
        self.requests.add(device, 1, now_ms)
    }

    /// One hello in the name of a known device. Counted apart: anybody can say another's hello, and
    /// must not use up what the device itself may ask.
    pub(crate) fn hello(&self, device: DeviceId, now_ms: i64) -> Result<(), TooMuch> {
        self.hellos.add(device, 1, now_ms)
    }

    /// So many entries uploaded by a device. A batch that begins within the limit may end beyond it:
    /// which of its entries are new is known only afterwards.
    pub(crate) fn entries(&self, device: DeviceId, count: usize, now_ms: i64) -> Result<(), TooMuch> {
        self.entries.add(device, count as u64, now_ms)
    }

    /// Gives back what was counted for entries that were there already, or were refused.
    pub(crate) fn give_back(&self, device: DeviceId, count: usize, now_ms: i64) {
        self.entries.take(&device, count as u64, now_ms);
    }

    /// One request that nobody known has signed.
    pub(crate) fn anonymous(&self, address: IpAddr, now_ms: i64) -> Result<(), TooMuch> {
        self.anonymous.add(address, 1, now_ms)
    }
}

/// Counts in fixed windows; 0 means no limit.
struct Counters<K> {
    most: u64,
    window_ms: i64,
    counts: Mutex<HashMap<K, (i64, u64)>>,
}

impl<K: Eq + Hash> Counters<K> {
    fn new(most: u32, window_ms: i64) -> Self {
        Self { most: most.into(), window_ms, counts: Mutex::default() }
    }

    fn add(&self, key: K, amount: u64, now_ms: i64) -> Result<(), TooMuch> {
        if self.most == 0 {
            return Ok(());
        }
        let window = now_ms.div_euclid(self.window_ms);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= SWEEP && !counts.contains_key(&key) {
            counts.retain(|_, (of, _)| *of == window);
            if counts.len() >= SWEEP {
                return Err(self.too_much(now_ms));
            }
        }
        let (of, count) = counts.entry(key).or_insert((window, 0));
        if *of != window {
            (*of, *count) = (window, 0);
        }
        if *count >= self.most {
            return Err(self.too_much(now_ms));
        }
        *count += amount;
        Ok(())
    }

    fn take(&self, key: &K, amount: u64, now_ms: i64) {
        let window = now_ms.div_euclid(self.window_ms);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, count)) = counts.get_mut(key)
            && *of == window
        {
            *count = count.saturating_sub(amount);
        }
    }

    fn too_much(&self, now_ms: i64) -> TooMuch {
        let left_ms = self.window_ms - now_ms.rem_euclid(self.window_ms);
        TooMuch { retry_after_s: u32::try_from((left_ms + 999).div_euclid(1_000)).unwrap_or(u32::MAX) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gates(requests: u32, entries: u32) -> Gates {
        let limits = Limits { requests_per_minute: requests, entries_per_day: entries, ..Limits::default() };
        Gates::new(&limits)
    }

    #[test]
    fn a_device_that_asks_too_much_waits_for_the_next_minute() {
        let gates = gates(2, 0);
        let (device, other) = (DeviceId([1; 16]), DeviceId([2; 16]));
        assert!(gates.request(device, 10_000).is_ok() && gates.request(device, 20_000).is_ok());
        assert_eq!(gates.request(device, 30_000), Err(TooMuch { retry_after_s: 30 }));
        assert!(gates.request(other, 30_000).is_ok(), "another device is not held up");
        assert!(gates.request(device, 60_000).is_ok());
    }

    #[test]
    fn only_new_entries_count_for_the_day() {
        let gates = gates(0, 10);
        let device = DeviceId([1; 16]);
        assert!(gates.entries(device, 8, 0).is_ok());
        gates.give_back(device, 8, 0);
        assert!(gates.entries(device, 9, 0).is_ok());
        assert!(gates.entries(device, 9, 0).is_ok(), "it begins within the limit");
        assert!(gates.entries(device, 1, 0).is_err());
        gates.give_back(device, 9, 0);
        assert!(gates.entries(device, 1, 0).is_ok());
        assert!(gates.entries(device, 1, 0).is_err());
    }

    #[test]
    fn zero_means_no_limit() {
        let gates = gates(0, 0);
        assert!((0..10_000).all(|_| gates.request(DeviceId([1; 16]), 0).is_ok()));
    }

    #[test]
    fn many_addresses_do_not_fill_the_memory() {
        let gates = gates(1, 1);
        let flood = (0..SWEEP as u32 + 100).filter(|address| gates.anonymous(IpAddr::V4((*address).into()), 0).is_ok());
        assert_eq!(flood.count(), SWEEP);
        assert!(gates.anonymous(IpAddr::V4(u32::MAX.into()), MINUTE_MS).is_ok(), "the next minute starts afresh");
    }
}
