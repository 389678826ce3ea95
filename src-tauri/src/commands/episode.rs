//! One episode: its head, its working list, and the tap "left".

use super::{TheDesk, save, show};
use crate::view::{EpisodeHead, LeftKind, LeftTap, OfEpisode, PlanView, Trouble};

#[tauri::command(async)]
pub(super) fn episode(desk: TheDesk<'_>, ask: OfEpisode) -> Result<EpisodeHead, Trouble> {
    show(&desk, &ask.episode, |shown| shown.head(&shown.notebook.outgoing()?))
}

#[tauri::command(async)]
pub(super) fn plan(desk: TheDesk<'_>, ask: OfEpisode) -> Result<PlanView, Trouble> {
    show(&desk, &ask.episode, |shown| Ok(shown.plan_view()))
}

#[tauri::command(async)]
pub(super) fn left(desk: TheDesk<'_>, ask: LeftTap) -> Result<EpisodeHead, Trouble> {
    let gone = ask.kind == LeftKind::Left;
    save(
        &desk,
        &ask.episode,
        |notebook, episode, now| Ok(notebook.left(episode, gone, now)?),
        |shown| shown.head(&shown.notebook.outgoing()?),
    )
}
