//! `person list`: the people of a realm, with their live devices and entitlements.

use super::device_end::meaning;
use crate::failure::Failure;
use crate::said::Said;
use crate::{lookup, terms};
use first72_core::notebook::{DeviceLine, EndedDevice, GrantLine, Notebook, PersonLine};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let (people, ended) = (notebook.people(realm)?, notebook.ended_devices(realm)?);
    let of = |line: &PersonLine| ended.iter().filter(|device| device.person == line.person).collect::<Vec<_>>();
    let text: Vec<String> = people.iter().map(|line| shown(line, &of(line))).collect();
    let people: Vec<_> = people.iter().map(|line| object(line, &of(line))).collect();
    Ok(Said::new(text.join("\n"), json!({ "realm": realm.to_string(), "people": people })))
}

fn shown(line: &PersonLine, ended: &[&EndedDevice]) -> String {
    let name = line.short_name.as_deref().unwrap_or("(name not here yet)");
    let mut text = format!("{}  {name}", line.person);
    for device in &line.devices {
        let label = device.label.as_deref().unwrap_or("(label not here yet)");
        let registrar = if device.is_registrar { ", registrar" } else { "" };
        text.push_str(&format!("\n  device  {}  {label}{registrar}", device.device));
    }
    for device in ended {
        let label = device.label.as_deref().unwrap_or("(label not here yet)");
        let means = device.last_seen.map_or("", |seen| meaning(seen.meaning()).1);
        text.push_str(&format!("\n  ended   {}  {label}. {means}", device.device));
    }
    for grant in &line.grants {
        let terms = grant.terms.as_ref().map_or_else(|| "(not readable here)".to_owned(), terms::shown);
        text.push_str(&format!("\n  grant   {}  {terms}", grant.grant));
    }
    text
}

fn object(line: &PersonLine, ended: &[&EndedDevice]) -> Value {
    let device = |line: &DeviceLine| {
        json!({
            "device": line.device.to_string(),
            "label": line.label,
            "registrar": line.is_registrar,
            "not_after_ms": line.not_after_ms,
        })
    };
    let ended = ended.iter().map(|device| {
        json!({
            "device": device.device.to_string(),
            "label": device.label,
            "meaning": device.last_seen.map(|seen| meaning(seen.meaning()).0),
            "known_entries": device.known_entries,
        })
    });
    let grant = |line: &GrantLine| {
        json!({
            "grant": line.grant.to_string(),
            "terms": line.terms.as_ref().map(terms::shown),
            "waits_for_second": line.awaits_cosign.iter().map(|class| class.code()).collect::<Vec<_>>(),
            "not_after_ms": line.not_after_ms,
        })
    };
    json!({
        "person": line.person.to_string(),
        "short_name": line.short_name,
        "devices": line.devices.iter().map(device).collect::<Vec<_>>(),
        "ended": ended.collect::<Vec<_>>(),
        "grants": line.grants.iter().map(grant).collect::<Vec<_>>(),
    })
}
