//! Steps that are done by answering their questions: the pack names them, and nobody taps twice for one thing.

use super::Notebook;
use super::answering::{Saves, add};
use crate::episode::{Answer, Instant, Record, StepEvent, StepKind, Value};
use crate::moment::Moment;
use crate::protocol::Pack;
use crate::protocol::form::AnswerType;
use crate::protocol::state;
use crate::protocol::step::Step;
use first72_wire::id::EpisodeId;
use std::collections::BTreeMap;

impl Notebook {
    /// Adds to a save of answers that each open step is done which they finish. Whoever may not say so of a step has
    /// still answered.
    pub(super) fn mark_done_by(
        &self,
        episode: EpisodeId,
        (record, pack): (&Record, &Pack),
        answers: &[(String, Answer)],
        saves: &mut Saves,
        now: Moment,
    ) {
        let touched = |step: &&Step| step.answered_by.iter().any(|field| answers.iter().any(|(key, _)| key == field));
        for step in pack.steps.iter().filter(touched) {
            if !is_open(record, step) || !step.answered_by.iter().all(|field| is_given(record, pack, field, answers)) {
                continue;
            }
            let at = Instant::exact(self.time(now).ms);
            let event = StepEvent { kind: StepKind::Done, at, reason: None, to: None, evidence: BTreeMap::new() };
            let Ok(marks) = self.step_changes(episode, step, event, &[]) else { continue };
            for (facts, change) in marks {
                add(saves, facts, change);
            }
        }
    }
}

fn is_open(record: &Record, step: &Step) -> bool {
    let events: Vec<StepEvent> = record.marks(&step.id).into_iter().map(|mark| mark.event.clone()).collect();
    state::is_open(&events)
}

/// Whether a question has one answer that was given; of a question with several choices, every choice.
fn is_given(record: &Record, pack: &Pack, field: &str, answers: &[(String, Answer)]) -> bool {
    let new = answers.iter().find(|(key, _)| key == field).map(|(_, answer)| answer);
    let standing = record.answers(field);
    let answer = new.or(match standing.as_slice() {
        [one] => Some(one.answer),
        _ => None,
    });
    match (answer, pack.field(field).and_then(|field| field.kind.as_ref())) {
        (Some(Answer::Given(Value::Choices(chosen))), Some(AnswerType::Choices(all))) => chosen.len() == all.len(),
        (Some(Answer::Given(_)), _) => true,
        _ => false,
    }
}
