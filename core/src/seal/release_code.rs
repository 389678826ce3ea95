//! The code that opens a profile whose PIN is forgotten: 16 random bytes, read aloud as four groups of seven characters.

use first72_wire::header::SUITE;
use first72_wire::id::{DeviceId, RealmId};
use first72_wire::label;
use zeroize::Zeroizing;

use super::device_keys::DeviceKeys;
use super::kem::{self, KemRefusal};
use super::random::{NoRandomness, Randomness};
use super::secret::Secret;

/// Crockford's base 32: no letter that reads like a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHARACTERS: usize = 28;
const GROUP: usize = 7;

/// `K_rel`. Useless without the chip of its own device.
pub struct ReleaseCode(Secret<16>);

/// A release code could not be read, sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReleaseCodeError {
    /// Not 28 characters of the alphabet.
    #[error("a release code has four groups of seven characters")]
    Form,
    /// A character was read or typed wrongly.
    #[error("the release code does not add up; one of its characters is wrong")]
    Checksum,
    /// Sealed to another registrar or for another profile, or altered.
    #[error("the sealed release code does not open for this registrar")]
    Sealed,
    /// The registrar's public key is not a key.
    #[error("the registrar's key is not a key")]
    Recipient,
    /// No random bytes were available.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

impl ReleaseCodeError {
    /// Stable code for screens and logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Form => "release.form",
            Self::Checksum => "release.checksum",
            Self::Sealed => "release.sealed",
            Self::Recipient => "release.recipient",
            Self::Random(inner) => inner.code(),
        }
    }
}

/// A release code sealed to one registrar, as it stands in the device's request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealedRelease {
    /// The registrar's device.
    pub registrar: DeviceId,
    /// HPKE encapsulated key.
    pub enc: [u8; 65],
    /// The sealed code with its tag.
    pub sealed: [u8; 32],
}

impl ReleaseCode {
    pub(super) fn make(random: &dyn Randomness) -> Result<Self, NoRandomness> {
        Secret::random(random).map(Self)
    }

    pub(super) fn secret(&self) -> &Secret<16> {
        &self.0
    }

    /// The code as it is read aloud: `XXXXXXX-XXXXXXX-XXXXXXX-XXXXXXX`.
    ///
    /// 128 bits of the code and 12 of a checksum make 28 characters of 5 bits.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(CHARACTERS + 3));
        let high = u128::from_be_bytes(*self.0.expose());
        let check = u32::from(checksum(self.0.expose()));
        for at in 0..CHARACTERS {
            if at > 0 && at % GROUP == 0 {
                text.push('-');
            }
            // Character 25 holds the code's last 3 bits and the checksum's first 2.
            let five = match at {
                0..=24 => (high >> (123 - 5 * at)) & 31,
                25 => ((high & 7) << 2) | u128::from(check >> 10),
                _ => u128::from(check >> (5 * (27 - at))) & 31,
            };
            let five = usize::try_from(five).unwrap_or(0);
            text.push(char::from(ALPHABET.get(five).copied().unwrap_or(b'0')));
        }
        text
    }

    /// Names the code without telling it: 8 bytes of a hash of its 16 random ones.
    #[must_use]
    pub fn name(&self) -> [u8; 8] {
        let [a, b, c, d, e, f, g, h, ..] = label::digest(label::RELEASE, &[b"name", self.0.expose()]).0;
        [a, b, c, d, e, f, g, h]
    }

    /// Reads a code as a person types it: any case, spaces and hyphens ignored, O for 0, I and L for 1.
    ///
    /// # Errors
    /// [`ReleaseCodeError::Form`] or [`ReleaseCodeError::Checksum`]; neither costs an attempt.
    pub fn from_text(text: &str) -> Result<Self, ReleaseCodeError> {
        let mut high = Zeroizing::new(0u128);
        let mut check = 0u16;
        let mut count = 0usize;
        for character in text.chars().filter(|character| !matches!(character, ' ' | '-')) {
            let five = value(character).ok_or(ReleaseCodeError::Form)?;
            match count {
                0..=24 => *high = (*high << 5) | u128::from(five),
                25 => {
                    *high = (*high << 3) | u128::from(five >> 2);
                    check = u16::from(five & 3);
                }
                26..CHARACTERS => check = (check << 5) | u16::from(five),
                _ => return Err(ReleaseCodeError::Form),
            }
            count += 1;
        }
        if count != CHARACTERS {
            return Err(ReleaseCodeError::Form);
        }
        let secret = Secret::copied_from(&*Zeroizing::new(high.to_be_bytes())).ok_or(ReleaseCodeError::Form)?;
        if checksum(secret.expose()) == check { Ok(Self(secret)) } else { Err(ReleaseCodeError::Checksum) }
    }

    /// Seals the code to a registrar's device, bound to realm, profile and the device that is locked.
    ///
    /// # Errors
    /// [`ReleaseCodeError::Recipient`] when `kem_pk` is not a point of P-256.
    pub fn seal_to(
        &self,
        realm: RealmId,
        profile: &[u8; 16],
        device: &DeviceId,
        registrar: DeviceId,
        kem_pk: &[u8; 65],
        random: &dyn Randomness,
    ) -> Result<SealedRelease, ReleaseCodeError> {
        let info = info(realm, profile, &registrar);
        let (enc, sealed) =
            kem::seal(kem_pk, &info, device.as_bytes(), self.0.expose(), random).map_err(|refusal| match refusal {
                KemRefusal::Random => ReleaseCodeError::Random(NoRandomness),
                _ => ReleaseCodeError::Recipient,
            })?;
        let sealed = sealed.try_into().map_err(|_| ReleaseCodeError::Recipient)?;
        Ok(SealedRelease { registrar, enc, sealed })
    }

    /// Opens a code sealed to this registrar, to be read back to its owner.
    ///
    /// # Errors
    /// [`ReleaseCodeError::Sealed`] for another registrar, realm, profile or device.
    pub fn open_as(
        keys: &DeviceKeys,
        realm: RealmId,
        profile: &[u8; 16],
        device: &DeviceId,
        sealed: &SealedRelease,
    ) -> Result<Self, ReleaseCodeError> {
        let info = info(realm, profile, &keys.device_id());
        let opened = kem::open(keys.scalar(), &sealed.enc, &info, device.as_bytes(), &sealed.sealed);
        let opened = opened.map_err(|_| ReleaseCodeError::Sealed)?;
        Secret::copied_from(&opened).map(Self).ok_or(ReleaseCodeError::Sealed)
    }
}

