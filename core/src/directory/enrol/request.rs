//! The first code: a new device's public keys and a nonce that the answer must be made for.

use super::EnrolError;
use super::text_code;
use crate::seal::{DeviceKeys, DevicePublic};
use first72_wire::cbor::{Reader, Writer};
use first72_wire::id::Hash;

const BEGINNING: &str = "F72-REQUEST-1:";
const VERSION: u64 = 1;
const LONGEST: usize = 400;

/// What a new device asks with. Its bytes are part of what the six words are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    device: DevicePublic,
    nonce: [u8; 16],
    attestation: Option<Hash>,
    bytes: Vec<u8>,
}

impl Request {
    /// The request of the device with these keys; `nonce` must be fresh random bytes.
    #[must_use]
    pub fn make(keys: &DeviceKeys, nonce: [u8; 16]) -> Self {
        let device = *keys.public();
        let mut out = Writer::new();
        out.array(5).unsigned(VERSION).bytes(&device.sig_pk).bytes(&device.kem_pk).bytes(&nonce).null();
        Self { device, nonce, attestation: None, bytes: out.into_bytes() }
    }

    /// Reads the text of a scanned or pasted code, bounds first.
    ///
    /// # Errors
    /// [`EnrolError`] names the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, EnrolError> {
        let bytes = text_code::decode(BEGINNING, LONGEST, text)?;
        Self::from_bytes(bytes)
    }

    /// Reads the bytes that [`Request::bytes`] gave, as a device kept them while it waits.
    ///
    /// # Errors
    /// [`EnrolError`] names the first thing that is wrong.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, EnrolError> {
        let mut fields = Reader::strict(&bytes)?;
        fields.array_of(5)?;
        if fields.unsigned()? != VERSION {
            return Err(EnrolError::Version);
        }
        let device = DevicePublic::of(fields.fixed()?, fields.fixed()?);
        let nonce = fields.fixed()?;
        let attestation = fields.optional(Reader::fixed)?.map(Hash);
        // A directory that took in what is no key would have a member for whom nobody can wrap.
        if !device.can_be_wrapped_to() {
            return Err(EnrolError::Keys);
        }
        Ok(Self { device, nonce, attestation, bytes })
    }

    /// The text for a QR code or a file; all its characters are of the QR alphanumeric set.
    #[must_use]
    pub fn text(&self) -> String {
        text_code::encode(BEGINNING, &self.bytes)
    }

    /// The device that asks.
    #[must_use]
    pub const fn device(&self) -> &DevicePublic {
        &self.device
    }

    /// What the answer must be made for.
    #[must_use]
    pub const fn nonce(&self) -> &[u8; 16] {
        &self.nonce
    }

    /// Hash of a statement of the hardware about the device, if there is one.
    #[must_use]
    pub const fn attestation(&self) -> Option<&Hash> {
        self.attestation.as_ref()
    }

    /// Its exact bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}
