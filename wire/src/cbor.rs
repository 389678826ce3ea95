//! Strict deterministic CBOR (RFC 8949 section 4.2.1): one value has exactly one encoding.
//!
//! Everything that is signed or hashed as CBOR passes [`check`] before anything is read from it.
//! Only the check, a reader and a writer belong here; what the fields mean stands with their types.

mod reader;
mod writer;

pub use reader::Reader;
pub use writer::{Writer, text_key_order};

use thiserror::Error;

/// Deepest nesting of arrays and maps that is read.
pub const MAX_DEPTH: usize = 16;

/// Bytes that are not strict CBOR, or not the value that belongs in this place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{wrong} at byte {at}")]
pub struct CborError {
    /// What is wrong.
    pub wrong: Wrong,
    /// Where, counted in bytes from the start.
    pub at: usize,
}

impl CborError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.wrong.code()
    }
}

/// What is wrong with bytes that should be strict CBOR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Wrong {
    /// The bytes end inside a value.
    #[error("the bytes end inside a value")]
    Short,
    /// Bytes follow the value.
    #[error("bytes follow the value")]
    Trailing,
    /// A number or length is not in its shortest form.
    #[error("a number is not in its shortest form")]
    Long,
    /// A length is not stated, or the lead byte is reserved.
    #[error("a length is not stated")]
    Indefinite,
    /// A floating-point number.
    #[error("a floating-point number")]
    Float,
    /// A tag.
    #[error("a tag")]
    Tag,
    /// A simple value other than false, true and null.
    #[error("an unknown simple value")]
    Simple,
    /// Keys of a map are not in ascending order of their bytes, or one comes twice.
    #[error("the keys of a map are not sorted or not distinct")]
    Keys,
    /// Arrays and maps are nested deeper than [`MAX_DEPTH`].
    #[error("nested too deeply")]
    Depth,
    /// A text is not UTF-8.
    #[error("a text is not UTF-8")]
    Text,
    /// Strict CBOR, but not the type, length or number that belongs here.
    #[error("not the value that belongs here")]
    Unexpected,
}

impl Wrong {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Short => "cbor.short",
            Self::Trailing => "cbor.trailing",
            Self::Long => "cbor.long",
            Self::Indefinite => "cbor.indefinite",
            Self::Float => "cbor.float",
            Self::Tag => "cbor.tag",
            Self::Simple => "cbor.simple",
            Self::Keys => "cbor.keys",
            Self::Depth => "cbor.depth",
            Self::Text => "cbor.text",
            Self::Unexpected => "cbor.unexpected",
        }
    }
}

/// Checks that the bytes are exactly one strict value.
///
/// # Errors
/// [`CborError`] names the first thing that is wrong, and where.
pub fn check(bytes: &[u8]) -> Result<(), CborError> {
    let mut checker = Checker { bytes, at: 0 };
    checker.value(0)?;
    if checker.at == bytes.len() { Ok(()) } else { Err(checker.wrong(Wrong::Trailing)) }
}

/// Checks that the bytes are strict values one after the other, and counts them.
///
/// # Errors
/// As [`check`].
pub fn check_sequence(bytes: &[u8]) -> Result<usize, CborError> {
    let mut checker = Checker { bytes, at: 0 };
    let mut count = 0;
    while checker.at < bytes.len() {
        checker.value(0)?;
        count += 1;
    }
    Ok(count)
}

