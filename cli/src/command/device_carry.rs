//! `device carry`: brings another device's unsent entries to the server.

use crate::failure::Failure;
use crate::said::Said;
use crate::{input, lookup};
use first72_core::directory::ended::LONGEST_BUNDLE;
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The file that the device left (`unsent.entries`), or that `device unsent` wrote.
    file: PathBuf,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let bundle = input::bytes_of(&args.file, LONGEST_BUNDLE as u64)?;
    let relay = notebook.relay(realm)?;
    let carried = notebook.carry(realm, &bundle, &relay, now)?;
    let mut text = format!("The server has {} of the entries.", carried.stored);
    if carried.refused > 0 {
        text.push_str(&format!(" It refused {}; keep the file.", carried.refused));
    }
    text.push_str(" Who reads their episodes sees them after the next sync: `first72 device adopt`.");
    let object = json!({ "realm": realm.to_string(), "stored": carried.stored, "refused": carried.refused });
    Ok(Said::new(text, object))
}
