//! The one way a body is encrypted: C2SP chunked-encryption with HKDF-SHA-512 and AES-256-GCM ("Cobblestone-256").
//!
//! Each message has a key, a nonce and a commitment of its own, expanded from the long-term key, a
//! random 24-byte salt and the context. The context says where the message belongs; nothing else is
//! authenticated beside it, so moving a body to another place makes it fail. Specification:
//! c2sp.org/chunked-encryption v1.

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::hazmat::{MessageCipher, Parent, TAG};
use super::random::{NoRandomness, Randomness, draw};
use super::scrub::stack_scrub;
use super::secret::{Secret, SecretBytes};

/// Plaintext bytes of every chunk but the last, which is always shorter and may be empty.
const CHUNK: usize = 16 * 1024;
const SALT: usize = 24;
const COMMITMENT: usize = 32;
/// Bytes in front of the first chunk.
const PREFIX: usize = SALT + COMMITMENT;
const LABEL: &[u8] = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0";

/// Why a body could not be opened. The three are told apart for the reader of a problem list only;
/// none says anything about the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// Fewer bytes than a message can have, or cut at the end of a chunk.
    #[error("the sealed body is cut short")]
    Truncated,
    /// Sealed under another key, or for another place.
    #[error("the sealed body does not belong to this key and place")]
    Commitment,
    /// Altered after sealing.
    #[error("the sealed body was altered")]
    Tag,
}

impl EnvelopeError {
    /// Stable code for screens and logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Truncated => "envelope.truncated",
            Self::Commitment => "envelope.commitment",
            Self::Tag => "envelope.tag",
        }
    }
}

/// Length of the sealed form of `plain` bytes.
pub(super) const fn sealed_len(plain: usize) -> usize {
    PREFIX + plain + (plain / CHUNK + 1) * TAG
}

/// Seals `plain` for the place named by the concatenation of `context`.
pub(super) fn seal(
    parent: &Parent,
    context: &[&[u8]],
    plain: &[u8],
    random: &dyn Randomness,
) -> Result<Vec<u8>, NoRandomness> {
    let salt = draw::<SALT>(random)?;
    // The remaining refusals are lengths that cannot occur: the output is 76 bytes, chunks are 16 KiB.
    seal_with_salt(parent, context, plain, salt).ok_or(NoRandomness)
}

/// Opens what [`seal`] made for the same place.
///
/// # Errors
/// [`EnvelopeError`]; no byte of the plaintext is returned unless all of it verified.
pub(super) fn open(parent: &Parent, context: &[&[u8]], sealed: &[u8]) -> Result<SecretBytes, EnvelopeError> {
    let _scrub = stack_scrub();
    let (salt, rest) = sealed.split_first_chunk::<SALT>().ok_or(EnvelopeError::Truncated)?;
    let (commitment, chunks) = rest.split_first_chunk::<COMMITMENT>().ok_or(EnvelopeError::Truncated)?;
    let message = Message::derive(parent, salt, context).ok_or(EnvelopeError::Commitment)?;
    if !bool::from(message.commitment().ct_eq(commitment)) {
        return Err(EnvelopeError::Commitment);
    }
    let cipher = message.cipher().ok_or(EnvelopeError::Commitment)?;
    let mut plain = Zeroizing::new(Vec::with_capacity(chunks.len()));
    let mut rest = chunks;
    for number in 0u64.. {
        let (chunk, after, is_last) = next_chunk(rest);
        let (text, tag) = chunk.split_last_chunk::<TAG>().ok_or(EnvelopeError::Truncated)?;
        let start = plain.len();
        plain.extend_from_slice(text);
        let place = plain.get_mut(start..).ok_or(EnvelopeError::Truncated)?;
        cipher.open(message.nonce(number), &[], place, *tag).map_err(|_| EnvelopeError::Tag)?;
        if is_last {
            break;
        }
        rest = after;
    }
    Ok(plain)
}

/// The next chunk, what follows it, and whether it is the last (shorter than a full one).
fn next_chunk(rest: &[u8]) -> (&[u8], &[u8], bool) {
    match rest.split_at_checked(CHUNK + TAG) {
        Some((chunk, after)) => (chunk, after, false),
        None => (rest, &[], true),
    }
}

fn seal_with_salt(parent: &Parent, context: &[&[u8]], plain: &[u8], salt: [u8; SALT]) -> Option<Vec<u8>> {
    let _scrub = stack_scrub();
    let message = Message::derive(parent, &salt, context)?;
    let cipher = message.cipher()?;
    let mut sealed = Vec::with_capacity(sealed_len(plain.len()));
    sealed.extend_from_slice(&salt);
    sealed.extend_from_slice(message.commitment());
    let mut rest = plain;
    for number in 0u64.. {
        let (chunk, after) = rest.split_at_checked(CHUNK).unwrap_or((rest, &[]));
        let is_last = chunk.len() < CHUNK;
        let start = sealed.len();
        sealed.extend_from_slice(chunk);
        let tag = cipher.seal(message.nonce(number), &[], sealed.get_mut(start..)?).ok()?;
        sealed.extend_from_slice(&tag);
        if is_last {
            break;
        }
        rest = after;
    }
    Some(sealed)
}

/// `key32 ‖ nonce12 ‖ commitment32` of one message. On the heap, so that moving it copies no key.
struct Message(Secret<{ 32 + 12 + COMMITMENT }>);

impl Message {
    fn derive(parent: &Parent, salt: &[u8; SALT], context: &[&[u8]]) -> Option<Self> {
        let mut okm = Secret::zeroed();
        match context {
            [one] => parent.expand(&[LABEL, salt, one], okm.expose_mut()),
            parts => {
                let mut info: Vec<&[u8]> = vec![LABEL, salt];
                info.extend_from_slice(parts);
                parent.expand(&info, okm.expose_mut())
            }
        }
        .ok()?;
        Some(Self(okm))
    }

    fn cipher(&self) -> Option<MessageCipher> {
        MessageCipher::new(self.0.expose().first_chunk()?).ok()
    }

    fn commitment(&self) -> &[u8] {
        self.0.expose().get(44..).unwrap_or_default()
    }

    /// The base nonce with the chunk number, big-endian, XORed into its end.
    fn nonce(&self, number: u64) -> [u8; 12] {
        let mut nonce = [0; 12];
        nonce.copy_from_slice(self.0.expose().get(32..44).unwrap_or(&[0; 12]));
        for (byte, count) in nonce.iter_mut().skip(4).zip(number.to_be_bytes()) {
            *byte ^= count;
        }
        nonce
    }
}

#[cfg(test)]
mod tests;
