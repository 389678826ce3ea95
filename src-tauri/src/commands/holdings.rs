//! What this device holds of a realm, written into a file for whoever makes a lost server again.

use super::TheDesk;
use crate::desk::Desk;
use crate::trouble;
use crate::view::{HoldingsWritten, OfServer, Trouble};
use first72_core::durable_file;
use first72_core::notebook::RealmId;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

#[tauri::command(async)]
pub(super) fn holdings_write(desk: TheDesk<'_>, ask: OfServer) -> Result<HoldingsWritten, Trouble> {
    write(&desk, &ask)
}

fn write(desk: &Desk, ask: &OfServer) -> Result<HoldingsWritten, Trouble> {
    let realm: RealmId = ask.realm.parse().map_err(|_| trouble::unreadable())?;
    let shelf = desk.shelf();
    desk.saving(|notebook, now| {
        let held = notebook.holdings(realm)?.ok_or_else(|| trouble::coded("holdings.none"))?;
        let file = put(&shelf, realm, &held.bytes).map_err(|error| trouble::coded(code(&error)))?;
        notebook.note_holdings_out(realm, held.entries, now);
        Ok(HoldingsWritten {
            file: file.display().to_string(),
            entries: u32::try_from(held.entries).unwrap_or(u32::MAX),
            without_number: u32::try_from(held.without_number).unwrap_or(u32::MAX),
        })
    })
}

/// A name that says nothing about the agency. An earlier file of the realm is replaced by one that holds more.
fn put(shelf: &Path, realm: RealmId, bytes: &[u8]) -> io::Result<PathBuf> {
    std::fs::create_dir_all(shelf)?;
    let name: String = realm.to_string().chars().take(8).collect();
    let file = shelf.join(format!("first72-{name}.held"));
    durable_file::write(&file, bytes).map(|()| file)
}

fn code(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "vault.full",
        _ => "holdings.file",
    }
}

#[cfg(test)]
#[path = "holdings/tests.rs"]
mod tests;
