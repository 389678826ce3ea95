//! Reading strict CBOR value by value, after the whole has been checked.

use super::{CborError, Wrong, check, check_sequence};
use minicbor::Decoder;
use minicbor::data::Type;

/// Reads values in their order. It exists only over bytes that passed the strict check.
pub struct Reader<'a>(Decoder<'a>);

impl<'a> Reader<'a> {
    /// Checks that the bytes are exactly one strict value and starts reading it.
    ///
    /// # Errors
    /// [`CborError`] names the first thing that is wrong, and where.
    pub fn strict(bytes: &'a [u8]) -> Result<Self, CborError> {
        check(bytes)?;
        Ok(Self(Decoder::new(bytes)))
    }

    /// Checks that the bytes are strict values one after the other and starts reading them.
    ///
    /// # Errors
    /// As [`Reader::strict`].
    pub fn strict_sequence(bytes: &'a [u8]) -> Result<Self, CborError> {
        check_sequence(bytes)?;
        Ok(Self(Decoder::new(bytes)))
    }

    /// Where the next value starts.
    #[must_use]
    pub fn position(&self) -> usize {
        self.0.position()
    }

    /// Enters an array and says how many values it has.
    ///
    /// # Errors
    /// [`Wrong::Unexpected`] when the next value is something else; so for every method below.
    pub fn array(&mut self) -> Result<usize, CborError> {
        let length = self.read(Decoder::array)?;
        self.length(length)
    }

    /// Enters an array of exactly this many values.
    ///
    /// # Errors
    /// [`Wrong::Unexpected`] for another length or another type.
    pub fn array_of(&mut self, length: usize) -> Result<(), CborError> {
        let at = self.position();
        if self.array()? == length { Ok(()) } else { Err(CborError { wrong: Wrong::Unexpected, at }) }
    }

    /// Enters a map and says how many pairs it has.
    ///
    /// # Errors
    /// [`Wrong::Unexpected`] when the next value is something else.
    pub fn map(&mut self) -> Result<usize, CborError> {
        let length = self.read(Decoder::map)?;
        self.length(length)
    }

    /// A number from 0 up.
    ///
    /// # Errors
    /// [`Wrong::Unexpected`] when the next value is something else.
    pub fn unsigned(&mut self) -> Result<u64, CborError> {
        self.read(Decoder::u64)
    }

    /// A number from 0 up that fits the type asked for.
    ///
    /// # Errors
    /// [`Wrong::Unexpected`] when it does not fit or is something else.
    pub fn small<T: TryFrom<u64>>(&mut self) -> Result<T, CborError> {
        let at = self.position();
        T::try_from(self.unsigned()?).map_err(|_| CborError { wrong: Wrong::Unexpected, at })
    }

    /// A number that may be below 0.
    ///
    /// # Errors
    /// [`Wrong::Unexpected`] when the next value is something else.
    pub fn signed(&mut self) -> Result<i64, CborError> {
        self.read(Decoder::i64)
    }

