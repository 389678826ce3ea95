//! `release list`: the copies that this person gave, got, or can take back, and how each stands.

use crate::failure::Failure;
use crate::said::Said;
use crate::times;
use first72_core::moment::Moment;
use first72_core::notebook::{CopyDevice, CopyLine, CopyState, DeviceState, Notebook, PersonId};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Those that may be read now, and no others.
    #[arg(long)]
    open: bool,
}

pub(crate) fn run(args: &Args, notebook: &Notebook, now: Moment) -> Result<Said, Failure> {
    let mut lines = notebook.copies(now);
    lines.retain(|line| !args.open || line.state == CopyState::Open);
    let text: Vec<String> = lines.iter().map(|line| shown(notebook, line)).collect();
    let text = if text.is_empty() { "Nothing was shared.".to_owned() } else { text.join("\n") };
    let json: Vec<Value> = lines.iter().map(|line| object(notebook, line)).collect();
    Ok(Said::new(text, json!({ "copies": json })))
}

fn shown(notebook: &Notebook, line: &CopyLine) -> String {
    let name = |person| short(notebook, line, person).unwrap_or_else(|| "(name not here yet)".to_owned());
    let until = times::shown(line.end_ms, &chrono::Utc);
    let reason = held(line).map(|reason| format!("\n    held: {reason}")).unwrap_or_default();
    let devices: String = line.devices.iter().map(|device| format!("\n    {}", device_words(device))).collect();
    format!(
        "{}  {}  from {} to {}  until {until}: {}{devices}{reason}",
        line.space,
        state(line.state),
        name(line.author),
        name(line.to),
        line.parts.join(", "),
    )
}

pub(super) fn device_words(device: &CopyDevice) -> String {
    let label = device.label.as_deref().unwrap_or("a device");
    let heard = device.heard_ms.map_or_else(|| "never".to_owned(), |ms| times::shown(ms, &chrono::Utc));
    match device.state {
        DeviceState::Unheard => format!("{label}: not heard about it; last sign of life: {heard}"),
        DeviceState::Opened => format!("{label}: opened; last sign of life: {heard}"),
        DeviceState::Purged { opened: true } => format!("{label}: opened, and destroyed"),
        DeviceState::Purged { opened: false } => format!("{label}: destroyed unopened"),
    }
}

pub(super) fn device_object(device: &CopyDevice) -> Value {
    let (opened, purged) = match device.state {
        DeviceState::Unheard => (false, false),
        DeviceState::Opened => (true, false),
        DeviceState::Purged { opened } => (opened, true),
    };
    json!({
        "device": device.device.to_string(),
        "label": device.label,
        "opened": opened,
        "purged": purged,
        "heard_ms": device.heard_ms,
    })
}

fn object(notebook: &Notebook, line: &CopyLine) -> Value {
    json!({
        "copy": line.space.to_string(),
        "realm": line.realm.to_string(),
        "from": line.author.to_string(),
        "to": line.to.to_string(),
        "to_short_name": short(notebook, line, line.to),
        "mine": line.mine,
        "for_me": line.for_me,
        "episode": line.episode.map(|episode| episode.to_string()),
        "parts": line.parts,
        "basis": line.basis.map(first72_core::episode::Basis::code),
        "from_ms": line.from_ms,
        "end_ms": line.end_ms,
        "may_keep": line.may_keep,
        "state": state(line.state),
        "held": held(line),
        "devices": line.devices.iter().map(device_object).collect::<Vec<_>>(),
        "can_read": line.can_read,
        "can_close": line.can_take_back,
        "can_amend": line.can_amend,
    })
}

/// Why it must not be destroyed, while a hold stands.
fn held(line: &CopyLine) -> Option<&str> {
    line.held.as_ref().map(|hold| hold.reason.as_deref().unwrap_or_default())
}

fn short(notebook: &Notebook, line: &CopyLine, person: PersonId) -> Option<String> {
    Some(notebook.person_in(line.realm, person)?.facts.as_ref()?.short_name.clone())
}

pub(super) const fn state(state: CopyState) -> &'static str {
    match state {
        CopyState::Open => "open",
        CopyState::TakenBack => "taken_back",
        CopyState::Replaced => "replaced",
        CopyState::Over => "over",
    }
}
