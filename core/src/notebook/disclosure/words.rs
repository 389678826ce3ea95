//! Answers in words, for a copy that is read where the pack may not be: in the language in which it was explained.

use crate::episode::{Exactness, Instant, Value};
use crate::protocol::texts::AnswerText;
use chrono::DateTime;
use chrono_tz::Tz;

/// A value in words. A drawn signature has none: it is not copied.
pub(super) fn value(value: &Value, text: Option<&AnswerText>, zone: Tz, language: &str) -> Option<String> {
    let choice = |code: &String| text.and_then(|text| text.choices.get(code)).unwrap_or(code).clone();
    Some(match value {
        Value::Flag(yes) => yes_or_no(*yes, language).to_owned(),
        Value::Text(words) => words.clone(),
        Value::Choice(code) => choice(code),
        Value::Choices(codes) => codes.iter().map(choice).collect::<Vec<_>>().join(", "),
        Value::Number(number) => number.to_string(),
        Value::Range { low, high } => format!("{low}–{high}"),
        Value::Date { year, month, day } => format!("{year}-{month:02}-{day:02}"),
        Value::Instant(instant) => moment(*instant, zone, language),
        Value::Signature(_) => return None,
    })
}

/// A moment as a clock on the wall of that place shows it, with how far off it may be.
pub(super) fn moment(instant: Instant, zone: Tz, language: &str) -> String {
    let Some(utc) = DateTime::from_timestamp_millis(instant.ms) else { return String::new() };
    let written = utc.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string();
    match instant.how {
        Exactness::Exact => written,
        Exactness::Estimated { plus_minus_ms } => {
            let about = if language == "es" { "más o menos" } else { "give or take" };
            format!("{written} ({about} {} min)", plus_minus_ms.div_ceil(60_000))
        }
    }
}

fn yes_or_no(yes: bool, language: &str) -> &'static str {
    match (yes, language) {
        (true, "es") => "sí",
        (true, _) => "yes",
        (false, _) => "no",
    }
}

/// The heading over notes.
pub(super) fn notes(language: &str) -> &'static str {
    if language == "es" { "Notas" } else { "Notes" }
}

/// The heading over questions that have no topic.
pub(super) fn times(language: &str) -> &'static str {
    if language == "es" { "Horas" } else { "Times" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_said_in_the_language_of_who_reads_it() {
        let zone = Tz::America__Los_Angeles;
        let about = Instant { ms: 0, how: Exactness::Estimated { plus_minus_ms: 90_000 } };
        for (given, en, es) in [
            (Value::Flag(true), "yes", "sí"),
            (Value::Range { low: 14, high: 16 }, "14–16", "14–16"),
            (Value::Instant(Instant::exact(0)), "1969-12-31 16:00", "1969-12-31 16:00"),
            (Value::Instant(about), "1969-12-31 16:00 (give or take 2 min)", "1969-12-31 16:00 (más o menos 2 min)"),
        ] {
            assert_eq!(value(&given, None, zone, "en").as_deref(), Some(en));
            assert_eq!(value(&given, None, zone, "es").as_deref(), Some(es));
        }
    }
}
