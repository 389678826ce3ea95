//! The young person's safety plan: that it was made, and that it was looked at again. Its parts are answers like any
//! other, kept by the advocacy agency alone.

use super::Notebook;
use super::answering::Before;
use super::error::NotebookError;
use crate::episode::{Instant, StepEvent, StepKind, Value};
use crate::moment::Moment;
use crate::protocol::condition::StepState;
use crate::protocol::form::AnswerType;
use crate::protocol::step::Step;
use first72_wire::id::EpisodeId;
use std::collections::BTreeMap;

impl Notebook {
    /// The plan was made, or was looked at again: the first time completes the step of making it, later ones answer
    /// the next date for looking at it when that is near or over.
    ///
    /// # Errors
    /// [`NotebookError::NoField`] where the pack has no plan; otherwise as [`Notebook::step`].
    pub fn look_at_safety_plan(&mut self, episode: EpisodeId, at: Instant, now: Moment) -> Result<(), NotebookError> {
        let (_, pack) = self.opened(episode)?;
        let none = || NotebookError::NoField { field: "safety_plan".to_owned() };
        let rule = pack.advocate.safety_plan.as_ref().ok_or_else(none)?;
        let plan = self.plan(episode, now)?;
        let is_new = plan.step(&rule.made).is_some_and(|made| made.state != StepState::Done);
        let (step, event) = if is_new {
            let made = pack.step(&rule.made).ok_or_else(|| NotebookError::NoStep { step: rule.made.clone() })?;
            (made.id.clone(), done(at, there_is_one(made)))
        } else {
            let Some(again) = self.plan_turn(pack, &plan, now) else { return Ok(()) };
            (again, done(at, BTreeMap::new()))
        };
        self.step_over(episode, &step, event, Before::Everything, now)
    }
}

/// The step may ask whether there is a plan, and nothing of what is in it.
fn there_is_one(step: &Step) -> BTreeMap<String, Value> {
    let flags = step.evidence.iter().filter(|asked| asked.kind == AnswerType::Flag);
    flags.map(|asked| (asked.id.clone(), Value::Flag(true))).collect()
}

fn done(at: Instant, evidence: BTreeMap<String, Value>) -> StepEvent {
    StepEvent { kind: StepKind::Done, at, reason: None, to: None, evidence }
}
