//! What stands inside a sealed body: `r32 ‖ u32 length ‖ u8 codec ‖ encoded payload ‖ zeros`.
//!
//! Padding goes up in few, coarse steps, so that the size of a body says almost nothing; where
//! compression reaches a smaller step it is used. The commitment is over the payload itself, so
//! that one entry can be shown to a court without any key, dictionary or padding rule.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use first72_wire::id::Hash;
use first72_wire::label;
use zeroize::Zeroizing;
use zstd::bulk::{Compressor, Decompressor};

use super::scrub::wipe_what_is_freed;
use super::secret::SecretBytes;

/// `r32`, length and codec.
const PREFIX: usize = 32 + 4 + 1;
const SMALL_STEPS: [usize; 3] = [256, 1024, 4096];
/// Above the small steps, plaintexts are multiples of this.
const LARGE_STEP: usize = 16 * 1024;
/// Largest plaintext whose sealed form fits into a body of 65,536 bytes.
const LARGEST: usize = 3 * LARGE_STEP;
/// Longest payload in bytes, before compression. A reader refuses to unpack more.
pub const MAX_PAYLOAD: usize = 64 * 1024;

const AS_IT_IS: u8 = 0;
const ZSTD_V1: u8 = 1;
/// Compression level; payloads are a few hundred bytes, so the cost is small at any level.
const LEVEL: i32 = 9;

/// Trained on invented records (`cargo xtask dictionary`). Part of the format: bodies of codec 1
/// cannot be read without exactly these bytes. Another dictionary is another codec number.
pub static DICTIONARY_V1: &[u8] = include_bytes!("dictionary-v1.bin");

/// An opened body is not what the format says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// The length does not fit the body, or the body is not padded to its step with zeros.
    #[error("the body is not padded as the format says")]
    Padding,
    /// A codec number of a later version.
    #[error("the body uses an encoding that this version does not know")]
    UnknownCodec,
    /// Compressed bytes that do not unpack to what they announce, or to more than a payload may have.
    #[error("the body does not unpack")]
    Unpack,
    /// The payload is longer than [`MAX_PAYLOAD`], or does not fit into a body.
    #[error("the payload is too long")]
    TooLong,
}

impl CodecError {
    /// Stable code for screens and logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Padding => "body.padding",
            Self::UnknownCodec => "body.codec",
            Self::Unpack => "body.unpack",
            Self::TooLong => "body.too-long",
        }
    }
}

/// SHA-256(label ‖ r32 ‖ u32 length ‖ payload): hides the payload and binds the author to it.
#[must_use]
pub fn commitment(r32: &[u8; 32], payload: &[u8]) -> Hash {
    let length = u32::try_from(payload.len()).unwrap_or(u32::MAX);
    label::digest(label::COMMIT, &[r32, &length.to_be_bytes(), payload])
}

/// The padded plaintext of a payload. Its length is the step that the packed payload reaches.
pub(super) fn pad(r32: &[u8; 32], payload: &[u8]) -> Result<SecretBytes, CodecError> {
    if payload.len() > MAX_PAYLOAD {
        return Err(CodecError::TooLong);
    }
    let as_it_is = step(PREFIX + payload.len());
    let packed = if as_it_is == Some(256) { None } else { compress(payload) };
    let packed_step = packed.as_ref().and_then(|packed| step(PREFIX + packed.len()));
    match (packed, packed_step, as_it_is) {
        (Some(packed), Some(smaller), _) if as_it_is.is_none_or(|step| smaller < step) => {
            Ok(lay_out(r32, ZSTD_V1, &packed, smaller))
        }
        (_, _, Some(step)) => Ok(lay_out(r32, AS_IT_IS, payload, step)),
        (_, _, None) => Err(CodecError::TooLong),
    }
}

fn step(length: usize) -> Option<usize> {
    let small = SMALL_STEPS.into_iter().find(|step| length <= *step);
    small.or_else(|| (length <= LARGEST).then(|| length.div_ceil(LARGE_STEP) * LARGE_STEP))
}

fn lay_out(r32: &[u8; 32], codec: u8, encoded: &[u8], step: usize) -> SecretBytes {
    let mut plain = Zeroizing::new(Vec::with_capacity(step));
    plain.extend_from_slice(r32);
    plain.extend_from_slice(&u32::try_from(encoded.len()).unwrap_or(u32::MAX).to_be_bytes());
    plain.push(codec);
    plain.extend_from_slice(encoded);
    plain.resize(step, 0);
    plain
}

/// An opened body, taken apart.
pub(super) struct Unpadded<'a> {
    /// The random bytes of the commitment.
    pub(super) r32: &'a [u8; 32],
    payload: Payload<'a>,
}

enum Payload<'a> {
    AsItIs(&'a [u8]),
    Unpacked(SecretBytes),
}

