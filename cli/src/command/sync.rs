//! `sync`: exchanges with the servers of this device's realms.

use crate::failure::Failure;
use crate::said::Said;
use crate::{lookup, times};
use chrono::Utc;
use first72_core::moment::Moment;
use first72_core::notebook::{HeldBack, Notebook, NotebookError, RealmId, RealmState, SyncEnd, THIS_APP, sync};
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
    let only = realms.len() == 1;
    let (mut text, mut objects, mut failed) = (Vec::new(), Vec::new(), Vec::new());
    for realm in realms {
        // One realm's server being away is no reason to leave the others.
        match one(door, realm, clock) {
            Ok(end) => {
                let state = state(&open(door), realm)?;
                text.push(line(&state.name, &end));
                text.extend(state.held_back.map(warning));
                text.extend(too_old(&open(door), realm));
                objects.push(object(&state, &end));
            }
            Err(error) if only => return Err(error.into()),
            // A device that was wiped knows no realm any more.
            Err(error) => {
                failed.push((state(&open(door), realm).map_or_else(|_| realm.to_string(), |realm| realm.name), error))
            }
        }
    }
    let text = text.join("\n");
    match failed.is_empty() {
        true => Ok(Said::new(text, json!({ "realms": objects }))),
        false => Err(Failure::Partly { text, realms: objects, failed }),
    }
}

fn one(door: &Mutex<Notebook>, realm: RealmId, clock: &dyn Fn() -> Moment) -> Result<SyncEnd, NotebookError> {
    let relay = open(door).relay(realm)?;
    sync(door, realm, &relay, clock)
}

fn open(door: &Mutex<Notebook>) -> MutexGuard<'_, Notebook> {
    door.lock().unwrap_or_else(PoisonError::into_inner)
}

fn state(notebook: &Notebook, realm: RealmId) -> Result<RealmState, NotebookError> {
    notebook.sync_state()?.into_iter().find(|state| state.realm == realm).ok_or(NotebookError::NotEnrolled)
}

/// An app that its agency calls too old.
fn too_old(notebook: &Notebook, realm: RealmId) -> Option<String> {
    let old = notebook.too_old_for().into_iter().find(|old| old.realm == realm)?;
    Some(format!(
        "  This version of First72 ({THIS_APP}) is too old for {}: it wants {} or newer. Open episodes go on and everything \
         syncs; no new episode begins here and nobody is taken in. Update First72 on this device.",
        old.name, old.oldest
    ))
}

/// A server that may be holding back news: what makes one think so, and what to do.
fn warning(why: HeldBack) -> String {
    let seen = match why {
        HeldBack::Quiet { since_ms } => {
            format!("The last word of a registrar that came through it is from {}.", times::shown(since_ms, &Utc))
        }
        HeldBack::Missing => "A registrar's device has a statement that it does not give.".to_owned(),
    };
    format!(
        "  The server may be holding back news. {seen} Compare with another device (`first72 server head`, then \
         `first72 server compare` there), and call your registrar. What is saved here is safe."
    )
}

fn line(name: &str, end: &SyncEnd) -> String {
    let report = &end.report;
    let mut line = format!("{name}: {} up, {} down", report.stored, report.received);
    for (count, what) in [
        (report.refused_own, "of ours refused"),
        (report.parked, "waiting"),
        (report.refused, "refused"),
        (end.carried.stored, "brought for other devices"),
        (end.carried.refused, "of other devices refused"),
    ] {
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

fn object(state: &RealmState, end: &SyncEnd) -> Value {
    let report = &end.report;
    let held_back = state.held_back.map(|why| match why {
        HeldBack::Quiet { since_ms } => json!({ "why": "quiet", "since_ms": since_ms }),
        HeldBack::Missing => json!({ "why": "missing" }),
    });
    json!({
        "realm": state.realm.to_string(),
        "name": state.name,
        "held_back": held_back,
        "stored": report.stored,
        "received": report.received,
        "refused_own": report.refused_own,
        "parked": report.parked,
        "refused": report.refused,
        "withheld": report.withheld,
        "troubles": report.troubles,
        "wraps_given": end.wraps_given,
        "carried": end.carried.stored,
        "carried_refused": end.carried.refused,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_may_hold_back_news_is_said_with_the_reason_and_what_to_do() {
        let quiet = warning(HeldBack::Quiet { since_ms: 1_780_000_000_000 });
        assert!(quiet.contains(&times::shown(1_780_000_000_000, &Utc)), "{quiet}");
        let missing = warning(HeldBack::Missing);
        for said in [&quiet, &missing] {
            assert!(said.contains("may be holding back news") && said.contains("call your registrar"), "{said}");
        }
        assert_ne!(quiet, missing);
    }
}
