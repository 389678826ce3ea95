//! `pack publish`: a registrar hands a signed pack to every device of the realm, with the next sync.

use crate::failure::Failure;
use crate::said::Said;
use crate::{lookup, pack_source};
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The pack's folder, or a copy made by `pack copy`.
    pack: String,
    /// Hand on the signatures alone: every device has the pack's files already, as with a pack that came with the app.
    #[arg(long)]
    signatures_only: bool,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let edition = pack_source::edition(&args.pack)?;
    let head = edition.pack().map_err(|errors| Failure::Pack(errors.clone()))?;
    let (id, version) = (head.id.clone(), head.version.clone());
    let copy = if args.signatures_only { edition.to_signature_copy()? } else { edition.to_copy()? };
    let parts = notebook.hand_on_pack(realm, &copy, now)?;
    let text = match parts {
        0 => format!("{id} {version} was handed on before; nothing is left to do."),
        parts => format!("{id} {version} goes to every device in {parts} parts with the next syncs."),
    };
    let object = json!({ "id": id, "version": version, "hash": edition.hash().to_string(), "parts": parts, "bytes": copy.len() });
    Ok(Said::new(text, object))
}