impl Unpadded<'_> {
    /// The payload as its author wrote it.
    pub(super) fn payload(&self) -> &[u8] {
        match &self.payload {
            Payload::AsItIs(bytes) => bytes,
            Payload::Unpacked(bytes) => bytes,
        }
    }
}

/// Takes a plaintext apart. Bounds first; every byte of the padding is checked, so that nothing
/// can be hidden in it and there is one plaintext for one encoded payload.
pub(super) fn unpad(plain: &[u8]) -> Result<Unpadded<'_>, CodecError> {
    let (r32, rest) = plain.split_first_chunk::<32>().ok_or(CodecError::Padding)?;
    let (length, rest) = rest.split_first_chunk::<4>().ok_or(CodecError::Padding)?;
    let (codec, rest) = rest.split_first().ok_or(CodecError::Padding)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| CodecError::Padding)?;
    let (encoded, padding) = rest.split_at_checked(length).ok_or(CodecError::Padding)?;
    if step(PREFIX + length) != Some(plain.len()) || padding.iter().any(|byte| *byte != 0) {
        return Err(CodecError::Padding);
    }
    let payload = match *codec {
        AS_IT_IS => Payload::AsItIs(encoded),
        ZSTD_V1 => Payload::Unpacked(decompress(encoded)?),
        _ => return Err(CodecError::UnknownCodec),
    };
    Ok(Unpadded { r32, payload })
}

/// The payload that stands inside an opened body.
///
/// # Errors
/// [`CodecError`] when it is not what the format says.
pub fn payload_of(plain: &[u8]) -> Result<SecretBytes, CodecError> {
    Ok(SecretBytes::new(unpad(plain)?.payload().to_vec()))
}

/// What the library works with, kept between two bodies because making it costs more than a body does.
///
/// A context holds pieces of the last texts that went through it, so that a lock forgets all of them, and one that was out
/// then does not come back.
struct AtRest<T>(Mutex<Vec<T>>);

static PACKERS: AtRest<Compressor<'static>> = AtRest(Mutex::new(Vec::new()));
static UNPACKERS: AtRest<Decompressor<'static>> = AtRest(Mutex::new(Vec::new()));
/// Counts the locks of this process.
static FORGOTTEN: AtomicU64 = AtomicU64::new(0);
/// More than work at once.
const MOST_AT_REST: usize = 4;

impl<T> AtRest<T> {
    /// Does something with one of them, or with a new one.
    fn lend<R>(&self, make: impl FnOnce() -> Option<T>, work: impl FnOnce(&mut T) -> R) -> Option<R> {
        let before = FORGOTTEN.load(Ordering::Acquire);
        let resting = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut lent = match resting {
            Some(lent) => lent,
            None => make()?,
        };
        let done = work(&mut lent);
        let mut resting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if resting.len() < MOST_AT_REST && FORGOTTEN.load(Ordering::Acquire) == before {
            resting.push(lent);
        } else {
            drop(resting);
            let _wiped = wipe_what_is_freed();
            drop(lent);
        }
        Some(done)
    }

    fn forget(&self) {
        let resting = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let _wiped = wipe_what_is_freed();
        drop(resting);
    }
}

/// Forgets the pieces of texts that the compression keeps for its next work: called at each lock.
pub(crate) fn forget_texts() {
    FORGOTTEN.fetch_add(1, Ordering::AcqRel);
    PACKERS.forget();
    UNPACKERS.forget();
}

/// `None` when the library fails: the payload then goes as it is.
fn compress(payload: &[u8]) -> Option<SecretBytes> {
    let packed = PACKERS.lend(compressor, |compressor| {
        let mut packed = Zeroizing::new(Vec::with_capacity(zstd::zstd_safe::compress_bound(payload.len())));
        compressor.compress_to_buffer(payload, &mut *packed).ok().map(|_| packed)
    });
    packed.flatten()
}

/// The codec number names the dictionary and the commitment checks the content, so a frame carries neither.
fn compressor() -> Option<Compressor<'static>> {
    let mut compressor = Compressor::with_dictionary(LEVEL, DICTIONARY_V1).ok()?;
    compressor.include_dictid(false).ok()?;
    compressor.include_checksum(false).ok()?;
    Some(compressor)
}

