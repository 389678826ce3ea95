//! The card for the young person.

use super::Shown;
use super::advocate::no_part;
use crate::look;
use crate::view::{Card as View, CardPartView, Choice, Trouble};
use first72_core::episode::{Answer, Value};
use first72_core::protocol::card::{Card, CardLanguage};
use first72_core::protocol::contact::NumberUse;

impl Shown<'_> {
    /// # Errors
    /// `notebook.no-field` where the pack has no card.
    pub(crate) fn card(&self, language: Option<&str>) -> Result<View, Trouble> {
        let card = self.pack.card.as_ref().ok_or_else(no_part)?;
        let language = self.card_language(card, language).ok_or_else(no_part)?;
        let parts: Vec<CardPartView> = card
            .shown(self.pack, self.record, language, self.now_ms())
            .into_iter()
            .map(|part| CardPartView { title: part.title, lines: part.lines })
            .collect();
        let first = parts.iter().flat_map(|part| &part.lines).next();
        Ok(View {
            handle: self.handle()?,
            languages: card.languages.iter().map(choice).collect(),
            language: language.code.clone(),
            name: first.cloned().unwrap_or_default(),
            number: card.call.as_deref().and_then(|contact| self.number(contact)),
            parts,
            now_ms: self.now_ms(),
        })
    }

    /// The language that was chosen, else the young person's as the record has it, else the screen's.
    fn card_language<'c>(&self, card: &'c Card, chosen: Option<&str>) -> Option<&'c CardLanguage> {
        let asked = card.language_field.iter().flat_map(|field| self.record.answers(field));
        let said = asked.into_iter().find_map(|written| match written.answer {
            Answer::Given(Value::Choice(code)) => card.speaks(code),
            _ => None,
        });
        let chosen = chosen.and_then(|code| card.language(code));
        chosen.or(said).or_else(|| card.language(look::letters(self.words.language))).or(card.languages.first())
    }

    fn number(&self, contact: &str) -> Option<String> {
        let contact = self.pack.contact(contact)?;
        let to_call = contact.numbers.iter().find(|number| number.usage == NumberUse::Call);
        to_call.map(|number| number.number.clone())
    }
}

fn choice(language: &CardLanguage) -> Choice {
    Choice { code: language.code.clone(), label: language.name.clone() }
}
