//! The auditor's review. That it was read is itself recorded.

use super::TheDesk;
use crate::desk::Desk;
use crate::shelf;
use crate::shown;
use crate::trouble;
use crate::view::{AuditAsk, AuditPage, AuditRows, AuditRowsAsk, IncidentWritten, Trouble};
use first72_core::moment::Moment;
use first72_core::notebook::{AuditReading, Notebook, NotebookError, RealmId, SensitiveAct};

const WEEK_MS: i64 = 7 * 86_400_000;
/// Further back nobody reviews: rows are kept for a year, and a terminal reads all of them.
const MOST_WEEKS: u8 = 52;

#[tauri::command(async)]
pub(super) fn audit(desk: TheDesk<'_>, ask: AuditAsk) -> Result<AuditPage, Trouble> {
    review(&desk, ask)
}

pub(super) fn review(desk: &Desk, ask: AuditAsk) -> Result<AuditPage, Trouble> {
    let language = desk.settings().language;
    reading(desk, ask.weeks_back, |notebook, realm, reading, span| {
        Ok(shown::audit::page(notebook, realm, reading, span, language))
    })
}

#[tauri::command(async)]
pub(super) fn audit_rows(desk: TheDesk<'_>, ask: AuditRowsAsk) -> Result<AuditRows, Trouble> {
    rows(&desk, &ask)
}

pub(super) fn rows(desk: &Desk, ask: &AuditRowsAsk) -> Result<AuditRows, Trouble> {
    let person = ask.person.as_deref().map(str::parse).transpose().map_err(|_| trouble::unreadable())?;
    let language = desk.settings().language;
    reading(desk, ask.weeks_back, |notebook, realm, reading, _| {
        Ok(shown::audit::rows(notebook, realm, reading, person, language))
    })
}

/// The week that is shown, as a file for whoever looks into an incident, and a text beside it.
#[tauri::command(async)]
pub(super) fn audit_incident(desk: TheDesk<'_>, ask: AuditAsk) -> Result<IncidentWritten, Trouble> {
    incident(&desk, ask)
}

pub(super) fn incident(desk: &Desk, ask: AuditAsk) -> Result<IncidentWritten, Trouble> {
    let (language, on) = (desk.settings().language, desk.shelf());
    desk.saving(|notebook, now| {
        let realm = notebook.auditing(now).ok_or(NotebookError::NotAuditor)?;
        let span = week(notebook, ask.weeks_back, now);
        let file = notebook.confirmed(SensitiveAct::Incident, now, |notebook| notebook.incident(realm, span, now))?;
        let text = shown::audit::incident_text(notebook, realm, &file, language);
        let put = |extension: &str, bytes: &str| shelf::put(&on, &name(span.0, extension), bytes.as_bytes());
        let (json, text) = (put("json", &file.to_text())?, put("txt", &text)?);
        Ok(IncidentWritten { file: json, text, rows: u32::try_from(file.rows.len()).unwrap_or(u32::MAX) })
    })
}

/// It says the first second and nothing about the agency. An earlier file of the same time is replaced.
fn name(from_ms: i64, extension: &str) -> String {
    format!("first72-incident-{}.{extension}", from_ms / 1_000)
}

/// The seven days until now, or earlier ones. What is being done this moment belongs to the newest.
fn week(notebook: &Notebook, weeks_back: u8, now: Moment) -> (i64, i64) {
    let back = i64::from(weeks_back.min(MOST_WEEKS)) * WEEK_MS;
    let to_ms = notebook.time(now).ms.saturating_sub(back).saturating_add(1);
    (to_ms.saturating_sub(WEEK_MS), to_ms)
}

fn reading<T>(
    desk: &Desk,
    weeks_back: u8,
    show: impl FnOnce(&Notebook, RealmId, &AuditReading, (i64, i64)) -> Result<T, Trouble>,
) -> Result<T, Trouble> {
    desk.with(|notebook, now| {
        let realm = notebook.auditing(now).ok_or(NotebookError::NotAuditor)?;
        let span = week(notebook, weeks_back, now);
        let reading = notebook.audit_between(realm, span.0, span.1, now)?;
        show(notebook, realm, &reading, span)
    })
}

#[cfg(test)]
mod tests;
