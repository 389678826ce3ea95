//! Turns the files of a pack, as written, into a [`Pack`] in which every reference holds.
//!
//! Each part is checked in its own file. A part that is wrong leaves a note in the findings and a harmless value in
//! its place, so that one reading names every mistake; a pack with findings is never handed out.

mod advocate;
mod advocate_texts;
mod calendar;
mod card;
mod conditions;
mod contacts;
mod forms;
mod head;
mod names;
mod scenarios;
mod steps;
#[cfg(test)]
mod tests;
mod texts;
mod words;

use std::collections::BTreeMap;

use super::contact::CHECK_GOOD_FOR_DAYS;
use super::pack::{CLOCK_PREFIX, Pack};
use super::problem::{Problem, Thing};
use super::step::{Claim, Confidence};
use super::written::{Findings, Ids, Placed, Written};

pub(crate) use names::Names;
pub(crate) use words::blaming;

/// Everything that one check needs: the notes taken, and the ids that exist.
pub(crate) struct Checker<'a, 'f> {
    pub(crate) findings: &'a mut Findings<'f>,
    pub(crate) names: Names,
}

/// Checks everything; the pack is whole when nothing was found.
pub(crate) fn pack(written: &Written, findings: &mut Findings<'_>) -> Option<Pack> {
    let names = Names::collect(written, findings);
    let mut checker = Checker { findings, names };
    let head = checker.head(&written.pack);
    let (topics, fields) = checker.forms(&written.forms, &head.clocks);
    let field_index: BTreeMap<String, usize> =
        fields.iter().enumerate().map(|(index, field)| (field.id.clone(), index)).collect();
    checker.names.learn_types(&fields);
    let hours = checker.named_hours(&written.pack);
    let tracks = checker.tracks(&written.pack);
    let branches = checker.branches(&written.branches);
    let steps = checker.steps(written);
    checker.set_aside(&steps, written);
    let calendar = checker.calendar(&written.calendar);
    let (areas, contacts) = checker.contacts(&written.contacts);
    let advocate = checker.advocate(&written.advocate, advocate::Against { fields: &fields, steps: &steps });
    let shown_on_card = card::Against { fields: &fields, steps: &steps, clocks: &head.clocks };
    let card = checker.card(&written.card, shown_on_card);
    let step_index = steps.iter().enumerate().map(|(index, step)| (step.id.clone(), index)).collect();
    let mut pack = Pack {
        id: written.pack.id.get_ref().clone(),
        version: written.pack.version.get_ref().clone(),
        place: written.pack.place.get_ref().clone(),
        time_zone: head.time_zone?,
        source_date: head.source_date,
        hotline: head.hotline,
        based_on: written.pack.based_on.as_ref().map(|base| (base.id.clone(), base.version.clone())),
        review: head.review,
        reading_names: written.pack.reading.names.clone(),
        hours,
        clocks: head.clocks,
        roles: head.roles,
        phases: head.phases,
        tracks,
        occasions: head.occasions,
        sources: head.sources,
        documents: head.documents,
        steps,
        branches,
        topics,
        fields,
        calendar,
        contacts,
        areas,
        checks_good_for_days: written
            .contacts
            .check_again_after_days
            .as_ref()
            .map_or(CHECK_GOOD_FOR_DAYS, |days| *days.get_ref()),
        advocate,
        card,
        texts: Vec::new(),
        scenarios: Vec::new(),
        step_index,
        field_index,
    };
    checker.what_it_says(written, &mut pack);
    Some(pack)
}

impl Checker<'_, '_> {
    /// The texts and the pack's own stories, which speak of everything else in it.
    fn what_it_says(&mut self, written: &Written, pack: &mut Pack) {
        let languages = written.texts.iter().zip(super::written::LANGUAGES);
        pack.texts = languages.map(|(texts, language)| self.texts(texts, language, pack)).collect();
        self.parity(&written.texts);
        self.same_length(&written.texts);
        pack.scenarios = self.scenarios(&written.scenarios, pack);
    }

    /// Notes a mistake at a placed value.
    pub(crate) fn wrong<T>(&mut self, file: &str, at: &Placed<T>, problem: Problem) {
        self.findings.at(file, &at.span(), problem);
    }

    /// Follows a reference; an id that does not exist is noted.
    pub(crate) fn reference(&mut self, file: &str, id: &Placed<String>, thing: Thing) -> String {
        if !self.names.has(thing, id.get_ref()) {
            let known = self.names.list(thing);
            self.wrong(file, id, Problem::NotListed { thing, id: id.get_ref().clone(), known });
        }
        id.get_ref().clone()
    }

    /// Follows several references.
    pub(crate) fn references(&mut self, file: &str, ids: &Ids, thing: Thing) -> Vec<String> {
        ids.iter().map(|id| self.reference(file, id, thing)).collect()
    }

    /// Looks a word up in a table.
    pub(crate) fn word<T: Copy>(
        &mut self,
        file: &str,
        word: &Placed<String>,
        key: &'static str,
        table: &[(T, &'static str)],
    ) -> Option<T> {
        let found = table.iter().find(|(_, known)| known == word.get_ref()).map(|(value, _)| *value);
        if found.is_none() {
            let allowed = table.iter().map(|(_, known)| *known).collect();
            self.wrong(file, word, Problem::Word { key, text: word.get_ref().clone(), allowed });
        }
        found
    }

    /// Checks what stands behind a line.
    pub(crate) fn claim(
        &mut self,
        file: &str,
        sources: &Ids,
        confidence: &Placed<String>,
        verified: bool,
        note: &str,
    ) -> Claim {
        let grade = self.word(file, confidence, "confidence", &Confidence::WORDS);
        if grade == Some(Confidence::Sourced) && sources.is_empty() {
            self.wrong(file, confidence, Problem::SourceNeeded);
        }
        Claim {
            sources: self.references(file, sources, Thing::Source),
            confidence: grade.unwrap_or(Confidence::Recalled),
            verified,
            note: note.to_owned(),
        }
    }
}

/// The field that holds a clock.
pub(crate) fn clock_field(clock: &str) -> String {
    format!("{CLOCK_PREFIX}{clock}")
}
