//! A pack's names for its own things, in one language. What has no name shows its id rather than nothing.

use crate::view::{Choice, Language};
use first72_core::directory::Role;
use first72_core::episode::Value;
use first72_core::notebook::Compartment;
use first72_core::protocol::Pack;
use first72_core::protocol::form::AnswerType;
use first72_core::protocol::pack::{AppRole, CLOCK_PREFIX};
use first72_core::protocol::texts::{AnswerText, Texts};
use std::collections::BTreeMap;

/// The sentences of one pack in one language.
#[derive(Clone, Copy)]
pub(crate) struct Words<'p> {
    pub(crate) pack: &'p Pack,
    pub(crate) texts: &'p Texts,
    pub(crate) language: Language,
}

impl Words<'_> {
    pub(crate) fn step(&self, id: &str) -> String {
        self.texts.steps.get(id).map_or(id, |text| &text.title).to_owned()
    }

    pub(crate) fn field(&self, key: &str) -> String {
        let id = key.split_once('@').map_or(key, |(id, _)| id);
        if let Some(clock) = id.strip_prefix(CLOCK_PREFIX) {
            return self.clock(clock);
        }
        self.texts.fields.get(id).map_or(id, |text| &text.label).to_owned()
    }

    pub(crate) fn clock(&self, id: &str) -> String {
        self.texts.clocks.get(id).map_or(id, |text| &text.label).to_owned()
    }

    pub(crate) fn role(&self, id: &str) -> String {
        named(&self.texts.roles, id)
    }

    pub(crate) fn phase(&self, id: &str) -> String {
        named(&self.texts.phases, id)
    }

    pub(crate) fn branch(&self, id: &str) -> String {
        named(&self.texts.branches, id)
    }

    pub(crate) fn track(&self, id: &str) -> String {
        named(&self.texts.tracks, id)
    }

    pub(crate) fn occasion(&self, id: &str) -> String {
        named(&self.texts.occasions, id)
    }

    pub(crate) fn area(&self, id: &str) -> String {
        named(&self.texts.areas, id)
    }

    pub(crate) fn topic(&self, id: &str) -> String {
        named(&self.texts.topics, id)
    }

    /// A role of the app by the first of the pack's roles that its holders work.
    pub(crate) fn app_role(&self, role: AppRole) -> String {
        self.pack.roles_of(role).next().map_or_else(|| own_word(role, self.language).to_owned(), |id| self.role(id))
    }

    /// What can be chosen, in the pack's order.
    pub(crate) fn choices(&self, kind: &AnswerType, text: Option<&AnswerText>) -> Vec<Choice> {
        kind.choices().iter().map(|code| choice(code, text)).collect()
    }

    /// Who can read what is kept in these compartments.
    pub(crate) fn readers(&self, compartments: &[Compartment]) -> Vec<String> {
        compartments.iter().map(|compartment| reader(*compartment, self.language).to_owned()).collect()
    }
}

/// One choice with its words.
pub(crate) fn choice(code: &str, text: Option<&AnswerText>) -> Choice {
    let label = text.and_then(|text| text.choices.get(code)).map_or(code, String::as_str);
    Choice { code: code.to_owned(), label: label.to_owned() }
}

/// A value in words. A moment and a drawing are left to the screen.
pub(crate) fn value_words(value: &Value, text: Option<&AnswerText>, language: Language) -> Option<String> {
    let yes_no = |yes: bool| match (language, yes) {
        (Language::En, true) => "yes",
        (Language::En, false) => "no",
        (Language::Es, true) => "sí",
        (Language::Es, false) => "no",
    };
    Some(match value {
        Value::Flag(yes) => yes_no(*yes).to_owned(),
        Value::Text(words) => words.clone(),
        Value::Choice(code) => choice(code, text).label,
        Value::Choices(codes) => codes.iter().map(|code| choice(code, text).label).collect::<Vec<_>>().join(", "),
        Value::Number(number) => number.to_string(),
        Value::Range { low, high } => format!("{low}–{high}"),
        Value::Date { year, month, day } => format!("{year}-{month:02}-{day:02}"),
        Value::Instant(_) | Value::Signature(_) => return None,
    })
}

fn named(names: &BTreeMap<String, String>, id: &str) -> String {
    names.get(id).map_or(id, String::as_str).to_owned()
}

/// A class of content by its readers. These belong to the app: no county can rename who reads what.
const fn reader(compartment: Compartment, language: Language) -> &'static str {
    let (en, es) = match compartment {
        Compartment::Ops => ("everyone on this episode", "todos en este episodio"),
        Compartment::Le => ("law enforcement", "la policía"),
        Compartment::Cw => ("child welfare", "protección de menores"),
        Compartment::Med => ("health staff", "personal de salud"),
        Compartment::Adv => ("the advocacy agency only", "solo la agencia de defensa"),
        Compartment::Stat => ("the station lead", "quien está a cargo de la estación"),
        Compartment::Agg => ("the yearly count, without the episode", "el recuento anual, sin el episodio"),
        Compartment::Audit => ("auditors", "quienes revisan"),
        Compartment::Test => ("the recovery drill", "el simulacro de recuperación"),
    };
    match language {
        Language::En => en,
        Language::Es => es,
    }
}

/// What the app calls a role that the pack has no word for.
const fn own_word(role: AppRole, language: Language) -> &'static str {
    match (language, role) {
        (Language::Es, AppRole::Deputy) => "agente",
        (Language::Es, AppRole::Advocate) => "persona defensora",
        (Language::Es, AppRole::StationLead) => "jefatura de turno",
        (Language::Es, AppRole::Coordinator) => "coordinación",
        (Language::Es, AppRole::Registrar) => "registro",
        (Language::Es, AppRole::Worker) => "personal de apoyo",
        (_, AppRole::Deputy) => "deputy",
        (_, AppRole::Advocate) => "advocate",
        (_, AppRole::StationLead) => "station lead",
        (_, AppRole::Coordinator) => "coordinator",
        (_, AppRole::Registrar) => "registrar",
        (_, AppRole::Worker) => "worker",
    }
}

/// What the app calls a role of somebody else, whichever pack they work with.
pub(crate) fn own_role(role: &Role, language: Language) -> String {
    match AppRole::from_word(role.code()) {
        Some(known) => own_word(known, language).to_owned(),
        None if *role == Role::Auditor => auditor(Some(language)).to_owned(),
        None => role.code().to_owned(),
    }
}

/// An auditor is no part of any checklist: the word for one belongs to the app.
pub(crate) const fn auditor(language: Option<Language>) -> &'static str {
    match language {
        Some(Language::Es) => "revisión",
        _ => "auditor",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_role_has_a_word_of_its_own_in_both_languages() {
        let words = |language| AppRole::WORDS.map(|(role, _)| own_word(role, language));
        let all: BTreeSet<&str> = words(Language::En).into_iter().chain(words(Language::Es)).collect();
        assert_eq!(all.len(), 2 * AppRole::WORDS.len(), "{all:?}");
        assert!(!all.contains(""));
    }
}
