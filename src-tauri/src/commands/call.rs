//! Calls: whom, and what came of them.

use super::{TheDesk, save, show};
use crate::desk::Desk;
use crate::dial;
use crate::shown::call::usage_of;
use crate::view::{CallBegin, CallDrop, CallEnd, CallPage, OfCalls, Trouble};
use first72_core::notebook::calls::NewCall;

#[tauri::command(async)]
pub(super) fn calls(desk: TheDesk<'_>, ask: OfCalls) -> Result<CallPage, Trouble> {
    show(&desk, &ask.episode, |shown| shown.call_page(ask.step.as_deref(), desk.can_dial()))
}

#[tauri::command(async)]
pub(super) fn call_begin(desk: TheDesk<'_>, ask: CallBegin) -> Result<CallPage, Trouble> {
    begin(&desk, &ask)
}

/// Keeps the call first; only then does the telephone come to the front. In a drill the story answers instead.
pub(super) fn begin(desk: &Desk, ask: &CallBegin) -> Result<CallPage, Trouble> {
    let mut number = None;
    let call = NewCall { contact: &ask.contact, usage: usage_of(ask.usage), step: ask.step.as_deref() };
    let page = save(
        desk,
        &ask.episode,
        |notebook, episode, now| {
            number = Some(notebook.begin_call(episode, &call, now)?.number);
            Ok(())
        },
        |shown| shown.call_page(ask.step.as_deref(), desk.can_dial()),
    )?;
    if desk.drilling.is_open() {
        super::drill::called(desk, &ask.contact);
    } else if let Some(address) = number.as_ref().and_then(dial::address) {
        ring(desk, &address);
    }
    Ok(page)
}

#[tauri::command(async)]
pub(super) fn call_end(desk: TheDesk<'_>, ask: CallEnd) -> Result<CallPage, Trouble> {
    save(
        &desk,
        &ask.episode,
        |notebook, episode, now| Ok(notebook.end_call(episode, &ask.item, &ask.result, None, now)?),
        |shown| shown.call_page(ask.step.as_deref(), desk.can_dial()),
    )
}

#[tauri::command(async)]
pub(super) fn call_drop(desk: TheDesk<'_>, ask: CallDrop) -> Result<CallPage, Trouble> {
    save(
        &desk,
        &ask.episode,
        |notebook, episode, now| Ok(notebook.drop_call(episode, &ask.item, now)?),
        |shown| shown.call_page(ask.step.as_deref(), desk.can_dial()),
    )
}

/// A telephone that does not come to the front is no trouble: the number stands on the screen.
fn ring(desk: &Desk, address: &str) {
    if !desk.dial(address) {
        tracing::debug!("no telephone on this device");
    }
}
