//! Handing an episode over, and confirming that it was taken.

use super::{TheDesk, save, show};
use crate::asked::id;
use crate::view::{EpisodeHead, HandOverPage, HandOverTo, LateTakeIn, OfEpisode, TakeOver, Trouble};
use first72_core::notebook::SensitiveAct;

#[tauri::command(async)]
pub(super) fn hand_over_page(desk: TheDesk<'_>, ask: OfEpisode) -> Result<HandOverPage, Trouble> {
    show(&desk, &ask.episode, |shown| shown.hand_over_page())
}

#[tauri::command(async)]
pub(super) fn hand_over(desk: TheDesk<'_>, ask: HandOverTo) -> Result<HandOverPage, Trouble> {
    let (realm, person) = (id(&ask.realm)?, id(&ask.person)?);
    save(
        &desk,
        &ask.episode,
        |notebook, episode, now| {
            notebook.confirmed(SensitiveAct::HandOver, now, |notebook| {
                Ok(notebook.hand_over(episode, realm, person, now).map(drop)?)
            })
        },
        |shown| shown.hand_over_page(),
    )
}

#[tauri::command(async)]
pub(super) fn take_over(desk: TheDesk<'_>, ask: TakeOver) -> Result<EpisodeHead, Trouble> {
    let grant = id(&ask.grant)?;
    save(
        &desk,
        &ask.episode,
        |notebook, episode, now| Ok(notebook.take_over(episode, grant, now)?),
        |shown| shown.head(&shown.notebook.outgoing()?),
    )
}

#[tauri::command(async)]
pub(super) fn late_take_in(desk: TheDesk<'_>, ask: LateTakeIn) -> Result<HandOverPage, Trouble> {
    let (realm, device) = (id(&ask.realm)?, id(&ask.device)?);
    save(
        &desk,
        &ask.episode,
        |notebook, _, now| {
            notebook.confirmed(SensitiveAct::Adopt, now, |notebook| Ok(notebook.adopt(realm, device, now)?))
        },
        |shown| shown.hand_over_page(),
    )
}
