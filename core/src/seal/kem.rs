//! HPKE base mode (RFC 9180) with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. The only file that calls `hpke`.

use std::convert::Infallible;

use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::DhP256HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use zeroize::{Zeroize, Zeroizing};

use super::random::{NoRandomness, Randomness};
use super::scrub::stack_scrub;
use super::secret::{Secret, SecretBytes};

type Dh = DhP256HkdfSha256;
type PublicKey = <Dh as Kem>::PublicKey;
type PrivateKey = <Dh as Kem>::PrivateKey;
type EncappedKey = <Dh as Kem>::EncappedKey;

/// Why HPKE refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KemRefusal {
    /// Not a point of the curve, or not a scalar.
    Key,
    /// The ciphertext was made for another key, place or author, or altered.
    Open,
    /// No random bytes.
    Random,
}

/// A fresh P-256 scalar.
pub(super) fn make_scalar(random: &dyn Randomness) -> Result<Secret<32>, NoRandomness> {
    let _scrub = stack_scrub();
    let ikm = Secret::<32>::random(random)?;
    let (private, _) = Dh::derive_keypair(ikm.expose());
    let mut bytes = private.to_bytes();
    let mut scalar = Secret::zeroed();
    scalar.expose_mut().copy_from_slice(&bytes);
    bytes.as_mut_slice().zeroize();
    Ok(scalar)
}

/// The uncompressed public point of a scalar; `None` when the bytes are no scalar of the curve.
pub(super) fn public_of(scalar: &Secret<32>) -> Option<[u8; 65]> {
    let _scrub = stack_scrub();
    let private = PrivateKey::from_bytes(scalar.expose()).ok()?;
    Dh::sk_to_pk(&private).to_bytes().as_slice().try_into().ok()
}

/// Whether these bytes are a public key.
pub(super) fn is_public_key(bytes: &[u8; 65]) -> bool {
    PublicKey::from_bytes(bytes).is_ok()
}

/// Single-shot seal to `public`: the encapsulated key and the ciphertext with its tag.
pub(super) fn seal(
    public: &[u8; 65],
    info: &[u8],
    aad: &[u8],
    plain: &[u8],
    random: &dyn Randomness,
) -> Result<([u8; 65], Vec<u8>), KemRefusal> {
    let _scrub = stack_scrub();
    let public = PublicKey::from_bytes(public).map_err(|_| KemRefusal::Key)?;
    let mut draw = OneDraw::new(random).map_err(|_| KemRefusal::Random)?;
    let (encapped, sealed) = hpke::single_shot_seal_with_rng::<AesGcm256, HkdfSha256, Dh>(
        &OpModeS::Base,
        &public,
        info,
        plain,
        aad,
        &mut draw,
    )
    .map_err(|_| KemRefusal::Key)?;
    if draw.left.is_none_or(|left| left != 0) {
        return Err(KemRefusal::Random);
    }
    let encapped = encapped.to_bytes().as_slice().try_into().map_err(|_| KemRefusal::Key)?;
    Ok((encapped, sealed))
}

/// Single-shot open with the recipient's scalar.
pub(super) fn open(
    scalar: &Secret<32>,
    encapped: &[u8; 65],
    info: &[u8],
    aad: &[u8],
    sealed: &[u8],
) -> Result<SecretBytes, KemRefusal> {
    let _scrub = stack_scrub();
    let private = PrivateKey::from_bytes(scalar.expose()).map_err(|_| KemRefusal::Key)?;
    let encapped = EncappedKey::from_bytes(encapped).map_err(|_| KemRefusal::Open)?;
    hpke::single_shot_open::<AesGcm256, HkdfSha256, Dh>(&OpModeR::Base, &private, &encapped, info, sealed, aad)
        .map(Zeroizing::new)
        .map_err(|_| KemRefusal::Open)
}

/// The 32 bytes that one encapsulation draws, taken beforehand so that a failing source is an error
/// and not a panic. `left` is 0 after exactly one full draw, `None` after more than there was.
struct OneDraw {
    bytes: Secret<32>,
    left: Option<usize>,
}

impl OneDraw {
    fn new(random: &dyn Randomness) -> Result<Self, NoRandomness> {
        Ok(Self { bytes: Secret::random(random)?, left: Some(32) })
    }
}

impl TryRng for OneDraw {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        let used = 32usize.saturating_sub(self.left.unwrap_or(0));
        self.left = self.left.and_then(|left| left.checked_sub(out.len()));
        for (to, from) in out.iter_mut().zip(self.bytes.expose().iter().skip(used)) {
            *to = *from;
        }
        Ok(())
    }
}

impl TryCryptoRng for OneDraw {}

#[cfg(test)]
mod tests;
