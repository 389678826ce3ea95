//! The code that a locked device shows to a registrar: its release code, sealed to each of them.

use super::EnrolError;
use super::text_code;
use crate::seal::SealedRelease;
use first72_wire::cbor::{CborError, Reader, Writer};
use first72_wire::id::{DeviceId, RealmId};

const BEGINNING: &str = "F72-RELEASE-1:";
const VERSION: u64 = 1;
const LONGEST: usize = 16 * 1024;
/// Most registrars that one request is sealed to: what one QR code holds. A realm has a handful.
pub const MOST_REGISTRARS: usize = 16;

/// What a locked device asks a registrar with. Nothing in it is secret to its finder: each code in
/// it opens for one registrar, and is useless without the chip of this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseRequest {
    /// The realm whose registrars can answer.
    pub realm: RealmId,
    /// The profile that is locked.
    pub profile: [u8; 16],
    /// The device in that realm; bound into each sealed code.
    pub device: DeviceId,
    /// The code, once for each registrar's device.
    pub sealed: Vec<SealedRelease>,
}

impl ReleaseRequest {
    /// The text for a QR code, a file or a mail.
    #[must_use]
    pub fn text(&self) -> String {
        text_code::encode(BEGINNING, &self.to_bytes())
    }

    /// Reads the text, bounds first.
    ///
    /// # Errors
    /// [`EnrolError`] names the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, EnrolError> {
        Self::from_bytes(&text_code::decode(BEGINNING, LONGEST, text)?)
    }

    /// Its bytes, as the device keeps them beside the unlock file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new();
        out.array(5).unsigned(VERSION).bytes(&self.realm.0).bytes(&self.profile).bytes(&self.device.0);
        out.array(self.sealed.len());
        for one in &self.sealed {
            out.array(3).bytes(&one.registrar.0).bytes(&one.enc).bytes(&one.sealed);
        }
        out.into_bytes()
    }

    /// Reads the bytes back.
    ///
    /// # Errors
    /// [`EnrolError`] names the first thing that is wrong.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EnrolError> {
        let mut fields = Reader::strict(bytes)?;
        fields.array_of(5)?;
        if fields.unsigned()? != VERSION {
            return Err(EnrolError::Version);
        }
        let (realm, profile, device) = (RealmId(fields.fixed()?), fields.fixed()?, DeviceId(fields.fixed()?));
        let count = fields.array()?;
        if count > MOST_REGISTRARS {
            return Err(Reader::unexpected(0).into());
        }
        let mut read = || -> Result<SealedRelease, CborError> {
            fields.array_of(3)?;
            Ok(SealedRelease { registrar: DeviceId(fields.fixed()?), enc: fields.fixed()?, sealed: fields.fixed()? })
        };
        let sealed = (0..count).map(|_| read()).collect::<Result<_, _>>()?;
        Ok(Self { realm, profile, device, sealed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn invented() -> ReleaseRequest {
        let sealed = |byte| SealedRelease { registrar: DeviceId([byte; 16]), enc: [byte; 65], sealed: [byte; 32] };
        ReleaseRequest {
            realm: RealmId([1; 16]),
            profile: [2; 16],
            device: DeviceId([3; 16]),
            sealed: vec![sealed(4), sealed(5)],
        }
    }

    #[test]
    fn a_request_is_read_back_from_its_own_text() {
        assert_eq!(ReleaseRequest::parse(&invented().text()), Ok(invented()));
        let many = ReleaseRequest { sealed: vec![invented().sealed[0]; MOST_REGISTRARS], ..invented() };
        assert!(many.text().len() <= super::super::MAX_QR_TEXT);
        assert_eq!(ReleaseRequest::parse(&many.text()), Ok(many));
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = ReleaseRequest::from_bytes(&bytes);
        }

        #[test]
        fn a_cut_request_is_refused(cut in 0usize..200) {
            let bytes = invented().to_bytes();
            prop_assert!(ReleaseRequest::from_bytes(&bytes[..cut.min(bytes.len() - 1)]).is_err());
        }
    }
}
