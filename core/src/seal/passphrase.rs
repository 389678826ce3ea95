//! From a PIN or passphrase to a key: Argon2id (RFC 9106). The only file that calls `argon2`.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroize;

use super::envelope;
use super::hazmat::Parent;
use super::random::{NoRandomness, Randomness, draw};
use super::scrub::stack_scrub;
use super::secret::{Secret, SecretBytes};

/// 64 MiB in blocks of 1 KiB: the floor, and the memory of every rung.
const MEMORY_KIB: u32 = 64 * 1024;
const SALT: usize = 16;

/// How many passes over the memory. Compiled in, never read from a file that somebody could lower.
///
/// A device is measured once, when its profile is made; a fast one climbs so that a guess costs
/// about half a second there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Rung {
    /// Three passes, the floor of the specification.
    Floor = 3,
    /// Four passes.
    Four = 4,
    /// Six passes.
    Six = 6,
    /// Eight passes.
    Eight = 8,
}

impl Rung {
    /// All rungs, the costliest first, which is the order in which unlocking may try them.
    pub const ALL: [Self; 4] = [Self::Eight, Self::Six, Self::Four, Self::Floor];

    /// The rung for a device on which the floor took `floor_ms` milliseconds: the costliest one
    /// that stays within half a second, if the floor took less than a quarter of one.
    #[must_use]
    pub fn for_floor_of(floor_ms: u64) -> Self {
        if floor_ms >= 250 {
            return Self::Floor;
        }
        let affordable = |rung: &Self| floor_ms.saturating_mul(u64::from(*rung as u8)) <= 500 * 3;
        Self::ALL.into_iter().find(affordable).unwrap_or(Self::Floor)
    }
}

/// Argon2id v1.3, 64 MiB, one lane, 32 bytes. `None` when there is no memory for it.
pub(super) fn derive(secret: &[u8], salt: &[u8; SALT], rung: Rung) -> Option<Secret<32>> {
    let _scrub = stack_scrub();
    let params = Params::new(MEMORY_KIB, u32::from(rung as u8), 1, Some(32)).ok()?;
    let mut memory: Vec<Block> = Vec::new();
    memory.try_reserve_exact(params.block_count()).ok()?;
    memory.resize(params.block_count(), Block::default());
    let mut key = Secret::zeroed();
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let done = argon2.hash_password_into_with_memory(secret, salt, key.expose_mut(), &mut memory);
    memory.zeroize();
    done.ok().map(|()| key)
}

/// Seals a small secret for a file that is kept outside any vault: `salt16 ‖ envelope`.
pub(super) fn seal(
    passphrase: &[u8],
    context: &[u8],
    plain: &[u8],
    random: &dyn Randomness,
) -> Result<Vec<u8>, NoRandomness> {
    let salt = draw::<SALT>(random)?;
    let key = derive(passphrase, &salt, Rung::Floor).ok_or(NoRandomness)?;
    let sealed = envelope::seal(&Parent::new(key.expose()), &[context, &salt], plain, random)?;
    Ok([&salt[..], &sealed].concat())
}

/// Opens what [`seal`] made. Another passphrase and altered bytes look the same.
pub(super) fn open(passphrase: &[u8], context: &[u8], file: &[u8]) -> Option<SecretBytes> {
    let (salt, sealed) = file.split_first_chunk::<SALT>()?;
    let key = derive(passphrase, salt, Rung::Floor)?;
    envelope::open(&Parent::new(key.expose()), &[context, salt], sealed).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// RFC 9106 section 5.3, with the secret and associated data of the vector.
    #[test]
    fn argon2id_gives_the_tag_of_the_rfc() {
        let params = argon2::ParamsBuilder::new()
            .m_cost(32)
            .t_cost(3)
            .p_cost(4)
            .data(argon2::AssociatedData::new(&[4; 12]).unwrap())
            .output_len(32)
            .build()
            .unwrap();
        let argon2 = Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
        let mut tag = [0; 32];
        argon2.hash_password_into(&[1; 32], &[2; 16], &mut tag).unwrap();
        assert_eq!(hex(&tag), "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    // cjis:IA-5(1)(a)
    #[test]
    fn the_floor_is_64_mib_and_three_passes() {
        assert_eq!((MEMORY_KIB, Rung::Floor as u8), (65_536, 3));
        assert!(Rung::ALL.iter().all(|rung| *rung >= Rung::Floor));
    }

    #[test]
    fn a_fast_device_climbs_and_a_slow_one_stays() {
        assert_eq!(Rung::for_floor_of(310), Rung::Floor);
        assert_eq!(Rung::for_floor_of(249), Rung::Six);
        assert_eq!(Rung::for_floor_of(165), Rung::Eight);
        assert_eq!(Rung::for_floor_of(0), Rung::Eight);
    }
}
