//! Another PIN, and a second one, which opens training records for whoever forces the holder.

use super::TheDesk;
use crate::desk::Desk;
use crate::view::{NewSecret, Trouble};
use first72_core::notebook::SensitiveAct;
use zeroize::Zeroizing;

#[tauri::command(async)]
pub(super) fn second_pin(desk: TheDesk<'_>, ask: NewSecret) -> Result<(), Trouble> {
    set(&desk, ask)
}

#[tauri::command(async)]
pub(super) fn pin_change(desk: TheDesk<'_>, ask: NewSecret) -> Result<(), Trouble> {
    change(&desk, ask)
}

fn change(desk: &Desk, ask: NewSecret) -> Result<(), Trouble> {
    let secret = Zeroizing::new(ask.secret);
    desk.with(|notebook, now| Ok(notebook.change_confirmed_secret(&secret, now)?))
}

fn set(desk: &Desk, ask: NewSecret) -> Result<(), Trouble> {
    let secret = Zeroizing::new(ask.secret);
    desk.with(|notebook, now| {
        notebook.confirmed(SensitiveAct::SecondPin, now, |notebook| {
            notebook.set_second_pin(&secret, now).map_err(Trouble::from)
        })
    })
}
