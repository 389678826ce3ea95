//! A look into an episode that is not one's own, in an emergency.

use super::TheDesk;
use crate::asked::id;
use crate::desk::Desk;
use crate::shown::glass;
use crate::view::{GlassBreak, GlassPage, GlassTap, Told, Trouble};
use first72_core::notebook::SensitiveAct;

#[tauri::command(async)]
pub(super) fn glass_page(desk: TheDesk<'_>) -> Result<GlassPage, Trouble> {
    desk.with(|notebook, now| Ok(glass::page(notebook, now)))
}

#[tauri::command(async)]
pub(super) fn glass_break(desk: TheDesk<'_>, ask: GlassBreak) -> Result<GlassPage, Trouble> {
    look_in(&desk, &ask)
}

#[tauri::command(async)]
pub(super) fn glass_end(desk: TheDesk<'_>, ask: GlassTap) -> Result<GlassPage, Trouble> {
    end(&desk, &ask)
}

fn look_in(desk: &Desk, ask: &GlassBreak) -> Result<GlassPage, Trouble> {
    let realm = id(&ask.realm)?;
    let page = desk.saving(|notebook, now| {
        notebook.confirmed(SensitiveAct::BreakGlass, now, |notebook| {
            notebook.break_glass(realm, &ask.number, &ask.reason, now).map_err(Trouble::from)
        })?;
        Ok(glass::page(notebook, now))
    })?;
    changed(desk);
    Ok(page)
}

fn end(desk: &Desk, ask: &GlassTap) -> Result<GlassPage, Trouble> {
    let (realm, grant) = (id(&ask.realm)?, id(&ask.grant)?);
    let page = desk.saving(|notebook, now| {
        notebook.confirmed(SensitiveAct::GrantEnd, now, |notebook| {
            notebook.end_glass(realm, grant, now).map_err(Trouble::from)
        })?;
        Ok(glass::page(notebook, now))
    })?;
    changed(desk);
    Ok(page)
}

/// Every page may show who looked in.
fn changed(desk: &Desk) {
    desk.tell(Told::Changed { episodes: Vec::new() });
}
