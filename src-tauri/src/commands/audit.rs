//! The auditor's review. That it was read is itself recorded.

use super::TheDesk;
use crate::desk::Desk;
use crate::shown;
use crate::trouble;
use crate::view::{AuditAsk, AuditPage, AuditRows, AuditRowsAsk, Trouble};
use first72_core::notebook::{AuditReading, Notebook, NotebookError, RealmId};

const WEEK_MS: i64 = 7 * 86_400_000;
/// Further back nobody reviews: rows are kept for a year, and a terminal reads all of them.
const MOST_WEEKS: u8 = 52;

#[tauri::command(async)]
pub(super) fn audit(desk: TheDesk<'_>, ask: AuditAsk) -> Result<AuditPage, Trouble> {
    review(&desk, ask)
}

pub(super) fn review(desk: &Desk, ask: AuditAsk) -> Result<AuditPage, Trouble> {
    reading(desk, ask.weeks_back, |notebook, realm, reading, span| {
        Ok(shown::audit::page(notebook, realm, reading, span))
    })
}

#[tauri::command(async)]
pub(super) fn audit_rows(desk: TheDesk<'_>, ask: AuditRowsAsk) -> Result<AuditRows, Trouble> {
    rows(&desk, &ask)
}

pub(super) fn rows(desk: &Desk, ask: &AuditRowsAsk) -> Result<AuditRows, Trouble> {
    let person = ask.person.as_deref().map(str::parse).transpose().map_err(|_| trouble::unreadable())?;
    reading(desk, ask.weeks_back, |notebook, realm, reading, _| {
        Ok(shown::audit::rows(notebook, realm, reading, person))
    })
}

fn reading<T>(
    desk: &Desk,
    weeks_back: u8,
    show: impl FnOnce(&Notebook, RealmId, &AuditReading, (i64, i64)) -> Result<T, Trouble>,
) -> Result<T, Trouble> {
    desk.with(|notebook, now| {
        let realm = notebook.auditing(now).ok_or(NotebookError::NotAuditor)?;
        let back = i64::from(weeks_back.min(MOST_WEEKS)) * WEEK_MS;
        // What is being done this moment belongs to the newest week.
        let to_ms = notebook.time(now).ms.saturating_sub(back).saturating_add(1);
        let span = (to_ms.saturating_sub(WEEK_MS), to_ms);
        let reading = notebook.audit_between(realm, span.0, span.1, now)?;
        show(notebook, realm, &reading, span)
    })
}

#[cfg(test)]
mod tests;
