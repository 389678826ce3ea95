//! Every id of a pack, collected before anything refers to it; ids that are malformed or stand twice are noted.

use std::collections::{BTreeMap, BTreeSet};

use first72_wire::compartment::Compartment;

use super::super::form::AnswerType;
use super::super::length::Length;
use super::super::pack::Field;
use super::super::problem::{Problem, Thing};
use super::super::written::{Findings, Placed, TermWritten, Written};
use super::clock_field;

/// A value of `[terms]`.
#[derive(Clone, Debug)]
pub(crate) enum Term {
    Number(i64),
    Text(String),
}

/// The ids that exist, by what they name.
#[derive(Default)]
pub(crate) struct Names {
    ids: BTreeMap<Thing, BTreeSet<String>>,
    terms: BTreeMap<String, Term>,
    types: BTreeMap<String, Option<AnswerType>>,
    parts: BTreeSet<String>,
}

impl Names {
    /// Collects from every file.
    pub(crate) fn collect(written: &Written, findings: &mut Findings<'_>) -> Self {
        let mut names = Self::default();
        let pack = &written.pack;
        names.all(findings, "pack.toml", Thing::Clock, pack.clock.iter().map(|one| &one.id));
        names.all(findings, "pack.toml", Thing::Role, pack.role.iter().map(|one| &one.id));
        names.all(findings, "pack.toml", Thing::Phase, pack.phase.iter().map(|one| &one.id));
        names.all(findings, "pack.toml", Thing::Track, pack.track.iter().map(|one| &one.id));
        names.all(findings, "pack.toml", Thing::Occasion, pack.occasion.iter().map(|one| &one.id));
        names.all(findings, "pack.toml", Thing::Source, pack.source.iter().map(|one| &one.id));
        names.all(findings, "pack.toml", Thing::Document, pack.document.iter().map(|one| &one.id));
        names.all(findings, "pack.toml", Thing::Hours, pack.hours.iter().map(|one| &one.id));
        names.all(findings, "pack.toml", Thing::Term, pack.terms.keys());
        names.all(findings, "steps.toml", Thing::Step, written.steps.step.iter().map(|one| &one.id));
        names.all(findings, "branches.toml", Thing::Step, written.branches.step.iter().map(|one| &one.id));
        names.all(findings, "branches.toml", Thing::Branch, written.branches.branch.iter().map(|one| &one.id));
        names.all(findings, "forms.toml", Thing::Topic, written.forms.topic.iter().map(|one| &one.id));
        names.all(findings, "forms.toml", Thing::Field, written.forms.field.iter().map(|one| &one.id));
        names.all(findings, "advocate.toml", Thing::Tell, written.advocate.tell.iter().map(|one| &one.id));
        names.all(findings, "contacts.toml", Thing::Contact, written.contacts.contact.iter().map(|one| &one.id));
        names.all(findings, "contacts.toml", Thing::Area, written.contacts.area.iter().map(|one| &one.id));
        names.all(findings, "scenarios.toml", Thing::Scenario, written.scenarios.scenario.iter().map(|one| &one.id));
        names.terms = pack.terms.iter().map(|(id, term)| (id.get_ref().clone(), term_of(term.get_ref()))).collect();
        for (id, term) in &pack.terms {
            check_term(findings, id, term);
        }
        let compartments = Compartment::OF_RECORDS.iter().map(|compartment| compartment.code().to_owned());
        names.ids.insert(Thing::Compartment, compartments.collect());
        for clock in &pack.clock {
            names.ids.entry(Thing::Field).or_default().insert(clock_field(clock.id.get_ref()));
        }
        names
    }

    fn all<'a>(
        &mut self,
        findings: &mut Findings<'_>,
        file: &str,
        thing: Thing,
        ids: impl Iterator<Item = &'a Placed<String>>,
    ) {
        let known = self.ids.entry(thing).or_default();
        for id in ids {
            if !is_id(id.get_ref()) {
                findings.at(file, &id.span(), Problem::Id { id: id.get_ref().clone() });
            }
            if !known.insert(id.get_ref().clone()) {
                findings.at(file, &id.span(), Problem::Twice { thing, id: id.get_ref().clone() });
            }
        }
    }

    /// Takes in the types of the fields once they are checked.
    pub(crate) fn learn_types(&mut self, fields: &[Field]) {
        self.types = fields.iter().map(|field| (field.id.clone(), field.kind.clone())).collect();
        self.parts = fields.iter().filter(|field| field.part_of.is_some()).map(|field| field.id.clone()).collect();
    }

    /// Whether something of this kind has this id. A field may be named with the item it is asked of.
    pub(crate) fn has(&self, thing: Thing, id: &str) -> bool {
        let known = |id: &str| self.ids.get(&thing).is_some_and(|ids| ids.contains(id));
        match id.split_once('@') {
            Some((field, item)) if thing == Thing::Field => !item.is_empty() && self.parts.contains(field),
            _ => known(id),
        }
    }

    /// The ids of a kind, in order.
    pub(crate) fn list(&self, thing: Thing) -> Vec<String> {
        self.ids.get(&thing).map(|ids| ids.iter().cloned().collect()).unwrap_or_default()
    }

    /// The type of a field; `None` for a list and for a field that does not exist.
    pub(crate) fn field_type(&self, key: &str) -> Option<&AnswerType> {
        let id = key.split_once('@').map_or(key, |(id, _)| id);
        self.types.get(id)?.as_ref()
    }

    /// The value of a term.
    pub(crate) fn term(&self, id: &str) -> Option<&Term> {
        self.terms.get(id)
    }
}

fn term_of(term: &TermWritten) -> Term {
    match term {
        TermWritten::Number(number) => Term::Number(*number),
        TermWritten::Text(text) => Term::Text(text.clone()),
    }
}

fn check_term(findings: &mut Findings<'_>, id: &Placed<String>, term: &Placed<TermWritten>) {
    let TermWritten::Text(text) = term.get_ref() else { return };
    let looks_like_length =
        text.starts_with('P') && text.as_bytes().get(1).is_some_and(|byte| byte.is_ascii_digit() || *byte == b'T');
    if looks_like_length && Length::read(text).is_none() {
        findings.at("pack.toml", &term.span(), Problem::Length { text: text.clone() });
    }
    if text.is_empty() {
        findings.at("pack.toml", &id.span(), Problem::Empty { key: "the term" });
    }
}

/// 1 to 64 letters, digits, `-`, `_` and `.`, beginning with a letter or digit.
fn is_id(id: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    id.len() <= 64 && id.bytes().all(inside) && id.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric())
}
