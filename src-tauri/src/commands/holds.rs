//! Holds: a registrar keeps what was shared of an episode from being destroyed.

use super::TheDesk;
use super::roster::office;
use crate::asked::id;
use crate::desk::Desk;
use crate::shown::holds;
use crate::view::{HoldNew, HoldsPage, RosterTap, Told, Trouble};
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, RealmId, SensitiveAct};

#[cfg(test)]
mod tests;

#[tauri::command(async)]
pub(super) fn holds(desk: TheDesk<'_>) -> Result<HoldsPage, Trouble> {
    list(&desk)
}

#[tauri::command(async)]
pub(super) fn hold_set(desk: TheDesk<'_>, ask: HoldNew) -> Result<HoldsPage, Trouble> {
    set(&desk, &ask)
}

#[tauri::command(async)]
pub(super) fn hold_end(desk: TheDesk<'_>, ask: RosterTap) -> Result<HoldsPage, Trouble> {
    end(&desk, &ask)
}

fn list(desk: &Desk) -> Result<HoldsPage, Trouble> {
    desk.with(|notebook, now| Ok(holds::page(notebook, office(notebook)?, now)))
}

fn set(desk: &Desk, ask: &HoldNew) -> Result<HoldsPage, Trouble> {
    let copy = ask.copy.as_ref().map(|tap| Ok::<_, Trouble>((id(&tap.realm)?, id(&tap.copy)?))).transpose()?;
    changed(desk, SensitiveAct::Hold, |notebook, realm, now| {
        match copy {
            Some((realm, copy)) => notebook.hold_copy(realm, copy, &ask.reason, now)?,
            None => notebook.hold(realm, &ask.number, &ask.reason, now)?,
        };
        Ok(())
    })
}

fn end(desk: &Desk, ask: &RosterTap) -> Result<HoldsPage, Trouble> {
    let hold = id(&ask.id)?;
    changed(desk, SensitiveAct::HoldEnd, |notebook, realm, now| Ok(notebook.end_hold(realm, hold, now)?))
}

fn changed(
    desk: &Desk,
    act: SensitiveAct,
    work: impl FnOnce(&mut Notebook, RealmId, Moment) -> Result<(), Trouble>,
) -> Result<HoldsPage, Trouble> {
    let page = desk.saving(|notebook, now| {
        let realm = office(notebook)?;
        notebook.confirmed(act, now, |notebook| work(notebook, realm, now))?;
        Ok(holds::page(notebook, realm, now))
    })?;
    // What was shared says on its page whether it is held.
    desk.tell(Told::Changed { episodes: Vec::new() });
    Ok(page)
}
