//! `readers`: who can read an episode, class by class, and the copies of parts of it.

use super::release_list::{device_object, device_words, state};
use crate::failure::Failure;
use crate::said::Said;
use crate::{lookup, times};
use first72_core::directory::{Access, Reader};
use first72_core::moment::Moment;
use first72_core::notebook::{CopyReaders, Notebook, PersonId, RealmId, SpaceReaders};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The episode: its two words, or its id.
    episode: String,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let episode = lookup::episode(notebook, &args.episode)?;
    notebook.look_at(episode, now);
    let (spaces, copies) = (notebook.readers(episode, now)?, notebook.copy_readers(episode, now)?);
    let mut text: Vec<String> = spaces.iter().map(|space| space_words(notebook, space)).collect();
    text.extend(copies.iter().map(|copy| copy_words(notebook, copy)));
    let json = json!({
        "spaces": spaces.iter().map(|space| space_object(notebook, space)).collect::<Vec<_>>(),
        "copies": copies.iter().map(|copy| copy_object(notebook, copy)).collect::<Vec<_>>(),
    });
    Ok(Said::new(text.join("\n"), json))
}

fn space_words(notebook: &Notebook, space: &SpaceReaders) -> String {
    let recovery = if space.recovery { "" } else { "\n    no recovery key yet" };
    let readers = reader_lines(notebook, space.realm, &space.readers);
    format!("{}  {}{readers}{recovery}", space.compartment, agency(notebook, space.realm))
}

fn copy_words(notebook: &Notebook, copy: &CopyReaders) -> String {
    let state = copy.state.map_or("(not known here)", state);
    let until = times::shown(copy.end_ms, &chrono::Utc);
    let keep = if copy.may_keep { ", may keep it" } else { "" };
    let readers = copy.readers.as_deref().map(|readers| reader_lines(notebook, copy.realm, readers));
    let readers = readers.unwrap_or_else(|| "\n    its keys are not on this device".to_owned());
    let devices: String = copy.devices.iter().map(|device| format!("\n    {}", device_words(device))).collect();
    format!(
        "copy {}  {state}  to {}, {}  until {until}{keep}: {}{readers}{devices}",
        copy.space,
        name(notebook, copy.realm, Some(copy.to)),
        agency(notebook, copy.realm),
        copy.parts.join(", "),
    )
}

fn reader_lines(notebook: &Notebook, realm: RealmId, readers: &[Reader]) -> String {
    let line = |reader: &Reader| {
        let roles: String = reader.roles.iter().map(|role| format!(", {}", role.code())).collect();
        let name = name(notebook, realm, reader.person);
        format!("\n    {}: {name}{roles}; devices: {}", access(reader.access), reader.devices.len())
    };
    readers.iter().map(line).collect()
}

fn space_object(notebook: &Notebook, space: &SpaceReaders) -> Value {
    json!({
        "realm": space.realm.to_string(),
        "compartment": space.compartment.code(),
        "readers": reader_objects(notebook, space.realm, &space.readers),
        "recovery": space.recovery,
        "keys": space.keys,
    })
}

fn copy_object(notebook: &Notebook, copy: &CopyReaders) -> Value {
    json!({
        "copy": copy.space.to_string(),
        "realm": copy.realm.to_string(),
        "to": copy.to.to_string(),
        "to_short_name": short(notebook, copy.realm, copy.to),
        "parts": copy.parts,
        "end_ms": copy.end_ms,
        "may_keep": copy.may_keep,
        "state": copy.state.map(state),
        "devices": copy.devices.iter().map(device_object).collect::<Vec<_>>(),
        "readers": copy.readers.as_deref().map(|readers| reader_objects(notebook, copy.realm, readers)),
    })
}

fn reader_objects(notebook: &Notebook, realm: RealmId, readers: &[Reader]) -> Vec<Value> {
    let object = |reader: &Reader| {
        json!({
            "person": reader.person.map(|person| person.to_string()),
            "short_name": reader.person.and_then(|person| short(notebook, realm, person)),
            "roles": reader.roles.iter().map(|role| role.code()).collect::<Vec<_>>(),
            "access": access(reader.access),
            "devices": reader.devices.iter().map(ToString::to_string).collect::<Vec<_>>(),
        })
    };
    readers.iter().map(object).collect()
}

fn agency(notebook: &Notebook, realm: RealmId) -> &str {
    notebook.realm_name(realm).unwrap_or("an agency that this device is not in")
}

fn name(notebook: &Notebook, realm: RealmId, person: Option<PersonId>) -> String {
    let known = person.and_then(|person| short(notebook, realm, person));
    known.unwrap_or_else(|| "(name not here yet)".to_owned())
}

fn short(notebook: &Notebook, realm: RealmId, person: PersonId) -> Option<String> {
    Some(notebook.person_in(realm, person)?.facts.as_ref()?.short_name.clone())
}

const fn access(access: Access) -> &'static str {
    match access {
        Access::Reads => "reads",
        Access::WillRead => "will_read",
        Access::HadKey { newest: true } => "had_newest",
        Access::HadKey { newest: false } => "had_older",
    }
}
