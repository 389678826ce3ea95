//! Six words that two people compare aloud: 66 bits of a hash, 11 bits a word.
//!
//! The list is the English one of BIP-39 (2,048 words, told apart by their first four letters; from
//! the `bip39` crate, CC0-1.0). Its order is part of the format.

use first72_wire::id::Hash;

static WORDS_V1: &str = include_str!("words-v1.txt");
/// How many words are compared.
pub const WORD_COUNT: usize = 6;
const BITS: usize = 11;
/// Letters by which the words of the list are told apart.
const LETTERS: usize = 4;

/// Every word, in the order of the list.
pub(crate) fn word_list() -> impl DoubleEndedIterator<Item = &'static str> {
    WORDS_V1.lines()
}

/// Which word of the list this is, by the whole of it or by its first four letters; case does not matter.
pub(crate) fn number_of_word(word: &str) -> Option<usize> {
    let start = |word: &str| word.chars().take(LETTERS).flat_map(char::to_lowercase).collect::<String>();
    let (wanted, whole) = (start(word), word.to_lowercase());
    let exact = word_list().position(|listed| listed == whole);
    exact.or_else(|| {
        (wanted.chars().count() == LETTERS).then(|| word_list().position(|listed| start(listed) == wanted))?
    })
}

/// The words of the first 66 bits.
#[must_use]
pub(super) fn six_words_of(hash: &Hash) -> [&'static str; WORD_COUNT] {
    let mut words = [""; WORD_COUNT];
    for (at, word) in words.iter_mut().enumerate() {
        let number = (0..BITS).fold(0, |number, bit| (number << 1) | usize::from(bit_of(hash, at * BITS + bit)));
        // The list has a word for every 11-bit number; a test counts them.
        *word = WORDS_V1.lines().nth(number).unwrap_or("");
    }
    words
}

fn bit_of(hash: &Hash, bit: usize) -> bool {
    hash.0.get(bit / 8).is_some_and(|byte| byte >> (7 - bit % 8) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use first72_wire::label::plain_digest;

    #[test]
    fn the_list_is_the_published_one() {
        assert_eq!(WORDS_V1.lines().count(), 2048);
        let digest = plain_digest(&[WORDS_V1.as_bytes()]).to_string();
        assert_eq!(digest, "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
    }

    // cjis:IA-5(n)
    #[test]
    fn words_follow_from_the_first_66_bits() {
        assert_eq!(six_words_of(&Hash::ZERO), ["abandon"; WORD_COUNT]);
        assert_eq!(six_words_of(&Hash([0xff; 32])), ["zoo"; WORD_COUNT]);
        let mut last = Hash::ZERO;
        last.0[8] = 0b0100_0000;
        assert_eq!(six_words_of(&last)[5], "ability", "bit 65 is the last bit of the sixth word");
        last.0[8] = 0b0010_0000;
        assert_eq!(six_words_of(&last), six_words_of(&Hash::ZERO), "bit 66 is not heard");
    }
}
