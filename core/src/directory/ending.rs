//! How a device ends: why, how it was when somebody last saw it, and what was known of its entries by then.

use super::device::{End, EndReason};
use first72_wire::id::{Hash, SpaceId};

/// How a device was when somebody last saw it. Nobody has to know: none is "not known".
///
/// It stands in the sealed part of the end: whoever took a server would otherwise learn which lost phone is worth looking for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// Whether its notebook was locked.
    pub locked: Option<bool>,
    /// Whether somebody who is not to read it may know the PIN.
    pub pin_known: Option<bool>,
}

/// What the circumstances mean for what is on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Its lock protects it.
    Shut,
    /// It has to be taken as read.
    TakenAsRead,
    /// Nobody can say.
    NotKnown,
}

impl Circumstances {
    /// What they mean. One thing that opens the device is enough; that it is shut takes both.
    #[must_use]
    pub const fn meaning(&self) -> Meaning {
        match (self.locked, self.pin_known) {
            (Some(false), _) | (_, Some(true)) => Meaning::TakenAsRead,
            (Some(true), Some(false)) => Meaning::Shut,
            _ => Meaning::NotKnown,
        }
    }
}

/// What somebody says when they end a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Why.
    pub reason: EndReason,
    /// Whether the device is asked to destroy its keys.
    pub wipe: bool,
    /// How it was when somebody last saw it.
    pub last_seen: Circumstances,
}

impl Ending {
    /// An end of whose circumstances nothing is known.
    #[must_use]
    pub const fn of(reason: EndReason, wipe: bool) -> Self {
        Self { reason, wipe, last_seen: Circumstances { locked: None, pin_known: None } }
    }
}

/// Where an entry stands: in its author's chain, and in the server's log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The space.
    pub space: SpaceId,
    /// Its place in its author's chain there.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
    /// How far the directory's space reached when the server stored the entry; none before it did.
    pub pos: Option<u64>,
}

impl End {
    /// Whether an entry of the ended device came too late: after this end, and not among what whoever said it knew.
    #[must_use]
    pub fn makes_late(&self, entry: &Written) -> bool {
        self.precedes(entry.pos) && !self.knew(entry)
    }

    /// Whether the entry stands at or before a head that this end names. A server that orders it behind the end is then
    /// contradicted by the registrar's own signature. One end excuses nothing from another: a device that ended itself
    /// with heads of its own choice has won nothing.
    fn knew(&self, entry: &Written) -> bool {
        let at = self.heads.binary_search_by_key(&entry.space, |head| head.space);
        let head = at.ok().and_then(|at| self.heads.get(at));
        head.is_some_and(|head| entry.seq < head.seq || entry.seq == head.seq && entry.hash == head.hash)
    }

    /// How many entries of the device were known when it was ended.
    #[must_use]
    pub fn known_entries(&self) -> u64 {
        self.heads.iter().fold(0, |sum, head| sum.saturating_add(head.seq))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use first72_wire::id::DeviceId;
    use first72_wire::statement::ChainHead;

    #[test]
    fn one_thing_that_opens_it_is_enough_and_being_shut_takes_both() {
        use Meaning::{NotKnown, Shut, TakenAsRead};
        let meaning = |locked, pin_known| Circumstances { locked, pin_known }.meaning();
        for (locked, pin_known, means) in [
            (Some(true), Some(false), Shut),
            (Some(true), Some(true), TakenAsRead),
            (Some(true), None, NotKnown),
            (Some(false), Some(false), TakenAsRead),
            (Some(false), None, TakenAsRead),
            (None, Some(true), TakenAsRead),
            (None, Some(false), NotKnown),
            (None, None, NotKnown),
        ] {
            assert_eq!(meaning(locked, pin_known), means, "{locked:?} {pin_known:?}");
        }
    }

    #[test]
    fn what_was_known_at_the_end_is_not_late_wherever_a_server_puts_it() {
        let head = |space, seq, byte| ChainHead { space: SpaceId([space; 16]), seq, hash: Hash([byte; 32]) };
        let end = End {
            statement: Hash([1; 32]),
            by: DeviceId([1; 16]),
            seq: 1,
            pos: Some(5),
            reason: Some(EndReason::Lost),
            wipe: true,
            heads: vec![head(2, 7, 7), head(4, 9, 9)],
            last_seen: None,
        };
        let late = |space, seq, byte, pos| {
            end.makes_late(&Written { space: SpaceId([space; 16]), seq, hash: Hash([byte; 32]), pos })
        };
        for pos in [Some(5), Some(99), None] {
            assert!(!late(2, 6, 1, pos) && !late(2, 7, 7, pos) && !late(4, 9, 9, pos));
            assert!(late(2, 8, 8, pos), "behind the head");
            assert!(late(2, 7, 8, pos), "another entry in the head's place");
            assert!(late(3, 1, 1, pos), "a space of which nothing was known");
        }
        assert!(!late(2, 8, 8, Some(4)) && !late(3, 1, 1, Some(4)), "what was logged before the end is as it was");
        assert_eq!(end.known_entries(), 16);
    }
}
