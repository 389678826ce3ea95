//! From a PIN or passphrase to a key: Argon2id (RFC 9106). The only file that calls `argon2`.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroize;

use super::envelope;
use super::hazmat::Parent;
use super::random::{NoRandomness, Randomness, draw};
use super::scrub::stack_scrub;
use super::secret::{Secret, SecretBytes};
use crate::moment::Moment;

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

    /// The rung for this device: how long the floor takes on it, by a clock that is passed in.
    #[must_use]
    pub fn for_this_device(clock: &dyn Fn() -> Moment) -> Self {
        Self::measured(clock, &|| derive(b"measure", &[0; SALT], Self::Floor).is_some())
    }

    /// The rung for a device by the shorter of two runs of the floor: whatever else the device was doing made one of
    /// them longer, and the first also brings the memory in. Without memory for it: the floor.
    fn measured(clock: &dyn Fn() -> Moment, run_floor: &dyn Fn() -> bool) -> Self {
        let mut shortest = u64::MAX;
        for _ in 0..2 {
            let began = clock();
            if !run_floor() {
                return Self::Floor;
            }
            shortest = clock().boot_ms.saturating_sub(began.boot_ms).min(shortest);
        }
        Self::for_floor_of(shortest)
    }

    /// The rung that a file names. Cheaper than the floor or dearer than the highest there is none.
    pub(super) fn of_file(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|known| *known as u8 == byte)
    }

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

#[cfg(not(test))]
const fn memory_kib() -> u32 {
    MEMORY_KIB
}

#[cfg(test)]
use light::memory_kib;

/// For tests of what lies behind the door: opening a notebook costs them more than all that they look at. Those of the
/// door itself, and everything outside this crate's own tests, pay the whole cost.
#[cfg(test)]
pub(crate) mod light {
    use std::cell::Cell;

    thread_local! {
        static IS_ON: Cell<bool> = const { Cell::new(false) };
    }

    /// From now on a derivation of this thread takes a thousandth of the memory. What was made before opens no more.
    pub(crate) fn turn_on() {
        IS_ON.set(true);
    }

    /// From now on it takes what it takes on a phone.
    pub(crate) fn turn_off() {
        IS_ON.set(false);
    }

    pub(super) fn memory_kib() -> u32 {
        if IS_ON.get() { 64 } else { super::MEMORY_KIB }
    }
}

/// Argon2id v1.3, 64 MiB, one lane, 32 bytes. `None` when there is no memory for it.
pub(super) fn derive(secret: &[u8], salt: &[u8; SALT], rung: Rung) -> Option<Secret<32>> {
    let _scrub = stack_scrub();
    let params = Params::new(memory_kib(), u32::from(rung as u8), 1, Some(32)).ok()?;
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

/// Opens what [`seal`] made. Another passphrase and altered bytes look the same. What is too short to be anything costs no
/// derivation.
pub(super) fn open(passphrase: &[u8], context: &[u8], file: &[u8]) -> Option<SecretBytes> {
    let (salt, sealed) = file.split_first_chunk::<SALT>()?;
    if sealed.len() < envelope::sealed_len(0) {
        return None;
    }
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

    /// A device on which the runs of the floor take so long, by its own clock.
    fn measured_on(runs: [u64; 2]) -> (Rung, usize) {
        let (now, done) = (std::cell::Cell::new(5_000), std::cell::Cell::new(0));
        let clock = || Moment { wall_ms: 0, boot_id: [1; 16], boot_ms: now.get() };
        let run = || {
            now.set(now.get() + runs[done.get()]);
            done.set(done.get() + 1);
            true
        };
        (Rung::measured(&clock, &run), done.get())
    }

    // cjis:IA-5(1)(a)
    #[test]
    fn a_device_is_measured_by_the_shorter_of_two_runs() {
        assert_eq!(measured_on([400, 310]), (Rung::Floor, 2));
        assert_eq!(measured_on([400, 240]), (Rung::Six, 2));
        assert_eq!(measured_on([60, 900]), (Rung::Eight, 2));
        let clock = || Moment { wall_ms: 0, boot_id: [1; 16], boot_ms: 0 };
        assert_eq!(Rung::measured(&clock, &|| false), Rung::Floor, "no memory for it");
    }

    #[test]
    fn a_file_names_one_of_four_costs_or_none() {
        let named: Vec<u8> = (0..=u8::MAX).filter(|byte| Rung::of_file(*byte).is_some()).collect();
        assert_eq!(named, [3, 4, 6, 8]);
    }

    #[test]
    fn a_fast_device_climbs_and_a_slow_one_stays() {
        assert_eq!(Rung::for_floor_of(310), Rung::Floor);
        assert_eq!(Rung::for_floor_of(249), Rung::Six);
        assert_eq!(Rung::for_floor_of(165), Rung::Eight);
        assert_eq!(Rung::for_floor_of(0), Rung::Eight);
    }
}
