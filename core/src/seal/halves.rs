//! The chip's halves of the eight slots, each sealed by a chip key of its own, and the rung of the derivation.

use super::keystore::{ChipKey, KeyStore, KeyStoreError};
use super::passphrase::Rung;
use super::random::Randomness;
use super::secret::Secret;
use super::unlock_file::{SLOTS, number};

/// Slots of a profile that was made before there were eight.
const BEFORE: usize = 4;

/// For each slot the sealed half in use and, while a slot is being rewritten, the one before it.
pub(super) struct Halves {
    rung: Rung,
    /// Newest first, one or two for each slot, in the order of [`SLOTS`].
    sealed: [Vec<Vec<u8>>; SLOTS.len()],
}

/// Sealed halves that are no longer needed.
pub(super) struct Older(Vec<Vec<u8>>);

impl Older {
    /// Destroys their chip keys: copies of old slots on worn flash open no more.
    pub(super) fn destroy(self, chip: &dyn KeyStore) -> Result<(), KeyStoreError> {
        self.0.iter().try_for_each(|sealed| chip.destroy(sealed))
    }
}

impl Halves {
    /// Eight random halves. All eight chip keys exist, used or not.
    pub(super) fn make(chip: &dyn KeyStore, rung: Rung, random: &dyn Randomness) -> Result<Self, KeyStoreError> {
        let mut halves = Self { rung, sealed: [const { Vec::new() }; SLOTS.len()] };
        for slot in SLOTS {
            halves.renew(chip, slot, random)?;
        }
        Ok(halves)
    }

    pub(super) fn rung(&self) -> Rung {
        self.rung
    }

    /// A new half for a slot, in front of the old one.
    pub(super) fn renew(
        &mut self,
        chip: &dyn KeyStore,
        slot: ChipKey,
        random: &dyn Randomness,
    ) -> Result<Secret<32>, KeyStoreError> {
        let half = Secret::random(random)?;
        let sealed = chip.seal(slot, &half, random)?;
        let list = number(slot).and_then(|number| self.sealed.get_mut(number)).ok_or(KeyStoreError::Sealed)?;
        list.insert(0, sealed);
        Ok(half)
    }

    /// The halves of a slot that the chip still opens, the newest first.
    pub(super) fn open(&self, chip: &dyn KeyStore, slot: ChipKey) -> Result<Vec<Secret<32>>, KeyStoreError> {
        let mut opened = Vec::new();
        for sealed in number(slot).and_then(|number| self.sealed.get(number)).into_iter().flatten() {
            match chip.open(slot, sealed) {
                Ok(half) => opened.push(half),
                Err(KeyStoreError::Unavailable) => return Err(KeyStoreError::Unavailable),
                Err(_) => {}
            }
        }
        Ok(opened)
    }

    /// Makes the halves of slots that have none: the profile was made before there were so many. True when it did.
    pub(super) fn complete(&mut self, chip: &dyn KeyStore, random: &dyn Randomness) -> Result<bool, KeyStoreError> {
        let missing: Vec<ChipKey> =
            SLOTS.into_iter().zip(&self.sealed).filter(|(_, list)| list.is_empty()).map(|(slot, _)| slot).collect();
        for slot in &missing {
            self.renew(chip, *slot, random)?;
        }
        Ok(!missing.is_empty())
    }

    /// Keeps the newest half of each of these slots, which the caller has just written, and hands out the others. Of
    /// other slots an older half may be the one in use: a crash can have come before their file was written.
    pub(super) fn take_older(&mut self, slots: &[ChipKey]) -> Older {
        let lists = self.sealed.iter_mut().zip(SLOTS).filter(|(_, slot)| slots.contains(slot));
        Older(lists.flat_map(|(list, _)| list.drain(1.min(list.len())..)).collect())
    }

    /// Hands out every half of these slots: none of them opens any more once their chip keys are destroyed.
    pub(super) fn take_all(&mut self, slots: &[ChipKey]) -> Older {
        let lists = self.sealed.iter_mut().zip(SLOTS).filter(|(_, slot)| slots.contains(slot));
        Older(lists.flat_map(|(list, _)| list.drain(..)).collect())
    }

    /// Destroys all but the newest halves, where no slot depends on the others.
    pub(super) fn forget_older(&mut self, chip: &dyn KeyStore) -> Result<(), KeyStoreError> {
        self.take_older(&SLOTS).destroy(chip)
    }

