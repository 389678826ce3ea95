//! `audit review`: what was done on the devices of a realm, as an auditor looks at it once a week, or row by row.

use crate::failure::Failure;
use crate::said::Said;
use crate::{lookup, times};
use chrono::Utc;
use first72_core::audit::{PersonWeek, Remark, Told, Week};
use first72_core::moment::Moment;
use first72_core::notebook::{AuditReading, DeviceId, Notebook, NotebookError, PersonId, RealmId, RequestDay};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const DAY_MS: i64 = 86_400_000;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many days back.
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u16).range(1..=366))]
    days: u16,
    /// Show every row, oldest first, instead of the review.
    #[arg(long)]
    rows: bool,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let named = args.realm.as_deref().map(|name| lookup::realm(notebook, Some(name))).transpose()?;
    let realm = named.or_else(|| notebook.auditing(now)).ok_or(NotebookError::NotAuditor)?;
    let from_ms = now.wall_ms.saturating_sub(i64::from(args.days) * DAY_MS);
    let reading = notebook.audit_between(realm, from_ms, now.wall_ms.saturating_add(1), now)?;
    let names = Names::of(notebook, realm)?;
    let server = server(&reading);
    let text = if args.rows { rows(&reading, &names) } else { week(&reading.week, &names) };
    let text = if args.rows { text } else { format!("{text}\nThe server\n  {server}") };
    let text = match reading.unreadable.len() {
        0 => text,
        more => format!(
            "{text}\n{more} entries cannot be read here yet; the next sync of another auditor may give their keys"
        ),
    };
    Ok(Said::new(text, object(realm, &reading, &names)))
}

/// What the server signed that it was asked.
fn server(reading: &AuditReading) -> String {
    let sum = |of: fn(&RequestDay) -> u64| reading.server.iter().map(of).sum::<u64>();
    match reading.server.len() {
        0 => "It has not signed for a whole day in this time.".to_owned(),
        days => format!(
            "It signed for {days} day(s): {} requests, {} refused, {} of those by nobody it knows.",
            sum(|day| day.rows),
            sum(|day| day.refused),
            sum(|day| day.unknown)
        ),
    }
}

/// What people call each other and their devices.
struct Names {
    people: BTreeMap<PersonId, String>,
    devices: BTreeMap<DeviceId, String>,
}

impl Names {
    fn of(notebook: &Notebook, realm: RealmId) -> Result<Self, Failure> {
        let (mut people, mut devices) = (BTreeMap::new(), BTreeMap::new());
        for line in notebook.people(realm)? {
            devices.extend(line.devices.into_iter().filter_map(|device| Some((device.device, device.label?))));
            people.extend(line.short_name.map(|name| (line.person, name)));
        }
        Ok(Self { people, devices })
    }

    fn person(&self, person: Option<PersonId>) -> String {
        let known = person.map(|person| self.people.get(&person).cloned().unwrap_or_else(|| person.to_string()));
        known.unwrap_or_else(|| "(nobody has named this person)".to_owned())
    }

    fn device(&self, device: DeviceId) -> String {
        self.devices.get(&device).cloned().unwrap_or_else(|| device.to_string())
    }
}

fn week(week: &Week, names: &Names) -> String {
    let remarks: Vec<String> = week.remarks.iter().map(|one| format!("  {}", remark(*one, names))).collect();
    let people: Vec<String> = week.people.iter().map(|one| format!("  {}", person(one, names))).collect();
    let none = |lines: &[String], what: &str| if lines.is_empty() { format!("  {what}") } else { lines.join("\n") };
    format!(
        "To ask about\n{}\nPeople\n{}",
        none(&remarks, "Nothing stands out."),
        none(&people, "Nothing was recorded in this time.")
    )
}

fn remark(remark: Remark, names: &Names) -> String {
    match remark {
        Remark::MissedOften { person, times } => format!("{}: {times} wrong secrets", names.person(person)),
        Remark::OnlyLooked { person, episodes } => {
            format!("{}: looked at {episodes} episodes and wrote in none of them", names.person(person))
        }
        Remark::Happened { person, event, times } => {
            format!("{}: {} ({times})", names.person(person), event.code())
        }
        Remark::Silent { device } => format!("{}: synced, and told nothing", names.device(device)),
    }
}

fn person(week: &PersonWeek, names: &Names) -> String {
    let PersonWeek { person, seen, written, saves, opened, missed, membership } = week;
    format!(
        "{}: opened {opened}, looked at {} episodes, wrote {saves} times in {}, wrong secrets {missed}, people and devices {membership}",
        names.person(*person),
        seen.len(),
        written.len()
    )
}

fn rows(reading: &AuditReading, names: &Names) -> String {
    let line = |told: &Told| {
        let event = told.row.event().map_or_else(|| told.row.number.to_string(), |event| event.code().to_owned());
        let episode = told.row.episode.map_or_else(String::new, |episode| format!("  episode {episode}"));
        let amount = if told.row.amount == 1 { String::new() } else { format!("  {}", told.row.amount) };
        let (who, device) = (names.person(told.person), names.device(told.device));
        format!("{}  {event}{amount}  {who}  {device}{episode}", times::shown(told.row.at_ms, &Utc))
    };
    let lines: Vec<String> = reading.told.iter().map(line).collect();
    if lines.is_empty() { "Nothing was recorded in this time.".to_owned() } else { lines.join("\n") }
}

fn object(realm: RealmId, reading: &AuditReading, names: &Names) -> Value {
    let row = |told: &Told| {
        json!({
            "at_ms": told.row.at_ms,
            "event": told.row.event().map(|event| event.code()),
            "number": told.row.number,
            "person": told.person.map(|person| person.to_string()),
            "device": told.device.to_string(),
            "episode": told.row.episode.map(|episode| episode.to_string()),
            "amount": told.row.amount,
        })
    };
    json!({
        "realm": realm.to_string(),
        "remarks": reading.week.remarks.iter().map(|one| remark(*one, names)).collect::<Vec<_>>(),
        "rows": reading.told.iter().map(row).collect::<Vec<_>>(),
        "server": reading.server.iter().map(|day| json!({
            "day": day.day, "rows": day.rows, "refused": day.refused, "unknown": day.unknown,
        })).collect::<Vec<_>>(),
        "unreadable": reading.unreadable.iter().map(|(hash, code)| json!({ "entry": hash.to_string(), "code": code })).collect::<Vec<_>>(),
    })
}
