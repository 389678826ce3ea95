//! The chip that keeps half of every unlock secret: one trait, and the stores that stand in where there is no chip.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::envelope;
use super::hazmat::Parent;
use super::random::{NoRandomness, Randomness, draw};
use super::secret::Secret;
use crate::durable_file;

const CONTEXT: &[u8] = b"first-contact/v1/chip";
const NAME: usize = 16;

/// What a chip key is for. Each use has keys of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum ChipKey {
    /// Slot 0: the PIN or passphrase.
    Pin = 0,
    /// Slot 1: biometrics. Its key exists on every device, so that use of the slot cannot be seen.
    Biometric = 1,
    /// Slot 2: the release by a registrar.
    Release = 2,
    /// Slot 3: duress. Its key exists on every device, as that of slot 1.
    Duress = 3,
    /// The authenticator of the counter of missed attempts.
    Counter = 4,
    /// The mark of a person's short name on a device that several people use.
    Name = 5,
    /// Slot 4: a second PIN that is made while the decoy is open. Its key exists on every device, as those of the slots
    /// below, which nothing uses yet.
    SecondInDecoy = 6,
    /// Slot 5, for a later way in.
    Later5 = 7,
    /// Slot 6, for a later way in.
    Later6 = 8,
    /// Slot 7, for a later way in.
    Later7 = 9,
}

/// What a store demands of the secret that a person types, because of what it cannot protect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// A chip limits guessing: eight digits made by the app, or a passphrase of at least ten characters.
    Pin,
    /// Nothing but the passphrase stands between a copied folder and its content: at least sixteen characters.
    LongPassphrase,
}

/// Why a chip key could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyStoreError {
    /// The key was destroyed, or never was in this chip.
    #[error("the key is not in this device's key store")]
    Gone,
    /// The sealed bytes were altered, or sealed for another use.
    #[error("the sealed bytes do not belong to this key")]
    Sealed,
    /// The store itself does not answer: locked, full, or no permission.
    #[error("the key store of the device does not answer")]
    Unavailable,
    /// No random bytes were available.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

impl KeyStoreError {
    /// Stable code for screens and logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Gone => "keystore.gone",
            Self::Sealed => "keystore.sealed",
            Self::Unavailable => "keystore.unavailable",
            Self::Random(inner) => inner.code(),
        }
    }
}

/// A place that seals 32 bytes under keys that cannot be taken out of it.
///
/// On phones: Android Keystore (`StrongBox` or TEE), iOS Secure Enclave. What `seal` returns names its
/// key, so a new one can be made beside the old one and the old one destroyed once the new one is
/// safely written.
pub trait KeyStore: Send + Sync {
    /// Makes a new chip key for this use and seals `secret` under it. At most 512 bytes come back.
    ///
    /// # Errors
    /// [`KeyStoreError::Unavailable`] when the store does not answer.
    fn seal(&self, key: ChipKey, secret: &Secret<32>, random: &dyn Randomness) -> Result<Vec<u8>, KeyStoreError>;

    /// Opens what [`KeyStore::seal`] returned for the same use.
    ///
    /// # Errors
    /// [`KeyStoreError::Gone`] after the key was destroyed or on another device.
    fn open(&self, key: ChipKey, sealed: &[u8]) -> Result<Secret<32>, KeyStoreError>;

    /// Destroys the chip key behind `sealed`, for ever. Destroying it twice is no error.
    ///
    /// # Errors
    /// [`KeyStoreError::Unavailable`] when the store does not answer.
    fn destroy(&self, sealed: &[u8]) -> Result<(), KeyStoreError>;

    /// What secrets are good enough on this device.
    fn demand(&self) -> Demand;
}

fn seal_under(
    chip: &Secret<32>,
    name: [u8; NAME],
    key: ChipKey,
    secret: &Secret<32>,
    random: &dyn Randomness,
) -> Result<Vec<u8>, KeyStoreError> {
    let context: [&[u8]; 3] = [CONTEXT, &name, &[key as u8]];
    let sealed = envelope::seal(&Parent::new(chip.expose()), &context, secret.expose(), random)?;
    Ok([&name[..], &sealed].concat())
}

