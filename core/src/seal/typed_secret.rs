//! What a person types to unlock: a PIN that the app made, or a passphrase good enough for the device.

use zeroize::Zeroizing;

use super::blocklist::is_guessed_first;
use super::keystore::Demand;
use super::random::{NoRandomness, Randomness, draw};
use super::secret::SecretBytes;

/// Digits of a PIN made by the app (randomly chosen: CJIS IA-5(1)).
pub const PIN_DIGITS: usize = 8;
/// Shortest passphrase where a chip limits guessing, in characters.
pub const SHORTEST_PASSPHRASE: usize = 10;
/// Shortest passphrase where nothing limits guessing, in characters.
pub const SHORTEST_WITHOUT_CHIP: usize = 16;
/// Longest typed secret in bytes.
pub const LONGEST: usize = 1_024;
/// One PIN in several thousand is a listed one: a source that gives so many of them in a row is broken.
const MOST_DRAWS: usize = 32;

/// A secret is not good enough for this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakSecret {
    /// Fewer characters than this device needs.
    #[error("at least {least} characters are needed on this device")]
    Short {
        /// How many characters are needed.
        least: usize,
    },
    /// A PIN of another length than eight digits; PINs are made by the app, not chosen.
    #[error("a PIN has eight digits")]
    Pin,
    /// Longer than [`LONGEST`].
    #[error("the secret is too long")]
    Long,
    /// One of those that others try first.
    #[error("this secret is one of the first that others would try")]
    Common,
    /// The second PIN or passphrase is the first one.
    #[error("this is the one that opens your own vault")]
    Taken,
}

impl WeakSecret {
    /// Stable code for screens and logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Short { .. } => "secret.short",
            Self::Pin => "secret.pin",
            Self::Long => "secret.long",
            Self::Common => "secret.common",
            Self::Taken => "secret.taken",
        }
    }
}

/// A fresh PIN as digits: eight, each of the ten equally likely, and none that others would try first.
///
/// # Errors
/// [`NoRandomness`] when the source fails.
pub fn make_pin(random: &dyn Randomness) -> Result<SecretBytes, NoRandomness> {
    for _ in 0..MOST_DRAWS {
        let pin = draw_pin(random)?;
        // What the device offers has to be what it takes.
        if !is_guessed_first(&pin) {
            return Ok(pin);
        }
    }
    Err(NoRandomness)
}

fn draw_pin(random: &dyn Randomness) -> Result<SecretBytes, NoRandomness> {
    let mut pin = Zeroizing::new(Vec::with_capacity(PIN_DIGITS));
    while pin.len() < PIN_DIGITS {
        let [byte] = draw::<1>(random)?;
        // 250 is the largest multiple of ten that a byte can count to; above it digits would lean.
        if byte < 250 {
            pin.push(b'0' + byte % 10);
        }
    }
    Ok(pin)
}

/// Checks a secret before it becomes the way into a profile.
///
/// # Errors
/// [`WeakSecret`] says what is missing.
pub fn check_secret(secret: &[u8], demand: Demand) -> Result<(), WeakSecret> {
    if secret.len() > LONGEST {
        return Err(WeakSecret::Long);
    }
    let only_digits = secret.iter().all(u8::is_ascii_digit);
    // Characters of UTF-8: bytes that do not continue one.
    let characters = secret.iter().filter(|byte| (**byte & 0xC0) != 0x80).count();
    match demand {
        Demand::Pin if only_digits && characters == PIN_DIGITS => Ok(()),
        Demand::Pin if only_digits && characters < SHORTEST_WITHOUT_CHIP => Err(WeakSecret::Pin),
        Demand::Pin => at_least(characters, SHORTEST_PASSPHRASE),
        Demand::LongPassphrase => at_least(characters, SHORTEST_WITHOUT_CHIP),
    }?;
    if is_guessed_first(secret) { Err(WeakSecret::Common) } else { Ok(()) }
}

fn at_least(characters: usize, least: usize) -> Result<(), WeakSecret> {
    if characters >= least { Ok(()) } else { Err(WeakSecret::Short { least }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SystemRandomness;

    #[test]
    fn a_pin_has_eight_digits_and_two_differ() {
        let random = SystemRandomness::new();
        let pins: Vec<_> = (0..50).map(|_| make_pin(&random).unwrap()).collect();
        assert!(pins.iter().all(|pin| pin.len() == 8 && pin.iter().all(u8::is_ascii_digit)));
        assert!(pins.iter().any(|pin| *pin != pins[0]));
        assert!(pins.iter().all(|pin| check_secret(pin, Demand::Pin).is_ok()));
    }

    /// Gives the digits of a listed PIN first, then others.
    struct FirstListed(std::sync::atomic::AtomicU8);

    impl Randomness for FirstListed {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
            let at = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let digits = b"1111111173019264";
            bytes.fill(digits[usize::from(at) % digits.len()] - b'0');
            Ok(())
        }
    }

    #[test]
    fn a_pin_that_others_would_try_is_not_offered() {
        assert_eq!(**make_pin(&FirstListed(0.into())).unwrap(), *b"73019264");
    }

    // cjis:IA-5(1)(a)
    #[test]
    fn what_is_good_enough_depends_on_the_device() {
        let chip = |text: &str| check_secret(text.as_bytes(), Demand::Pin);
        assert_eq!(chip("258014"), Err(WeakSecret::Pin));
        assert_eq!(chip("258014701"), Err(WeakSecret::Pin));
        assert_eq!(chip("short one"), Err(WeakSecret::Short { least: 10 }));
        assert_eq!(chip("oboe kestrel"), Ok(()));
        let none = |text: &str| check_secret(text.as_bytes(), Demand::LongPassphrase);
        assert_eq!(none("25801470"), Err(WeakSecret::Short { least: 16 }));
        assert_eq!(none("fifteen letters"), Err(WeakSecret::Short { least: 16 }));
        assert_eq!(none("oboe kestrel vat!"), Ok(()));
        assert_eq!(none("Password Password"), Err(WeakSecret::Common));
        assert_eq!(chip("12345678"), Err(WeakSecret::Common));
        assert_eq!(none("ñññññññññññññññ"), Err(WeakSecret::Short { least: 16 }));
        assert_eq!(check_secret(&[b'a'; LONGEST + 1], Demand::Pin), Err(WeakSecret::Long));
    }
}
