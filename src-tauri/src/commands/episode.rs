//! One episode: its head, its working list, its clocks, the tap "left", and which others belong with it.

#[cfg(test)]
mod tests;

use super::{TheDesk, save, show};
use crate::shown::answer::instant;
use crate::shown::{episode_id, references};
use crate::view::{EpisodeHead, LeftKind, LeftTap, LinkTap, OfEpisode, PlanView, Saves, Times, Trouble};
use first72_core::notebook::Before;

#[tauri::command(async)]
pub(super) fn episode(desk: TheDesk<'_>, ask: OfEpisode) -> Result<EpisodeHead, Trouble> {
    show(&desk, &ask.episode, |shown| shown.head(&shown.notebook.outgoing()?))
}

#[tauri::command(async)]
pub(super) fn plan(desk: TheDesk<'_>, ask: OfEpisode) -> Result<PlanView, Trouble> {
    show(&desk, &ask.episode, |shown| Ok(shown.plan_view()))
}

#[tauri::command(async)]
pub(super) fn times(desk: TheDesk<'_>, ask: OfEpisode) -> Result<Times, Trouble> {
    show(&desk, &ask.episode, |shown| shown.times())
}

#[tauri::command(async)]
pub(super) fn saves(desk: TheDesk<'_>, ask: OfEpisode) -> Result<Saves, Trouble> {
    show(&desk, &ask.episode, |shown| shown.saves())
}

#[tauri::command(async)]
pub(super) fn left(desk: TheDesk<'_>, ask: LeftTap) -> Result<EpisodeHead, Trouble> {
    let (kind, at, seen) = (ask.kind, ask.at.map(instant), references(&ask.replaces)?);
    save(
        &desk,
        &ask.episode,
        |notebook, episode, now| match kind {
            LeftKind::Undo => Ok(notebook.take_back_left(episode, Before::Shown(&seen), now)?),
            _ => Ok(notebook.left_over(episode, kind == LeftKind::Left, at, Before::Shown(&seen), now)?),
        },
        |shown| shown.head(&shown.notebook.outgoing()?),
    )
}

#[tauri::command(async)]
pub(super) fn link(desk: TheDesk<'_>, ask: LinkTap) -> Result<EpisodeHead, Trouble> {
    let (how, other) = (crate::shown::linked::link(ask.kind), episode_id(&ask.other)?);
    save(
        &desk,
        &ask.episode,
        |notebook, episode, now| match ask.on {
            true => Ok(notebook.link(episode, how, other, now)?),
            false => Ok(notebook.unlink(episode, how, other, now)?),
        },
        |shown| shown.head(&shown.notebook.outgoing()?),
    )
}
