//! The mark by which the vault of a person is found on a device that several people use. It names nobody: only the chip
//! that made it can tell whether a typed name is the one.

use subtle::ConstantTimeEq;

use super::hazmat::MacKey;
use super::keystore::{ChipKey, KeyStore, KeyStoreError};
use super::random::Randomness;
use super::secret::Secret;

const LABEL: &[u8] = b"first-contact/v1/name";
const MAC: usize = 32;
/// Most characters of a short name, after blanks were put in order.
const LONGEST: usize = 64;

/// A short name as a person types it at the door of a shared device: no secret, and shown to nobody.
pub struct ShortName(String);

impl ShortName {
    /// The name in the form that is compared: blanks at the ends go, several become one, capitals become small.
    /// `None` for nothing, for more than 64 characters, and for characters that cannot be seen.
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let name = words.join(" ").to_lowercase();
        let good = !name.is_empty() && name.chars().count() <= LONGEST && !name.chars().any(char::is_control);
        good.then_some(Self(name))
    }
}

/// Makes the mark of a name under a new chip key: `u16 length ‖ key sealed by the chip ‖ HMAC-SHA-256(key, label ‖ name)`.
///
/// # Errors
/// [`KeyStoreError`] when the chip does not answer.
pub fn mark_name(name: &ShortName, chip: &dyn KeyStore, random: &dyn Randomness) -> Result<Vec<u8>, KeyStoreError> {
    let key = Secret::random(random)?;
    let sealed = chip.seal(ChipKey::Name, &key, random)?;
    let length = u16::try_from(sealed.len()).map_err(|_| KeyStoreError::Sealed)?;
    Ok([&length.to_be_bytes()[..], &sealed, &code(&key, name)].concat())
}

/// Whether a mark is that of this name. Bytes that are no mark of this chip are nobody's.
///
/// # Errors
/// [`KeyStoreError::Unavailable`] when the chip does not answer.
pub fn is_mark_of(mark: &[u8], name: &ShortName, chip: &dyn KeyStore) -> Result<bool, KeyStoreError> {
    let Some((sealed, expected)) = take_apart(mark) else { return Ok(false) };
    match chip.open(ChipKey::Name, sealed) {
        Ok(key) => Ok(code(&key, name).ct_eq(expected).into()),
        Err(KeyStoreError::Unavailable) => Err(KeyStoreError::Unavailable),
        Err(_) => Ok(false),
    }
}

fn code(key: &Secret<32>, name: &ShortName) -> [u8; MAC] {
    MacKey::new(key.expose()).sign(&[LABEL, name.0.as_bytes()])
}

fn take_apart(mark: &[u8]) -> Option<(&[u8], &[u8; MAC])> {
    let (length, rest) = mark.split_first_chunk::<2>()?;
    let (sealed, code) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    Some((sealed, code.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SystemRandomness;
    use crate::seal::keystore::MemoryKeyStore;

    fn named(text: &str) -> ShortName {
        ShortName::typed(text).unwrap()
    }

    #[test]
    fn a_mark_answers_to_its_name_however_it_is_typed_and_to_no_other() {
        let (chip, random) = (MemoryKeyStore::new(), SystemRandomness::new());
        let mark = mark_name(&named("D. Rivera"), &chip, &random).unwrap();
        for same in ["d. rivera", "  D.   RIVERA ", "D. Rivera\t"] {
            assert!(is_mark_of(&mark, &named(same), &chip).unwrap(), "{same:?}");
        }
        for other in ["D Rivera", "D. Rivero", "D.Rivera", "A. Okafor"] {
            assert!(!is_mark_of(&mark, &named(other), &chip).unwrap(), "{other:?}");
        }
        let again = mark_name(&named("D. Rivera"), &chip, &random).unwrap();
        assert_ne!(mark, again, "two marks of one name have nothing in common");
        assert!(!mark.windows(6).any(|part| part.eq_ignore_ascii_case(b"rivera")));
    }

    #[test]
    fn what_cannot_be_a_name_is_none() {
        for text in ["", "   ", "\u{7}bell", &"n".repeat(65)] {
            assert!(ShortName::typed(text).is_none(), "{text:?}");
        }
        assert!(ShortName::typed(&"ñ".repeat(64)).is_some());
    }

    #[test]
    fn an_altered_or_cut_mark_and_one_of_another_chip_is_nobodys() {
        let (chip, random) = (MemoryKeyStore::new(), SystemRandomness::new());
        let (name, mut mark) = (named("A. Okafor"), Vec::new());
        mark.extend(mark_name(&name, &chip, &random).unwrap());
        assert!(!is_mark_of(&mark, &name, &MemoryKeyStore::new()).unwrap());
        for bit in 0..mark.len() * 8 {
            mark[bit / 8] ^= 1 << (bit % 8);
            assert!(!is_mark_of(&mark, &name, &chip).unwrap(), "bit {bit}");
            mark[bit / 8] ^= 1 << (bit % 8);
        }
        for length in 0..mark.len() {
            assert!(!is_mark_of(&mark[..length], &name, &chip).unwrap(), "cut to {length}");
        }
        assert!(is_mark_of(&mark, &name, &chip).unwrap());
    }
}
