//! What an answer may be: the types of questions and evidence, and the check of an answer against them.

use super::facts::Value;
use crate::episode::Signature;

/// Digits in a hotline referral number.
pub const REFERRAL_DIGITS: usize = 19;

/// The type of a question or of a piece of evidence, with its limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerType {
    /// Yes or no.
    Flag,
    /// Text: short, long, a name, or a reference of another system.
    Text {
        /// Which of the four.
        kind: TextKind,
        /// The most characters it may have.
        max_chars: u32,
    },
    /// One of the allowed answers.
    Choice(Vec<String>),
    /// Any of the allowed answers.
    Choices(Vec<String>),
    /// A whole number.
    Number(Bounds),
    /// A time.
    Instant,
    /// A day.
    Date,
    /// Two whole numbers, low to high.
    Range(Bounds),
    /// The hotline's referral number: exactly 19 digits.
    Referral,
    /// A signature drawn on the screen.
    Signature,
}

/// What a text is for; it decides the keyboard and the length, nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// A few words.
    Short,
    /// Sentences.
    Long,
    /// A person's name.
    Name,
    /// A number or code of another system.
    Reference,
}

/// The smallest and largest number allowed, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The smallest.
    pub min: i64,
    /// The largest.
    pub max: i64,
}

impl Bounds {
    fn hold(self, number: i64) -> Result<(), AnswerProblem> {
        if (self.min..=self.max).contains(&number) {
            Ok(())
        } else {
            Err(AnswerProblem::OutOfBounds { number, min: self.min, max: self.max })
        }
    }
}

/// Why an answer is not taken. It names no content of the answer beyond a number or a choice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerProblem {
    /// It is of another type.
    #[error("the answer is not of the type {wanted}")]
    WrongType {
        /// The type's name in the pack.
        wanted: &'static str,
    },
    /// It is not among the allowed answers.
    #[error("{choice:?} is not one of the allowed answers")]
    NotOffered {
        /// What was given.
        choice: String,
    },
    /// The same choice stands twice.
    #[error("{choice:?} is given twice")]
    GivenTwice {
        /// What was given.
        choice: String,
    },
    /// The number is too small or too large.
    #[error("{number} is not between {min} and {max}")]
    OutOfBounds {
        /// What was given.
        number: i64,
        /// The smallest allowed.
        min: i64,
        /// The largest allowed.
        max: i64,
    },
    /// Low is above high.
    #[error("the range runs from {low} down to {high}")]
    RangeReversed {
        /// The first number.
        low: i64,
        /// The second number.
        high: i64,
    },
    /// The text has nothing but spaces.
    #[error("the text is empty")]
    Empty,
    /// The text is too long.
    #[error("the text has {chars} characters, {max} are allowed")]
    TooLong {
        /// How many it has.
        chars: usize,
        /// How many are allowed.
        max: u32,
    },
    /// The text holds a control character.
    #[error("the text holds a control character")]
    ControlCharacter,
    /// A referral number without 19 digits.
    #[error("a referral number has {REFERRAL_DIGITS} digits, this has {digits}")]
    ReferralLength {
        /// How many it has.
        digits: usize,
    },
    /// A referral number with something besides digits.
    #[error("a referral number has digits only")]
    ReferralDigits,
    /// The day is not in the calendar.
    #[error("there is no such day")]
    NoSuchDay,
    /// A word that is not a value of the type, when reading text.
    #[error("this cannot be read as {wanted}")]
    Unreadable {
        /// The type's name in the pack.
        wanted: &'static str,
    },
}

impl AnswerProblem {
    /// The stable code that the screen's table of words is keyed by.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WrongType { .. } => "answer.type",
            Self::NotOffered { .. } => "answer.not_offered",
            Self::GivenTwice { .. } => "answer.given_twice",
            Self::OutOfBounds { .. } => "answer.bounds",
            Self::RangeReversed { .. } => "answer.range_reversed",
            Self::Empty => "answer.empty",
            Self::TooLong { .. } => "answer.too_long",
            Self::ControlCharacter => "answer.control_character",
            Self::ReferralLength { .. } => "answer.referral_length",
            Self::ReferralDigits => "answer.referral_digits",
            Self::NoSuchDay => "answer.no_such_day",
            Self::Unreadable { .. } => "answer.unreadable",
        }
    }
}

