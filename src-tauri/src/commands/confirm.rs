//! The PIN, asked for again before an act of its owner.

use super::TheDesk;
use crate::desk::Desk;
use crate::shown::times::milliseconds;
use crate::trouble;
use crate::view::{Confirm, ConfirmOutcome, Trouble};
use first72_core::notebook::{NotebookError, SensitiveAct};
use first72_core::seal::UnlockError;
use zeroize::Zeroizing;

#[tauri::command(async)]
pub(super) fn confirm(desk: TheDesk<'_>, ask: Confirm) -> Result<ConfirmOutcome, Trouble> {
    take(&desk, ask)
}

/// After the last miss the notebook closes: what was saved stays, and only a release opens it again.
fn take(desk: &Desk, ask: Confirm) -> Result<ConfirmOutcome, Trouble> {
    let secret = Zeroizing::new(ask.secret);
    let act = SensitiveAct::named(&ask.act).ok_or_else(trouble::unreadable)?;
    match desk.with(|notebook, now| Ok(notebook.confirm(act, &secret, now)))? {
        Ok(()) => Ok(ConfirmOutcome::Confirmed),
        Err(NotebookError::Unlock(UnlockError::Wrong { wait_ms } | UnlockError::Wait { wait_ms })) => {
            Ok(ConfirmOutcome::Missed { wait_ms: milliseconds(wait_ms) })
        }
        Err(NotebookError::Unlock(UnlockError::NeedsRelease | UnlockError::Wiped)) => {
            desk.close();
            Ok(ConfirmOutcome::ReleaseNeeded)
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
#[path = "confirm/tests.rs"]
mod tests;
