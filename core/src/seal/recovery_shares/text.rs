//! A share as text for a QR code, and as words for a person who has nothing but the paper.

use data_encoding::BASE32_NOPAD;
use first72_wire::label::plain_digest;
use zeroize::Zeroizing;

use super::{HEAD, MOST_CUSTODIANS, PART, RecoveryShare, ShareError};
use crate::directory::enrol::{number_of_word, word_list};
use crate::seal::secret::SecretBytes;

/// Begins the text of a share.
const BEGINNING: &str = "F72-SHARE-1:";
const CHECKSUM: usize = 4;
const WORD_BITS: usize = 11;
const WORDS_IN_LINE: usize = 8;

/// Why a text is no share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareTextError {
    /// Neither the code of a share nor words of the list.
    #[error("this is not a share")]
    Form,
    /// A word that the list does not have.
    #[error("word {at} is not one of the list")]
    Word {
        /// Which, counted from 1.
        at: usize,
    },
    /// A character or word is wrong or missing.
    #[error("the share does not add up; something in it is wrong or missing")]
    Checksum,
}

impl ShareTextError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form => "share.form",
            Self::Word { .. } => "share.word",
            Self::Checksum => "share.checksum",
        }
    }
}

impl RecoveryShare {
    /// The text that stands in the QR code.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let checked = self.checked();
        // Room for all of it from the start, so that no copy is left behind.
        let mut text = Zeroizing::new(String::with_capacity(BEGINNING.len() + BASE32_NOPAD.encode_len(checked.len())));
        text.push_str(BEGINNING);
        BASE32_NOPAD.encode_append(&checked, &mut text);
        text
    }

    /// The same as words, in numbered lines of eight.
    #[must_use]
    pub fn to_words(&self) -> Zeroizing<String> {
        let checked = self.checked();
        let count = (checked.len() * 8).div_ceil(WORD_BITS);
        let mut text = Zeroizing::new(String::with_capacity(count * 12));
        for at in 0..count {
            if at % WORDS_IN_LINE == 0 {
                let line_end = if at == 0 { "" } else { "\n" };
                text.push_str(&format!("{line_end}{:>2}.", at / WORDS_IN_LINE + 1));
            }
            let number =
                (0..WORD_BITS).fold(0, |number, bit| number << 1 | usize::from(bit_of(&checked, at * WORD_BITS + bit)));
            text.push(' ');
            text.push_str(word_list().nth(number).unwrap_or(""));
        }
        text
    }

    /// Reads a share from its code or its words; what stands around the code on its sheet is passed over. Case and
    /// the numbers of lines do not matter, and four letters of a word are enough.
    ///
    /// # Errors
    /// [`ShareError::Text`] says what is wrong.
    pub fn read(text: &str) -> Result<Self, ShareError> {
        let upper = Zeroizing::new(text.to_ascii_uppercase());
        let checked = match upper.find(BEGINNING) {
            Some(at) => of_code(upper.get(at + BEGINNING.len()..).unwrap_or_default())?,
            None => of_words(text)?,
        };
        let (bytes, sum) = checked.split_last_chunk::<CHECKSUM>().ok_or(ShareTextError::Form)?;
        if *sum != checksum(bytes) {
            return Err(ShareTextError::Checksum.into());
        }
        Self::from_bytes(bytes).ok_or_else(|| ShareTextError::Form.into())
    }

    fn checked(&self) -> SecretBytes {
        let mut bytes = self.to_bytes();
        let sum = checksum(&bytes);
        bytes.reserve_exact(CHECKSUM);
        bytes.extend(sum);
        bytes
    }
}

fn of_code(rest: &str) -> Result<SecretBytes, ShareTextError> {
    let code = rest.split_whitespace().next().unwrap_or_default();
    BASE32_NOPAD.decode(code.as_bytes()).map(SecretBytes::new).map_err(|_| ShareTextError::Form)
}

fn of_words(text: &str) -> Result<SecretBytes, ShareTextError> {
    let is_number = |token: &&str| token.trim_end_matches('.').bytes().all(|byte| byte.is_ascii_digit());
    let words = text.split_whitespace().filter(|token| !is_number(token));
    let mut bits: Zeroizing<Vec<bool>> = Zeroizing::new(Vec::with_capacity(WORD_BITS * 512));
    for (at, word) in (1..).zip(words) {
        let number =
            number_of_word(word).ok_or(if at == 1 { ShareTextError::Form } else { ShareTextError::Word { at } })?;
        bits.extend((0..WORD_BITS).rev().map(|bit| number >> bit & 1 == 1));
    }
    // The longest share that these words can hold; what is left over is filling.
    let most = usize::from(MOST_CUSTODIANS) * 5;
    let mut lengths = (1..=most).map(|parts| HEAD + PART * parts + CHECKSUM);
    let length = lengths.rfind(|length| (length * 8).div_ceil(WORD_BITS) * WORD_BITS == bits.len());
    let length = length.ok_or(ShareTextError::Checksum)?;
    let bytes = bits.chunks(8).take(length).map(|byte| byte.iter().fold(0u8, |byte, bit| byte << 1 | u8::from(*bit)));
    let mut read = SecretBytes::new(Vec::with_capacity(length));
    read.extend(bytes);
    Ok(read)
}

fn bit_of(bytes: &[u8], bit: usize) -> bool {
    bytes.get(bit / 8).is_some_and(|byte| byte >> (7 - bit % 8) & 1 == 1)
}

fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    let [a, b, c, d, ..] = plain_digest(&[BEGINNING.as_bytes(), bytes]).0;
    [a, b, c, d]
}
