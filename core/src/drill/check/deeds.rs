//! Checks what is saved: the step exists, the word about it is one, each answer fits its question.

use super::super::problem::ScriptProblem;
use super::super::script::{Deed, Target};
use super::super::typed;
use super::super::written::{Answers, GoWritten, Placed};
use super::Checker;
use crate::protocol::facts::EVENT_WORDS;
use crate::protocol::form::AnswerType;
use crate::protocol::step::Step;
use std::collections::BTreeMap;

/// Where a line of the guide may lead.
const PLACES: [(Place, &str); 7] = [
    (Place::Tonight, "tonight"),
    (Place::NewContact, "new_contact"),
    (Place::Episode, "episode"),
    (Place::Step, "step"),
    (Place::Record, "record"),
    (Place::Messages, "messages"),
    (Place::Debrief, "debrief"),
];

#[derive(Clone, Copy)]
enum Place {
    Tonight,
    NewContact,
    Episode,
    Step,
    Record,
    Messages,
    Debrief,
}

/// The keys of one save.
pub(super) struct Said<'w> {
    pub(super) step: Option<&'w Placed<String>>,
    pub(super) event: Option<&'w Placed<String>>,
    pub(super) evidence: &'w Answers,
    pub(super) answers: &'w Answers,
    pub(super) left: Option<bool>,
}

impl Checker<'_> {
    pub(super) fn deed<T>(&mut self, at: &Placed<T>, said: &Said<'_>) -> Option<Deed> {
        match (said.step, said.answers.is_empty(), said.left) {
            (Some(step), true, None) => self.step_deed(step, said),
            (None, false, None) => Some(Deed::Answers(self.answers(said.answers))),
            (None, true, Some(left)) => Some(Deed::Left(left)),
            (None, true, None) => {
                self.wrong(at, ScriptProblem::Deed { what: "nothing" });
                None
            }
            _ => {
                self.wrong(at, ScriptProblem::Deed { what: "two things at once" });
                None
            }
        }
    }

    fn step_deed(&mut self, id: &Placed<String>, said: &Said<'_>) -> Option<Deed> {
        let pack = self.pack;
        let step = self.known_step(id);
        let event = match said.event {
            Some(event) => self.word(event, &EVENT_WORDS)?,
            None => crate::episode::StepKind::Done,
        };
        let step: &Step = pack.step(&step)?;
        let mut evidence = BTreeMap::new();
        for (key, text) in said.evidence {
            match step.evidence.iter().find(|one| one.id == *key.get_ref()) {
                Some(wanted) => self.fits(&wanted.kind, key, text),
                None => self.wrong(key, ScriptProblem::NotListed { what: "evidence", id: key.get_ref().clone() }),
            }
            evidence.insert(key.get_ref().clone(), text.get_ref().clone());
        }
        Some(Deed::Step { step: step.id.clone(), event, evidence })
    }

    fn answers(&mut self, written: &Answers) -> BTreeMap<String, String> {
        let pack = self.pack;
        for (key, text) in written {
            match pack.field(key.get_ref()).and_then(|field| field.kind.as_ref()) {
                Some(kind) => self.fits(kind, key, text),
                None => self.wrong(key, ScriptProblem::NotListed { what: "question", id: key.get_ref().clone() }),
            }
        }
        written.iter().map(|(key, text)| (key.get_ref().clone(), text.get_ref().clone())).collect()
    }

    fn fits(&mut self, kind: &AnswerType, key: &Placed<String>, text: &Placed<String>) {
        if let Err(problem) = typed::answer(kind, text.get_ref(), 0) {
            let (field, answer) = (key.get_ref().clone(), text.get_ref().clone());
            self.wrong(text, ScriptProblem::Answer { field, answer, code: problem.code() });
        }
    }

    pub(super) fn known_step(&mut self, id: &Placed<String>) -> String {
        if self.pack.step(id.get_ref()).is_none() {
            self.wrong(id, ScriptProblem::NotListed { what: "step", id: id.get_ref().clone() });
        }
        id.get_ref().clone()
    }

    pub(super) fn known_contact(&mut self, id: &Placed<String>) -> String {
        if self.pack.contact(id.get_ref()).is_none() {
            self.wrong(id, ScriptProblem::NotListed { what: "contact", id: id.get_ref().clone() });
        }
        id.get_ref().clone()
    }

    pub(super) fn target(&mut self, at: &Placed<GoWritten>) -> Option<Target> {
        let written = at.get_ref();
        let place = self.word(&written.to, &PLACES)?;
        let youth = self.youth_or_first(written.youth.as_ref());
        let lacks = |checker: &mut Self, what| {
            checker.wrong(at, ScriptProblem::Deed { what });
            None
        };
        Some(match place {
            Place::Tonight => Target::Tonight,
            Place::NewContact => Target::NewContact,
            Place::Episode => Target::Episode(youth),
            Place::Messages => Target::Messages,
            Place::Debrief => Target::Debrief,
            Place::Step => match &written.step {
                Some(step) => Target::Step(youth, self.known_step(step)),
                None => return lacks(self, "no step"),
            },
            Place::Record => match &written.topic {
                Some(topic) if self.pack.topics.contains(topic.get_ref()) => {
                    Target::Record(youth, topic.get_ref().clone())
                }
                _ => return lacks(self, "no topic of the pack"),
            },
        })
    }
}
