//! The number of an episode as 13 words that can be read over a radio: the 128 bits of its id, then 15 bits of a checksum.
//! Four letters of a word are enough. It opens nothing: it only says which episode is meant.

use crate::directory::enrol::{number_of_word, word_list};
use first72_wire::id::EpisodeId;
use first72_wire::label;
use thiserror::Error;

/// How many words there are.
pub const WORDS: usize = 13;
const BITS: usize = 11;
const ID_BITS: usize = 128;

/// Why words are no number of an episode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EpisodeNumberError {
    /// More or fewer than 13 words.
    #[error("the number of an episode has {WORDS} words, and these are {words}")]
    Length {
        /// How many there are.
        words: usize,
    },
    /// A word that the list does not have.
    #[error("word {at} is not one of the list")]
    Word {
        /// Which, counted from 1.
        at: usize,
    },
    /// The words do not belong together: one of them is another, or two were swapped.
    #[error("the words do not add up")]
    Checksum,
}

impl EpisodeNumberError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Length { .. } => "glass.number-length",
            Self::Word { .. } => "glass.number-word",
            Self::Checksum => "glass.number-checksum",
        }
    }
}

/// The words of an episode's number, with blanks between them.
pub(super) fn words(episode: EpisodeId) -> String {
    let bits = checked(episode);
    let number = |at: usize| (0..BITS).fold(0, |number, bit| number << 1 | usize::from(bit_of(&bits, at * BITS + bit)));
    let words: Vec<&str> = (0..WORDS).map(|at| word_list().nth(number(at)).unwrap_or_default()).collect();
    words.join(" ")
}

/// The episode of these words. Case, commas, hyphens and numbers between them do not matter.
pub(in crate::notebook) fn read(text: &str) -> Result<EpisodeId, EpisodeNumberError> {
    let words: Vec<&str> = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let mut bytes = [0; 18];
    for (at, word) in words.iter().take(WORDS).enumerate() {
        let number = number_of_word(word).ok_or(EpisodeNumberError::Word { at: at + 1 })?;
        for bit in (0..BITS).filter(|bit| number >> (BITS - 1 - bit) & 1 == 1) {
            let place = at * BITS + bit;
            if let Some(byte) = bytes.get_mut(place / 8) {
                *byte |= 1 << (7 - place % 8);
            }
        }
    }
    if words.len() != WORDS {
        return Err(EpisodeNumberError::Length { words: words.len() });
    }
    let (id, _) = bytes.split_first_chunk::<16>().ok_or(EpisodeNumberError::Checksum)?;
    let episode = EpisodeId(*id);
    if checked(episode) == bytes { Ok(episode) } else { Err(EpisodeNumberError::Checksum) }
}

/// The id and behind it 15 bits of its checksum; one bit of the last byte belongs to no word.
fn checked(episode: EpisodeId) -> [u8; 18] {
    let sum = label::digest(label::LOCAL, &[b"episode number", &episode.0]).0;
    let mut bytes = [0; 18];
    let all = episode.0.iter().chain(&sum);
    for (to, from) in bytes.iter_mut().zip(all) {
        *to = *from;
    }
    const { assert!(ID_BITS + 15 == WORDS * BITS) };
    if let Some(last) = bytes.last_mut() {
        *last &= 0b1111_1110;
    }
    bytes
}

fn bit_of(bytes: &[u8], bit: usize) -> bool {
    bytes.get(bit / 8).is_some_and(|byte| byte >> (7 - bit % 8) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_read_back_as_people_say_and_type_them() {
        for byte in [0, 1, 0x5a, 0xff] {
            let episode = EpisodeId([byte; 16]);
            let words = words(episode);
            assert_eq!(words.split(' ').count(), WORDS);
            let short: Vec<String> = words.split(' ').map(|word| word.chars().take(4).collect()).collect();
            let numbered: String =
                words.split(' ').enumerate().map(|(at, word)| format!("{}. {word},\n", at + 1)).collect();
            for said in [words.clone(), words.to_uppercase(), short.join("-"), numbered] {
                assert_eq!(read(&said), Ok(episode), "{said}");
            }
        }
    }

    #[test]
    fn what_was_misheard_is_refused_and_says_where() {
        let words = words(EpisodeId([0x5a; 16]));
        let all: Vec<&str> = words.split(' ').collect();
        assert_eq!(read(""), Err(EpisodeNumberError::Length { words: 0 }));
        assert_eq!(read(&all[1..].join(" ")), Err(EpisodeNumberError::Length { words: 12 }));
        assert_eq!(read(&format!("{words} zoo")), Err(EpisodeNumberError::Length { words: 14 }));
        let mut unknown = all.clone();
        unknown[4] = "qqqq";
        assert_eq!(read(&unknown.join(" ")), Err(EpisodeNumberError::Word { at: 5 }));
        // One word in each place changed into each of fifty others, and each pair of neighbours swapped.
        let mut refused = 0;
        for at in 0..WORDS {
            for other in word_list().step_by(41).filter(|other| *other != all[at]) {
                let mut changed = all.clone();
                changed[at] = other;
                refused += usize::from(read(&changed.join(" ")) == Err(EpisodeNumberError::Checksum));
            }
            let mut swapped = all.clone();
            swapped.swap(at, (at + 1) % WORDS);
            assert!(swapped == all || read(&swapped.join(" ")).is_err());
        }
        assert!(refused > 640, "{refused}");
    }
}
