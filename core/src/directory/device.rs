//! Devices as the directory knows them, and the statements that end things.

use super::ending::Circumstances;
use first72_wire::id::{DeviceId, Hash, PersonId};
use first72_wire::statement::ChainHead;

/// Why a device is no longer trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndReason {
    /// Lost or stolen.
    Lost,
    /// Another device took its place.
    Replaced,
    /// The person left the realm.
    Left,
    /// It may be in somebody else's hands.
    Untrusted,
    /// A reason of a later version.
    Other(u8),
}

impl EndReason {
    /// The number that stands in the statement.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Lost => 1,
            Self::Replaced => 2,
            Self::Left => 3,
            Self::Untrusted => 4,
            Self::Other(number) => number,
        }
    }

    /// The reason with this number.
    #[must_use]
    pub const fn from_number(number: u8) -> Self {
        match number {
            1 => Self::Lost,
            2 => Self::Replaced,
            3 => Self::Left,
            4 => Self::Untrusted,
            other => Self::Other(other),
        }
    }
}

/// A statement that ends a device or a grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// The statement.
    pub statement: Hash,
    /// Who signed it.
    pub by: DeviceId,
    /// Its place in that device's chain.
    pub seq: u64,
    /// Its place in the directory's space on the server, once it has one.
    pub pos: Option<u64>,
    /// Why; for a grant there is no reason.
    pub reason: Option<EndReason>,
    /// Whether the device is asked to destroy its keys.
    pub wipe: bool,
    /// How far the device's chains reached as its author knew, in ascending order of the spaces; empty for a grant, and in
    /// ends of an early version.
    pub heads: Vec<ChainHead>,
    /// How the device was when somebody last saw it; none while the sealed part cannot be opened here, or says nothing.
    pub last_seen: Option<Circumstances>,
}

impl End {
    /// Whether something came after this end: `pos` is how far the directory's space reached when the
    /// server stored it, for a statement its own place. What has no place in the log yet will get one
    /// after everything that has; between two without a place the end wins.
    #[must_use]
    pub fn precedes(&self, pos: Option<u64>) -> bool {
        pos.unwrap_or(u64::MAX) >= self.pos.unwrap_or(u64::MAX)
    }
}

/// A device of the realm, ended or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceRecord {
    /// The device.
    pub device_id: DeviceId,
    /// Whose it is.
    pub person_id: PersonId,
    /// Ed25519 key that checks what it signs.
    pub sig_pk: [u8; 32],
    /// P-256 key that space keys are wrapped to, uncompressed (SEC 1).
    pub kem_pk: [u8; 65],
    /// What a person calls it, once the sealed part can be opened.
    pub label: Option<String>,
    /// The statement that introduced it: `prev` of the first entry of each of its chains.
    pub introduced_by: Hash,
    /// Every statement that introduced it; the first entry of a chain may follow any of them.
    pub introductions: Vec<Hash>,
    /// Whether the root made it a registrar's, and has not ended that office.
    pub is_registrar: bool,
    /// Whether a registrar took it in as a person's device, beside any office.
    pub taken_in: bool,
    /// Until when it is served and shown, in milliseconds since 1970 UTC; none for a registrar's.
    pub not_after_ms: Option<i64>,
    /// The statements that end it.
    pub ends: Vec<End>,
}

impl DeviceRecord {
    /// Whether nothing has ended it. Its date is another question.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether its date has not passed at `now_ms`.
    #[must_use]
    pub fn is_within_date(&self, now_ms: i64) -> bool {
        self.not_after_ms.is_none_or(|not_after_ms| now_ms < not_after_ms)
    }

    /// Whether its chains may start after the statement with this hash.
    #[must_use]
    pub fn is_introduced_by(&self, statement: &Hash) -> bool {
        self.introductions.contains(statement)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(pos: Option<u64>) -> End {
        let (statement, by) = (Hash([1; 32]), DeviceId([1; 16]));
        End { statement, by, seq: 1, pos, reason: None, wipe: false, heads: vec![], last_seen: None }
    }

    #[test]
    fn an_end_precedes_what_is_logged_after_it_and_what_is_not_logged_yet() {
        assert!(end(Some(5)).precedes(Some(6)));
        assert!(!end(Some(5)).precedes(Some(4)));
        assert!(end(Some(5)).precedes(None));
        assert!(!end(None).precedes(Some(4)), "an end that is still on its way ends nothing that is there");
        assert!(end(None).precedes(None));
    }

    #[test]
    fn reasons_are_read_back() {
        for number in 0..=9 {
            assert_eq!(EndReason::from_number(number).number(), number);
        }
    }
}
