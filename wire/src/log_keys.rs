//! The keys whose signature is a realm's server's word: that of the founding, until the root names others in its place.

use crate::cbor::{CborError, Reader, Writer};
use crate::id::Hash;
use crate::label::plain_digest;

/// Most keys, ended ones among them: what an ended one signed is checked for as long as the realm lives.
const MOST: usize = 16;
/// Most keys that are good at once: the old and the new, and one that was made by mistake.
const MOST_GOOD: usize = 3;

/// Log keys, the newest first; never none that is good, and none twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogKeys(Vec<LogKey>);

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogKey {
    /// Its public half, Ed25519.
    pub public: [u8; 32],
    /// The size of the log up to which its word counts; none while it is good.
    pub until: Option<u64>,
}

impl LogKey {
    /// Whether it may still sign.
    #[must_use]
    pub const fn is_good(&self) -> bool {
        self.until.is_none()
    }

    /// Whether its word counts for a log of this size. What it signed before it was ended stays true.
    #[must_use]
    pub fn counts_for(&self, size: u64) -> bool {
        self.until.is_none_or(|until| size <= until)
    }
}

impl LogKeys {
    /// The one of the founding, or the one that a code names for a device that knows nothing else yet.
    #[must_use]
    pub fn of(public: [u8; 32]) -> Self {
        Self(vec![LogKey { public, until: None }])
    }

    /// These; nothing when none is good, or too many are, or one stands there twice.
    #[must_use]
    pub fn new(keys: Vec<LogKey>) -> Option<Self> {
        let once =
            keys.iter().enumerate().all(|(place, key)| !keys.iter().take(place).any(|it| it.public == key.public));
        let good = keys.iter().filter(|key| key.is_good()).count();
        (once && keys.len() <= MOST && (1..=MOST_GOOD).contains(&good)).then_some(Self(keys))
    }

    /// All of them, the newest first.
    pub fn iter(&self) -> impl Iterator<Item = &LogKey> {
        self.0.iter()
    }

    /// Those that may still sign, the newest first.
    pub fn good(&self) -> impl Iterator<Item = &[u8; 32]> {
        self.0.iter().filter(|key| key.is_good()).map(|key| &key.public)
    }

    /// Those whose word counts for a log of this size.
    pub fn for_size(&self, size: u64) -> impl Iterator<Item = &[u8; 32]> {
        self.0.iter().filter(move |key| key.counts_for(size)).map(|key| &key.public)
    }

    /// Whether this one may sign now.
    #[must_use]
    pub fn is_good(&self, public: &[u8; 32]) -> bool {
        self.good().any(|good| good == public)
    }

    /// These and a newer one; nothing when it is there already, ended or not, or there is no room for another.
    #[must_use]
    pub fn with(&self, newer: [u8; 32]) -> Option<Self> {
        Self::new(std::iter::once(LogKey { public: newer, until: None }).chain(self.0.iter().copied()).collect())
    }

    /// These, of which that one counts for nothing beyond this size; nothing when it is not good, or the last that is.
    #[must_use]
    pub fn ended(&self, public: &[u8; 32], size: u64) -> Option<Self> {
        let end = |key: &LogKey| if key.public == *public { LogKey { until: Some(size), ..*key } } else { *key };
        if self.is_good(public) { Self::new(self.0.iter().map(end).collect()) } else { None }
    }

    /// The SHA-256 of how they are written: other keys, or another end, have another.
    #[must_use]
    pub fn hash(&self) -> Hash {
        let mut out = Writer::new();
        self.write(&mut out);
        plain_digest(&[&out.into_bytes()])
    }

    /// CBOR `[[public, until size or null], …]`.
    pub(crate) fn write(&self, out: &mut Writer) {
        out.array(self.0.len());
        for key in &self.0 {
            out.array(2).bytes(&key.public).optional(key.until, Writer::unsigned);
        }
    }

    pub(crate) fn read(fields: &mut Reader<'_>) -> Result<Self, CborError> {
        let at = fields.position();
        let count = fields.array()?;
        if count > MOST {
            return Err(Reader::unexpected(at));
        }
        let keys = (0..count).map(|_| {
            fields.array_of(2)?;
            Ok(LogKey { public: fields.fixed()?, until: fields.optional(Reader::unsigned)? })
        });
        let keys = keys.collect::<Result<_, CborError>>()?;
        Self::new(keys).ok_or_else(|| Reader::unexpected(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_back(keys: &[LogKey]) -> Result<LogKeys, CborError> {
        let mut out = Writer::new();
        LogKeys(keys.to_vec()).write(&mut out);
        LogKeys::read(&mut Reader::strict(&out.into_bytes())?)
    }

    #[test]
    fn what_an_ended_key_signed_before_counts_and_nothing_after() {
        let both = LogKeys::of([1; 32]).with([2; 32]).unwrap();
        assert_eq!(both.good().collect::<Vec<_>>(), [&[2; 32], &[1; 32]], "the newest stands first");
        let ended = both.ended(&[1; 32], 40).unwrap();
        assert!(ended.is_good(&[2; 32]) && !ended.is_good(&[1; 32]));
        assert_eq!(ended.for_size(40).count(), 2);
        assert_eq!(ended.for_size(41).collect::<Vec<_>>(), [&[2; 32]]);
        assert_eq!(ended.ended(&[2; 32], 50), None, "nobody could speak for the server any more");
        assert_eq!(ended.ended(&[1; 32], 99), None, "an end is not moved");
        assert_eq!(ended.ended(&[7; 32], 50), None);
        assert_eq!(ended.with([1; 32]), None, "an ended key does not come back");
        assert_ne!(ended.hash(), both.ended(&[1; 32], 41).unwrap().hash(), "another end");
        assert_eq!(read_back(&ended.0), Ok(ended));
    }

    #[test]
    fn none_that_is_good_too_many_and_one_twice_are_refused() {
        let good = |byte| LogKey { public: [byte; 32], until: None };
        let ended = |byte| LogKey { public: [byte; 32], until: Some(9) };
        let seventeen: Vec<_> = (1..=16).map(ended).chain([good(0)]).collect();
        let wrong: [&[LogKey]; 5] =
            [&[], &[ended(1)], &[good(1), good(2), good(3), good(4)], &[good(1), ended(1)], &seventeen];
        for keys in wrong {
            assert!(read_back(keys).is_err(), "{} of them", keys.len());
        }
        assert!(read_back(&seventeen[1..]).is_ok());
    }
}