    /// A byte string.
    ///
    /// # Errors
    /// [`Wrong::Unexpected`] when the next value is something else.
    pub fn bytes(&mut self) -> Result<&'a [u8], CborError> {
        self.read(Decoder::bytes)
    }

    /// A byte string of exactly `N` bytes.
    ///
    /// # Errors
    /// [`Wrong::Unexpected`] for another length or another type.
    pub fn fixed<const N: usize>(&mut self) -> Result<[u8; N], CborError> {
        let at = self.position();
        self.bytes()?.try_into().map_err(|_| CborError { wrong: Wrong::Unexpected, at })
    }

    /// A text.
    ///
    /// # Errors
    /// [`Wrong::Unexpected`] when the next value is something else.
    pub fn text(&mut self) -> Result<&'a str, CborError> {
        self.read(Decoder::str)
    }

    /// A text of at most so many bytes.
    ///
    /// # Errors
    /// [`Wrong::Unexpected`] for a longer text or another type.
    pub fn short_text(&mut self, longest: usize) -> Result<&'a str, CborError> {
        let at = self.position();
        let text = self.text()?;
        if text.len() <= longest { Ok(text) } else { Err(CborError { wrong: Wrong::Unexpected, at }) }
    }

    /// True or false.
    ///
    /// # Errors
    /// [`Wrong::Unexpected`] when the next value is something else.
    pub fn flag(&mut self) -> Result<bool, CborError> {
        self.read(Decoder::bool)
    }

    /// Nothing for null, else what `read` reads.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn optional<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, CborError>,
    ) -> Result<Option<T>, CborError> {
        if self.next_is(Type::Null) {
            self.read(Decoder::null)?;
            return Ok(None);
        }
        read(self).map(Some)
    }

    /// True when the next value is an array.
    #[must_use]
    pub fn next_is_array(&self) -> bool {
        self.next_is(Type::Array)
    }

    /// The bytes of the next value, whatever it is.
    ///
    /// # Errors
    /// [`Wrong::Unexpected`] when there is no further value.
    pub fn raw(&mut self) -> Result<&'a [u8], CborError> {
        let start = self.position();
        self.read(Decoder::skip)?;
        let bytes = self.0.input().get(start..self.position());
        bytes.ok_or(CborError { wrong: Wrong::Unexpected, at: start })
    }

    /// The bytes of the next `count` values.
    ///
    /// # Errors
    /// [`Wrong::Unexpected`] when there are fewer.
    pub fn raw_many(&mut self, count: usize) -> Result<&'a [u8], CborError> {
        let start = self.position();
        for _ in 0..count {
            self.read(Decoder::skip)?;
        }
        let bytes = self.0.input().get(start..self.position());
        bytes.ok_or(CborError { wrong: Wrong::Unexpected, at: start })
    }

    /// The error of a value at this position that does not belong there.
    #[must_use]
    pub const fn unexpected(at: usize) -> CborError {
        CborError { wrong: Wrong::Unexpected, at }
    }

    fn next_is(&self, wanted: Type) -> bool {
        self.0.datatype().is_ok_and(|next| next == wanted)
    }

    fn length(&self, length: Option<u64>) -> Result<usize, CborError> {
        let length = length.and_then(|length| usize::try_from(length).ok());
        length.ok_or(Self::unexpected(self.position()))
    }

    fn read<T>(
        &mut self,
        read: impl FnOnce(&mut Decoder<'a>) -> Result<T, minicbor::decode::Error>,
    ) -> Result<T, CborError> {
        let at = self.position();
        let value = read(&mut self.0);
        value.map_err(|_| {
            // A refused value is still there for whoever knows another type for it.
            self.0.set_position(at);
            Self::unexpected(at)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_in_their_order() {
        let bytes = [0x85, 0x01, 0x20, 0x41, 0xaa, 0xf6, 0x82, 0x61, b'x', 0xf5];
        let mut reader = Reader::strict(&bytes).unwrap();
        reader.array_of(5).unwrap();
        assert_eq!(reader.small::<u8>(), Ok(1));
        assert_eq!(reader.signed(), Ok(-1));
        assert_eq!(reader.fixed::<1>(), Ok([0xaa]));
        assert_eq!(reader.optional(Reader::text), Ok(None));
        assert_eq!(reader.raw(), Ok([0x82, 0x61, b'x', 0xf5].as_slice()));
        assert!(reader.raw().is_err(), "nothing is left");
    }

    #[test]
    fn another_type_is_refused_with_its_place() {
        let bytes = [0x82, 0x01, 0x61, b'x'];
        let mut reader = Reader::strict(&bytes).unwrap();
        reader.array().unwrap();
        reader.unsigned().unwrap();
        assert_eq!(reader.unsigned(), Err(CborError { wrong: Wrong::Unexpected, at: 2 }));
        assert_eq!(reader.text(), Ok("x"), "what was refused can still be read as what it is");
    }

    #[test]
    fn a_number_that_does_not_fit_is_refused() {
        let bytes = [0x19, 0x01, 0x00];
        assert!(Reader::strict(&bytes).unwrap().small::<u8>().is_err());
    }
}
