//! What can be set on this device.

use super::TheDesk;
use crate::desk::{Desk, held};
use crate::shown;
use crate::trouble;
use crate::view::{PackLine, Settings, SettingsPage, Trouble};
use first72_core::moment::Moment;

#[tauri::command(async)]
pub(super) fn settings_get(desk: TheDesk<'_>) -> Result<SettingsPage, Trouble> {
    page(&desk)
}

#[tauri::command(async)]
pub(super) fn settings_set(desk: TheDesk<'_>, ask: Settings) -> Result<SettingsPage, Trouble> {
    desk.set_settings(ask).map_err(|_| trouble::coded("vault.read-only"))?;
    page(&desk)
}

/// The packs are shown once the door is open: before, the device does not say whose it is.
fn page(desk: &Desk) -> Result<SettingsPage, Trouble> {
    let settings = desk.settings();
    let mut packs = Vec::new();
    if let Ok(notebook) = desk.notebook(Moment::read()) {
        for pack in held(&notebook).packs().all() {
            packs.push(PackLine {
                name: shown::words(pack, settings.language)?.texts.title.clone(),
                version: pack.version.clone(),
                calendar_ends: Some(pack.calendar.ends.to_string()),
            });
        }
    }
    Ok(SettingsPage { settings, version: env!("CARGO_PKG_VERSION").to_owned(), packs })
}
