//! Unlocking: a secret that a person knows and a key that the device's chip holds, both or nothing.
//!
//! Three files of a profile's folder belong here: `u` (the unlock file), `h` (the four halves that the
//! chip sealed) and `c` (the counter). Each is replaced as a whole. A slot is rewritten in three steps
//! (halves old and new, then the slot, then only the new half, once the old one's chip key is destroyed), so
//! that a crash at any point leaves a slot that opens, and none that an old copy opens with.

use std::path::{Path, PathBuf};

use super::attempts::{AttemptsFile, LOCK_AT, WIPE_AT};
use super::device_keys::VaultDeviceKey;
use super::halves::Halves;
use super::hazmat;
use super::keystore::{ChipKey, KeyStore};
use super::passphrase::{self, Rung};
use super::random::Randomness;
use super::release_code::ReleaseCode;
use super::row_mac::RowKey;
use super::secret::Secret;
use super::typed_secret::{WeakSecret, check_secret};
use super::unlock_error::UnlockError;
use super::unlock_file::{SlotKeys, UnlockFile};
use crate::durable_file;
use crate::moment::Moment;

mod counted;
mod second;

/// The slots that something typed opens, a person's own first.
const TYPED: [ChipKey; 3] = [ChipKey::Pin, ChipKey::Duress, ChipKey::SecondInDecoy];

/// Whether and when a profile takes a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// A secret can be tried in so many milliseconds; 0 is now.
    Ready {
        /// Milliseconds until then.
        wait_ms: u64,
    },
    /// Only a registrar's release opens it.
    NeedsRelease,
    /// The keys are destroyed.
    Wiped,
}

/// An open profile: the vault master key, from which the vault's keys are derived. Wiped at drop.
pub struct Unlocked {
    master: Secret<32>,
    missed: u8,
    /// The slot that it came out of, or will be put into.
    slot: ChipKey,
}

impl Unlocked {
    pub(super) const fn of_master(master: Secret<32>) -> Self {
        Self { master, missed: 0, slot: ChipKey::Pin }
    }

    /// How many secrets were wrong before the one that opened it.
    #[must_use]
    pub const fn missed(&self) -> u8 {
        self.missed
    }

    /// `K_db`: 32 bytes of key and 16 of salt for the vault file.
    #[must_use]
    pub fn database_key(&self) -> Secret<48> {
        self.child(b"first-contact/v1/db")
    }

    /// `K_row`: the authenticator of verified rows.
    #[must_use]
    pub fn row_key(&self) -> RowKey {
        RowKey::new(&self.child(b"first-contact/v1/row"))
    }

    /// `K_dev`: seals the device keys of every enrolment.
    #[must_use]
    pub fn device_key(&self) -> VaultDeviceKey {
        VaultDeviceKey::new(&self.child(b"first-contact/v1/dev"))
    }

    #[cfg(test)]
    pub(super) fn master(&self) -> &Secret<32> {
        &self.master
    }

    /// HKDF-Expand-SHA-256 with a label; at most 8,160 bytes, so that it cannot refuse these.
    fn child<const N: usize>(&self, label: &[u8]) -> Secret<N> {
        let mut key = Secret::zeroed();
        let expanded = hazmat::expand_sha256(self.master.expose(), &[label], key.expose_mut());
        debug_assert!(expanded.is_ok(), "a child key is far below the limit of the derivation");
        key
    }
}

/// The lock of one profile: its folder, its id, and the chip of the device.
pub struct ProfileLock<'a> {
    folder: PathBuf,
    profile: [u8; 16],
    chip: &'a dyn KeyStore,
}

impl<'a> ProfileLock<'a> {
    /// The lock of a profile that exists.
    #[must_use]
    pub fn at(folder: &Path, profile: [u8; 16], chip: &'a dyn KeyStore) -> Self {
        Self { folder: folder.to_owned(), profile, chip }
    }

    /// Makes the lock of a new profile in its folder, and opens it.
    ///
    /// # Errors
    /// [`UnlockError::Weak`] when the secret is not good enough here; nothing was written.
    pub fn create(
        folder: &Path,
        profile: [u8; 16],
        chip: &'a dyn KeyStore,
        secret: &[u8],
        rung: Rung,
        now: &Moment,
        random: &dyn Randomness,
    ) -> Result<(Self, Unlocked, ReleaseCode), UnlockError> {
        check_secret(secret, chip.demand())?;
        let lock = Self::at(folder, profile, chip);
        if lock.path("u").exists() {
            return Err(UnlockError::Files);
        }
        let unlocked = Unlocked::of_master(Secret::random(random)?);
        let code = ReleaseCode::make(random)?;
        let mut file = UnlockFile::blank(random)?;
        let mut halves = Halves::make(chip, rung, random)?;
        let pin = derive(secret, &file, rung)?;
        lock.fill(&mut file, &mut halves, ChipKey::Pin, pin.expose(), &unlocked, random)?;
        lock.fill(&mut file, &mut halves, ChipKey::Release, code.secret().expose(), &unlocked, random)?;
        halves.forget_older(chip)?;
        lock.attempts().create(chip, now, random)?;
        lock.write("h", &halves.to_bytes())?;
        lock.write("u", file.bytes())?;
        Ok((lock, unlocked, code))
    }

