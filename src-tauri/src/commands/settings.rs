//! What can be set on this device.

use super::TheDesk;
use crate::desk::{Desk, held};
use crate::look::within_limits;
use crate::shown;
use crate::trouble;
use crate::view::{Language, PackLine, Settings, SettingsPage, Trouble};
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, SensitiveAct};

#[tauri::command(async)]
pub(super) fn settings_get(desk: TheDesk<'_>) -> Result<SettingsPage, Trouble> {
    page(&desk)
}

#[tauri::command(async)]
pub(super) fn settings_set(desk: TheDesk<'_>, ask: Settings) -> Result<SettingsPage, Trouble> {
    desk.close_behind_a_guard();
    set(&desk, ask)?;
    page(&desk)
}

/// The line of a reminder was put away: the notice outside the window goes with it.
#[tauri::command(async)]
pub(super) fn reminder_seen(desk: TheDesk<'_>) {
    desk.take_back_outside();
}

/// Whoever finds a phone unlocked must not be able to keep it so: what locks it later is an act of its owner. A drill
/// has no owner, and stands before a locked door too.
pub(super) fn set(desk: &Desk, ask: Settings) -> Result<(), Trouble> {
    let keep = |ask| desk.set_settings(ask).map_err(|_| trouble::coded("vault.read-only"));
    if within_limits(ask.clone()).idle_minutes <= desk.settings().idle_minutes {
        return keep(ask);
    }
    desk.with(|notebook, now| {
        if notebook.is_drill() {
            return Err(trouble::coded("confirm.drill"));
        }
        let minutes = within_limits(ask.clone()).idle_minutes;
        notebook.confirmed(SensitiveAct::LockLater, now, |_| keep(ask))?;
        notebook.note_lock_set(minutes, now);
        Ok(())
    })
}

/// The packs are shown once the door is open: before, the device does not say whose it is.
fn page(desk: &Desk) -> Result<SettingsPage, Trouble> {
    desk.close_behind_a_guard();
    let settings = desk.settings();
    let (mut packs, mut second_pin) = (Vec::new(), false);
    if let Ok(notebook) = desk.notebook(Moment::read()) {
        let notebook = held(&notebook);
        packs = in_use(&notebook, desk.now(), settings.language)?;
        second_pin = notebook.offers_second_pin();
    }
    let reminders_outside = !settings.reminders || desk.shows_outside();
    Ok(SettingsPage { settings, reminders_outside, version: env!("CARGO_PKG_VERSION").to_owned(), packs, second_pin })
}

/// The packs that this device works with, each in the version with which an episode would begin, else in its newest.
fn in_use(notebook: &Notebook, now: Moment, language: Language) -> Result<Vec<PackLine>, Trouble> {
    let mut lines = Vec::new();
    for id in notebook.packs_in_use() {
        let newest = || notebook.packs().versions(&id).into_iter().rev().find(|edition| edition.pack().is_ok());
        let Some(edition) = notebook.runnable(&id, now).ok().or_else(newest) else { continue };
        let Ok(pack) = edition.pack() else { continue };
        lines.push(PackLine {
            name: shown::words(pack, language)?.texts.title.clone(),
            version: pack.version.clone(),
            calendar_ends: Some(pack.calendar.ends.to_string()),
            standing: shown::pack::standing(&notebook.standing(edition, now)),
        });
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{packs, random};
    use first72_core::notebook::{Chip, Notebook, Place};

    #[test]
    fn the_settings_close_the_notebook_while_a_page_is_shown_to_the_young_person() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
        let place = Place::new(folder.path(), Chip::Emulated).unwrap();
        let now = Moment::read();
        desk.take(Notebook::create(&place, b"25801470", packs(), random(), now).unwrap().0, now);
        assert!(!page(&desk).unwrap().packs.is_empty());
        desk.guard(true);
        assert!(page(&desk).unwrap().packs.is_empty(), "before the door nothing of the device is said");
        assert!(!desk.is_open());
    }
}
