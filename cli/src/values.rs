//! Answers in the same words in which they are typed.

use crate::times;
use first72_core::episode::{Exactness, Value};
use first72_core::protocol::Pack;
use first72_core::protocol::facts::Seen;
use serde_json::{Value as Json, json};

/// A value in one line.
pub(crate) fn words(value: &Value, pack: &Pack) -> String {
    match value {
        Value::Flag(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Text(text) | Value::Choice(text) => text.clone(),
        Value::Choices(chosen) => chosen.join(","),
        Value::Number(number) => number.to_string(),
        Value::Instant(instant) => {
            let time = times::shown(instant.ms, &pack.time_zone);
            match instant.how {
                Exactness::Exact => time,
                Exactness::Estimated { plus_minus_ms } => format!("{time}~{}", times::shown_length(plus_minus_ms)),
            }
        }
        Value::Date { year, month, day } => format!("{year:04}-{month:02}-{day:02}"),
        Value::Range { low, high } => format!("{low}..{high}"),
        Value::Signature(drawn) => format!("signed, {} strokes", drawn.strokes().len()),
    }
}

/// How a question stands, in one line.
pub(crate) fn standing(seen: &Seen, pack: &Pack) -> String {
    match seen {
        Seen::Nothing => "no answer".to_owned(),
        Seen::Unknown => "not known".to_owned(),
        Seen::NotAsked => "not asked".to_owned(),
        Seen::Declined => "declined".to_owned(),
        Seen::Given(value) => words(value, pack),
        Seen::Conflict(sides) => {
            let sides: Vec<String> = sides.iter().map(|side| standing(side, pack)).collect();
            format!("two devices differ: {}", sides.join(" | "))
        }
    }
}

/// How a question stands, for a script.
pub(crate) fn standing_json(seen: &Seen, pack: &Pack) -> Json {
    match seen {
        Seen::Nothing => json!({ "how": "nothing" }),
        Seen::Unknown => json!({ "how": "unknown" }),
        Seen::NotAsked => json!({ "how": "not-asked" }),
        Seen::Declined => json!({ "how": "declined" }),
        Seen::Given(value) => json!({ "how": "given", "value": words(value, pack) }),
        Seen::Conflict(sides) => {
            let sides: Vec<Json> = sides.iter().map(|side| standing_json(side, pack)).collect();
            json!({ "how": "conflict", "sides": sides })
        }
    }
}
