//! Copies of parts of an episode that are given to somebody for a time.

use super::TheDesk;
use crate::asked::id;
use crate::desk::Desk;
use crate::shown::copies;
use crate::view::{
    CopiesPage, CopyRead, CopyTap, ShareAsk, ShareGiving, ShareOffer, SharePage, ShareSigning, Told, Trouble,
};
use first72_core::notebook::SensitiveAct;

#[cfg(test)]
mod tests;

#[tauri::command(async)]
pub(super) fn copies_page(desk: TheDesk<'_>) -> Result<CopiesPage, Trouble> {
    desk.with(|notebook, now| Ok(copies::page(notebook, now)))
}

#[tauri::command(async)]
pub(super) fn share_page(desk: TheDesk<'_>, ask: ShareAsk) -> Result<SharePage, Trouble> {
    share(&desk, &ask)
}

#[tauri::command(async)]
pub(super) fn share_offer(desk: TheDesk<'_>, ask: ShareGiving) -> Result<ShareOffer, Trouble> {
    let language = desk.settings().language;
    desk.with(|notebook, now| {
        let (episode, giving) = copies::giving(notebook, &ask)?;
        let offer = notebook.copy_offer(episode, &giving, now)?;
        Ok(copies::offer(notebook, &offer, language))
    })
}

#[tauri::command(async)]
pub(super) fn share_give(desk: TheDesk<'_>, ask: ShareSigning) -> Result<CopiesPage, Trouble> {
    give(&desk, ask)
}

#[tauri::command(async)]
pub(super) fn copy_read(desk: TheDesk<'_>, ask: CopyTap) -> Result<CopyRead, Trouble> {
    let realm = id(&ask.realm)?;
    desk.saving(|notebook, now| copies::read(notebook, realm, &ask.copy, now))
}

#[tauri::command(async)]
pub(super) fn copy_take_back(desk: TheDesk<'_>, ask: CopyTap) -> Result<CopiesPage, Trouble> {
    take_back(&desk, &ask)
}

fn share(desk: &Desk, ask: &ShareAsk) -> Result<SharePage, Trouble> {
    let (episode, language) = (id(&ask.episode)?, desk.settings().language);
    let earlier = ask.instead_of.as_ref().map(|tap| Ok::<_, Trouble>((id(&tap.realm)?, id(&tap.copy)?))).transpose()?;
    desk.with(|notebook, now| {
        let mut page = copies::share_page(notebook, episode, &ask.language, language, now)?;
        page.earlier = earlier.map(|(realm, copy)| copies::earlier(notebook, realm, copy, now)).transpose()?;
        Ok(page)
    })
}

fn give(desk: &Desk, ask: ShareSigning) -> Result<CopiesPage, Trouble> {
    let page = desk.saving(|notebook, now| {
        let (episode, giving) = copies::giving(notebook, &ask.giving)?;
        let signing = copies::signing(ask)?;
        notebook.confirmed(SensitiveAct::CopyGive, now, |notebook| {
            notebook.give_copy(episode, &giving, signing, now).map_err(Trouble::from)
        })?;
        Ok(copies::page(notebook, now))
    })?;
    changed(desk);
    Ok(page)
}

/// One tap: whoever takes their word back waits for nobody.
fn take_back(desk: &Desk, ask: &CopyTap) -> Result<CopiesPage, Trouble> {
    let (realm, copy) = (id(&ask.realm)?, id(&ask.copy)?);
    let page = desk.saving(|notebook, now| {
        notebook.take_copy_back(realm, copy, now)?;
        Ok(copies::page(notebook, now))
    })?;
    changed(desk);
    Ok(page)
}

fn changed(desk: &Desk) {
    desk.tell(Told::Changed { episodes: Vec::new() });
}
