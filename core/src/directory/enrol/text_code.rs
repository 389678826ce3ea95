//! Bytes as text for a QR code, a file or a mail: upper-case base 32 (RFC 4648), which QR codes pack
//! well and which survives being read aloud, with a checksum against slips.

use data_encoding::BASE32_NOPAD;
use first72_wire::label::plain_digest;
use thiserror::Error;

const CHECKSUM: usize = 4;

/// A text that is not the code it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TextCodeError {
    /// Longer than any such code.
    #[error("the text is too long for this code")]
    TooLong,
    /// It does not begin as this code does.
    #[error("the text is not this kind of code")]
    Kind,
    /// A character that no code contains.
    #[error("the text contains a character that no code contains")]
    Alphabet,
    /// A character is wrong or missing.
    #[error("the text is damaged")]
    Checksum,
}

impl TextCodeError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => "code.too-long",
            Self::Kind => "code.kind",
            Self::Alphabet => "code.alphabet",
            Self::Checksum => "code.checksum",
        }
    }
}

/// The text of a code: its beginning, and the bytes with their checksum.
pub(crate) fn encode(beginning: &str, bytes: &[u8]) -> String {
    let checked = [bytes, &checksum(beginning, bytes)].concat();
    format!("{beginning}{}", BASE32_NOPAD.encode(&checked))
}

/// Characters of the text for so many bytes.
pub(super) fn encoded_len(beginning: &str, bytes: usize) -> usize {
    beginning.len() + BASE32_NOPAD.encode_len(bytes + CHECKSUM)
}

/// Reads a text of at most `longest` characters. Spaces and line ends that a mail put in, and lower
/// case, are forgiven.
pub(crate) fn decode(beginning: &str, longest: usize, text: &str) -> Result<Vec<u8>, TextCodeError> {
    let compact = || text.chars().filter(|char| !char.is_whitespace()).map(|char| char.to_ascii_uppercase());
    // The other code, held up by mistake, is told apart before its length is looked at.
    if !compact().take(beginning.len()).eq(beginning.chars()) {
        return Err(TextCodeError::Kind);
    }
    // Room for a line end after every few characters; beyond that it is no code.
    if text.len() > longest * 2 {
        return Err(TextCodeError::TooLong);
    }
    let compact: String = compact().collect();
    let packed = compact.strip_prefix(beginning).ok_or(TextCodeError::Kind)?;
    if compact.len() > longest {
        return Err(TextCodeError::TooLong);
    }
    let checked = BASE32_NOPAD.decode(packed.as_bytes()).map_err(|_| TextCodeError::Alphabet)?;
    let (bytes, sum) = checked.split_last_chunk::<CHECKSUM>().ok_or(TextCodeError::Checksum)?;
    if *sum == checksum(beginning, bytes) { Ok(bytes.to_vec()) } else { Err(TextCodeError::Checksum) }
}

fn checksum(beginning: &str, bytes: &[u8]) -> [u8; CHECKSUM] {
    let digest = plain_digest(&[beginning.as_bytes(), bytes]);
    let mut sum = [0; CHECKSUM];
    for (to, from) in sum.iter_mut().zip(digest.0) {
        *to = from;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BEGINNING: &str = "F72-TEST-1:";

    proptest! {
        #[test]
        fn bytes_come_back_from_their_text(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(decode(BEGINNING, 400, &encode(BEGINNING, &bytes)), Ok(bytes));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,80}") {
            prop_assert!(decode(BEGINNING, 400, &text).is_err());
        }
    }

    #[test]
    fn line_ends_and_lower_case_are_forgiven() {
        let text = encode(BEGINNING, b"an invented request").to_lowercase();
        let (left, right) = text.split_at(20);
        assert_eq!(decode(BEGINNING, 400, &format!(" {left}\r\n{right}\n")), Ok(b"an invented request".to_vec()));
    }

    #[test]
    fn every_wrong_character_is_noticed() {
        let text = encode(BEGINNING, b"an invented request");
        for at in 0..text.len() {
            let mut wrong = text.clone().into_bytes();
            wrong[at] = if wrong[at] == b'A' { b'B' } else { b'A' };
            assert!(decode(BEGINNING, 400, &String::from_utf8(wrong).unwrap()).is_err(), "character {at}");
        }
        assert_eq!(decode("F72-MORE-1:", 400, &text), Err(TextCodeError::Kind));
        assert_eq!(decode(BEGINNING, 10, &text), Err(TextCodeError::TooLong));
        assert_eq!(decode(BEGINNING, 400, "F72-TEST-1:A!"), Err(TextCodeError::Alphabet));
    }
}
