//! Enrolment by two codes, with no trust in a server: the new device asks, a registrar's device answers.
//!
//! The new device shows a [`Request`] with its public keys. The registrar, who has met the person,
//! signs the statements and shows an [`Approval`] that pins the realm. Both screens then show the
//! same six words. Nothing in either code is secret.

mod approval;
mod release;
mod request;
pub(crate) mod text_code;
mod words;

pub use approval::{Approval, Carried, DirectoryHead, Enrolled, RealmAddress};
pub use release::{MOST_REGISTRARS, ReleaseRequest};
pub use request::Request;
pub use text_code::TextCodeError;
pub use words::WORD_COUNT;
pub(crate) use words::{number_of_word, word_list};

use first72_wire::cbor::CborError;
use first72_wire::entry::Malformed;
use first72_wire::genesis::{GenesisError, SignedGenesis};
use first72_wire::label::plain_digest;
use thiserror::Error;

/// Most characters that one QR code holds in the alphabet of these codes (ISO/IEC 18004, version 40,
/// lowest error correction).
pub const MAX_QR_TEXT: usize = 4_296;

/// Why an enrolment does not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EnrolError {
    /// The text is not the code.
    #[error(transparent)]
    Text(#[from] TextCodeError),
    /// The bytes are not the strict CBOR that belongs here.
    #[error("the code is not well formed: {0}")]
    Form(#[from] CborError),
    /// A version that is not known here.
    #[error("the code is of a version that is not known here")]
    Version,
    /// The device's key for wraps is none.
    #[error("the code holds no usable key")]
    Keys,
    /// The request was made more than seven days ago.
    #[error("the request is too old to be answered")]
    TooOld,
    /// The certificate does not have the hash that stands beside it.
    #[error("the certificate is not the one that the code names")]
    Certificate,
    /// The genesis is not one that its root signed.
    #[error(transparent)]
    Genesis(#[from] GenesisError),
    /// An entry in the code cannot be read.
    #[error(transparent)]
    Entry(#[from] Malformed),
    /// The genesis is not the one that the code pins.
    #[error("this is another realm than the code names")]
    OtherRealm,
    /// The server's keys are not those of the genesis.
    #[error("the server is not one of the realm's")]
    OtherServer,
    /// The device that answered is no registrar's, or no longer.
    #[error("the answer does not come from a registrar of this realm")]
    NotRegistrar,
    /// The answer was not made for this request.
    #[error("the answer was not made for this request")]
    OtherRequest,
    /// The directory has no statement yet that takes this device in.
    #[error("the registrar's statement about this device is not here yet")]
    NotEnteredYet,
    /// This device has ended.
    #[error("this device is no longer trusted in the realm")]
    Ended,
}

impl EnrolError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text(error) => error.code(),
            Self::Form(_) => "enrol.form",
            Self::Version => "enrol.version",
            Self::Keys => "enrol.keys",
            Self::TooOld => "enrol.too-old",
            Self::Certificate => "enrol.certificate",
            Self::Genesis(error) => error.code(),
            Self::Entry(error) => error.code(),
            Self::OtherRealm => "enrol.other-realm",
            Self::OtherServer => "enrol.other-server",
            Self::NotRegistrar => "enrol.not-registrar",
            Self::OtherRequest => "enrol.other-request",
            Self::NotEnteredYet => "enrol.not-entered-yet",
            Self::Ended => "enrol.ended",
        }
    }
}

/// The words that both people read aloud: the first 66 bits of SHA-256(request ‖ approval).
#[must_use]
pub fn six_words(request: &Request, approval: &Approval) -> [&'static str; WORD_COUNT] {
    words::six_words_of(&plain_digest(&[request.bytes(), approval.bytes()]))
}

const GENESIS_BEGINNING: &str = "F72-GENESIS-1:";

/// A genesis as it is printed at the ceremony: text, or a QR code of it.
#[must_use]
pub fn genesis_text(genesis: &SignedGenesis) -> String {
    text_code::encode(GENESIS_BEGINNING, &genesis.to_bytes())
}

/// Reads a printed genesis and checks its root's signature.
///
/// # Errors
/// [`EnrolError::Text`] or [`EnrolError::Genesis`].
pub fn read_genesis(text: &str) -> Result<SignedGenesis, EnrolError> {
    let bytes = text_code::decode(GENESIS_BEGINNING, MAX_QR_TEXT, text)?;
    Ok(SignedGenesis::parse(&bytes)?)
}

#[cfg(test)]
mod tests;
