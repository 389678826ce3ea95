//! `audit server`: what a realm's server was asked on a day, held against its own signed word.

use crate::failure::Failure;
use crate::said::Said;
use crate::{lookup, times};
use chrono::{NaiveDate, Utc};
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, NotebookError, RequestRow, RequestsRead, route};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The day, by the server's clock in UTC, such as 2026-11-28.
    day: NaiveDate,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let named = args.realm.as_deref().map(|name| lookup::realm(notebook, Some(name))).transpose()?;
    let realm = named.or_else(|| notebook.auditing(now)).ok_or(NotebookError::NotAuditor)?;
    let wanted = Failure::Argument { argument: "DAY", wanted: "write a day after 1970, such as 2026-11-28" };
    let day = args.day.signed_duration_since(NaiveDate::default()).num_days();
    let day = u32::try_from(day).map_err(|_| wanted)?;
    let relay = notebook.relay(realm)?;
    let read = notebook.audit_requests(realm, day, &relay, now)?;
    let mut lines: Vec<String> = read.rows.iter().map(shown).collect();
    lines.push(standing(&read).to_owned());
    let rows: Vec<Value> = read.rows.iter().map(object).collect();
    let json = json!({ "realm": realm.to_string(), "day": args.day.to_string(), "rows": rows, "fits": read.fits });
    Ok(Said::new(lines.join("\n"), json))
}

const fn standing(read: &RequestsRead) -> &'static str {
    match read.fits {
        Some(true) => "These are the rows that the server signed for.",
        Some(false) => "These are NOT the rows that the server signed for: keep this, and tell the registrar.",
        None if read.word.is_some() => "The server keeps rows for three years, and this day is longer ago.",
        None => {
            "The server has not signed for this day yet, or this device has not synced since: it does the day after."
        }
    }
}

fn shown(row: &RequestRow) -> String {
    let device = row.device.map_or_else(|| "-".to_owned(), |device| device.to_string());
    let (at, what) = (times::shown(row.at_ms, &Utc), route::word(row.route));
    if row.route == route::LEFT_OUT {
        return format!("{at}  {} more of nobody known, not kept one by one", row.up);
    }
    format!("{at}  {what}  {}  {device}  up {}  down {}", row.status, row.up, row.down)
}

fn object(row: &RequestRow) -> Value {
    json!({
        "at_ms": row.at_ms,
        "what": route::word(row.route),
        "status": row.status,
        "device": row.device.map(|device| device.to_string()),
        "up": row.up,
        "down": row.down,
    })
}
