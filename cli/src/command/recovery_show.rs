//! `recovery show`: the paper keys of a realm, and every recovery that was announced.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use crate::times;
use chrono::Utc;
use first72_core::moment::Moment;
use first72_core::notebook::{Announcement, Compartment, Notebook, RecoveryLine, RehearsalState};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let (keys, announced) = (notebook.recovery_keys(realm)?, notebook.recoveries(realm)?);
    let drill = notebook.rehearsal(realm, now)?;
    let lines = keys.iter().map(key_line).chain([drill_line(&drill)]).chain(announced.iter().map(announced_line));
    let text = lines.collect::<Vec<_>>().join("\n");
    let keys: Vec<Value> = keys.iter().map(key_object).collect();
    let announced: Vec<Value> = announced.iter().map(announced_object).collect();
    let drill = drill_object(&drill);
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "keys": keys, "drill": drill, "recoveries": announced })))
}

fn drill_line(drill: &RehearsalState) -> String {
    let last = match &drill.last {
        Some(last) => format!("last held {}", times::shown(last.at_ms, &Utc)),
        None => "never held".to_owned(),
    };
    let due = match (drill.is_due, drill.due_ms) {
        (true, _) => "due now".to_owned(),
        (false, Some(due_ms)) => format!("due by {}", times::shown(due_ms, &Utc)),
        (false, None) => "no test shares yet: `first72 recovery renew --compartment TEST`".to_owned(),
    };
    let spent = if drill.is_spent { "; its shares were used, make new ones" } else { "" };
    format!("yearly drill: {last}; {due}{spent}")
}

fn drill_object(drill: &RehearsalState) -> Value {
    json!({
        "key": drill.epoch,
        "shares_used": drill.is_spent,
        "last_ms": drill.last.as_ref().map(|last| last.at_ms),
        "due_ms": drill.due_ms,
        "due": drill.is_due,
    })
}

fn key_line(line: &RecoveryLine) -> String {
    let RecoveryLine { compartment, epoch, spaces, not_recoverable } = line;
    let state = match (*spaces, *not_recoverable) {
        (0, _) => "nothing of it on this device".to_owned(),
        (_, 0) => format!("{spaces} here, all recoverable"),
        (_, missing) => format!("{spaces} here, {missing} not recoverable before the next sync of who holds it"),
    };
    format!("{compartment}  key {epoch}: {state}")
}

fn announced_line(one: &Announcement) -> String {
    let state = if one.is_open { "open" } else { "waits for a second registrar" };
    let reason = one.reason.as_deref().unwrap_or("(reason not readable here)");
    let by = one.by.as_deref().unwrap_or("(name not here yet)");
    let case = &one.case;
    let what = match case.compartment {
        Compartment::Test => "drill of recovery".to_owned(),
        real => format!("recovery of {real}"),
    };
    format!("{what} for {} by {by} ({state}): {reason}", case.device_id)
}

fn key_object(line: &RecoveryLine) -> Value {
    json!({
        "compartment": line.compartment.code(),
        "epoch": line.epoch,
        "spaces": line.spaces,
        "not_recoverable": line.not_recoverable,
    })
}

fn announced_object(one: &Announcement) -> Value {
    json!({
        "statement": one.statement.to_string(),
        "compartment": one.case.compartment.code(),
        "drill": one.case.compartment == Compartment::Test,
        "device": one.case.device_id.to_string(),
        "epoch": one.case.epoch,
        "open": one.is_open,
        "by": one.by,
        "reason": one.reason,
        "custodians": one.custodians,
    })
}
