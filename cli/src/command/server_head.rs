//! `server head`: what this device has seen of a realm's server, for another device to compare.

use crate::failure::Failure;
use crate::said::Said;
use crate::{lookup, qr};
use first72_core::notebook::Notebook;
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Also as squares, for a camera.
    #[arg(long)]
    qr: bool,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &Notebook) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let Some(head) = notebook.server_head(realm)? else {
        let advice = "sync first; then there is something to compare";
        return Err(Failure::NoSuch { thing: "signed state of the server's log", wanted: realm.to_string(), advice });
    };
    let squares = if args.qr { qr::squares(&head.note).unwrap_or_default() } else { String::new() };
    let text = format!("{squares}{}", head.note);
    let object = json!({
        "realm": realm.to_string(),
        "size": head.size,
        "note": head.note,
        "seen_ms": head.seen_ms,
        "last_witness_ms": head.last_witness_ms,
    });
    Ok(Said::new(text, object))
}
