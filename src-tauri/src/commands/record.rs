//! The record's questions.

use super::{TheDesk, save, show};
use crate::shown::answer::answer as answered;
use crate::shown::references;
use crate::trouble;
use crate::view::{AnswerTap, ItemAdd, OfEpisode, RecordForm, Saved, Trouble};
use first72_core::notebook::Before;

#[tauri::command(async)]
pub(super) fn record_form(desk: TheDesk<'_>, ask: OfEpisode) -> Result<RecordForm, Trouble> {
    show(&desk, &ask.episode, |shown| shown.record_form())
}

#[tauri::command(async)]
pub(super) fn answer(desk: TheDesk<'_>, ask: AnswerTap) -> Result<Saved, Trouble> {
    let AnswerTap { episode, field, answer, replaces } = ask;
    let seen = references(&replaces)?;
    save(
        &desk,
        &episode,
        |notebook, episode, now| {
            Ok(notebook.answer_over(episode, &field, answered(answer), Before::Shown(&seen), now)?)
        },
        |shown| {
            let kept = shown.kept(&shown.notebook.outgoing()?)?;
            Ok(Saved { question: shown.question(&field)?, kept })
        },
    )
}

/// No list of a pack takes items of people yet, and no form offers it: see `may_add`.
#[tauri::command(async)]
pub(super) fn item_add(desk: TheDesk<'_>, ask: ItemAdd) -> Result<RecordForm, Trouble> {
    show(&desk, &ask.episode, |_| Err(trouble::coded("answer.not_offered")))
}
