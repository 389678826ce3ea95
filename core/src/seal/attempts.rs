//! The counter of missed attempts: written before a guess is tried, so that no crash gives one back.

use std::path::PathBuf;

use subtle::ConstantTimeEq;

use super::hazmat::MacKey;
use super::keystore::{ChipKey, KeyStore, KeyStoreError};
use super::random::Randomness;
use super::secret::Secret;
use crate::durable_file;
use crate::moment::Moment;

const LABEL: &[u8] = b"first-contact/v1/attempts";
/// After so many misses in a row only a registrar's release opens the profile (CJIS AC-7).
pub const LOCK_AT: u8 = 5;
/// After so many misses since the last success the profile is out of reach for ever (CJIS 5.13.2,
/// SP 800-63B-4 3.2.2). Wrong release codes count too.
pub const WIPE_AT: u8 = 10;
/// How long to wait before the next attempt, by the misses so far.
const DELAYS_MS: [u64; 5] = [0, 0, 2_000, 10_000, 30_000];
const LONGEST_DELAY_MS: u64 = 30_000;
const BODY: usize = 1 + 1 + 8 + 16 + 8;
const MAC: usize = 32;

/// Misses since the last success, and when the last attempt was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attempts {
    pub(super) misses: u8,
    /// The slots that a typed secret opens have been destroyed.
    pub(super) slots_destroyed: bool,
    pub(super) last: Moment,
}

impl Attempts {
    /// Milliseconds to wait from `now`. Measured on the boot clock; after a restart the time since
    /// boot is what has certainly passed, whatever the wall clock says.
    pub(super) fn wait_ms(&self, now: &Moment) -> u64 {
        let delay = DELAYS_MS.get(usize::from(self.misses)).copied().unwrap_or(LONGEST_DELAY_MS);
        delay.saturating_sub(now.since(&self.last).unwrap_or(now.boot_ms))
    }

    fn to_bytes(self) -> [u8; BODY] {
        let fields: [&[u8]; 5] = [
            &[self.misses],
            &[u8::from(self.slots_destroyed)],
            &self.last.wall_ms.to_be_bytes(),
            &self.last.boot_id,
            &self.last.boot_ms.to_be_bytes(),
        ];
        let mut out = [0; BODY];
        for (to, from) in out.iter_mut().zip(fields.into_iter().flatten()) {
            *to = *from;
        }
        out
    }

    fn from_bytes(bytes: &[u8; BODY]) -> Option<Self> {
        let (head, rest) = bytes.split_first_chunk::<2>()?;
        let (wall, rest) = rest.split_first_chunk::<8>()?;
        let (boot_id, boot) = rest.split_first_chunk::<16>()?;
        let [misses, destroyed] = *head;
        let last = Moment {
            wall_ms: i64::from_be_bytes(*wall),
            boot_id: *boot_id,
            boot_ms: u64::from_be_bytes(boot.try_into().ok()?),
        };
        Some(Self { misses, slots_destroyed: destroyed != 0, last })
    }
}

/// The file: `u16 length ‖ key sealed by the chip ‖ body ‖ HMAC-SHA-256`.
pub(super) struct AttemptsFile {
    pub(super) path: PathBuf,
    pub(super) profile: [u8; 16],
}

impl AttemptsFile {
    /// A fresh counter under a fresh chip key.
    pub(super) fn create(
        &self,
        chip: &dyn KeyStore,
        now: &Moment,
        random: &dyn Randomness,
    ) -> Result<(), AttemptsError> {
        let key = Secret::random(random).map_err(KeyStoreError::from)?;
        let sealed = chip.seal(ChipKey::Counter, &key, random)?;
        let fresh = Attempts { misses: 0, slots_destroyed: false, last: *now };
        self.put(&sealed, &key, &fresh)
    }

    /// The counter as it stands. Missing, altered or carried here from another device: every typed
    /// attempt counts as used.
    pub(super) fn read(&self, chip: &dyn KeyStore, now: &Moment) -> Result<Attempts, AttemptsError> {
        let used_up = Attempts { misses: LOCK_AT, slots_destroyed: false, last: *now };
        let bytes = match std::fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(used_up),
            Err(_) => return Err(AttemptsError::Files),
        };
        Ok(self.check(chip, &bytes)?.map_or(used_up, |(attempts, _, _)| attempts))
    }

    /// Writes the counter, under its old chip key if that still answers, else under a new one.
    /// On the disk when this returns.
    pub(super) fn write(
        &self,
        chip: &dyn KeyStore,
        attempts: &Attempts,
        random: &dyn Randomness,
    ) -> Result<(), AttemptsError> {
        let bytes = std::fs::read(&self.path).unwrap_or_default();
        if let Some((_, sealed, key)) = self.check(chip, &bytes)? {
            return self.put(&sealed, &key, attempts);
        }
        let key = Secret::random(random).map_err(KeyStoreError::from)?;
        let sealed = chip.seal(ChipKey::Counter, &key, random)?;
        self.put(&sealed, &key, attempts)
    }

    /// `None` for bytes that are not a counter of this profile and chip.
    fn check(&self, chip: &dyn KeyStore, bytes: &[u8]) -> Result<Option<Checked>, AttemptsError> {
        let Some((sealed, body, mac)) = take_apart(bytes) else { return Ok(None) };
        let key = match chip.open(ChipKey::Counter, sealed) {
            Ok(key) => key,
            Err(KeyStoreError::Unavailable) => return Err(AttemptsError::Chip(KeyStoreError::Unavailable)),
            Err(_) => return Ok(None),
        };
        if !bool::from(self.mac(&key, sealed, body).ct_eq(mac)) {
            return Ok(None);
        }
        Ok(Attempts::from_bytes(body).map(|attempts| (attempts, sealed.to_vec(), key)))
    }

    fn put(&self, sealed: &[u8], key: &Secret<32>, attempts: &Attempts) -> Result<(), AttemptsError> {
        let length = u16::try_from(sealed.len()).map_err(|_| AttemptsError::Chip(KeyStoreError::Sealed))?;
        let body = attempts.to_bytes();
        let mac = self.mac(key, sealed, &body);
        let bytes = [&length.to_be_bytes()[..], sealed, &body, &mac].concat();
        durable_file::write(&self.path, &bytes).map_err(|_| AttemptsError::Files)
    }

    fn mac(&self, key: &Secret<32>, sealed: &[u8], body: &[u8; BODY]) -> [u8; MAC] {
        MacKey::new(key.expose()).sign(&[LABEL, &self.profile, body, sealed])
    }
}

