//! The protocol of an episode: looked at, and moved to another version.

use super::{TheDesk, save, show};
use crate::trouble;
use crate::view::{OfPack, PackPage, PackTap, Trouble};
use first72_core::notebook::Hash;

#[tauri::command(async)]
pub(super) fn pack_page(desk: TheDesk<'_>, ask: OfPack) -> Result<PackPage, Trouble> {
    let to = ask.to.as_deref().map(hash).transpose()?;
    show(&desk, &ask.episode, |shown| shown.pack_page(to))
}

#[tauri::command(async)]
pub(super) fn pack_move(desk: TheDesk<'_>, ask: PackTap) -> Result<PackPage, Trouble> {
    let to = hash(&ask.to)?;
    let moved =
        |notebook: &mut first72_core::notebook::Notebook, episode, now| Ok(notebook.move_pack(episode, &to, now)?);
    save(&desk, &ask.episode, moved, |shown| shown.pack_page(None))
}

fn hash(text: &str) -> Result<Hash, Trouble> {
    text.parse().map_err(|_| trouble::unreadable())
}
