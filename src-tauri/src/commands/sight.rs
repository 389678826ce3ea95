//! Who can read an episode, what is on this device, and what each server sees.

use super::{TheDesk, show};
use crate::shown;
use crate::view::{OfEpisode, Readers, Sight, Trouble};

#[tauri::command(async)]
pub(super) fn readers(desk: TheDesk<'_>, ask: OfEpisode) -> Result<Readers, Trouble> {
    show(&desk, &ask.episode, |shown| shown.readers())
}

#[tauri::command(async)]
pub(super) fn sight(desk: TheDesk<'_>) -> Result<Sight, Trouble> {
    desk.with(|notebook, now| shown::sight::sight(&desk, notebook, now))
}
