//! What can be answered: three ways of having no answer, and the values of an answer that was given.

use super::signature::Signature;
use first72_wire::cbor::{CborError, Reader, Writer};
use std::fmt;
use zeroize::Zeroize;

/// How well a point in time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exactness {
    /// As it was read from a clock.
    Exact,
    /// Within so many milliseconds either way.
    Estimated {
        /// Half the width of the interval.
        plus_minus_ms: u64,
    },
}

/// A point in time as a person gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub ms: i64,
    /// How well it is known.
    pub how: Exactness,
}

impl Instant {
    /// A time read from a clock.
    #[must_use]
    pub const fn exact(ms: i64) -> Self {
        Self { ms, how: Exactness::Exact }
    }

    pub(super) fn write(self, out: &mut Writer) -> &mut Writer {
        out.array(2).signed(self.ms);
        match self.how {
            Exactness::Exact => out.null(),
            Exactness::Estimated { plus_minus_ms } => out.unsigned(plus_minus_ms),
        }
    }

    pub(super) fn read(fields: &mut Reader<'_>) -> Result<Self, CborError> {
        fields.array_of(2)?;
        let ms = fields.signed()?;
        let plus_minus = fields.optional(Reader::unsigned)?;
        let how = plus_minus.map_or(Exactness::Exact, |plus_minus_ms| Exactness::Estimated { plus_minus_ms });
        Ok(Self { ms, how })
    }
}

/// The content of an answer. Its `Debug` names the kind only: what a youth said never reaches a log.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// Text.
    Text(String),
    /// One of the allowed answers, by its code.
    Choice(String),
    /// Any of the allowed answers, by their codes.
    Choices(Vec<String>),
    /// A whole number.
    Number(i64),
    /// A point in time.
    Instant(Instant),
    /// A day.
    Date {
        /// Year.
        year: u16,
        /// Month, 1 to 12.
        month: u8,
        /// Day, 1 to 31.
        day: u8,
    },
    /// Two whole numbers.
    Range {
        /// The lower.
        low: i64,
        /// The upper.
        high: i64,
    },
    /// A signature drawn on the screen.
    Signature(Signature),
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Flag(_) => "Flag",
            Self::Text(_) => "Text",
            Self::Choice(_) => "Choice",
            Self::Choices(_) => "Choices",
            Self::Number(_) => "Number",
            Self::Instant(_) => "Instant",
            Self::Date { .. } => "Date",
            Self::Range { .. } => "Range",
            Self::Signature(_) => "Signature",
        })
    }
}

impl Zeroize for Value {
    fn zeroize(&mut self) {
        match self {
            Self::Text(text) | Self::Choice(text) => text.zeroize(),
            Self::Choices(texts) => texts.zeroize(),
            Self::Signature(signature) => signature.zeroize(),
            other => *other = Self::Flag(false),
        }
    }
}

/// How a question was answered. Saying nothing, not having asked and declining are three answers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// It was looked for and is not known.
    Unknown,
    /// It was not asked.
    NotAsked,
    /// The youth declined to answer.
    Declined,
    /// An answer.
    Given(Value),
}

impl Zeroize for Answer {
    fn zeroize(&mut self) {
        if let Self::Given(value) = self {
            value.zeroize();
        }
        *self = Self::Unknown;
    }
}

/// Why a value was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is well formed and of a later version.
    Later,
    /// It is not what belongs here.
    Form(CborError),
}

impl From<CborError> for Unread {
    fn from(error: CborError) -> Self {
        Self::Form(error)
    }
}

impl Answer {
    pub(super) fn write<'w>(&self, out: &'w mut Writer) -> &'w mut Writer {
        match self {
            Self::Unknown => out.unsigned(0),
            Self::NotAsked => out.unsigned(1),
            Self::Declined => out.unsigned(2),
            Self::Given(value) => value.write(out),
        }
    }

    pub(super) fn read(fields: &mut Reader<'_>) -> Result<Self, Unread> {
        if fields.next_is_array() {
            return Value::read(fields).map(Self::Given);
        }
        match fields.unsigned()? {
            0 => Ok(Self::Unknown),
            1 => Ok(Self::NotAsked),
            2 => Ok(Self::Declined),
            _ => Err(Unread::Later),
        }
    }
}

