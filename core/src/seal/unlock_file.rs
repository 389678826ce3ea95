//! The unlock file: 4,096 random-looking bytes, eight slots, no magic and no parameters.
//!
//! `argon_salt16`, then 8 slots of 128 bytes (`salt32 ‖ nonce12 ‖ AES-256-GCM(KEK, 60 bytes) ‖ tag16`,
//! 8 random), the rest random. A slot that nobody uses is random too, so use of it cannot be seen.

use zeroize::Zeroizing;

use super::hazmat::{self, MessageCipher, TAG};
use super::keystore::ChipKey;
use super::random::{NoRandomness, Randomness, draw};
use super::scrub::stack_scrub;
use super::secret::Secret;

/// Length of the file.
pub(super) const LENGTH: usize = 4_096;
const ARGON_SALT: usize = 16;
const SLOT: usize = 128;
const SLOT_SALT: usize = 32;
const NONCE: usize = 12;
/// The vault master key and zeros, kept for later fields.
const BODY: usize = 60;
/// The slots in their order: what stands at a slot's number is its chip key.
pub(super) const SLOTS: [ChipKey; 8] = [
    ChipKey::Pin,
    ChipKey::Biometric,
    ChipKey::Release,
    ChipKey::Duress,
    ChipKey::SecondInDecoy,
    ChipKey::Later5,
    ChipKey::Later6,
    ChipKey::Later7,
];
const KEK_INFO: &[u8] = b"first-contact/v1/slot";

/// The file's bytes.
pub(super) struct UnlockFile(Box<[u8; LENGTH]>);

/// What opens a slot besides the chip: the derived PIN key, the release secret, or nothing.
pub(super) struct SlotKeys<'a> {
    /// The slot, by its chip key.
    pub(super) slot: ChipKey,
    /// Which profile: binds the slot to its folder.
    pub(super) profile: &'a [u8; 16],
    /// `K_pin`, nothing, `K_rel`, `K_pin` for slots 0 to 3.
    pub(super) known: &'a [u8],
    /// `K_hw` of the slot, opened by the chip.
    pub(super) chip: &'a Secret<32>,
}

impl SlotKeys<'_> {
    /// KEK = HKDF-SHA-256(salt, known ‖ chip, label ‖ profile ‖ slot).
    fn kek(&self, salt: &[u8]) -> Option<Secret<32>> {
        let mut kek = Secret::zeroed();
        let ikm: [&[u8]; 2] = [self.known, self.chip.expose()];
        let number = u8::try_from(number(self.slot)?).ok()?;
        let info: [&[u8]; 3] = [KEK_INFO, self.profile, &[number]];
        hazmat::hkdf_sha256(salt, &ikm, &info, kek.expose_mut()).ok()?;
        Some(kek)
    }

    fn offset(&self) -> Option<usize> {
        offset(self.slot)
    }
}

/// The number of a slot; a chip key that is no slot's has none.
pub(super) fn number(slot: ChipKey) -> Option<usize> {
    SLOTS.iter().position(|known| *known == slot)
}

fn offset(slot: ChipKey) -> Option<usize> {
    Some(ARGON_SALT + number(slot)? * SLOT)
}

impl UnlockFile {
    /// A file in which no slot opens.
    pub(super) fn blank(random: &dyn Randomness) -> Result<Self, NoRandomness> {
        let mut bytes = Box::new([0; LENGTH]);
        random.fill(bytes.as_mut_slice())?;
        Ok(Self(bytes))
    }

    /// `None` for a file of another length.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: [u8; LENGTH] = bytes.try_into().ok()?;
        Some(Self(Box::new(bytes)))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    #[cfg(test)]
    pub(super) fn slot_bytes(&self, slot: ChipKey) -> &[u8] {
        &self.0[offset(slot).unwrap()..][..SLOT]
    }

    /// The salt of the password derivation, one for all slots that need it.
    pub(super) fn argon_salt(&self) -> [u8; ARGON_SALT] {
        self.0.first_chunk().copied().unwrap_or([0; ARGON_SALT])
    }

