//! What each type of answer takes and refuses.

use super::*;

const DIGITS: &str = "1234567890123456789";

fn choices(kind: fn(Vec<String>) -> AnswerType) -> AnswerType {
    kind(vec!["home".into(), "shelter".into()])
}

#[track_caller]
fn refused(kind: &AnswerType, text: &str, code: &str) {
    assert_eq!(kind.read(text).unwrap_err().code(), code, "{text:?}");
}

#[test]
fn a_referral_number_has_exactly_nineteen_digits() {
    assert_eq!(AnswerType::Referral.read(DIGITS).unwrap(), Value::Text(DIGITS.into()));
    assert_eq!(AnswerType::Referral.read("1234-5678-9012 3456789").unwrap(), Value::Text(DIGITS.into()));
    refused(&AnswerType::Referral, "123456789012345678", "answer.referral_length");
    refused(&AnswerType::Referral, "12345678901234567890", "answer.referral_length");
    refused(&AnswerType::Referral, "123456789012345678A", "answer.referral_digits");
    refused(&AnswerType::Referral, "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩", "answer.referral_digits");
    refused(&AnswerType::Referral, "", "answer.referral_length");
}

#[test]
fn a_referral_number_is_kept_without_separators() {
    let typed = Value::Text("1234-567890123456789".into());
    assert_eq!(AnswerType::Referral.check(&typed), Err(AnswerProblem::ReferralDigits));
}

#[test]
fn only_offered_choices_are_taken_and_each_once() {
    assert!(choices(AnswerType::Choice).read("home").is_ok());
    refused(&choices(AnswerType::Choice), "hotel", "answer.not_offered");
    assert_eq!(
        choices(AnswerType::Choices).read("home, shelter").unwrap(),
        Value::Choices(vec!["home".into(), "shelter".into()])
    );
    refused(&choices(AnswerType::Choices), "home,home", "answer.given_twice");
    refused(&choices(AnswerType::Choices), "home,hotel", "answer.not_offered");
    assert_eq!(choices(AnswerType::Choices).read("").unwrap(), Value::Choices(vec![]), "none of them is an answer");
}

#[test]
fn numbers_and_ranges_keep_their_bounds() {
    let bounds = Bounds { min: 0, max: 25 };
    assert!(AnswerType::Number(bounds).read("15").is_ok());
    refused(&AnswerType::Number(bounds), "26", "answer.bounds");
    refused(&AnswerType::Number(bounds), "fifteen", "answer.unreadable");
    assert_eq!(AnswerType::Range(bounds).read("14..16").unwrap(), Value::Range { low: 14, high: 16 });
    refused(&AnswerType::Range(bounds), "16..14", "answer.range_reversed");
    refused(&AnswerType::Range(bounds), "14..99", "answer.bounds");
}

#[test]
fn text_is_neither_empty_nor_too_long_nor_full_of_control_characters() {
    let short = AnswerType::Text { kind: TextKind::Short, max_chars: 5 };
    assert!(short.read("níño!").is_ok(), "characters are counted, not bytes");
    refused(&short, "  ", "answer.empty");
    refused(&short, "123456", "answer.too_long");
    refused(&short, "a\u{0}b", "answer.control_character");
    refused(&short, "a\nb", "answer.control_character");
    assert!(AnswerType::Text { kind: TextKind::Long, max_chars: 5 }.read("a\nb").is_ok());
}

#[test]
fn days_and_times_must_exist() {
    assert!(AnswerType::Date.read("2008-02-29").is_ok());
    refused(&AnswerType::Date, "2009-02-29", "answer.unreadable");
    assert_eq!(AnswerType::Date.check(&Value::Date { year: 2009, month: 2, day: 29 }), Err(AnswerProblem::NoSuchDay));
    assert!(AnswerType::Instant.read("2026-03-06T22:10:00-08:00").is_ok());
    refused(&AnswerType::Instant, "22:10", "answer.unreadable");
}

#[test]
fn a_value_of_another_type_is_refused() {
    assert_eq!(AnswerType::Flag.check(&Value::Number(1)).unwrap_err().code(), "answer.type");
    assert_eq!(AnswerType::Referral.check(&Value::Number(1)).unwrap_err().code(), "answer.type");
}
