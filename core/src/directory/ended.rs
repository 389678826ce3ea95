//! What an ended device leaves: a signed receipt that it was wiped, and the entries that it had never sent.

use super::enrol::text_code::{self, TextCodeError};
use crate::seal::DeviceKeys;
use first72_wire::cbor::{CborError, Reader, Writer};
use first72_wire::entry::{SealedEntry, verify};
use first72_wire::id::{DeviceId, Hash, RealmId};
use first72_wire::label;
use first72_wire::statement::ChainHead;
use thiserror::Error;

const BEGINNING: &str = "F72-WIPED-1:";
const VERSION: u64 = 1;
/// Longest text of a receipt: as many heads as a device may have chains, with room.
const LONGEST: usize = 512 * 1_024;
/// Marks a bundle of entries.
const BUNDLE: &[u8; 8] = b"F72UNSNT";
/// Longest bundle that is read, in bytes.
pub const LONGEST_BUNDLE: usize = 64 * 1_024 * 1_024;

/// Why what an ended device left cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EndedError {
    /// The text is no such receipt.
    #[error(transparent)]
    Text(#[from] TextCodeError),
    /// The bytes are not the strict CBOR that belongs here.
    #[error("the receipt is not well formed: {0}")]
    Form(#[from] CborError),
    /// A version that is not known here.
    #[error("the receipt is of a version that is not known here")]
    Version,
    /// The bundle is none, or cut short.
    #[error("this is no bundle of entries")]
    Bundle,
}

impl EndedError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text(inner) => inner.code(),
            Self::Form(_) => "wiped.form",
            Self::Version => "wiped.version",
            Self::Bundle => "carry.bundle",
        }
    }
}

/// A device's word that it has destroyed what it held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WipeReceipt {
    /// The realm.
    pub realm: RealmId,
    /// The device.
    pub device: DeviceId,
    /// The statement that ended it.
    pub statement: Hash,
    /// How far its own chains reached.
    pub heads: Vec<ChainHead>,
    /// How many of these entries it had never sent.
    pub unsent: u64,
    /// When, in milliseconds since 1970 UTC, by the device's own reckoning.
    pub at_ms: i64,
}

/// A receipt with the device's signature. Nothing of it has been checked before [`SignedReceipt::is_signed_by`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedReceipt {
    /// What it says.
    pub receipt: WipeReceipt,
    signature: [u8; 64],
}

impl WipeReceipt {
    /// Reads what a receipt says.
    ///
    /// # Errors
    /// [`EndedError`] names the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, EndedError> {
        SignedReceipt::parse(text).map(|signed| signed.receipt)
    }

    /// Signs it, which is the last thing that the device's key does.
    #[must_use]
    pub fn sign(self, keys: &DeviceKeys) -> SignedReceipt {
        let signature = keys.sign(&self.signing_input());
        SignedReceipt { receipt: self, signature }
    }

    fn signing_input(&self) -> Vec<u8> {
        [label::WIPED, &self.to_bytes()].concat()
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new();
        out.array(7).unsigned(VERSION).bytes(&self.realm.0).bytes(&self.device.0).bytes(&self.statement.0);
        ChainHead::write_all(&self.heads, &mut out);
        out.unsigned(self.unsent).signed(self.at_ms);
        out.into_bytes()
    }

    fn read(bytes: &[u8]) -> Result<Self, EndedError> {
        let mut fields = Reader::strict(bytes)?;
        fields.array()?;
        if fields.unsigned()? != VERSION {
            return Err(EndedError::Version);
        }
        Ok(Self {
            realm: RealmId(fields.fixed()?),
            device: DeviceId(fields.fixed()?),
            statement: Hash(fields.fixed()?),
            heads: ChainHead::read_all(&mut fields)?,
            unsent: fields.unsigned()?,
            at_ms: fields.signed()?,
        })
    }
}

