//! The card for the young person: the only screen that is made for them. What stands on it for one episode, pure.

use super::advocate::CalloutRule;
use super::callout::{Callout, CalloutState};
use super::facts::{Facts, Seen};
use super::step::{Claim, Gate};
use super::{Pack, engine};
use crate::episode::{Record, Value};
use std::collections::BTreeMap;

/// Stands in a line for the minutes until the advocate is there.
pub const MINUTES: &str = "{minutes}";
/// Stands in a line for what the young person asked for.
pub const ASKED_FOR: &str = "{asked_for}";
const MINUTE_MS: i64 = 60_000;

/// A part of the card, in the order of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CardPart {
    /// What stands on top, without a title.
    First,
    /// What they can choose.
    Choices,
    /// What happens next.
    Next,
    /// Who will know what.
    Know,
    /// One number to call.
    Call,
}

impl CardPart {
    /// Every part, with its word in packs.
    pub const WORDS: [(Self, &'static str); 5] = [
        (Self::First, "first"),
        (Self::Choices, "choices"),
        (Self::Next, "next"),
        (Self::Know, "know"),
        (Self::Call, "call"),
    ];
}

/// The card of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The contact whose number stands on it.
    pub call: Option<String>,
    /// The question what the young person asked for.
    pub asked_for: Option<String>,
    /// The question which language the young person speaks.
    pub language_field: Option<String>,
    /// What stands behind it.
    pub claim: Claim,
    /// Its lines, in order.
    pub lines: Vec<CardLine>,
    /// Its words, one set for each language that it can be shown in.
    pub languages: Vec<CardLanguage>,
}

/// One line of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardLine {
    /// Its id.
    pub id: String,
    /// The part it stands in.
    pub part: CardPart,
    /// When it stands. It looks only at what everybody on the episode can read.
    pub gate: Gate,
}

/// The card's words in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardLanguage {
    /// The language's code, such as `es`.
    pub code: String,
    /// The language by its own name.
    pub name: String,
    /// Answers to the question of language that mean this one.
    pub spoken_as: Vec<String>,
    /// The titles of the parts.
    pub parts: BTreeMap<CardPart, String>,
    /// The lines, by id.
    pub lines: BTreeMap<String, String>,
}

/// A part of the card as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Which part.
    pub part: CardPart,
    /// Its title; none for the first.
    pub title: Option<String>,
    /// Its lines.
    pub lines: Vec<String>,
}

impl Card {
    /// The words in a language.
    #[must_use]
    pub fn language(&self, code: &str) -> Option<&CardLanguage> {
        self.languages.iter().find(|language| language.code == code)
    }

    /// The words in the language that an answer of the record means.
    #[must_use]
    pub fn speaks(&self, answer: &str) -> Option<&CardLanguage> {
        self.languages.iter().find(|language| language.spoken_as.iter().any(|code| code == answer))
    }

    /// What stands on the card of one episode, in one language. A line that waits for something nobody knows yet
    /// (minutes, what was asked for) is left out.
    #[must_use]
    pub fn shown(&self, pack: &Pack, record: &Record, language: &CardLanguage, now_ms: i64) -> Vec<Shown> {
        let facts = Facts::from_record(pack, record);
        let gates: Vec<&Gate> = self.lines.iter().map(|line| &line.gate).collect();
        let stands = engine::stand(pack, &facts, &pack.calendar, &gates);
        let minutes = pack.advocate.callout.as_ref().and_then(|rule| minutes(rule, record, now_ms));
        let asked_for = self.asked_for.as_ref().and_then(|field| asked_for(pack, &facts, field, &language.code));
        let known = [(MINUTES, minutes), (ASKED_FOR, asked_for)];
        let mut parts: Vec<Shown> = Vec::new();
        for (part, _) in CardPart::WORDS {
            let here = self.lines.iter().zip(&stands).filter(|(line, stands)| line.part == part && **stands);
            let lines: Vec<String> =
                here.filter_map(|(line, _)| filled(language.lines.get(&line.id)?, &known)).collect();
            if !lines.is_empty() {
                parts.push(Shown { part, title: language.parts.get(&part).cloned(), lines });
            }
        }
        parts
    }
}

/// The line with what is known put in; none when something in it is not known.
fn filled(line: &str, known: &[(&str, Option<String>)]) -> Option<String> {
    let mut line = line.to_owned();
    for (mark, value) in known {
        if line.contains(mark) {
            line = line.replace(mark, value.as_deref()?);
        }
    }
    Some(line)
}

/// Minutes until the advocate is there, to the next five; none when they are late or nobody is on the way.
fn minutes(rule: &CalloutRule, record: &Record, now_ms: i64) -> Option<String> {
    let page = Callout::of(rule, record);
    let left_ms = page.eta.filter(|_| page.state == CalloutState::Coming)?.ms.checked_sub(now_ms)?;
    let fives = left_ms.checked_add(5 * MINUTE_MS - 1)?.checked_div(5 * MINUTE_MS)?;
    (fives > 0).then(|| fives.saturating_mul(5).to_string())
}

/// What was asked for, in the words of the pack's texts; none where the pack has no texts in that language.
fn asked_for(pack: &Pack, facts: &Facts, field: &str, language: &str) -> Option<String> {
    let texts = pack.texts.iter().find(|texts| texts.language == language)?;
    let words = &texts.fields.get(field)?.choices;
    let Seen::Given(Value::Choices(codes)) = facts.answer(field) else { return None };
    let words: Vec<String> = codes.iter().filter_map(|code| words.get(code)).map(|word| word.to_lowercase()).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

#[cfg(test)]
mod tests;
