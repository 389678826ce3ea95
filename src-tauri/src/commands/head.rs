//! Two devices held beside each other at the change of shift: has the server shown both the same?

use super::TheDesk;
use super::enrol::picture;
use crate::desk::Desk;
use crate::trouble;
use crate::view::{HeadCompared, HeadOutcome, HeadTheirs, HeadView, OfServer, ServerHead, Trouble};
use first72_core::moment::Moment;
use first72_core::notebook::{self, Notebook, NotebookError, RealmId};
use first72_core::sync::SyncError;

#[tauri::command(async)]
pub(super) fn server_head(desk: TheDesk<'_>, ask: OfServer) -> Result<ServerHead, Trouble> {
    seen(&desk, &ask)
}

#[tauri::command(async)]
pub(super) fn server_compare(desk: TheDesk<'_>, ask: HeadTheirs) -> Result<HeadCompared, Trouble> {
    compare(&desk, &ask)
}

fn seen(desk: &Desk, ask: &OfServer) -> Result<ServerHead, Trouble> {
    desk.with(|notebook, now| page(notebook, id(&ask.realm)?, now))
}

fn compare(desk: &Desk, ask: &HeadTheirs) -> Result<HeadCompared, Trouble> {
    desk.with(|notebook, now| {
        let realm = id(&ask.realm)?;
        let outcome = match notebook.compare_head(realm, &ask.note, now) {
            Ok(notebook::HeadCompared::Same) => HeadOutcome::Same,
            Ok(notebook::HeadCompared::WithTheNextSync { they_are_ahead: true }) => HeadOutcome::TheyAreAhead,
            Ok(notebook::HeadCompared::WithTheNextSync { they_are_ahead: false }) => HeadOutcome::WeAreAhead,
            // No failure of the act: this is what it is for.
            Err(NotebookError::Sync(SyncError::TwoHistories { .. })) => HeadOutcome::TwoHistories,
            Err(error) => return Err(error.into()),
        };
        Ok(HeadCompared { outcome, page: page(notebook, realm, now)? })
    })
}

fn page(notebook: &Notebook, realm: RealmId, now: Moment) -> Result<ServerHead, Trouble> {
    let state = notebook.sync_state()?.into_iter().find(|state| state.realm == realm);
    let state = state.ok_or(NotebookError::NotEnrolled)?;
    Ok(ServerHead {
        agency: state.name,
        head: notebook.server_head(realm)?.map(view).transpose()?,
        caught: state.is_caught,
        now_ms: notebook.time(now).ms,
    })
}

fn view(head: notebook::ServerHead) -> Result<HeadView, Trouble> {
    Ok(HeadView {
        qr: picture(&head.note)?,
        note: head.note,
        seen_ms: head.seen_ms,
        items: head.size,
        last_word_ms: head.last_witness_ms,
    })
}

fn id(realm: &str) -> Result<RealmId, Trouble> {
    realm.parse().map_err(|_| trouble::unreadable())
}

#[cfg(test)]
#[path = "head/tests.rs"]
mod tests;
