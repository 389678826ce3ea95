//! A step's page, and what was said about the step.

use super::{TheDesk, save, show};
use crate::shown::references;
use crate::shown::step::event;
use crate::view::{OfStep, StepPage, StepTap, Trouble};
use first72_core::notebook::Before;

#[tauri::command(async)]
pub(super) fn step(desk: TheDesk<'_>, ask: OfStep) -> Result<StepPage, Trouble> {
    show(&desk, &ask.episode, |shown| shown.step_page(&ask.step))
}

#[tauri::command(async)]
pub(super) fn step_event(desk: TheDesk<'_>, ask: StepTap) -> Result<StepPage, Trouble> {
    let (episode, step, seen) = (ask.episode.clone(), ask.step.clone(), references(&ask.replaces)?);
    save(
        &desk,
        &episode,
        |notebook, episode, now| Ok(notebook.step_over(episode, &step, event(ask), Before::Shown(&seen), now)?),
        |shown| shown.step_page(&step),
    )
}