fn open_under(chip: &Secret<32>, name: [u8; NAME], key: ChipKey, sealed: &[u8]) -> Result<Secret<32>, KeyStoreError> {
    let context: [&[u8]; 3] = [CONTEXT, &name, &[key as u8]];
    let opened = envelope::open(&Parent::new(chip.expose()), &context, sealed).map_err(|_| KeyStoreError::Sealed)?;
    Secret::copied_from(&opened).ok_or(KeyStoreError::Sealed)
}

fn split_name(sealed: &[u8]) -> Result<([u8; NAME], &[u8]), KeyStoreError> {
    let (name, rest) = sealed.split_first_chunk::<NAME>().ok_or(KeyStoreError::Sealed)?;
    Ok((*name, rest))
}

/// Keys in memory only, for tests and for trying a device without leaving a trace.
#[derive(Default)]
pub struct MemoryKeyStore {
    keys: Mutex<BTreeMap<[u8; NAME], Secret<32>>>,
}

impl MemoryKeyStore {
    /// An empty store; what it sealed is gone when it is dropped.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A chip with the same keys, for whoever lives an hour of an invented device again from a copy of its files: what one destroys the
    /// other still has. No real chip can do this.
    #[must_use]
    pub fn twin(&self) -> Self {
        let keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        let copy = |(name, key): (&[u8; NAME], &Secret<32>)| Some((*name, Secret::copied_from(key.expose())?));
        Self { keys: Mutex::new(keys.iter().filter_map(copy).collect()) }
    }
}

impl KeyStore for MemoryKeyStore {
    fn seal(&self, key: ChipKey, secret: &Secret<32>, random: &dyn Randomness) -> Result<Vec<u8>, KeyStoreError> {
        let (chip, name) = (Secret::random(random)?, draw(random)?);
        let sealed = seal_under(&chip, name, key, secret, random)?;
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).insert(name, chip);
        Ok(sealed)
    }

    fn open(&self, key: ChipKey, sealed: &[u8]) -> Result<Secret<32>, KeyStoreError> {
        let (name, sealed) = split_name(sealed)?;
        let keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        open_under(keys.get(&name).ok_or(KeyStoreError::Gone)?, name, key, sealed)
    }

    fn destroy(&self, sealed: &[u8]) -> Result<(), KeyStoreError> {
        let (name, _) = split_name(sealed)?;
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).remove(&name);
        Ok(())
    }

    fn demand(&self) -> Demand {
        Demand::Pin
    }
}

/// Keys in files of a folder, one each. Whoever copies the folder has them.
struct FileKeys {
    folder: PathBuf,
}