    /// Whether a secret can be tried now. Changes nothing.
    ///
    /// # Errors
    /// [`UnlockError::Files`] or [`UnlockError::Chip`] when the counter cannot be read.
    pub fn readiness(&self, now: &Moment) -> Result<Readiness, UnlockError> {
        let attempts = self.attempts().read(self.chip, now)?;
        Ok(match attempts.misses {
            WIPE_AT.. => Readiness::Wiped,
            LOCK_AT.. => Readiness::NeedsRelease,
            _ => Readiness::Ready { wait_ms: attempts.wait_ms(now) },
        })
    }

    /// Tries a PIN or passphrase. The second PIN opens the decoy, and from then on only a release opens the person's own
    /// vault ([`Unlocked::is_decoy`]). One password derivation at most, and none before the attempt is
    /// on the disk as a miss.
    ///
    /// # Errors
    /// [`UnlockError`]. After the fifth miss in a row the slot that secrets open is destroyed.
    pub fn unlock(&self, secret: &[u8], now: &Moment, random: &dyn Randomness) -> Result<Unlocked, UnlockError> {
        let unlocked = self.attempt(secret, now, random, |_| true)?;
        if unlocked.is_decoy() {
            self.close_the_own_door(random);
        }
        self.complete(random);
        Ok(unlocked)
    }

    /// Tries the secret of what is open already: a person's own vault, or the decoy. The other one's is wrong here, and
    /// changes nothing.
    ///
    /// # Errors
    /// As [`ProfileLock::unlock`].
    pub fn unlock_again(
        &self,
        decoy: bool,
        secret: &[u8],
        now: &Moment,
        random: &dyn Randomness,
    ) -> Result<Unlocked, UnlockError> {
        self.attempt(secret, now, random, |unlocked| unlocked.is_decoy() == decoy)
    }

    fn attempt(
        &self,
        secret: &[u8],
        now: &Moment,
        random: &dyn Randomness,
        accepted: impl Fn(&Unlocked) -> bool,
    ) -> Result<Unlocked, UnlockError> {
        // Where nothing can be tried, nothing is counted.
        let _readable = (self.file()?, self.halves()?);
        let attempts = self.begin(now, LOCK_AT, random)?;
        match self.try_secret(secret)?.filter(accepted) {
            Some(unlocked) => {
                self.succeed(now, random)?;
                Ok(Unlocked { missed: attempts.misses.saturating_sub(1), ..unlocked })
            }
            None => Err(self.fail(attempts, now, random)?),
        }
    }

    /// Costs what trying a secret costs; nothing is tried and nothing counted. For a name that nobody has here.
    ///
    /// # Errors
    /// [`UnlockError`] when the files cannot be read or there is no memory for it.
    pub fn pretend(&self, secret: &[u8]) -> Result<(), UnlockError> {
        derive(secret, &self.file()?, self.halves()?.rung()).map(drop)
    }

    /// Opens with the code that a registrar read back, and sets a new PIN. The code is replaced at
    /// once; the new one must be sealed to the registrars again.
    ///
    /// # Errors
    /// [`UnlockError`]. Wrong codes count as misses.
    pub fn release(
        &self,
        code: &ReleaseCode,
        new_secret: &[u8],
        now: &Moment,
        random: &dyn Randomness,
    ) -> Result<(Unlocked, ReleaseCode), UnlockError> {
        check_secret(new_secret, self.chip.demand())?;
        let attempts = self.begin(now, WIPE_AT, random)?;
        let (file, halves) = (self.file()?, self.halves()?);
        let Some(unlocked) = self.try_slot(&file, &halves, ChipKey::Release, code.secret().expose())? else {
            return Err(self.fail(attempts, now, random)?);
        };
        self.change_secret(&unlocked, new_secret, random)?;
        let code = self.renew_release(&unlocked, random)?;
        self.succeed(now, random)?;
        Ok((Unlocked { missed: attempts.misses.saturating_sub(1), ..unlocked }, code))
    }

    /// Replaces the PIN or passphrase of an open profile, and the chip key of its slot.
    ///
    /// # Errors
    /// [`UnlockError::Weak`] when the new secret is not good enough here.
    pub fn change_secret(
        &self,
        unlocked: &Unlocked,
        new_secret: &[u8],
        random: &dyn Randomness,
    ) -> Result<(), UnlockError> {
        check_secret(new_secret, self.chip.demand())?;
        let (file, halves) = (self.file()?, self.halves()?);
        let pin = derive(new_secret, &file, halves.rung())?;
        // A decoy has two slots: the one that was typed is the one that changes.
        let slot = if unlocked.is_decoy() { unlocked.slot } else { ChipKey::Pin };
        for other in TYPED.into_iter().filter(|other| *other != slot) {
            if self.try_slot(&file, &halves, other, pin.expose())?.is_some() {
                return Err(WeakSecret::Taken.into());
            }
        }
        self.rewrite(unlocked, slot, pin.expose(), random)
    }

