//! The record's questions.

#[cfg(test)]
mod tests;

use super::{TheDesk, save, show};
use crate::shown::answer::answer as answered;
use crate::shown::references;
use crate::view::{AnswerTap, EarlierAnswers, ItemAdd, ItemRemove, OfEpisode, OfQuestion, RecordForm, Saved, Trouble};
use first72_core::notebook::Before;
use first72_core::protocol::switched::Standings;
use std::cell::OnceCell;

#[tauri::command(async)]
pub(super) fn record_form(desk: TheDesk<'_>, ask: OfEpisode) -> Result<RecordForm, Trouble> {
    show(&desk, &ask.episode, |shown| shown.record_form())
}

#[tauri::command(async)]
pub(super) fn earlier_answers(desk: TheDesk<'_>, ask: OfQuestion) -> Result<EarlierAnswers, Trouble> {
    show(&desk, &ask.episode, |shown| shown.earlier_answers(&ask.field))
}

#[tauri::command(async)]
pub(super) fn answer(desk: TheDesk<'_>, ask: AnswerTap) -> Result<Saved, Trouble> {
    let AnswerTap { episode, field, answer, replaces } = ask;
    let seen = references(&replaces)?;
    let then = OnceCell::new();
    save(
        &desk,
        &episode,
        |notebook, episode, now| {
            let _ = then.set(Standings::of(&notebook.plan(episode, now)?));
            Ok(notebook.answer_over(episode, &field, answered(answer), Before::Shown(&seen), now)?)
        },
        |shown| {
            let kept = shown.kept(&shown.notebook.outgoing()?)?;
            let switched = then.get().map(|then| shown.switched(then, &field)).unwrap_or_default();
            Ok(Saved { question: shown.question(&field)?, kept, switched })
        },
    )
}

#[tauri::command(async)]
pub(super) fn item_add(desk: TheDesk<'_>, ask: ItemAdd) -> Result<RecordForm, Trouble> {
    save(
        &desk,
        &ask.episode,
        |notebook, episode, now| Ok(notebook.add_item(episode, &ask.list, now).map(drop)?),
        |shown| shown.record_form(),
    )
}

#[tauri::command(async)]
pub(super) fn item_remove(desk: TheDesk<'_>, ask: ItemRemove) -> Result<RecordForm, Trouble> {
    let seen = references(&ask.replaces)?;
    save(
        &desk,
        &ask.episode,
        |notebook, episode, now| Ok(notebook.remove_item(episode, &ask.list, &ask.item, Before::Shown(&seen), now)?),
        |shown| shown.record_form(),
    )
}
