//! A device that several people use: making it one, and saying who stands at its door.

use super::TheDesk;
use super::unlock::where_it_stands;
use crate::desk::Desk;
use crate::trouble;
use crate::view::{Status, Trouble, Who};
use first72_core::notebook::NotebookError;

/// Before the first vault only: nobody's vault has to be moved for it.
#[tauri::command(async)]
pub(super) fn share(desk: TheDesk<'_>) -> Result<Status, Trouble> {
    desk.put_away();
    desk.device()?.share()?;
    where_it_stands(&desk)
}

/// Takes a slip back, while nobody has a vault here.
#[tauri::command(async)]
pub(super) fn unshare(desk: TheDesk<'_>) -> Result<Status, Trouble> {
    desk.put_away();
    desk.step_away();
    desk.device()?.shared().map_or_else(|| Err(trouble::unreadable()), |shared| Ok(shared.unshare()?))?;
    where_it_stands(&desk)
}

#[tauri::command(async)]
pub(super) fn who(desk: TheDesk<'_>, ask: Who) -> Result<Status, Trouble> {
    desk.step_up(ask.name.as_deref(), ask.new)?;
    where_it_stands(&desk)
}

/// A secret that is typed for a name which nobody here has: it takes its time, and is a miss like any other.
pub(super) fn miss(desk: &Desk, secret: &[u8]) -> Result<(), NotebookError> {
    desk.device()?.shared().map_or(Ok(()), |shared| shared.miss(secret))
}

#[cfg(test)]
mod tests;