impl Value {
    pub(super) fn write<'w>(&self, out: &'w mut Writer) -> &'w mut Writer {
        match self {
            Self::Flag(flag) => out.array(2).unsigned(0).flag(*flag),
            Self::Text(text) => out.array(2).unsigned(1).text(text),
            Self::Choice(code) => out.array(2).unsigned(2).text(code),
            Self::Choices(codes) => {
                out.array(2).unsigned(3).array(codes.len());
                codes.iter().fold(out, |out, code| out.text(code))
            }
            Self::Number(number) => out.array(2).unsigned(4).signed(*number),
            Self::Instant(instant) => {
                out.array(2).unsigned(5);
                instant.write(out)
            }
            Self::Date { year, month, day } => {
                out.array(4).unsigned(6).unsigned((*year).into()).unsigned((*month).into()).unsigned((*day).into())
            }
            Self::Range { low, high } => out.array(3).unsigned(7).signed(*low).signed(*high),
            Self::Signature(signature) => signature.write(out.array(2).unsigned(8)),
        }
    }

    pub(super) fn read(fields: &mut Reader<'_>) -> Result<Self, Unread> {
        let start = fields.position();
        let length = fields.array()?;
        let (kind, wanted) = match fields.unsigned()? {
            kind @ (0..=5) => (kind, 2),
            6 => (6, 4),
            7 => (7, 3),
            8 => (8, 2),
            _ => return Err(Unread::Later),
        };
        if length != wanted {
            return Err(Reader::unexpected(start).into());
        }
        Ok(match kind {
            0 => Self::Flag(fields.flag()?),
            1 => Self::Text(fields.text()?.to_owned()),
            2 => Self::Choice(fields.text()?.to_owned()),
            3 => {
                let count = fields.array()?;
                let codes = (0..count).map(|_| fields.text().map(str::to_owned));
                Self::Choices(codes.collect::<Result<_, _>>()?)
            }
            4 => Self::Number(fields.signed()?),
            5 => Self::Instant(Instant::read(fields)?),
            6 => Self::read_date(fields)?,
            8 => Self::Signature(Signature::read(fields)?),
            _ => Self::Range { low: fields.signed()?, high: fields.signed()? },
        })
    }

    fn read_date(fields: &mut Reader<'_>) -> Result<Self, CborError> {
        let start = fields.position();
        let (year, month, day) = (fields.small()?, fields.small()?, fields.small()?);
        let exists = chrono::NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)).is_some();
        if exists { Ok(Self::Date { year, month, day }) } else { Err(Reader::unexpected(start)) }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(in crate::episode) fn any_value() -> impl Strategy<Value = Value> {
        let how = prop_oneof![
            Just(Exactness::Exact),
            any::<u64>().prop_map(|plus_minus_ms| Exactness::Estimated { plus_minus_ms })
        ];
        prop_oneof![
            any::<bool>().prop_map(Value::Flag),
            ".{0,20}".prop_map(Value::Text),
            "[a-z_]{1,12}".prop_map(Value::Choice),
            proptest::collection::vec("[a-z_]{1,12}", 0..4).prop_map(Value::Choices),
            any::<i64>().prop_map(Value::Number),
            (any::<i64>(), how).prop_map(|(ms, how)| Value::Instant(Instant { ms, how })),
            (1u16..3000, 1u8..=12, 1u8..=28).prop_map(|(year, month, day)| Value::Date { year, month, day }),
            (any::<i64>(), any::<i64>()).prop_map(|(low, high)| Value::Range { low, high }),
            super::super::signature::tests::any_signature().prop_map(Value::Signature),
        ]
    }

    pub(in crate::episode) fn any_answer() -> impl Strategy<Value = Answer> {
        prop_oneof![
            Just(Answer::Unknown),
            Just(Answer::NotAsked),
            Just(Answer::Declined),
            any_value().prop_map(Answer::Given)
        ]
    }

    fn bytes(answer: &Answer) -> Vec<u8> {
        let mut out = Writer::new();
        answer.write(&mut out);
        out.into_bytes()
    }

    proptest! {
        #[test]
        fn an_answer_is_read_back_from_its_own_bytes(answer in any_answer()) {
            let bytes = bytes(&answer);
            prop_assert_eq!(Answer::read(&mut Reader::strict(&bytes).unwrap()), Ok(answer));
        }
    }

    #[test]
    fn a_value_of_a_later_version_is_told_from_a_wrong_one() {
        let later = [0x82, 0x18, 0x20, 0x01];
        assert_eq!(Answer::read(&mut Reader::strict(&later).unwrap()), Err(Unread::Later));
        let wrong = [0x82, 0x00, 0x01];
        assert!(matches!(Answer::read(&mut Reader::strict(&wrong).unwrap()), Err(Unread::Form(_))));
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        let february_30 = [0x84, 0x06, 0x19, 0x07, 0xd9, 0x02, 0x18, 0x1e];
        assert!(matches!(Answer::read(&mut Reader::strict(&february_30).unwrap()), Err(Unread::Form(_))));
    }

    #[test]
    fn what_was_answered_never_prints() {
        let printed = format!("{:?}", Answer::Given(Value::Text("canary".into())));
        assert_eq!(printed, "Given(Text)");
    }

    #[test]
    fn a_wiped_answer_says_nothing() {
        let mut answer = Answer::Given(Value::Text("canary".into()));
        answer.zeroize();
        assert_eq!(answer, Answer::Unknown);
    }
}
