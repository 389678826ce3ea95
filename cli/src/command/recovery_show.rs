//! `recovery show`: the paper keys of a realm, and every recovery that was announced.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::notebook::{Announcement, Notebook, RecoveryLine};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let (keys, announced) = (notebook.recovery_keys(realm)?, notebook.recoveries(realm)?);
    let lines = keys.iter().map(key_line).chain(announced.iter().map(announced_line));
    let text = lines.collect::<Vec<_>>().join("\n");
    let keys: Vec<Value> = keys.iter().map(key_object).collect();
    let announced: Vec<Value> = announced.iter().map(announced_object).collect();
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "keys": keys, "recoveries": announced })))
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
    format!("recovery of {} for {} by {by} ({state}): {reason}", case.compartment, case.device_id)
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
        "device": one.case.device_id.to_string(),
        "epoch": one.case.epoch,
        "open": one.is_open,
        "by": one.by,
        "reason": one.reason,
        "custodians": one.custodians,
    })
}
