//! What is inside and around sealed bodies, under a key that is known to everybody: who has a key of a space may seal what they like.

use first72_core::seal::codec::payload_of;
use first72_core::seal::{
    Keyring, MAX_PAYLOAD, NoRandomness, Randomness, SpaceKey, open_statement_part, seal_statement_part,
};
use first72_wire::id::SpaceId;

const SPACE: SpaceId = SpaceId([0x51; 16]);
const PUBLIC: &[u8] = b"an invented statement";

/// Bytes that are the same each time, so that what was sealed once opens in every run.
struct Known(u8);

impl Randomness for Known {
    fn fill(&self, out: &mut [u8]) -> Result<(), NoRandomness> {
        out.fill(self.0);
        Ok(())
    }
}

fn key() -> SpaceKey {
    SpaceKey::make(1, &Known(0x72)).expect("bytes that are known")
}

/// Sealed bodies of one chunk, of a chunk's whole length, and of several.
pub(super) fn envelopes() -> Vec<Vec<u8>> {
    // What cannot be packed smaller keeps its length.
    let noise = |length: u32| (0..length).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect::<Vec<_>>();
    let sealed = |length| seal_statement_part(&key(), SPACE, PUBLIC, &noise(length), &Known(0x27));
    [40, 900, 16_000, 40_000].map(sealed).into_iter().flatten().collect()
}

/// The envelope of a body: key id, salt, commitment, chunks with their tags.
pub(super) fn envelope(bytes: &[u8]) -> bool {
    let mut keyring = Keyring::new();
    keyring.add(SPACE, key());
    // The key's name stands first; with another there is nothing to open.
    let named = [&key().id().0[..], bytes.get(16..).unwrap_or_default()].concat();
    open_statement_part(&keyring, SPACE, PUBLIC, &named).is_ok()
}

/// What an opened body consists of: length, codec, packed bytes, filling.
pub(super) fn body(bytes: &[u8]) -> bool {
    let Ok(payload) = payload_of(bytes) else { return false };
    assert!(payload.len() <= MAX_PAYLOAD, "a payload of {} bytes", payload.len());
    true
}

/// Bodies as they are laid out: one that is as it is, and ones that were packed with the dictionary that belongs to the format.
pub(super) fn bodies() -> Vec<Vec<u8>> {
    let lay_out = |codec: u8, encoded: &[u8], step: usize| {
        let length = u32::try_from(encoded.len()).unwrap_or(u32::MAX).to_be_bytes();
        let mut plain = [&[7; 32][..], &length, &[codec], encoded].concat();
        plain.resize(step, 0);
        plain
    };
    let packed = |bytes: &[u8]| {
        let mut packer = zstd::bulk::Compressor::with_dictionary(9, first72_core::seal::codec::DICTIONARY_V1)?;
        packer.include_contentsize(true)?;
        packer.compress(bytes)
    };
    let words = "An invented note that says the same. ".repeat(40);
    let full = vec![b'a'; MAX_PAYLOAD];
    let packed = [words.as_bytes(), &full].map(packed).into_iter().flatten();
    std::iter::once(lay_out(0, b"an invented payload", 256))
        .chain(packed.map(|bytes| lay_out(1, &bytes, if bytes.len() <= 219 { 256 } else { 1_024 })))
        .collect()
}
