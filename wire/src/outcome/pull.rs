//! The answer to a pull: page after page in one body, each complete, so that what has come can be kept while
//! the rest is on its way.
//!
//! ```text
//! body = (u32 length ‖ page answer)+       big-endian; the last page answer, and only it, may say that there is no more
//! ```
//! A body may end after any page answer. When the last one says that there is more, the device asks again.

use crate::cbor::{CborError, Reader, Writer};
use crate::limits::MAX_PAGE_ANSWER;
use crate::request::{Cursor, read_cursors, write_cursors};

/// One page of the answer to a pull: entries, and how far they reach.
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
    /// Length of what stands before each page answer in a body.
    pub const HEAD: usize = 4;

    /// How long the page answer is that follows this head; nothing when it is longer than one may be.
    #[must_use]
    pub fn length_after(head: [u8; Self::HEAD]) -> Option<usize> {
        usize::try_from(u32::from_be_bytes(head)).ok().filter(|length| *length <= MAX_PAGE_ANSWER)
    }

    /// The page answer with its head, as it stands in a body.
    #[must_use]
    pub fn to_framed(&self) -> Vec<u8> {
        let mut framed = Vec::with_capacity(Self::HEAD + self.most_bytes());
        framed.resize(Self::HEAD, 0);
        let mut writer = Writer::after(framed);
        self.write(&mut writer);
        let mut framed = writer.into_bytes();
        let length = u32::try_from(framed.len().saturating_sub(Self::HEAD)).unwrap_or(u32::MAX);
        for (to, from) in framed.iter_mut().zip(length.to_be_bytes()) {
            *to = from;
        }
        framed
    }

    /// The page answer: CBOR `[more, mark, [space, pos, …], page]`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::after(Vec::with_capacity(self.most_bytes()));
        self.write(&mut writer);
        writer.into_bytes()
    }

    fn most_bytes(&self) -> usize {
        self.page.len() + self.cursors.len() * (17 + 9) + 32
    }

    fn write(&self, writer: &mut Writer) {
        writer.array(4).flag(self.more).bytes(&self.mark);
        write_cursors(writer, &self.cursors);
        writer.bytes(&self.page);
    }

    /// Reads a page answer, bounds first. The page is not read here.
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

    #[test]
    fn a_head_says_how_long_a_page_answer_is_and_none_is_longer_than_one_may_be() {
        let answer = PullAnswer { more: false, mark: [1; 8], cursors: Vec::new(), page: vec![7; 300] };
        let framed = answer.to_framed();
        let (head, rest) = framed.split_first_chunk().unwrap();
        assert_eq!(PullAnswer::length_after(*head), Some(rest.len()));
        assert_eq!(PullAnswer::parse(rest), Ok(answer));
        let most = u32::try_from(MAX_PAGE_ANSWER).unwrap();
        assert_eq!(PullAnswer::length_after(most.to_be_bytes()), Some(MAX_PAGE_ANSWER));
        assert_eq!(PullAnswer::length_after((most + 1).to_be_bytes()), None);
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
