//! The page of a call: reading it, and answering it.

use super::{TheDesk, save, show};
use crate::shown::callout::word;
use crate::shown::references;
use crate::view::{CalloutPage, CalloutTap, OfEpisode, Trouble};
use first72_core::notebook::Before;

#[tauri::command(async)]
pub(super) fn callout(desk: TheDesk<'_>, ask: OfEpisode) -> Result<CalloutPage, Trouble> {
    show(&desk, &ask.episode, |shown| shown.callout_page())
}

#[tauri::command(async)]
pub(super) fn callout_answer(desk: TheDesk<'_>, ask: CalloutTap) -> Result<CalloutPage, Trouble> {
    let seen = references(&ask.replaces)?;
    save(
        &desk,
        &ask.episode,
        |notebook, episode, now| Ok(notebook.answer_callout(episode, word(ask.word), Before::Shown(&seen), now)?),
        |shown| shown.callout_page(),
    )
}
