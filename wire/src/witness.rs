//! The body of a WITNESS entry: a device's signed word that the server showed it this state of its log.
//!
//! Such entries stand in a space of their own ([`crate::derived::witness_space`]) that every live device reads. A server
//! that shows each device another log cannot keep them apart: one such entry carries the server's own signature to the others.

use crate::cbor::{CborError, Reader, Writer};
use crate::limits::MAX_CHECKPOINT;

/// What a device saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The signed note ([`crate::checkpoint`]), as the server gave it.
    pub note: String,
    /// When the server gave it, milliseconds since 1970 by the witness's clock.
    pub seen_ms: i64,
    /// When this was written, by the same clock.
    pub made_ms: i64,
}

impl Witness {
    /// The body: CBOR `[note, seen_ms, made_ms]`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.array(3).text(&self.note).signed(self.seen_ms).signed(self.made_ms);
        writer.into_bytes()
    }

    /// Reads a body, bounds first. Elements that a later version adds are passed over; the entry itself keeps them.
    ///
    /// # Errors
    /// [`CborError`] names what is wrong and where.
    pub fn parse(bytes: &[u8]) -> Result<Self, CborError> {
        let mut reader = Reader::strict(bytes)?;
        let at = reader.position();
        let length = reader.array()?;
        if length < 3 {
            return Err(Reader::unexpected(at));
        }
        let note = reader.short_text(MAX_CHECKPOINT)?.to_owned();
        let witness = Self { note, seen_ms: reader.signed()?, made_ms: reader.signed()? };
        reader.raw_many(length - 3)?;
        Ok(witness)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_body_is_as_agreed_and_later_elements_are_passed_over() {
        let witness = Witness { note: "note".into(), seen_ms: 1_000, made_ms: 1_001 };
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        assert_eq!(hex(&witness.to_bytes()), "83646e6f74651903e81903e9");
        assert_eq!(Witness::parse(&witness.to_bytes()), Ok(witness.clone()));
        let mut later = witness.to_bytes();
        later[0] = 0x84;
        later.push(0x07);
        assert_eq!(Witness::parse(&later), Ok(witness));
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..120)) {
            let _ = Witness::parse(&bytes);
        }
    }
}
