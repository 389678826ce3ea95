//! Giving a space key to a device or to the custodians: HPKE wraps, and older keys sealed under a newer one.

use first72_wire::cbor::{Reader, Writer};
use first72_wire::header::SUITE;
use first72_wire::id::{DeviceId, KeyId, RealmId, SpaceId};
use first72_wire::key_body::{DeviceWrap, KeyBody, RecoveryWrap};
use first72_wire::label;
use zeroize::{Zeroize, Zeroizing};

use super::ceremony_keys::RecoveryKey;
use super::device_keys::DeviceKeys;
use super::envelope;
use super::kem::{self, KemRefusal};
use super::keyring::Keyring;
use super::random::{NoRandomness, Randomness};
use super::secret::Secret;
use super::space_key::SpaceKey;
use super::verified::Verified;

/// Why a key could not be wrapped or unwrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrapError {
    /// The recipient's public key is not a point of the curve.
    #[error("the recipient's key is not a key")]
    Recipient,
    /// Made for another device, space or author, or altered.
    #[error("the wrap does not open for this device and space")]
    Open,
    /// The unwrapped key is not the one that the wrap names.
    #[error("the wrapped key is not the one that was named")]
    WrongKey,
    /// The sealed older keys are not a list of keys of this space.
    #[error("the older keys cannot be read")]
    OldKeys,
    /// No random bytes were available.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

impl WrapError {
    /// Stable code for screens and logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Recipient => "wrap.recipient",
            Self::Open => "wrap.open",
            Self::WrongKey => "wrap.wrong-key",
            Self::OldKeys => "wrap.old-keys",
            Self::Random(inner) => inner.code(),
        }
    }
}

impl From<KemRefusal> for WrapError {
    fn from(refusal: KemRefusal) -> Self {
        match refusal {
            KemRefusal::Key => Self::Recipient,
            KemRefusal::Open => Self::Open,
            KemRefusal::Random => Self::Random(NoRandomness),
        }
    }
}

/// What a wrap is bound to besides its recipient: it opens nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrapPlace {
    /// The realm.
    pub realm: RealmId,
    /// The space whose key is wrapped.
    pub space: SpaceId,
    /// Who makes the wrap; its signature stands on the KEY entry.
    pub author: DeviceId,
}

impl WrapPlace {
    /// HPKE `info`: label ‖ suite ‖ realm ‖ space ‖ key ‖ recipient.
    fn info(&self, key: &KeyId, recipient: &DeviceId) -> Vec<u8> {
        let parts: [&[u8]; 6] =
            [label::WRAP, &[SUITE], self.realm.as_bytes(), self.space.as_bytes(), key.as_bytes(), recipient.as_bytes()];
        parts.concat()
    }

    /// HPKE `aad`: label ‖ author.
    fn aad(&self) -> Vec<u8> {
        [label::WRAP_AAD, self.author.as_bytes()].concat()
    }
}

/// The recipient id of a compartment's recovery key in the wrap's binding: it has no device, so its
/// id is derived from its public key alone.
#[must_use]
pub fn recovery_recipient(kem_pk: &[u8; 65]) -> DeviceId {
    DeviceId(label::truncate(&label::digest(label::RECOVERY, &[kem_pk])))
}

/// Wraps a space key to a device.
///
/// # Errors
/// [`WrapError::Recipient`] when `kem_pk` is not a point of P-256.
pub fn wrap_key(
    key: &SpaceKey,
    place: &WrapPlace,
    recipient: DeviceId,
    kem_pk: &[u8; 65],
    random: &dyn Randomness,
) -> Result<DeviceWrap, WrapError> {
    let (enc, wrapped) = seal_to(key, place, &recipient, kem_pk, random)?;
    Ok(DeviceWrap { device_id: recipient, enc, wrapped })
}

/// Wraps a space key to the recovery key of its compartment, whose private half is on paper only.
///
/// # Errors
/// [`WrapError::Recipient`] when `kem_pk` is not a point of P-256.
pub fn wrap_for_recovery(
    key: &SpaceKey,
    place: &WrapPlace,
    epoch: u32,
    kem_pk: &[u8; 65],
    random: &dyn Randomness,
) -> Result<RecoveryWrap, WrapError> {
    let (enc, wrapped) = seal_to(key, place, &recovery_recipient(kem_pk), kem_pk, random)?;
    Ok(RecoveryWrap { epoch, enc, wrapped })
}

fn seal_to(
    key: &SpaceKey,
    place: &WrapPlace,
    recipient: &DeviceId,
    kem_pk: &[u8; 65],
    random: &dyn Randomness,
) -> Result<([u8; 65], [u8; 48]), WrapError> {
    let info = place.info(&key.id(), recipient);
    let (enc, wrapped) = kem::seal(kem_pk, &info, &place.aad(), key.secret().expose(), random)?;
    Ok((enc, wrapped.try_into().map_err(|_| WrapError::Recipient)?))
}

/// Opens a wrap made for this device, and checks that it holds the key that it names.
///
/// # Errors
/// [`WrapError::Open`] for a wrap of another device, space or author; [`WrapError::WrongKey`] when
/// its author wrapped another key than the named one.
pub fn unwrap_key(
    keys: &DeviceKeys,
    place: &WrapPlace,
    key_id: &KeyId,
    version: u32,
    wrap: &DeviceWrap,
) -> Result<SpaceKey, WrapError> {
    open_with(keys.scalar(), place, &keys.device_id(), key_id, version, (&wrap.enc, &wrap.wrapped))
}

