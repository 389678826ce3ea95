//! Answers, values and moments: the notebook's and the screen's.

use crate::view::{AnswerView, Limits, QuestionKind, ValueView, When};
use first72_core::episode::{Answer, Exactness, Instant, Signature, Value};
use first72_core::protocol::form::{AnswerType, REFERRAL_DIGITS, TextKind};

pub(crate) fn when(instant: Instant) -> When {
    let plus_minus_ms = match instant.how {
        Exactness::Exact => None,
        Exactness::Estimated { plus_minus_ms } => Some(i64::try_from(plus_minus_ms).unwrap_or(i64::MAX)),
    };
    When { ms: instant.ms, plus_minus_ms }
}

/// An instant with half the width of its estimate; 0 when it is exact.
pub(crate) const fn when_of(ms: i64, plus_minus_ms: i64) -> When {
    let plus_minus_ms = if plus_minus_ms == 0 { None } else { Some(plus_minus_ms) };
    When { ms, plus_minus_ms }
}

pub(crate) const fn exact(ms: i64) -> When {
    When { ms, plus_minus_ms: None }
}

/// A width below nothing is none.
pub(crate) fn instant(when: When) -> Instant {
    let how = match when.plus_minus_ms.map(u64::try_from) {
        Some(Ok(plus_minus_ms)) => Exactness::Estimated { plus_minus_ms },
        Some(Err(_)) | None => Exactness::Exact,
    };
    Instant { ms: when.ms, how }
}

pub(crate) fn answer_view(answer: &Answer) -> AnswerView {
    match answer {
        Answer::Unknown => AnswerView::Unknown,
        Answer::NotAsked => AnswerView::NotAsked,
        Answer::Declined => AnswerView::Declined,
        Answer::Given(value) => AnswerView::Given { value: value_view(value) },
    }
}

pub(crate) fn answer(view: AnswerView) -> Answer {
    match view {
        AnswerView::Unknown => Answer::Unknown,
        AnswerView::NotAsked => Answer::NotAsked,
        AnswerView::Declined => Answer::Declined,
        AnswerView::Given { value: given } => Answer::Given(value(given)),
    }
}

pub(crate) fn value_view(value: &Value) -> ValueView {
    match value {
        Value::Flag(yes) => ValueView::Flag { yes: *yes },
        Value::Text(text) => ValueView::Text { text: text.clone() },
        Value::Choice(code) => ValueView::Choice { code: code.clone() },
        Value::Choices(codes) => ValueView::Choices { codes: codes.clone() },
        Value::Number(number) => ValueView::Number { number: *number },
        Value::Instant(instant) => ValueView::Instant { at: when(*instant) },
        Value::Date { year, month, day } => ValueView::Date { year: *year, month: *month, day: *day },
        Value::Range { low, high } => ValueView::Range { low: *low, high: *high },
        Value::Signature(drawn) => ValueView::Signature { strokes: strokes(drawn) },
    }
}

pub(crate) fn value(view: ValueView) -> Value {
    match view {
        ValueView::Flag { yes } => Value::Flag(yes),
        ValueView::Text { text } => Value::Text(text),
        ValueView::Choice { code } => Value::Choice(code),
        ValueView::Choices { codes } => Value::Choices(codes),
        ValueView::Number { number } => Value::Number(number),
        ValueView::Instant { at } => Value::Instant(instant(at)),
        ValueView::Date { year, month, day } => Value::Date { year, month, day },
        ValueView::Range { low, high } => Value::Range { low, high },
        ValueView::Signature { strokes } => Value::Signature(drawn(&strokes)),
    }
}

/// Strokes as the screen draws them.
fn strokes(drawn: &Signature) -> Vec<Vec<(u16, u16)>> {
    drawn.strokes().iter().map(|stroke| stroke.iter().map(|dot| (dot.x, dot.y)).collect()).collect()
}

/// What was drawn on the screen, as the record keeps it.
pub(crate) fn drawn(strokes: &[Vec<(u16, u16)>]) -> Signature {
    let wide =
        |stroke: &Vec<(u16, u16)>| stroke.iter().map(|(x, y)| (i64::from(*x), i64::from(*y))).collect::<Vec<_>>();
    Signature::drawn(&strokes.iter().map(wide).collect::<Vec<_>>())
}

/// What kind of input a type needs, and its limits.
pub(crate) fn input(kind: &AnswerType) -> (QuestionKind, Limits) {
    let none = Limits { least: None, most: None };
    let between = |least, most| Limits { least: Some(least), most: Some(most) };
    match kind {
        AnswerType::Flag => (QuestionKind::Flag, none),
        AnswerType::Text { kind, max_chars } => {
            let shape = match kind {
                TextKind::Long => QuestionKind::Text,
                TextKind::Name => QuestionKind::Name,
                TextKind::Short | TextKind::Reference => QuestionKind::Line,
            };
            (shape, Limits { least: None, most: Some(i64::from(*max_chars)) })
        }
        AnswerType::Choice(_) => (QuestionKind::Choice, none),
        AnswerType::Choices(_) => (QuestionKind::Choices, none),
        AnswerType::Number(bounds) => (QuestionKind::Number, between(bounds.min, bounds.max)),
        AnswerType::Instant => (QuestionKind::Instant, none),
        AnswerType::Date => (QuestionKind::Date, none),
        AnswerType::Signature => (QuestionKind::Signature, none),
        AnswerType::Range(bounds) => (QuestionKind::Range, between(bounds.min, bounds.max)),
        AnswerType::Referral => {
            let digits = i64::try_from(REFERRAL_DIGITS).unwrap_or(i64::MAX);
            (QuestionKind::Digits, between(digits, digits))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_comes_back_from_the_screen_as_it_was() {
        let about = Instant { ms: 5, how: Exactness::Estimated { plus_minus_ms: 600_000 } };
        let values = [
            Value::Flag(false),
            Value::Text("night".into()),
            Value::Choice("es".into()),
            Value::Choices(vec!["water".into(), "food".into()]),
            Value::Number(-3),
            Value::Instant(about),
            Value::Instant(Instant::exact(-1)),
            Value::Date { year: 2009, month: 2, day: 28 },
            Value::Range { low: 14, high: 16 },
            Value::Signature(Signature::drawn(&[[(3, 4), (900, 390)]])),
        ];
        let given = values.into_iter().map(Answer::Given);
        for there in given.chain([Answer::Unknown, Answer::NotAsked, Answer::Declined]) {
            assert_eq!(answer(answer_view(&there)), there);
        }
    }
}
