//! The sealed part of a statement: names and scopes, for the members of the realm only.

use first72_wire::id::{KeyId, SpaceId};
use first72_wire::label;

use super::codec::{self, CodecError};
use super::entry::SealError;
use super::envelope::{self, EnvelopeError};
use super::keyring::Keyring;
use super::random::{Randomness, draw};
use super::secret::SecretBytes;
use super::space_key::SpaceKey;

/// Why the sealed part of a statement could not be read. The public part counts all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// Too short to name its key.
    #[error("the sealed part of the statement is cut short")]
    Short,
    /// Sealed under a key that this device does not have (yet).
    #[error("the key of this statement is not here yet")]
    MissingKey(KeyId),
    /// Sealed for another statement, or altered.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// Opened, but not of the form it should have.
    #[error(transparent)]
    Codec(#[from] CodecError),
}

impl StatementError {
    /// Stable code for screens and logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Short => "statement.short",
            Self::MissingKey(_) => "statement.missing-key",
            Self::Envelope(inner) => inner.code(),
            Self::Codec(inner) => inner.code(),
        }
    }
}

/// Seals the private part of a statement to the members of the realm, bound to its public part.
///
/// Form: key id ‖ envelope over the padded plaintext; context is label ‖ space ‖ SHA-256(public part).
///
/// # Errors
/// [`SealError::TooLong`] when it does not fit, [`SealError::Random`] without random bytes.
pub fn seal_statement_part(
    directory_key: &SpaceKey,
    space: SpaceId,
    public_part: &[u8],
    plain: &[u8],
    random: &dyn Randomness,
) -> Result<Vec<u8>, SealError> {
    let padded = codec::pad(&draw(random)?, plain)?;
    let public = label::plain_digest(&[public_part]);
    let context: [&[u8]; 3] = [label::STATEMENT, space.as_bytes(), public.as_bytes()];
    let sealed = envelope::seal(directory_key.parent(), &context, &padded, random)?;
    Ok([&directory_key.id().as_bytes()[..], &sealed].concat())
}

/// Opens what [`seal_statement_part`] made for the same space and public part.
///
/// # Errors
/// [`StatementError::MissingKey`] is worth trying again when a key arrives; the others are not.
pub fn open_statement_part(
    keyring: &Keyring,
    space: SpaceId,
    public_part: &[u8],
    sealed: &[u8],
) -> Result<SecretBytes, StatementError> {
    let (key_id, sealed) = sealed.split_first_chunk::<16>().ok_or(StatementError::Short)?;
    let key_id = KeyId(*key_id);
    let key = keyring.get(&space, &key_id).ok_or(StatementError::MissingKey(key_id))?;
    let public = label::plain_digest(&[public_part]);
    let context: [&[u8]; 3] = [label::STATEMENT, space.as_bytes(), public.as_bytes()];
    let padded = envelope::open(key.parent(), &context, sealed)?;
    Ok(codec::payload_of(&padded)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SystemRandomness;

    #[test]
    fn the_sealed_part_belongs_to_its_public_part_and_space() {
        let random = SystemRandomness::new();
        let space = SpaceId([1; 16]);
        let key = SpaceKey::make(1, &random).unwrap();
        let key_id = key.id();
        let sealed = seal_statement_part(&key, space, b"public", b"an invented name", &random).unwrap();
        let mut ring = Keyring::new();
        let missing = open_statement_part(&ring, space, b"public", &sealed).err();
        assert_eq!(missing, Some(StatementError::MissingKey(key_id)));
        ring.add(space, key);
        assert_eq!(**open_statement_part(&ring, space, b"public", &sealed).unwrap(), *b"an invented name");
        let moved = open_statement_part(&ring, space, b"another", &sealed).err();
        assert_eq!(moved, Some(StatementError::Envelope(EnvelopeError::Commitment)));
        assert_eq!(open_statement_part(&ring, space, b"public", &sealed[..9]).err(), Some(StatementError::Short));
    }
}
