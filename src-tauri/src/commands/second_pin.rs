//! A second PIN, which opens training records for whoever forces the holder.

use super::TheDesk;
use crate::desk::Desk;
use crate::view::{SecondPin, Trouble};
use first72_core::notebook::SensitiveAct;
use zeroize::Zeroizing;

#[tauri::command(async)]
pub(super) fn second_pin(desk: TheDesk<'_>, ask: SecondPin) -> Result<(), Trouble> {
    set(&desk, ask)
}

fn set(desk: &Desk, ask: SecondPin) -> Result<(), Trouble> {
    let secret = Zeroizing::new(ask.secret);
    desk.with(|notebook, now| {
        notebook.confirmed(SensitiveAct::SecondPin, now, |notebook| {
            notebook.set_second_pin(&secret, now).map_err(Trouble::from)
        })
    })
}
