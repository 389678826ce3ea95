//! Answering questions, and saying what became of a step. A save settles what the person had
//! before them and nothing else: what arrives in between stands beside it.

use super::Notebook;
use super::error::NotebookError;
use crate::directory::SpaceFacts;
use crate::episode::{Answer, Change, ChangeRef, Record, StepEvent, StepKind, Value};
use crate::moment::Moment;
use crate::protocol::due::DueRule;
use crate::protocol::form::{AnswerProblem, AnswerType};
use crate::protocol::step::Step;
use first72_wire::compartment::Compartment;
use first72_wire::id::EpisodeId;
use std::collections::BTreeMap;

/// Changes by the space that they stand in, kept all together or not at all.
pub(super) type Saves = Vec<(SpaceFacts, Vec<Change>)>;

/// What a person had before them when they answered.
#[derive(Clone, Copy, Debug)]
pub enum Before<'a> {
    /// Everything that stands on this device now: a command that reads and writes in one go.
    Everything,
    /// These changes were on the screen.
    Shown(&'a [ChangeRef]),
}

impl Before<'_> {
    pub(super) fn has(self, reference: ChangeRef, settled: bool) -> bool {
        match self {
            Self::Everything => !settled,
            Self::Shown(shown) => shown.contains(&reference),
        }
    }

    /// The answers to a question that the person saw, oldest first.
    fn answers<'r>(self, record: &'r Record, field: &str) -> Vec<(ChangeRef, Compartment, &'r Answer)> {
        let history = record.answer_history(field);
        let seen = history.into_iter().filter(|written| self.has(written.reference, written.settled));
        seen.map(|written| (written.reference, written.save.compartment(), written.answer)).collect()
    }
}

impl Notebook {
    /// Answers a question over everything that stands on this device. What is settled stays in the history.
    ///
    /// # Errors
    /// As [`Notebook::answer_over`].
    pub fn answer(
        &mut self,
        episode: EpisodeId,
        field: &str,
        answer: Answer,
        now: Moment,
    ) -> Result<(), NotebookError> {
        self.answer_over(episode, field, answer, Before::Everything, now)
    }

    /// Answers a question. The answers that the person saw are settled by it and stay in the
    /// history; an answer that they did not see stands beside it, for somebody to choose.
    ///
    /// # Errors
    /// When the pack has no such question, the answer does not fit it, or this person may not write it.
    pub fn answer_over(
        &mut self,
        episode: EpisodeId,
        field: &str,
        answer: Answer,
        before: Before<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        self.answer_all(episode, &[(field.to_owned(), answer)], before, now)
    }

    /// Answers several questions at once: all of the answers are kept, or none. A step whose questions they finish is
    /// done by them, where the pack says so.
    ///
    /// # Errors
    /// As [`Notebook::answer_over`], for the first answer that is not taken.
    pub fn answer_all(
        &mut self,
        episode: EpisodeId,
        answers: &[(String, Answer)],
        before: Before<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let saves = self.answers_to_save(episode, answers, before, now)?;
        self.save(saves, now)
    }

    pub(super) fn answers_to_save(
        &self,
        episode: EpisodeId,
        answers: &[(String, Answer)],
        before: Before<'_>,
        now: Moment,
    ) -> Result<Saves, NotebookError> {
        let (record, pack) = self.opened(episode)?;
        let mut saves = Saves::new();
        for (field, answer) in answers {
            let no_field = || NotebookError::NoField { field: field.clone() };
            let known = pack.field(field).filter(|_| Self::is_listed(record, pack, field)).ok_or_else(no_field)?;
            check(known.kind.as_ref(), answer)?;
            let facts = self.home(episode, &known.compartments)?;
            let change = self.answer_change(record, field, answer.clone(), before, facts.compartment);
            add(&mut saves, facts, change);
        }
        self.mark_done_by(episode, (record, pack), answers, &mut saves, now);
        Ok(saves)
    }

    /// Says something about a step over everything that stands on this device.
    ///
    /// # Errors
    /// As [`Notebook::step_over`].
    pub fn step(&mut self, episode: EpisodeId, step: &str, event: StepEvent, now: Moment) -> Result<(), NotebookError> {
        self.step_over(episode, step, event, Before::Everything, now)
    }

    /// Says something about a step: done, declined, not applicable, missed, handed over, or taken back.
    ///
    /// It stays in the first class of content that the step names and this person holds, with what
    /// was written down. When the step names `OPS` too, those assigned learn that it was done, and
    /// when; a class that the step does not name learns nothing. What was written down answers the
    /// question it belongs to, unless it is what the person saw there.
    ///
    /// # Errors
    /// As [`Notebook::answer_over`].
    pub fn step_over(
        &mut self,
        episode: EpisodeId,
        step: &str,
        event: StepEvent,
        before: Before<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let (record, pack) = self.opened(episode)?;
        let known = pack.step(step).ok_or_else(|| NotebookError::NoStep { step: step.to_owned() })?;
        check_evidence(known, &event)?;
        let answers = new_answers(record, known, &event, before);
        let seen = seen_marks(record, known, &event, before);
        let mut saves = Saves::new();
        for (facts, change) in self.step_changes(episode, known, event, &seen)? {
            add(&mut saves, facts, change);
        }
        for (field, value) in answers {
            let compartments = pack.field(field).map(|field| field.compartments.as_slice()).unwrap_or_default();
            // Whoever may not keep the answer has still told the step.
            if let Ok(facts) = self.home(episode, compartments) {
                let change = self.answer_change(record, field, Answer::Given(value), before, facts.compartment);
                add(&mut saves, facts, change);
            }
        }
        self.save(saves, now)
    }

