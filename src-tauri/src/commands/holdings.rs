//! What this device holds of a realm, written into a file for whoever makes a lost server again.

use super::TheDesk;
use crate::desk::Desk;
use crate::shelf;
use crate::trouble;
use crate::view::{HoldingsWritten, OfServer, Trouble};
use first72_core::notebook::{RealmId, SensitiveAct};

#[tauri::command(async)]
pub(super) fn holdings_write(desk: TheDesk<'_>, ask: OfServer) -> Result<HoldingsWritten, Trouble> {
    write(&desk, &ask)
}

fn write(desk: &Desk, ask: &OfServer) -> Result<HoldingsWritten, Trouble> {
    let realm: RealmId = ask.realm.parse().map_err(|_| trouble::unreadable())?;
    let on = desk.shelf();
    desk.saving(|notebook, now| {
        let held = notebook.holdings(realm)?.ok_or_else(|| trouble::coded("holdings.none"))?;
        let file = notebook.confirmed(SensitiveAct::Holdings, now, |_| shelf::put(&on, &name(realm), &held.bytes))?;
        notebook.note_holdings_out(realm, held.entries, now);
        Ok(HoldingsWritten {
            file,
            entries: u32::try_from(held.entries).unwrap_or(u32::MAX),
            without_number: u32::try_from(held.without_number).unwrap_or(u32::MAX),
        })
    })
}

/// It says nothing about the agency. An earlier file of the realm is replaced by one that holds more.
fn name(realm: RealmId) -> String {
    format!("first72-{}.held", shelf::short(&realm.to_string()))
}

#[cfg(test)]
#[path = "holdings/tests.rs"]
mod tests;
