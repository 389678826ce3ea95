//! Practising a recovery: what is sealed for it, and what is known of those that were held.
//!
//! Nothing real is in the test class. Its one entry says a number that stands on the sheet of whoever made the shares, so
//! that people see that it was really opened.

use super::evaluate::Directory;
use super::office::Recovering;
use crate::seal::{NoRandomness, Randomness};
use first72_wire::cbor::{CborError, Reader, Writer};
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, Hash};
use std::fmt;

/// A drill is due so long after the last one, in milliseconds (security rules of recovery: once a year).
pub const REHEARSED_EVERY_MS: i64 = 365 * 86_400_000;

const DIGITS: usize = 8;
const FORM: u64 = 1;

/// The number that the test entry says: 8 digits. It protects nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestNumber(String);

/// A payload that is no test entry's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TestNumberError {
    /// The bytes are not the strict CBOR that belongs here.
    #[error("the test entry is not well formed: {0}")]
    Form(CborError),
    /// It says something else than a number of 8 digits.
    #[error("the test entry says something else than its number")]
    Number,
}

impl TestNumberError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form(_) => "test-number.form",
            Self::Number => "test-number.number",
        }
    }
}

impl From<CborError> for TestNumberError {
    fn from(error: CborError) -> Self {
        Self::Form(error)
    }
}

impl TestNumber {
    /// A new one.
    ///
    /// # Errors
    /// [`NoRandomness`] when the source fails.
    pub fn draw(random: &dyn Randomness) -> Result<Self, NoRandomness> {
        let mut bytes = [0; DIGITS];
        random.fill(&mut bytes)?;
        // A number to compare, not a secret: that some digits come a little more often does no harm.
        Ok(Self(bytes.iter().map(|byte| char::from(b'0' + byte % 10)).collect()))
    }

    /// The payload that is sealed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new();
        out.array(2).unsigned(FORM).text(&self.0);
        out.into_bytes()
    }

    /// Reads a payload.
    ///
    /// # Errors
    /// [`TestNumberError`] names what is wrong.
    pub fn parse(bytes: &[u8]) -> Result<Self, TestNumberError> {
        let mut fields = Reader::strict(bytes)?;
        fields.array_of(2)?;
        if fields.unsigned()? != FORM {
            return Err(TestNumberError::Number);
        }
        let digits = fields.short_text(DIGITS)?;
        let sound = digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
        if sound { Ok(Self(digits.to_owned())) } else { Err(TestNumberError::Number) }
    }
}

impl fmt::Display for TestNumber {
    /// In two groups, to be read aloud.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at_checked(DIGITS / 2).unwrap_or((&self.0, ""));
        write!(f, "{first} {second}")
    }
}

/// A drill of recovery that was held: its device opened the test entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rehearsal {
    /// The device.
    pub device: DeviceId,
    /// When, by the device's reckoned time, in milliseconds since 1970 UTC.
    pub at_ms: i64,
}

impl Directory {
    /// The drills of recovery that were held, by their announcements.
    pub fn rehearsals(&self) -> impl Iterator<Item = (&Hash, &Rehearsal)> {
        self.rehearsals.iter()
    }

    /// The drills of recovery that were announced, held or not, by their announcements.
    pub fn announced_rehearsals(&self) -> impl Iterator<Item = (&Hash, &Recovering)> {
        self.recoveries().filter(|(_, recovering)| recovering.case.compartment == Compartment::Test)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SystemRandomness;

    #[test]
    fn a_number_is_read_back_and_anything_else_is_refused() {
        let number = TestNumber::draw(&SystemRandomness::new()).unwrap();
        let bytes = number.to_bytes();
        assert_eq!(TestNumber::parse(&bytes), Ok(number.clone()));
        let shown = number.to_string();
        assert!(shown.len() == 9 && shown.as_bytes()[4] == b' ', "{shown}");
        assert!((0..bytes.len()).all(|length| TestNumber::parse(&bytes[..length]).is_err()));
        let says = |text: &str| {
            let mut out = Writer::new();
            out.array(2).unsigned(FORM).text(text);
            TestNumber::parse(&out.into_bytes())
        };
        assert_eq!(says("1234567x"), Err(TestNumberError::Number));
        assert_eq!(says("1234567"), Err(TestNumberError::Number));
        assert!(matches!(says("123456789"), Err(TestNumberError::Form(_))));
    }
}
