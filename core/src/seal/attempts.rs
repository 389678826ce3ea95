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

/// The file: `u16 length ‖ key sealed by the chip ‖ u16 length ‖ the sealed key before it ‖ body ‖ HMAC-SHA-256`.
///
/// Every write is under a new chip key and destroys the one before: an older file that is put back has no key any more
/// and counts as used up. The key before stays named until the next write, which destroys it once more, in case a crash
/// came in between. A nonce or a number would not do: what a copy of the files holds, a copy can put back.
pub(super) struct AttemptsFile {
    pub(super) path: PathBuf,
    pub(super) profile: [u8; 16],
}

/// A counter that the chip vouches for, with what the file says of chip keys.
struct Standing {
    attempts: Attempts,
    sealed: Vec<u8>,
    before: Vec<u8>,
}

impl AttemptsFile {
    /// A fresh counter under a fresh chip key.
    pub(super) fn create(
        &self,
        chip: &dyn KeyStore,
        now: &Moment,
        random: &dyn Randomness,
    ) -> Result<(), AttemptsError> {
        let fresh = Attempts { misses: 0, slots_destroyed: false, last: *now };
        self.put(chip, &[], &fresh, random)
    }

    /// The counter as it stands. Missing, altered, put back or carried here from another device: every typed
    /// attempt counts as used.
    pub(super) fn read(&self, chip: &dyn KeyStore, now: &Moment) -> Result<Attempts, AttemptsError> {
        let used_up = Attempts { misses: LOCK_AT, slots_destroyed: false, last: *now };
        Ok(self.standing(chip)?.map_or(used_up, |standing| standing.attempts))
    }

    /// Writes the counter under a new chip key and destroys the one it stood under, so that nothing but this file
    /// counts from here on. On the disk when this returns.
    ///
    /// Cut off before the end it leaves the counter of before or this one; what a caller wants counted before it is
    /// tried must not be tried then.
    pub(super) fn write(
        &self,
        chip: &dyn KeyStore,
        attempts: &Attempts,
        random: &dyn Randomness,
    ) -> Result<(), AttemptsError> {
        // Only a key that vouched for this counter is destroyed: a forged file could name any other.
        let Some(Standing { sealed, before, .. }) = self.standing(chip)? else {
            return self.put(chip, &[], attempts, random);
        };
        if !before.is_empty() {
            chip.destroy(&before)?;
        }
        self.put(chip, &sealed, attempts, random)?;
        Ok(chip.destroy(&sealed)?)
    }

    /// The counter that counts now, `None` if there is none. Another process may replace the file and destroy its key
    /// between the two looks at them: then the file is another one, and it is looked at again.
    fn standing(&self, chip: &dyn KeyStore) -> Result<Option<Standing>, AttemptsError> {
        let mut bytes = self.bytes()?;
        loop {
            let standing = self.check(chip, &bytes)?;
            if standing.is_some() {
                return Ok(standing);
            }
            let again = self.bytes()?;
            if again == bytes {
                return Ok(None);
            }
            bytes = again;
        }
    }

    /// The file's bytes, none if it is missing.
    fn bytes(&self) -> Result<Vec<u8>, AttemptsError> {
        match std::fs::read(&self.path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            read => read.map_err(|_| AttemptsError::Files),
        }
    }

    /// `None` for bytes that are not a counter of this profile and chip.
    fn check(&self, chip: &dyn KeyStore, bytes: &[u8]) -> Result<Option<Standing>, AttemptsError> {
        let Some((sealed, rest)) = split_key(bytes) else { return Ok(None) };
        let key = match chip.open(ChipKey::Counter, sealed) {
            Ok(key) => key,
            Err(KeyStoreError::Unavailable) => return Err(AttemptsError::Chip(KeyStoreError::Unavailable)),
            Err(_) => return Ok(None),
        };
        let counted = |(before, rest): (&[u8], &[u8])| {
            let (body, mac) = rest.split_first_chunk::<BODY>()?;
            let vouched: bool = self.mac(&key, sealed, before, body).ct_eq(mac).into();
            let attempts = Attempts::from_bytes(body).filter(|_| vouched)?;
            Some(Standing { attempts, sealed: sealed.to_vec(), before: before.to_vec() })
        };
        // A counter from before keys were changed with it names no key before; its first write here gives it one.
        Ok(split_key(rest).and_then(counted).or_else(|| counted((&[], rest))))
    }

    fn put(
        &self,
        chip: &dyn KeyStore,
        before: &[u8],
        attempts: &Attempts,
        random: &dyn Randomness,
    ) -> Result<(), AttemptsError> {
        let key = Secret::random(random).map_err(KeyStoreError::from)?;
        let sealed = chip.seal(ChipKey::Counter, &key, random)?;
        let body = attempts.to_bytes();
        let mac = self.mac(&key, &sealed, before, &body);
        let bytes = [&length(&sealed)?[..], &sealed, &length(before)?, before, &body, &mac].concat();
        // A refusal leaves the new chip key unused: the file may be there all the same, and must not lose it then.
        durable_file::write(&self.path, &bytes).map_err(|_| AttemptsError::Files)
    }

    fn mac(&self, key: &Secret<32>, sealed: &[u8], before: &[u8], body: &[u8; BODY]) -> [u8; MAC] {
        MacKey::new(key.expose()).sign(&[LABEL, &self.profile, body, sealed, before])
    }
}

fn length(sealed: &[u8]) -> Result<[u8; 2], AttemptsError> {
    let length = u16::try_from(sealed.len()).map_err(|_| AttemptsError::Chip(KeyStoreError::Sealed))?;
    Ok(length.to_be_bytes())
}

