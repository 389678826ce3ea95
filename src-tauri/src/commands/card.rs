//! The card for the young person, and the guard while a page is shown to them.

use super::{TheDesk, show};
use crate::view::{Card, CardAsk, GuardSet, Trouble};

#[tauri::command(async)]
pub(super) fn card(desk: TheDesk<'_>, ask: CardAsk) -> Result<Card, Trouble> {
    show(&desk, &ask.episode, |shown| shown.card(ask.language.as_deref()))
}

#[tauri::command(async)]
pub(super) fn guard(desk: TheDesk<'_>, ask: GuardSet) {
    desk.guard(ask.on);
}
