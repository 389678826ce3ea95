//! Bare operations in a loop, with nothing of First72 in between: hashes, signature checks, HPKE.

use std::convert::Infallible;
use std::hint::black_box;

use first72_core::seal::{Randomness, SystemRandomness};
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::DhP256HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Kem, OpModeR, OpModeS};
use ring::digest::{SHA256, digest};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use super::super::watch::millis;

/// Milliseconds of so many SHA-256 over two hashes and a byte, as a tree needs them, each over what the last one gave.
///
/// # Panics
/// Never: a hash has 32 bytes.
#[must_use]
pub fn node_hashes_ms(count: usize) -> f64 {
    let mut node = [0xA5; 65];
    let hash = || {
        for _ in 0..count {
            let hash = digest(&SHA256, &node);
            node[1..33].copy_from_slice(hash.as_ref());
        }
        node[1]
    };
    millis(hash).0
}

/// Milliseconds of SHA-256 over each of these.
pub fn hashes_ms<'a>(of: impl Iterator<Item = &'a [u8]>) -> f64 {
    let hash = |bytes: &[u8]| {
        black_box(digest(&SHA256, bytes));
    };
    millis(|| of.for_each(hash)).0
}

/// Milliseconds of so many Ed25519 checks.
///
/// # Panics
/// When a signature does not hold.
#[must_use]
pub fn checks_ms(count: usize) -> f64 {
    let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).expect("a key");
    let signed: Vec<([u8; 48], _)> = (0..64).map(|number| ([number; 48], pair.sign(&[number; 48]))).collect();
    let public = UnparsedPublicKey::new(&ED25519, pair.public_key().as_ref());
    let check = || {
        for (message, signature) in signed.iter().cycle().take(count) {
            public.verify(message, signature.as_ref()).expect("it holds");
        }
    };
    millis(check).0
}

/// Milliseconds of so many HPKE seals of 32 bytes to one P-256 key, and of as many openings.
///
/// # Panics
/// When one does not open.
#[must_use]
pub fn hpke_ms(count: usize) -> (f64, f64) {
    type Dh = DhP256HkdfSha256;
    let (private, public) = Dh::derive_keypair(&[7; 32]);
    let mut random = Drawn(SystemRandomness::new());
    let mut sealed = Vec::with_capacity(count);
    let seal = || {
        for _ in 0..count {
            let made = hpke::single_shot_seal_with_rng::<AesGcm256, HkdfSha256, Dh>(
                &OpModeS::Base,
                &public,
                b"info",
                &[0xA5; 32],
                b"aad",
                &mut random,
            );
            sealed.push(made.expect("it is sealed"));
        }
    };
    let seal_ms = millis(seal).0;
    let open = || {
        for (encapped, sealed) in &sealed {
            let opened = hpke::single_shot_open::<AesGcm256, HkdfSha256, Dh>(
                &OpModeR::Base,
                &private,
                encapped,
                b"info",
                sealed,
                b"aad",
            );
            assert_eq!(opened.expect("it opens").len(), 32);
        }
    };
    (seal_ms, millis(open).0)
}

struct Drawn(SystemRandomness);

impl TryRng for Drawn {
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
        self.0.fill(out).expect("random bytes");
        Ok(())
    }
}

impl TryCryptoRng for Drawn {}
