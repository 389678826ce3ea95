//! What registrars' heartbeats add up to: when one was last here, and which chains of the directory must be known since.

use super::evaluate::Directory;
use first72_wire::id::{DeviceId, Hash};
use std::collections::{BTreeMap, BTreeSet};

/// What was said in heartbeats that count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heartbeats {
    /// When, in milliseconds since 1970 UTC, as each of them said.
    pub(super) times: BTreeSet<i64>,
    /// How far each chain reaches at least, by the word of registrars' devices that are not ended.
    pub(super) named: BTreeMap<DeviceId, (u64, Hash)>,
}

impl Directory {
    /// When a registrar's device last gave a sign of life, in milliseconds since 1970 UTC; none when none ever did.
    ///
    /// One that says to be later than `limit_ms` is passed over: a wrong clock, or a stolen device, must not stand for days to
    /// come.
    #[must_use]
    pub fn last_heartbeat(&self, limit_ms: i64) -> Option<i64> {
        self.heartbeats.times.range(..=limit_ms).next_back().copied()
    }

    /// Whether a heartbeat has said that an author's chain reaches so far.
    #[must_use]
    pub fn is_named(&self, author: &DeviceId, seq: u64) -> bool {
        self.heartbeats.named.get(author).is_some_and(|(named, _)| *named >= seq)
    }

    /// Whether every statement that a heartbeat names is here. A server that gives the heartbeat and not what it names
    /// is hiding something: what a device has was on the server before it.
    #[must_use]
    pub fn holds_all_named(&self) -> bool {
        self.heartbeats.named.iter().all(|(author, (seq, hash))| self.holds(author, *seq, hash))
    }
}