fn decompress(encoded: &[u8]) -> Result<SecretBytes, CodecError> {
    let announced = zstd::zstd_safe::get_frame_content_size(encoded).map_err(|_| CodecError::Unpack)?;
    let announced = announced.and_then(|size| usize::try_from(size).ok()).ok_or(CodecError::Unpack)?;
    if announced > MAX_PAYLOAD {
        return Err(CodecError::TooLong);
    }
    let unpacked = UNPACKERS.lend(
        || Decompressor::with_dictionary(DICTIONARY_V1).ok(),
        |decompressor| {
            let mut payload = Zeroizing::new(Vec::with_capacity(announced));
            let length = decompressor.decompress_to_buffer(encoded, &mut *payload).ok()?;
            (length == announced).then_some(payload)
        },
    );
    unpacked.flatten().ok_or(CodecError::Unpack)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const R32: [u8; 32] = [9; 32];

    #[test]
    fn a_payload_comes_back_from_every_step() {
        for length in [0, 1, 219, 220, 987, 988, 4059, 4060, 16_347, 16_348, 49_115] {
            // A multiplicative hash makes bytes that do not compress.
            let payload: Vec<u8> =
                (0..length as u64).map(|at| (at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8).collect();
            let plain = pad(&R32, &payload).unwrap();
            let unpadded = unpad(&plain).unwrap();
            assert_eq!(unpadded.payload(), payload, "length {length}");
            assert_eq!(unpadded.r32, &R32);
        }
    }

    #[test]
    fn the_steps_are_those_of_the_format() {
        let steps =
            [(0, 256), (256, 256), (257, 1024), (1025, 4096), (4097, 16_384), (16_385, 32_768), (49_152, 49_152)];
        for (length, expected) in steps {
            assert_eq!(step(length), Some(expected), "{length}");
        }
        assert_eq!(step(49_153), None);
        assert!(super::super::envelope::sealed_len(LARGEST) <= first72_wire::header::MAX_BODY);
    }

    /// Bodies of codec 1 are read with exactly these bytes for as long as a record exists.
    #[test]
    fn the_dictionary_is_the_one_of_the_format() {
        assert!(DICTIONARY_V1.len() <= 16 * 1024);
        let digest = label::plain_digest(&[DICTIONARY_V1]).to_string();
        assert_eq!(digest, "28899ee9bd42991738bad8cc6233d34408aa00f24feb30b40dbffff21ddd4c53");
    }

    #[test]
    fn words_that_compress_into_a_smaller_step_are_compressed() {
        let payload = "a quiet room, water, and a blanket; ".repeat(60);
        let plain = pad(&R32, payload.as_bytes()).unwrap();
        assert_eq!(plain.len(), 256);
        assert_eq!(plain[36], ZSTD_V1);
        assert_eq!(unpad(&plain).unwrap().payload(), payload.as_bytes());
    }

    #[test]
    fn a_payload_too_long_is_refused_on_both_sides() {
        assert_eq!(pad(&R32, &[0; MAX_PAYLOAD + 1]).err(), Some(CodecError::TooLong));
        let bomb = zstd::bulk::compress(&vec![0; 10_000_000], 9).unwrap();
        let plain = lay_out(&R32, ZSTD_V1, &bomb, step(PREFIX + bomb.len()).unwrap());
        assert_eq!(unpad(&plain).err(), Some(CodecError::TooLong));
    }

    #[test]
    fn a_frame_that_lies_about_its_size_is_refused() {
        let mut packed = compress(&[7; 3000]).unwrap().to_vec();
        let honest = lay_out(&R32, ZSTD_V1, &packed, 256);
        assert!(unpad(&honest).is_ok());
        packed.truncate(packed.len() - 1);
        let cut = lay_out(&R32, ZSTD_V1, &packed, 256);
        assert_eq!(unpad(&cut).err(), Some(CodecError::Unpack));
    }

    #[test]
    fn padding_of_another_form_is_refused() {
        let good = pad(&R32, b"text").unwrap();
        let mut hidden = good.to_vec();
        hidden[255] = 1;
        assert_eq!(unpad(&hidden).err(), Some(CodecError::Padding));
        let mut longer = good.to_vec();
        longer.resize(1024, 0);
        assert_eq!(unpad(&longer).err(), Some(CodecError::Padding));
        let mut later = good.to_vec();
        later[36] = 2;
        assert_eq!(unpad(&later).err(), Some(CodecError::UnknownCodec));
        assert_eq!(unpad(&good[..36]).err(), Some(CodecError::Padding));
    }

    proptest! {
        #[test]
        fn no_plaintext_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = unpad(&bytes);
            let mut padded = bytes.clone();
            padded.resize(256, 0);
            if let Some(codec) = padded.get_mut(36) { *codec = 1; }
            if let Some(length) = padded.get_mut(32..36) { length.copy_from_slice(&[0, 0, 0, 200]); }
            let _ = unpad(&padded);
        }

        #[test]
        fn any_payload_comes_back(bytes in proptest::collection::vec(any::<u8>(), 0..5000)) {
            let plain = pad(&R32, &bytes).unwrap();
            let unpadded = unpad(&plain).unwrap();
            prop_assert_eq!(unpadded.payload(), &bytes[..]);
        }
    }
}