fn info(realm: RealmId, profile: &[u8; 16], registrar: &DeviceId) -> Vec<u8> {
    let parts: [&[u8]; 5] = [label::RELEASE, &[SUITE], realm.as_bytes(), profile, registrar.as_bytes()];
    parts.concat()
}

/// The first 12 bits of a hash of the code: catches any slip of reading or typing but 1 in 4,096.
fn checksum(code: &[u8; 16]) -> u16 {
    let [first, second, ..] = label::digest(label::RELEASE, &[code]).0;
    u16::from_be_bytes([first, second]) >> 4
}

fn value(character: char) -> Option<u8> {
    let upper = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = ALPHABET.iter().position(|letter| char::from(*letter) == upper)?;
    u8::try_from(at).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SystemRandomness;

    #[test]
    fn a_code_is_read_back_from_its_own_text() {
        for _ in 0..200 {
            let code = ReleaseCode::make(&SystemRandomness::new()).unwrap();
            let text = code.to_text();
            assert_eq!(text.len(), 31);
            assert!(ReleaseCode::from_text(&text).unwrap().0 == code.0);
            let typed = text.replace('-', " ").replace('0', "o").replace('1', "l").to_lowercase();
            assert!(ReleaseCode::from_text(&typed).unwrap().0 == code.0);
        }
    }

    #[test]
    fn a_slip_is_noticed() {
        let code = ReleaseCode(Secret::copied_from(&[7; 16]).unwrap());
        let text = code.to_text();
        let mut noticed = 0;
        for at in (0..text.len()).filter(|at| text.as_bytes()[*at] != b'-') {
            let mut slip = text.as_bytes().to_vec();
            slip[at] = if slip[at] == b'7' { b'8' } else { b'7' };
            let read = ReleaseCode::from_text(std::str::from_utf8(&slip).unwrap());
            noticed += usize::from(read.err() == Some(ReleaseCodeError::Checksum));
        }
        assert_eq!(noticed, CHARACTERS);
        assert_eq!(ReleaseCode::from_text(text.get(..30).unwrap()).err(), Some(ReleaseCodeError::Form));
        assert_eq!(ReleaseCode::from_text("").err(), Some(ReleaseCodeError::Form));
        assert_eq!(ReleaseCode::from_text(&format!("{}0", *text)).err(), Some(ReleaseCodeError::Form));
        assert_eq!(ReleaseCode::from_text(&"U".repeat(28)).err(), Some(ReleaseCodeError::Form));
    }

    #[test]
    fn only_the_named_registrar_opens_it_and_for_this_profile_and_device() {
        let random = SystemRandomness::new();
        let (registrar, other) = (DeviceKeys::make(&random).unwrap(), DeviceKeys::make(&random).unwrap());
        let code = ReleaseCode::make(&random).unwrap();
        let realm = RealmId([1; 16]);
        let public = registrar.public();
        let locked = DeviceId([5; 16]);
        let sealed = code.seal_to(realm, &[2; 16], &locked, public.device_id, &public.kem_pk, &random).unwrap();
        let open = |keys, profile, locked: &DeviceId| ReleaseCode::open_as(keys, realm, &profile, locked, &sealed);
        assert!(open(&registrar, [2; 16], &locked).unwrap().0 == code.0);
        assert_eq!(open(&other, [2; 16], &locked).err(), Some(ReleaseCodeError::Sealed));
        assert_eq!(open(&registrar, [3; 16], &locked).err(), Some(ReleaseCodeError::Sealed));
        assert_eq!(open(&registrar, [2; 16], &DeviceId([6; 16])).err(), Some(ReleaseCodeError::Sealed));
    }
}
