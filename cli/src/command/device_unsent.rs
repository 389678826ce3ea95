//! `device unsent`: what this device has not sent yet, sealed as it is, for another device to carry.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::directory::ended::Unsent;
use first72_core::durable_file;
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// New file for the entries.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    if args.out.exists() {
        return Err(Failure::Taken { path: args.out.clone() });
    }
    let entries = notebook.unsent_of(realm)?;
    durable_file::write(&args.out, &Unsent::to_bytes(&entries)).map_err(|error| Failure::file(&args.out, error))?;
    notebook.note_carried_out(realm, entries.len(), now);
    let text = format!("{} entries are in {}, sealed. They stay here too.", entries.len(), args.out.display());
    let out = args.out.display().to_string();
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "entries": entries.len(), "out": out })))
}
