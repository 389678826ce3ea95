//! The young person's own copy: shown to them full size, or written into a file, with the PIN once more.

use super::TheDesk;
use crate::desk::Desk;
use crate::shown;
use crate::trouble;
use crate::view::{CardPartView, OwnCopyAsk, OwnCopyView, Trouble};
use first72_core::durable_file;
use first72_core::notebook::{OwnCopy, OwnPart, SensitiveAct};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

#[tauri::command(async)]
pub(super) fn own_copy(desk: TheDesk<'_>, ask: OwnCopyAsk) -> Result<OwnCopyView, Trouble> {
    copy(&desk, &ask)
}

fn copy(desk: &Desk, ask: &OwnCopyAsk) -> Result<OwnCopyView, Trouble> {
    let episode = shown::episode_id(&ask.episode)?;
    let shelf = desk.shelf();
    desk.saving(|notebook, now| {
        let made = notebook
            .confirmed(SensitiveAct::OwnCopy, now, |notebook| notebook.own_copy(episode, &ask.language, now))?;
        let file = ask.write.then(|| put(&shelf, &ask.episode, &made)).transpose();
        let file = file.map_err(|error| trouble::coded(code(&error)))?;
        let part = |part: OwnPart| CardPartView { title: Some(part.title), lines: part.lines };
        Ok(OwnCopyView {
            language: made.language,
            name: made.title,
            parts: made.parts.into_iter().map(part).collect(),
            file: file.map(|file| file.display().to_string()),
        })
    })
}

/// A name that says nothing of the young person. An earlier copy of the episode is replaced.
fn put(shelf: &Path, episode: &str, copy: &OwnCopy) -> io::Result<PathBuf> {
    std::fs::create_dir_all(shelf)?;
    let short: String = episode.chars().take(8).collect();
    let file = shelf.join(format!("first72-{short}.txt"));
    durable_file::write(&file, copy.to_text().as_bytes()).map(|()| file)
}

fn code(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "vault.full",
        _ => "holdings.file",
    }
}

#[cfg(test)]
#[path = "own_copy/tests.rs"]
mod tests;