impl FileKeys {
    fn at(folder: &Path) -> Result<Self, KeyStoreError> {
        match durable_file::make_folder(folder) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(KeyStoreError::Unavailable),
            _ => Ok(Self { folder: folder.to_owned() }),
        }
    }

    fn path(&self, name: [u8; NAME]) -> PathBuf {
        let mut text = String::with_capacity(2 * NAME);
        for byte in name {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        self.folder.join(text)
    }

    fn seal(&self, key: ChipKey, secret: &Secret<32>, random: &dyn Randomness) -> Result<Vec<u8>, KeyStoreError> {
        let (chip, name) = (Secret::<32>::random(random)?, draw(random)?);
        let sealed = seal_under(&chip, name, key, secret, random)?;
        durable_file::write(&self.path(name), chip.expose()).map_err(|_| KeyStoreError::Unavailable)?;
        Ok(sealed)
    }

    fn open(&self, key: ChipKey, sealed: &[u8]) -> Result<Secret<32>, KeyStoreError> {
        let (name, sealed) = split_name(sealed)?;
        let bytes = match std::fs::read(self.path(name)) {
            Ok(bytes) => zeroize::Zeroizing::new(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(KeyStoreError::Gone),
            Err(_) => return Err(KeyStoreError::Unavailable),
        };
        let chip = Secret::copied_from(&bytes).ok_or(KeyStoreError::Gone)?;
        open_under(&chip, name, key, sealed)
    }

    fn destroy(&self, sealed: &[u8]) -> Result<(), KeyStoreError> {
        let (name, _) = split_name(sealed)?;
        durable_file::remove_file(&self.path(name)).map_err(|_| KeyStoreError::Unavailable)
    }
}

macro_rules! over_files {
    ($store:ident, $demand:expr) => {
        impl KeyStore for $store {
            fn seal(
                &self,
                key: ChipKey,
                secret: &Secret<32>,
                random: &dyn Randomness,
            ) -> Result<Vec<u8>, KeyStoreError> {
                self.0.seal(key, secret, random)
            }

            fn open(&self, key: ChipKey, sealed: &[u8]) -> Result<Secret<32>, KeyStoreError> {
                self.0.open(key, sealed)
            }

            fn destroy(&self, sealed: &[u8]) -> Result<(), KeyStoreError> {
                self.0.destroy(sealed)
            }

            fn demand(&self) -> Demand {
                $demand
            }
        }
    };
}

/// For computers without a chip. It protects nothing by itself, so it demands a long passphrase.
pub struct SoftwareKeyStore(FileKeys);

impl SoftwareKeyStore {
    /// The store in this folder, made if it is not there.
    ///
    /// # Errors
    /// [`KeyStoreError::Unavailable`] when the folder cannot be made.
    pub fn at(folder: &Path) -> Result<Self, KeyStoreError> {
        FileKeys::at(folder).map(Self)
    }
}

over_files!(SoftwareKeyStore, Demand::LongPassphrase);

/// Plays a phone's chip on a desk, so that the demo county can show the phone's PIN pad.
///
/// It protects nothing: for realms that are marked as a demo, and the caller checks that mark.
pub struct EmulatedChip(FileKeys);

impl EmulatedChip {
    /// The emulated chip in this folder, made if it is not there. Only for a demo realm.
    ///
    /// # Errors
    /// [`KeyStoreError::Unavailable`] when the folder cannot be made.
    pub fn for_demo(folder: &Path) -> Result<Self, KeyStoreError> {
        FileKeys::at(folder).map(Self)
    }
}

over_files!(EmulatedChip, Demand::Pin);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SystemRandomness;

    fn behaves(store: &dyn KeyStore) {
        let random = SystemRandomness::new();
        let secret = Secret::<32>::random(&random).unwrap();
        let first = store.seal(ChipKey::Pin, &secret, &random).unwrap();
        let second = store.seal(ChipKey::Pin, &secret, &random).unwrap();
        assert!(first.len() <= 512);
        assert!(store.open(ChipKey::Pin, &first).unwrap() == secret);
        assert_eq!(store.open(ChipKey::Release, &first).err(), Some(KeyStoreError::Sealed));
        store.destroy(&first).unwrap();
        store.destroy(&first).unwrap();
        assert_eq!(store.open(ChipKey::Pin, &first).err(), Some(KeyStoreError::Gone));
        assert!(store.open(ChipKey::Pin, &second).unwrap() == secret);
        assert_eq!(store.open(ChipKey::Pin, &second[..9]).err(), Some(KeyStoreError::Sealed));
    }

    #[test]
    fn every_store_seals_opens_and_destroys() {
        let folder = tempfile::tempdir().unwrap();
        behaves(&MemoryKeyStore::new());
        behaves(&SoftwareKeyStore::at(&folder.path().join("s")).unwrap());
        behaves(&EmulatedChip::for_demo(&folder.path().join("e")).unwrap());
    }

    #[test]
    fn a_chip_does_not_open_what_another_sealed() {
        let random = SystemRandomness::new();
        let (mine, other) = (MemoryKeyStore::new(), MemoryKeyStore::new());
        let sealed = mine.seal(ChipKey::Pin, &Secret::zeroed(), &random).unwrap();
        assert_eq!(other.open(ChipKey::Pin, &sealed).err(), Some(KeyStoreError::Gone));
    }

    #[test]
    fn a_file_store_is_found_again_and_wants_a_long_passphrase() {
        let folder = tempfile::tempdir().unwrap();
        let random = SystemRandomness::new();
        let sealed = SoftwareKeyStore::at(folder.path()).unwrap().seal(ChipKey::Pin, &Secret::zeroed(), &random);
        let again = SoftwareKeyStore::at(folder.path()).unwrap();
        assert!(again.open(ChipKey::Pin, &sealed.unwrap()).unwrap() == Secret::zeroed());
        assert_eq!(again.demand(), Demand::LongPassphrase);
    }
}
