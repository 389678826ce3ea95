//! The answer to a pull.

use crate::cbor::{CborError, Reader, Writer};
use crate::request::{Cursor, read_cursors, write_cursors};

/// The answer to a pull: entries, and how far they reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullAnswer {
    /// Whether there is more to pull right away.
    pub more: bool,
    /// Stands for all cursors of the device after this page; may be sent back instead of them.
    pub mark: [u8; 8],
    /// The cursors that this page moved. They may move past entries that were not sent because
    /// the asking device wrote them.
    pub cursors: Vec<Cursor>,
    /// A page of runs with places, to be read by [`crate::run::unpack`].
    pub page: Vec<u8>,
}

impl PullAnswer {
    /// The body: CBOR `[more, mark, [space, pos, …], page]`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.array(4).flag(self.more).bytes(&self.mark);
        write_cursors(&mut writer, &self.cursors);
        writer.bytes(&self.page);
        writer.into_bytes()
    }

    /// Reads a body, bounds first. The page is not read here.
    ///
    /// # Errors
    /// [`CborError`] names what is wrong and where.
    pub fn parse(bytes: &[u8]) -> Result<Self, CborError> {
        let mut reader = Reader::strict(bytes)?;
        reader.array_of(4)?;
        let (more, mark) = (reader.flag()?, reader.fixed()?);
        let cursors = read_cursors(&mut reader)?;
        Ok(Self { more, mark, cursors, page: reader.bytes()?.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::SpaceId;
    use proptest::prelude::*;

    #[test]
    fn the_body_is_as_agreed() {
        let cursors = vec![Cursor { space: SpaceId([2; 16]), pos: 5 }];
        let answer = PullAnswer { more: true, mark: [1; 8], cursors, page: b"FCP1".to_vec() };
        let hex: String = answer.to_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, format!("84f548{}8250{}054446435031", "01".repeat(8), "02".repeat(16)));
        assert_eq!(PullAnswer::parse(&answer.to_bytes()), Ok(answer));
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(answer) = PullAnswer::parse(&bytes) {
                prop_assert_eq!(answer.to_bytes(), bytes);
            }
        }
    }
}