    /// Destroys every chip key of the slots.
    pub(super) fn destroy(&self, chip: &dyn KeyStore) -> Result<(), KeyStoreError> {
        self.sealed.iter().flatten().try_for_each(|sealed| chip.destroy(sealed))
    }

    /// `u8 rung`, then for each slot `u8 count` and for each half `u16 length ‖ bytes`.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![self.rung as u8];
        for list in &self.sealed {
            out.push(u8::try_from(list.len()).unwrap_or(u8::MAX));
            for sealed in list {
                out.extend_from_slice(&u16::try_from(sealed.len()).unwrap_or(u16::MAX).to_be_bytes());
                out.extend_from_slice(sealed);
            }
        }
        out
    }

    /// `None` for bytes of another form.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (rung, mut rest) = bytes.split_first()?;
        let rung = Rung::of_file(*rung)?;
        let mut sealed = [const { Vec::new() }; SLOTS.len()];
        for (number, list) in sealed.iter_mut().enumerate() {
            if number == BEFORE && rest.is_empty() {
                break;
            }
            let (count, after) = rest.split_first()?;
            rest = after;
            for _ in 0..*count {
                let (length, after) = rest.split_first_chunk::<2>()?;
                let (half, after) = after.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
                list.push(half.to_vec());
                rest = after;
            }
        }
        rest.is_empty().then_some(Self { rung, sealed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SystemRandomness;
    use crate::seal::keystore::MemoryKeyStore;

    #[test]
    fn halves_are_read_back_from_their_own_bytes_and_cut_ones_are_not() {
        let (chip, random) = (MemoryKeyStore::new(), SystemRandomness::new());
        let mut halves = Halves::make(&chip, Rung::Six, &random).unwrap();
        let newest = halves.renew(&chip, ChipKey::Release, &random).unwrap();
        let bytes = halves.to_bytes();
        let read = Halves::from_bytes(&bytes).unwrap();
        assert_eq!((read.to_bytes(), read.rung()), (bytes.clone(), Rung::Six));
        let opened = read.open(&chip, ChipKey::Release).unwrap();
        assert!(opened.len() == 2 && opened[0] == newest);
        let of_four = four(&bytes).len();
        for length in (0..bytes.len()).filter(|length| *length != of_four) {
            assert!(Halves::from_bytes(&bytes[..length]).is_none(), "cut to {length}");
        }
    }

    /// The bytes as a profile of four slots had them.
    fn four(bytes: &[u8]) -> &[u8] {
        let mut at = 1;
        for _ in 0..BEFORE {
            let count = bytes[at];
            at += 1;
            for _ in 0..count {
                at += 2 + usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]));
            }
        }
        &bytes[..at]
    }

    #[test]
    fn a_profile_of_four_slots_opens_and_gets_the_other_halves_once() {
        let (chip, random) = (MemoryKeyStore::new(), SystemRandomness::new());
        let made = Halves::make(&chip, Rung::Floor, &random).unwrap();
        let mut older = Halves::from_bytes(four(&made.to_bytes())).unwrap();
        assert!(older.open(&chip, ChipKey::Later7).unwrap().is_empty());
        let pin = older.open(&chip, ChipKey::Pin).unwrap();
        assert!(older.complete(&chip, &random).unwrap());
        assert!(!older.complete(&chip, &random).unwrap());
        assert!(older.open(&chip, ChipKey::Pin).unwrap() == pin, "those that were there stay");
        assert_eq!(older.open(&chip, ChipKey::Later7).unwrap().len(), 1);
    }

    #[test]
    fn an_older_half_is_gone_for_good() {
        let (chip, random) = (MemoryKeyStore::new(), SystemRandomness::new());
        let mut halves = Halves::make(&chip, Rung::Floor, &random).unwrap();
        halves.renew(&chip, ChipKey::Pin, &random).unwrap();
        let before = Halves::from_bytes(&halves.to_bytes()).unwrap();
        halves.forget_older(&chip).unwrap();
        assert_eq!(before.open(&chip, ChipKey::Pin).unwrap().len(), 1);
        assert_eq!(halves.open(&chip, ChipKey::Pin).unwrap().len(), 1);
        halves.destroy(&chip).unwrap();
        assert_eq!(before.open(&chip, ChipKey::Biometric).unwrap().len(), 0);
    }
}
