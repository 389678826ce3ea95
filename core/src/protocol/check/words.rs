//! Words that may not stand in a pack: nothing in a record can hold a charge against a young person, or a name for them.

use super::super::problem::Problem;
use super::super::written::Placed;
use super::Checker;

/// Words that may not be a part of the id of a question or a piece of evidence.
const NO_FIELD: [&str; 15] = [
    "offence",
    "offense",
    "charge",
    "charges",
    "citation",
    "cited",
    "booking",
    "booked",
    "arrest",
    "arrested",
    "arrestee",
    "suspect",
    "crime",
    "conviction",
    "credible",
];

/// Beginnings of words that no text, id or choice may use of anybody.
const NO_WORD: [&str; 7] = ["prostitut", "promiscu", "uncooperat", "runaway", "hooker", "slut", "whore"];

/// The same in Spanish.
const NO_WORD_ES: [&str; 3] = ["prostitu", "promiscu", "ramera"];

impl Checker<'_, '_> {
    /// Refuses the id of a question or a piece of evidence that names guilt.
    pub(super) fn innocent(&mut self, file: &str, id: &Placed<String>) {
        let named = id.get_ref().split(['_', '-', '.']).find(|part| NO_FIELD.contains(part));
        if let Some(word) = named.map(str::to_owned) {
            self.wrong(file, id, Problem::ForbiddenId { id: id.get_ref().clone(), word });
        }
        self.blameless(file, id);
    }

    /// Refuses a text with a word that blames.
    pub(super) fn blameless(&mut self, file: &str, text: &Placed<String>) {
        if let Some(word) = blaming(text.get_ref()) {
            self.wrong(file, text, Problem::ForbiddenText { word });
        }
    }
}

/// The first word of a text that blames somebody, in either language.
pub(crate) fn blaming(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let mut words = lower.split(|character: char| !character.is_alphabetic());
    let bad = words.find(|word| NO_WORD.iter().chain(&NO_WORD_ES).any(|bad| word.starts_with(bad)));
    bad.map(str::to_owned)
}
