//! Checks card.toml: that it has every line in every language it offers, that it looks only at what everybody on the
//! episode can read, and that no word on it is for professionals.

use std::collections::{BTreeMap, BTreeSet};

use first72_wire::compartment::Compartment;

use super::super::card::{ASKED_FOR, Card, CardLanguage, CardLine, CardPart, MINUTES};
use super::super::condition::Condition;
use super::super::form::AnswerType;
use super::super::pack::{Clock, Field};
use super::super::problem::{Problem, Thing};
use super::super::step::{Gate, Step};
use super::super::written::{CardFile, CardLanguageWritten, CardLineWritten, LANGUAGES, Placed};
use super::Checker;
use super::conditions::Level;

const FILE: &str = "card.toml";
/// A line that is longer is not read by somebody who is tired and afraid.
const LONGEST_LINE: usize = 140;

/// Beginnings of words that professionals use and young people do not, in both languages: they stand on no card.
const NOT_FOR_THE_CARD: [&str; 30] = [
    "victim",
    "víctim",
    "traffick",
    "trata",
    "exploit",
    "explot",
    "cse",
    "pimp",
    "proxenet",
    "suspect",
    "sospechos",
    "arrest",
    "custod",
    "detain",
    "detenid",
    "detenc",
    "juvenile",
    "minor",
    "protocol",
    "forensic",
    "forense",
    "placement",
    "runaway",
    "prostitut",
    "offen",
    "delito",
    "delincuen",
    "perpetrat",
    "abuse",
    "abus",
];

/// What the card is checked against.
#[derive(Clone, Copy)]
pub(super) struct Against<'a> {
    pub(super) fields: &'a [Field],
    pub(super) steps: &'a [Step],
    pub(super) clocks: &'a [Clock],
}

impl Checker<'_, '_> {
    pub(super) fn card(&mut self, file: &CardFile, against: Against<'_>) -> Option<Card> {
        let head = file.card.as_ref()?;
        let ids: BTreeSet<String> = file.line.iter().map(|line| line.id.get_ref().clone()).collect();
        let lines: Vec<CardLine> = file.line.iter().map(|line| self.card_line(line, against)).collect();
        if lines.is_empty() {
            self.wrong(FILE, &head.confidence, Problem::Empty { key: "[[line]]" });
        }
        for wanted in LANGUAGES {
            if !file.language.iter().any(|language| language.code.get_ref() == wanted) {
                let key = "the card's [[language]]".to_owned();
                self.wrong(FILE, &head.confidence, Problem::TextMissing { language: wanted.to_owned(), key });
            }
        }
        let parts: BTreeSet<CardPart> = lines.iter().map(|line| line.part).chain([CardPart::Call]).collect();
        let mut languages = Vec::new();
        for language in &file.language {
            languages.push(self.card_language(language, &ids, &parts));
        }
        let asked_for = head.asked_for.as_ref().map(|field| self.reference(FILE, field, Thing::Field));
        let language_field = head.language.as_ref().map(|field| self.reference(FILE, field, Thing::Field));
        for (at, field) in [(&head.asked_for, &asked_for), (&head.language, &language_field)] {
            self.open_to_all(at.as_ref(), field.as_deref(), against);
        }
        for (language, spoken) in file.language.iter().flat_map(|one| one.spoken_as.iter().map(move |word| (one, word)))
        {
            self.spoken(language_field.as_deref(), language, spoken);
        }
        Some(Card {
            call: head.call.as_ref().map(|contact| self.reference(FILE, contact, Thing::Contact)),
            asked_for,
            language_field,
            claim: self.claim(FILE, &head.sources, &head.confidence, head.verified, &head.note),
            lines,
            languages,
        })
    }

    fn card_line(&mut self, written: &CardLineWritten, against: Against<'_>) -> CardLine {
        let gate = self.gate(FILE, written.when.as_ref(), written.unknown.as_ref(), Level::Step);
        if let Some(private) = private_subject(&gate, against) {
            self.wrong(FILE, &written.id, Problem::CardLooksAt { what: private });
        }
        CardLine {
            id: written.id.get_ref().clone(),
            part: self.word(FILE, &written.part, "part", &CardPart::WORDS).unwrap_or(CardPart::First),
            gate,
        }
    }

    fn open_to_all(&mut self, at: Option<&Placed<String>>, field: Option<&str>, against: Against<'_>) {
        let (Some(at), Some(field)) = (at, field) else { return };
        let known = against.fields.iter().find(|known| known.id == field);
        if known.is_some_and(|known| known.kept_in() != Compartment::Ops) {
            self.wrong(FILE, at, Problem::CardLooksAt { what: field.to_owned() });
        }
    }