/// Opens a wrap made for a compartment's custodians with the key that they put together.
///
/// # Errors
/// As [`unwrap_key`].
pub fn unwrap_for_recovery(
    recovery: &RecoveryKey,
    place: &WrapPlace,
    key_id: &KeyId,
    version: u32,
    wrap: &RecoveryWrap,
) -> Result<SpaceKey, WrapError> {
    let recipient = recovery_recipient(recovery.public());
    open_with(recovery.scalar(), place, &recipient, key_id, version, (&wrap.enc, &wrap.wrapped))
}

fn open_with(
    scalar: &Secret<32>,
    place: &WrapPlace,
    recipient: &DeviceId,
    key_id: &KeyId,
    version: u32,
    (enc, wrapped): (&[u8; 65], &[u8; 48]),
) -> Result<SpaceKey, WrapError> {
    let opened = kem::open(scalar, enc, &place.info(key_id, recipient), &place.aad(), wrapped)?;
    let secret = Secret::copied_from(&opened).ok_or(WrapError::WrongKey)?;
    let key = SpaceKey::from_secret(secret, version);
    if key.id() == *key_id { Ok(key) } else { Err(WrapError::WrongKey) }
}

/// Seals older keys of a space under its new one, so that one wrap opens the whole history.
///
/// # Errors
/// [`WrapError::Random`] when no random bytes are available.
pub fn seal_old_keys<'a>(
    new: &SpaceKey,
    space: SpaceId,
    older: impl Iterator<Item = &'a SpaceKey>,
    random: &dyn Randomness,
) -> Result<Vec<u8>, WrapError> {
    let older: Vec<&SpaceKey> = older.collect();
    let mut out = Writer::new();
    out.array(older.len());
    for key in older {
        out.array(3).unsigned(key.version().into()).bytes(key.id().as_bytes()).bytes(key.secret().expose());
    }
    let mut list = out.into_bytes();
    let new_id = new.id();
    let sealed = envelope::seal(new.parent(), &old_keys_context(&space, &new_id), &list, random);
    list.zeroize();
    Ok(sealed?)
}

/// Opens the older keys that stand under `new`.
///
/// # Errors
/// [`WrapError::OldKeys`] when they were sealed elsewhere, altered, or do not bear their names.
pub fn open_old_keys(new: &SpaceKey, space: SpaceId, sealed: &[u8]) -> Result<Vec<SpaceKey>, WrapError> {
    let new_id = new.id();
    let list =
        envelope::open(new.parent(), &old_keys_context(&space, &new_id), sealed).map_err(|_| WrapError::OldKeys)?;
    let mut list = Reader::strict(&list).map_err(|_| WrapError::OldKeys)?;
    let count = list.array().map_err(|_| WrapError::OldKeys)?;
    (0..count).map(|_| read_old_key(&mut list)).collect()
}

fn read_old_key(list: &mut Reader<'_>) -> Result<SpaceKey, WrapError> {
    let mut read = || {
        list.array_of(3)?;
        Ok((list.small()?, KeyId(list.fixed()?), Zeroizing::new(list.fixed::<32>()?)))
    };
    let (version, id, bytes) = read().map_err(|_: first72_wire::cbor::CborError| WrapError::OldKeys)?;
    let secret = Secret::copied_from(bytes.as_slice()).ok_or(WrapError::OldKeys)?;
    let key = SpaceKey::from_secret(secret, version);
    if key.id() == id { Ok(key) } else { Err(WrapError::OldKeys) }
}

fn old_keys_context<'a>(space: &'a SpaceId, new: &'a KeyId) -> [&'a [u8]; 3] {
    [label::OLD_KEYS, space.as_bytes(), new.as_bytes()]
}

/// Takes from a verified KEY entry every key that this device may have, and says how many were new.
///
/// # Errors
/// [`WrapError`] when the wrap addressed to this device does not hold what it says. The keys that
/// could be opened are kept.
pub fn take_keys(keyring: &mut Keyring, keys: &DeviceKeys, entry: &Verified<KeyBody>) -> Result<usize, WrapError> {
    let (space, body) = (entry.space(), entry.value());
    let place = WrapPlace { realm: entry.realm(), space, author: entry.author() };
    let Some(wrap) = body.wraps.iter().find(|wrap| wrap.device_id == keys.device_id()) else {
        return Ok(0);
    };
    let key = match keyring.get(&space, &body.key_id) {
        Some(_) => None,
        None => Some(unwrap_key(keys, &place, &body.key_id, body.version, wrap)?),
    };
    let mut new = 0;
    if let Some(key) = key {
        new += usize::from(keyring.add(space, key));
    }
    let older = match (&body.old_keys, keyring.get(&space, &body.key_id)) {
        (Some(sealed), Some(key)) => open_old_keys(key, space, sealed)?,
        _ => Vec::new(),
    };
    for key in older {
        new += usize::from(keyring.add(space, key));
    }
    Ok(new)
}

#[cfg(test)]
mod tests;