impl SignedReceipt {
    /// The receipt as a code.
    #[must_use]
    pub fn text(&self) -> String {
        text_code::encode(BEGINNING, &[&self.receipt.to_bytes()[..], &self.signature].concat())
    }

    /// Reads a code.
    ///
    /// # Errors
    /// [`EndedError`] names the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, EndedError> {
        let bytes = text_code::decode(BEGINNING, LONGEST, text)?;
        let (receipt, signature) = bytes.split_last_chunk::<64>().ok_or(EndedError::Bundle)?;
        Ok(Self { receipt: WipeReceipt::read(receipt)?, signature: *signature })
    }

    /// Whether the device with this key made it.
    #[must_use]
    pub fn is_signed_by(&self, sig_pk: &[u8; 32]) -> bool {
        verify(sig_pk, &self.receipt.signing_input(), &self.signature)
    }
}

/// Entries in one file, each behind its length as 4 bytes: sealed and signed as they are, so that anybody may carry it.
pub struct Unsent;

impl Unsent {
    /// The bytes of the file.
    #[must_use]
    pub fn to_bytes(entries: &[SealedEntry]) -> Vec<u8> {
        bundled(BUNDLE, entries)
    }

    /// Reads a file. Nothing in it has been checked but its form.
    ///
    /// # Errors
    /// [`EndedError::Bundle`].
    pub fn parse(bytes: &[u8]) -> Result<Vec<SealedEntry>, EndedError> {
        unbundled(BUNDLE, bytes)
    }
}

/// Entries behind a beginning that says what they are.
pub(crate) fn bundled(beginning: &[u8; 8], entries: &[SealedEntry]) -> Vec<u8> {
    let mut out = beginning.to_vec();
    for entry in entries {
        let bytes = entry.to_bytes();
        out.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
        out.extend(bytes);
    }
    out
}

/// Reads them back, bounds first.
pub(crate) fn unbundled(beginning: &[u8; 8], bytes: &[u8]) -> Result<Vec<SealedEntry>, EndedError> {
    let mut rest = bytes.strip_prefix(&beginning[..]).ok_or(EndedError::Bundle)?;
    let mut entries = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| EndedError::Bundle)?;
        let (entry, after) = after.split_at_checked(length).ok_or(EndedError::Bundle)?;
        entries.push(SealedEntry::parse(entry).map_err(|_| EndedError::Bundle)?);
        rest = after;
    }
    if rest.is_empty() { Ok(entries) } else { Err(EndedError::Bundle) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::invented::device;
    use first72_wire::id::SpaceId;

    fn receipt() -> WipeReceipt {
        WipeReceipt {
            realm: RealmId([1; 16]),
            device: DeviceId([2; 16]),
            statement: Hash([3; 32]),
            heads: vec![ChainHead { space: SpaceId([4; 16]), seq: 9, hash: Hash([5; 32]) }],
            unsent: 2,
            at_ms: 1_780_000_000_000,
        }
    }

    #[test]
    fn a_receipt_is_read_back_and_only_its_own_device_made_it() {
        let (keys, other) = (device(), device());
        let signed = receipt().sign(&keys);
        let read = SignedReceipt::parse(&signed.text()).unwrap();
        assert_eq!(read.receipt, receipt());
        assert!(read.is_signed_by(&keys.public().sig_pk) && !read.is_signed_by(&other.public().sig_pk));
        let claimed = SignedReceipt { receipt: WipeReceipt { unsent: 0, ..receipt() }, ..read };
        assert!(!claimed.is_signed_by(&keys.public().sig_pk));
    }

    #[test]
    fn a_bundle_that_is_cut_or_altered_is_refused() {
        assert_eq!(Unsent::parse(&Unsent::to_bytes(&[])), Ok(vec![]));
        for bytes in [&b""[..], b"F72UNSNT\0\0\0\x01", b"F72UNSNT\0\0\0\x01x", b"F72UNSNT\0"] {
            assert_eq!(Unsent::parse(bytes), Err(EndedError::Bundle), "{bytes:?}");
        }
    }
}
