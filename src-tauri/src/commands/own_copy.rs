//! The young person's own copy: shown to them full size, or written into a file, with the PIN once more.

use super::TheDesk;
use crate::desk::Desk;
use crate::shelf;
use crate::shown;
use crate::view::{CardPartView, OwnCopyAsk, OwnCopyView, Trouble};
use first72_core::notebook::{OwnPart, SensitiveAct};

#[tauri::command(async)]
pub(super) fn own_copy(desk: TheDesk<'_>, ask: OwnCopyAsk) -> Result<OwnCopyView, Trouble> {
    copy(&desk, &ask)
}

fn copy(desk: &Desk, ask: &OwnCopyAsk) -> Result<OwnCopyView, Trouble> {
    let episode = shown::episode_id(&ask.episode)?;
    let on = desk.shelf();
    desk.saving(|notebook, now| {
        let made = notebook
            .confirmed(SensitiveAct::OwnCopy, now, |notebook| notebook.own_copy(episode, &ask.language, now))?;
        let write = || shelf::put(&on, &name(&ask.episode), made.to_text().as_bytes());
        let file = ask.write.then(write).transpose()?;
        let part = |part: OwnPart| CardPartView { title: Some(part.title), lines: part.lines };
        Ok(OwnCopyView {
            language: made.language,
            name: made.title,
            parts: made.parts.into_iter().map(part).collect(),
            file,
        })
    })
}

/// It says nothing of the young person. An earlier copy of the episode is replaced.
fn name(episode: &str) -> String {
    format!("first72-{}.txt", shelf::short(episode))
}

#[cfg(test)]
#[path = "own_copy/tests.rs"]
mod tests;
