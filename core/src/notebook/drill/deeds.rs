//! Saves of a script, made on a notebook: the invented people's, and those of a run that is played by a script.

use super::super::Notebook;
use super::super::answering::Before;
use super::super::error::NotebookError;
use crate::drill::script::Deed;
use crate::drill::typed;
use crate::episode::{Instant, StepEvent};
use crate::moment::Moment;
use crate::protocol::form::AnswerProblem;
use first72_wire::id::EpisodeId;
use std::collections::BTreeMap;

/// Saves what a script says, as done at `at_ms`.
///
/// # Errors
/// As [`Notebook::answer`] and [`Notebook::step`].
pub fn save(
    notebook: &mut Notebook,
    episode: EpisodeId,
    deed: &Deed,
    at_ms: i64,
    now: Moment,
) -> Result<(), NotebookError> {
    match deed {
        Deed::Left(gone) => notebook.left_over(episode, *gone, Some(Instant::exact(at_ms)), Before::Everything, now),
        Deed::Answers(answers) => {
            for (field, text) in answers {
                let known = notebook.pack_of(episode)?.field(field).and_then(|field| field.kind.as_ref());
                let kind = known.ok_or_else(|| NotebookError::NoField { field: field.clone() })?;
                let answer = typed::answer(kind, text, at_ms)?;
                notebook.answer(episode, field, answer, now)?;
            }
            Ok(())
        }
        Deed::Step { step, event, evidence } => {
            let known = notebook.pack_of(episode)?.step(step);
            let known = known.ok_or_else(|| NotebookError::NoStep { step: step.clone() })?;
            let written = |(id, text): (&String, &String)| -> Result<_, NotebookError> {
                let asked = known.evidence.iter().find(|asked| asked.id == *id);
                let kind = &asked.ok_or_else(|| NotebookError::NoField { field: id.clone() })?.kind;
                let value = typed::value(kind, text, at_ms);
                Ok((id.clone(), value.map_err(|problem: AnswerProblem| NotebookError::from(problem))?))
            };
            let evidence = evidence.iter().map(written).collect::<Result<BTreeMap<_, _>, _>>()?;
            let event = StepEvent { kind: *event, at: Instant::exact(at_ms), reason: None, to: None, evidence };
            notebook.step(episode, step, event, now)
        }
    }
}
