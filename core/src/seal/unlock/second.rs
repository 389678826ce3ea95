//! The second PIN: typed when somebody is forced to open their device, it opens a decoy, and closes the person's own vault
//! to everything but a registrar's release. Nothing is destroyed that a release does not bring back.

use super::{ChipKey, ProfileLock, Unlocked, check_secret, derive};
use crate::seal::random::Randomness;
use crate::seal::secret::Secret;
use crate::seal::typed_secret::WeakSecret;
use crate::seal::unlock_error::UnlockError;

/// The slots that open a person's own vault without a registrar.
pub(super) const OWN: [ChipKey; 2] = [ChipKey::Pin, ChipKey::Biometric];

impl Unlocked {
    /// The keys of a decoy that is being made.
    ///
    /// # Errors
    /// [`UnlockError::Resources`] when the source of randomness fails.
    pub fn new_decoy(random: &dyn Randomness) -> Result<Self, UnlockError> {
        Ok(Self { master: Secret::random(random)?, missed: 0, slot: ChipKey::Duress })
    }

    /// The keys of the decoy that the person's own vault keeps; see [`Unlocked::decoy_key`].
    #[must_use]
    pub fn of_kept_decoy(kept: &[u8]) -> Option<Self> {
        Some(Self { master: Secret::copied_from(kept)?, missed: 0, slot: ChipKey::Duress })
    }

    /// What the person's own vault keeps of a decoy, sealed, so that it can look into it after a release. Only for
    /// sealing.
    #[must_use]
    pub fn decoy_key(&self) -> Option<&[u8; 32]> {
        self.is_decoy().then(|| self.master.expose())
    }

    /// Whether it was the second PIN that opened: the vault that belongs to it is the decoy.
    #[must_use]
    pub fn is_decoy(&self) -> bool {
        matches!(self.slot, ChipKey::Duress | ChipKey::SecondInDecoy)
    }
}

impl ProfileLock<'_> {
    /// Whether a secret could be the second one. Not an attempt: it is asked by an open notebook.
    ///
    /// # Errors
    /// [`UnlockError::Weak`] when it is not good enough here, or is the one that opens what is open now.
    pub fn check_second(&self, from_decoy: bool, secret: &[u8]) -> Result<(), UnlockError> {
        self.derive_second(from_decoy, secret).map(drop)
    }

    /// Sets the second PIN or passphrase: it opens `decoy`. A second PIN from before opens nothing any more.
    ///
    /// Asked for while the decoy is open, it opens the same decoy beside the one that opened it: whoever watches sees
    /// what they would see in a person's own vault.
    ///
    /// # Errors
    /// As [`ProfileLock::check_second`].
    pub fn set_second(
        &self,
        from_decoy: bool,
        decoy: &Unlocked,
        secret: &[u8],
        random: &dyn Randomness,
    ) -> Result<(), UnlockError> {
        let typed = self.derive_second(from_decoy, secret)?;
        let slot = if from_decoy { ChipKey::SecondInDecoy } else { ChipKey::Duress };
        self.rewrite(decoy, slot, typed.expose(), random)
    }

    fn derive_second(&self, from_decoy: bool, secret: &[u8]) -> Result<Secret<32>, UnlockError> {
        check_secret(secret, self.chip.demand())?;
        let (file, halves) = (self.file()?, self.halves()?);
        let typed = derive(secret, &file, halves.rung())?;
        let taken = if from_decoy { ChipKey::Duress } else { ChipKey::Pin };
        match self.try_slot(&file, &halves, taken, typed.expose())? {
            Some(_) => Err(WeakSecret::Taken.into()),
            None => Ok(typed),
        }
    }

    /// Takes the second PIN away: no slot opens a decoy any more.
    ///
    /// # Errors
    /// [`UnlockError`] when the files or the chip refuse; it can be tried again.
    pub fn clear_second(&self, random: &dyn Randomness) -> Result<(), UnlockError> {
        self.blank(&[ChipKey::Duress, ChipKey::SecondInDecoy], random)
    }

    /// Makes every way into the person's own vault but the release random bytes under new chip keys, as if never used.
    /// Where the device is full and its files cannot be written, the chip still forgets the keys.
    pub(super) fn close_the_own_door(&self, random: &dyn Randomness) {
        if self.blank(&OWN, random).is_ok() {
            return;
        }
        // Whoever forced the PIN must see an open app whatever this device can still do.
        if let Ok(mut halves) = self.halves() {
            let _next_time = halves.take_all(&OWN).destroy(self.chip);
        }
    }

    pub(super) fn blank(&self, slots: &[ChipKey], random: &dyn Randomness) -> Result<(), UnlockError> {
        let (mut file, mut halves) = (self.file()?, self.halves()?);
        for slot in slots {
            file.blank_slot(*slot, random)?;
            halves.renew(self.chip, *slot, random)?;
        }
        self.write("u", file.bytes())?;
        halves.take_older(slots).destroy(self.chip)?;
        self.write("h", &halves.to_bytes())
    }

    /// Gives a profile that was made before there were eight slots the chip keys of the others. The next unlock tries
    /// again.
    pub(super) fn complete(&self, random: &dyn Randomness) {
        let _later = self.halves().and_then(|mut halves| {
            let grew = halves.complete(self.chip, random)?;
            if grew { self.write("h", &halves.to_bytes()) } else { Ok(()) }
        });
    }
}
