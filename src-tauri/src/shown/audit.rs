//! What was done on the devices of a realm, for its auditors.

use super::episode::count;
use crate::view::{AuditLine, AuditPage, AuditPerson, AuditRemark, AuditRemarkKind, AuditRows, AuditServer, Language};
use first72_core::audit::{PersonWeek, Remark, Told};
use first72_core::incident::{IncidentFile, Language as Spoken};
use first72_core::notebook::{AuditReading, DeviceId, Notebook, PersonId, RealmId, RequestDay};

/// More rows are not drawn at once.
const MOST_ROWS: usize = 300;
/// So much of an episode's id tells two apart.
const SHORT_ID: usize = 8;

pub(crate) fn page(
    notebook: &Notebook,
    realm: RealmId,
    reading: &AuditReading,
    (from_ms, to_ms): (i64, i64),
    language: Language,
) -> AuditPage {
    AuditPage {
        agency: notebook.realm_name(realm).unwrap_or_default().to_owned(),
        from_ms,
        to_ms,
        remarks: reading.week.remarks.iter().map(|one| remark(notebook, realm, *one, language)).collect(),
        people: reading.week.people.iter().map(|one| person(notebook, realm, one)).collect(),
        server: server(&reading.server),
        unreadable: count(reading.unreadable.len()),
    }
}

/// The text beside the file of an incident, with the names of staff.
pub(crate) fn incident_text(notebook: &Notebook, realm: RealmId, file: &IncidentFile, language: Language) -> String {
    let lines = notebook.people(realm).unwrap_or_default();
    let called = |wanted: &str| {
        let mut devices = lines.iter().flat_map(|line| line.devices.iter().map(move |device| (line, device)));
        let (line, device) = devices.find(|(_, device)| device.device.to_string() == wanted)?;
        let name = line.short_name.clone()?;
        Some(device.label.as_ref().map_or_else(|| name.clone(), |label| format!("{name}, {label}")))
    };
    file.readable(notebook.realm_name(realm).unwrap_or_default(), spoken(language), &called)
}

const fn spoken(language: Language) -> Spoken {
    match language {
        Language::En => Spoken::En,
        Language::Es => Spoken::Es,
    }
}

fn server(days: &[RequestDay]) -> AuditServer {
    let sum = |of: fn(&RequestDay) -> u64| amount(days.iter().map(of).sum());
    AuditServer {
        days: count(days.len()),
        requests: sum(|day| day.rows),
        refused: sum(|day| day.refused),
        unknown: sum(|day| day.unknown),
    }
}

pub(crate) fn rows(
    notebook: &Notebook,
    realm: RealmId,
    reading: &AuditReading,
    who: Option<PersonId>,
    language: Language,
) -> AuditRows {
    let of_them: Vec<&Told> = reading.told.iter().rev().filter(|told| told.person == who).collect();
    let line = |told: &&Told| AuditLine {
        at_ms: told.row.at_ms,
        event: spoken(language).said_of(told.row.event()).to_owned(),
        device: device(notebook, realm, told.device),
        episode: told.row.episode.map(|id| id.to_string().chars().take(SHORT_ID).collect()),
        count: amount(told.row.amount),
    };
    AuditRows {
        name: name(notebook, realm, who),
        lines: of_them.iter().take(MOST_ROWS).map(line).collect(),
        more: count(of_them.len().saturating_sub(MOST_ROWS)),
    }
}

fn remark(notebook: &Notebook, realm: RealmId, remark: Remark, language: Language) -> AuditRemark {
    let (kind, name, event, count) = match remark {
        Remark::MissedOften { person, times } => {
            (AuditRemarkKind::MissedOften, name(notebook, realm, person), None, amount(times))
        }
        Remark::OnlyLooked { person, episodes } => {
            (AuditRemarkKind::OnlyLooked, name(notebook, realm, person), None, count(episodes))
        }
        Remark::Happened { person, event, times } => {
            let event = Some(spoken(language).said_of(Some(event)).to_owned());
            (AuditRemarkKind::Happened, name(notebook, realm, person), event, amount(times))
        }
        Remark::Silent { device: silent } => (AuditRemarkKind::Silent, device(notebook, realm, silent), None, 0),
    };
    AuditRemark { kind, name, event, count }
}

fn person(notebook: &Notebook, realm: RealmId, week: &PersonWeek) -> AuditPerson {
    AuditPerson {
        person: week.person.map(|person| person.to_string()),
        name: name(notebook, realm, week.person),
        opened: amount(week.opened),
        looked: count(week.seen.len()),
        wrote: count(week.written.len()),
        saves: amount(week.saves),
        missed: amount(week.missed),
        membership: amount(week.membership),
    }
}

fn name(notebook: &Notebook, realm: RealmId, person: Option<PersonId>) -> Option<String> {
    let facts = notebook.person_in(realm, person?)?.facts.as_ref()?;
    Some(facts.short_name.clone())
}

fn device(notebook: &Notebook, realm: RealmId, wanted: DeviceId) -> Option<String> {
    let lines = notebook.people(realm).ok()?;
    let line = lines.iter().flat_map(|line| &line.devices).find(|line| line.device == wanted)?;
    line.label.clone()
}

fn amount(amount: u64) -> u32 {
    u32::try_from(amount).unwrap_or(u32::MAX)
}
