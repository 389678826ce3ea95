//! A version of the app, as a realm's root names the oldest one that begins anything new: three numbers.

use crate::cbor::{CborError, Reader, Writer};
use std::fmt;
use std::str::FromStr;

/// Three numbers, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AppVersion {
    /// Changes that older versions cannot follow.
    pub major: u16,
    /// New things.
    pub minor: u16,
    /// Repairs.
    pub patch: u16,
}

/// A text that is no version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a version is three numbers up to 65535 with dots between them, such as 1.4.0")]
pub struct NoVersion;

impl AppVersion {
    pub(crate) fn write(self, out: &mut Writer) {
        out.array(3).unsigned(self.major.into()).unsigned(self.minor.into()).unsigned(self.patch.into());
    }

    /// Numbers after the known ones are a later version's and are not understood: a version has three.
    pub(crate) fn read(fields: &mut Reader<'_>) -> Result<Self, CborError> {
        fields.array_of(3)?;
        Ok(Self { major: fields.small()?, minor: fields.small()?, patch: fields.small()? })
    }
}

impl fmt::Display for AppVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

impl FromStr for AppVersion {
    type Err = NoVersion;

    fn from_str(text: &str) -> Result<Self, NoVersion> {
        let mut numbers = text.split('.').map(|number| {
            let plain = number.bytes().all(|byte| byte.is_ascii_digit());
            number.parse().ok().filter(|_| plain).ok_or(NoVersion)
        });
        let mut next = || numbers.next().ok_or(NoVersion)?;
        let version = Self { major: next()?, minor: next()?, patch: next()? };
        if numbers.next().is_none() { Ok(version) } else { Err(NoVersion) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_in_order_of_their_weight_and_nothing_else_is() {
        let version = |text: &str| text.parse::<AppVersion>();
        assert_eq!(version("1.20.3"), Ok(AppVersion { major: 1, minor: 20, patch: 3 }));
        assert_eq!(version("1.20.3").unwrap().to_string(), "1.20.3");
        assert!(version("1.20.3").unwrap() > version("1.9.9").unwrap());
        for text in ["", "1", "1.2", "1.2.3.4", "1.2.x", "1.2.-3", "1.+2.3", "1..3", "65536.0.0", " 1.2.3"] {
            assert_eq!(version(text), Err(NoVersion), "{text:?}");
        }
    }
}