    /// Replaces the release code of an open profile, for sealing to the registrars of today. That of a decoy opens
    /// nothing: the way back into the person's own vault stays as it is.
    ///
    /// # Errors
    /// [`UnlockError`] when the files or the chip refuse.
    pub fn renew_release(&self, unlocked: &Unlocked, random: &dyn Randomness) -> Result<ReleaseCode, UnlockError> {
        let code = ReleaseCode::make(random)?;
        if unlocked.is_decoy() {
            return Ok(code);
        }
        self.rewrite(unlocked, ChipKey::Release, code.secret().expose(), random)?;
        Ok(code)
    }

    /// Whether a code is the one that releases this profile. Not an attempt: it is asked by an open
    /// notebook about the code that it keeps.
    ///
    /// # Errors
    /// [`UnlockError`] when the files or the chip refuse.
    pub fn opens_with(&self, code: &ReleaseCode) -> Result<bool, UnlockError> {
        let (file, halves) = (self.file()?, self.halves()?);
        Ok(self.try_slot(&file, &halves, ChipKey::Release, code.secret().expose())?.is_some())
    }

    /// Destroys every way in, because a registrar asked for it: nothing of this profile can be opened again.
    ///
    /// # Errors
    /// [`UnlockError`] when the files or the chip refuse; it can be tried again.
    pub fn destroy(&self, random: &dyn Randomness) -> Result<(), UnlockError> {
        self.wipe(random)
    }

    /// One derivation, then the slots that a typed secret may open, each of them whether it is used or not, so that
    /// the time taken says nothing.
    fn try_secret(&self, secret: &[u8]) -> Result<Option<Unlocked>, UnlockError> {
        let (file, halves) = (self.file()?, self.halves()?);
        let pin = derive(secret, &file, halves.rung())?;
        let tried = TYPED.map(|slot| self.try_slot(&file, &halves, slot, pin.expose()));
        tried.into_iter().try_fold(None, |first, tried| Ok(first.or(tried?)))
    }

    fn try_slot(
        &self,
        file: &UnlockFile,
        halves: &Halves,
        slot: ChipKey,
        known: &[u8],
    ) -> Result<Option<Unlocked>, UnlockError> {
        for half in halves.open(self.chip, slot)? {
            let keys = SlotKeys { slot, profile: &self.profile, known, chip: &half };
            if let Some(master) = file.open(&keys) {
                return Ok(Some(Unlocked { master, missed: 0, slot }));
            }
        }
        Ok(None)
    }

    fn rewrite(
        &self,
        unlocked: &Unlocked,
        slot: ChipKey,
        known: &[u8],
        random: &dyn Randomness,
    ) -> Result<(), UnlockError> {
        let (mut file, mut halves) = (self.file()?, self.halves()?);
        self.fill(&mut file, &mut halves, slot, known, unlocked, random)?;
        self.write("h", &halves.to_bytes())?;
        self.write("u", file.bytes())?;
        halves.take_older(&[slot]).destroy(self.chip)?;
        self.write("h", &halves.to_bytes())
    }

    /// Fills a slot under a new half; the older half stays beside it until the file is written.
    fn fill(
        &self,
        file: &mut UnlockFile,
        halves: &mut Halves,
        slot: ChipKey,
        known: &[u8],
        unlocked: &Unlocked,
        random: &dyn Randomness,
    ) -> Result<(), UnlockError> {
        let half = halves.renew(self.chip, slot, random)?;
        let keys = SlotKeys { slot, profile: &self.profile, known, chip: &half };
        Ok(file.fill(&keys, &unlocked.master, random)?)
    }

    fn attempts(&self) -> AttemptsFile {
        AttemptsFile { path: self.path("c"), profile: self.profile }
    }

    fn file(&self) -> Result<UnlockFile, UnlockError> {
        UnlockFile::from_bytes(&self.read("u")?).ok_or(UnlockError::Damaged)
    }

    fn halves(&self) -> Result<Halves, UnlockError> {
        Halves::from_bytes(&self.read("h")?).ok_or(UnlockError::Damaged)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, UnlockError> {
        std::fs::read(self.path(name)).map_err(|_| UnlockError::Files)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), UnlockError> {
        durable_file::write(&self.path(name), bytes).map_err(|_| UnlockError::Files)
    }
}

fn derive(secret: &[u8], file: &UnlockFile, rung: Rung) -> Result<Secret<32>, UnlockError> {
    passphrase::derive(secret, &file.argon_salt(), rung).ok_or(UnlockError::Resources)
}

#[cfg(test)]
mod needles;
#[cfg(test)]
mod tests;
