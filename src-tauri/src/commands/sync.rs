//! Sync when asked, its state, and what did not verify.

use super::TheDesk;
use crate::shown::sync;
use crate::syncing;
use crate::view::{Problems, SyncState, Trouble};
use std::sync::Arc;

/// On a thread that may wait: the way to a server blocks, which the async runtime's own threads must not.
#[tauri::command]
pub(super) async fn sync_now(desk: TheDesk<'_>) -> Result<SyncState, Trouble> {
    let desk = Arc::clone(&desk);
    let synced = tauri::async_runtime::spawn_blocking(move || {
        syncing::all(&desk)?;
        desk.with(|notebook, now| sync::state(&desk, notebook, now))
    });
    synced.await.unwrap_or_else(|_| Err(crate::trouble::unreadable()))
}

#[tauri::command(async)]
pub(super) fn sync_state(desk: TheDesk<'_>) -> Result<SyncState, Trouble> {
    desk.with(|notebook, now| sync::state(&desk, notebook, now))
}

#[tauri::command(async)]
pub(super) fn problems(desk: TheDesk<'_>) -> Result<Problems, Trouble> {
    desk.with(|notebook, _| sync::problems(notebook))
}
