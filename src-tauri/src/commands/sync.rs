//! Sync when asked, its state, and what did not verify.

use super::TheDesk;
use crate::shown::sync;
use crate::syncing;
use crate::view::{Problems, SyncState, Trouble};

#[tauri::command(async)]
pub(super) fn sync_now(desk: TheDesk<'_>) -> Result<SyncState, Trouble> {
    syncing::all(&desk)?;
    desk.with(|notebook, now| sync::state(&desk, notebook, now))
}

#[tauri::command(async)]
pub(super) fn sync_state(desk: TheDesk<'_>) -> Result<SyncState, Trouble> {
    desk.with(|notebook, now| sync::state(&desk, notebook, now))
}

#[tauri::command(async)]
pub(super) fn problems(desk: TheDesk<'_>) -> Result<Problems, Trouble> {
    desk.with(|notebook, _| sync::problems(notebook))
}
