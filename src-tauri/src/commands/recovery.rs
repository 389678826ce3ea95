//! Recovery: what paper keys could bring back, the announcement that everybody sees, and the custodians' shares on the
//! device that gets the records.

use super::{TheDesk, waiting};
use crate::desk::Desk;
use crate::shown::recovery;
use crate::syncing;
use crate::trouble;
use crate::view::{OfServer, RecoveryNew, RecoveryPage, RecoveryShareIn, Trouble};
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, RealmId, SensitiveAct};
use std::str::FromStr;
use zeroize::Zeroizing;

/// Whoever opens the page has seen what was announced.
#[tauri::command(async)]
pub(super) fn recovery(desk: TheDesk<'_>) -> Result<RecoveryPage, Trouble> {
    look(&desk)
}

#[tauri::command(async)]
pub(super) fn recovery_announce(desk: TheDesk<'_>, ask: RecoveryNew) -> Result<RecoveryPage, Trouble> {
    announce(&desk, ask)
}

#[tauri::command(async)]
pub(super) fn recovery_share(desk: TheDesk<'_>, ask: RecoveryShareIn) -> Result<RecoveryPage, Trouble> {
    take_share(&desk, ask)
}

/// What the shares open is asked of the server before and after.
#[tauri::command]
pub(super) async fn recovery_open(desk: TheDesk<'_>, ask: OfServer) -> Result<RecoveryPage, Trouble> {
    waiting(&desk, move |desk| open(desk, &ask)).await
}

#[tauri::command(async)]
pub(super) fn recovery_end(desk: TheDesk<'_>, ask: OfServer) -> Result<RecoveryPage, Trouble> {
    end(&desk, &ask)
}

fn look(desk: &Desk) -> Result<RecoveryPage, Trouble> {
    desk.with(|notebook, now| {
        notebook.saw_recoveries()?;
        recovery::page(notebook, now)
    })
}

fn announce(desk: &Desk, ask: RecoveryNew) -> Result<RecoveryPage, Trouble> {
    let RecoveryNew { realm, compartment, device, reason, custodians } = ask;
    let (realm, compartment, device) = (parsed(&realm)?, parsed(&compartment)?, parsed(&device)?);
    let reason = reason.trim().to_owned();
    let custodians = custodians.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    desk.saving(|notebook, now| {
        notebook.confirmed(SensitiveAct::RecoveryAnnounce, now, |notebook| {
            notebook.announce_recovery(realm, compartment, device, reason, custodians, now)
        })?;
        notebook.saw_recoveries()?;
        recovery::page(notebook, now)
    })
}

fn take_share(desk: &Desk, ask: RecoveryShareIn) -> Result<RecoveryPage, Trouble> {
    let share = Zeroizing::new(ask.share);
    changed(desk, &ask.realm, |notebook, realm, _| {
        let text = str::from_utf8(&share).map_err(|_| trouble::unreadable())?;
        Ok(notebook.take_share(realm, text).map(drop)?)
    })
}

fn open(desk: &Desk, ask: &OfServer) -> Result<RecoveryPage, Trouble> {
    syncing::all(desk)?;
    changed(desk, &ask.realm, |notebook, realm, now| {
        let act = SensitiveAct::RecoveryOpen;
        Ok(notebook.confirmed(act, now, |notebook| notebook.use_shares(realm, now).map(drop))?)
    })?;
    // More sealed entries may come than can wait for their key; now they open as they come.
    syncing::all(desk)?;
    // A drill that has opened its entry is said at once, and sent with the next sync.
    changed(desk, &ask.realm, |notebook, realm, now| Ok(notebook.say_rehearsed(realm, now).map(drop)?))
}

fn end(desk: &Desk, ask: &OfServer) -> Result<RecoveryPage, Trouble> {
    changed(desk, &ask.realm, |notebook, realm, now| {
        // Its entry may have come with a sync since.
        notebook.say_rehearsed(realm, now)?;
        notebook.end_recovery(realm);
        notebook.forget_shares(realm);
        Ok(())
    })
}

fn changed(
    desk: &Desk,
    realm: &str,
    work: impl FnOnce(&mut Notebook, RealmId, Moment) -> Result<(), Trouble>,
) -> Result<RecoveryPage, Trouble> {
    let realm = parsed(realm)?;
    desk.with(|notebook, now| {
        work(notebook, realm, now)?;
        recovery::page(notebook, now)
    })
}

fn parsed<T: FromStr>(text: &str) -> Result<T, Trouble> {
    text.parse().map_err(|_| trouble::unreadable())
}

#[cfg(test)]
#[path = "recovery/tests.rs"]
mod tests;
