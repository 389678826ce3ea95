//! `device holdings`: what this device holds of a realm, sealed as it is, so that a lost server can be made again.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
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
    let Some(held) = notebook.holdings(realm)? else {
        let advice = "sync first; before that this device holds nothing that the server had";
        return Err(Failure::NoSuch { thing: "signed state of the server's log", wanted: realm.to_string(), advice });
    };
    durable_file::write(&args.out, &held.bytes).map_err(|error| Failure::file(&args.out, error))?;
    notebook.note_holdings_out(realm, held.entries, now);
    let out = args.out.display().to_string();
    let left = match held.without_number {
        0 => String::new(),
        left => format!(" {left} more were never on the server, or it has not told their number: sync sends them."),
    };
    let text = format!("{} entries are in {out}, sealed. Give it to whoever runs the server.{left}", held.entries);
    let json = json!({
        "realm": realm.to_string(),
        "entries": held.entries,
        "without_number": held.without_number,
        "out": out,
    });
    Ok(Said::new(text, json))
}
