//! Sync when asked, its state, and what did not verify.

use super::{TheDesk, waiting};
use crate::shown::sync;
use crate::syncing;
use crate::view::{OfServer, Problems, SyncState, Trouble};

#[tauri::command]
pub(super) async fn sync_now(desk: TheDesk<'_>) -> Result<SyncState, Trouble> {
    waiting(&desk, |desk| {
        syncing::all(desk)?;
        desk.with(|notebook, now| sync::state(desk, notebook, now))
    })
    .await
}

#[tauri::command(async)]
pub(super) fn sync_state(desk: TheDesk<'_>) -> Result<SyncState, Trouble> {
    desk.with(|notebook, now| sync::state(&desk, notebook, now))
}

/// A person has spoken with the registrar: the next sync asks the server again. The proof stays on the list.
#[tauri::command(async)]
pub(super) fn server_go_on(desk: TheDesk<'_>, ask: OfServer) -> Result<SyncState, Trouble> {
    desk.with(|notebook, now| {
        sync::go_on(notebook, &ask.realm, now)?;
        sync::state(&desk, notebook, now)
    })
}

#[tauri::command(async)]
pub(super) fn problems(desk: TheDesk<'_>) -> Result<Problems, Trouble> {
    desk.with(|notebook, _| sync::problems(notebook))
}
