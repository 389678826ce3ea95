//! `person list`: the people of a realm, with their live devices and entitlements.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::notebook::{Notebook, PersonLine};
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let people = notebook.people(realm)?;
    let text: Vec<String> = people.iter().map(line).collect();
    let object = |line: &PersonLine| {
        json!({
            "person": line.person.to_string(),
            "short_name": line.short_name,
            "devices": line.devices.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "grants": line.grants.iter().map(ToString::to_string).collect::<Vec<_>>(),
        })
    };
    let people: Vec<_> = people.iter().map(object).collect();
    Ok(Said::new(text.join("\n"), json!({ "realm": realm.to_string(), "people": people })))
}

fn line(line: &PersonLine) -> String {
    let name = line.short_name.as_deref().unwrap_or("(name not here yet)");
    format!("{}  {name}  {} devices, {} grants", line.person, line.devices.len(), line.grants.len())
}
