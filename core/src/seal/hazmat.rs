//! The only file that calls a symmetric cipher, an HMAC or an HKDF. Nothing here decides; `envelope` and its siblings do.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, Tag, UnboundKey};
use ring::{hkdf, hmac};
use zeroize::Zeroize;

use super::scrub::{Wiped, stack_scrub};

/// Length of an AES-GCM tag.
pub(super) const TAG: usize = 16;

/// A primitive refused: a tag or length does not fit. Says nothing more, on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal;

/// AES-256-GCM under a key of one message. Boxed and wiped; never make one from a long-term key.
pub(super) struct MessageCipher(Wiped<LessSafeKey>);

impl MessageCipher {
    /// Expands the key. Hold a stack scrub around the whole message.
    pub(super) fn new(key: &[u8; 32]) -> Result<Self, Refusal> {
        let key = UnboundKey::new(&AES_256_GCM, key).map_err(|_| Refusal)?;
        Ok(Self(Wiped::new(LessSafeKey::new(key))))
    }

    /// Encrypts `text` in place and returns the tag. One (key, nonce) pair, once.
    pub(super) fn seal(&self, nonce: [u8; 12], aad: &[u8], text: &mut [u8]) -> Result<[u8; TAG], Refusal> {
        let tag = self
            .0
            .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(aad), text)
            .map_err(|_| Refusal)?;
        tag.as_ref().try_into().map_err(|_| Refusal)
    }

    /// Checks `tag` and decrypts `text` in place. On a refusal `text` must not be used.
    pub(super) fn open(&self, nonce: [u8; 12], aad: &[u8], text: &mut [u8], tag: [u8; TAG]) -> Result<(), Refusal> {
        self.0
            .open_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(aad), Tag::from(tag), text, 0..)
            .map_err(|_| Refusal)?;
        Ok(())
    }
}

/// A long-term secret in the only form it is used in: the input of HKDF-Expand-SHA-512 (RFC 5869).
///
/// Holds the two hash states of the HMAC, computed once, so that each derivation costs two blocks
/// of hashing and the raw key is not touched again. Wiped when dropped.
pub(super) struct Parent(Wiped<hkdf::Prk>);

impl Parent {
    /// Takes a uniformly random key as pseudorandom key; the extract step is not needed then.
    pub(super) fn new(key: &[u8]) -> Self {
        let _scrub = stack_scrub();
        Self(Wiped::new(hkdf::Prk::new_less_safe(hkdf::HKDF_SHA512, key)))
    }

    /// HKDF-Expand with the concatenation of `info`.
    pub(super) fn expand(&self, info: &[&[u8]], out: &mut [u8]) -> Result<(), Refusal> {
        fill(&self.0, info, out)
    }
}

/// HKDF-SHA-256, extract and expand (RFC 5869). `ikm` and `info` are concatenations.
pub(super) fn hkdf_sha256(salt: &[u8], ikm: &[&[u8]], info: &[&[u8]], out: &mut [u8]) -> Result<(), Refusal> {
    let _scrub = stack_scrub();
    let mut prk = hmac_sha256(salt, ikm);
    let result = expand_sha256(&prk, info, out);
    prk.zeroize();
    result
}

/// HKDF-Expand-SHA-256 alone (RFC 5869 2.3), for a key that is uniformly random already.
pub(super) fn expand_sha256(prk: &[u8; 32], info: &[&[u8]], out: &mut [u8]) -> Result<(), Refusal> {
    let _scrub = stack_scrub();
    fill(&Wiped::new(hkdf::Prk::new_less_safe(hkdf::HKDF_SHA256, prk)), info, out)
}

/// HMAC-SHA-256 over the concatenation of `parts` (RFC 2104).
pub(super) fn hmac_sha256(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let _scrub = stack_scrub();
    MacKey::new(key).sign(parts)
}

/// An HMAC-SHA-256 key with its hash states computed once. Wiped when dropped.
pub(super) struct MacKey(Wiped<hmac::Key>);

impl MacKey {
    /// Prepares the key.
    pub(super) fn new(key: &[u8]) -> Self {
        let _scrub = stack_scrub();
        Self(Wiped::new(hmac::Key::new(hmac::HMAC_SHA256, key)))
    }

    /// The full 32-byte code over the concatenation of `parts`.
    pub(super) fn sign(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.0);
        for part in parts {
            context.update(part);
        }
        let mut code = [0; 32];
        for (to, from) in code.iter_mut().zip(context.sign().as_ref()) {
            *to = *from;
        }
        code
    }
}

struct Length(usize);

impl hkdf::KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn fill(prk: &hkdf::Prk, info: &[&[u8]], out: &mut [u8]) -> Result<(), Refusal> {
    let length = Length(out.len());
    prk.expand(info, length).and_then(|okm| okm.fill(out)).map_err(|_| Refusal)
}