    /// Fills a slot anew.
    pub(super) fn fill(
        &mut self,
        keys: &SlotKeys<'_>,
        master: &Secret<32>,
        random: &dyn Randomness,
    ) -> Result<(), NoRandomness> {
        let _scrub = stack_scrub();
        let mut slot = [0; SLOT];
        random.fill(&mut slot)?;
        let (salt, nonce) = (draw::<SLOT_SALT>(random)?, draw::<NONCE>(random)?);
        let kek = keys.kek(&salt).ok_or(NoRandomness)?;
        let mut body = Zeroizing::new([0; BODY]);
        for (to, from) in body.iter_mut().zip(master.expose()) {
            *to = *from;
        }
        let cipher = MessageCipher::new(kek.expose()).map_err(|_| NoRandomness)?;
        let tag = cipher.seal(nonce, &[], body.as_mut()).map_err(|_| NoRandomness)?;
        let filled = salt.iter().chain(&nonce).chain(body.iter()).chain(&tag);
        for (to, from) in slot.iter_mut().zip(filled) {
            *to = *from;
        }
        self.put(keys.slot, &slot);
        Ok(())
    }

    /// Overwrites a slot with random bytes.
    pub(super) fn blank_slot(&mut self, slot: ChipKey, random: &dyn Randomness) -> Result<(), NoRandomness> {
        let bytes = draw::<SLOT>(random)?;
        self.put(slot, &bytes);
        Ok(())
    }

    fn put(&mut self, slot: ChipKey, bytes: &[u8; SLOT]) {
        let Some(offset) = offset(slot) else { return };
        for (to, from) in self.0.iter_mut().skip(offset).zip(bytes) {
            *to = *from;
        }
    }

    /// The vault master key, if these keys open the slot.
    pub(super) fn open(&self, keys: &SlotKeys<'_>) -> Option<Secret<32>> {
        let _scrub = stack_scrub();
        let slot = self.0.get(keys.offset()?..)?;
        let (salt, rest) = slot.split_first_chunk::<SLOT_SALT>()?;
        let (nonce, rest) = rest.split_first_chunk::<NONCE>()?;
        let (sealed, rest) = rest.split_first_chunk::<BODY>()?;
        let tag = rest.first_chunk::<TAG>()?;
        let kek = keys.kek(salt)?;
        let mut body = Zeroizing::new(*sealed);
        MessageCipher::new(kek.expose()).ok()?.open(*nonce, &[], body.as_mut(), *tag).ok()?;
        let (master, later) = body.split_first_chunk::<32>()?;
        // A later version may keep more here; this one has written zeros and expects them.
        later.iter().all(|byte| *byte == 0).then(|| Secret::copied_from(master)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SystemRandomness;

    #[test]
    fn a_slot_opens_with_its_own_keys_only() {
        let random = SystemRandomness::new();
        let (chip, master) = (Secret::random(&random).unwrap(), Secret::random(&random).unwrap());
        let keys = SlotKeys { slot: ChipKey::Pin, profile: &[1; 16], known: &[2; 32], chip: &chip };
        let mut file = UnlockFile::blank(&random).unwrap();
        assert!(file.open(&keys).is_none());
        file.fill(&keys, &master, &random).unwrap();
        assert!(file.open(&keys).unwrap() == master);
        let other = Secret::zeroed();
        assert!(file.open(&SlotKeys { slot: ChipKey::Duress, ..keys }).is_none());
        assert!(file.open(&SlotKeys { profile: &[3; 16], ..keys }).is_none());
        assert!(file.open(&SlotKeys { known: &[3; 32], ..keys }).is_none());
        assert!(file.open(&SlotKeys { chip: &other, ..keys }).is_none());
        file.blank_slot(ChipKey::Pin, &random).unwrap();
        assert!(file.open(&keys).is_none());
    }

    #[test]
    fn every_flipped_bit_of_a_slot_is_refused() {
        let random = SystemRandomness::new();
        let chip = Secret::random(&random).unwrap();
        let keys = SlotKeys { slot: ChipKey::Release, profile: &[1; 16], known: &[2; 16], chip: &chip };
        let mut file = UnlockFile::blank(&random).unwrap();
        file.fill(&keys, &Secret::zeroed(), &random).unwrap();
        let start = offset(ChipKey::Release).unwrap();
        for bit in start * 8..(start + SLOT_SALT + NONCE + BODY + TAG) * 8 {
            let mut altered = UnlockFile(file.0.clone());
            altered.0[bit / 8] ^= 1 << (bit % 8);
            assert!(altered.open(&keys).is_none(), "bit {bit}");
        }
    }

    #[test]
    fn eight_slots_fit_and_a_file_of_another_length_is_none() {
        assert_eq!(offset(ChipKey::Later7), Some(16 + 7 * 128));
        assert!(offset(ChipKey::Later7).unwrap() + SLOT < LENGTH);
        assert_eq!((offset(ChipKey::Counter), offset(ChipKey::Name)), (None, None));
        assert!(UnlockFile::from_bytes(&[0; LENGTH - 1]).is_none());
        assert!(UnlockFile::from_bytes(&[0; LENGTH]).is_some());
    }
}