struct Checker<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Checker<'a> {
    fn value(&mut self, depth: usize) -> Result<(), CborError> {
        let start = self.at;
        let (major, info) = self.lead()?;
        if major == 7 {
            return self.simple(start, info);
        }
        let argument = self.argument(start, info)?;
        match major {
            0 | 1 => Ok(()),
            2 => self.take(argument).map(|_| ()),
            3 => self.text(argument),
            4 => self.array(argument, depth),
            5 => self.map(argument, depth),
            _ => Err(CborError { wrong: Wrong::Tag, at: start }),
        }
    }

    fn lead(&mut self) -> Result<(u8, u8), CborError> {
        let byte = *self.bytes.get(self.at).ok_or(self.wrong(Wrong::Short))?;
        self.at += 1;
        Ok((byte >> 5, byte & 0x1f))
    }

    fn argument(&mut self, start: usize, info: u8) -> Result<u64, CborError> {
        let width = match info {
            0..=23 => return Ok(u64::from(info)),
            24 => 1,
            25 => 2,
            26 => 4,
            27 => 8,
            _ => return Err(CborError { wrong: Wrong::Indefinite, at: start }),
        };
        let digits = self.take(width)?;
        let number = digits.iter().fold(0u64, |number, byte| (number << 8) | u64::from(*byte));
        let shortest = match width {
            1 => number >= 24,
            2 => number > u64::from(u8::MAX),
            4 => number > u64::from(u16::MAX),
            _ => number > u64::from(u32::MAX),
        };
        if shortest { Ok(number) } else { Err(CborError { wrong: Wrong::Long, at: start }) }
    }

    fn simple(&self, start: usize, info: u8) -> Result<(), CborError> {
        let wrong = match info {
            20..=22 => return Ok(()),
            25..=27 => Wrong::Float,
            28..=31 => Wrong::Indefinite,
            _ => Wrong::Simple,
        };
        Err(CborError { wrong, at: start })
    }

    fn text(&mut self, length: u64) -> Result<(), CborError> {
        let start = self.at;
        let bytes = self.take(length)?;
        match std::str::from_utf8(bytes) {
            Ok(_) => Ok(()),
            Err(_) => Err(CborError { wrong: Wrong::Text, at: start }),
        }
    }

    fn array(&mut self, length: u64, depth: usize) -> Result<(), CborError> {
        let inside = self.deeper(depth)?;
        for _ in 0..length {
            self.value(inside)?;
        }
        Ok(())
    }

    fn map(&mut self, length: u64, depth: usize) -> Result<(), CborError> {
        let inside = self.deeper(depth)?;
        let mut last: Option<&'a [u8]> = None;
        for _ in 0..length {
            let start = self.at;
            self.value(inside)?;
            let key = self.bytes.get(start..self.at).ok_or(self.wrong(Wrong::Short))?;
            if last.is_some_and(|last| last >= key) {
                return Err(CborError { wrong: Wrong::Keys, at: start });
            }
            last = Some(key);
            self.value(inside)?;
        }
        Ok(())
    }

    fn deeper(&self, depth: usize) -> Result<usize, CborError> {
        if depth < MAX_DEPTH { Ok(depth + 1) } else { Err(self.wrong(Wrong::Depth)) }
    }

    fn take(&mut self, length: u64) -> Result<&'a [u8], CborError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let taken = usize::try_from(length).ok().and_then(|length| rest.get(..length));
        let taken = taken.ok_or(self.wrong(Wrong::Short))?;
        self.at += taken.len();
        Ok(taken)
    }

    const fn wrong(&self, wrong: Wrong) -> CborError {
        CborError { wrong, at: self.at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn refusal(bytes: &[u8]) -> Option<Wrong> {
        check(bytes).err().map(|error| error.wrong)
    }

    #[test]
    fn strict_values_pass() {
        let nested = [vec![0x81; MAX_DEPTH], vec![0x00]].concat();
        let values: [&[u8]; 9] = [
            &[0x00],
            &[0x18, 0x18],
            &[0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            &[0x43, 1, 2, 3],
            &[0x62, 0xc3, 0xb1],
            &[0xa2, 0x00, 0xf5, 0x01, 0xf6],
            &[0xa2, 0x61, b'b', 0x00, 0x62, b'a', b'a', 0x00],
            &[0x80],
            &nested,
        ];
        for value in values {
            assert_eq!(refusal(value), None, "{value:02x?}");
        }
    }

    // masvs:CODE-4 cjis:SI-10
    #[test]
    fn each_laxness_of_cbor_is_refused_by_name() {
        let deep = [vec![0x81; MAX_DEPTH + 1], vec![0x00]].concat();
        let cases: [(&[u8], Wrong); 19] = [
            (&[], Wrong::Short),
            (&[0x43, 1, 2], Wrong::Short),
            (&[0x82, 0x00], Wrong::Short),
            (&[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], Wrong::Short),
            (&[0x00, 0x00], Wrong::Trailing),
            (&[0x18, 0x17], Wrong::Long),
            (&[0x19, 0x00, 0xff], Wrong::Long),
            (&[0x1a, 0x00, 0x00, 0xff, 0xff], Wrong::Long),
            (&[0x9f, 0xff], Wrong::Indefinite),
            (&[0x5f, 0xff], Wrong::Indefinite),
            (&[0xff], Wrong::Indefinite),
            (&[0xf9, 0x00, 0x00], Wrong::Float),
            (&[0xfb, 0, 0, 0, 0, 0, 0, 0, 0], Wrong::Float),
            (&[0xc0, 0x00], Wrong::Tag),
            (&[0xf7], Wrong::Simple),
            (&[0xa2, 0x01, 0x00, 0x00, 0x00], Wrong::Keys),
            (&[0xa2, 0x00, 0x00, 0x00, 0x00], Wrong::Keys),
            (&[0x61, 0xff], Wrong::Text),
            (&deep, Wrong::Depth),
        ];
        for (bytes, wrong) in cases {
            assert_eq!(refusal(bytes), Some(wrong), "{bytes:02x?}");
        }
    }

    #[test]
    fn a_sequence_is_counted() {
        assert_eq!(check_sequence(&[0x00, 0x61, b'a', 0x80]), Ok(3));
        assert_eq!(check_sequence(&[]), Ok(0));
        assert!(check_sequence(&[0x00, 0x61]).is_err());
    }

    fn rewritten(reader: &mut Reader<'_>, out: &mut Writer) -> Result<(), CborError> {
        if let Ok(length) = reader.array() {
            out.array(length);
            return (0..length).try_for_each(|_| rewritten(reader, out));
        }
        if let Ok(length) = reader.map() {
            out.map(length);
            return (0..length * 2).try_for_each(|_| rewritten(reader, out));
        }
        if let Ok(number) = reader.unsigned() {
            out.unsigned(number);
        } else if let Ok(number) = reader.signed() {
            out.signed(number);
        } else if let Ok(text) = reader.text() {
            out.text(text);
        } else if let Ok(bytes) = reader.bytes() {
            out.bytes(bytes);
        } else if let Ok(flag) = reader.flag() {
            out.flag(flag);
        } else {
            out.raw(reader.raw()?);
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn what_passes_is_the_only_encoding_of_its_value(
            lead in any::<u8>(),
            bytes in proptest::collection::vec(prop_oneof![0u8..0x20, 0x40u8..0x44, 0x60u8..0x64, 0x80u8..0x84, any::<u8>()], 0..12),
        ) {
            let bytes = [&[lead][..], &bytes].concat();
            if let Ok(mut reader) = Reader::strict(&bytes) {
                let mut out = Writer::new();
                rewritten(&mut reader, &mut out).unwrap();
                prop_assert_eq!(out.into_bytes(), bytes);
            }
        }
    }
}