    /// What is said about a step, by the space it is kept in; it settles what the person saw.
    pub(super) fn step_changes(
        &self,
        episode: EpisodeId,
        step: &Step,
        event: StepEvent,
        seen: &[(ChangeRef, Compartment)],
    ) -> Result<Vec<(SpaceFacts, Change)>, NotebookError> {
        let own = self.home(episode, &step.see)?;
        let also_operations = step.see.contains(&Compartment::Ops) && own.compartment != Compartment::Ops;
        let operations = also_operations.then(|| self.home(episode, &[Compartment::Ops])).transpose()?;
        let told = StepEvent { evidence: BTreeMap::new(), reason: None, ..event.clone() };
        let said = [(own, event)].into_iter().chain(operations.map(|facts| (facts, told)));
        let change = |(facts, event): (SpaceFacts, StepEvent)| {
            let replaces = self.nameable(seen, facts.compartment);
            (facts, Change::Step { step: step.id.clone(), event, replaces })
        };
        Ok(said.map(change).collect())
    }

    pub(super) fn answer_change(
        &self,
        record: &Record,
        field: &str,
        answer: Answer,
        before: Before<'_>,
        from: Compartment,
    ) -> Change {
        let seen: Vec<_> = before.answers(record, field).into_iter().map(|(of, there, _)| (of, there)).collect();
        Change::Answer { field: field.to_owned(), answer, replaces: self.nameable(&seen, from) }
    }

    /// What a save in one class of content may name. What is kept by another custodian is named
    /// only from the advocates' own: nobody else learns that it is there.
    pub(super) fn nameable(&self, seen: &[(ChangeRef, Compartment)], from: Compartment) -> Vec<ChangeRef> {
        let together = |there| self.seats.iter().any(|seat| seat.has(from) && seat.has(there));
        let may = |there| from == Compartment::Adv || together(there);
        seen.iter().filter(|(_, there)| may(*there)).map(|(reference, _)| *reference).collect()
    }
}

/// What stands about a step and was on the screen: what a new word about it settles.
pub(super) fn seen_marks(
    record: &Record,
    step: &Step,
    event: &StepEvent,
    before: Before<'_>,
) -> Vec<(ChangeRef, Compartment)> {
    // Each "done" of a step with turns answers one of them and stands beside the others.
    let in_turns = matches!(step.due, DueRule::Turns(_) | DueRule::Each { .. }) && event.kind == StepKind::Done;
    let marks = record.mark_history(&step.id).into_iter();
    marks
        .filter(|mark| before.has(mark.reference, mark.settled))
        .filter(|mark| !(in_turns && mark.event.kind == StepKind::Done))
        .map(|mark| (mark.reference, mark.save.compartment()))
        .collect()
}

/// What was written down that answers a question anew: not what the person saw as its one answer.
fn new_answers<'p>(record: &Record, step: &'p Step, event: &StepEvent, before: Before<'_>) -> Vec<(&'p str, Value)> {
    let given =
        step.evidence.iter().filter_map(|asked| Some((asked.field.as_deref()?, event.evidence.get(&asked.id)?)));
    let is_new = |(field, value): &(&str, &Value)| match before.answers(record, field).as_slice() {
        [(_, _, Answer::Given(seen))] => seen != *value,
        _ => true,
    };
    given.filter(is_new).map(|(field, value)| (field, value.clone())).collect()
}

fn check_evidence(step: &Step, event: &StepEvent) -> Result<(), NotebookError> {
    for (id, value) in &event.evidence {
        let asked = step.evidence.iter().find(|asked| asked.id == *id);
        let asked = asked.ok_or_else(|| NotebookError::NoField { field: id.clone() })?;
        check(Some(&asked.kind), &Answer::Given(value.clone()))?;
    }
    Ok(())
}

pub(super) fn add(saves: &mut Saves, facts: SpaceFacts, change: Change) {
    match saves.iter_mut().find(|(there, _)| *there == facts) {
        Some((_, changes)) => changes.push(change),
        None => saves.push((facts, vec![change])),
    }
}

/// Unknown, not asked and declined are always taken; anything else must fit the question.
pub(super) fn check(kind: Option<&AnswerType>, answer: &Answer) -> Result<(), NotebookError> {
    match (kind, answer) {
        (Some(kind), Answer::Given(value)) => Ok(kind.check(value)?),
        (None, Answer::Given(_)) => Err(AnswerProblem::WrongType { wanted: "list" }.into()),
        _ => Ok(()),
    }
}
