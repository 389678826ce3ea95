//! Secrets that others try first: common passwords, words of this field, runs and repetitions.
//!
//! Compared without case and spaces. The list is in `blocklist/`, with where it comes from.

use std::collections::HashSet;
use std::sync::LazyLock;

use zeroize::Zeroizing;

const COMMON: &str = include_str!("blocklist/common.txt");
const FIELD: &str = include_str!("blocklist/field.txt");
static LISTED: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| COMMON.lines().chain(FIELD.lines()).filter(|line| !line.starts_with('#')).collect());

/// Ways along a keyboard, the alphabet and the digits; each is tried backwards too.
const RUNS: [&str; 6] = [
    "012345678901234567890123456789",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertyuiopasdfghjklñzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p",
    "1q2w3e4r5t6y7u8i9o0p",
];
/// Shortest part of a secret that counts as a run or as a listed word.
const SHORTEST_PART: usize = 3;
/// Longest unit whose repetition is refused whatever it is.
const LONGEST_UNIT: usize = 4;

/// Whether a secret is one that others try first: as a whole, as two such things behind each other, or as one with
/// digits and signs around it. Bytes that are no text are not on any list.
pub(super) fn is_guessed_first(secret: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(secret) else { return false };
    let folded = folded(text);
    if is_guessed(&folded) {
        return true;
    }
    let core = folded.trim_matches(|sign: char| !sign.is_alphabetic());
    // Of a number only the whole counts: halves of eight digits are years and dates, and most numbers have such halves.
    !core.is_empty() && (is_guessed(core) || is_two(&folded) || is_two(core))
}

/// Lower case, without anything that only separates.
fn folded(text: &str) -> Zeroizing<String> {
    // Room for every letter that grows in lower case: no copy is left behind by growing.
    let mut folded = Zeroizing::new(String::with_capacity(3 * text.len()));
    let letters = text.chars().filter(|letter| !letter.is_whitespace());
    folded.extend(letters.flat_map(char::to_lowercase));
    folded
}

fn is_guessed(part: &str) -> bool {
    LISTED.contains(part) || is_run(part) || is_repeated(part)
}

fn is_two(text: &str) -> bool {
    let long_enough = |part: &str| part.chars().count() >= SHORTEST_PART;
    text.char_indices().any(|(at, _)| {
        let (left, right) = text.split_at(at);
        long_enough(left) && long_enough(right) && is_guessed(left) && is_guessed(right)
    })
}

fn is_run(part: &str) -> bool {
    let backwards: Zeroizing<String> = Zeroizing::new(part.chars().rev().collect());
    part.chars().count() >= SHORTEST_PART
        && RUNS.iter().any(|run| run.contains(part) || run.contains(backwards.as_str()))
}

/// Whether it is one short or listed thing over and over, the last time perhaps cut off.
fn is_repeated(part: &str) -> bool {
    let letters = Zeroizing::new(part.chars().map(u32::from).collect::<Vec<_>>());
    let unit = (1..=letters.len() / 2)
        .find(|unit| letters.iter().zip(letters.iter().skip(*unit)).all(|(letter, later)| letter == later));
    let listed = |unit: usize| {
        let end = part.char_indices().nth(unit).map_or(part.len(), |(at, _)| at);
        part.get(..end).is_some_and(|word| LISTED.contains(word) || is_run(word))
    };
    unit.is_some_and(|unit| unit <= LONGEST_UNIT || listed(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_written_as_it_is_compared() {
        for line in COMMON.lines().chain(FIELD.lines()).filter(|line| !line.starts_with('#')) {
            assert_eq!(*folded(line), line);
            assert!(!line.is_empty());
        }
        assert!(LISTED.len() > 20_000, "{} entries", LISTED.len());
    }

    // cjis:IA-5(1)(a)
    #[test]
    fn what_others_try_first_is_refused_however_it_is_spaced_cased_or_filled_up() {
        let refused = [
            "password",
            "Pass Word",
            "PASSWORDpassword",
            "password12345678!",
            "!!2024Sunshine2024!!",
            "sunshine princess",
            "1234567890123456",
            "0987654321098765",
            "qwertyuiopasdfgh",
            "aaaaaaaaaaaaaaaa",
            "abcabcabcabcabcab",
            "First72 First72 First72",
            "Deputy Sheriff 2026",
            "correct horse battery staple",
            "contraseña contraseña",
        ];
        for secret in refused {
            assert!(is_guessed_first(secret.as_bytes()), "{secret}");
        }
    }

    #[test]
    fn words_that_do_not_belong_together_are_taken() {
        let taken = [
            "an invented passphrase",
            "violin harbor ticket maple",
            "seven invented words",
            "tres barcos y una guitarra",
            "4815162342108597",
            "kestrel-Oboe-7-anvil",
        ];
        for secret in taken {
            assert!(!is_guessed_first(secret.as_bytes()), "{secret}");
        }
        assert!(!is_guessed_first(&[0xFF; 16]));
        assert!(!is_guessed_first(b""));
    }

    #[test]
    fn of_a_pin_only_the_whole_is_looked_at() {
        for pin in ["12345678", "87654321", "11111111", "90909090", "12341234"] {
            assert!(is_guessed_first(pin.as_bytes()), "{pin}");
        }
        for pin in ["25801470", "19832071", "73019264"] {
            assert!(!is_guessed_first(pin.as_bytes()), "{pin}");
        }
    }
}
