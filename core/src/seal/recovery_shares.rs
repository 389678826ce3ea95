//! A recovery key on paper: any k of n custodians together have it, fewer have nothing at all.
//!
//! For each set of k custodians the key is the XOR of k parts, one for each of them: all but the last
//! are random, the last makes the sum. Whoever lacks one part of a set knows as much of the key as
//! without the others. There is no field arithmetic in which a mistake could hide.

mod text;

pub use text::ShareTextError;

use first72_wire::compartment::Compartment;
use first72_wire::id::RealmId;
use first72_wire::label;

use super::ceremony_keys::RecoveryKey;
use super::random::{NoRandomness, Randomness};
use super::secret::{Secret, SecretBytes};

/// Most custodians of one key: the parts of a share still fit a sheet of paper.
pub const MOST_CUSTODIANS: u8 = 7;
const VERSION: u8 = 1;
const HEAD: usize = 1 + 16 + 1 + 4 + 8 + 3;
const PART: usize = 32;

/// What a share says about itself in clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareOf {
    /// The realm.
    pub realm: RealmId,
    /// The class of content that the key recovers.
    pub compartment: Compartment,
    /// Which of the class's keys it is.
    pub epoch: u32,
    /// Names the key: 8 bytes of a hash of its public half.
    pub key: [u8; 8],
    /// How many custodians are needed.
    pub needed: u8,
    /// How many there are.
    pub custodians: u8,
}

/// One custodian's share. It holds a secret: no `Debug`, no `Clone`.
pub struct RecoveryShare {
    of: ShareOf,
    holder: u8,
    parts: Vec<Secret<PART>>,
}

/// Why shares could not be made or put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// Not between 2 and as many as there are, or more than [`MOST_CUSTODIANS`].
    #[error("that many shares cannot be made")]
    Numbers,
    /// The text is no share.
    #[error(transparent)]
    Text(#[from] ShareTextError),
    /// They are shares of different keys.
    #[error("the shares belong to different keys")]
    Mixed,
    /// Fewer different ones than are needed.
    #[error("{have} different shares are here, {needed} are needed")]
    TooFew {
        /// How many are needed.
        needed: u8,
        /// How many different ones there are.
        have: u8,
    },
    /// Together they do not make the key that they name.
    #[error("the shares do not make the key that they name")]
    Damaged,
    /// No random bytes were available.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

impl ShareError {
    /// Stable code for screens and logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Numbers => "share.numbers",
            Self::Text(inner) => inner.code(),
            Self::Mixed => "share.mixed",
            Self::TooFew { .. } => "share.too-few",
            Self::Damaged => "share.damaged",
            Self::Random(inner) => inner.code(),
        }
    }
}

/// The 8 bytes by which shares name a recovery key.
#[must_use]
pub fn name_of_recovery_key(public: &[u8; 65]) -> [u8; 8] {
    let [a, b, c, d, e, f, g, h, ..] = label::digest(label::RECOVERY, &[b"name", public]).0;
    [a, b, c, d, e, f, g, h]
}

impl RecoveryKey {
    /// Splits the key among custodians, so that any `needed` of them have it together.
    ///
    /// # Errors
    /// [`ShareError::Numbers`] and [`ShareError::Random`].
    pub fn split(
        &self,
        realm: RealmId,
        compartment: Compartment,
        epoch: u32,
        (needed, custodians): (u8, u8),
        random: &dyn Randomness,
    ) -> Result<Vec<RecoveryShare>, ShareError> {
        if needed < 2 || needed > custodians || custodians > MOST_CUSTODIANS {
            return Err(ShareError::Numbers);
        }
        let key = name_of_recovery_key(self.public());
        let of = ShareOf { realm, compartment, epoch, key, needed, custodians };
        let mut shares: Vec<RecoveryShare> =
            (1..=custodians).map(|holder| RecoveryShare { of, holder, parts: Vec::new() }).collect();
        for set in sets(needed, custodians) {
            let mut rest = Secret::copied_from(self.scalar().expose()).ok_or(ShareError::Damaged)?;
            let members = shares.iter_mut().filter(|share| holds(set, share.holder));
            for (at, share) in (1..).zip(members) {
                let part =
                    if at == needed { std::mem::replace(&mut rest, Secret::zeroed()) } else { Secret::random(random)? };
                xor(&mut rest, &part);
                share.parts.push(part);
            }
        }
        Ok(shares)
    }