type Checked = (Attempts, Vec<u8>, Secret<32>);

fn take_apart(bytes: &[u8]) -> Option<(&[u8], &[u8; BODY], &[u8; MAC])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    let (sealed, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    let (body, mac) = rest.split_first_chunk::<BODY>()?;
    Some((sealed, body, mac.try_into().ok()?))
}

/// The counter could not be read or written; nothing was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AttemptsError {
    /// The disk is full, or the folder cannot be read or written.
    Files,
    /// The chip.
    Chip(KeyStoreError),
}

impl From<KeyStoreError> for AttemptsError {
    fn from(error: KeyStoreError) -> Self {
        Self::Chip(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SystemRandomness;
    use crate::seal::keystore::MemoryKeyStore;

    fn at(boot_id: u8, boot_ms: u64) -> Moment {
        Moment { wall_ms: 1_790_000_000_000, boot_id: [boot_id; 16], boot_ms }
    }

    fn file(folder: &tempfile::TempDir) -> AttemptsFile {
        AttemptsFile { path: folder.path().join("c"), profile: [1; 16] }
    }

    #[test]
    fn the_delays_are_those_of_the_table() {
        for (misses, delay) in [(0, 0), (1, 0), (2, 2_000), (3, 10_000), (4, 30_000), (5, 30_000), (9, 30_000)] {
            let attempts = Attempts { misses, slots_destroyed: false, last: at(1, 50_000) };
            assert_eq!(attempts.wait_ms(&at(1, 50_000)), delay, "{misses} misses");
            assert_eq!(attempts.wait_ms(&at(1, 50_000 + delay)), 0, "{misses} misses");
        }
    }

    #[test]
    fn neither_the_wall_clock_nor_a_restart_shortens_a_delay() {
        let attempts = Attempts { misses: 4, slots_destroyed: false, last: at(1, 50_000) };
        let later = Moment { wall_ms: i64::MAX, ..at(1, 51_000) };
        assert_eq!(attempts.wait_ms(&later), 29_000);
        assert_eq!(attempts.wait_ms(&at(2, 12_000)), 18_000);
    }

    #[test]
    fn a_counter_is_read_back_on_its_own_chip_only() {
        let folder = tempfile::tempdir().unwrap();
        let (file, random) = (file(&folder), SystemRandomness::new());
        let (mine, other) = (MemoryKeyStore::new(), MemoryKeyStore::new());
        file.create(&mine, &at(1, 1), &random).unwrap();
        let three = Attempts { misses: 3, slots_destroyed: true, last: at(1, 2) };
        file.write(&mine, &three, &random).unwrap();
        assert_eq!(file.read(&mine, &at(1, 9)), Ok(three));
        assert_eq!(file.read(&other, &at(1, 9)).unwrap().misses, LOCK_AT);
        let elsewhere = AttemptsFile { profile: [2; 16], ..file };
        assert_eq!(elsewhere.read(&mine, &at(1, 9)).unwrap().misses, LOCK_AT);
    }

    // cjis:AC-7
    #[test]
    fn a_missing_or_altered_counter_counts_as_used_up() {
        let folder = tempfile::tempdir().unwrap();
        let (file, chip) = (file(&folder), MemoryKeyStore::new());
        assert_eq!(file.read(&chip, &at(1, 1)).unwrap().misses, LOCK_AT);
        file.create(&chip, &at(1, 1), &SystemRandomness::new()).unwrap();
        let bytes = std::fs::read(&file.path).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut altered = bytes.clone();
            altered[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(&file.path, altered).unwrap();
            assert_eq!(file.read(&chip, &at(1, 1)).unwrap().misses, LOCK_AT, "bit {bit}");
        }
        for length in 0..bytes.len() {
            std::fs::write(&file.path, &bytes[..length]).unwrap();
            assert_eq!(file.read(&chip, &at(1, 1)).unwrap().misses, LOCK_AT, "cut to {length}");
        }
        println!(
            "T05  the counter's file missing, {} bits flipped one by one, cut to {} lengths: counts as {LOCK_AT} each time",
            bytes.len() * 8,
            bytes.len()
        );
    }
}