    /// An answer that means a language is one of the question's own.
    fn spoken(&mut self, field: Option<&str>, language: &CardLanguageWritten, spoken: &Placed<String>) {
        let Some(field) = field else {
            self.wrong(FILE, &language.code, Problem::Empty { key: "language in [card]" });
            return;
        };
        let offered = self.names.field_type(field).map(AnswerType::choices).unwrap_or_default().to_vec();
        if !offered.contains(spoken.get_ref()) {
            let (field, choice) = (field.to_owned(), spoken.get_ref().clone());
            self.wrong(FILE, spoken, Problem::NotOffered { field, choice, choices: offered });
        }
    }

    fn card_language(
        &mut self,
        written: &CardLanguageWritten,
        ids: &BTreeSet<String>,
        parts: &BTreeSet<CardPart>,
    ) -> CardLanguage {
        let code = written.code.get_ref().clone();
        let mut titles = BTreeMap::new();
        for (word, title) in &written.parts {
            if let Some(part) = self.word(FILE, word, "parts", &CardPart::WORDS) {
                titles.insert(part, self.card_text(title));
            }
        }
        let titled = parts.iter().filter(|part| **part != CardPart::First);
        let missing: Vec<&str> = titled
            .filter(|part| !titles.contains_key(*part))
            .filter_map(|part| CardPart::WORDS.iter().find(|(known, _)| known == part).map(|(_, word)| *word))
            .collect();
        let mut lines = BTreeMap::new();
        for (id, text) in &written.lines {
            if !ids.contains(id.get_ref()) {
                self.wrong(FILE, id, Problem::TextOver { key: format!("lines.{}", id.get_ref()) });
            }
            lines.insert(id.get_ref().clone(), self.card_text(text));
        }
        let lost = ids.iter().filter(|id| !lines.contains_key(*id)).map(|id| format!("lines.{id}"));
        for key in missing.into_iter().map(|word| format!("parts.{word}")).chain(lost).collect::<Vec<_>>() {
            self.wrong(FILE, &written.code, Problem::TextMissing { language: code.clone(), key });
        }
        let spoken_as = written.spoken_as.iter().map(|word| word.get_ref().clone()).collect();
        CardLanguage { code, name: self.card_text(&written.name), spoken_as, parts: titles, lines }
    }

    /// Words for a young person: none that blames, none of the trade, no abbreviation, and not too many.
    fn card_text(&mut self, text: &Placed<String>) -> String {
        let said = text.get_ref();
        if said.trim().is_empty() {
            self.wrong(FILE, text, Problem::TextEmpty { key: "a line of the card".to_owned() });
        }
        self.blameless(FILE, text);
        if let Some(word) = not_for_the_card(said) {
            self.wrong(FILE, text, Problem::CardWord { word });
        }
        let chars = said.chars().count();
        if chars > LONGEST_LINE {
            self.wrong(FILE, text, Problem::CardLong { chars, most: LONGEST_LINE });
        }
        said.clone()
    }
}

/// The first word that has no place on a card: one of the trade, or an abbreviation in capitals.
fn not_for_the_card(text: &str) -> Option<String> {
    let plain = text.replace(MINUTES, "").replace(ASKED_FOR, "");
    let mut words = plain.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty());
    let trade = |word: &&str| {
        let lower = word.to_lowercase();
        let letters = word.chars().count();
        let shouted = letters > 1 && word.chars().all(char::is_uppercase);
        shouted || NOT_FOR_THE_CARD.iter().any(|bad| lower.starts_with(bad))
    };
    words.find(trade).map(str::to_owned)
}

/// Something that a line's condition looks at and not everybody on the episode can read.
fn private_subject(gate: &Gate, against: Against<'_>) -> Option<String> {
    subjects(&gate.when).into_iter().find(|subject| !is_open(subject, against))
}

fn is_open(subject: &str, against: Against<'_>) -> bool {
    let ops = |compartments: &[Compartment]| compartments.contains(&Compartment::Ops);
    let id = subject.split_once('@').map_or(subject, |(id, _)| id);
    let field = against.fields.iter().find(|field| field.id == id).map(|field| ops(&field.compartments));
    let step = against.steps.iter().find(|step| step.id == id).map(|step| ops(&step.see));
    let clock = against.clocks.iter().find(|clock| clock.id == id).map(|clock| ops(&clock.compartments));
    field.or(step).or(clock).unwrap_or(false)
}

/// What a condition looks at: fields, steps, clocks; a track or branch by its name, which is open to nobody here,
/// because it may hang on anything.
fn subjects(condition: &Condition) -> Vec<String> {
    match condition {
        Condition::Always => Vec::new(),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(subjects).collect(),
        Condition::Not(part) | Condition::Decided(part, _) => subjects(part),
        Condition::Field { field, .. } => vec![field.clone()],
        Condition::Step { step, .. } => vec![step.clone()],
        Condition::ClockSet { clock, .. } | Condition::During { clock, .. } => vec![clock.clone()],
        Condition::Within { clock, of, .. } => vec![clock.clone(), of.clone()],
        Condition::Track(id) | Condition::Branch(id) => vec![id.clone()],
    }
}

#[cfg(test)]
mod tests;
