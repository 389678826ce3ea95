//! Checks what events, the guide and remarks wait for.

use super::super::cue::Cue;
use super::super::problem::ScriptProblem;
use super::super::script::Event;
use super::super::typed;
use super::super::written::{CueWritten, Placed, ScriptWritten};
use super::Checker;
use crate::protocol::condition::StepState;
use crate::protocol::facts::Seen;
use std::collections::BTreeMap;

/// How deeply conditions may stand in each other.
const DEEPEST: usize = 8;

/// Marks a condition that was refused; such a script is never handed out.
const REFUSED: Cue = Cue::All(Vec::new());

impl Checker<'_> {
    pub(super) fn cue(&mut self, at: &Placed<CueWritten>) -> Cue {
        self.cue_at(at, 0)
    }

    fn cue_at(&mut self, at: &Placed<CueWritten>, depth: usize) -> Cue {
        let written = at.get_ref();
        let subjects = [
            written.all.is_some(),
            written.any.is_some(),
            written.not.is_some(),
            written.opened.is_some(),
            written.called.is_some(),
            written.happened.is_some(),
            written.step.is_some(),
            written.field.is_some(),
            written.clock.is_some(),
        ];
        let about_a_record = written.step.is_some() || written.field.is_some() || written.clock.is_some();
        let what = match subjects.iter().filter(|present| **present).count() {
            0 => Some("nothing"),
            1 if depth > DEEPEST => Some("too many things inside each other"),
            1 if written.youth.is_some() && !about_a_record => Some("a young person where none belongs"),
            1 if written.is.is_some() && (!about_a_record || written.clock.is_some()) => Some("`is` of what has none"),
            1 => None,
            _ => Some("two things at once"),
        };
        if let Some(what) = what {
            self.wrong(at, ScriptProblem::Cue { what });
            return REFUSED;
        }
        self.subject(at, written, depth)
    }

    fn subject(&mut self, at: &Placed<CueWritten>, written: &CueWritten, depth: usize) -> Cue {
        let deeper = depth.saturating_add(1);
        if let Some(parts) = &written.all {
            return Cue::All(parts.iter().map(|part| self.cue_at(part, deeper)).collect());
        }
        if let Some(parts) = &written.any {
            return Cue::Any(parts.iter().map(|part| self.cue_at(part, deeper)).collect());
        }
        if let Some(part) = &written.not {
            return Cue::Not(Box::new(self.cue_at(part, deeper)));
        }
        if let Some(youth) = &written.opened {
            return Cue::Opened(self.known_youth(youth));
        }
        if let Some(contact) = &written.called {
            return Cue::Called(self.known_contact(contact));
        }
        if let Some(event) = &written.happened {
            if !self.events.contains(event.get_ref()) {
                self.wrong(event, ScriptProblem::NotListed { what: "event", id: event.get_ref().clone() });
            }
            return Cue::Happened(event.get_ref().clone());
        }
        self.of_record(at, written)
    }

    fn of_record(&mut self, at: &Placed<CueWritten>, written: &CueWritten) -> Cue {
        let youth = self.youth_or_first(written.youth.as_ref());
        let wanted = written.is.as_ref().map(super::super::written::OneOrMany::list).unwrap_or_default();
        if let Some(step) = &written.step {
            let step = self.known_step(step);
            let states = wanted.iter().filter_map(|word| self.state(at, word)).collect::<Vec<_>>();
            let is = if wanted.is_empty() { vec![StepState::Done] } else { states };
            return Cue::Step { youth, step, is };
        }
        if let Some(clock) = &written.clock {
            if self.pack.clock(clock.get_ref()).is_none() {
                self.wrong(clock, ScriptProblem::NotListed { what: "clock", id: clock.get_ref().clone() });
            }
            return Cue::Clock { youth, clock: clock.get_ref().clone() };
        }
        let Some(field) = &written.field else { return REFUSED };
        let pack = self.pack;
        let Some(kind) = pack.field(field.get_ref()).and_then(|field| field.kind.as_ref()) else {
            self.wrong(field, ScriptProblem::NotListed { what: "question", id: field.get_ref().clone() });
            return REFUSED;
        };
        let mut is = Vec::new();
        for text in wanted {
            match typed::answer(kind, text, 0) {
                Ok(answer) => is.push(Seen::from(&answer)),
                Err(problem) => {
                    let (field, answer) = (field.get_ref().clone(), text.clone());
                    self.wrong(at, ScriptProblem::Answer { field, answer, code: problem.code() });
                }
            }
        }
        Cue::Field { youth, field: field.get_ref().clone(), is }
    }

    fn state(&mut self, at: &Placed<CueWritten>, word: &str) -> Option<StepState> {
        let found = StepState::ALL.into_iter().find(|state| state.word() == word);
        if found.is_none() {
            let allowed = StepState::ALL.iter().map(|state| state.word()).collect();
            self.wrong(at, ScriptProblem::Word { text: word.to_owned(), allowed });
        }
        found
    }

    /// An event that waits for one that waits for it would never come.
    pub(super) fn circles(&mut self, events: &[Event], written: &ScriptWritten) {
        let waits: BTreeMap<&str, Vec<&str>> = events
            .iter()
            .map(|event| (event.id.as_str(), event.cue.as_ref().map(Cue::needs).unwrap_or_default()))
            .collect();
        for (event, place) in events.iter().zip(&written.event) {
            let mut open = waits.get(event.id.as_str()).cloned().unwrap_or_default();
            let mut seen = Vec::new();
            while let Some(next) = open.pop() {
                if next == event.id {
                    self.wrong(&place.id, ScriptProblem::Circle { id: event.id.clone() });
                    break;
                }
                if !seen.contains(&next) {
                    seen.push(next);
                    open.extend(waits.get(next).into_iter().flatten());
                }
            }
        }
    }
}