    /// Puts a key together again. More shares than are needed do no harm.
    ///
    /// # Errors
    /// [`ShareError`] says what is missing or wrong; nothing of the key is told then.
    pub fn combine(shares: &[RecoveryShare]) -> Result<Self, ShareError> {
        let of = shares.first().map(|share| share.of).ok_or(ShareError::TooFew { needed: 2, have: 0 })?;
        if shares.iter().any(|share| share.of != of) {
            return Err(ShareError::Mixed);
        }
        let mut set = 0u8;
        let mut chosen: Vec<&RecoveryShare> = Vec::new();
        for share in shares {
            let fresh = set & bit(share.holder) == 0;
            if fresh && chosen.len() < usize::from(of.needed) {
                set |= bit(share.holder);
                chosen.push(share);
            }
        }
        if chosen.len() < usize::from(of.needed) {
            let have = u8::try_from(chosen.len()).unwrap_or(u8::MAX);
            return Err(ShareError::TooFew { needed: of.needed, have });
        }
        let mut scalar = Secret::zeroed();
        for share in chosen {
            xor(&mut scalar, share.part_of(set).ok_or(ShareError::Damaged)?);
        }
        let key = Self::from_scalar(scalar).ok_or(ShareError::Damaged)?;
        if name_of_recovery_key(key.public()) == of.key { Ok(key) } else { Err(ShareError::Damaged) }
    }
}

impl RecoveryShare {
    /// What it says about itself.
    #[must_use]
    pub const fn of(&self) -> &ShareOf {
        &self.of
    }

    /// Whose it is, from 1.
    #[must_use]
    pub const fn holder(&self) -> u8 {
        self.holder
    }

    fn part_of(&self, set: u8) -> Option<&Secret<PART>> {
        let own = sets(self.of.needed, self.of.custodians).filter(|set| holds(*set, self.holder));
        self.parts.get(own.into_iter().position(|own| own == set)?)
    }

    fn to_bytes(&self) -> SecretBytes {
        let mut bytes = SecretBytes::new(Vec::with_capacity(HEAD + PART * self.parts.len()));
        bytes.push(VERSION);
        bytes.extend(self.of.realm.0);
        bytes.push(self.of.compartment.number());
        bytes.extend(self.of.epoch.to_be_bytes());
        bytes.extend(self.of.key);
        bytes.extend([self.of.needed, self.of.custodians, self.holder]);
        self.parts.iter().for_each(|part| bytes.extend(part.expose()));
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (head, parts) = bytes.split_first_chunk::<HEAD>()?;
        let (version, rest) = head.split_first()?;
        let (realm, rest) = rest.split_first_chunk::<16>()?;
        let (compartment, rest) = rest.split_first()?;
        let (epoch, rest) = rest.split_first_chunk::<4>()?;
        let (key, rest) = rest.split_first_chunk::<8>()?;
        let &[needed, custodians, holder] = rest else { return None };
        let sound = *version == VERSION && (2..=custodians).contains(&needed) && custodians <= MOST_CUSTODIANS;
        if !sound || !(1..=custodians).contains(&holder) {
            return None;
        }
        let of = ShareOf {
            realm: RealmId(*realm),
            compartment: Compartment::from_number(*compartment)?,
            epoch: u32::from_be_bytes(*epoch),
            key: *key,
            needed,
            custodians,
        };
        let held = sets(needed, custodians).filter(|set| holds(*set, holder)).count();
        let parts: Vec<Secret<PART>> = parts.chunks(PART).filter_map(Secret::copied_from).collect();
        let whole = parts.len() == held && bytes.len() == HEAD + PART * held;
        whole.then_some(Self { of, holder, parts })
    }
}

/// The sets of `needed` custodians, as numbers whose bits stand for them, in ascending order.
fn sets(needed: u8, custodians: u8) -> impl Iterator<Item = u8> {
    (0..1u8 << custodians.min(MOST_CUSTODIANS)).filter(move |set| set.count_ones() == u32::from(needed))
}

const fn bit(holder: u8) -> u8 {
    1 << ((holder - 1) % 8)
}

const fn holds(set: u8, holder: u8) -> bool {
    set & bit(holder) != 0
}

fn xor(into: &mut Secret<PART>, with: &Secret<PART>) {
    for (to, from) in into.expose_mut().iter_mut().zip(with.expose()) {
        *to ^= from;
    }
}

#[cfg(test)]
mod tests;
