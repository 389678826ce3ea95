//! Answers as a script writes them: the terminal's words, with times counted from the moment they are given.

use crate::episode::{Answer, Instant, Value};
use crate::protocol::form::{AnswerProblem, AnswerType};
use crate::protocol::length::Length;

/// Reads a value. A time is `now`, `+PT10M` or `-PT10M` from `at_ms`, or stands there with its offset.
///
/// # Errors
/// When it is not of the type, or not allowed.
pub fn value(kind: &AnswerType, text: &str, at_ms: i64) -> Result<Value, AnswerProblem> {
    match (kind, from_then(text, at_ms)) {
        (AnswerType::Instant, Some(ms)) => Ok(Value::Instant(Instant::exact(ms))),
        _ => kind.read(text),
    }
}

/// Reads an answer: a value, or one of the three that every question has.
///
/// # Errors
/// As [`value`].
pub fn answer(kind: &AnswerType, text: &str, at_ms: i64) -> Result<Answer, AnswerProblem> {
    match text {
        "@unknown" => Ok(Answer::Unknown),
        "@not_asked" => Ok(Answer::NotAsked),
        "@declined" => Ok(Answer::Declined),
        _ => value(kind, text, at_ms).map(Answer::Given),
    }
}

/// Hours and minutes; nothing longer belongs into a drill.
pub(super) fn length_ms(text: &str) -> Option<i64> {
    Length::read(text).filter(Length::is_exact).map(|length| length.ms)
}

fn from_then(text: &str, at_ms: i64) -> Option<i64> {
    if text == "now" {
        return Some(at_ms);
    }
    match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(after), _) => at_ms.checked_add(length_ms(after)?),
        (_, Some(before)) => at_ms.checked_sub(length_ms(before)?),
        _ => None,
    }
}
