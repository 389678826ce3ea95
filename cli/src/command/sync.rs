//! `sync`: exchanges with the servers of this device's realms.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, NotebookError, RealmId, SyncEnd, sync};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::{Mutex, MutexGuard, PoisonError};

#[derive(clap::Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Args {
    /// Only this realm: its name or id.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, door: &Mutex<Notebook>, clock: &dyn Fn() -> Moment) -> Result<Said, Failure> {
    let realms: Vec<RealmId> = match &args.realm {
        Some(wanted) => vec![lookup::realm(&open(door), Some(wanted))?],
        None => open(door).realms().collect(),
    };
    if realms.is_empty() {
        return Err(NotebookError::NotEnrolled.into());
    }
    let (mut text, mut objects, mut first_failure) = (Vec::new(), Vec::new(), None);
    for realm in realms {
        // One realm's server being away is no reason to leave the others.
        match one(door, realm, clock) {
            Ok(end) => {
                let name = name(&open(door), realm)?;
                text.push(line(&name, &end));
                objects.push(object(realm, &name, &end));
            }
            Err(error) => first_failure = first_failure.or(Some(error)),
        }
    }
    match first_failure {
        Some(error) => Err(error.into()),
        None => Ok(Said::new(text.join("\n"), json!({ "realms": objects }))),
    }
}

fn one(door: &Mutex<Notebook>, realm: RealmId, clock: &dyn Fn() -> Moment) -> Result<SyncEnd, NotebookError> {
    let relay = open(door).relay(realm)?;
    sync(door, realm, &relay, clock)
}

fn open(door: &Mutex<Notebook>) -> MutexGuard<'_, Notebook> {
    door.lock().unwrap_or_else(PoisonError::into_inner)
}

fn name(notebook: &Notebook, realm: RealmId) -> Result<String, NotebookError> {
    let state = notebook.sync_state()?.into_iter().find(|state| state.realm == realm);
    Ok(state.map(|state| state.name).unwrap_or_default())
}

fn line(name: &str, end: &SyncEnd) -> String {
    let report = &end.report;
    let mut line = format!("{name}: {} up, {} down", report.stored, report.received);
    for (count, what) in
        [(report.refused_own, "of ours refused"), (report.parked, "waiting"), (report.refused, "refused")]
    {
        if count > 0 {
            line.push_str(&format!(", {count} {what}"));
        }
    }
    if report.withheld > 0 {
        line.push_str(&format!(", {} not shown by the server", report.withheld));
    }
    for trouble in &report.troubles {
        line.push_str(&format!(" [{trouble}]"));
    }
    line
}

fn object(realm: RealmId, name: &str, end: &SyncEnd) -> Value {
    let report = &end.report;
    json!({
        "realm": realm.to_string(),
        "name": name,
        "stored": report.stored,
        "received": report.received,
        "refused_own": report.refused_own,
        "parked": report.parked,
        "refused": report.refused,
        "withheld": report.withheld,
        "troubles": report.troubles,
        "wraps_given": end.wraps_given,
    })
}
