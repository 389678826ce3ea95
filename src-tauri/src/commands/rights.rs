//! The young person's rights.

use super::{TheDesk, save, show};
use crate::shown::answer::drawn;
use crate::shown::references;
use crate::view::{OfEpisode, RightsAct, RightsPage, RightsTap, Trouble};
use first72_core::episode::ChangeRef;
use first72_core::moment::Moment;
use first72_core::notebook::rights::Waiver;
use first72_core::notebook::{Before, EpisodeId, Notebook, NotebookError};

#[tauri::command(async)]
pub(super) fn rights(desk: TheDesk<'_>, ask: OfEpisode) -> Result<RightsPage, Trouble> {
    show(&desk, &ask.episode, |shown| shown.rights_page())
}

#[tauri::command(async)]
pub(super) fn rights_tap(desk: TheDesk<'_>, ask: RightsTap) -> Result<RightsPage, Trouble> {
    let (act, seen) = (ask.act, references(&ask.replaces)?);
    save(
        &desk,
        &ask.episode,
        |notebook, episode, now| Ok(carry_out(notebook, episode, act, &seen, now)?),
        |shown| shown.rights_page(),
    )
}

fn carry_out(
    notebook: &mut Notebook,
    episode: EpisodeId,
    act: RightsAct,
    seen: &[ChangeRef],
    now: Moment,
) -> Result<(), NotebookError> {
    let before = Before::Shown(seen);
    match act {
        RightsAct::Tell { how, language } => notebook.tell_rights(episode, &how, &language, before, now),
        RightsAct::Waive { language, strokes } => {
            let waiver = Waiver { language, signature: strokes.as_deref().map(drawn) };
            notebook.waive_advocate(episode, waiver, before, now)
        }
        RightsAct::Revoke => notebook.revoke_waiver(episode, before, now),
        RightsAct::AskAgain => notebook.ask_rights_again(episode, before, now),
        RightsAct::KeepOut { reason } => notebook.keep_support_person_out(episode, &reason, before, now),
        RightsAct::TellName => notebook.tell_name_privacy(episode, before, now),
        RightsAct::GiveCard { language } => notebook.give_rights_card(episode, &language, before, now),
    }
}
