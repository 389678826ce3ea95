//! The one format that is stored and sent: header, body, signature; and its one parser.

use crate::header::{HEADER_LEN, Header, MAX_BODY};
use crate::id::Hash;
use crate::label;
use ring::signature::{ED25519, UnparsedPublicKey};
use thiserror::Error;

/// Length of an Ed25519 signature in bytes.
pub const SIGNATURE_LEN: usize = 64;
/// Longest entry in bytes.
pub const MAX_ENTRY: usize = HEADER_LEN + MAX_BODY + SIGNATURE_LEN;

/// Bytes that are not an entry, by the first thing that is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Malformed {
    /// Fewer bytes than the format needs.
    #[error("the bytes end before the entry does")]
    Short,
    /// More bytes than the entry says it has.
    #[error("there are bytes after the end of the entry")]
    Trailing,
    /// The first four bytes are not those of an entry.
    #[error("these bytes are not an entry")]
    Magic,
    /// A suite this version does not know.
    #[error("the entry uses a suite that is not known here")]
    Suite,
    /// A kind this version does not know.
    #[error("the entry is of a kind that is not known here")]
    Kind,
    /// Reserved bytes are not zero.
    #[error("reserved bytes are not zero")]
    Reserved,
    /// Sequence numbers start at 1.
    #[error("the entry has no place in its chain")]
    Sequence,
    /// The body is longer than 65,536 bytes.
    #[error("the body is too long")]
    BodyTooLong,
}

impl Malformed {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Short => "entry.short",
            Self::Trailing => "entry.trailing",
            Self::Magic => "entry.magic",
            Self::Suite => "entry.suite",
            Self::Kind => "entry.kind",
            Self::Reserved => "entry.reserved",
            Self::Sequence => "entry.sequence",
            Self::BodyTooLong => "entry.body-too-long",
        }
    }
}

/// A sealed, signed, append-only save. Nobody without the space key can read its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedEntry {
    /// Who, where, and what it commits to.
    pub header: Header,
    /// Ciphertext, or the clear CBOR of a KEY or STMT.
    pub body: Vec<u8>,
    /// The author's Ed25519 signature over the entry hash.
    pub signature: [u8; SIGNATURE_LEN],
}

impl SealedEntry {
    /// Reads exactly one entry: all bytes, bounds first. No signature is checked here.
    ///
    /// # Errors
    /// [`Malformed`] names the first thing that is wrong.
    pub fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        let header = Header::parse(bytes)?;
        let rest = bytes.get(HEADER_LEN..).ok_or(Malformed::Short)?;
        let body_len = usize::try_from(header.body_len).map_err(|_| Malformed::BodyTooLong)?;
        let (body, after) = rest.split_at_checked(body_len).ok_or(Malformed::Short)?;
        let (signature, trailing) = after.split_first_chunk().ok_or(Malformed::Short)?;
        if !trailing.is_empty() {
            return Err(Malformed::Trailing);
        }
        Ok(Self { header, body: body.to_vec(), signature: *signature })
    }

    /// The entry's bytes, as they are stored, sent, and put into the server's tree.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.len());
        out.extend_from_slice(&self.header.to_bytes());
        out.extend_from_slice(&self.body);
        out.extend_from_slice(&self.signature);
        out
    }

    /// Length of the entry in bytes.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "an entry is never empty")]
    pub const fn len(&self) -> usize {
        HEADER_LEN + self.body.len() + SIGNATURE_LEN
    }

    /// The entry hash: names this entry, and is `prev` of the next one in its chain.
    #[must_use]
    pub fn hash(&self) -> Hash {
        hash(&self.header.to_bytes(), &self.body)
    }

    /// Whether the signature was made over this very entry by the owner of `sig_pk`.
    #[must_use]
    pub fn is_signed_by(&self, sig_pk: &[u8; 32]) -> bool {
        verify(sig_pk, &signing_input(&self.hash()), &self.signature)
    }
}

/// SHA-256(label ‖ header ‖ body).
#[must_use]
pub fn hash(header: &[u8; HEADER_LEN], body: &[u8]) -> Hash {
    label::digest(label::ENTRY, &[header, body])
}

/// The bytes that an author signs for an entry with this hash.
#[must_use]
pub fn signing_input(hash: &Hash) -> Vec<u8> {
    [label::SIGNATURE, hash.as_bytes()].concat()
}

/// Checks an Ed25519 signature (RFC 8032, strict as in FIPS 186-5).
#[must_use]
pub fn verify(sig_pk: &[u8; 32], message: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, sig_pk).verify(message, signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::Kind;
    use crate::id::{DeviceId, KeyId, RealmId, SpaceId};
    use proptest::prelude::*;
    use ring::signature::{Ed25519KeyPair, KeyPair};

    fn signed(body: &[u8]) -> (SealedEntry, [u8; 32]) {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
        let header = Header {
            kind: Kind::Op,
            realm: RealmId([1; 16]),
            space: SpaceId([2; 16]),
            device: DeviceId([3; 16]),
            seq: 4,
            prev: Hash([5; 32]),
            key_id: KeyId([6; 16]),
            commit: Hash([7; 32]),
            body_len: u32::try_from(body.len()).unwrap(),
        };
        let hash = hash(&header.to_bytes(), body);
        let signature = pair.sign(&signing_input(&hash)).as_ref().try_into().unwrap();
        let public = pair.public_key().as_ref().try_into().unwrap();
        (SealedEntry { header, body: body.to_vec(), signature }, public)
    }

    #[test]
    fn an_entry_is_read_back_from_its_own_bytes() {
        let (entry, public) = signed(b"sealed");
        let read = SealedEntry::parse(&entry.to_bytes()).unwrap();
        assert_eq!(read, entry);
        assert!(read.is_signed_by(&public));
    }

    #[test]
    fn every_flipped_bit_is_refused() {
        let (entry, public) = signed(b"sealed");
        let bytes = entry.to_bytes();
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let accepted = SealedEntry::parse(&flipped).is_ok_and(|read| read.is_signed_by(&public));
            assert!(!accepted, "bit {bit}");
        }
    }

    #[test]
    fn every_shortened_or_lengthened_entry_is_refused() {
        let (entry, _) = signed(b"sealed");
        let mut bytes = entry.to_bytes();
        for end in 0..bytes.len() {
            assert!(SealedEntry::parse(&bytes[..end]).is_err(), "{end} bytes");
        }
        bytes.push(0);
        assert_eq!(SealedEntry::parse(&bytes), Err(Malformed::Trailing));
    }

    #[test]
    fn a_body_longer_than_the_limit_is_refused_before_it_is_read() {
        let (mut entry, _) = signed(b"");
        entry.header.body_len = u32::try_from(MAX_BODY).unwrap() + 1;
        assert_eq!(Header::parse(&entry.header.to_bytes()), Err(Malformed::BodyTooLong));
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            if let Ok(entry) = SealedEntry::parse(&bytes) {
                prop_assert_eq!(entry.to_bytes(), bytes);
            }
        }
    }
}