/// A sealed key with its length in front, and what follows it.
fn split_key(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
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
    use crate::seal::keystore::{Demand, MemoryKeyStore};

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

    // masvs:AUTH-2 cjis:AC-7
    #[test]
    fn an_older_counter_that_is_put_back_counts_as_used_up() {
        let folder = tempfile::tempdir().unwrap();
        let (file, chip, random) = (file(&folder), MemoryKeyStore::new(), SystemRandomness::new());
        file.create(&chip, &at(1, 0), &random).unwrap();
        let mut older = vec![std::fs::read(&file.path).unwrap()];
        for misses in (1..WIPE_AT).chain([0]) {
            let counted = Attempts { misses, slots_destroyed: false, last: at(1, u64::from(misses)) };
            file.write(&chip, &counted, &random).unwrap();
            let newest = std::fs::read(&file.path).unwrap();
            for (age, copy) in older.iter().enumerate() {
                std::fs::write(&file.path, copy).unwrap();
                assert_eq!(file.read(&chip, &at(1, 9)).unwrap().misses, LOCK_AT, "copy {age} at {misses} misses");
            }
            std::fs::write(&file.path, &newest).unwrap();
            assert_eq!(file.read(&chip, &at(1, 9)), Ok(counted), "and the newest still counts");
            older.push(newest);
        }
        println!(
            "T05   {} older counters put back, each after every later write: counts as {LOCK_AT} each time",
            WIPE_AT
        );
    }

    /// A chip that refuses to destroy, as one does when the power goes at that moment.
    struct Keeping<'a>(&'a MemoryKeyStore);

    impl KeyStore for Keeping<'_> {
        fn seal(&self, key: ChipKey, secret: &Secret<32>, random: &dyn Randomness) -> Result<Vec<u8>, KeyStoreError> {
            self.0.seal(key, secret, random)
        }

        fn open(&self, key: ChipKey, sealed: &[u8]) -> Result<Secret<32>, KeyStoreError> {
            self.0.open(key, sealed)
        }

        fn destroy(&self, _: &[u8]) -> Result<(), KeyStoreError> {
            Err(KeyStoreError::Unavailable)
        }

        fn demand(&self) -> Demand {
            self.0.demand()
        }
    }

    #[test]
    fn a_key_that_outlived_its_counter_is_destroyed_by_the_next_write() {
        let folder = tempfile::tempdir().unwrap();
        let (file, chip, random) = (file(&folder), MemoryKeyStore::new(), SystemRandomness::new());
        file.create(&chip, &at(1, 0), &random).unwrap();
        let old = std::fs::read(&file.path).unwrap();
        let with = |misses| Attempts { misses, slots_destroyed: false, last: at(1, 1) };
        let cut = file.write(&Keeping(&chip), &with(1), &random);
        assert_eq!(cut, Err(AttemptsError::Chip(KeyStoreError::Unavailable)), "so nothing is tried");
        assert_eq!(file.read(&chip, &at(1, 2)), Ok(with(1)), "but it is counted");
        file.write(&chip, &with(2), &random).unwrap();
        std::fs::write(&file.path, old).unwrap();
        assert_eq!(file.read(&chip, &at(1, 2)).unwrap().misses, LOCK_AT);
    }

    #[test]
    fn a_counter_from_before_its_key_changed_with_it_is_read_and_given_a_new_key() {
        let folder = tempfile::tempdir().unwrap();
        let (file, chip, random) = (file(&folder), MemoryKeyStore::new(), SystemRandomness::new());
        let key = Secret::random(&random).unwrap();
        let sealed = chip.seal(ChipKey::Counter, &key, &random).unwrap();
        for misses in 0..WIPE_AT {
            let counted = Attempts { misses, slots_destroyed: misses >= LOCK_AT, last: at(1, 7) };
            let mac = MacKey::new(key.expose()).sign(&[LABEL, &file.profile, &counted.to_bytes(), &sealed]);
            let length = u16::try_from(sealed.len()).unwrap().to_be_bytes();
            let old = [&length[..], &sealed, &counted.to_bytes(), &mac].concat();
            std::fs::write(&file.path, &old).unwrap();
            assert_eq!(file.read(&chip, &at(1, 9)), Ok(counted));
        }
        let old = std::fs::read(&file.path).unwrap();
        let none = Attempts { misses: 0, slots_destroyed: false, last: at(1, 9) };
        file.write(&chip, &none, &random).unwrap();
        assert_eq!(file.read(&chip, &at(1, 9)), Ok(none));
        std::fs::write(&file.path, old).unwrap();
        assert_eq!(file.read(&chip, &at(1, 9)).unwrap().misses, LOCK_AT, "and counts no more once it was replaced");
    }

    #[test]
    fn a_forged_counter_makes_no_key_of_another_use_go() {
        let folder = tempfile::tempdir().unwrap();
        let (file, chip, random) = (file(&folder), MemoryKeyStore::new(), SystemRandomness::new());
        let half = Secret::random(&random).unwrap();
        let sealed = chip.seal(ChipKey::Pin, &half, &random).unwrap();
        let length = u16::try_from(sealed.len()).unwrap().to_be_bytes();
        for forged in [[&length[..], &sealed, &[0; 2 + BODY + MAC]].concat(), [&[0, 0], &length[..], &sealed].concat()]
        {
            std::fs::write(&file.path, forged).unwrap();
            let one = Attempts { misses: 1, slots_destroyed: false, last: at(1, 1) };
            file.write(&chip, &one, &random).unwrap();
            assert!(chip.open(ChipKey::Pin, &sealed).unwrap() == half);
        }
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
            "T05   the counter's file missing, {} bits flipped one by one, cut to {} lengths: counts as {LOCK_AT} each time",
            bytes.len() * 8,
            bytes.len()
        );
    }
}