impl AnswerType {
    /// The name of the type in a pack.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Text { kind: TextKind::Short, .. } => "text",
            Self::Text { kind: TextKind::Long, .. } => "long_text",
            Self::Text { kind: TextKind::Name, .. } => "name",
            Self::Text { kind: TextKind::Reference, .. } => "reference",
            Self::Choice(_) => "choice",
            Self::Choices(_) => "choices",
            Self::Number(_) => "number",
            Self::Instant => "instant",
            Self::Date => "date",
            Self::Range(_) => "range",
            Self::Referral => "referral_19_digits",
            Self::Signature => "signature",
        }
    }

    /// The allowed answers, for the two types that list them.
    #[must_use]
    pub fn choices(&self) -> &[String] {
        match self {
            Self::Choice(choices) | Self::Choices(choices) => choices,
            _ => &[],
        }
    }

    /// Whether a value is allowed here.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn check(&self, value: &Value) -> Result<(), AnswerProblem> {
        match (self, value) {
            (Self::Flag, Value::Flag(_)) | (Self::Instant, Value::Instant(_)) => Ok(()),
            (Self::Text { kind, max_chars }, Value::Text(text)) => check_text(text, *kind, *max_chars),
            (Self::Choice(offered), Value::Choice(choice)) => check_choice(offered, choice),
            (Self::Choices(offered), Value::Choices(chosen)) => check_choices(offered, chosen),
            (Self::Number(bounds), Value::Number(number)) => bounds.hold(*number),
            (Self::Date, Value::Date { year, month, day }) => {
                let known = chrono::NaiveDate::from_ymd_opt(i32::from(*year), u32::from(*month), u32::from(*day));
                known.map(|_| ()).ok_or(AnswerProblem::NoSuchDay)
            }
            (Self::Range(bounds), Value::Range { low, high }) => {
                if low > high {
                    return Err(AnswerProblem::RangeReversed { low: *low, high: *high });
                }
                bounds.hold(*low).and_then(|()| bounds.hold(*high))
            }
            (Self::Referral, Value::Text(text)) => check_referral(text),
            (Self::Signature, Value::Signature(drawn)) if drawn.is_blank() => Err(AnswerProblem::Empty),
            (Self::Signature, Value::Signature(_)) => Ok(()),
            _ => Err(AnswerProblem::WrongType { wanted: self.name() }),
        }
    }

    /// Reads a value typed as text, as the terminal and scripts give it, and checks it.
    ///
    /// `yes`/`no`; choices separated by commas; ranges as `14..16`; days as `2009-05-30`; times with an offset as
    /// RFC 3339. Referral numbers may be typed with spaces or hyphens between groups. A signature is written as the
    /// dots of its strokes: `12,40 30,44; 80,20 81,90`.
    ///
    /// # Errors
    /// [`AnswerProblem::Unreadable`] when it is not of the type, otherwise what [`AnswerType::check`] says.
    pub fn read(&self, text: &str) -> Result<Value, AnswerProblem> {
        let unreadable = || AnswerProblem::Unreadable { wanted: self.name() };
        let text = text.trim();
        let value = match self {
            Self::Flag => Value::Flag(match text {
                "yes" | "true" => true,
                "no" | "false" => false,
                _ => return Err(unreadable()),
            }),
            Self::Text { .. } => Value::Text(text.to_owned()),
            Self::Choice(_) => Value::Choice(text.to_owned()),
            Self::Choices(_) => Value::Choices(
                text.split(',').map(|choice| choice.trim().to_owned()).filter(|choice| !choice.is_empty()).collect(),
            ),
            Self::Number(_) => Value::Number(text.parse().map_err(|_| unreadable())?),
            Self::Instant => read_instant(text).ok_or_else(unreadable)?,
            Self::Date => read_date(text).ok_or_else(unreadable)?,
            Self::Range(_) => {
                let (low, high) = text.split_once("..").unwrap_or((text, text));
                let number = |text: &str| text.trim().parse().map_err(|_| unreadable());
                Value::Range { low: number(low)?, high: number(high)? }
            }
            Self::Referral => Value::Text(text.chars().filter(|character| !matches!(character, ' ' | '-')).collect()),
            Self::Signature => Value::Signature(read_signature(text).ok_or_else(unreadable)?),
        };
        self.check(&value)?;
        Ok(value)
    }
}

fn read_instant(text: &str) -> Option<Value> {
    let at = chrono::DateTime::parse_from_rfc3339(text).ok()?;
    Some(Value::Instant(super::facts::Instant::exact(at.timestamp_millis())))
}

fn read_signature(text: &str) -> Option<Signature> {
    let dot = |text: &str| {
        let (x, y) = text.split_once(',')?;
        Some((x.parse().ok()?, y.parse().ok()?))
    };
    let stroke = |text: &str| text.split_whitespace().map(dot).collect::<Option<Vec<(i64, i64)>>>();
    let strokes = text.split(';').map(stroke).collect::<Option<Vec<_>>>()?;
    Some(Signature::drawn(&strokes))
}

fn read_date(text: &str) -> Option<Value> {
    use chrono::Datelike as _;
    let date: chrono::NaiveDate = text.parse().ok()?;
    Some(Value::Date {
        year: date.year().try_into().ok()?,
        month: date.month().try_into().ok()?,
        day: date.day().try_into().ok()?,
    })
}

fn check_text(text: &str, kind: TextKind, max_chars: u32) -> Result<(), AnswerProblem> {
    if text.trim().is_empty() {
        return Err(AnswerProblem::Empty);
    }
    let line_breaks = kind == TextKind::Long;
    if text.chars().any(|character| character.is_control() && !(line_breaks && character == '\n')) {
        return Err(AnswerProblem::ControlCharacter);
    }
    let chars = text.chars().count();
    if chars > usize::try_from(max_chars).unwrap_or(usize::MAX) {
        return Err(AnswerProblem::TooLong { chars, max: max_chars });
    }
    Ok(())
}

fn check_choice(offered: &[String], choice: &str) -> Result<(), AnswerProblem> {
    if offered.iter().any(|one| one == choice) {
        Ok(())
    } else {
        Err(AnswerProblem::NotOffered { choice: choice.to_owned() })
    }
}

fn check_choices(offered: &[String], chosen: &[String]) -> Result<(), AnswerProblem> {
    let mut seen = std::collections::BTreeSet::new();
    for choice in chosen {
        check_choice(offered, choice)?;
        if !seen.insert(choice) {
            return Err(AnswerProblem::GivenTwice { choice: choice.clone() });
        }
    }
    Ok(())
}

/// Whether a text is a hotline referral number: digits only, exactly 19 (California's child-welfare system; the written
/// report asks for it).
///
/// # Errors
/// [`AnswerProblem::ReferralDigits`] or [`AnswerProblem::ReferralLength`].
pub fn check_referral(text: &str) -> Result<(), AnswerProblem> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(AnswerProblem::ReferralDigits);
    }
    if text.len() != REFERRAL_DIGITS {
        return Err(AnswerProblem::ReferralLength { digits: text.len() });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
