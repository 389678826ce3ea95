//! What counting leads to: an attempt is a miss on the disk before anything is tried, the fifth in a row destroys what a typed
//! secret opens, and the tenth everything.

use super::{ProfileLock, second};
use crate::moment::Moment;
use crate::seal::attempts::{Attempts, LOCK_AT, WIPE_AT};
use crate::seal::random::Randomness;
use crate::seal::unlock_error::UnlockError;
use crate::seal::unlock_file::UnlockFile;

impl ProfileLock<'_> {
    /// Counts the attempt before anything is tried.
    pub(super) fn begin(&self, now: &Moment, refuse_at: u8, random: &dyn Randomness) -> Result<Attempts, UnlockError> {
        let attempts = self.attempts().read(self.chip, now)?;
        if attempts.misses >= WIPE_AT {
            self.wipe(random)?;
            return Err(UnlockError::Wiped);
        }
        if attempts.misses >= LOCK_AT && !attempts.slots_destroyed {
            self.destroy_typed_slots(attempts, random)?;
        }
        if attempts.misses >= refuse_at {
            return Err(UnlockError::NeedsRelease);
        }
        let wait_ms = attempts.wait_ms(now);
        if wait_ms > 0 {
            return Err(UnlockError::Wait { wait_ms });
        }
        let slots_destroyed = attempts.misses >= LOCK_AT;
        let counted = Attempts { misses: attempts.misses + 1, slots_destroyed, last: *now };
        self.attempts().write(self.chip, &counted, random)?;
        Ok(counted)
    }

    pub(super) fn succeed(&self, now: &Moment, random: &dyn Randomness) -> Result<(), UnlockError> {
        let none = Attempts { misses: 0, slots_destroyed: false, last: *now };
        Ok(self.attempts().write(self.chip, &none, random)?)
    }

    /// What a counted miss leads to.
    pub(super) fn fail(
        &self,
        counted: Attempts,
        now: &Moment,
        random: &dyn Randomness,
    ) -> Result<UnlockError, UnlockError> {
        match counted.misses {
            WIPE_AT.. => {
                self.wipe(random)?;
                Ok(UnlockError::Wiped)
            }
            LOCK_AT => {
                self.destroy_typed_slots(counted, random)?;
                Ok(UnlockError::NeedsRelease)
            }
            _ => Ok(UnlockError::Wrong { wait_ms: counted.wait_ms(now) }),
        }
    }

    /// PIN and biometric slots become random bytes under new chip keys, as if never used.
    fn destroy_typed_slots(&self, attempts: Attempts, random: &dyn Randomness) -> Result<(), UnlockError> {
        self.blank(&second::OWN, random)?;
        Ok(self.attempts().write(self.chip, &Attempts { slots_destroyed: true, ..attempts }, random)?)
    }

    /// Destroys every way in: chip keys first, then the slots. The vault's files stay where they
    /// are and are noise from here on. Doing it twice is no error.
    pub(super) fn wipe(&self, random: &dyn Randomness) -> Result<(), UnlockError> {
        if let Ok(halves) = self.halves() {
            halves.destroy(self.chip)?;
        }
        self.write("u", UnlockFile::blank(random)?.bytes())
    }
}
